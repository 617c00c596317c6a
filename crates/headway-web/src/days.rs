//! The days on which something holds, an office or a tie, in words.

use chrono::NaiveDate;
use headway_text::Words;

/// From when until when, in words; the last day is the one before that on which it is over. What was over on the day on which it
/// began, or before it began, held on none; what was over the day after, on one.
pub(crate) fn said(words: Words, from: Option<NaiveDate>, until: Option<NaiveDate>) -> String {
    let last = until.and_then(|day| day.pred_opt());
    if let Some(from) = from.filter(|from| last.is_some_and(|last| last <= *from)) {
        let key = if until == from.succ_opt() { "people-on-day" } else { "people-one-day" };
        return words.text_with(key, &[("day", words.date(from).into())]);
    }
    let from = from.map(|day| words.text_with("people-from", &[("day", words.date(day).into())]));
    let until = last.map(|day| words.text_with("people-until", &[("day", words.date(day).into())]));
    [from, until].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// From one day to another, both counted; one day alone is named once.
pub(crate) fn between(words: Words, first: NaiveDate, last: NaiveDate) -> String {
    if first == last {
        return words.text_with("people-on-day", &[("day", words.date(first).into())]);
    }
    words.text_with("days-between", &[("from", words.date(first).into()), ("to", words.date(last).into())])
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;
    use headway_text::{Locale, Words};

    use super::{between, said};

    #[test]
    fn what_began_and_ended_on_one_day_is_not_over_before_it_began() {
        let check = |from: &str, until: &str, expected: &str| {
            let day = |text: &str| text.parse::<NaiveDate>().ok();
            assert_eq!(said(Words::new(Locale::En), day(from), day(until)), expected, "{from} {until}");
        };
        check("2026-11-01", "2026-11-23", "since November 1, 2026, until November 22, 2026");
        check("2026-11-22", "2026-11-23", "on November 22, 2026");
        check("2026-11-22", "2026-11-22", "from November 22, 2026, taken back by that day");
        check("2026-11-22", "", "since November 22, 2026");
        check("", "2026-11-22", "until November 21, 2026");
        check("", "", "");
    }

    #[test]
    fn one_day_is_named_once() {
        let check = |locale: Locale, from: &str, to: &str, expected: &str| {
            let day = |text: &str| text.parse::<NaiveDate>().expect("a day");
            assert_eq!(between(Words::new(locale), day(from), day(to)), expected, "{from} {to}");
        };
        check(Locale::En, "2026-10-12", "2026-10-12", "on October 12, 2026");
        check(Locale::En, "2026-10-12", "2026-10-13", "from October 12, 2026 to October 13, 2026");
        check(Locale::Es, "2026-10-12", "2026-10-12", "el 12 de octubre de 2026");
        check(Locale::Es, "2026-10-12", "2026-10-13", "del 12 de octubre de 2026 al 13 de octubre de 2026");
    }
}
