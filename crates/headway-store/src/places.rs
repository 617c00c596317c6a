//! Organisations, terms, courses and classes.

use chrono::NaiveDate;
use ilp::{ClassId, CourseId, OrgId, TenantId, TermId};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};

use crate::entity::{class, class_term, course, organisation, term};
use crate::{StoreError, Tx};

/// A district, school or department.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Organisation {
    /// Minted by the caller.
    pub id: OrgId,
    /// `district`, `school`, `department` …, as a roster says.
    pub kind: String,
    /// What people call it.
    pub name: String,
    /// The one it is part of; added before it.
    pub parent: Option<OrgId>,
    /// An IANA name, where it is not the tenant's.
    pub time_zone: Option<String>,
}

/// A school year, semester, term or grading period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// Minted by the caller.
    pub id: TermId,
    /// `schoolYear`, `semester`, `term` or `gradingPeriod`.
    pub kind: String,
    /// What people call it.
    pub name: String,
    /// First day.
    pub from: NaiveDate,
    /// First day on which it is over.
    pub until: NaiveDate,
    /// The one it is part of.
    pub parent: Option<TermId>,
    /// The calendar year in which its school year ends.
    pub year: u16,
}

/// A course of the catalogue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Course {
    /// Minted by the caller.
    pub id: CourseId,
    /// Who offers it.
    pub organisation: OrgId,
    /// Its code.
    pub code: String,
    /// Its title.
    pub name: String,
}

/// A course that is taught to a group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Class {
    /// Minted by the caller.
    pub id: ClassId,
    /// Of which course.
    pub course: Option<CourseId>,
    /// At which school.
    pub organisation: OrgId,
    /// Its code.
    pub code: String,
    /// Its title.
    pub name: String,
    /// When it is taught.
    pub terms: Vec<TermId>,
}

/// Adds an organisation.
pub async fn add_organisation(tx: &Tx, tenant: TenantId, one: &Organisation) -> Result<(), StoreError> {
    let row = organisation::ActiveModel {
        tenant: Set(tenant.0),
        id: Set(one.id.0),
        kind: Set(one.kind.clone()),
        name: Set(one.name.clone()),
        identifier: Set(None),
        parent: Set(one.parent.map(|parent| parent.0)),
        time_zone: Set(one.time_zone.clone()),
        retired_at: Set(None),
    };
    organisation::Entity::insert(row).exec_without_returning(tx.db()).await?;
    Ok(())
}

/// The organisations at the top of a tenant, of which there is mostly one: the district.
pub async fn top(tx: &Tx, tenant: TenantId) -> Result<Vec<OrgId>, StoreError> {
    let rows = organisation::Entity::find()
        .filter(organisation::Column::Tenant.eq(tenant.0))
        .filter(organisation::Column::Parent.is_null())
        .all(tx.db())
        .await?;
    Ok(rows.into_iter().map(|row| OrgId(row.id)).collect())
}

/// Adds a term.
pub async fn add_term(tx: &Tx, tenant: TenantId, one: &Term) -> Result<(), StoreError> {
    let row = term::ActiveModel {
        tenant: Set(tenant.0),
        id: Set(one.id.0),
        kind: Set(one.kind.clone()),
        name: Set(one.name.clone()),
        first_day: Set(one.from),
        last_day: Set(one.until.pred_opt().unwrap_or(one.until)),
        parent: Set(one.parent.map(|parent| parent.0)),
        year: Set(one.year.into()),
        retired_at: Set(None),
    };
    term::Entity::insert(row).exec_without_returning(tx.db()).await?;
    Ok(())
}

/// Adds a course.
pub async fn add_course(tx: &Tx, tenant: TenantId, one: &Course) -> Result<(), StoreError> {
    course::Entity::insert(course_row(tenant, one)).exec_without_returning(tx.db()).await?;
    Ok(())
}

/// Adds a class and the terms in which it is taught.
pub async fn add_class(tx: &Tx, tenant: TenantId, one: &Class) -> Result<(), StoreError> {
    class::Entity::insert(class_row(tenant, one)).exec_without_returning(tx.db()).await?;
    if !one.terms.is_empty() {
        class_term::Entity::insert_many(term_rows(tenant, one)).exec_without_returning(tx.db()).await?;
    }
    Ok(())
}

/// A course as the table holds one.
pub(crate) fn course_row(tenant: TenantId, one: &Course) -> course::ActiveModel {
    course::ActiveModel {
        tenant: Set(tenant.0),
        id: Set(one.id.0),
        organisation: Set(Some(one.organisation.0)),
        code: Set(one.code.clone()),
        name: Set(one.name.clone()),
        grades: Set(String::new()),
        subjects: Set(String::new()),
        year: Set(None),
        retired_at: Set(None),
    }
}

/// A class as the table holds one, without its terms.
pub(crate) fn class_row(tenant: TenantId, one: &Class) -> class::ActiveModel {
    class::ActiveModel {
        tenant: Set(tenant.0),
        id: Set(one.id.0),
        course: Set(one.course.map(|course| course.0)),
        organisation: Set(one.organisation.0),
        code: Set(one.code.clone()),
        name: Set(one.name.clone()),
        kind: Set("scheduled".to_owned()),
        grades: Set(String::new()),
        subjects: Set(String::new()),
        periods: Set(String::new()),
        retired_at: Set(None),
    }
}

/// The terms in which a class is taught.
pub(crate) fn term_rows(tenant: TenantId, one: &Class) -> impl Iterator<Item = class_term::ActiveModel> + '_ {
    one.terms.iter().map(move |term| class_term::ActiveModel {
        tenant: Set(tenant.0),
        class: Set(one.id.0),
        term: Set(term.0),
    })
}

/// The titles of these classes, in no order; for the reasons in an access log.
pub async fn class_names(
    tx: &Tx,
    tenant: TenantId,
    ids: &[ClassId],
) -> Result<Vec<(ClassId, String)>, StoreError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let rows = class::Entity::find()
        .filter(class::Column::Tenant.eq(tenant.0))
        .filter(class::Column::Id.is_in(ids.iter().map(|id| id.0)))
        .all(tx.db())
        .await?;
    Ok(rows.into_iter().map(|row| (ClassId(row.id), row.name)).collect())
}
