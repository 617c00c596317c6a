//! The notice that the rights over the records, and so over the plan, pass from the family to the student: at 18, at the
//! day of an emancipation, or with the first day at a college.

use chrono::{NaiveDate, TimeDelta};
use headway_store::permits::Permit;
use headway_text::Words;
use ilp::access::Because;

/// So many days before and after the day itself the plan says so; ours, no law names a number.
const DAYS: TimeDelta = TimeDelta::days(90);

/// A passing of rights that is near.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Passing {
    on: NaiveDate,
    is_over: bool,
    to_the_student: bool,
}

/// What the student and the family are to be told; nobody else is.
pub(crate) fn near(permit: &Permit<'_>) -> Option<Passing> {
    let to_the_student = match permit.because() {
        Because::TheStudent => true,
        Because::Family { .. } => false,
        _ => return None,
    };
    passing(permit.rights_pass_on()?, permit.now().today, to_the_student)
}

fn passing(on: NaiveDate, today: NaiveDate, to_the_student: bool) -> Option<Passing> {
    let is_near = (on - today).abs() <= DAYS;
    is_near.then_some(Passing { on, is_over: on <= today, to_the_student })
}

impl Passing {
    /// The notice in words.
    pub(crate) fn words(self, words: Words, name: &str) -> String {
        let gaps = [("on", words.date(self.on).into()), ("name", name.into())];
        match (self.to_the_student, self.is_over) {
            (true, false) => words.text_with("passing-soon-you", &gaps[..1]),
            (true, true) => words.text_with("passing-over-you", &gaps[..1]),
            (false, false) => words.text_with("passing-soon-family", &gaps),
            (false, true) => words.text_with("passing-over-family", &gaps),
        }
    }
}

#[cfg(test)]
mod tests {
    use headway_text::{Locale, Words};

    use super::passing;

    #[test]
    fn the_passing_of_rights_is_told_around_its_day_and_at_no_other_time() {
        let check = |today: &str, to_the_student: bool, expected: Option<&str>| {
            let on = "2026-11-22".parse().expect("a day");
            let found = passing(on, today.parse().expect("a day"), to_the_student);
            let said = found.map(|found| found.words(Words::new(Locale::En), "Elijah"));
            match expected {
                None => assert_eq!(said, None, "{today}"),
                Some(part) => {
                    assert!(said.as_ref().is_some_and(|said| said.contains(part)), "{today}: {said:?}");
                }
            }
        };
        check("2026-08-23", true, None);
        check("2026-08-24", true, Some("From November 22, 2026"));
        check("2026-11-21", false, Some("are Elijah’s own"));
        check("2026-11-22", true, Some("Since November 22, 2026"));
        check("2026-11-22", false, Some("because Elijah agreed"));
        check("2027-02-20", true, Some("Since"));
        check("2027-02-21", true, None);
    }
}
