//! What a school has on file about a generated learner.

use chrono::{Duration, NaiveDate};

use super::dice::Dice;
use super::faculty::{SUBJECTS, Seat, subjects};
use crate::sample::say::day;
use crate::{ClassId, CourseId};

/// One day of absence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Absence {
    /// The day.
    pub day: NaiveDate,
    /// Whether the family excused it.
    pub excused: bool,
}

/// The mark of the first quarter in one class.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CourseMark {
    /// The course.
    pub course: CourseId,
    /// The class.
    pub class: ClassId,
    /// The course's name.
    pub name: &'static str,
    /// A letter to grade 12, as people write it.
    pub mark: &'static str,
    /// The year in which the school year ends.
    pub school_year: u16,
    /// Half credits that the course is worth; 0 below grade 9.
    pub half_credits_attempted: u8,
    /// Half credits earned so far; a quarter's mark earns none yet.
    pub half_credits_earned: u8,
}

/// One result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assessment {
    /// What was measured.
    pub measure: &'static str,
    /// When.
    pub day: NaiveDate,
    /// The score.
    pub score: u16,
    /// Its unit.
    pub unit: &'static str,
}

/// A programme the learner is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Program {
    /// Its code: `iep`, `504`, `el`, `title_1`, `gifted`, `cte`.
    pub kind: &'static str,
    /// First day.
    pub from: NaiveDate,
}

/// The records of one learner, of the school year until 20 November 2026.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Records {
    /// School days on which the learner was enrolled.
    pub enrolled_days: u16,
    /// Days of absence, in order, each at most once.
    pub absences: Vec<Absence>,
    /// Marks; none below grade 3, where teachers write words.
    pub marks: Vec<CourseMark>,
    /// Results.
    pub assessments: Vec<Assessment>,
    /// Programmes, each at most once.
    pub programs: Vec<Program>,
}

/// Weekdays from 24 August to 20 November 2026.
pub(super) const WEEKDAYS: usize = 65;
/// Labor Day and Veterans Day among them.
const HOLIDAYS: [usize; 2] = [10, 57];

/// The `nth` weekday of the school year, counted from 0.
pub(super) fn school_day(nth: usize) -> NaiveDate {
    let weeks_and_days = nth / 5 * 7 + nth % 5;
    day(2026, 8, 24) + Duration::days(i64::try_from(weeks_and_days).expect("days of a year"))
}

pub(super) fn records(dice: &mut Dice, nth: usize, seat: &Seat) -> Records {
    let ability = dice.between(0, 100);
    Records {
        enrolled_days: u16::try_from(WEEKDAYS - HOLIDAYS.len()).expect("days of a year"),
        absences: absences(dice),
        marks: marks(dice, seat, ability),
        assessments: assessments(dice, nth, seat, ability),
        programs: programs(dice, seat),
    }
}

/// Most miss few days, one in eight a tenth of the year and more.
fn absences(dice: &mut Dice) -> Vec<Absence> {
    let missed_per_hundred = dice.weighted(&[(1, 35), (4, 35), (8, 17), (14, 9), (25, 4)]);
    let mut found = Vec::new();
    for nth in 0..WEEKDAYS {
        if dice.percent(missed_per_hundred) && !HOLIDAYS.contains(&nth) {
            found.push(Absence { day: school_day(nth), excused: dice.percent(65) });
        }
    }
    found
}

fn marks(dice: &mut Dice, seat: &Seat, ability: usize) -> Vec<CourseMark> {
    const MARKS: [&str; 11] = ["F", "D", "D+", "C-", "C", "C+", "B-", "B", "B+", "A-", "A"];
    let half_credits_attempted = if seat.grade < 9 { 0 } else { 2 };
    let mark = |subject: usize| {
        let points = (ability + dice.between(0, 60)) * MARKS.len() / 161;
        CourseMark {
            course: seat.course(subject),
            class: seat.class(subject),
            name: subjects(seat.grade)[subject].0,
            mark: MARKS[points],
            school_year: 2027,
            half_credits_attempted,
            half_credits_earned: 0,
        }
    };
    if seat.grade < 3 { Vec::new() } else { (0..SUBJECTS).map(mark).collect() }
}

fn assessments(dice: &mut Dice, nth: usize, seat: &Seat, ability: usize) -> Vec<Assessment> {
    let grade = usize::from(seat.grade);
    let score = |from: usize, dice: &mut Dice| {
        u16::try_from(from + ability / 2 + dice.between(0, 20)).expect("scores are small")
    };
    let on = school_day(12 + nth % 5);
    let reading = Assessment {
        measure: "Reading, fall",
        day: on,
        score: score(140 + grade * 7, dice),
        unit: "scale points",
    };
    let mathematics =
        Assessment { measure: "Mathematics, fall", score: score(138 + grade * 7, dice), ..reading.clone() };
    vec![reading, mathematics]
}

fn programs(dice: &mut Dice, seat: &Seat) -> Vec<Program> {
    let cte = if 9 <= seat.grade { 25 } else { 0 };
    let chances = [("iep", 14), ("504", 5), ("el", 12), ("title_1", 18), ("gifted", 7), ("cte", cte)];
    let from = day(2025, 9, 8);
    let within = chances.into_iter().filter(|(_, chance)| dice.percent(*chance));
    within.map(|(kind, _)| Program { kind, from }).collect()
}
