//! Mateo, 15: a trumpet, sound and physics, two languages, and a grandmother who writes in hers.

use super::people::{BELL, KAHALE, MATEO, ROSARIO, SOLBERG};
use crate::plan::{About, Aspect, LifeArea, Owner, Seen, Stage, Stance};
use crate::sample::rows::LearnerPlan;
use crate::sample::say::{
    course, day, en, es, experience, family, held_review, hope, in_spanish, later, my_step, note, observed,
    observed_in, profile, school, shown, soon, step, student, support, treatment, unsure_hope,
};
use crate::sample::story::Story;
use crate::{ItemId, OpeningId};

const CAREER_PLAN: (&str, &str) = ("us-wa", "high_school_and_beyond");
const LANGUAGE_PLAN: (&str, &str) = ("riverside", "english_learner");

struct Known {
    sound: ItemId,
    translating: ItemId,
    career: OpeningId,
    language: OpeningId,
}

pub(super) fn plan() -> LearnerPlan {
    let mut story = Story::of(MATEO);
    let known = ninth_grade(&mut story);
    let report = goals(&mut story, &known);
    the_school_undertakes(&mut story, report);
    through_the_autumn(&mut story);
    the_grandmother_writes(&mut story);
    suggestions(&mut story, &known, report);
    review(&mut story, &known);
    story.told()
}

fn ninth_grade(story: &mut Story) -> Known {
    let mateo = student(MATEO);
    story.on(day(2025, 9, 30));
    let career =
        story.open(school(BELL), CAREER_PLAN, [en("Every ninth grader keeps this plan until graduation")]);
    let because = [
        en("Mateo came to our schools in 2022 and learns in his second language"),
        es("Mateo llegó a nuestras escuelas en 2022 y aprende en su segundo idioma"),
    ];
    let language = story.open(school(SOLBERG), LANGUAGE_PLAN, because);
    story.on(day(2025, 10, 9));
    let sound = story.write(
        mateo,
        profile(Aspect::Interest, "Why a trumpet sounds different in the stairs than in my room"),
    );
    story.write(
        mateo,
        in_spanish(shown(
            Aspect::Strength,
            "Toco la trompeta de oído: escucho una canción y la puedo tocar",
            (Seen::Activity, "Tocó en la fiesta del barrio sin partitura", day(2025, 9, 14)),
        )),
    );
    let translating = story.write(
        mateo,
        shown(
            Aspect::Strength,
            "I translate for people. At the clinic, at the bank, fast and polite.",
            (Seen::Activity, "Helps his grandmother's neighbors with letters most weeks", day(2025, 10, 4)),
        ),
    );
    story.write(
        mateo,
        profile(
            Aspect::Language,
            "Spanish for thinking about feelings, English for physics, some K'iche' from my grandfather",
        ),
    );
    story.write(
        mateo,
        profile(
            Aspect::InMyWay,
            "When I write in English I stop at every word to check it, and the time is gone",
        ),
    );
    story.write(
        mateo,
        profile(Aspect::Need, "Somebody who tells me if the idea is good before they tell me the grammar"),
    );
    story.on(day(2025, 12, 2));
    story.write(
        mateo,
        unsure_hope(LifeArea::Employment, "Sound engineer, or somebody who builds concert halls"),
    );
    story.write(
        mateo,
        hope(LifeArea::Education, "Study acoustics. I found a university that has a room without any echo."),
    );
    Known { sound, translating, career, language }
}

