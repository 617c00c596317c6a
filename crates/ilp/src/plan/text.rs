//! Words, and who wrote them: every piece of text in a plan has an author, a language and a date.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::{ChangeId, JobId, PersonId, RunId};

/// The most characters one piece of text may have: some five printed pages, far beyond any answer a form asks for.
pub const TEXT_CHARS_MAX: usize = 20_000;

/// Why a text cannot be kept as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TextRefused {
    /// Nothing but white space.
    #[error("write something here, or leave the whole entry out")]
    Empty,
    /// Longer than [`TEXT_CHARS_MAX`].
    #[error("this text has {chars} characters and {TEXT_CHARS_MAX} fit here; shorten it or split it")]
    TooLong {
        /// How long it is.
        chars: usize,
    },
    /// A character that no keyboard writes and PostgreSQL refuses.
    #[error("this text holds a character that cannot be stored; type it anew")]
    Unstorable,
    /// A language that is no BCP 47 tag.
    #[error("name the language by its tag, such as en or es-MX")]
    Language,
}

/// A language by its BCP 47 tag, such as `en` or `es-MX`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Language(String);

impl Language {
    /// The language with this tag.
    pub fn new(tag: &str) -> Result<Self, TextRefused> {
        let well_formed = !tag.is_empty()
            && tag.len() < 36
            && tag.split('-').all(|part| {
                (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
            });
        if well_formed { Ok(Self(tag.to_owned())) } else { Err(TextRefused::Language) }
    }

    /// English, the language of forms that name no other.
    #[must_use]
    pub fn english() -> Self {
        Self("en".to_owned())
    }

    /// The tag, as in the HTML attribute `lang`.
    #[must_use]
    pub fn tag(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Language {
    type Error = TextRefused;
    fn try_from(tag: String) -> Result<Self, TextRefused> {
        Self::new(&tag)
    }
}

impl From<Language> for String {
    fn from(language: Language) -> Self {
        language.0
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawWritten {
    language: Language,
    text: String,
}

/// What somebody wrote, in one language: never empty, never endless.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "RawWritten")]
pub struct Written {
    language: Language,
    text: String,
}

impl TryFrom<RawWritten> for Written {
    type Error = TextRefused;
    fn try_from(raw: RawWritten) -> Result<Self, TextRefused> {
        let text = raw.text.trim();
        let chars = text.chars().count();
        if text.is_empty() {
            return Err(TextRefused::Empty);
        }
        if TEXT_CHARS_MAX < chars {
            return Err(TextRefused::TooLong { chars });
        }
        if text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t')) {
            return Err(TextRefused::Unstorable);
        }
        Ok(Self { language: raw.language, text: text.to_owned() })
    }
}

/// Characters that leave no mark by themselves: spaces, joiners, marks of direction, fillers.
fn is_unseen(c: char) -> bool {
    const FORMAT: [std::ops::RangeInclusive<char>; 5] = [
        '\u{200b}'..='\u{200f}',
        '\u{202a}'..='\u{202e}',
        '\u{2060}'..='\u{206f}',
        '\u{fe00}'..='\u{fe0f}',
        '\u{e0000}'..='\u{e007f}',
    ];
    const SINGLE: [char; 9] = [
        '\u{ad}', '\u{34f}', '\u{61c}', '\u{115f}', '\u{1160}', '\u{180e}', '\u{2800}', '\u{3164}',
        '\u{feff}',
    ];
    c.is_whitespace() || SINGLE.contains(&c) || FORMAT.iter().any(|range| range.contains(&c))
}

/// A text in a change: what was written, or the mark of what a redaction took away.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Text {
    /// As somebody wrote it.
    Written(Written),
    /// Taken away by the redaction with this id; the plan says who, when and under which rule.
    #[serde(rename_all = "snake_case")]
    Removed {
        /// The change that took it away.
        removed_by: ChangeId,
    },
}

impl Text {
    /// A text in a language; white space at both ends goes, everything else stays as typed.
    ///
    /// # Errors
    /// Nothing in it can be seen, it is too long, or it holds what no database keeps.
    pub fn new(language: Language, text: &str) -> Result<Self, TextRefused> {
        if text.chars().all(is_unseen) {
            return Err(TextRefused::Empty);
        }
        Written::try_from(RawWritten { language, text: text.to_owned() }).map(Self::Written)
    }

    /// The characters, or `None` where a redaction took them.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::Written(written) => Some(&written.text),
            Self::Removed { .. } => None,
        }
    }

    /// The language, or `None` where a redaction took the text.
    #[must_use]
    pub fn language(&self) -> Option<&Language> {
        match self {
            Self::Written(written) => Some(&written.language),
            Self::Removed { .. } => None,
        }
    }
}

/// In which capacity somebody acts on a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Party {
    /// The student whose plan it is.
    Student,
    /// A member of the family.
    Family,
    /// Somebody of the school, or of the employer.
    School,
}

