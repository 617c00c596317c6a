//! How texts are made alike before they are compared: neither engine folds letters beyond English ones, so it is done here.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// A login as it is looked up: compatible forms made one, lower case, no space at its ends.
pub(crate) fn login(text: &str) -> String {
    text.nfkc().collect::<String>().to_lowercase().trim().to_owned()
}

/// A name as it is searched: lower case, without accents, its words with one space between them.
///
/// `Núñez` is found by `nunez`; a search that is itself folded finds either.
pub(crate) fn name(text: &str) -> String {
    let plain: String = text.nfkd().filter(|letter| !is_combining_mark(*letter)).collect();
    plain.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What a folded text is compared with by `like … escape '\\'` to find those that hold this word as it stands: a `%` that somebody
/// types is no wildcard.
pub(crate) fn holding(word: &str) -> String {
    format!("%{}%", word.replace('\\', r"\\").replace('%', r"\%").replace('_', r"\_"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_somebody_types_is_no_wildcard() {
        assert_eq!(holding(r"50%_\"), r"%50\%\_\\%");
    }

    #[test]
    fn a_login_is_found_however_it_is_typed() {
        assert_eq!(login("  Ana.NÚÑEZ@Example.org "), "ana.núñez@example.org");
        assert_eq!(login("ａｎａ"), "ana");
    }

    #[test]
    fn a_name_is_found_without_its_accents() {
        assert_eq!(name(" Lucía   Núñez-Ångström "), "lucia nunez-angstrom");
    }
}
