//! The dated rows by which people belong to places and to each other: posts, relations, stays in classes and schools.
//!
//! Every `until` is the first day on which the row no longer holds. A row that a roster brought is kept up by the next
//! import; what a person recorded is not touched by one.

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use ilp::access::{AdultBasis, CaseloadKind, OfficeKind, RestrictionKind, Rights, Tie};
use ilp::{ClassId, EnrolmentId, OrgId, PersonId, RelationId, TenantId};
use sea_orm::sea_query::{Expr, ExprTrait as _};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

use crate::entity::{enrolment, office, relation, schooling};
use crate::{StoreError, Tx, instant, permits, tenants};

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

/// A tie between a person and a learner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bond {
    /// Minted by the caller.
    pub id: RelationId,
    /// The learner.
    pub learner: PersonId,
    /// The other person.
    pub person: PersonId,
    /// What ties them. That somebody teaches a class is no row here: it follows from [`Stay`]s.
    pub tie: Tie,
    /// What people call it: `mother`, `counselor`.
    pub called: String,
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
    let row = |post| post_row(tenant, post);
    for part in posts.chunks(ROWS_MAX) {
        office::Entity::insert_many(part.iter().map(row)).exec_without_returning(tx.db()).await?;
    }
    Ok(())
}

/// Adds ties between people and learners. What a roster said of a family ends where a person now says what they are.
///
/// # Errors
/// [`StoreError::Refused`] for a class, which is two stays.
pub async fn add(tx: &Tx, tenant: TenantId, bonds: &[Bond]) -> Result<(), StoreError> {
    let rows: Vec<relation::ActiveModel> =
        bonds.iter().map(|bond| row(tenant, bond)).collect::<Result<_, _>>()?;
    for part in rows.chunks(ROWS_MAX) {
        relation::Entity::insert_many(part.to_vec()).exec_without_returning(tx.db()).await?;
    }
    end_hearsay(tx, tenant, bonds).await
}

/// Ends what rosters said of a family of which one of these says what somebody is.
async fn end_hearsay(tx: &Tx, tenant: TenantId, bonds: &[Bond]) -> Result<(), StoreError> {
    let mut zone = None;
    for bond in bonds {
        if !matches!(bond.tie, Tie::Family { .. }) {
            continue;
        }
        let day = match (bond.from, zone) {
            (Some(from), _) => from,
            (None, Some(zone)) => day_in(zone, bond.recorded_at),
            (None, None) => day_in(*zone.insert(tenants::zone(tx, tenant).await?), bond.recorded_at),
        };
        let is_rosters = relation::Column::Kind.eq("family").and(relation::Column::Source.ne(""));
        end(tx, tenant, (bond.learner, bond.person), is_rosters, day).await?;
    }
    Ok(())
}

fn day_in(zone: Tz, at: DateTime<Utc>) -> NaiveDate {
    at.with_timezone(&zone).date_naive()
}

/// A tie as the table holds it.
pub(crate) fn row(tenant: TenantId, bond: &Bond) -> Result<relation::ActiveModel, StoreError> {
    let none = Rights { see: false, take_part: false, sign: false };
    let (kind, rights, variant, detail, evidence) = match &bond.tie {
        Tie::Family { rights, evidence } => ("family", *rights, "", "", evidence.as_deref()),
        Tie::AdultConsent { basis } => ("consent", none, basis_code(*basis), "", None),
        Tie::Restriction { kind, court_reference } => {
            ("restriction", none, order_code(*kind), "", Some(court_reference.as_str()))
        }
        Tie::Caseload { kind } => ("caseload", none, caseload_code(*kind), "", None),
        Tie::Supporter { consent } => ("supporter", none, "", "", consent.as_deref()),
        Tie::BreakGlass { reason, .. } => ("break_glass", none, "", reason.as_str(), None),
        Tie::ClassTeacher { .. } => {
            return Err(StoreError::Refused("a class is two stays, and no row of its own".to_owned()));
        }
    };
    let began = match bond.tie {
        Tie::BreakGlass { since, .. } => Some(instant::kept(since)),
        _ => None,
    };
    let text = str::to_owned;
    Ok(relation::ActiveModel {
        tenant: Set(tenant.0),
        learner: Set(bond.learner.0),
        id: Set(bond.id.0),
        person: Set(bond.person.0),
        kind: Set(text(kind)),
        variant: Set(text(variant)),
        may_see: Set(rights.see),
        may_take_part: Set(rights.take_part),
        may_sign: Set(rights.sign),
        rank: Set(0),
        detail: Set(if detail.is_empty() { bond.called.clone() } else { text(detail) }),
        evidence: Set(evidence.map(text)),
        since: Set(bond.from),
        until: Set(bond.until),
        at: Set(began),
        recorded_by: Set(bond.recorded_by.map(|person| person.0)),
        recorded_at: Set(instant::kept(bond.recorded_at)),
        source: Set(String::new()),
    })
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

pub(crate) const fn caseload_code(kind: CaseloadKind) -> &'static str {
    match kind {
        CaseloadKind::CaseManager => "case_manager",
        CaseloadKind::Counselor => "counselor",
        CaseloadKind::Interventionist => "interventionist",
    }
}

