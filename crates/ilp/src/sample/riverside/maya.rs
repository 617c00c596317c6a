//! Maya, 13: robots, comics, and a talk in front of everybody. Her own words, and much to answer.

use super::people::{BELL, GRACE, MAYA, PHAM, RIVERA};
use crate::plan::{About, Aspect, LifeArea, Owner, Seen, Stage, Stance};
use crate::sample::rows::LearnerPlan;
use crate::sample::say::{
    course, day, en, experience, family, held_review, hope, later, my_step, note, observed, observed_in,
    planned_review, profile, school, shown, soon, step, student, support, treatment, unsure_hope,
};
use crate::sample::story::Story;
use crate::{ItemId, OpeningId};

const CAREER_PLAN: (&str, &str) = ("us-wa", "high_school_and_beyond");

/// What later chapters come back to.
struct Known {
    robots: ItemId,
    shy: ItemId,
    engineer: ItemId,
    career: OpeningId,
}

pub(super) fn plan() -> LearnerPlan {
    let mut story = Story::of(MAYA);
    let known = seventh_grade(&mut story);
    let talk = the_talk(&mut story, &known);
    the_library_circuit(&mut story, &known);
    what_others_add(&mut story, &known, talk);
    conference(&mut story, &known);
    what_is_asked_of_her_now(&mut story, &known, talk);
    story.told()
}

fn seventh_grade(story: &mut Story) -> Known {
    let maya = student(MAYA);
    story.on(day(2025, 10, 7));
    let because = en("In grade 7 everybody here begins a plan for high school and what comes after");
    let career = story.open(school(BELL), CAREER_PLAN, [because]);
    story.on(day(2025, 10, 14));
    let robots = story.write(
        maya,
        shown(
            Aspect::Strength,
            "I can look at a machine that does not work and find out why",
            (
                Seen::Activity,
                "Fixed the gripper of our club's robot the night before the fair",
                day(2025, 10, 11),
            ),
        ),
    );
    story.write(maya, profile(Aspect::Interest, "Robots, and drawing comics about robots"));
    let shy = story
        .write(maya, profile(Aspect::InMyWay, "My voice goes very small when a whole class looks at me"));
    story.write(
        maya,
        profile(
            Aspect::HowILearn,
            "I get things when I can take them apart first and read about them second",
        ),
    );
    story.on(day(2025, 11, 4));
    let engineer = story.write(
        maya,
        unsure_hope(
            LifeArea::Employment,
            "Build machines that help people, maybe for hospitals like the one where Mom works",
        ),
    );
    story.write(
        maya,
        profile(Aspect::Value, "Nobody should have to wait for help just because they live far away"),
    );
    story.on(day(2026, 2, 10));
    story.write(
        maya,
        experience(
            "Robotics club, every Thursday",
            Some(day(2025, 9, 18)),
            None,
            Some("If three people argue about a wheel, test all three wheels"),
        ),
    );
    let pages = story.write(
        maya,
        soon("Finish all 24 pages of my comic \"Bolt and the Night Shift\"")
            .because("I start a lot of comics and I want to know what finishing one feels like")
            .number("finished pages", Some("5"), "24")
            .by(day(2026, 6, 5)),
    );
    story.on(day(2026, 6, 4));
    story.stage(
        maya,
        pages,
        Stage::Done,
        "It has 26 pages because the ending needed two more. Finishing feels quiet and good.",
    );
    Known { robots, shy, engineer, career }
}

