//! The dated rows by which people belong to places and to each other: posts, relations, stays in classes and schools.
//!
//! Every `until` is the first day on which the row no longer holds. A row that a roster brought is kept up by the next
//! import; what a person recorded is not touched by one.

use chrono::{DateTime, NaiveDate, Utc};
use ilp::access::{AdultBasis, CaseloadKind, OfficeKind, RestrictionKind, Rights};
use ilp::{ClassId, EnrolmentId, OrgId, PersonId, RelationId, TenantId};
use sea_orm::{ActiveValue::Set, EntityTrait};
use uuid::Uuid;

use crate::entity::{enrolment, office, relation, schooling};
use crate::{StoreError, Tx, instant, permits};

/// Rows in one statement, as in `access_log`.
const ROWS_MAX: usize = 64;

/// A post of a person at an organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Post {
    /// Minted by the caller.
    pub id: Uuid,
    /// Who holds it.
    pub person: PersonId,
    /// What it is.
    pub kind: OfficeKind,
    /// Where.
    pub organisation: OrgId,
    /// First day.
    pub from: NaiveDate,
    /// First day on which it is over.
    pub until: Option<NaiveDate>,
}

/// What ties a person to a learner. That somebody teaches a class is not here: it follows from [`Stay`]s.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// Family, with these rights and the evidence for them.
    Family(Rights, String),
    /// On this ground a parent keeps sight of an adult student's plan.
    AdultConsent(AdultBasis),
    /// A court order: what it forbids, and the court's reference.
    Restriction(RestrictionKind, String),
    /// On this caseload.
    Caseload(CaseloadKind),
    /// Named by the student to decide with; where the written consent is kept, if there is one.
    Supporter(Option<String>),
    /// Let in for an hour from the recording on, for this reason.
    BreakGlass(String),
}

/// A tie between a person and a learner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tie {
    /// Minted by the caller.
    pub id: RelationId,
    /// The learner.
    pub learner: PersonId,
    /// The other person.
    pub person: PersonId,
    /// What it is.
    pub kind: Kind,
    /// First day.
    pub from: Option<NaiveDate>,
    /// First day on which it is over.
    pub until: Option<NaiveDate>,
    /// Who recorded it.
    pub recorded_by: Option<PersonId>,
    /// When.
    pub recorded_at: DateTime<Utc>,
}

/// A stay of a person in a class.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stay {
    /// Minted by the caller.
    pub id: EnrolmentId,
    /// Who.
    pub person: PersonId,
    /// Where.
    pub class: ClassId,
    /// As what: `student`, `teacher`, `aide` …, as a roster says.
    pub role: String,
    /// Whether it is the teacher of record.
    pub is_primary: bool,
    /// First day.
    pub from: Option<NaiveDate>,
    /// First day on which it is over.
    pub until: Option<NaiveDate>,
}

/// A learner's time in one grade of one school.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Schooling {
    /// Minted by the caller.
    pub id: Uuid,
    /// Who.
    pub learner: PersonId,
    /// Where.
    pub organisation: OrgId,
    /// The grade by its code: `KG`, `01` to `12`.
    pub grade: String,
    /// First day.
    pub from: NaiveDate,
    /// First day on which it is over.
    pub until: Option<NaiveDate>,
}

/// Adds posts.
pub async fn add_posts(tx: &Tx, tenant: TenantId, posts: &[Post]) -> Result<(), StoreError> {
    let row = |post: &Post| office::ActiveModel {
        tenant: Set(tenant.0),
        person: Set(post.person.0),
        id: Set(post.id),
        kind: Set(permits::office_code(post.kind).to_owned()),
        organisation: Set(Some(post.organisation.0)),
        since: Set(Some(post.from)),
        until: Set(post.until),
        source: Set(String::new()),
    };
    for part in posts.chunks(ROWS_MAX) {
        office::Entity::insert_many(part.iter().map(row)).exec_without_returning(tx.db()).await?;
    }
    Ok(())
}

