//! Closed lists of words with a door for a system's own words.

/// A list of words that a roster may use, and a place for words that are in no list.
pub trait Vocabulary: Sized {
    /// The words of the list, as they are written in files and kept in tables.
    const CODES: &'static [&'static str];

    /// The entry with exactly this word, if the list has it.
    fn named(code: &str) -> Option<Self>;

    /// A word of the system's own. It means nothing to us, so it must never grant anything.
    fn other(word: &str) -> Self;

    /// The word of this entry: what `named` or `other` was given.
    fn code(&self) -> &str;
}

/// Writes an enum and its words in one place, so that neither can be forgotten.
macro_rules! vocabulary {
    ($(#[$doc:meta])* $name:ident { $($(#[$entry_doc:meta])* $entry:ident = $code:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            $($(#[$entry_doc])* $entry,)+
            /// A word of the system's own, kept as it came; it grants nothing.
            Other(String),
        }

        impl $crate::roster::Vocabulary for $name {
            const CODES: &'static [&'static str] = &[$($code),+];

            fn named(code: &str) -> Option<Self> {
                match code {
                    $($code => Some(Self::$entry),)+
                    _ => None,
                }
            }

            fn other(word: &str) -> Self {
                Self::Other(word.to_owned())
            }

            fn code(&self) -> &str {
                match self {
                    $(Self::$entry => $code,)+
                    Self::Other(word) => word,
                }
            }
        }
    };
}

pub(super) use vocabulary;

#[cfg(test)]
mod tests {
    use super::Vocabulary;
    use crate::roster::{ClassKind, EnrolmentRole, OrganisationKind, RoleKind, TermKind};

    fn check<V: Vocabulary>() {
        for code in V::CODES {
            assert_eq!(V::named(code).map(|entry| entry.code().to_owned()).as_deref(), Some(*code));
        }
        assert_eq!(V::other("ext:clerk").code(), "ext:clerk");
        assert!(V::named("ext:clerk").is_none());
    }

    #[test]
    fn every_word_is_read_back_as_it_was_written() {
        check::<ClassKind>();
        check::<EnrolmentRole>();
        check::<OrganisationKind>();
        check::<RoleKind>();
        check::<TermKind>();
    }
}