fn the_talk(story: &mut Story, known: &Known) -> ItemId {
    let maya = student(MAYA);
    story.on(day(2026, 9, 8));
    let talk = story.write(
        maya,
        soon("Talk about our robot in front of the whole class without reading from a card")
            .because("At the fair the judges asked Leo everything, and I had built the arm")
            .times("talks without a card", Some(0), (2, 90))
            .by(day(2027, 1, 22))
            .for_items(&[known.shy, known.robots]),
    );
    let practice = story.write(
        maya,
        my_step("Practice the talk with my cousin on a video call, three times", day(2026, 10, 2), &[talk]),
    );
    story.write(
        maya,
        my_step(
            "Give the talk to the robotics club first, they already know the robot",
            day(2026, 12, 3),
            &[talk],
        ),
    );
    story.on(day(2026, 9, 15));
    let circle = support(
        RIVERA,
        "Maya may give a talk to a small circle first and to the class a week later",
        "In English, whenever a talk is marked",
        "She asked for it in our first conference, and the second talk is better for everybody who does it this way",
    );
    let circle = story.write(school(RIVERA), circle);
    story.on(day(2026, 9, 17));
    story.stance(maya, circle, Stance::Agreed, Some(en("Yes please, but I want to choose the circle")));
    story.stance(family(GRACE), circle, Stance::Agreed, None);
    story.on(day(2026, 10, 1));
    story.stage(maya, practice, Stage::Done, "Four times in the end. The fourth was fun.");
    talk
}

fn the_library_circuit(story: &mut Story, known: &Known) {
    let maya = student(MAYA);
    story.on(day(2026, 9, 22));
    let long = story.write(
        maya,
        later("Get into the engineering program at Riverside High in grade 9")
            .because("They have a real machine shop and a team that goes to the state finals")
            .done_when("My name is on the list of the program")
            .by(day(2027, 4, 30))
            .for_items(&[known.engineer]),
    );
    let ratios = story.write(
        maya,
        soon("Get my ratio problems right at least 8 times out of 10")
            .because("Gears are ratios. I keep guessing them instead of knowing them.")
            .number("right out of 10", Some("5"), "8")
            .by(day(2026, 12, 18))
            .standard("CCSS.MATH.CONTENT.7.RP.A.2")
            .for_items(&[long]),
    );
    let gears = story.write(
        maya,
        my_step(
            "Draw the gears of the robot arm and write the ratio next to each pair",
            day(2026, 10, 9),
            &[ratios],
        ),
    );
    let plan = treatment("peer-assisted-math", PHAM, "Maya explains very well and learns while she explains, so pairs suit her better than more worksheets", (30, 2, 2), (day(2026, 10, 5), day(2026, 12, 18)))
        .for_items(&[ratios])
        .missing("Nothing: it is in the flex period on Monday and Wednesday");
    let pairs = story.write(school(PHAM), plan);
    story.on(day(2026, 10, 5));
    story.stage(school(PHAM), pairs, Stage::UnderWay, "");
    story.stage(maya, gears, Stage::UnderWay, "Two of five pairs are done");
    story.on(day(2026, 10, 8));
    story.stance(
        maya,
        pairs,
        Stance::Agreed,
        Some(en("I like it when I am the one who explains. Please not only with Leo.")),
    );
}

fn what_others_add(story: &mut Story, known: &Known, talk: ItemId) {
    let maya = student(MAYA);
    story.on(day(2026, 10, 12));
    story.write(
        school(PHAM),
        observed_in(
            Aspect::Strength,
            "Asks the question that nobody else has thought of, and then waits for the answer",
            (
                Seen::Class,
                "Asked why our bridge fails at the second joint and not in the middle",
                day(2026, 10, 6),
            ),
        ),
    );
    story.write(
        family(GRACE),
        observed(
            Aspect::Strength,
            "She repairs things for the neighbors and does not tell anybody. I found out from Mrs. Alvarez.",
        ),
    );
    story.write(family(GRACE), note("I work nights until December. Please call me after two in the afternoon, I am happy when you do."));
    story.write(
        family(GRACE),
        step(
            Owner::Family(GRACE),
            "Bring Maya to the hospital's open day, to see who mends the machines",
            Some(day(2026, 12, 5)),
            &[known.engineer],
        ),
    );
    story.on(day(2026, 10, 20));
    let add = story.added(my_step(
        "Ask two people who heard the talk what they remember best",
        day(2027, 1, 15),
        &[talk],
    ));
    let asking = story.suggest(
        school(PHAM),
        Owner::Student,
        en("At the fair I learned most from what people remembered. Maybe you would too?"),
        [add],
    );
    story.on(day(2026, 10, 21));
    story.accept(asking, maya);
    let slides = story
        .added(soon("Make slides for every talk").because("Slides help an audience").by(day(2027, 1, 22)));
    let slides = story.suggest(
        school(BELL),
        Owner::Student,
        en("Slides might take some of the eyes away from you."),
        [slides],
    );
    story.on(day(2026, 10, 26));
    story.decline(
        slides,
        maya,
        Some(en("I thought about it. The robot is what people should look at, and I can hold it.")),
    );
    story.differ(
        family(GRACE),
        About::Item(known.shy),
        en("At home and in church her voice is not small at all. I think it depends on who is listening."),
    );
}

