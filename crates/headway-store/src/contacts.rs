//! The contact log: talks that staff have noted, with the student, the family or somebody else about the student.
//!
//! The student reads all of it. A member of the family reads what was talked about with themself and with the student. Whoever
//! sees a plan by broken glass, or because the student named them, reads none of it. A correction is a row that voids an
//! earlier one, and both stay.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, Utc};
use ilp::PersonId;
use ilp::access::{Act, Because};
use ilp::plan::{Language, Text};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use crate::entity::contact::{ActiveModel, Column, Entity, Model};
use crate::permits::Permit;
use crate::{StoreError, hands, instant, team};

/// The most characters of who somebody else was.
pub const SOMEBODY_CHARS_MAX: usize = 200;

/// How a talk was held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// Face to face.
    Talk,
    /// By telephone.
    Phone,
    /// By video.
    Video,
    /// In a letter.
    Letter,
    /// In a message outside Headway.
    Message,
    /// At home.
    Visit,
}

impl Way {
    /// Every way, in the order in which a form offers them.
    pub const ALL: [Self; 6] =
        [Self::Talk, Self::Phone, Self::Video, Self::Message, Self::Letter, Self::Visit];

    /// The code under which it is kept.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Talk => "talk",
            Self::Phone => "phone",
            Self::Video => "video",
            Self::Letter => "letter",
            Self::Message => "message",
            Self::Visit => "visit",
        }
    }

    /// The way with this code.
    #[must_use]
    pub fn of(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|way| way.code() == code)
    }
}

/// With whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum With {
    /// The student.
    Student,
    /// A member of the family.
    Family(PersonId),
    /// Somebody else, as the one who noted it calls them.
    Somebody(String),
}

/// A talk, as it is noted.
#[derive(Debug, Clone)]
pub struct Noted {
    /// Minted by the caller.
    pub id: Uuid,
    /// The row that this one corrects.
    pub voids: Option<Uuid>,
    /// On which day it was held.
    pub held_on: NaiveDate,
    /// When it was noted.
    pub at: DateTime<Utc>,
    /// How.
    pub way: Way,
    /// With whom.
    pub with: With,
    /// What was said, in short.
    pub text: Text,
}

/// A row of the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contact {
    /// Its id.
    pub id: Uuid,
    /// Who noted it.
    pub by: PersonId,
    /// On which day it was held.
    pub held_on: NaiveDate,
    /// When it was noted.
    pub at: DateTime<Utc>,
    /// How; `None` where a later version wrote a way that this one does not know.
    pub way: Option<Way>,
    /// With whom.
    pub with: With,
    /// The tag of its language.
    pub language: String,
    /// What was said.
    pub body: String,
    /// The row that this one corrects.
    pub voids: Option<Uuid>,
    /// Whether a later row corrects this one.
    pub is_void: bool,
}

/// Why a talk is not noted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// The one whom it names is not of the family.
    #[error("choose somebody of the family, or say who else it was")]
    NotFamily,
    /// Nobody is named, or with too many characters.
    #[error("say who it was in at most {SOMEBODY_CHARS_MAX} characters")]
    Nobody,
    /// It is over days that have not come.
    #[error("a talk is noted when it has been held")]
    NotYet,
    /// The row to correct is not there, is another's, or was corrected already.
    #[error("this note cannot be corrected; look at the log again")]
    NotToCorrect,
}

/// Notes a talk. Only who has written a row corrects it, and a row once.
///
/// # Errors
/// [`StoreError::Refused`] under a permit for another act: a fault of the page.
pub async fn add(permit: &Permit<'_>, noted: &Noted) -> Result<Result<(), Refused>, StoreError> {
    hands::check_act(permit, Act::LogContact)?;
    let (person, with_whom) = match &noted.with {
        With::Student => (Some(permit.learner().0), "student"),
        With::Family(person) => {
            let family = team::family(permit).await?;
            if !family.iter().any(|member| member.person == *person) {
                return Ok(Err(Refused::NotFamily));
            }
            (Some(person.0), "family")
        }
        With::Somebody(called) => (None, called.trim()),
    };
    if with_whom.is_empty() || SOMEBODY_CHARS_MAX < with_whom.chars().count() {
        return Ok(Err(Refused::Nobody));
    }
    if permit.now().today < noted.held_on {
        return Ok(Err(Refused::NotYet));
    }
    if let Some(voids) = noted.voids {
        let rows = rows(permit).await?;
        let is_own = rows.iter().any(|row| row.id == voids && row.by_whom == permit.person().0);
        if !is_own || rows.iter().any(|row| row.voids == Some(voids)) {
            return Ok(Err(Refused::NotToCorrect));
        }
    }
    let words = noted.text.as_str().ok_or_else(|| StoreError::Refused("a note without words".to_owned()))?;
    let row = ActiveModel {
        tenant: Set(permit.tenant().0),
        learner: Set(permit.learner().0),
        id: Set(noted.id),
        by_whom: Set(permit.person().0),
        person: Set(person),
        voids: Set(noted.voids),
        held_on: Set(noted.held_on),
        at: Set(instant::kept(noted.at)),
        way: Set(noted.way.code().to_owned()),
        with_whom: Set(with_whom.to_owned()),
        language: Set(noted.text.language().map_or("en", Language::tag).to_owned()),
        body: Set(words.to_owned()),
    };
    Entity::insert(row).exec_without_returning(permit.tx.db()).await?;
    Ok(Ok(()))
}

/// Whether the holder of this permit reads the log, or any of it.
#[must_use]
pub fn opens(permit: &Permit<'_>) -> bool {
    match permit.because() {
        Because::TheStudent
        | Because::Family { .. }
        | Because::Caseload { .. }
        | Because::Teaches { .. }
        | Because::RecordsOfficer { .. } => hands::check_shows_plan(permit).is_ok(),
        Because::Supporter
        | Because::BreakGlass { .. }
        | Because::Leader { .. }
        | Because::Administrator { .. }
        | Because::Staff { .. } => false,
    }
}

/// The rows that the holder of this permit reads, the latest talk first; `None` for whom the log is not open at all.
pub async fn of_learner(permit: &Permit<'_>) -> Result<Option<Vec<Contact>>, StoreError> {
    if !opens(permit) {
        return Ok(None);
    }
    let rows = rows(permit).await?;
    let voided: BTreeSet<Uuid> = rows.iter().filter_map(|row| row.voids).collect();
    let reader = permit.person().0;
    let is_family = matches!(permit.because(), Because::Family { .. });
    let is_for_them = |row: &Model| {
        !is_family || row.person.is_some_and(|person| person == reader || person == permit.learner().0)
    };
    let contact = |row: Model| Contact {
        is_void: voided.contains(&row.id),
        with: match row.person {
            Some(person) if person == permit.learner().0 => With::Student,
            Some(person) => With::Family(PersonId(person)),
            None => With::Somebody(row.with_whom),
        },
        id: row.id,
        by: PersonId(row.by_whom),
        held_on: row.held_on,
        at: row.at,
        way: Way::of(&row.way),
        language: row.language,
        body: row.body,
        voids: row.voids,
    };
    Ok(Some(rows.into_iter().filter(is_for_them).map(contact).collect()))
}

async fn rows(permit: &Permit<'_>) -> Result<Vec<Model>, StoreError> {
    let rows = Entity::find()
        .filter(Column::Tenant.eq(permit.tenant().0))
        .filter(Column::Learner.eq(permit.learner().0))
        .order_by_desc(Column::HeldOn)
        .order_by_desc(Column::At)
        .order_by_desc(Column::Id);
    Ok(rows.all(permit.tx.db()).await?)
}
