//! The day of a judgement, and in which school year a day lies.

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

/// The day for which is judged. What is dated later counts for nothing, so that a past run can be made again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Day {
    /// Today.
    pub date: NaiveDate,
    /// The month, 1 to 12, whose first day begins a school year.
    pub year_begins: u8,
}

impl Day {
    /// The school year in which `date` lies, by the calendar year in which it ends.
    #[must_use]
    pub fn school_year_of(self, date: NaiveDate) -> i32 {
        let begun = 1 < self.year_begins && u32::from(self.year_begins) <= date.month();
        date.year() + i32::from(begun)
    }

    /// The school year that is meant today.
    #[must_use]
    pub fn year(self, which: WhichYear) -> i32 {
        let this = self.school_year_of(self.date);
        match which {
            WhichYear::This => this,
            WhichYear::Previous => this - 1,
        }
    }
}

/// Which school year a rule looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WhichYear {
    /// The one in which today lies.
    This,
    /// The one before it.
    Previous,
}

/// July, with which the school years of most states begin, in law and in reports.
pub(super) const fn july() -> u8 {
    7
}