fn conference(story: &mut Story, known: &Known) {
    let maya = student(MAYA);
    story.on(day(2026, 11, 5));
    let agenda = ["Show the robot arm", "What helps with talks", "Courses for grade 9"];
    let said = "Maya led it. Talks go to a circle she chooses herself. She visits the machine shop before she picks her courses.";
    story.write(
        school(BELL),
        held_review(day(2026, 11, 5), &agenda, &[MAYA, GRACE, BELL, RIVERA], (said, day(2027, 2, 25))),
    );
    story.write(
        maya,
        course("Introduction to Engineering", Some("CTE-ENG1"), Some(2028), Some("Machine shop!")),
    );
    story.write(maya, course("Art 1", Some("ART1"), Some(2028), Some("Comics count as art, I asked")));
    story.write(
        maya,
        hope(LifeArea::Education, "Go to a college where you build something in the first year already"),
    );
    story.write(
        school(BELL),
        step(
            Owner::School(BELL),
            "Arrange a visit to the machine shop for Maya and a friend",
            Some(day(2026, 12, 11)),
            &[known.engineer],
        ),
    );
    story.on(day(2026, 11, 6));
    story.sign(maya, known.career);
    story.sign(family(GRACE), known.career);
    story.sign(school(BELL), known.career);
}

fn what_is_asked_of_her_now(story: &mut Story, known: &Known, talk: ItemId) {
    let maya = student(MAYA);
    story.on(day(2026, 11, 10));
    let algebra = story.added(course(
        "Algebra 1 in summer",
        Some("MATH-A1S"),
        Some(2027),
        Some("Then physics fits into grade 10"),
    ));
    let algebra = story.suggest(
        family(GRACE),
        Owner::Student,
        en("Your aunt says that engineers need it early. We could do it together, I never finished mine."),
        [algebra],
    );
    story.on(day(2026, 11, 12));
    story.not_now(
        algebra,
        maya,
        Some(en("Can we talk about it after the winter break? I want one summer with my cousins.")),
    );
    story.on(day(2026, 11, 17));
    let sooner =
        soon("Talk about our robot to the class next door, without a card, and answer three questions")
            .because("At the fair the judges asked Leo everything, and I had built the arm")
            .times("questions answered", Some(0), (3, 60))
            .by(day(2026, 12, 17))
            .for_items(&[known.shy, known.robots]);
    let sooner = story.rewritten(talk, sooner);
    story.suggest(school(RIVERA), Owner::Student, en("Your circle talk last week was wonderful, and the questions were the best part: you knew every answer. I think you are readier than your goal says. What do you think?"), [sooner]);
    story.on(day(2026, 11, 19));
    let ask = story.added(step(
        Owner::School(RIVERA),
        "Lend the quiet room for practice on Tuesdays at lunch",
        Some(day(2026, 12, 1)),
        &[talk],
    ));
    story.suggest(
        maya,
        Owner::School(RIVERA),
        en("The hallway is too loud to practice in and the library lady says shh."),
        [ask],
    );
    story.write(
        maya,
        planned_review(
            day(2027, 2, 25),
            &["The talk", "What the machine shop was like"],
            &[MAYA, GRACE, BELL],
        ),
    );
}
