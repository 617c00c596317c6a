//! Letters for a whole class or caseload: who of its students and their families has no account yet.
//!
//! Nobody is invited to what they may not see: a family member without sight, or whom an order keeps away, gets no letter by that
//! student. Nor does whoever holds an office of trust: their account is not one of many.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
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

/// Classes, and caseloads, on one page.
pub const LISTED_MAX: usize = 50;

/// Words of a search that are looked at.
const WORDS_MAX: usize = 8;

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

/// A page of the groups that can be chosen: classes by title, then caseloads by name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Groups {
    /// At most [`LISTED_MAX`] of either.
    pub found: Vec<Offered>,
    /// There are more classes or more caseloads after these.
    pub goes_on: bool,
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
    /// When the letter was made whose code they can still use.
    pub letter: Option<DateTime<Utc>>,
}

/// What becomes of a letter whose code can still be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Earlier {
    /// Who has one keeps it, and gets none.
    Keep,
    /// One that was made before this is replaced: what was made since is being handed out.
    ReplaceBefore(DateTime<Utc>),
}

impl Earlier {
    /// Whether a letter is made to this person.
    #[must_use]
    pub fn lets(self, one: &Lacking) -> bool {
        one.letter.is_none_or(|made_at| matches!(self, Self::ReplaceBefore(before) if made_at < before))
    }
}

/// $1 the tenant, $2 today.
const CLASSES: &str = "
select class.id, class.name, coalesce(organisation.name, '') as place
  from class
  left join organisation on organisation.tenant = class.tenant and organisation.id = class.organisation
 where class.tenant = $1 and class.retired_at is null
   and exists (select 1 from enrolment
                where enrolment.tenant = $1 and enrolment.class = class.id and enrolment.role = 'student'
                  and (enrolment.since is null or enrolment.since <= $2)
                  and (enrolment.until is null or enrolment.until > $2))";

