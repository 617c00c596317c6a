//! Whether a password that somebody chose is one that others would guess first.
//!
//! # Source
//! NIST SP 800-63B-4, 3.1.1.2: a length, a list of what is common and expected, and no rule about kinds of characters.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use headway_text::{Arg, Words};

/// A student reads one plan with it, a family a few.
const CHARACTERS_MIN: usize = 8;
/// Who works here reads many plans with it, and nothing else stands before them.
const CHARACTERS_MIN_AT_WORK: usize = 15;

/// The first words of every list of passwords that were found out, without the digits behind them.
static COMMON: LazyLock<BTreeSet<&'static str>> =
    LazyLock::new(|| include_str!("tried_first.txt").lines().collect());

/// Whose password it is to be.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Whose<'a> {
    pub(crate) login: &'a str,
    pub(crate) name: &'a str,
    pub(crate) school: &'a str,
    /// They read plans of others for their work.
    pub(crate) works: bool,
}

/// Why a password will not do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Weak {
    /// So many characters are needed.
    Short(usize),
    /// It is one of the first that anybody tries.
    Common,
    /// It is what the person is called, or signs in as.
    Own,
}

impl Weak {
    /// Why it will not do, in words.
    pub(crate) fn said(self, words: Words) -> String {
        match self {
            Self::Short(least) => words.text_with("account-password-short", &[("least", number(least))]),
            Self::Common => words.text("account-password-common"),
            Self::Own => words.text("account-password-own"),
        }
    }
}

/// How many characters a password has at least.
const fn least(is_at_work: bool) -> usize {
    if is_at_work { CHARACTERS_MIN_AT_WORK } else { CHARACTERS_MIN }
}

/// How long a password must be and what makes a good one: said before it is typed.
pub(crate) fn length_hint(words: Words, is_at_work: bool) -> String {
    words.text_with("account-password-hint", &[("least", number(least(is_at_work)))])
}

fn number(count: usize) -> Arg {
    i64::try_from(count).unwrap_or(i64::MAX).into()
}

/// What is wrong with a password; `None` when nothing is.
pub(crate) fn weakness(password: &str, whose: &Whose<'_>) -> Option<Weak> {
    let least = least(whose.works);
    if password.chars().count() < least {
        return Some(Weak::Short(least));
    }
    let plain = plain(password);
    let stem = plain.trim_end_matches(|c: char| c.is_ascii_digit());
    let meant = [plain.clone(), stem.to_owned(), read_as_letters(&plain), read_as_letters(stem)];
    if is_pattern(password) || meant.iter().any(|word| COMMON.contains(word.as_str())) {
        return Some(Weak::Common);
    }
    let own = own_words(whose);
    meant.iter().any(|word| word.is_empty() || own.contains(word)).then_some(Weak::Own)
}

/// Letters and digits in lower case.
fn plain(text: &str) -> String {
    text.chars().flat_map(char::to_lowercase).filter(|c| c.is_alphanumeric() || "@$".contains(*c)).collect()
}

/// `p@ssw0rd` as `password`.
fn read_as_letters(text: &str) -> String {
    let letter = |sign| match sign {
        '0' => 'o',
        '1' => 'i',
        '3' => 'e',
        '4' | '@' => 'a',
        '5' | '$' => 's',
        '7' => 't',
        other => other,
    };
    text.chars().map(letter).collect()
}

/// One, two or three signs again and again, or signs that follow each other: `abababab`, `12345678`.
fn is_pattern(password: &str) -> bool {
    let signs: Vec<u32> = password.chars().map(u32::from).collect();
    let repeats = |period: usize| signs.iter().zip(&signs[period..]).all(|(one, later)| one == later);
    let follows = |step: i64| signs.windows(2).all(|two| i64::from(two[1]) - i64::from(two[0]) == step);
    (1..=3).any(repeats) || follows(1) || follows(-1)
}

fn own_words(whose: &Whose<'_>) -> BTreeSet<String> {
    let names: Vec<&str> = whose.name.split_whitespace().collect();
    let backwards: Vec<&str> = names.iter().rev().copied().collect();
    let login = whose.login.split('@').next().unwrap_or_default();
    let joined = [names.concat(), backwards.concat()];
    let texts = [whose.login, login, whose.school, "headway"].into_iter();
    let texts = texts.chain(names.iter().copied()).chain(joined.iter().map(String::as_str));
    texts.map(plain).filter(|word| !word.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::{Weak, Whose, weakness};

    const MAYA: Whose<'_> = Whose {
        login: "maya.okafor@riverside.example",
        name: "Maya Okafor",
        school: "Riverside",
        works: false,
    };

    #[test]
    fn what_others_would_try_first_is_refused_and_a_sentence_is_taken() {
        let check = |password: &str, expected: Option<Weak>| {
            assert_eq!(weakness(password, &MAYA), expected, "{password}");
        };
        check("robot 7", Some(Weak::Short(8)));
        check("robotics", None);
        check("a quiet river in may", None);
        check("😀😃😄😁😆😅😂🙂", Some(Weak::Own));
        check("Password123", Some(Weak::Common));
        check("p@ssw0rd", Some(Weak::Common));
        check("contraseña1", Some(Weak::Common));
        check("12345678", Some(Weak::Common));
        check("98765432", Some(Weak::Common));
        check("abcabcabc", Some(Weak::Common));
        check("aaaaaaaaaaaa", Some(Weak::Common));
        check("maya okafor", Some(Weak::Own));
        check("OkaforMaya2012", Some(Weak::Own));
        check("maya.okafor", Some(Weak::Own));
        check("riverside!", Some(Weak::Own));
        check("2871945366", Some(Weak::Own));
    }

    #[test]
    fn who_reads_the_plans_of_others_needs_a_longer_one() {
        let rivera = Whose { works: true, name: "Elena Rivera", login: "ms.rivera", ..MAYA };
        assert_eq!(weakness("14 characters!", &rivera), Some(Weak::Short(15)));
        assert_eq!(weakness("15 characters !", &rivera), None);
    }
}
