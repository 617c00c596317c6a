//! What [`decide`](super::decide) is told: who asks, about whom, what ties the two, and when.
//!
//! All rows are dated: `from` is the first day on which a row holds (`None`: always has), `until` the first day on which
//! it no longer does (`None`: no end known). A store loads an [`Actor`] once a request and the [`Learner`]s with a query
//! per kind of row. It need not leave out rows that have ended: they change nothing.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::{ClassId, OrgId, PersonId, TenantId};

/// Whether a row with these dates holds today.
#[must_use]
pub fn in_force(from: Option<NaiveDate>, until: Option<NaiveDate>, today: NaiveDate) -> bool {
    from.is_none_or(|from| from <= today) && until.is_none_or(|until| today < until)
}

/// When somebody asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Moment {
    /// The date on the wall of the learner's school: rights pass and rows end at its midnight.
    pub today: NaiveDate,
    /// The instant, for what is counted in minutes.
    pub at: DateTime<Utc>,
}

/// Who asks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Actor {
    /// The tenant in which this person is signed in.
    pub tenant: TenantId,
    /// `None`: nobody is signed in, or the sign-in is not complete.
    #[serde(default)]
    pub person: Option<PersonId>,
    /// The account has been closed.
    #[serde(default)]
    pub disabled: bool,
    /// The posts this person holds or held.
    #[serde(default)]
    pub offices: Vec<Office>,
    /// When this person last proved who they are, by password, passkey or the district's sign-in.
    #[serde(default)]
    pub signed_in_at: Option<DateTime<Utc>>,
    /// What they say they need this for, in their own words: asked of whoever acts without a relation to the learner.
    #[serde(default)]
    pub purpose: Option<String>,
    /// How often they have broken the glass today, this time not counted.
    #[serde(default)]
    pub break_glass_today: u32,
}

/// A post in a school or district. By itself it shows nobody's plan, but for the records officer's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Office {
    /// What the post is.
    pub kind: OfficeKind,
    /// Where: it reaches this organisation and all below it.
    pub organisation: OrgId,
    /// First day.
    #[serde(default)]
    pub from: Option<NaiveDate>,
    /// First day on which it is over.
    #[serde(default)]
    pub until: Option<NaiveDate>,
}

/// The posts that matter here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OfficeKind {
    /// Teaches classes.
    Teacher,
    /// Advises students.
    Counselor,
    /// Manages IEPs and the like.
    CaseManager,
    /// Delivers interventions.
    Interventionist,
    /// Principal or district leader.
    Leader,
    /// Keeps the records and rules on rights in them: the privacy or records officer.
    PrivacyOfficer,
    /// Runs the system.
    Administrator,
    /// Any other member of staff: nurse, librarian, office.
    Other,
}

/// What the act is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum About {
    /// One learner.
    Learner(Learner),
    /// A school, a district, the whole system.
    District(District),
}

impl About {
    /// The tenant to which it belongs.
    #[must_use]
    pub const fn tenant(&self) -> TenantId {
        match self {
            Self::Learner(learner) => learner.tenant,
            Self::District(district) => district.tenant,
        }
    }
}

/// A school or district as the subject of an act.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct District {
    /// The tenant.
    pub tenant: TenantId,
    /// Which part of it; for the whole system, the organisation at the top.
    pub place: Place,
}

/// An organisation and all above it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Place {
    /// The organisation.
    pub organisation: OrgId,
    /// The organisations of which it is a part, at whatever distance.
    #[serde(default)]
    pub within: Vec<OrgId>,
}

impl Place {
    /// Whether an office at `organisation` reaches this place.
    #[must_use]
    pub fn is_within(&self, organisation: OrgId) -> bool {
        self.organisation == organisation || self.within.contains(&organisation)
    }
}

/// One learner, and all that ties the person who asks to them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Learner {
    /// The tenant whose record this is.
    pub tenant: TenantId,
    /// The learner.
    pub person: PersonId,
    /// Where the learner goes and went to school.
    #[serde(default)]
    pub schoolings: Vec<Schooling>,
    /// `None`: not known; such a learner counts as a minor and is listed for the officer.
    #[serde(default)]
    pub birth_date: Option<NaiveDate>,
    /// The age in years at which rights pass to the student: 18 in the United States, whatever the state's age of
    /// majority (34 CFR 99.3).
    #[serde(default = "eighteen")]
    pub age_of_majority: u8,
    /// Since when a court or the law treats a minor as an adult.
    #[serde(default)]
    pub emancipated_from: Option<NaiveDate>,
    /// Since when the student attends a postsecondary institution *and this record is that institution's*. A high school's
    /// record of a dually enrolled minor stays with the parents.
    #[serde(default)]
    pub eligible_by_enrolment_from: Option<NaiveDate>,
    /// The rows between the person who asks and this learner, in any order.
    #[serde(default)]
    pub relations: Vec<Relation>,
}

