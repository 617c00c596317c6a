//! The rows of the sample: what a database holds about places, people and how they belong together.
//!
//! Days are as in `access`: `from` is the first day, `until` the first day on which it is over.

use chrono::{DateTime, NaiveDate, Utc};

use crate::access::{Act, CaseloadKind, OfficeKind, RestrictionKind, Rights, Tie};
use crate::plan::{Entry, Language, Proposal, Text};
use crate::roster::{EnrolmentRole, Grade, OrganisationKind, TermKind};
use crate::{
    ClassId, ConversationId, CourseId, EnrolmentId, ItemId, OrgId, PersonId, RelationId, TenantId, TermId,
};

/// The district as a tenant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tenant {
    /// Its id.
    pub id: TenantId,
    /// Its name.
    pub name: &'static str,
    /// The host name by which it is chosen.
    pub host: &'static str,
}

/// A district or school.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Organisation {
    /// Its id.
    pub id: OrgId,
    /// What it is.
    pub kind: OrganisationKind,
    /// Its name.
    pub name: &'static str,
    /// What runs it.
    pub parent: Option<OrgId>,
    /// The time zone in which its days begin.
    pub time_zone: &'static str,
}

/// A school year or a half of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// Its id.
    pub id: TermId,
    /// What part of the year it is.
    pub kind: TermKind,
    /// Its name.
    pub name: &'static str,
    /// First day.
    pub from: NaiveDate,
    /// First day on which it is over.
    pub until: NaiveDate,
    /// The school year it is a part of.
    pub parent: Option<TermId>,
    /// The year in which the school year ends.
    pub school_year: u16,
}

/// A course of the catalogue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Course {
    /// Its id.
    pub id: CourseId,
    /// The school or district whose catalogue has it.
    pub organisation: OrgId,
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// The subject.
    pub subject: &'static str,
    /// The grades it is for.
    pub grades: Vec<Grade>,
}

/// A course that is taught to a group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Class {
    /// Its id.
    pub id: ClassId,
    /// What is taught.
    pub course: CourseId,
    /// Where.
    pub organisation: OrgId,
    /// When.
    pub term: TermId,
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
}

/// A human. Whoever has no `login` does not sign in: their words are recorded by others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Their id.
    pub id: PersonId,
    /// Official given name.
    pub given: String,
    /// Official family name.
    pub family: String,
    /// The given name they want to be called by, where it is another.
    pub preferred_given: Option<String>,
    /// How they want to be spoken of, where they have said so.
    pub pronouns: Option<String>,
    /// Known for every learner here, and for no adult but those who are learners.
    pub birth_date: Option<NaiveDate>,
    /// The language they read best; for a student, the language spoken at home.
    pub language: Language,
    /// The name by which they sign in.
    pub login: Option<String>,
}

/// A post that a person holds at an organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Office {
    /// Who.
    pub person: PersonId,
    /// What.
    pub kind: OfficeKind,
    /// Where.
    pub organisation: OrgId,
    /// First day.
    pub from: Option<NaiveDate>,
    /// First day on which it is over.
    pub until: Option<NaiveDate>,
}

/// What ties a person to a learner; never a class, which is two enrolments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relation {
    /// Its id.
    pub id: RelationId,
    /// The learner.
    pub learner: PersonId,
    /// The other person.
    pub person: PersonId,
    /// How, as access decides by it.
    pub tie: Tie,
    /// What people call it: `mother`, `grandmother`, `counselor`.
    pub detail: &'static str,
    /// First day.
    pub from: Option<NaiveDate>,
    /// First day on which it is over.
    pub until: Option<NaiveDate>,
}