/// $1 the tenant, $2 today; the classes follow.
const STUDENTS: &str = "
select class as id, count(distinct person) as students from enrolment
 where tenant = $1 and role = 'student'
   and (since is null or since <= $2) and (until is null or until > $2) and class in (";

/// $1 the tenant, $2 today; what narrows it follows.
const CASELOADS: &str = "
select person.id, person.given, person.family, person.preferred_given, person.preferred_family,
       count(distinct relation.learner) as students
  from relation
  join person on person.tenant = relation.tenant and person.id = relation.person
 where relation.tenant = $1 and relation.kind = 'caseload'
   and (relation.since is null or relation.since <= $2) and (relation.until is null or relation.until > $2)";
const BY_PERSON: &str = "
 group by person.id, person.given, person.family, person.preferred_given, person.preferred_family,
          person.sort_name
 order by person.sort_name, person.id";

/// The classes of today whose titles hold these words, and the caseloads of those whose names do: of each a page, after so many.
///
/// # Errors
/// [`StoreError::Refused`] where the right is not to manage accounts.
pub async fn groups(right: &Oversight<'_>, words: &str, after: usize) -> Result<Groups, StoreError> {
    right.is_for(Act::ManageAccounts)?;
    let words = fold::name(words);
    let words: Vec<&str> = words.split_whitespace().take(WORDS_MAX).collect();
    let mut found = Groups { found: Vec::new(), goes_on: false };
    for all in [classes(right, &words).await?, caseloads(right, &words).await?] {
        found.goes_on |= after.saturating_add(LISTED_MAX) < all.len();
        found.found.extend(all.into_iter().skip(after).take(LISTED_MAX));
    }
    count_students(right, &mut found.found).await?;
    Ok(found)
}

/// A district has some thousands, whose titles neither engine folds: `Álgebra` is found by `algebra` because it is done here.
async fn classes(right: &Oversight<'_>, words: &[&str]) -> Result<Vec<Offered>, StoreError> {
    let question = statement(right.tx(), CLASSES, today(right));
    let mut found = Vec::new();
    for row in right.tx().db().query_all_raw(question).await? {
        let (id, name): (Uuid, String) = (row.try_get("", "id")?, row.try_get("", "name")?);
        let folded = fold::name(&name);
        if words.iter().all(|word| folded.contains(word)) {
            let (group, place) = (Group::Class(ClassId(id)), row.try_get("", "place")?);
            found.push((folded, id, Offered { group, name, place, students: 0 }));
        }
    }
    found.sort_by(|one, other| (&one.0, one.1).cmp(&(&other.0, other.1)));
    Ok(found.into_iter().map(|(_, _, offered)| offered).collect())
}

/// As many as there are counselors and case managers; found by the folded names of those.
async fn caseloads(right: &Oversight<'_>, words: &[&str]) -> Result<Vec<Offered>, StoreError> {
    let (mut text, mut values) = (CASELOADS.to_owned(), today(right));
    for word in words {
        values.push(fold::holding(word).into());
        let holds = format!(" and person.search like ${} escape '\\'", values.len());
        text.push_str(&holds);
    }
    let rows = statement(right.tx(), &format!("{text}{BY_PERSON}"), values);
    let offered = |row: &QueryResult| {
        Ok(Offered {
            group: Group::Caseload(PersonId(row.try_get("", "id")?)),
            name: Names::of_row(row, "")?.shown(),
            place: String::new(),
            students: counted(row)?,
        })
    };
    right.tx().db().query_all_raw(rows).await?.iter().map(offered).collect()
}

/// Counts the students of those classes that are shown.
async fn count_students(right: &Oversight<'_>, offered: &mut [Offered]) -> Result<(), StoreError> {
    let (mut values, mut numbers) = (today(right), Vec::new());
    for one in &*offered {
        let Group::Class(class) = one.group else { continue };
        values.push(class.0.into());
        numbers.push(format!("${}", values.len()));
    }
    if numbers.is_empty() {
        return Ok(());
    }
    let text = format!("{STUDENTS}{}) group by class", numbers.join(", "));
    let rows = statement(right.tx(), &text, values);
    for row in right.tx().db().query_all_raw(rows).await? {
        let class = Group::Class(ClassId(row.try_get("", "id")?));
        let students = counted(&row)?;
        offered.iter_mut().filter(|one| one.group == class).for_each(|one| one.students = students);
    }
    Ok(())
}

fn today(right: &Oversight<'_>) -> Vec<Value> {
    vec![right.tenant().0.into(), right.now().today.into()]
}

fn counted(row: &QueryResult) -> Result<u64, StoreError> {
    Ok(u64::try_from(row.try_get::<i64>("", "students")?).unwrap_or_default())
}

/// What a group is called; `None` where nobody is in it today.
///
/// # Errors
/// As for [`groups`].
pub async fn title(right: &Oversight<'_>, group: Group) -> Result<Option<String>, StoreError> {
    right.is_for(Act::ManageAccounts)?;
    let (mut values, db) = (today(right), right.tx().db());
    Ok(match group {
        Group::Class(class) => {
            values.push(class.0.into());
            let text = format!("{CLASSES} and class.id = $3");
            let row = db.query_one_raw(statement(right.tx(), &text, values)).await?;
            row.map(|row| row.try_get("", "name")).transpose()?
        }
        Group::Caseload(person) => {
            values.push(person.0.into());
            let text = format!("{CASELOADS} and person.id = $3{BY_PERSON}");
            let row = db.query_one_raw(statement(right.tx(), &text, values)).await?;
            row.map(|row| Names::of_row(&row, "")).transpose()?.map(|names| names.shown())
        }
    })
}

/// Bound as every text of a list is: $1 tenant, $2 the class or whose caseload, $3 today, $4 the latest birth date of somebody
/// whose rights have passed today, $5 this instant, $6 the day since which an office of trust still counts.
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
       letter.made_at
  from invited
  join person them on them.tenant = $1 and them.id = invited.person
  join person student on student.tenant = $1 and student.id = invited.learner
  left join invitation letter
    on letter.tenant = $1 and letter.person = them.id and letter.used_at is null
   and letter.recalled_at is null and letter.ends > $5
 where them.enabled and them.retired_at is null
   and not exists (select 1 from account where account.tenant = $1 and account.person = them.id)
   and not exists (select 1 from office
                    where office.tenant = $1 and office.person = them.id
                      and office.kind in ('administrator', 'privacy_officer')
                      and (office.until is null or office.until > $6))
 order by student.sort_name, student.id, itself desc, them.sort_name, them.id, letter.made_at desc";

/// Who of the group has no account, in the order in which letters are handed out: each student, then the family. Each once.
///
/// # Errors
/// As for [`groups`].
pub async fn lacking(
    right: &Oversight<'_>,
    (group, whom): (Group, Whom),
    age_of_majority: u8,
) -> Result<Vec<Lacking>, StoreError> {
    Ok(meant(&lines(right, group, age_of_majority).await?, whom))
}

/// As [`lacking`], for each choice of whom at once: those of one question.
///
/// # Errors
/// As for [`groups`].
pub async fn lacking_by_whom(
    right: &Oversight<'_>,
    group: Group,
    age_of_majority: u8,
) -> Result<[(Whom, Vec<Lacking>); 3], StoreError> {
    let lines = lines(right, group, age_of_majority).await?;
    Ok([Whom::Both, Whom::Families, Whom::Students].map(|whom| (whom, meant(&lines, whom))))
}

/// Those who are meant, each where they come first: who is a student and somebody's family too is among both.
fn meant(lines: &[Lacking], whom: Whom) -> Vec<Lacking> {
    let is_meant = |one: &&Lacking| match whom {
        Whom::Both => true,
        Whom::Families => !one.is_student,
        Whom::Students => one.is_student,
    };
    let mut seen = BTreeSet::new();
    lines.iter().filter(is_meant).filter(|one| seen.insert(one.person)).cloned().collect()
}

/// Everybody of the group who has no account, each as often as they belong to it.
async fn lines(right: &Oversight<'_>, group: Group, age_of_majority: u8) -> Result<Vec<Lacking>, StoreError> {
    right.is_for(Act::ManageAccounts)?;
    let (learners, id) = match group {
        Group::Class(class) => (IN_CLASS, class.0),
        Group::Caseload(person) => (ON_CASELOAD, person.0),
    };
    let now = right.now();
    let mut values = bound(right.tenant(), PersonId(id), now.today, age_of_majority);
    values.extend([instant::kept(now.at).into(), invitations::trusted_since(now.today).into()]);
    let rows = right.tx().db().query_all_raw(statement(right.tx(), &format!("{learners}{LACKING}"), values));
    rows.await?.iter().map(one).collect()
}

fn one(row: &QueryResult) -> Result<Lacking, StoreError> {
    Ok(Lacking {
        person: PersonId(row.try_get::<Uuid>("", "id")?),
        name: Names::of_row(row, "")?.shown(),
        language: row.try_get("", "language")?,
        is_student: row.try_get::<i64>("", "itself")? == 1,
        student: Names::of_row(row, "s_")?.shown(),
        letter: row.try_get("", "made_at")?,
    })
}

/// Makes these invitations for those who are [`lacking`] one in this transaction: an order, an account or a letter that came
/// since they were counted keeps theirs from being made. It gives the rows that were made.
///
/// # Errors
/// As for [`groups`].
pub async fn make(
    right: &Oversight<'_>,
    of: (Group, Whom),
    age_of_majority: u8,
    (all, earlier): (&[NewInvitation], Earlier),
) -> Result<Vec<Uuid>, StoreError> {
    let lacking = lacking(right, of, age_of_majority).await?;
    let meant: BTreeSet<PersonId> =
        lacking.iter().filter(|one| earlier.lets(one)).map(|one| one.person).collect();
    let mut made = Vec::new();
    for new in all.iter().filter(|new| meant.contains(&new.person)) {
        if invitations::make(right, new).await?.is_ok() {
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
