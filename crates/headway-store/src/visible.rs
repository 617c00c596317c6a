//! Who may see whom in lists: the one SQL text behind every list and search of learners.
//!
//! It says of a set what `ilp::access::decide` says of one learner for the act `SeeLearnerInLists`; a test compares the two
//! on random worlds.

use chrono::{Datelike, NaiveDate};
use ilp::{PersonId, TenantId};
use sea_orm::{ConnectionTrait, Statement, Value};
use uuid::Uuid;

use crate::people::Names;
use crate::{StoreError, Tx, fold};

/// Bound to: $1 tenant, $2 person, $3 today, $4 the latest birth date of somebody whose rights have passed today.
///
/// `in_force` are the ties of this person that hold today, `adult` those of their learners who hold their own rights by now,
/// `below` all organisations under the posts that show learners, `seen` whoever some tie shows.
pub(crate) const TIES: &str = "
with recursive
in_force as (
    select learner, kind, variant, evidence, may_see
      from relation
     where tenant = $1 and person = $2
       and (since is null or since <= $3) and (until is null or until > $3)
),
adult as (
    select id as learner from person
     where tenant = $1 and id in (select learner from in_force)
       and (birth_date <= $4 or emancipated_from <= $3 or eligible_from <= $3)
),
posts as (
    select organisation, kind from office
     where tenant = $1 and person = $2 and kind in ('leader', 'privacy_officer') and organisation is not null
       and (since is null or since <= $3) and (until is null or until > $3)
),
below (organisation, kind) as (
    select organisation, kind from posts
    union
    select organisation.id, below.kind from organisation
      join below on organisation.parent = below.organisation
     where organisation.tenant = $1
),
seen as (
    select id as learner from person where tenant = $1 and id = $2
    union
    select learner from in_force
     where kind = 'family' and may_see
       and (learner not in (select learner from adult)
            or learner in (select learner from in_force where kind = 'consent'))
    union
    select learner from in_force where kind = 'caseload'
    union
    select learner from in_force
     where kind = 'supporter' and (evidence is not null or learner in (select learner from adult))
    union
    select learners.person from enrolment theirs
      join enrolment learners
        on learners.tenant = theirs.tenant and learners.class = theirs.class and learners.role = 'student'
     where theirs.tenant = $1 and theirs.person = $2 and learners.person <> $2
       and theirs.role in ('teacher', 'co_teacher', 'substitute', 'aide', 'proctor')
       and (theirs.since is null or theirs.since <= $3) and (theirs.until is null or theirs.until > $3)
       and (learners.since is null or learners.since <= $3) and (learners.until is null or learners.until > $3)
    union
    select schooling.learner from schooling
      join below on below.organisation = schooling.organisation and below.kind = 'leader'
     where schooling.tenant = $1 and (schooling.since is null or schooling.since <= $3)
       and (schooling.until is null or schooling.until > $3)
    union
    select schooling.learner from schooling
      join below on below.organisation = schooling.organisation and below.kind = 'privacy_officer'
     where schooling.tenant = $1 and (schooling.since is null or schooling.since <= $3)
    union
    select person.id from person
     where person.tenant = $1 and person.id <> $2
       and exists (select 1 from posts where kind = 'privacy_officer')
       and not exists (select 1 from schooling
                        where schooling.tenant = $1 and schooling.learner = person.id
                          and (schooling.since is null or schooling.since <= $3))
)";

/// The learners whom the ties of [`TIES`] show and no order keeps away.
pub(crate) const SEES: &str = "
select seen.learner from seen
 where seen.learner not in
       (select learner from in_force where kind = 'restriction' and variant <> 'no_contact')";

/// The learners whom this person may see in lists today.
pub async fn learners(
    tx: &Tx,
    tenant: TenantId,
    person: PersonId,
    today: NaiveDate,
    age_of_majority: u8,
) -> Result<Vec<PersonId>, StoreError> {
    let text = format!("{TIES}{SEES}");
    let rows =
        tx.db().query_all_raw(statement(tx, &text, bound(tenant, person, today, age_of_majority))).await?;
    rows.iter().map(|row| Ok(PersonId(row.try_get_by_index::<Uuid>(0)?))).collect()
}

