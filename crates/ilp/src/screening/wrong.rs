//! What is wrong with a policy's settings, where, and what to do about it.

/// A setting that no run could make sense of.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("at {}: {problem}", if pointer.is_empty() { "the top" } else { pointer })]
pub struct Wrong {
    /// Where, as a JSON pointer into the settings or the policy.
    pub pointer: String,
    /// What, and what to do.
    pub problem: Problem,
}

impl Wrong {
    pub(super) fn at(pointer: impl Into<String>, problem: Problem) -> Self {
        Self { pointer: pointer.into(), problem }
    }

    /// The same, seen from further up.
    pub(super) fn below(self, place: &str) -> Self {
        Self { pointer: format!("{place}{}", self.pointer), problem: self.problem }
    }
}

/// Everything that can be wrong with a policy that can be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// A list or a text that must hold something.
    #[error("is empty; name at least one {0}")]
    Empty(&'static str),
    /// More rules are asked for than there are, or none.
    #[error("asks for {count} of {rules} rules; ask for a number from 1 to {rules}")]
    Count {
        /// How many are asked for.
        count: usize,
        /// How many there are.
        rules: usize,
    },
    /// A word that is no grade.
    #[error("{0:?} is no grade; write KG, a number from 1 to 13, or PK, TK, PS, UG")]
    NoGrade(String),
    /// A number outside its bounds.
    #[error("is {found}; write a number from {min} to {max}")]
    OutOfRange {
        /// What is written.
        found: i64,
        /// The least there can be.
        min: i64,
        /// The most.
        max: i64,
    },
    /// A content area that the rule does not look at.
    #[error("is for {0:?}, which is none of the content areas; name one of them, or add it there")]
    NoSuchArea(String),
    /// A table of cut scores with a hole.
    #[error(
        "has no cut score for {area:?} in grade {grade}; add the line, or say in `tested_in` in which grades the test is given"
    )]
    NoCut {
        /// The content area.
        area: String,
        /// The grade as it is written.
        grade: String,
    },
    /// A table of expected credits with a hole.
    #[error("has no row for grade {grade}, term {term}; add it")]
    NothingExpected {
        /// The grade as it is written.
        grade: String,
        /// The term.
        term: u8,
    },
    /// Less is expected later than earlier.
    #[error("expects fewer credits than an earlier term; credits only add up, so correct one of the two")]
    FewerExpectedLater,
    /// The same twice.
    #[error("has {0:?} twice; keep one of the two")]
    Twice(String),
    /// A rule without something to compare with.
    #[error("lies before the day on which the policy begins to hold; correct one of the two days")]
    EndsBeforeItBegins,
    /// Groups of rules in groups, without an end.
    #[error("holds groups in groups more than {0} deep; make it flatter")]
    TooDeep(usize),
}
