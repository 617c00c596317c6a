//! Theo, 11: maps, trains and dry jokes, spoken with a device; his IEP and this plan serve the same goals.

use super::people::{BELL, CLARKE, KATARINA, PHAM, SOLBERG, THEO};
use crate::plan::{About, Aspect, Hand, LifeArea, Owner, Party, Said, Seen, Stage, Stance};
use crate::sample::rows::LearnerPlan;
use crate::sample::say::{
    course, day, en, experience, family, held_review, hope, later, my_step, note, observed, observed_in,
    planned_review, profile, school, shown, soon, step, student, support, treatment,
};
use crate::sample::story::Story;
use crate::{ItemId, OpeningId};

const LEARNING_PLAN: (&str, &str) = ("riverside", "learning_plan");

/// Theo speaks with his device, Ms. Solberg types.
const fn with_device() -> Hand {
    Hand::recording(SOLBERG, Party::School, THEO, Said::Device)
}

/// Theo and the supporter he has named write together.
const fn together() -> Hand {
    Hand::recording(SOLBERG, Party::School, THEO, Said::Together)
}

struct Known {
    maps: ItemId,
    slow: ItemId,
    opening: OpeningId,
}

pub(super) fn plan() -> LearnerPlan {
    let mut story = Story::of(THEO);
    let known = fifth_grade(&mut story);
    let ask = middle_school(&mut story, &known);
    undertakings(&mut story, ask);
    family_words(&mut story, &known);
    november(&mut story, &known, ask);
    story.told()
}

fn fifth_grade(story: &mut Story) -> Known {
    let theo = student(THEO);
    story.on(day(2025, 10, 14));
    story.name_supporter(theo, SOLBERG, "Types what I choose, asks if it is right, and waits");
    let because = [en("Theo has an IEP; this plan holds what he wants, beside what the IEP provides")];
    let opening = story.open(school(SOLBERG), LEARNING_PLAN, because);
    story.on(day(2025, 10, 21));
    let maps = story.write(
        with_device(),
        shown(
            Aspect::Strength,
            "I know every train line in the state and where to change",
            (Seen::Activity, "Planned the class trip to the capital, with a spare train", day(2025, 10, 17)),
        ),
    );
    story.confirm(theo, maps, None);
    let jokes = story.write(with_device(), profile(Aspect::Strength, "I am funny. You have to wait for it."));
    story.confirm(theo, jokes, None);
    story.write(theo, profile(Aspect::Interest, "trains maps volcanos"));
    let slow = story.write(
        together(),
        profile(
            Aspect::AccessNeed,
            "My device on the table, loaded, with my own words in it. And ten seconds. Count them.",
        ),
    );
    story.confirm(theo, slow, None);
    story.write(with_device(), profile(Aspect::InMyWay, "People answer for me because they are in a hurry"));
    story.on(day(2026, 3, 3));
    let page = story.write(
        theo,
        soon("put 60 science words in my device")
            .because("so i can argue")
            .number("words", Some("12"), "60")
            .by(day(2026, 6, 5))
            .for_items(&[slow]),
    );
    story.on(day(2026, 6, 2));
    story.stage(theo, page, Stage::Done, "64. magma is the best");
    story.sign(family(KATARINA), opening);
    Known { maps, slow, opening }
}

fn middle_school(story: &mut Story, known: &Known) -> ItemId {
    let theo = student(THEO);
    story.on(day(2026, 9, 2));
    story.write(
        theo,
        profile(Aspect::HowILearn, "with pictures and arrows. short sentences. one question at a time"),
    );
    let work = story.write(
        with_device(),
        hope(LifeArea::Employment, "Plan train timetables so that nobody misses a change"),
    );
    story.confirm(theo, work, None);
    story.write(together(), hope(LifeArea::IndependentLiving, "Take the train to my aunt alone"));
    story.on(day(2026, 9, 11));
    let alone = story.write(
        together(),
        later("Ride two stops by train alone, with Mom at the other end")
            .because("I know the way better than Mom")
            .levels(
                &["With Mom beside me", "Mom in the next car", "Mom at the other end", "Alone"],
                Some(0),
                2,
            )
            .by(day(2027, 8, 20))
            .for_items(&[known.maps]),
    );
    story.confirm(theo, alone, None);
    let ask = story.write(
        theo,
        soon("ask a question in science every week with my device")
            .because("mr pham says wrong things about trains")
            .times("questions in class", Some(0), (4, 28))
            .by(day(2026, 12, 18))
            .for_items(&[known.slow])
            .iep_goal("Communication 2"),
    );
    let bus = story
        .write(theo, my_step("learn the map of the new school and mark every ramp", day(2026, 9, 25), &[]));
    story.stage(theo, bus, Stage::Done, "there are 9 ramps. one is a lie");
    ask
}

