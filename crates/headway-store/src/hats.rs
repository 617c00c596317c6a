//! What somebody is here: a learner, family, staff, or several of these. It decides nothing; it finds the way to pages.

use chrono::NaiveDate;
use ilp::{PersonId, TenantId};
use sea_orm::{ConnectionTrait, QueryResult, Value};
use uuid::Uuid;

use crate::at_home::{self, Child};
use crate::people::Names;
use crate::visible::{SHOWN, TIES, bound, statement};
use crate::{StoreError, Tx};

/// What one person is, all at once.
#[expect(clippy::struct_excessive_bools, reason = "each is a hat, and a person can wear all of them")]
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Hats {
    /// There is a plan or a school for them as a learner.
    pub learns: bool,
    /// They hold a post, work in a class or have a caseload.
    pub works: bool,
    /// They hold the post of an administrator, which leads to no student.
    pub administers: bool,
    /// They hold it over the whole district: the pages of that office are theirs.
    pub runs_all: bool,
    /// They hold the post of a privacy officer.
    pub guards: bool,
    /// They hold it over the whole district: the pages of that office are theirs.
    pub guards_all: bool,
    /// The children whose plans they may see as family, by name.
    pub children: Vec<Child>,
    /// Those to whom they are family and whose plans they may not see today. Why not, and whether they may so much as be
    /// named, `permits::permit` says.
    pub kept_from: Vec<PersonId>,
}

/// Counts, since the engines answer a bare yes or no in different types.
const SELF: &str = "
select ((select count(*) from schooling where tenant = $1 and learner = $2)
        + (select count(*) from plan where tenant = $1 and learner = $2)) as learns,
       ((select count(*) from office where tenant = $1 and person = $2 and kind <> 'administrator'
            and (since is null or since <= $3) and (until is null or until > $3))
        + (select count(*) from enrolment where tenant = $1 and person = $2 and role <> 'student'
            and (since is null or since <= $3) and (until is null or until > $3))
        + (select count(*) from in_force where kind = 'caseload')) as works,
       (select count(*) from office where tenant = $1 and person = $2 and kind = 'administrator'
            and (since is null or since <= $3) and (until is null or until > $3)) as administers,
       (select count(*) from office where tenant = $1 and person = $2 and kind = 'administrator'
            and (since is null or since <= $3) and (until is null or until > $3)
            and organisation in (select id from organisation where tenant = $1 and parent is null)) as runs_all,
       (select count(*) from office where tenant = $1 and person = $2 and kind = 'privacy_officer'
            and (since is null or since <= $3) and (until is null or until > $3)) as guards,
       (select count(*) from office where tenant = $1 and person = $2 and kind = 'privacy_officer'
            and (since is null or since <= $3) and (until is null or until > $3)
            and organisation in (select id from organisation where tenant = $1 and parent is null)) as guards_all,
       (select count(*) from in_force where kind = 'family') as raises";

const CHILDREN: &str = "
select person.id, person.given, person.family, person.preferred_given, person.preferred_family
  from person
 where person.tenant = $1 and person.id <> $2
   and person.id in (select learner from in_force where kind = 'family')
   and person.id in (select learner from allowed)
 order by person.sort_name, person.id";

/// Of their family alone: who leads a district as well may see everybody in it, which is long to gather.
const ALLOWED: &str = ",
allowed as (
    select person.id as learner from person
     where person.tenant = $1 and person.id in (select learner from in_force where kind = 'family')
       and ";

const KEPT_FROM: &str = "
select distinct learner from in_force
 where kind = 'family' and learner not in (select learner from allowed)
 order by learner";

/// What this person is today.
pub async fn of(
    tx: &Tx,
    (tenant, person): (TenantId, PersonId),
    (today, age_of_majority): (NaiveDate, u8),
) -> Result<Hats, StoreError> {
    let values = || bound(tenant, person, today, age_of_majority);
    let question = statement(tx, &format!("{TIES}{SELF}"), values());
    let row = tx.db().query_one_raw(question).await?;
    let is = |column: &str| match &row {
        Some(row) => row.try_get::<i64>("", column).map(|count| 0 < count),
        None => Ok(false),
    };
    let (learns, works) = (is("learns")?, is("works")?);
    let (administers, guards) = (is("administers")?, is("guards")?);
    let (runs_all, guards_all) = (is("runs_all")?, is("guards_all")?);
    let raises = is("raises")?;
    let children = if raises { children(tx, values()).await? } else { Vec::new() };
    let kept_from = if raises { kept_from(tx, values()).await? } else { Vec::new() };
    Ok(Hats { learns, works, administers, runs_all, guards, guards_all, children, kept_from })
}

/// Asked of family alone: for who leads a district it would go through all its students.
async fn children(tx: &Tx, values: Vec<Value>) -> Result<Vec<Child>, StoreError> {
    let question = statement(tx, &format!("{TIES}{ALLOWED}{SHOWN}){CHILDREN}"), values);
    let mut named = Vec::new();
    for row in tx.db().query_all_raw(question).await? {
        named.push((PersonId(row.try_get::<Uuid>("", "id")?), Names::of_row(&row, "")?));
    }
    Ok(at_home::children(&named))
}

/// Asked of family alone, as their children are.
async fn kept_from(tx: &Tx, values: Vec<Value>) -> Result<Vec<PersonId>, StoreError> {
    let question = statement(tx, &format!("{TIES}{ALLOWED}{SHOWN}){KEPT_FROM}"), values);
    let rows = tx.db().query_all_raw(question).await?;
    let id = |row: &QueryResult| Ok(PersonId(row.try_get_by_index::<Uuid>(0)?));
    rows.iter().map(id).collect()
}
