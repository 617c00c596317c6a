//! Two languages that nobody speaks, for tests: one of accented words that are longer than ours, one that is written from
//! right to left. What a page shows in plain letters does not come from the locale files.

use crate::Locale;

/// Between these stands what fills a gap: it is somebody's, and stays as it is.
const FILLED: (char, char) = ('\u{e000}', '\u{e001}');

const LETTERS: &str = "abcdefghijklmnopqrstuvwxyz";
const ACCENTED: &str = "áƀçďéƒğĥíĵķļɱñóþɋřšťúṽŵẋýž";
const FROM_THE_RIGHT: &str = "אבגדהופזיחטלמנסעכקרשתץםוףצ";

/// A text for a gap.
pub(crate) fn kept(text: &str) -> String {
    format!("{}{text}{}", FILLED.0, FILLED.1)
}

/// An English sentence in the language of `locale`, with the texts in its gaps as they are.
pub(crate) fn disguised(locale: Locale, english: &str) -> String {
    let letters = if locale.direction() == "rtl" { FROM_THE_RIGHT } else { ACCENTED };
    let mut said = String::with_capacity(english.len() * 2);
    let mut is_filled = false;
    for sign in english.chars() {
        if sign == FILLED.0 || sign == FILLED.1 {
            is_filled = sign == FILLED.0;
        } else if let Some(at) = LETTERS.find(sign.to_ascii_lowercase()).filter(|_| !is_filled) {
            let other = letters.chars().nth(at).unwrap_or(sign);
            said.push(other);
            // Vowels twice: about a third longer, as German is.
            said.extend("aeiou".contains(sign).then_some(other));
        } else {
            said.push(sign);
        }
    }
    said
}

#[cfg(test)]
mod tests {
    use crate::{Locale, Words};

    #[test]
    fn no_letter_of_ours_is_left_but_in_what_fills_a_gap() {
        let check = |locale: Locale, expected: &str| {
            let said = Words::new(locale).text_with("plan-title", &[("name", "Maya".into())]);
            assert_eq!(said, expected);
        };
        check(Locale::Pseudo, "Maya’š þļááñ");
        check(Locale::Mirrored, "Maya’ר עלאאנ");
        let text = Words::new(Locale::Pseudo).text("sign-in-lead");
        assert!(!text.chars().any(|sign| sign.is_ascii_alphabetic()), "{text}");
    }

    #[test]
    fn nobody_is_offered_them_and_no_browser_gets_them_by_its_settings() {
        assert!(Locale::ALL.iter().all(|locale| locale.direction() == "ltr"));
        assert_eq!(Locale::from_accept_language("qps, qpr;q=0.9"), None);
        assert_eq!(Locale::from_tag("qpr"), Some(Locale::Mirrored));
    }
}