fn undertakings(story: &mut Story, ask: ItemId) {
    let theo = student(THEO);
    story.on(day(2026, 9, 16));
    let charged = story.write(
        school(SOLBERG),
        support(
            SOLBERG,
            "The speech device is on the desk, loaded, before a lesson begins",
            "Every lesson, lunch and recess included",
            "IEP of May 12, 2026, section 6; 34 CFR 300.105",
        ),
    );
    story.write(
        school(PHAM),
        support(
            PHAM,
            "Ten seconds of quiet after a question, for everybody",
            "In every science lesson",
            "Theo asked for it, and more hands go up than before",
        ),
    );
    story.stance(theo, charged, Stance::Agreed, Some(en("lunch too. good")));
    story.stance(family(KATARINA), charged, Stance::Agreed, None);
    let partner = story.write(school(CLARKE), treatment("repeated-reading", CLARKE, "He reads silently far above his grade; read with the device, the same page becomes words he can use", (15, 3, 1), (day(2026, 9, 21), day(2026, 12, 18)))
        .for_items(&[ask])
        .missing("The first minutes of advisory"));
    story.stance(theo, partner, Stance::NotYet, Some(en("only if i choose the pages")));
    story.on(day(2026, 9, 28));
    let chosen = treatment(
        "repeated-reading",
        CLARKE,
        "Theo chooses the pages; read with the device, they become words he can use in class",
        (15, 3, 1),
        (day(2026, 9, 28), day(2026, 12, 18)),
    )
    .for_items(&[ask])
    .missing("The first minutes of advisory");
    story.rewrite(school(CLARKE), partner, chosen);
    story.stance(theo, partner, Stance::Agreed, None);
    story.stage(school(CLARKE), partner, Stage::UnderWay, "");
    let goal = soon("Theo opens a conversation with a classmate once a day")
        .because("IEP, Communication 3: he answers well, and beginning is the next thing")
        .times("conversations begun", Some(1), (5, 5))
        .by(day(2027, 5, 28))
        .iep_goal("Communication 3");
    let goal = story.write(school(CLARKE), goal);
    story.hand_over(school(SOLBERG), goal, SOLBERG);
    story.stance(
        theo,
        goal,
        Stance::SeenDifferently,
        Some(en("i begin every day. with Ines. nobody counts it because it is chess")),
    );
    story.differ(with_device(), About::Item(goal), en("Chess is a conversation"));
}

fn family_words(story: &mut Story, known: &Known) {
    story.on(day(2026, 10, 6));
    let kata = family(KATARINA);
    story.write(
        kata,
        observed(
            Aspect::Strength,
            "He remembers how every person in our building likes to be greeted, and does it",
        ),
    );
    story.write(kata, note("Theo uses the words \"no thank you\" and \"later\" at home as complete answers. Please take them as complete answers too."));
    story.write(
        kata,
        step(
            Owner::Family(KATARINA),
            "Sit in the next car on Saturday and not look up from my book",
            Some(day(2026, 12, 19)),
            &[known.maps],
        ),
    );
    let unit = story.differ(
        kata,
        About::Opening(known.opening),
        en("I would not say that he has this plan because of his IEP. He has it because he has plans."),
    );
    story.on(day(2026, 10, 13));
    let reworded = story.added(support(
        SOLBERG,
        "New staff meet Theo and his device in the first week, with Theo as the teacher",
        "Whenever somebody new works with him",
        "Theo's mother asks for it",
    ));
    let reworded = story.suggest(
        kata,
        Owner::School(SOLBERG),
        en("Three substitutes spoke to his aide and not to him. He could show them himself how it goes."),
        [reworded],
    );
    story.on(day(2026, 10, 15));
    story.accept(reworded, school(SOLBERG));
    story.withdraw(kata, unit);
    story.write(
        school(PHAM),
        observed_in(
            Aspect::Strength,
            "Finds the mistake in a map, a table or a teacher",
            (Seen::Class, "Corrected the eruption date on my slide, with the source", day(2026, 10, 8)),
        ),
    );
}

fn november(story: &mut Story, known: &Known, ask: ItemId) {
    let theo = student(THEO);
    story.on(day(2026, 11, 4));
    story.write(
        theo,
        experience(
            "chess club",
            Some(day(2026, 9, 30)),
            None,
            Some("losing slowly is better than losing fast"),
        ),
    );
    story.write(theo, course("Geography 7", Some("GEO7"), Some(2028), Some("maps. all of it maps")));
    story.write(
        school(SOLBERG),
        held_review(
            day(2026, 11, 4),
            &["Theo's questions", "Who counts what"],
            &[THEO, KATARINA, SOLBERG, PHAM, CLARKE],
            (
                "Theo showed his list of nine questions. Chess counts as a conversation from today.",
                day(2027, 2, 3),
            ),
        ),
    );
    story.on(day(2026, 11, 6));
    let aide =
        story.added(my_step("Ask the aide to read the question out for you", day(2026, 12, 4), &[ask]));
    let aide = story.suggest(school(BELL), Owner::Student, en("It might be faster in a loud room."), [aide]);
    story.on(day(2026, 11, 9));
    story.decline(aide, theo, Some(en("faster is not the point. ten seconds")));
    story.on(day(2026, 11, 18));
    let harder = soon("ask a question in science every week, and one of them to a classmate")
        .because("mr pham says wrong things about trains")
        .times("questions in class", Some(3), (5, 28))
        .by(day(2027, 1, 29))
        .for_items(&[known.slow])
        .iep_goal("Communication 2");
    let harder = story.rewritten(ask, harder);
    story.suggest(school(PHAM), Owner::Student, en("Nine questions in eight weeks, and you were right about the trains. Ines had an answer to the last one; maybe ask her the next?"), [harder]);
    story.write(theo, planned_review(day(2027, 2, 3), &["trains", "questions"], &[THEO, KATARINA, SOLBERG]));
    let lunch = story.added(step(
        Owner::School(SOLBERG),
        "buy a second battery for my device",
        Some(day(2026, 12, 1)),
        &[],
    ));
    story.suggest(theo, Owner::School(SOLBERG), en("it died in the middle of a joke"), [lunch]);
    let talk = story.added(my_step("Show the class how your device works", day(2026, 12, 11), &[ask]));
    let talk = story.suggest(
        school(CLARKE),
        Owner::Student,
        en("Others have asked me how you put new words in."),
        [talk],
    );
    story.on(day(2026, 11, 20));
    story.not_now(talk, theo, Some(en("after the eruption unit")));
}
