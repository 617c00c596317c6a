//! Records: attendance, marks, assessments, programs, incidents. They are no changes of a plan; a correction is a row of its own
//! that `corrects` another, so what stands is what no row corrects and is not `withdrawn`. Files of them come in by [`loading`].

mod difference;
mod known;
pub mod loading;
mod tables;

pub use difference::Difference;
pub use known::Unknown;

use chrono::{DateTime, NaiveDate, Utc};
use ilp::{ClassId, CourseId, PersonId, TenantId};
use sea_orm::{ActiveValue::Set, EntityTrait};
use uuid::Uuid;

use crate::entity::{assessment, attendance, course_mark, program};
use crate::{StoreError, Tx, instant};

/// Rows in one statement, as in `access_log`.
const ROWS_MAX: usize = 64;

/// What a record says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Says {
    /// A day on which the learner was not there, or not all of it: `absent_excused`, `absent_unexcused`, `tardy` ….
    Attendance {
        /// The day.
        day: NaiveDate,
        /// Its kind.
        kind: String,
    },
    /// A mark in a course.
    CourseMark {
        /// The course.
        course: Option<CourseId>,
        /// The class.
        class: Option<ClassId>,
        /// The course's name, as the report card has it.
        name: String,
        /// The mark.
        mark: String,
        /// The calendar year in which its school year ends.
        school_year: u16,
        /// Credits attempted and earned, in halves.
        half_credits: (u8, u8),
    },
    /// The result of a test.
    Assessment {
        /// Which test.
        measure: String,
        /// The day.
        day: NaiveDate,
        /// The score in hundredths.
        hundredths: i64,
        /// What is counted.
        unit: String,
    },
    /// Membership in a program, such as special education or English learner.
    Program {
        /// Its kind.
        kind: String,
        /// First day.
        from: NaiveDate,
        /// First day on which it is over.
        until: Option<NaiveDate>,
    },
}

/// One record about one learner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// Minted by the caller.
    pub id: Uuid,
    /// About whom.
    pub learner: PersonId,
    /// What it says.
    pub says: Says,
    /// When it was recorded.
    pub recorded_at: DateTime<Utc>,
}

/// Adds records.
pub async fn add(tx: &Tx, tenant: TenantId, records: &[Record]) -> Result<(), StoreError> {
    let (mut days, mut marks, mut scores, mut programs) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for record in records {
        match &record.says {
            Says::Attendance { .. } => days.extend(attendance_row(tenant, record)),
            Says::CourseMark { .. } => marks.extend(mark_row(tenant, record)),
            Says::Assessment { .. } => scores.extend(assessment_row(tenant, record)),
            Says::Program { .. } => programs.extend(program_row(tenant, record)),
        }
    }
    for part in days.chunks(ROWS_MAX) {
        attendance::Entity::insert_many(part.to_vec()).exec_without_returning(tx.db()).await?;
    }
    for part in marks.chunks(ROWS_MAX) {
        course_mark::Entity::insert_many(part.to_vec()).exec_without_returning(tx.db()).await?;
    }
    for part in scores.chunks(ROWS_MAX) {
        assessment::Entity::insert_many(part.to_vec()).exec_without_returning(tx.db()).await?;
    }
    for part in programs.chunks(ROWS_MAX) {
        program::Entity::insert_many(part.to_vec()).exec_without_returning(tx.db()).await?;
    }
    Ok(())
}

pub(crate) fn attendance_row(tenant: TenantId, record: &Record) -> Option<attendance::ActiveModel> {
    let Says::Attendance { day, kind } = &record.says else { return None };
    Some(attendance::ActiveModel {
        tenant: Set(tenant.0),
        learner: Set(record.learner.0),
        id: Set(record.id),
        day: Set(*day),
        organisation: Set(None),
        class: Set(None),
        kind: Set(kind.clone()),
        minutes: Set(None),
        source: Set(String::new()),
        recorded_at: Set(instant::kept(record.recorded_at)),
        recorded_by: Set(None),
        corrects: Set(None),
        identity: Set(String::new()),
        withdrawn: Set(false),
        hundredth_days: Set(None),
        detail: Set(String::new()),
    })
}

pub(crate) fn mark_row(tenant: TenantId, record: &Record) -> Option<course_mark::ActiveModel> {
    let Says::CourseMark { course, class, name, mark, school_year, half_credits } = &record.says else {
        return None;
    };
    Some(course_mark::ActiveModel {
        tenant: Set(tenant.0),
        learner: Set(record.learner.0),
        id: Set(record.id),
        course: Set(course.map(|course| course.0)),
        class: Set(class.map(|class| class.0)),
        term: Set(None),
        year: Set(i64::from(*school_year)),
        name: Set(name.clone()),
        mark: Set(mark.clone()),
        is_final: Set(true),
        half_credits_attempted: Set(Some(half_credits.0.into())),
        half_credits_earned: Set(Some(half_credits.1.into())),
        source: Set(String::new()),
        recorded_at: Set(instant::kept(record.recorded_at)),
        recorded_by: Set(None),
        corrects: Set(None),
    })
}

pub(crate) fn assessment_row(tenant: TenantId, record: &Record) -> Option<assessment::ActiveModel> {
    let Says::Assessment { measure, day, hundredths, unit } = &record.says else { return None };
    Some(assessment::ActiveModel {
        tenant: Set(tenant.0),
        learner: Set(record.learner.0),
        id: Set(record.id),
        measure: Set(measure.clone()),
        day: Set(*day),
        hundredths: Set(Some(*hundredths)),
        unit: Set(unit.clone()),
        detail: Set(String::new()),
        source: Set(String::new()),
        recorded_at: Set(instant::kept(record.recorded_at)),
        recorded_by: Set(None),
        corrects: Set(None),
        identity: Set(String::new()),
        withdrawn: Set(false),
    })
}

pub(crate) fn program_row(tenant: TenantId, record: &Record) -> Option<program::ActiveModel> {
    let Says::Program { kind, from, until } = &record.says else { return None };
    Some(program::ActiveModel {
        tenant: Set(tenant.0),
        learner: Set(record.learner.0),
        id: Set(record.id),
        kind: Set(kind.clone()),
        name: Set(String::new()),
        since: Set(*from),
        until: Set(*until),
        detail: Set(String::new()),
        source: Set(String::new()),
        recorded_at: Set(instant::kept(record.recorded_at)),
        recorded_by: Set(None),
        corrects: Set(None),
        identity: Set(String::new()),
        withdrawn: Set(false),
    })
}
