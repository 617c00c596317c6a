//! Letters for a whole class or caseload: who of its students and their families has no account yet.
//!
//! Nobody is invited to what they may not see: a family member without sight, or whom an order keeps away, gets no letter by that
//! student. Nor does whoever holds an office of trust: their account is not one of many.

use std::collections::BTreeSet;

use ilp::access::Act;
use ilp::{ClassId, PersonId};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryResult, QuerySelect, Value};
use uuid::Uuid;

use crate::entity::invitation;
use crate::invitations::{self, NewInvitation};
use crate::oversight::Oversight;
use crate::people::Names;
use crate::visible::{bound, statement};
use crate::{StoreError, fold, instant};

/// Classes and caseloads on one list.
const LISTED_MAX: i64 = 50;

/// Whose letters are made together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Group {
    /// The students of a class.
    Class(ClassId),
    /// The students on the caseload of this person.
    Caseload(PersonId),
}

/// For whom.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Whom {
    /// Students and their families.
    #[default]
    Both,
    /// Families alone.
    Families,
    /// Students alone.
    Students,
}

/// A group that can be chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offered {
    /// Which.
    pub group: Group,
    /// The title of the class, or the name of who has the caseload.
    pub name: String,
    /// Where the class is taught; empty for a caseload.
    pub place: String,
    /// How many students are in it.
    pub students: u64,
}

/// Somebody who has no account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lacking {
    /// Who.
    pub person: PersonId,
    /// What they are called.
    pub name: String,
    /// In which language they read.
    pub language: Option<String>,
    /// They are the student.
    pub is_student: bool,
    /// With whom the letter goes home: the first of the group whose family they are.
    pub student: String,
    /// There is a letter for them whose code can still be used.
    pub has_letter: bool,
}

/// $1 the tenant, $2 what the words must be in, $3 today, $4 how many.
const CLASSES: &str = "
select class.id, class.name, coalesce(organisation.name, '') as place,
       (select count(distinct enrolment.person) from enrolment
         where enrolment.tenant = $1 and enrolment.class = class.id and enrolment.role = 'student'
           and (enrolment.since is null or enrolment.since <= $3)
           and (enrolment.until is null or enrolment.until > $3)) as students
  from class
  left join organisation on organisation.tenant = class.tenant and organisation.id = class.organisation
 where class.tenant = $1 and class.retired_at is null and lower(class.name) like $2 escape '\\'
   and exists (select 1 from enrolment
                where enrolment.tenant = $1 and enrolment.class = class.id and enrolment.role = 'student'
                  and (enrolment.since is null or enrolment.since <= $3)
                  and (enrolment.until is null or enrolment.until > $3))
 order by class.name, class.id limit $4";

/// The words are looked for in the folded names of who has the caseload.
const CASELOADS: &str = "
select person.id, person.given, person.family, person.preferred_given, person.preferred_family,
       count(distinct relation.learner) as students
  from relation
  join person on person.tenant = relation.tenant and person.id = relation.person
 where relation.tenant = $1 and relation.kind = 'caseload' and person.search like $2 escape '\\'
   and (relation.since is null or relation.since <= $3) and (relation.until is null or relation.until > $3)
 group by person.id, person.given, person.family, person.preferred_given, person.preferred_family
 order by person.family, person.given, person.id limit $4";

/// The classes of today whose titles hold these words, and the caseloads of those whose names do.
///
/// # Errors
/// [`StoreError::Refused`] where the right is not to manage accounts.
pub async fn groups(right: &Oversight<'_>, words: &str) -> Result<Vec<Offered>, StoreError> {
    right.is_for(Act::ManageAccounts)?;
    let escaped = |words: &str| words.replace('\\', r"\\").replace('%', r"\%").replace('_', r"\_");
    let values = |words: String| -> Vec<Value> {
        let words = format!("%{}%", escaped(&words));
        vec![right.tenant().0.into(), words.into(), right.now().today.into(), LISTED_MAX.into()]
    };
    let (db, mut found) = (right.tx().db(), Vec::new());
    let classes = statement(right.tx(), CLASSES, values(words.trim().to_lowercase()));
    for row in db.query_all_raw(classes).await? {
        found.push(Offered {
            group: Group::Class(ClassId(row.try_get("", "id")?)),
            name: row.try_get("", "name")?,
            place: row.try_get("", "place")?,
            students: counted(&row)?,
        });
    }
    let caseloads = statement(right.tx(), CASELOADS, values(fold::name(words)));
    for row in db.query_all_raw(caseloads).await? {
        found.push(Offered {
            group: Group::Caseload(PersonId(row.try_get("", "id")?)),
            name: name(&row)?,
            place: String::new(),
            students: counted(&row)?,
        });
    }
    Ok(found)
}

