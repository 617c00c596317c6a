//! June, 7: bugs, reading with Grandma's dog, and words that her teacher and her father write down for her.

use super::people::{CLARKE, HADDAD, JUNE, PHAM};
use crate::plan::{Aspect, Hand, LifeArea, Owner, Party, Said, Seen, Stage, Stance};
use crate::sample::rows::LearnerPlan;
use crate::sample::say::{
    day, en, experience, family, held_review, my_step, note, observed, observed_in, profile, school, shown,
    soon, step, support, treatment, unsure_hope,
};
use crate::sample::story::Story;
use crate::{ItemId, OpeningId};

const READING_PLAN: (&str, &str) = ("riverside", "early_reading");

/// June talks, Ms. Haddad types.
const fn told_to_teacher() -> Hand {
    Hand::recording(HADDAD, Party::School, JUNE, Said::Talk)
}

/// June points at pictures, Ms. Haddad types.
const fn pointed() -> Hand {
    Hand::recording(HADDAD, Party::School, JUNE, Said::Picture)
}

/// June talks at home, her father types.
const fn told_to_father() -> Hand {
    Hand::recording(PHAM, Party::Family, JUNE, Said::Talk)
}

pub(super) fn plan() -> LearnerPlan {
    let mut story = Story::of(JUNE);
    let (bugs, reading) = first_grade(&mut story);
    let aloud = second_grade(&mut story, bugs, reading);
    what_the_adults_do(&mut story, aloud);
    autumn_meeting(&mut story, (bugs, aloud), reading);
    story.told()
}

fn first_grade(story: &mut Story) -> (ItemId, OpeningId) {
    story.on(day(2025, 11, 12));
    let because = [
        en("In the fall check June read 19 words a minute; most first graders here read 30"),
        en("She tells long stories with many words, so we want her reading to catch up with her telling"),
    ];
    let reading = story.open(school(CLARKE), READING_PLAN, because);
    story.on(day(2025, 11, 19));
    let bugs = story.write(pointed(), profile(Aspect::Interest, "Bugs. Snails are not bugs but them too."));
    story.write(
        told_to_father(),
        profile(Aspect::Language, "Vietnamese with Dad and Bà, English with everybody else"),
    );
    story.on(day(2025, 11, 20));
    story.confirm(told_to_father(), bugs, Some(Said::Talk));
    story.on(day(2026, 1, 14));
    let words = story.write(
        told_to_teacher(),
        soon("Read the snail book all by myself")
            .because("Then I can read it to Mochi. Mochi is a dog.")
            .done_when("June has read the snail book to somebody")
            .by(day(2026, 5, 29))
            .for_items(&[bugs]),
    );
    let repeated = treatment(
        "repeated-reading",
        CLARKE,
        "June likes to hear a story again, and this asks her to read one again",
        (20, 3, 3),
        (day(2026, 1, 20), day(2026, 5, 22)),
    )
    .for_items(&[words]);
    let repeated = story.write(school(CLARKE), repeated);
    story.stance(
        family(PHAM),
        repeated,
        Stance::Agreed,
        Some(en("We do the same at home on the other days")),
    );
    story.stage(school(CLARKE), repeated, Stage::UnderWay, "");
    story.on(day(2026, 5, 21));
    story.stage(told_to_teacher(), words, Stage::Done, "I read it to Mochi two times. He fell asleep.");
    story.confirm(told_to_father(), words, Some(Said::Talk));
    story.stage(school(CLARKE), repeated, Stage::Done, "From 19 to 47 words a minute in 16 weeks");
    (bugs, reading)
}

fn second_grade(story: &mut Story, bugs: ItemId, reading: OpeningId) -> ItemId {
    story.on(day(2026, 9, 10));
    story.write(
        told_to_teacher(),
        shown(
            Aspect::Strength,
            "I see tiny things before other people see them",
            (Seen::Activity, "Found eleven beetles on the way to the library", day(2026, 9, 9)),
        ),
    );
    story.write(pointed(), profile(Aspect::HowILearn, "The beanbag. And one friend, not four friends."));
    story.write(told_to_father(), profile(Aspect::InMyWay, "When they laugh I forget the word"));
    story.on(day(2026, 9, 16));
    let later =
        story.write(told_to_teacher(), unsure_hope(LifeArea::Employment, "A bug doctor or a bus driver"));
    story.confirm(told_to_father(), later, Some(Said::Talk));
    let aloud = story.write(
        told_to_teacher(),
        soon("Read a bug book to the kindergarten kids")
            .because("They are little and they don't know about beetles")
            .number("words read a minute", Some("52"), "80")
            .by(day(2027, 5, 21))
            .for_items(&[bugs]),
    );
    story.write(
        told_to_teacher(),
        my_step("Pick the book. It has to have the green beetle.", day(2026, 9, 30), &[aloud]),
    );
    story.on(day(2026, 9, 23));
    story.sign(family(PHAM), reading);
    aloud
}

