//! What [`decide`](super::decide) answers: yes because, or no and why.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize, Serializer};

use super::facts::{CaseloadKind, ClassRole};
use crate::{ClassId, OrgId};

/// The answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decision {
    /// Yes.
    Allow {
        /// The relation that carries the right: what the access log keeps.
        because: Because,
        /// What of the learner may be shown with it.
        fields: Fields,
    },
    /// No.
    Deny {
        /// The reason, and by [`Why::may_know_of`] whether it may be told.
        why: Why,
    },
}

impl Decision {
    /// The reason of a yes.
    #[must_use]
    pub const fn allowed(&self) -> Option<Because> {
        match self {
            Self::Allow { because, .. } => Some(*because),
            Self::Deny { .. } => None,
        }
    }
}

/// Why somebody may. Kept with every view; the student and the family read it in words.
///
/// The order is that in which equal rights are claimed. One's own and one's family's come first: a teacher looks at their
/// own child as a parent. Work relations follow, then offices; broken glass is for whoever has nothing else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum Because {
    /// It is their own plan.
    TheStudent,
    /// They are family.
    Family {
        /// On which ground.
        standing: FamilyStanding,
    },
    /// The learner is on their caseload.
    Caseload {
        /// Which caseload.
        kind: CaseloadKind,
    },
    /// They work in a class of the learner's.
    Teaches {
        /// As what.
        role: ClassRole,
        /// The class.
        class: ClassId,
    },
    /// The student named them to decide with.
    Supporter,
    /// They keep the records, and have said what for where that is asked.
    RecordsOfficer {
        /// Of which organisation.
        organisation: OrgId,
    },
    /// They lead the school or the district.
    Leader {
        /// Which.
        organisation: OrgId,
    },
    /// They run the system.
    Administrator {
        /// Of which organisation.
        organisation: OrgId,
    },
    /// They broke the glass.
    BreakGlass {
        /// The instant at which it closes again.
        until: DateTime<Utc>,
    },
    /// They are staff: enough to ask for break glass, and for nothing else.
    Staff {
        /// Of which organisation.
        organisation: OrgId,
    },
}

impl Because {
    /// Whether whoever stands in this relation knows of the learner, so that a refusal may say so.
    #[must_use]
    pub const fn knows_of(&self) -> bool {
        match self {
            Self::TheStudent
            | Self::Family { .. }
            | Self::Caseload { .. }
            | Self::Teaches { .. }
            | Self::Supporter
            | Self::RecordsOfficer { .. }
            | Self::Leader { .. }
            | Self::Administrator { .. }
            | Self::BreakGlass { .. } => true,
            Self::Staff { .. } => false,
        }
    }
}

/// On which ground a family member stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FamilyStanding {
    /// The student is a minor.
    OfMinor,
    /// A court has made them guardian of the adult student.
    AsGuardian,
    /// The adult student consented.
    ByConsent,
    /// The adult student is their dependent for tax.
    OfDependent,
}

/// Why somebody may not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum Why {
    /// Nobody is signed in, or the sign-in is not complete.
    NobodySignedIn,
    /// The account has been closed.
    AccountDisabled,
    /// Nothing ties this person to the learner or place; also the answer about another tenant's.
    NotKnown,
    /// An order forbids this person the record.
    Restricted,
    /// An order forbids this person to reach the learner.
    NoContact,
    /// The rights in the record have passed to the student; the student may consent.
    RightsPassed {
        /// Since which day.
        on: NaiveDate,
    },
    /// They know of the learner or place, but what ties them to it does not reach so far.
    NotCarried {
        /// What ties them.
        by: Because,
    },
    /// A reason in words is asked first.
    StatePurpose {
        /// How long it must be.
        characters_min: u32,
    },
    /// They must prove once more who they are.
    SignInAgain {
        /// How long ago at most.
        minutes_max: u32,
    },
    /// They have broken the glass too often today.
    TooManyToday {
        /// How often at most.
        times_max: u32,
    },
    /// It concerns themselves or their own family: somebody else must do it.
    OwnFamily,
    /// The act is not one about this kind of subject: an error of the program, not of the person.
    WrongSubject,
}

impl Why {
    /// Whether the person may be told that there is something at all: then a page says 403 and why, else 404.
    #[must_use]
    pub const fn may_know_of(&self) -> bool {
        match self {
            Self::NobodySignedIn
            | Self::AccountDisabled
            | Self::NotKnown
            | Self::Restricted
            | Self::WrongSubject => false,
            Self::NotCarried { by } => by.knows_of(),
            Self::NoContact
            | Self::RightsPassed { .. }
            | Self::StatePurpose { .. }
            | Self::SignInAgain { .. }
            | Self::TooManyToday { .. }
            | Self::OwnFamily => true,
        }
    }
}

/// A kind of knowledge about a learner.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// Name, grade, school.
    Name,
    /// Why they are on a list: screening reasons, on-track standing.
    Standing,
    /// The text of the plan, but for the family's words.
    Plan,
    /// What is the family's: its entries, suggestions, agreements and different views.
    ///
    /// Words that the student or the school took over from a suggestion of the family's are not: they stand in an entry of
    /// somebody else, who chose to say them, and are seen with it (see [`crate::plan::Sight`]).
    FamilyWords,
    /// Progress, marks, attendance, deliveries.
    Records,
    /// Address, telephone, mail.
    Contact,
    /// Family rights, consents and court orders with their evidence.
    Custody,
    /// Who has looked at the plan.
    Views,
}

impl Field {
    /// Every kind, from the most to the least known.
    pub const ALL: [Self; 8] = [
        Self::Name,
        Self::Standing,
        Self::Plan,
        Self::FamilyWords,
        Self::Records,
        Self::Contact,
        Self::Custody,
        Self::Views,
    ];

    const fn bit(self) -> u8 {
        1 << self as u8
    }
}

/// A set of kinds of knowledge. What is not in it must not reach the page.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Fields(u8);

impl Fields {
    /// The set of these.
    #[must_use]
    pub const fn of(fields: &[Field]) -> Self {
        let (mut bits, mut index) = (0, 0);
        while index < fields.len() {
            bits |= fields[index].bit();
            index += 1;
        }
        Self(bits)
    }

    /// Whether `field` may be shown.
    #[must_use]
    pub const fn has(self, field: Field) -> bool {
        self.0 & field.bit() != 0
    }

    /// How many kinds are in the set.
    #[must_use]
    pub const fn count(self) -> u32 {
        self.0.count_ones()
    }

    /// The set without `field`.
    #[must_use]
    pub const fn without(self, field: Field) -> Self {
        Self(self.0 & !field.bit())
    }

    /// What is in the set, in the order of [`Field::ALL`].
    pub fn iter(self) -> impl Iterator<Item = Field> {
        Field::ALL.into_iter().filter(move |field| self.has(*field))
    }
}

impl std::fmt::Debug for Fields {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_set().entries(self.iter()).finish()
    }
}

impl Serialize for Fields {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter())
    }
}
