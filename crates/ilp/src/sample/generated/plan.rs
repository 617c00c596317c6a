//! A generated plan: from nothing yet to a closed one, in at most 25 entries.

use super::dice::Dice;
use super::faculty::{SUBJECTS, Seat};
use super::fragments::about_me::{HURDLES, INTERESTS, STRENGTHS, WAYS};
use super::fragments::ahead::{COPIED_GOALS, COURSES, EXPERIENCES, HOPES, REASONS};
use super::fragments::doing::{DIFFERENT_VIEWS, FAMILY_NOTES, OBSERVATIONS, SPANISH_NOTES, STEPS, SUPPORTS};
use super::fragments::{GoalFragment, YOUNG_GRADE_MAX, goal_for};
use super::person::Known;
use super::record::{WEEKDAYS, school_day};
use super::suggestions;
use crate::plan::{
    About, Aspect, Body, ClosedBecause, Hand, LifeArea, Owner, Party, Said, Stage, Stance, Text,
};
use crate::sample::rows::LearnerPlan;
use crate::sample::say::{
    course, day, en, experience, family, hope, in_spanish, my_step, note, observed, profile, school, soon,
    student, support, treatment, unsure_hope,
};
use crate::sample::story::Story;
use crate::{ItemId, OpeningId, PersonId};

/// How far a plan has come.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Shape {
    Nothing,
    Identified,
    Draft,
    Active,
    InReview,
    Closed,
}

const SHAPES: [(Shape, usize); 6] = [
    (Shape::Nothing, 8),
    (Shape::Identified, 7),
    (Shape::Draft, 25),
    (Shape::Active, 36),
    (Shape::InReview, 12),
    (Shape::Closed, 12),
];

/// What is optional is left out once a plan has so many entries, so that none gets more than 25.
const ENTRIES_ROOM: usize = 17;

/// A plan as it is being written.
pub(super) struct Writing<'a> {
    pub(super) story: Story,
    pub(super) dice: &'a mut Dice,
    pub(super) grade: u8,
    /// The student's own hand, or that of a teacher who records what the student says.
    pub(super) student: Hand,
    pub(super) teacher: PersonId,
    pub(super) relative: PersonId,
    weekday: usize,
    /// At most so many weekdays pass at once.
    pace: usize,
    spanish: bool,
    pub(super) has_copied_goal: bool,
    /// What the first goal is about and tied to.
    about: (GoalFragment, Vec<ItemId>),
}

/// The plan, and whether it holds a copied goal.
pub(super) fn plan(dice: &mut Dice, seat: &Seat, known: &Known) -> (LearnerPlan, bool) {
    let learner = known.person.id;
    let shape = dice.weighted(&SHAPES);
    if shape == Shape::Nothing {
        return (Story::of(learner).told(), false);
    }
    let teacher = seat.teacher(dice.below(SUBJECTS));
    let mut writing = Writing {
        story: Story::of(learner),
        grade: seat.grade,
        student: hand_of_student(dice, seat.grade, learner, teacher),
        teacher,
        relative: known.family[0].id,
        weekday: dice.below(30),
        pace: dice.between(1, 9),
        spanish: known.person.language.tag() == "es",
        has_copied_goal: false,
        about: (goal_for(dice, seat.grade), Vec::new()),
        dice,
    };
    writing.write(shape, seat.counselor());
    (writing.story.told(), writing.has_copied_goal)
}

/// The smallest do not type; of those a little older, some do.
fn hand_of_student(dice: &mut Dice, grade: u8, learner: PersonId, teacher: PersonId) -> Hand {
    let recorded_per_hundred = match grade {
        0 | 1 => 100,
        2 | 3 => 50,
        _ => 3,
    };
    let how = dice.one(&[Said::Talk, Said::Picture]);
    if dice.percent(recorded_per_hundred) {
        Hand::recording(teacher, Party::School, learner, how)
    } else {
        student(learner)
    }
}

const BECAUSE: [&str; 4] = [
    "Everybody in this grade begins a plan",
    "The fall results show a next step that is worth a plan",
    "The family asked for a plan",
    "The student is in a program that comes with a plan",
];