/// Who typed or caused a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Author {
    /// A person.
    Person(PersonId),
    /// A run of a screening policy.
    Policy(RunId),
    /// An import from another system.
    Import(JobId),
}

/// How a student or relative said what somebody else then typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Said {
    /// In a conversation.
    Talk,
    /// By pointing at or choosing pictures.
    Picture,
    /// With a speech device.
    Device,
    /// Through an interpreter.
    Interpreter,
    /// Typed together with a supporter whom the student has named.
    Together,
}

/// What somebody said and somebody else typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RecordedFor {
    /// Whose words they are.
    pub said_by: PersonId,
    /// The capacity of the one who said it.
    pub party: Party,
    /// How it was said.
    pub how: Said,
}

/// Whose hand made a change: who typed, in which capacity, and for whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Hand {
    /// Who typed it.
    pub author: Author,
    /// The capacity in which they did.
    pub party: Party,
    /// Set where they typed what somebody else said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recorded_for: Option<RecordedFor>,
}

impl Hand {
    /// A person who speaks for themself.
    #[must_use]
    pub const fn of(person: PersonId, party: Party) -> Self {
        Self { author: Author::Person(person), party, recorded_for: None }
    }

    /// A person of the school or family who types what the student said.
    #[must_use]
    pub const fn recording(typist: PersonId, party: Party, student: PersonId, how: Said) -> Self {
        let recorded_for = Some(RecordedFor { said_by: student, party: Party::Student, how });
        Self { author: Author::Person(typist), party, recorded_for }
    }

    /// Whose voice it is: the one who said it where somebody else typed, else the typist. `None` for a policy or import.
    #[must_use]
    pub const fn speaker(&self) -> Option<PersonId> {
        match (self.recorded_for, self.author) {
            (Some(recorded), _) => Some(recorded.said_by),
            (None, Author::Person(person)) => Some(person),
            (None, Author::Policy(_) | Author::Import(_)) => None,
        }
    }

    /// The capacity of the one whose voice it is.
    #[must_use]
    pub const fn speaks_as(&self) -> Party {
        match self.recorded_for {
            Some(recorded) => recorded.party,
            None => self.party,
        }
    }
}

/// Where a text stands in the log: the change that brought it, and its place among that change's texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Place {
    /// The change.
    pub change: ChangeId,
    /// Counted from 0 in the order in which the change lists its texts.
    pub nth: u16,
}

/// A text in a plan: what it says, whose hand wrote it, when, and where in the log it first stood.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// What it says.
    pub text: Text,
    /// Who wrote it; the proposer's hand where it came in by an accepted proposal.
    pub by: Hand,
    /// When it was written.
    pub at: DateTime<Utc>,
    /// The change that brought it.
    pub place: Place,
}

impl Words {
    /// The characters, or `None` where a redaction took them.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        self.text.as_str()
    }
}

/// Whose words an entry brings, and when they were written.
#[derive(Debug, Clone, Copy)]
pub(super) struct Provenance {
    pub(super) by: Hand,
    pub(super) at: DateTime<Utc>,
}

#[cfg(test)]
mod tests {
    use super::{Language, Text, TextRefused};

    #[test]
    fn what_cannot_be_seen_is_not_something_written() {
        let check = |text: &str, is_taken: bool| {
            let found = Text::new(Language::english(), text).map(|_| ());
            assert_eq!(found, if is_taken { Ok(()) } else { Err(TextRefused::Empty) }, "{text:?}");
        };
        check("", false);
        check(" \n\u{a0}", false);
        check("\u{200b}\u{2060}\u{feff}", false);
        check("\u{202e}\u{2066}", false);
        check("\u{3164} \u{fe0f}", false);
        check("a\u{200d}b", true);
        check("\u{1f469}\u{200d}\u{1f373}", true);
    }
}