const fn eighteen() -> u8 {
    18
}

impl Learner {
    /// The day on which the rights in the record pass to the student; `None` where that is not known.
    #[must_use]
    pub fn rights_pass_on(&self) -> Option<NaiveDate> {
        let by_age = self.birth_date.map(|born| birthday(born, self.age_of_majority));
        [by_age, self.emancipated_from, self.eligible_by_enrolment_from].into_iter().flatten().min()
    }

    /// Whether an order that holds on this day forbids whoever asks to reach the student.
    #[must_use]
    pub fn is_kept_apart(&self, today: NaiveDate) -> bool {
        super::hats::is_restricted(self, RestrictionKind::NoContact, today)
    }
}

/// The day on which somebody born on `born` turns `years`. Who was born on 29 February turns it on 1 March of a
/// common year, when all the years are over.
fn birthday(born: NaiveDate, years: u8) -> NaiveDate {
    use chrono::Datelike;
    let year = born.year() + i32::from(years);
    born.with_year(year).or_else(|| NaiveDate::from_ymd_opt(year, 3, 1)).unwrap_or(NaiveDate::MAX)
}

/// A stay in a school.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Schooling {
    /// The school and all above it.
    pub place: Place,
    /// First day.
    #[serde(default)]
    pub from: Option<NaiveDate>,
    /// First day on which it is over.
    #[serde(default)]
    pub until: Option<NaiveDate>,
}

/// One dated row between the person who asks and the learner. That somebody *is* the learner needs no row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Relation {
    /// What it is.
    pub tie: Tie,
    /// First day. For a class, the later of the teacher's and the student's.
    #[serde(default)]
    pub from: Option<NaiveDate>,
    /// First day on which it is over. For a class, the earlier of the teacher's and the student's.
    #[serde(default)]
    pub until: Option<NaiveDate>,
}

/// How two people are tied.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Tie {
    /// Parent, guardian, or whoever acts as a parent (34 CFR 99.3).
    Family {
        /// What this row gives.
        rights: Rights,
        /// What shows it: a roster row, a form, a court paper.
        #[serde(default)]
        evidence: Option<String>,
    },
    /// A parent or guardian keeps sight of an adult student's record. It adds to a family row and gives nothing without.
    AdultConsent {
        /// On which ground.
        basis: AdultBasis,
    },
    /// A court order, statute or binding document against this person (34 CFR 99.4). Beats everything else.
    Restriction {
        /// What it forbids.
        kind: RestrictionKind,
        /// The paper: court, number, date.
        court_reference: String,
    },
    /// Works in a class in which the learner is.
    ClassTeacher {
        /// The class.
        class: ClassId,
        /// As what.
        role: ClassRole,
    },
    /// Has the learner on their caseload.
    Caseload {
        /// As what.
        kind: CaseloadKind,
    },
    /// Named by the student to decide with.
    Supporter {
        /// Where the written consent is kept (34 CFR 99.30), the family's while the student is a minor. Without it a minor's
        /// supporter sees nothing; an adult student's naming is the consent.
        #[serde(default)]
        consent: Option<String>,
    },
    /// Was let in without a relation, for an hour.
    BreakGlass {
        /// Why, in the person's own words.
        reason: String,
        /// When it began.
        since: DateTime<Utc>,
    },
}

/// What a family row gives. `take_part` and `sign` count only with `see`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rights {
    /// Read the record, take it home, and disagree with it.
    pub see: bool,
    /// Write the family's words, suggest, answer, converse.
    pub take_part: bool,
    /// Sign for the family.
    pub sign: bool,
}

impl Rights {
    /// All of them: what a parent of a minor has where nothing else is recorded.
    pub const ALL: Self = Self { see: true, take_part: true, sign: true };
}

/// On which ground a parent sees an adult student's record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AdultBasis {
    /// The student agreed in writing (34 CFR 99.30): to see and to take part, not to sign.
    Consent,
    /// A court has made this person the adult's guardian: as the parent of a minor.
    Guardianship,
    /// The student is a dependent for tax (34 CFR 99.31(a)(8)): to see, nothing more.
    Dependent,
}

/// What a court order forbids.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RestrictionKind {
    /// To see or touch anything about the learner.
    NoRecords,
    /// To reach the learner. It does not by itself take away the right to read (34 CFR 99.4), but where the learner lives is
    /// not shown.
    NoContact,
}

/// As what somebody works in a class.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClassRole {
    /// The teacher of record.
    Teacher,
    /// Teaches with them, with the same rights.
    CoTeacher,
    /// Stands in, with the same rights in the dates of the row.
    Substitute,
    /// Helps: reads and observes, but does not change what the school has undertaken.
    Aide,
    /// Supervises: sees the list of the class.
    Proctor,
}

/// Whose caseload.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CaseloadKind {
    /// The case manager's.
    CaseManager,
    /// The counselor's.
    Counselor,
    /// The interventionist's.
    Interventionist,
}