impl Writing<'_> {
    fn write(&mut self, shape: Shape, counselor: PersonId) {
        self.later();
        let plan_type =
            if self.grade < 8 { ("riverside", "learning_plan") } else { ("us-wa", "high_school_and_beyond") };
        let because = en(self.dice.one(&BECAUSE));
        let opening = self.story.open(school(counselor), plan_type, [because]);
        if shape == Shape::Identified {
            return;
        }
        let strength = self.about_me();
        let goal = self.ahead(strength);
        self.doing(goal);
        if Shape::Active <= shape {
            self.sign(opening);
        }
        if shape == Shape::Closed {
            return self.close(counselor, opening, goal);
        }
        suggestions::make(self, goal);
        if shape == Shape::InReview {
            self.later();
            self.story.begin_review(school(counselor), opening);
        }
    }

    /// Some weekdays pass.
    pub(super) fn later(&mut self) {
        self.weekday = (self.weekday + self.dice.below(self.pace + 1)).min(WEEKDAYS - 1);
        self.story.on(school_day(self.weekday));
    }

    fn has_room(&self) -> bool {
        self.story.length() < ENTRIES_ROOM
    }

    fn says(&mut self, says: impl Into<Body<Text>>) -> ItemId {
        if self.dice.percent(40) {
            self.later();
        }
        self.story.write(self.student, says)
    }

    fn about_me(&mut self) -> ItemId {
        let good_at = STRENGTHS.pick(self.dice, self.grade);
        let strength = self.says(profile(Aspect::Strength, good_at));
        self.confirm_at_home(strength);
        let likes = INTERESTS.pick(self.dice, self.grade);
        self.says(profile(Aspect::Interest, likes));
        let more = [
            (Aspect::Strength, &STRENGTHS, 35),
            (Aspect::Interest, &INTERESTS, 35),
            (Aspect::HowILearn, &WAYS, 60),
            (Aspect::InMyWay, &HURDLES, 45),
        ];
        for (aspect, fragments, chance) in more {
            let words = fragments.pick(self.dice, self.grade);
            if self.dice.percent(chance) && words != good_at && words != likes {
                self.says(profile(aspect, words));
            }
        }
        strength
    }

    /// What a teacher typed is confirmed at home by half of the smallest.
    fn confirm_at_home(&mut self, item: ItemId) {
        if let (Some(recorded), true) = (self.student.recorded_for, self.dice.percent(50)) {
            let at_home = Hand::recording(self.relative, Party::Family, recorded.said_by, Said::Talk);
            self.story.confirm(at_home, item, Some(Said::Talk));
        }
    }

    /// The goals; gives the first.
    fn ahead(&mut self, strength: ItemId) -> ItemId {
        let mut ties = vec![strength];
        if self.dice.percent(70) {
            let area = self.dice.weighted(&[(LifeArea::Employment, 9), (LifeArea::Education, 1)]);
            let words = HOPES.pick(self.dice, self.grade);
            let says = if self.dice.percent(40) { hope(area, words) } else { unsure_hope(area, words) };
            ties.push(self.says(says));
        }
        let first = self.first_goal(ties);
        if self.dice.percent(35) {
            let fragment = goal_for(self.dice, self.grade);
            let goal = self.aimed(fragment, 0, &[strength]);
            self.says(goal);
        }
        if self.dice.percent(40) {
            let words = EXPERIENCES.pick(self.dice, self.grade);
            self.says(experience(words, None, None, None));
        }
        if 7 <= self.grade && self.dice.percent(50) {
            let wish = self.dice.one(COURSES);
            self.says(course(wish, None, Some(2028), None));
        }
        first
    }

    fn first_goal(&mut self, ties: Vec<ItemId>) -> ItemId {
        self.has_copied_goal = self.dice.percent(6);
        self.about.1 = ties;
        if self.has_copied_goal {
            let (statement, why) = self.dice.one(COPIED_GOALS);
            return self.says(soon(statement).because(why).by(day(2027, 6, 11)));
        }
        let goal = self.first_goal_anew(0);
        self.says(goal)
    }

    /// The first goal in other words and numbers; `raise` aims that much of its span higher, in percent.
    ///
    /// For a copied goal it is one of the student's own.
    pub(super) fn first_goal_anew(&mut self, raise: usize) -> Body<Text> {
        let (fragment, ties) = self.about.clone();
        self.aimed(fragment, raise, &ties)
    }

    fn aimed(&mut self, fragment: GoalFragment, raise: usize, ties: &[ItemId]) -> Body<Text> {
        let (from, to) = (usize::from(fragment.from), usize::from(fragment.to));
        let span = to - from;
        let baseline = from + self.dice.below(span / 4 + 1);
        let target = (from + span / 2 + self.dice.below(span / 2 + 1) + span * raise / 100).max(baseline + 2);
        let statement = fragment.statement.replace("{n}", &target.to_string());
        let due = school_day(70 + self.dice.below(130));
        let why = REASONS.pick(self.dice, self.grade);
        let (baseline, target) = (baseline.to_string(), target.to_string());
        let aim = soon(&statement).because(why).number(fragment.unit, Some(&baseline), &target);
        aim.by(due).for_items(ties).into()
    }

    fn doing(&mut self, goal: ItemId) {
        for _ in 0..self.dice.below(3) {
            let words = STEPS.pick(self.dice, self.grade);
            let due = school_day(self.weekday + 10 + self.dice.below(30));
            let step = self.says(my_step(words, due, &[goal]));
            let stage =
                self.dice.weighted(&[(None, 55), (Some(Stage::Done), 25), (Some(Stage::UnderWay), 20)]);
            if let Some(stage) = stage.filter(|_| self.has_room()) {
                self.story.stage(self.student, step, stage, "");
            }
        }
        if self.dice.percent(45) && self.has_room() {
            let words = OBSERVATIONS.pick_about(self.dice, self.grade);
            self.later();
            self.story.write(school(self.teacher), observed(Aspect::Strength, words));
        }
        if self.dice.percent(35) && self.has_room() {
            self.family_note();
        }
        if self.dice.percent(40) && self.has_room() {
            self.undertaking(goal);
        }
    }

    fn family_note(&mut self) {
        let says = if self.spanish {
            in_spanish(note(self.dice.one(SPANISH_NOTES)))
        } else {
            note(self.dice.one(FAMILY_NOTES))
        };
        self.story.write(family(self.relative), says);
    }

    /// A support or an intervention of the school, and where student or family stand on it.
    fn undertaking(&mut self, goal: ItemId) {
        let teacher = self.teacher;
        self.later();
        let item = if self.dice.percent(60) {
            let (what, when) = self.dice.one(SUPPORTS);
            self.story
                .write(school(teacher), support(teacher, what, when, "Agreed in a talk with the student"))
        } else {
            let intervention = self.intervention(goal);
            self.story.write(school(teacher), intervention)
        };
        let speaker = if self.dice.percent(50) { self.student } else { family(self.relative) };
        let stances = [(None, 30), (Some(Stance::Agreed), 50), (Some(Stance::SeenDifferently), 20)];
        let Some(stance) = self.dice.weighted(&stances) else { return };
        self.story.stance(speaker, item, stance, None);
        if stance == Stance::SeenDifferently {
            let view = en(self.dice.one(DIFFERENT_VIEWS));
            self.story.differ(speaker, About::Item(item), view);
        }
    }

    fn intervention(&mut self, goal: ItemId) -> Body<Text> {
        const YOUNG: [&str; 3] = ["repeated-reading", "peer-assisted-reading", "number-talks"];
        const OLDER: [&str; 4] =
            ["check-and-connect", "peer-assisted-math", "self-monitoring", "structured-academic-talk"];
        let catalogue =
            if self.grade <= YOUNG_GRADE_MAX { self.dice.one(&YOUNG) } else { self.dice.one(&OLDER) };
        let minutes = self.dice.one(&[15, 20, 25, 30, 45]);
        let dose = (minutes, self.dice.one(&[1, 2, 3, 4]), self.dice.one(&[1, 2, 3, 5]));
        let dates = (school_day(self.weekday), day(2026, 12, 18));
        let reason = "It starts from what already goes well, and can be measured every week";
        treatment(catalogue, self.teacher, reason, dose, dates).for_items(&[goal]).into()
    }

    /// The student signs; for the smallest, and beside some others, a relative.
    fn sign(&mut self, opening: OpeningId) {
        self.later();
        let signs_alone = self.student.recorded_for.is_none();
        if signs_alone {
            self.story.sign(self.student, opening);
        }
        if !signs_alone || self.dice.percent(40) {
            self.story.sign(family(self.relative), opening);
        }
    }

    fn close(&mut self, counselor: PersonId, opening: OpeningId, goal: ItemId) {
        self.later();
        let hand = school(counselor);
        self.story.begin_review(hand, opening);
        let (because, words) = self.dice.one(&[
            (ClosedBecause::Reached, "The goal is reached; what comes next is for the student to say"),
            (ClosedBecause::NoLongerNeeded, "The student goes on without it, and wanted it so"),
            (ClosedBecause::Declined, "We prefer to go on without"),
        ]);
        if because == ClosedBecause::Reached {
            self.story.stage(self.student, goal, Stage::Done, "I did it");
        }
        self.story.end_review(hand, opening, None);
        let closes = if because == ClosedBecause::Declined { family(self.relative) } else { hand };
        self.story.close(closes, opening, because, words);
    }

    /// The school's part of the plan is the teacher's.
    pub(super) const fn school_owner(&self) -> Owner {
        Owner::School(self.teacher)
    }
}
