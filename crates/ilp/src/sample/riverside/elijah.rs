//! Elijah, 18 since October: an electrician to be, who now decides alone and lets his mother read on.

use super::people::{BELL, DENISE, ELIJAH, KAHALE};
use crate::plan::{Aspect, ClosedBecause, Hand, LifeArea, Owner, Party, Said, Seen, Stage, Stance};
use crate::sample::rows::LearnerPlan;
use crate::sample::say::{
    course, day, en, experience, family, held_review, hope, later, my_step, note, observed, observed_in,
    planned_review, profile, school, shown, soon, step, student, support, treatment, unsure_hope,
};
use crate::sample::story::Story;
use crate::{ItemId, OpeningId};

const CAREER_PLAN: (&str, &str) = ("us-wa", "high_school_and_beyond");
const CREDIT_PLAN: (&str, &str) = ("riverside", "credit_recovery");

struct Known {
    trade: ItemId,
    apprenticeship: ItemId,
    career: OpeningId,
}

pub(super) fn plan() -> LearnerPlan {
    let mut story = Story::of(ELIJAH);
    let known = eleventh_grade(&mut story);
    credits_again(&mut story);
    senior_year(&mut story, &known);
    eighteen(&mut story, &known);
    last_weeks(&mut story, &known);
    story.told()
}

fn eleventh_grade(story: &mut Story) -> Known {
    let eli = student(ELIJAH);
    story.on(day(2025, 9, 16));
    let career = story.open(
        school(BELL),
        CAREER_PLAN,
        [en("Your plan for the last two years and for what comes after")],
    );
    story.on(day(2025, 9, 23));
    story.write(
        eli,
        shown(
            Aspect::Strength,
            "I can read a wiring diagram the way other people read a menu",
            (Seen::Class, "Wired the practice panel in one period, no callbacks", day(2025, 9, 18)),
        ),
    );
    story.write(
        eli,
        profile(Aspect::Strength, "I show up. Early, usually with coffee for whoever opens the shop."),
    );
    story.write(
        eli,
        profile(
            Aspect::HowILearn,
            "Hands first, then the formula. If the formula comes first I just copy it.",
        ),
    );
    story.write(eli, profile(Aspect::Value, "My sister looks at what I do, so I do it right"));
    story.write(eli, profile(Aspect::InMyWay, "I work four evenings and homework after ten does not stick"));
    story.on(day(2025, 10, 21));
    let trade = story.write(eli, unsure_hope(LifeArea::Employment, "Electrician, maybe solar"));
    story.write(
        eli,
        hope(
            LifeArea::IndependentLiving,
            "My own apartment by twenty, close enough to eat at Mom's on Sundays",
        ),
    );
    let apprenticeship = story.write(
        eli,
        later("Get into the union apprenticeship in the summer after graduation")
            .because("Five years of getting paid to learn instead of paying")
            .done_when("I have the letter")
            .by(day(2027, 7, 15))
            .for_items(&[trade]),
    );
    story.write(
        eli,
        experience(
            "Stock room and deliveries at Halvorsen Hardware",
            Some(day(2024, 6, 10)),
            None,
            Some("Count twice, and talk to customers like they know something, because they do"),
        ),
    );
    story.sign(eli, career);
    story.sign(family(DENISE), career);
    Known { trade, apprenticeship, career }
}

fn credits_again(story: &mut Story) {
    let eli = student(ELIJAH);
    story.on(day(2025, 12, 9));
    let because = [en("Geometry from grade 10 is still open, and it counts for graduation")];
    let open = story.open(school(BELL), CREDIT_PLAN, because);
    let geometry = story.write(
        eli,
        soon("Finish geometry, second half")
            .because("I need it for the diploma and bending conduit is geometry anyway")
            .number("half credits", Some("1"), "2")
            .by(day(2026, 6, 5)),
    );
    let check = story.write(
        school(BELL),
        treatment(
            "check-and-connect",
            BELL,
            "Eli asked for one person who looks at the whole week with him",
            (20, 1, 1),
            (day(2025, 12, 15), day(2026, 6, 5)),
        )
        .for_items(&[geometry]),
    );
    story.stance(eli, check, Stance::Agreed, Some(en("Fridays, before work")));
    story.stage(school(BELL), check, Stage::UnderWay, "");
    story.on(day(2025, 12, 12));
    story.sign(eli, open);
    story.on(day(2026, 6, 4));
    story.stage(eli, geometry, Stage::Done, "B minus. The conduit unit saved me.");
    story.stage(
        school(BELL),
        check,
        Stage::Done,
        "He kept every appointment but two and told me before both",
    );
    story.close(
        school(BELL),
        open,
        ClosedBecause::Reached,
        "All credits of grade 10 are earned. Eli did this beside a job.",
    );
}

