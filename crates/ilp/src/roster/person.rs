//! The people of a roster and what they are.

use chrono::NaiveDate;

use super::vocabulary::vocabulary;
use super::{Grade, SourceId};

/// A human: student, family member or member of staff, often several of these.
///
/// Personal throughout: names, user name, e-mail, phone, pronouns, identifier and birth date. The birth date is the one
/// fact taken from demographics, because rights pass to the student at the age of majority. Never a password.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Their id in the source.
    pub source: SourceId,
    /// The name by which they sign in at the source.
    pub username: String,
    /// Official given name.
    pub given: String,
    /// Official middle names, separated by spaces.
    pub middle: Option<String>,
    /// Official family name.
    pub family: String,
    /// The given name they want to be called by.
    pub preferred_given: Option<String>,
    /// The middle names they want to be called by.
    pub preferred_middle: Option<String>,
    /// The family name they want to be called by.
    pub preferred_family: Option<String>,
    /// How they want to be spoken of, in their own words.
    pub pronouns: Option<String>,
    /// A number people know them by, such as the student number.
    pub identifier: Option<String>,
    /// As the source writes it; not checked, so not every one can receive mail.
    pub email: Option<String>,
    /// As the source writes it.
    pub phone: Option<String>,
    /// The grades they are in; empty for adults.
    pub grades: Vec<Grade>,
    /// Whether the source lets them sign in. Somebody who is not enabled is still a person with a plan.
    pub enabled: bool,
    /// The organisation they chiefly belong to.
    pub primary_organisation: Option<SourceId>,
    /// `None` where the source does not say: such a person is treated as a minor.
    pub birth_date: Option<NaiveDate>,
}

vocabulary! {
    /// What somebody is at an organisation, in the words of the source. What it allows is decided elsewhere.
    RoleKind {
        /// An administrator of an unstated kind. Older files know no other, so it says neither "leads" nor "runs the system".
        Administrator = "administrator",
        /// Helps a teacher or a learner.
        Aide = "aide",
        /// Counsels learners.
        Counselor = "counselor",
        /// Administers a district.
        DistrictAdministrator = "districtAdministrator",
        /// Legally responsible for a learner.
        Guardian = "guardian",
        /// Mother or father; says nothing about custody.
        Parent = "parent",
        /// Leads a school.
        Principal = "principal",
        /// Watches over tests.
        Proctor = "proctor",
        /// Another member of the family.
        Relative = "relative",
        /// Administers a school.
        SiteAdministrator = "siteAdministrator",
        /// Learns.
        Student = "student",
        /// Runs the systems.
        SystemAdministrator = "systemAdministrator",
        /// Teaches.
        Teacher = "teacher",
    }
}

/// That somebody is something at an organisation, from a day to a day. Personal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Role {
    /// Who.
    pub person: SourceId,
    /// Where.
    pub organisation: SourceId,
    /// What.
    pub role: RoleKind,
    /// Whether it is what they chiefly are there.
    pub primary: bool,
    /// The first day; `None`: always has been.
    pub begins: Option<NaiveDate>,
    /// The day AFTER the last day; `None`: open.
    pub ends: Option<NaiveDate>,
}