fn counted(row: &QueryResult) -> Result<u64, StoreError> {
    Ok(u64::try_from(row.try_get::<i64>("", "students")?).unwrap_or_default())
}

fn name(row: &QueryResult) -> Result<String, StoreError> {
    let names = Names {
        given: row.try_get("", "given")?,
        family: row.try_get("", "family")?,
        preferred_given: row.try_get("", "preferred_given")?,
        preferred_family: row.try_get("", "preferred_family")?,
        ..Names::default()
    };
    Ok(names.shown())
}

/// What a group is called; `None` where there is none today.
///
/// # Errors
/// As for [`groups`].
pub async fn title(right: &Oversight<'_>, group: Group) -> Result<Option<String>, StoreError> {
    right.is_for(Act::ManageAccounts)?;
    let (tx, tenant) = (right.tx(), right.tenant());
    Ok(match group {
        Group::Class(class) => {
            let names = crate::places::class_names(tx, tenant, &[class]).await?;
            names.into_iter().next().map(|(_, name)| name)
        }
        Group::Caseload(person) => {
            let names = crate::people::names_of(tx, tenant, &[person]).await?;
            names.into_iter().next().map(|(_, name)| name)
        }
    })
}

/// Bound as every text of a list is: $1 tenant, $2 the class or whose caseload, $3 today, $4 the latest birth date of somebody
/// whose rights have passed today, $5 this instant.
const IN_CLASS: &str = "
with learners as (
    select distinct person as id from enrolment
     where tenant = $1 and class = $2 and role = 'student'
       and (since is null or since <= $3) and (until is null or until > $3)
)";

const ON_CASELOAD: &str = "
with learners as (
    select distinct learner as id from relation
     where tenant = $1 and person = $2 and kind = 'caseload'
       and (since is null or since <= $3) and (until is null or until > $3)
)";

/// Everybody of the group with whom they go home, and what may keep a letter from them. A parent of an adult gets one by a consent.
const LACKING: &str = ",
invited as (
    select id as person, id as learner, 1 as itself from learners
    union
    select kin.person, kin.learner, 0 from relation kin
      join learners on learners.id = kin.learner
      join person child on child.tenant = $1 and child.id = kin.learner
     where kin.tenant = $1 and kin.kind = 'family' and kin.may_see
       and (kin.since is null or kin.since <= $3) and (kin.until is null or kin.until > $3)
       and not exists (select 1 from relation forbids
                        where forbids.tenant = $1 and forbids.learner = kin.learner
                          and forbids.person = kin.person and forbids.kind = 'restriction'
                          and (forbids.since is null or forbids.since <= $3)
                          and (forbids.until is null or forbids.until > $3))
       and (not (coalesce(child.birth_date <= $4, false) or coalesce(child.emancipated_from <= $3, false)
                 or coalesce(child.eligible_from <= $3, false))
            or exists (select 1 from relation lets
                        where lets.tenant = $1 and lets.learner = kin.learner and lets.person = kin.person
                          and lets.kind = 'consent' and (lets.since is null or lets.since <= $3)
                          and (lets.until is null or lets.until > $3)))
)
select them.id, them.given, them.family, them.preferred_given, them.preferred_family, them.language,
       cast(invited.itself as bigint) as itself,
       student.given as s_given, student.family as s_family, student.preferred_given as s_preferred_given,
       student.preferred_family as s_preferred_family,
       (select count(*) from invitation
         where invitation.tenant = $1 and invitation.person = them.id and invitation.used_at is null
           and invitation.recalled_at is null and invitation.ends > $5) as letters
  from invited
  join person them on them.tenant = $1 and them.id = invited.person
  join person student on student.tenant = $1 and student.id = invited.learner
 where them.enabled and them.retired_at is null
   and not exists (select 1 from account where account.tenant = $1 and account.person = them.id)
   and not exists (select 1 from office
                    where office.tenant = $1 and office.person = them.id
                      and office.kind in ('administrator', 'privacy_officer')
                      and (office.until is null or office.until > $3))
 order by student.family, student.given, student.id, itself desc, them.family, them.given, them.id";