fn senior_year(story: &mut Story, known: &Known) {
    let eli = student(ELIJAH);
    story.on(day(2026, 9, 1));
    story.rewrite(eli, known.trade, hope(LifeArea::Employment, "Electrician who does solar and batteries"));
    let exam = story.write(
        eli,
        soon("Pass the apprenticeship aptitude test")
            .because("Algebra and reading, 47 questions, one shot a year")
            .number("points of 9", Some("4"), "6")
            .by(day(2027, 2, 20))
            .for_items(&[known.apprenticeship]),
    );
    story.write(eli, my_step("One practice test every second Sunday", day(2027, 2, 14), &[exam]));
    let license = story.write(
        eli,
        my_step(
            "Driver's license, because the training center is 22 miles away",
            day(2026, 10, 30),
            &[known.apprenticeship],
        ),
    );
    story.write(
        eli,
        course(
            "Applied Electricity 2",
            Some("CTE-EL2"),
            Some(2027),
            Some("Mr. Kahale lets seniors wire the theater"),
        ),
    );
    story.on(day(2026, 9, 8));
    story.write(
        school(KAHALE),
        step(
            Owner::School(KAHALE),
            "Call the training center and ask for a shop visit for four students",
            Some(day(2026, 10, 16)),
            &[known.apprenticeship],
        ),
    );
    story.write(
        school(KAHALE),
        observed_in(
            Aspect::Strength,
            "Teaches the younger ones without taking the tool out of their hands",
            (Seen::Class, "Stood beside two sophomores for a whole period and only pointed", day(2026, 9, 4)),
        ),
    );
    story.write(
        family(DENISE),
        note("Eli will tell you he is fine. Ask him twice. And thank you for the Fridays last year."),
    );
    story.on(day(2026, 9, 17));
    let college = story.added(
        soon("Apply to the community college as well")
            .because("A second door costs nothing")
            .by(day(2027, 3, 1))
            .for_items(&[known.trade]),
    );
    let college = story.suggest(
        family(DENISE),
        Owner::Student,
        en("Not instead. As well. For your mother's sleep."),
        [college],
    );
    story.on(day(2026, 9, 20));
    story.take_back(college);
    story.on(day(2026, 9, 29));
    story.stage(eli, license, Stage::Done, "First try");
}

fn eighteen(story: &mut Story, known: &Known) {
    let eli = student(ELIJAH);
    story.on(day(2026, 10, 5));
    story.write(eli, note("I turned 18 on Friday, so this plan is mine to sign now. I want Mom to keep reading it. She does not have to sign anything any more."));
    story.name_supporter(eli, KAHALE, "Goes through contracts and long forms with me before I decide");
    story.on(day(2026, 10, 13));
    let together = Hand::recording(KAHALE, Party::School, ELIJAH, Said::Together);
    let form = story.write(
        together,
        my_step(
            "Fill in the apprenticeship application and read every line of it aloud once",
            day(2026, 12, 4),
            &[known.apprenticeship],
        ),
    );
    story.confirm(eli, form, None);
    story.on(day(2026, 10, 15));
    let flexible = story.write(
        school(BELL),
        support(
            BELL,
            "Work for class may be handed in by noon the next day",
            "On the days after an evening shift",
            "He works four evenings, and the work he hands in at noon is finished",
        ),
    );
    story.stance(eli, flexible, Stance::Agreed, None);
    story.write(
        eli,
        experience(
            "Job shadow with a solar crew on the fire station roof",
            Some(day(2026, 10, 12)),
            Some(day(2026, 10, 12)),
            Some("It is mostly carrying, then ten minutes where everything has to be right"),
        ),
    );
    story.on(day(2026, 10, 22));
    let before = ["The application", "What changes at 18", "Sunday tests"];
    story.write(
        eli,
        held_review(
            day(2026, 10, 22),
            &before,
            &[ELIJAH, BELL, KAHALE, DENISE],
            ("I ran it. Mom came as my guest. Scores are 4, 5, 5 of 9, so one more point.", day(2027, 1, 21)),
        ),
    );
    story.sign(eli, known.career);
}

fn last_weeks(story: &mut Story, known: &Known) {
    let eli = student(ELIJAH);
    story.on(day(2026, 11, 2));
    let budget = story.write(
        eli,
        soon("Save three months of rent")
            .because("An apartment wants first, last and a deposit")
            .number("dollars", Some("1150"), "3600")
            .by(day(2027, 8, 1)),
    );
    let fewer = soon("Save two months of rent")
        .because("An apartment wants first, last and a deposit")
        .number("dollars", Some("1150"), "2400")
        .by(day(2027, 8, 1));
    let fewer = story.rewritten(budget, fewer);
    story.suggest(
        school(BELL),
        Owner::Student,
        en("With two months you could drop one evening at the store before the test."),
        [fewer],
    );
    story.on(day(2026, 11, 9));
    let raised = soon("Save three months of rent")
        .because("First, last and a deposit, and nobody has to sign for me")
        .number("dollars", Some("1420"), "3600")
        .by(day(2027, 8, 1));
    story.rewrite(eli, budget, raised);
    story.on(day(2026, 11, 13));
    let statics = story.added(course(
        "Algebra Refresher, Saturday school",
        None,
        Some(2027),
        Some("For the aptitude test"),
    ));
    story.suggest(
        school(KAHALE),
        Owner::Student,
        en("Six Saturdays in January. I teach the part with Ohm's law, bring the coffee."),
        [statics],
    );
    story.write(eli, planned_review(day(2027, 1, 21), &["Scores", "The interview"], &[ELIJAH, BELL, KAHALE]));
    story.write(school(BELL), observed(Aspect::Strength, "Asks for help early now, in one clear sentence"));
    story.on(day(2026, 11, 19));
    let ask = story.added(step(
        Owner::School(BELL),
        "Write the letter about my attendance for the training center",
        Some(day(2026, 12, 1)),
        &[known.apprenticeship],
    ));
    story.suggest(
        eli,
        Owner::School(BELL),
        en("They want it on school paper, and you know about the Fridays."),
        [ask],
    );
}
