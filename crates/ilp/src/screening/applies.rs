//! The three answers of a rule, and how many of them make one.

use serde::{Deserialize, Serialize};

/// What a rule says of a learner.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Applies {
    /// It does not apply.
    No,
    /// The facts at hand do not say.
    CannotTell,
    /// It applies: by this rule the learner needs a plan.
    Yes,
}

impl Applies {
    pub(super) const fn known(applies: bool) -> Self {
        if applies { Self::Yes } else { Self::No }
    }
}

/// Of several things, how many it takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Quantifier {
    /// One is enough.
    Any,
    /// It takes every one.
    All,
}

impl Quantifier {
    pub(super) fn of(self, answers: impl IntoIterator<Item = Applies>) -> Applies {
        match self {
            Self::Any => any(answers),
            Self::All => all(answers),
        }
    }
}

/// Whether one applies at least. Of none: no.
///
/// # Source
/// Kleene, Introduction to Metamathematics (1952), section 64: the strong three-valued connectives.
#[must_use]
pub fn any(answers: impl IntoIterator<Item = Applies>) -> Applies {
    answers.into_iter().max().unwrap_or(Applies::No)
}

/// Whether each applies. Of none: no, because nobody needs a plan for nothing.
#[must_use]
pub fn all(answers: impl IntoIterator<Item = Applies>) -> Applies {
    answers.into_iter().min().unwrap_or(Applies::No)
}

/// Whether `count` of them apply or more: yes once so many do, no once too few could.
#[must_use]
pub fn at_least(count: usize, answers: impl IntoIterator<Item = Applies>) -> Applies {
    let (mut yes, mut open) = (0, 0);
    for answer in answers {
        match answer {
            Applies::Yes => yes += 1,
            Applies::CannotTell => open += 1,
            Applies::No => {}
        }
    }
    match () {
        () if count <= yes => Applies::Yes,
        () if count <= yes + open => Applies::CannotTell,
        () => Applies::No,
    }
}
