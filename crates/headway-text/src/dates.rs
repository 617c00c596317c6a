//! Days and times as people of a language write them. They stand on every page many times, so they are written here and
//! not by the locale files.

use chrono::{Datelike, NaiveDate, NaiveTime, Timelike};

use crate::{Locale, Words};

pub(crate) const ENGLISH: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

const SPANISH: [&str; 12] = [
    "enero",
    "febrero",
    "marzo",
    "abril",
    "mayo",
    "junio",
    "julio",
    "agosto",
    "septiembre",
    "octubre",
    "noviembre",
    "diciembre",
];

impl Words {
    /// A day with its month in words: no reader has to guess which number is the month.
    #[must_use]
    pub fn date(self, on: NaiveDate) -> String {
        let (day, month, year) = (on.day(), on.month0() as usize, on.year());
        match self.locale() {
            Locale::En => format!("{} {day}, {year}", ENGLISH[month]),
            Locale::Es => format!("{day} de {} de {year}", SPANISH[month]),
            #[cfg(any(test, feature = "pseudo"))]
            other => crate::pseudo::disguised(other, &Self::new(Locale::En).date(on)),
        }
    }

    /// A time of day to the minute.
    #[must_use]
    pub fn time(self, at: NaiveTime) -> String {
        match self.locale() {
            Locale::En => {
                let (is_afternoon, hour) = at.hour12();
                let half = if is_afternoon { "p.m." } else { "a.m." };
                format!("{hour}:{:02} {half}", at.minute())
            }
            Locale::Es => format!("{}:{:02}", at.hour(), at.minute()),
            #[cfg(any(test, feature = "pseudo"))]
            other => crate::pseudo::disguised(other, &Self::new(Locale::En).time(at)),
        }
    }

    /// The same as it stands after "until": Spanish gives it its article, which is another one at one o'clock.
    #[must_use]
    pub fn the_time(self, at: NaiveTime) -> String {
        let time = self.time(at);
        match (self.locale(), at.hour()) {
            (Locale::Es, 1) => format!("la {time}"),
            (Locale::Es, _) => format!("las {time}"),
            _ => time,
        }
    }
}

#[cfg(test)]
mod tests {
    use chrono::{NaiveDate, NaiveTime};

    use crate::{Locale, Words};

    #[test]
    fn days_and_times_are_written_as_the_language_does() {
        let check = |locale: Locale, day: &str, time: &str| {
            let on = NaiveDate::from_ymd_opt(2026, 11, 5).expect("a day");
            let at = NaiveTime::from_hms_opt(14, 5, 59).expect("a time");
            assert_eq!(Words::new(locale).date(on), day);
            assert_eq!(Words::new(locale).time(at), time);
        };
        check(Locale::En, "November 5, 2026", "2:05 p.m.");
        check(Locale::Es, "5 de noviembre de 2026", "14:05");
    }

    #[test]
    fn until_one_o_clock_has_another_article_in_spanish() {
        let check = |locale: Locale, (hour, minute): (u32, u32), expected: &str| {
            let at = NaiveTime::from_hms_opt(hour, minute, 0).expect("a time");
            assert_eq!(Words::new(locale).the_time(at), expected);
        };
        check(Locale::Es, (1, 5), "la 1:05");
        check(Locale::Es, (2, 5), "las 2:05");
        check(Locale::Es, (13, 5), "las 13:05");
        check(Locale::En, (1, 5), "1:05 a.m.");
    }
}