fn goals(story: &mut Story, known: &Known) -> ItemId {
    let mateo = student(MATEO);
    story.on(day(2026, 9, 3));
    let long = story.write(
        mateo,
        later("Earn the Seal of Biliteracy before I graduate")
            .because("It says on paper that two languages are more than one")
            .done_when("The seal is on my diploma")
            .by(day(2029, 6, 8))
            .for_items(&[known.translating]),
    );
    let report = story.write(
        mateo,
        soon("Write a whole physics report in English without stopping for every word")
            .because("My ideas are faster than my spelling and I want people to see the ideas")
            .levels(
                &[
                    "Notes in both languages",
                    "A draft with gaps I fill later",
                    "A draft in one sitting",
                    "A report I hand in the same week",
                ],
                Some(1),
                3,
            )
            .by(day(2026, 12, 16))
            .standard("ELP.9-12.7")
            .for_items(&[long]),
    );
    let record = story.write(
        mateo,
        my_step(
            "Record the trumpet in five rooms of the school and measure the echo",
            day(2026, 10, 15),
            &[report],
        ),
    );
    story.write(
        mateo,
        my_step("First draft of the echo report, no dictionary open", day(2026, 11, 24), &[report]),
    );
    story.on(day(2026, 10, 14));
    story.stage(
        mateo,
        record,
        Stage::Done,
        "The stairs win: 2.1 seconds. The library has almost none because of the books.",
    );
    story.on(day(2026, 10, 19));
    let band = story.write(
        mateo,
        soon("Play a solo at the winter concert")
            .because("My grandmother will be in the first row")
            .done_when("I played it")
            .by(day(2026, 12, 12))
            .for_items(&[known.sound]),
    );
    story.write(
        family(ROSARIO),
        in_spanish(step(
            Owner::Family(ROSARIO),
            "Planchar la camisa blanca y llegar temprano para sentarme adelante",
            Some(day(2026, 12, 12)),
            &[band],
        )),
    );
    report
}

fn the_school_undertakes(story: &mut Story, report: ItemId) {
    let mateo = student(MATEO);
    story.on(day(2026, 9, 9));
    let groups = story.write(
        school(KAHALE),
        treatment(
            "structured-academic-talk",
            KAHALE,
            "He explains an experiment aloud better than on paper; talking first gives him the sentences",
            (25, 2, 4),
            (day(2026, 9, 14), day(2026, 12, 16)),
        )
        .for_items(&[report])
        .missing("Nothing: it is part of physics"),
    );
    story.stage(school(KAHALE), groups, Stage::UnderWay, "");
    let time = story.write(
        school(SOLBERG),
        support(
            SOLBERG,
            "Half as much time again, and a Spanish and English glossary",
            "In every written test",
            "English learner plan, section 4; and he has asked for it",
        ),
    );
    let band = story.write(
        school(SOLBERG),
        support(
            SOLBERG,
            "Language lessons in second period instead of fifth",
            "Every day",
            "The small group meets in second period this year",
        ),
    );
    story.on(day(2026, 9, 14));
    story.stance(mateo, groups, Stance::Agreed, None);
    story.stance(
        mateo,
        time,
        Stance::Agreed,
        Some(en("The glossary yes. The extra time only if I may leave when I am done.")),
    );
    story.stance(
        mateo,
        band,
        Stance::SeenDifferently,
        Some(en("Second period is band. I can learn English in band too, the director never stops talking.")),
    );
    story.differ(
        mateo,
        About::Item(band),
        en("I do not want to choose between my trumpet and my English. Please look for another hour."),
    );
    story.on(day(2026, 9, 24));
    let fifth = support(
        SOLBERG,
        "Language lessons in fifth period, beside the new group from grade 9",
        "Every day",
        "Second period is band, and band is where Mateo talks English most",
    );
    story.rewrite(school(SOLBERG), band, fifth);
    story.on(day(2026, 9, 25));
    story.stance(mateo, band, Stance::Agreed, Some(en("Thank you for looking again.")));
}

fn through_the_autumn(story: &mut Story) {
    let mateo = student(MATEO);
    story.write(
        school(KAHALE),
        observed_in(
            Aspect::Strength,
            "Hears what is wrong with an experiment before the numbers show it",
            (Seen::Class, "Noticed that the tuning fork was held too tightly", day(2026, 9, 22)),
        ),
    );
    story.write(
        mateo,
        experience(
            "Sound and lights for the fall play",
            Some(day(2026, 9, 28)),
            Some(day(2026, 11, 7)),
            Some("A cable that works on Monday has to be tested on Friday too"),
        ),
    );
    story.write(
        mateo,
        course(
            "Physics of Music",
            Some("PHY-MUS"),
            Some(2028),
            Some("It exists! At the college on Tuesday evenings."),
        ),
    );
    story.write(mateo, profile(Aspect::Value, "You do not leave anybody behind who cannot read the sign"));
}

