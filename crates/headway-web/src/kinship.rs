//! What a roster or an office calls a tie and its paper, in the language of who reads: the words that come often.

use headway_text::Words;

/// The words that we know, as rosters write them, with what they are kept under here.
const KNOWN: [(&str, &str); 14] = [
    ("mother", "kinship-mother"),
    ("father", "kinship-father"),
    ("parent", "kinship-parent"),
    ("guardian", "kinship-guardian"),
    ("grandmother", "kinship-grandmother"),
    ("grandfather", "kinship-grandfather"),
    ("stepmother", "kinship-stepmother"),
    ("stepfather", "kinship-stepfather"),
    ("aunt", "kinship-aunt"),
    ("uncle", "kinship-uncle"),
    ("sister", "kinship-sister"),
    ("brother", "kinship-brother"),
    ("enrollment form", "kinship-enrollment-form"),
    ("letter of guardianship", "kinship-letter-of-guardianship"),
];

/// The word in the language of the page; one that we do not know stays as somebody wrote it.
pub(crate) fn said(words: Words, written: &str) -> String {
    let plain = written.trim().to_lowercase();
    let known = KNOWN.iter().find(|(word, _)| *word == plain);
    known.map_or_else(|| written.to_owned(), |(_, key)| words.text(key))
}

#[cfg(test)]
mod tests {
    use headway_text::{Locale, Words};

    use super::{KNOWN, said};

    #[test]
    fn a_word_that_comes_often_is_in_the_language_of_the_page_and_another_stays_as_it_was_written() {
        let check = |locale: Locale, written: &str, expected: &str| {
            assert_eq!(said(Words::new(locale), written), expected, "{written}");
        };
        check(Locale::Es, "mother", "madre");
        check(Locale::Es, "Grandmother", "abuela");
        check(Locale::Es, "enrollment form", "formulario de inscripción");
        check(Locale::Es, "godmother of a cousin", "godmother of a cousin");
        for (word, _) in KNOWN {
            check(Locale::En, word, word);
        }
    }
}
