//! The ways in which systems write days: a closed list, since 03/04/2026 alone says nothing.

use chrono::NaiveDate;

/// How days are written in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Days {
    /// `2026-11-22`, as in our own files.
    #[default]
    YearMonthDay,
    /// `11/22/2026`; `1/5/2026` too.
    MonthDayYear,
    /// `22/11/2026`.
    DayMonthYear,
    /// `22.11.2026`.
    DayMonthYearDots,
    /// `20261122`.
    Together,
}

impl Days {
    /// All of them.
    pub const ALL: [Self; 5] =
        [Self::YearMonthDay, Self::MonthDayYear, Self::DayMonthYear, Self::DayMonthYearDots, Self::Together];

    /// How a mapping names it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::YearMonthDay => "YYYY-MM-DD",
            Self::MonthDayYear => "MM/DD/YYYY",
            Self::DayMonthYear => "DD/MM/YYYY",
            Self::DayMonthYearDots => "DD.MM.YYYY",
            Self::Together => "YYYYMMDD",
        }
    }

    /// The format of that name.
    #[must_use]
    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|days| days.code() == code)
    }

    /// The day, if the cell is one in this format, of a year in which somebody alive was at school.
    pub(super) fn read(self, cell: &str) -> Option<NaiveDate> {
        let (year, month, day) = match self {
            Self::YearMonthDay => {
                let (year, month, day) = parts(cell, '-')?;
                (year, two(month)?, two(day)?)
            }
            Self::MonthDayYear => parts(cell, '/').map(|(month, day, year)| (year, month, day))?,
            Self::DayMonthYear => parts(cell, '/').map(|(day, month, year)| (year, month, day))?,
            Self::DayMonthYearDots => parts(cell, '.').map(|(day, month, year)| (year, month, day))?,
            Self::Together => (cell.get(..4)?, cell.get(4..6)?, two(cell.get(6..)?)?),
        };
        let number = |text: &str, most: usize| {
            let is_number =
                (1..=most).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
            is_number.then(|| text.parse::<u32>().ok()).flatten()
        };
        let year = number(year, 4).filter(|year| (1900..=2200).contains(year))?;
        NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, number(month, 2)?, number(day, 2)?)
    }
}

fn two(text: &str) -> Option<&str> {
    (text.len() == 2).then_some(text)
}

fn parts(cell: &str, between: char) -> Option<(&str, &str, &str)> {
    let mut parts = cell.split(between);
    let found = (parts.next()?, parts.next()?, parts.next()?);
    parts.next().is_none().then_some(found)
}

#[cfg(test)]
mod tests {
    use super::Days;

    fn check(days: Days, cell: &str, expected: Option<&str>) {
        let expected = expected.map(|day| day.parse().expect("a day"));
        assert_eq!(days.read(cell), expected, "{cell:?} as {}", days.code());
    }

    #[test]
    fn a_day_is_read_in_the_format_that_was_named_and_in_no_other() {
        check(Days::YearMonthDay, "2026-11-22", Some("2026-11-22"));
        check(Days::MonthDayYear, "3/4/2026", Some("2026-03-04"));
        check(Days::DayMonthYear, "03/04/2026", Some("2026-04-03"));
        check(Days::DayMonthYearDots, "22.11.2026", Some("2026-11-22"));
        check(Days::Together, "20261122", Some("2026-11-22"));
        for wrong in
            ["11/22/2026", "2026-1-1", "2026-02-30", "2026-11-22T00:00", "", "1826-11-22", "２026-11-22"]
        {
            check(Days::YearMonthDay, wrong, None);
        }
        check(Days::MonthDayYear, "22/11/2026", None);
        check(Days::MonthDayYear, "11/22/26", None);
        check(Days::DayMonthYear, "11/22/2026", None);
        check(Days::Together, "2026112", None);
        check(Days::Together, "2026-11-22", None);
    }

    #[test]
    fn every_format_is_found_by_its_name() {
        for days in Days::ALL {
            assert_eq!(Days::of_code(days.code()), Some(days));
        }
        assert_eq!(Days::of_code("DD-MM-YYYY"), None);
    }
}