fn what_the_adults_do(story: &mut Story, aloud: ItemId) {
    story.on(day(2026, 9, 28));
    let repeated = treatment(
        "repeated-reading",
        CLARKE,
        "It worked last year and June asked for \"the again reading\"",
        (20, 3, 2),
        (day(2026, 10, 5), day(2026, 12, 18)),
    )
    .for_items(&[aloud])
    .missing("Free choice time on three mornings; she keeps it on the other two");
    let repeated = story.write(school(CLARKE), repeated);
    story.write(
        school(HADDAD),
        support(
            HADDAD,
            "June reads aloud only after she has read the page quietly first",
            "Whenever the class reads aloud",
            "She told us that laughing makes her lose the word",
        ),
    );
    story.on(day(2026, 10, 2));
    story.stance(family(PHAM), repeated, Stance::Agreed, None);
    story.stage(school(CLARKE), repeated, Stage::UnderWay, "");
    story.write(
        family(PHAM),
        step(
            Owner::Family(PHAM),
            "Ten minutes in the chair by the window, she reads and I listen, no corrections",
            None,
            &[aloud],
        ),
    );
    story.write(family(PHAM), note("At school I am Mr. Pham, here I am Ba. She knows more Vietnamese names of insects than I do; my mother teaches her."));
    story.on(day(2026, 10, 14));
    story.write(
        school(HADDAD),
        observed_in(
            Aspect::Strength,
            "Explains things so that other children stay to listen",
            (Seen::Class, "Six children sat down around her at the worm box", day(2026, 10, 13)),
        ),
    );
    story.write(
        school(CLARKE),
        observed(Aspect::HowILearn, "Reads a hard page better when she has drawn it first"),
    );
    story.on(day(2026, 10, 16));
    story.write(
        told_to_father(),
        experience(
            "The insect walk at the river with the park ranger",
            Some(day(2026, 10, 10)),
            Some(day(2026, 10, 10)),
            Some("Water striders have oil on their feet"),
        ),
    );
}

fn autumn_meeting(story: &mut Story, (bugs, aloud): (ItemId, ItemId), reading: OpeningId) {
    story.on(day(2026, 11, 3));
    let draw = story.added(my_step(
        "Draw the page before I read it, in the green book",
        day(2026, 11, 30),
        &[aloud],
    ));
    let draw = story.suggest(
        school(CLARKE),
        Owner::Student,
        en("You read the frog page so well after you drew the frog. Shall we do that with every page?"),
        [draw],
    );
    story.on(day(2026, 11, 4));
    story.accept(draw, pointed());
    story.on(day(2026, 11, 10));
    story.begin_review(school(HADDAD), reading);
    story.write(
        school(HADDAD),
        held_review(
            day(2026, 11, 10),
            &["June shows her green book", "How the reading goes"],
            &[JUNE, PHAM, HADDAD, CLARKE],
            (
                "June read the frog page to all of us. She wants the kindergarten visit before spring break.",
                day(2027, 1, 26),
            ),
        ),
    );
    story.on(day(2026, 11, 18));
    let visit = soon("Read a bug book to the kindergarten kids")
        .because("They are little and they don't know about beetles")
        .number("words read a minute", Some("52"), "80")
        .by(day(2027, 3, 26))
        .for_items(&[bugs]);
    let earlier = story.rewritten(aloud, visit);
    story.suggest(
        family(PHAM),
        Owner::Student,
        en("You said before spring break, June, so let us write that day here."),
        [earlier],
    );
    let corner = story.added(support(
        HADDAD,
        "A corner of the library with the beanbag for quiet reading",
        "Once a day",
        "June's father asks for it",
    ));
    let corner = story.suggest(
        family(PHAM),
        Owner::School(HADDAD),
        en("At home the chair by the window made all the difference."),
        [corner],
    );
    story.not_now(
        corner,
        school(HADDAD),
        Some(en("I would love to. The library gets its new furniture in January, I will ask again then.")),
    );
    story.write(told_to_teacher(), note("I wrote june + mochi on the cover with the big pencil."));
}