fn the_grandmother_writes(story: &mut Story) {
    let rosario = family(ROSARIO);
    story.on(day(2026, 10, 4));
    story.write(rosario, in_spanish(note("Mi nieto estudia en la mesa de la cocina hasta tarde. Cuando algo le sale bien, toca la trompeta bajito para no despertar a nadie. Estoy muy orgullosa de él.")));
    story.write(
        rosario,
        in_spanish(observed(
            Aspect::Strength,
            "Es paciente conmigo cuando no entiendo una carta: me la explica dos veces y no se ríe.",
        )),
    );
    let letters = in_spanish(support(
        SOLBERG,
        "Las cartas de la escuela también en español",
        "Siempre que haya algo que firmar",
        "La abuela firma y quiere entender lo que firma",
    ));
    let letters = story.added(letters);
    let letters = story.suggest(
        rosario,
        Owner::School(SOLBERG),
        es("Mateo me traduce todo, pero él es el alumno. Me gustaría leer yo misma lo que firmo."),
        [letters],
    );
    story.on(day(2026, 10, 7));
    story.accept(letters, school(SOLBERG));
    story.on(day(2026, 11, 15));
    let meeting = story.added(in_spanish(step(
        Owner::School(BELL),
        "Hacer la próxima reunión después de las seis de la tarde, con intérprete",
        Some(day(2027, 1, 29)),
        &[],
    )));
    story.suggest(
        rosario,
        Owner::School(BELL),
        es("Trabajo hasta las cinco y media y no quiero perderme la reunión de Mateo."),
        [meeting],
    );
}

fn suggestions(story: &mut Story, known: &Known, report: ItemId) {
    let mateo = student(MATEO);
    story.on(day(2026, 10, 27));
    let two = story.added(
        soon("Write two physics reports in English by December")
            .because("Practice makes writing faster")
            .number("reports", Some("0"), "2")
            .by(day(2026, 12, 16))
            .for_items(&[known.sound]),
    );
    let two = story.suggest(
        school(KAHALE),
        Owner::Student,
        en("Your draft has the best question of the class. A second report would make the first one easier."),
        [two],
    );
    story.on(day(2026, 10, 29));
    let talk = story.added(
        soon("Write one report and give one talk about it in both languages")
            .because("The families who come to science night understand more Spanish than English")
            .done_when("Report handed in, talk given at science night")
            .by(day(2027, 1, 21))
            .for_items(&[known.sound, report]),
    );
    story.counter(
        two,
        (mateo, Owner::School(KAHALE)),
        en("One report, but I also present it. My grandmother should understand what an echo is."),
        [talk],
    );
    story.on(day(2026, 11, 3));
    let drop = story.added(course("English Support Lab", Some("ENG-LAB"), Some(2028), None));
    let drop = story.suggest(
        school(BELL),
        Owner::Student,
        en("It would give you one quiet hour a day for writing."),
        [drop],
    );
    story.on(day(2026, 11, 5));
    story.decline(
        drop,
        mateo,
        Some(en("It is at the same hour as Physics of Music. I would rather write about music.")),
    );
}

fn review(story: &mut Story, known: &Known) {
    let mateo = student(MATEO);
    story.on(day(2026, 11, 9));
    story.sign(mateo, known.career);
    story.sign(family(ROSARIO), known.career);
    story.sign(mateo, known.language);
    story.on(day(2026, 11, 16));
    story.begin_review(school(SOLBERG), known.language);
    let outcome =
        "Mateo showed the echo report in draft. Everybody read it before anybody mentioned a comma.";
    story.write(
        school(SOLBERG),
        held_review(
            day(2026, 11, 16),
            &["The echo report", "Fifth period"],
            &[MATEO, ROSARIO, SOLBERG, KAHALE],
            (outcome, day(2027, 2, 8)),
        ),
    );
    story.on(day(2026, 11, 20));
    story.write(
        mateo,
        note("I wrote one page today and looked up nothing. Then I looked up everything. But first I wrote."),
    );
}