/// Adds ties between people and learners.
pub async fn add(tx: &Tx, tenant: TenantId, ties: &[Tie]) -> Result<(), StoreError> {
    for part in ties.chunks(ROWS_MAX) {
        let rows = part.iter().map(|tie| row(tenant, tie));
        relation::Entity::insert_many(rows).exec_without_returning(tx.db()).await?;
    }
    Ok(())
}

fn row(tenant: TenantId, tie: &Tie) -> relation::ActiveModel {
    let none = Rights { see: false, take_part: false, sign: false };
    let text = str::to_owned;
    let (kind, rights, variant, detail, evidence) = match &tie.kind {
        Kind::Family(rights, evidence) => ("family", *rights, "", "", Some(evidence)),
        Kind::AdultConsent(basis) => ("consent", none, basis_code(*basis), "", None),
        Kind::Restriction(kind, reference) => ("restriction", none, order_code(*kind), "", Some(reference)),
        Kind::Caseload(kind) => ("caseload", none, caseload_code(*kind), "", None),
        Kind::Supporter(consent) => ("supporter", none, "", "", consent.as_ref()),
        Kind::BreakGlass(reason) => ("break_glass", none, "", reason.as_str(), None),
    };
    relation::ActiveModel {
        tenant: Set(tenant.0),
        learner: Set(tie.learner.0),
        id: Set(tie.id.0),
        person: Set(tie.person.0),
        kind: Set(text(kind)),
        variant: Set(text(variant)),
        may_see: Set(rights.see),
        may_take_part: Set(rights.take_part),
        may_sign: Set(rights.sign),
        rank: Set(0),
        detail: Set(text(detail)),
        evidence: Set(evidence.cloned()),
        since: Set(tie.from),
        until: Set(tie.until),
        at: Set(Some(instant::kept(tie.recorded_at))),
        recorded_by: Set(tie.recorded_by.map(|person| person.0)),
        recorded_at: Set(instant::kept(tie.recorded_at)),
        source: Set(String::new()),
    }
}

const fn basis_code(basis: AdultBasis) -> &'static str {
    match basis {
        AdultBasis::Consent => "consent",
        AdultBasis::Guardianship => "guardianship",
        AdultBasis::Dependent => "dependent",
    }
}

const fn order_code(kind: RestrictionKind) -> &'static str {
    match kind {
        RestrictionKind::NoRecords => "no_records",
        RestrictionKind::NoContact => "no_contact",
    }
}

const fn caseload_code(kind: CaseloadKind) -> &'static str {
    match kind {
        CaseloadKind::CaseManager => "case_manager",
        CaseloadKind::Counselor => "counselor",
        CaseloadKind::Interventionist => "interventionist",
    }
}

/// Adds stays in classes.
pub async fn add_stays(tx: &Tx, tenant: TenantId, stays: &[Stay]) -> Result<(), StoreError> {
    let row = |stay: &Stay| enrolment::ActiveModel {
        tenant: Set(tenant.0),
        person: Set(stay.person.0),
        class: Set(stay.class.0),
        id: Set(stay.id.0),
        role: Set(stay.role.clone()),
        is_primary: Set(stay.is_primary),
        since: Set(stay.from),
        until: Set(stay.until),
        source: Set(String::new()),
    };
    for part in stays.chunks(ROWS_MAX) {
        enrolment::Entity::insert_many(part.iter().map(row)).exec_without_returning(tx.db()).await?;
    }
    Ok(())
}

/// Adds times in grades and schools.
pub async fn add_schoolings(tx: &Tx, tenant: TenantId, schoolings: &[Schooling]) -> Result<(), StoreError> {
    let row = |one: &Schooling| schooling::ActiveModel {
        tenant: Set(tenant.0),
        learner: Set(one.learner.0),
        id: Set(one.id),
        organisation: Set(one.organisation.0),
        since: Set(Some(one.from)),
        grade: Set(one.grade.clone()),
        until: Set(one.until),
        source: Set(String::new()),
    };
    for part in schoolings.chunks(ROWS_MAX) {
        schooling::Entity::insert_many(part.iter().map(row)).exec_without_returning(tx.db()).await?;
    }
    Ok(())
}