/// Who of the group has no account, in the order in which letters are handed out: each student, then the family. Each once.
///
/// # Errors
/// As for [`groups`].
pub async fn lacking(
    right: &Oversight<'_>,
    (group, whom): (Group, Whom),
    age_of_majority: u8,
) -> Result<Vec<Lacking>, StoreError> {
    right.is_for(Act::ManageAccounts)?;
    let (learners, id) = match group {
        Group::Class(class) => (IN_CLASS, class.0),
        Group::Caseload(person) => (ON_CASELOAD, person.0),
    };
    let now = right.now();
    let mut values = bound(right.tenant(), PersonId(id), now.today, age_of_majority);
    values.push(instant::kept(now.at).into());
    let rows = right.tx().db().query_all_raw(statement(right.tx(), &format!("{learners}{LACKING}"), values));
    let (mut found, mut seen) = (Vec::new(), BTreeSet::new());
    for row in rows.await? {
        let one = one(&row)?;
        let is_meant = match whom {
            Whom::Both => true,
            Whom::Families => !one.is_student,
            Whom::Students => one.is_student,
        };
        if is_meant && seen.insert(one.person) {
            found.push(one);
        }
    }
    Ok(found)
}

fn one(row: &QueryResult) -> Result<Lacking, StoreError> {
    let student = Names {
        given: row.try_get("", "s_given")?,
        family: row.try_get("", "s_family")?,
        preferred_given: row.try_get("", "s_preferred_given")?,
        preferred_family: row.try_get("", "s_preferred_family")?,
        ..Names::default()
    };
    Ok(Lacking {
        person: PersonId(row.try_get::<Uuid>("", "id")?),
        name: name(row)?,
        language: row.try_get("", "language")?,
        is_student: row.try_get::<i64>("", "itself")? == 1,
        student: student.shown(),
        has_letter: 0 < row.try_get::<i64>("", "letters")?,
    })
}

/// Makes these invitations, but for those who have one by now, where it is not to be replaced, or whose account was made
/// meanwhile. It gives the rows that were made.
///
/// # Errors
/// As for [`groups`].
pub async fn make(
    right: &Oversight<'_>,
    all: &[NewInvitation],
    replaces: bool,
) -> Result<Vec<Uuid>, StoreError> {
    right.is_for(Act::ManageAccounts)?;
    let mut made = Vec::new();
    for new in all {
        let has_account = crate::accounts::of_person(right.tx(), right.tenant(), new.person).await?.is_some();
        let has_letter = !replaces && invitations::of_person(right, new.person).await?.is_some();
        if !has_account && !has_letter && invitations::make(right, new).await?.is_ok() {
            made.push(new.id);
        }
    }
    Ok(made)
}

/// Which of these invitations there are.
///
/// # Errors
/// As for [`groups`].
pub async fn made(right: &Oversight<'_>, ids: &[Uuid]) -> Result<Vec<Uuid>, StoreError> {
    right.is_for(Act::ManageAccounts)?;
    let rows = invitation::Entity::find()
        .select_only()
        .column(invitation::Column::Id)
        .filter(invitation::Column::Tenant.eq(right.tenant().0))
        .filter(invitation::Column::Id.is_in(ids.iter().copied()))
        .into_tuple::<Uuid>();
    Ok(rows.all(right.tx().db()).await?)
}
