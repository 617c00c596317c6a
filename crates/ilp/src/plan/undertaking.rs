//! What people undertake: steps with an owner and a date, interventions from the catalogue, supports.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Owner, goal::none};
use crate::{ItemId, PersonId};

/// One thing that one person will do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step<T> {
    /// Who does it; the step is theirs.
    pub doer: Owner,
    /// What will be done.
    pub what: T,
    /// By when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<NaiveDate>,
    /// The goals it serves.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub serves: Vec<ItemId>,
}

impl<T> Step<T> {
    pub(super) fn map<U>(self, f: &mut dyn FnMut(T) -> U) -> Step<U> {
        Step { doer: self.doer, what: f(self.what), due: self.due, serves: self.serves }
    }
}

/// How much of an intervention the student is to get.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dosage {
    /// Minutes a session.
    pub minutes: u16,
    /// Sessions a week.
    pub times_a_week: u8,
    /// Students in the group.
    pub group_size: u8,
}

/// Research-based help chosen from the catalogue, with a name, a dose and dates.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Intervention<T> {
    /// Its key in the catalogue.
    pub catalogue: String,
    /// Why this one for this student.
    pub reason: T,
    /// Who delivers it.
    pub provider: PersonId,
    /// The dose.
    pub dosage: Dosage,
    /// First day.
    pub starts: NaiveDate,
    /// Last day.
    pub ends: NaiveDate,
    /// The goals and needs it serves.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub serves: Vec<ItemId>,
    /// What the student will miss for it.
    #[serde(default = "none", skip_serializing_if = "Option::is_none")]
    pub misses: Option<T>,
}

impl<T> Intervention<T> {
    pub(super) fn map<U>(self, f: &mut dyn FnMut(T) -> U) -> Intervention<U> {
        Intervention {
            catalogue: self.catalogue,
            reason: f(self.reason),
            provider: self.provider,
            dosage: self.dosage,
            starts: self.starts,
            ends: self.ends,
            serves: self.serves,
            misses: self.misses.map(f),
        }
    }
}

/// A support or accommodation the school provides.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Support<T> {
    /// What it is.
    pub what: T,
    /// When and where.
    pub when: T,
    /// Why, or the paragraph that requires it.
    pub reason: T,
    /// Who makes sure of it.
    pub ensured_by: PersonId,
}

impl<T> Support<T> {
    pub(super) fn map<U>(self, f: &mut dyn FnMut(T) -> U) -> Support<U> {
        let (what, when, reason) = (f(self.what), f(self.when), f(self.reason));
        Support { what, when, reason, ensured_by: self.ensured_by }
    }
}
