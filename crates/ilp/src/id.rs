//! The names by which things know each other: one newtype a noun over a UUID, so that a class is never taken for a course.
//!
//! Ids are UUIDv7 and minted outside this crate, from a clock and randomness that are the program's.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl $name {
            /// The id whose last bits are `n`: for the sample people, whose ids must be the same everywhere.
            #[must_use]
            pub const fn numbered(n: u128) -> Self {
                Self(Uuid::from_u128(n))
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, uuid::Error> {
                Uuid::parse_str(text).map(Self)
            }
        }
    )+};
}

ids! {
    /// A district, school or company: every key begins with it.
    TenantId,
    /// A human: student, family member or member of staff, often several of these.
    PersonId,
    /// A school, district, department or whatever a roster calls an organisation.
    OrgId,
    /// A school year, semester, term or grading period.
    TermId,
    /// A course in the catalogue.
    CourseId,
    /// A class: a course that is taught to these students by these teachers.
    ClassId,
    /// One stay of one person in one class.
    EnrolmentId,
    /// A dated row that ties a person to a learner: family link, caseload, restriction.
    RelationId,
    /// A piece of a plan: a goal, a strength, a step.
    ItemId,
    /// One entry of a learner's log.
    ChangeId,
    /// A suggestion that somebody else must answer.
    ProposalId,
    /// One opening of a plan type, from its start to its closing.
    OpeningId,
    /// A note "I see this differently".
    DissentId,
    /// A conversation on a plan or an item.
    ConversationId,
    /// A run of a screening policy.
    RunId,
    /// A job of the program: an import, a backup, a nightly recount.
    JobId,
}