/// One row of a list of learners.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// Who.
    pub learner: PersonId,
    /// The name as it is shown.
    pub name: String,
    /// The family name in the records, by which the list is sorted.
    pub family: String,
    /// The given name in the records, by which it is sorted next.
    pub given: String,
    /// The grade of today, where there is one.
    pub grade: Option<String>,
    /// How many changes the plan has had; 0 where nothing is written yet.
    pub changes: u64,
    /// How many suggestions wait for an answer.
    pub waiting: u64,
}

/// Where a page of a list goes on: after this family name, given name and learner.
pub type After = (String, String, PersonId);

/// A part of the list of those whom somebody may see.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    /// Words that the name must hold, in any case and without accents.
    pub words: String,
    /// Go on after this row.
    pub after: Option<After>,
    /// How many rows at most.
    pub count_max: u32,
}

const LIST: &str = "
select person.id, person.family, person.given, person.preferred_given, person.preferred_family,
       (select max(schooling.grade) from schooling
         where schooling.tenant = $1 and schooling.learner = person.id
           and (schooling.since is null or schooling.since <= $3)
       and (schooling.until is null or schooling.until > $3)) as grade,
       coalesce((select plan.version from plan where plan.tenant = $1 and plan.learner = person.id), 0) as changes,
       (select count(*) from proposal
         where proposal.tenant = $1 and proposal.learner = person.id and proposal.status in ('open', 'not_now')) as waiting
  from person
 where person.tenant = $1 and person.id in (select learner from allowed) and person.id <> $2
   and (exists (select 1 from schooling where schooling.tenant = $1 and schooling.learner = person.id)
        or exists (select 1 from plan where plan.tenant = $1 and plan.learner = person.id)
        or exists (select 1 from relation where relation.tenant = $1 and relation.learner = person.id))
   and person.search like $5 escape '\\'
   and (person.family, person.given, person.id) > ($6, $7, $8)
 order by person.family, person.given, person.id
 limit $9";

/// The list of those whom somebody may see, themself left out, by family name. Whoever has no school, plan or tie is no
/// learner, and on no list.
pub async fn list(
    tx: &Tx,
    (tenant, person): (TenantId, PersonId),
    (today, age_of_majority): (NaiveDate, u8),
    wanted: &Wanted,
) -> Result<Vec<Listed>, StoreError> {
    let text = format!("{TIES}, allowed as ({SEES}) {LIST}");
    let mut values = bound(tenant, person, today, age_of_majority);
    let (family, given, after) =
        wanted.after.clone().unwrap_or((String::new(), String::new(), PersonId(Uuid::nil())));
    let words = fold::name(&wanted.words).replace('\\', r"\\").replace('%', r"\%").replace('_', r"\_");
    values.push(format!("%{}%", words.split_whitespace().collect::<Vec<_>>().join("%")).into());
    values.extend([family.into(), given.into(), after.0.into(), i64::from(wanted.count_max).into()]);
    let rows = tx.db().query_all_raw(statement(tx, &text, values)).await?;
    rows.iter().map(listed).collect()
}

fn listed(row: &sea_orm::QueryResult) -> Result<Listed, StoreError> {
    let text = |column: &str| row.try_get::<Option<String>>("", column);
    let family: String = row.try_get("", "family")?;
    let given: String = row.try_get("", "given")?;
    let names = Names {
        given: given.clone(),
        family: family.clone(),
        preferred_given: text("preferred_given")?,
        preferred_family: text("preferred_family")?,
        ..Names::default()
    };
    let count = |column: &str| row.try_get::<i64>("", column).map(|count| u64::try_from(count).unwrap_or(0));
    Ok(Listed {
        learner: PersonId(row.try_get("", "id")?),
        name: names.shown(),
        family,
        given,
        grade: text("grade")?,
        changes: count("changes")?,
        waiting: count("waiting")?,
    })
}

pub(crate) fn bound(tenant: TenantId, person: PersonId, today: NaiveDate, age_of_majority: u8) -> Vec<Value> {
    vec![tenant.0.into(), person.0.into(), today.into(), turned_by(today, age_of_majority).into()]
}

/// The latest birth date of somebody who has turned `years` by today. Who was born on 29 February turns it on 1 March.
fn turned_by(today: NaiveDate, years: u8) -> NaiveDate {
    let year = today.year() - i32::from(years);
    today.with_year(year).or_else(|| NaiveDate::from_ymd_opt(year, 2, 28)).unwrap_or(NaiveDate::MIN)
}

pub(crate) fn statement(tx: &Tx, text: &str, values: Vec<Value>) -> Statement {
    Statement::from_sql_and_values(tx.db().get_database_backend(), text, values)
}
