//! *Rule* `screening/chronic_absence`: a learner was absent on so many per cent of the days enrolled.
//!
//! *Why.* Absence is lost time, whatever its reason: chronic absence counts excused days, unexcused days and suspensions
//! alike, which truancy does not. A tenth of the days, two a month, is where outcomes turn.
//!
//! *Source.* Attendance Works, "chronic absence": 10 per cent of school days for any reason, excused or not, suspensions
//! too. U.S. Department of Education, `EDFacts` file specification 195 (data group 814): absent 10 per cent or more of the
//! school days. NMSA 22-12A-2: enrolled for ten days at least, and 10 per cent or more missed since the year began.
//!
//! *Limits.* Whole numbers only: a day is a hundred hundredths, and ten per cent of 30 days are 3 days, not 3.0000000000000004.
//! What counts as half a day is decided where attendance is recorded. Below the least number of days nobody can tell.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::asked::{self, Settings, field};
use super::{Applies, Day, Facts, Hundredths, Reason, WhichYear, Wrong, area};
use crate::rule::{self, Field, Rule};

/// What `screening/chronic_absence` says about itself.
pub static RULE: Rule = Rule {
    id: "screening/chronic_absence",
    version: 1,
    standing: rule::Standing::Research,
    summary: "whether a learner was absent on 10 per cent of the days enrolled or more, for any reason",
    source: "Attendance Works, chronic absence; EDFacts file specification 195 (data group 814); NMSA 22-12A-2",
    fields: &FIELDS,
    example,
    verdict: asked::verdict::<ChronicAbsence>,
};

/// What a district decides about the rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ChronicAbsence {
    /// From how many per cent on.
    pub percent: u8,
    /// How many days a learner must have been enrolled before anything is said.
    pub enrolled_days_min: u16,
    /// The school year whose days count.
    pub year: WhichYear,
}

impl Default for ChronicAbsence {
    fn default() -> Self {
        Self { percent: 10, enrolled_days_min: 10, year: WhichYear::This }
    }
}

impl Settings for ChronicAbsence {
    fn applies<'a>(&'a self, facts: &Facts<'a>, day: Day, say: &mut dyn FnMut(Reason<'a>)) -> Applies {
        let (applies, reason) = self.judged(facts, day.year(self.year));
        say(reason);
        applies
    }

    fn check(&self) -> Result<(), Wrong> {
        area::check_range("/percent", self.percent, 1, 100)?;
        area::check_range("/enrolled_days_min", self.enrolled_days_min, 1, 366)
    }
}

impl ChronicAbsence {
    fn judged<'a>(self, facts: &Facts<'a>, year: i32) -> (Applies, Reason<'a>) {
        let Some(attendance) = facts.attendance.iter().find(|attendance| attendance.year == year) else {
            return (Applies::CannotTell, Reason::NoAttendance { year });
        };
        let Some(enrolled) = attendance.enrolled_days else {
            return (Applies::CannotTell, Reason::NoEnrolledDays { year });
        };
        if enrolled < u32::from(self.enrolled_days_min) {
            let reason = Reason::TooFewDays { year, enrolled, needed: self.enrolled_days_min };
            return (Applies::CannotTell, reason);
        }
        let absent = Hundredths(attendance.excused.0 + attendance.unexcused.0 + attendance.suspended.0);
        if i64::from(enrolled) * 100 < absent.0 {
            return (Applies::CannotTell, Reason::MoreAbsentThanEnrolled { year, absent, enrolled });
        }
        // absent / enrolled >= percent / 100, with days in hundredths: the hundreds cancel out.
        let percent = self.percent;
        if i64::from(percent) * i64::from(enrolled) <= absent.0 {
            (Applies::Yes, Reason::AbsentDays { year, absent, enrolled, percent })
        } else {
            (Applies::No, Reason::FewerAbsentDays { year, absent, enrolled, percent })
        }
    }
}

static FIELDS: [Field; 10] = [
    asked::TODAY,
    asked::YEAR_BEGINS,
    field("/facts/settings/percent", "from how many per cent of the days enrolled on; 10 if left out"),
    field("/facts/settings/enrolled_days_min", "below so many days enrolled nobody can tell; 10 if left out"),
    field("/facts/settings/year", "this (if left out): the school year so far; or previous: the one before"),
    field(
        "/facts/learner/attendance/*/year",
        "the calendar year in which the school year ends; no entry: attendance of that year was not loaded",
    ),
    field(
        "/facts/learner/attendance/*/enrolled_days",
        "school days enrolled, up to today, or null if nobody knows",
    ),
    field("/facts/learner/attendance/*/excused", "days absent with an excuse; half a day is \"0.5\""),
    field("/facts/learner/attendance/*/unexcused", "days absent without one"),
    field("/facts/learner/attendance/*/suspended", "days away by a suspension out of school"),
];

/// Three of the first thirty days.
fn example() -> Value {
    json!({
        "today": "2026-10-09",
        "year_begins": 7,
        "settings": {"percent": 10, "enrolled_days_min": 10, "year": "this"},
        "learner": {"attendance": [
            {"year": 2027, "enrolled_days": 30, "excused": 2, "unexcused": 1, "suspended": 0}
        ]}
    })
}