/// Ends every tie by which this person is the learner's supporter, from this day on.
pub(crate) async fn end_supporter(
    tx: &Tx,
    tenant: TenantId,
    between: (PersonId, PersonId),
    until: NaiveDate,
) -> Result<(), StoreError> {
    end(tx, tenant, between, relation::Column::Kind.eq("supporter"), until).await
}

/// Ends those ties of this person to the learner that `which` means, from this day on.
async fn end(
    tx: &Tx,
    tenant: TenantId,
    (learner, person): (PersonId, PersonId),
    which: Expr,
    until: NaiveDate,
) -> Result<(), StoreError> {
    let open = relation::Column::Until.is_null().or(relation::Column::Until.gt(until));
    relation::Entity::update_many()
        .col_expr(relation::Column::Until, Expr::value(Some(until)))
        .filter(relation::Column::Tenant.eq(tenant.0))
        .filter(relation::Column::Learner.eq(learner.0))
        .filter(relation::Column::Person.eq(person.0))
        .filter(which)
        .filter(open)
        .exec(tx.db())
        .await?;
    Ok(())
}

/// Adds stays in classes.
pub async fn add_stays(tx: &Tx, tenant: TenantId, stays: &[Stay]) -> Result<(), StoreError> {
    let row = |stay| stay_row(tenant, stay);
    for part in stays.chunks(ROWS_MAX) {
        enrolment::Entity::insert_many(part.iter().map(row)).exec_without_returning(tx.db()).await?;
    }
    Ok(())
}

/// Adds times in grades and schools.
pub async fn add_schoolings(tx: &Tx, tenant: TenantId, schoolings: &[Schooling]) -> Result<(), StoreError> {
    let row = |one| schooling_row(tenant, one);
    for part in schoolings.chunks(ROWS_MAX) {
        schooling::Entity::insert_many(part.iter().map(row)).exec_without_returning(tx.db()).await?;
    }
    Ok(())
}

/// One as the table holds it.
pub(crate) fn post_row(tenant: TenantId, post: &Post) -> office::ActiveModel {
    office::ActiveModel {
        tenant: Set(tenant.0),
        person: Set(post.person.0),
        id: Set(post.id),
        kind: Set(permits::office_code(post.kind).to_owned()),
        organisation: Set(Some(post.organisation.0)),
        since: Set(Some(post.from)),
        until: Set(post.until),
        source: Set(String::new()),
    }
}

/// One as the table holds it.
pub(crate) fn stay_row(tenant: TenantId, stay: &Stay) -> enrolment::ActiveModel {
    enrolment::ActiveModel {
        tenant: Set(tenant.0),
        person: Set(stay.person.0),
        class: Set(stay.class.0),
        id: Set(stay.id.0),
        role: Set(stay.role.clone()),
        is_primary: Set(stay.is_primary),
        since: Set(stay.from),
        until: Set(stay.until),
        source: Set(String::new()),
    }
}

/// One as the table holds it.
pub(crate) fn schooling_row(tenant: TenantId, one: &Schooling) -> schooling::ActiveModel {
    schooling::ActiveModel {
        tenant: Set(tenant.0),
        learner: Set(one.learner.0),
        id: Set(one.id),
        organisation: Set(one.organisation.0),
        since: Set(Some(one.from)),
        grade: Set(one.grade.clone()),
        until: Set(one.until),
        source: Set(String::new()),
    }
}
