//! When people meet about this plan next, as far as the plan itself knows.

use chrono::NaiveDate;

use crate::plan::{Body, Plan, Stage};

/// The next day on which a meeting about the plan is to be: of a meeting that is planned, else the day that the last one
/// named for the next. `None` where no such day lies ahead.
#[must_use]
pub fn next_meeting(plan: &Plan, today: NaiveDate) -> Option<NaiveDate> {
    let reviews = plan.items.values().filter_map(|item| match &item.body {
        Body::Review(review) if item.stage != Stage::Withdrawn && item.stage != Stage::Dropped => {
            Some((review.on, review.next))
        }
        _ => None,
    });
    let days = reviews.flat_map(|(on, next)| [Some(on), next]).flatten();
    days.filter(|day| today <= *day).min()
}

#[cfg(test)]
mod tests {
    use super::next_meeting;
    use crate::plan::Stage;
    use crate::today::sample::*;

    #[test]
    fn the_next_meeting_is_the_first_one_that_lies_ahead() {
        let plan = plan([
            written(1, TEACHER, review("2026-09-01", Some("2026-11-05"))),
            written(2, TEACHER, review("2026-10-01", None)),
        ]);
        let check = |today: &str, expected: Option<&str>| {
            assert_eq!(next_meeting(&plan, day(today)), expected.map(day), "{today}");
        };
        check("2026-09-20", Some("2026-10-01"));
        check("2026-10-01", Some("2026-10-01"));
        check("2026-10-02", Some("2026-11-05"));
        check("2026-11-06", None);
    }

    #[test]
    fn a_meeting_that_was_called_off_is_none() {
        let called_off =
            plan([written(1, TEACHER, review("2026-10-01", None)), moved(1, TEACHER, Stage::Withdrawn)]);
        assert_eq!(next_meeting(&called_off, day("2026-09-20")), None);
    }
}
