//! Who may see whom in lists: the one SQL text behind every list and search of learners.
//!
//! It says of a set what `ilp::access::decide` says of one learner for the act `SeeLearnerInLists`; a test compares the two
//! on random worlds. The set is gathered for who sees some hundreds; who sees a district walks along the names.

use chrono::{Datelike, NaiveDate};
use ilp::{PersonId, TenantId};
use sea_orm::{ConnectionTrait, Statement, Value};
use uuid::Uuid;

use crate::{StoreError, Tx};

mod details;
mod filters;
mod list;
mod offers;
mod paging;
mod question;

pub use list::{Found, From, Listed, Order, QUIET_DAYS, State, Wanted, list, list_by_walk};
pub use offers::{Offers, offers};

/// What makes a post show the learner of a row of `schooling`, or of one of `person` who has none: each said once, for
/// [`SEES`], which begins with the posts, and for [`SHOWN`], which begins with the learner.
///
/// Counted where one would ask `exists`: PostgreSQL answers that, asked for many rows, by reading the whole table first.
macro_rules! led {
    () => {
        "schooling.tenant = $1 and schooling.organisation in (select organisation from below where kind = 'leader')
           and (schooling.since is null or schooling.since <= $3)
           and (schooling.until is null or schooling.until > $3)"
    };
}
macro_rules! guarded {
    () => {
        "schooling.tenant = $1
           and schooling.organisation in (select organisation from below where kind = 'privacy_officer')
           and (schooling.since is null or schooling.since <= $3)"
    };
}
macro_rules! guarded_unschooled {
    () => {
        "posts.kind = 'privacy_officer' and person.tenant = $1 and person.id <> $2
           and 0 = (select count(*) from schooling
                     where schooling.tenant = $1 and schooling.learner = person.id
                       and (schooling.since is null or schooling.since <= $3))"
    };
}

/// Bound to: $1 tenant, $2 person, $3 today, $4 the latest birth date of somebody whose rights have passed today.
///
/// `in_force` are the ties of this person that hold today, `adult` those of their learners who hold their own rights by now,
/// `kept_away` those from whom an order keeps them, `below` all organisations under the posts that show learners, `tied`
/// whoever something else than a post shows, and how much: 0 the name, 1 the plan without the family's own words, 2 the plan.
/// `seen` are these and whoever a post shows, which is the name.
///
/// Where a post is what shows, the post is looked for first (`cross join` keeps SQLite to that order): whoever holds none would
/// else wait for a look at everybody there is.
///
/// Broken glass shows nobody in a list: it is open for an hour, and this knows days alone.
pub(crate) const TIES: &str = concat!(
    "
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
kept_away as (select learner from in_force where kind = 'restriction' and variant <> 'no_contact'),
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
tied as (
    select id as learner, 2 as shows from person where tenant = $1 and id = $2
    union
    select learner, 2 from in_force
     where kind = 'family' and may_see
       and (learner not in (select learner from adult)
            or learner in (select learner from in_force where kind = 'consent'))
    union
    select learner, 2 from in_force where kind = 'caseload'
    union
    select learner, 1 from in_force
     where kind = 'supporter' and (evidence is not null or learner in (select learner from adult))
    union
    select learners.person, case when theirs.role = 'proctor' then 0 else 2 end from enrolment theirs
      join enrolment learners
        on learners.tenant = theirs.tenant and learners.class = theirs.class and learners.role = 'student'
     where theirs.tenant = $1 and theirs.person = $2 and learners.person <> $2
       and theirs.role in ('teacher', 'co_teacher', 'substitute', 'aide', 'proctor')
       and (theirs.since is null or theirs.since <= $3) and (theirs.until is null or theirs.until > $3)
       and (learners.since is null or learners.since <= $3) and (learners.until is null or learners.until > $3)
),
seen as (
    select learner, shows from tied
    union
    select schooling.learner, 0 from schooling where ",
    led!(),
    "
    union
    select schooling.learner, 0 from schooling where ",
    guarded!(),
    "
    union
    select person.id, 0 from posts cross join person where ",
    guarded_unschooled!(),
    "
)"
);

/// The learners whom the ties of [`TIES`] show and no order keeps away, each once, and the most that some tie shows.
pub(crate) const SEES: &str = "
select seen.learner, cast(max(seen.shows) as bigint) as shows from seen
 where seen.learner not in (select learner from kept_away)
 group by seen.learner";

/// Those of [`SEES`] whom something else than a post shows.
pub(crate) const TIED: &str = "
select tied.learner, cast(max(tied.shows) as bigint) as shows from tied
 where tied.learner not in (select learner from kept_away)
 group by tied.learner";

/// What [`SEES`] says of all learners, asked of one row of `person`. A post over a district shows so many that they are
/// not gathered before it is asked who comes first.
pub(crate) const SHOWN: &str = concat!(
    "person.id not in (select learner from kept_away)
   and (person.id in (select learner from tied)
        or 0 < (select count(*) from schooling where schooling.learner = person.id and ",
    led!(),
    ")
        or 0 < (select count(*) from schooling where schooling.learner = person.id and ",
    guarded!(),
    ")
        or 0 < (select count(*) from posts where ",
    guarded_unschooled!(),
    "))"
);

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