impl Relation {
    /// The kind as a table's column names it.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self.tie {
            Tie::Family { .. } => "family",
            Tie::AdultConsent { .. } => "consent",
            Tie::Restriction { .. } => "restriction",
            Tie::ClassTeacher { .. } => "class",
            Tie::Caseload { .. } => "caseload",
            Tie::Supporter { .. } => "supporter",
            Tie::BreakGlass { .. } => "break_glass",
        }
    }

    /// What a family row gives; every other kind gives nothing by this column.
    #[must_use]
    pub const fn rights(&self) -> Rights {
        match self.tie {
            Tie::Family { rights, .. } => rights,
            _ => Rights { see: false, take_part: false, sign: false },
        }
    }

    /// Whose caseload, where it is one.
    #[must_use]
    pub const fn caseload(&self) -> Option<CaseloadKind> {
        match self.tie {
            Tie::Caseload { kind } => Some(kind),
            _ => None,
        }
    }

    /// What a court order forbids, where it is one.
    #[must_use]
    pub const fn restriction(&self) -> Option<RestrictionKind> {
        match self.tie {
            Tie::Restriction { kind, .. } => Some(kind),
            _ => None,
        }
    }

    /// The paper on which it rests, where there is one.
    #[must_use]
    pub fn evidence(&self) -> Option<&str> {
        match &self.tie {
            Tie::Family { evidence, .. } => evidence.as_deref(),
            Tie::Restriction { court_reference, .. } => Some(court_reference),
            Tie::Supporter { consent } => consent.as_deref(),
            _ => None,
        }
    }
}

/// One stay of one person in one class.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Enrolment {
    /// Its id.
    pub id: EnrolmentId,
    /// The class.
    pub class: ClassId,
    /// Who.
    pub person: PersonId,
    /// As what.
    pub role: EnrolmentRole,
    /// First day.
    pub from: Option<NaiveDate>,
    /// First day on which it is over.
    pub until: Option<NaiveDate>,
}

/// A learner's time in one grade of one school.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Schooling {
    /// Who.
    pub learner: PersonId,
    /// Where.
    pub organisation: OrgId,
    /// In which grade.
    pub grade: Grade,
    /// First day.
    pub from: Option<NaiveDate>,
    /// First day on which it is over.
    pub until: Option<NaiveDate>,
}

/// A learner's plan as it is stored: the log of what was accepted, and every suggestion with its answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LearnerPlan {
    /// Whose.
    pub learner: PersonId,
    /// In the order of acceptance; folds with [`crate::plan::replay`].
    pub log: Vec<Entry>,
    /// In the order in which they were made.
    pub proposals: Vec<Proposal>,
}

/// One message of a conversation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// Who wrote it.
    pub by: PersonId,
    /// When.
    pub at: DateTime<Utc>,
    /// What it says.
    pub text: Text,
}

/// A conversation on a plan; whoever wrote the first message opened it, and closed it with the last where it is closed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Talk {
    /// Its id.
    pub id: ConversationId,
    /// On whose plan.
    pub learner: PersonId,
    /// The item that it is about; `None` for the plan as a whole.
    pub item: Option<ItemId>,
    /// What it is about.
    pub subject: String,
    /// In the order in which they were written.
    pub messages: Vec<Message>,
    /// Whether it is closed.
    pub is_closed: bool,
}

/// A talk that a member of staff has noted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotedTalk {
    /// About whom.
    pub learner: PersonId,
    /// Who noted it.
    pub by: PersonId,
    /// The student or a relative; `None` for somebody else.
    pub with: Option<PersonId>,
    /// Who somebody else was.
    pub somebody: String,
    /// `talk`, `phone`, `video`, `letter`, `message` or `visit`.
    pub way: &'static str,
    /// On which day it was held.
    pub held_on: NaiveDate,
    /// When it was noted.
    pub at: DateTime<Utc>,
    /// What was said.
    pub text: Text,
}

/// A look at a learner's plan, or the try at one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Look {
    /// At whose.
    pub learner: PersonId,
    /// Who looked.
    pub by: PersonId,
    /// What they looked at.
    pub act: Act,
    /// When.
    pub at: DateTime<Utc>,
    /// What they said that they need it for, where somebody without a tie to the learner has to say so.
    pub purpose: Option<&'static str>,
}
