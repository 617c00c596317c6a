//! Everybody whom the district knows, for who manages accounts: names and how they sign in, and nothing of any plan.

use chrono::{DateTime, NaiveDate, Utc};
use ilp::PersonId;
use ilp::access::Act;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QueryResult, Value};
use uuid::Uuid;

use crate::entity::{audit_event, person};
use crate::oversight::Oversight;
use crate::people::{self, Names, Person};
use crate::visible::statement;
use crate::{StoreError, accounts, fold, sessions};

/// More words than a name has.
const WORDS_MAX: usize = 8;

/// Whom the list is to show.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Which {
    /// Everybody.
    #[default]
    All,
    /// Who can sign in.
    WithAccount,
    /// Who never could.
    WithoutAccount,
    /// Whose account is closed.
    Closed,
    /// Who holds an office or works in a class today.
    Staff,
    /// Who is at a school today.
    Students,
    /// Who is family of a student today.
    Family,
}

/// A part of the list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Words that are in the person's names or login, in any order and case and without accents.
    pub words: String,
    /// Whom.
    pub which: Which,
    /// Go on after this person.
    pub after: Option<PersonId>,
    /// How many rows at most.
    pub count_max: u32,
}

/// One row of the list.
#[expect(clippy::struct_excessive_bools, reason = "one person can be several of these at once")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// Who.
    pub person: PersonId,
    /// What they are called.
    pub name: String,
    /// As what they sign in.
    pub login: Option<String>,
    /// Their account is closed.
    pub is_closed: bool,
    /// When they last signed in, as far as the record goes back.
    pub last: Option<DateTime<Utc>>,
    /// They hold an office or work in a class today.
    pub works: bool,
    /// They are at a school today.
    pub learns: bool,
    /// They are family of a student today.
    pub is_family: bool,
}

/// $1 is the tenant, $2 today, $3 and $4 the place in the list to go on from, $5 how many. What somebody is, and when they last
/// signed in, is asked of those alone who are shown.
const PAGE: &str = "
with page as (
select person.id, person.given, person.family, person.preferred_given, person.preferred_family, account.login,
       cast(case when account.disabled then 1 else 0 end as bigint) as closed, person.sort_name
  from person
  left join account on account.tenant = person.tenant and account.person = person.id
 where person.tenant = $1 and (person.sort_name, person.id) > ($3, $4)";

const WORKS: &str = "
    (exists (select 1 from office where office.tenant = $1 and office.person = them.id
                and (office.since is null or office.since <= $2) and (office.until is null or office.until > $2))
     or exists (select 1 from enrolment where enrolment.tenant = $1 and enrolment.person = them.id
                and enrolment.role <> 'student' and (enrolment.since is null or enrolment.since <= $2)
                and (enrolment.until is null or enrolment.until > $2)))";

const LEARNS: &str = "
    exists (select 1 from schooling where schooling.tenant = $1 and schooling.learner = them.id
               and (schooling.since is null or schooling.since <= $2)
               and (schooling.until is null or schooling.until > $2))";

const RAISES: &str = "
    exists (select 1 from relation where relation.tenant = $1 and relation.person = them.id
               and relation.kind = 'family' and (relation.since is null or relation.since <= $2)
               and (relation.until is null or relation.until > $2))";

/// An instant as the engine keeps it, and not the greatest of them: a function's value has no type in SQLite.
const LAST: &str = "
    (select event.at from audit_event event
      where event.tenant = $1 and event.actor = page.id and event.act = 'session/begin' and event.outcome = 'done'
      order by event.at desc limit 1)";

/// The list, by family name as it is shown and looked for: `Ávila` stands with `Avila`. One that goes on after somebody who is not there begins anew.
///
/// # Errors
/// [`StoreError::Refused`] where the right is not to manage accounts.
pub async fn list(right: &Oversight<'_>, wanted: &Wanted) -> Result<Vec<Listed>, StoreError> {
    right.is_for(Act::ManageAccounts)?;
    let after = match wanted.after {
        // As it stands in the row: a name may be folded otherwise since it was written.
        Some(after) => place_of(right, after).await?,
        None => None,
    };
    let spot = after.unwrap_or_default();
    let mut values: Vec<Value> = vec![right.tenant().0.into(), right.now().today.into()];
    values.extend([spot.0.into(), spot.1.into(), i64::from(wanted.count_max).into()]);
    let mut text = format!("{PAGE}{}", narrowed(wanted.which));
    for word in fold::name(&wanted.words).split_whitespace().take(WORDS_MAX) {
        values.push(fold::holding(word).into());
        let n = values.len();
        let holds =
            format!(" and (person.search like ${n} escape '\\' or account.login like ${n} escape '\\')");
        text.push_str(&holds);
    }
    let [works, learns, raises] = [WORKS, LEARNS, RAISES].map(|is| {
        let is = is.replace("them.id", "page.id");
        format!("cast(case when {is} then 1 else 0 end as bigint)")
    });
    let text = format!(
        "{text} order by person.sort_name, person.id limit $5)
         select page.*, {works} as works, {learns} as learns, {raises} as raises, {LAST} as last
           from page order by sort_name, id"
    );
    let rows = right.tx.db().query_all_raw(statement(right.tx, &text, values)).await?;
    rows.iter().map(listed).collect()
}

/// Where somebody stands in the list.
async fn place_of(right: &Oversight<'_>, who: PersonId) -> Result<Option<(String, Uuid)>, StoreError> {
    let row = person::Entity::find()
        .filter(person::Column::Tenant.eq(right.tenant().0))
        .filter(person::Column::Id.eq(who.0))
        .one(right.tx.db())
        .await?;
    Ok(row.map(|row| (row.sort_name, row.id)))
}

fn narrowed(which: Which) -> String {
    let them = |is: &str| format!(" and {}", is.replace("them.id", "person.id"));
    match which {
        Which::All => String::new(),
        Which::WithAccount => " and account.login is not null and not account.disabled".to_owned(),
        Which::WithoutAccount => " and account.login is null".to_owned(),
        Which::Closed => " and account.disabled".to_owned(),
        Which::Staff => them(WORKS),
        Which::Students => them(LEARNS),
        Which::Family => them(RAISES),
    }
}

fn listed(row: &QueryResult) -> Result<Listed, StoreError> {
    let is = |column: &str| row.try_get::<i64>("", column).map(|number| number == 1);
    Ok(Listed {
        person: PersonId(row.try_get::<Uuid>("", "id")?),
        name: Names::of_row(row, "")?.shown(),
        login: row.try_get("", "login")?,
        is_closed: is("closed")?,
        last: row.try_get("", "last")?,
        works: is("works")?,
        learns: is("learns")?,
        is_family: is("raises")?,
    })
}

/// How somebody signs in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// As what.
    pub login: String,
    /// They cannot: the account is closed.
    pub is_closed: bool,
    /// When they last did, as far as the record goes back.
    pub last: Option<DateTime<Utc>>,
    /// In how many browsers they are signed in now.
    pub sessions_open: u64,
}

/// One person, for who manages accounts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Profile {
    /// Who.
    pub person: Person,
    /// How they sign in, where they can.
    pub entry: Option<Entry>,
    /// Whose family they are, or who is theirs: what people call it, and since when and how long.
    pub family: Vec<Kin>,
    /// How many students are on their caseload today.
    pub caseload: u64,
}

/// A tie of a family.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kin {
    /// The other.
    pub person: PersonId,
    /// What they are called.
    pub name: String,
    /// What people call the tie: `mother`.
    pub called: String,
    /// The other is the student; else the person of the page is.
    pub is_student: bool,
    /// First day, where it is known.
    pub from: Option<NaiveDate>,
    /// First day on which it is over.
    pub until: Option<NaiveDate>,
}

/// Consents, orders and broken glass are for who keeps the records, and not among these.
const KIN: &str = "
select case when relation.learner = $2 then relation.person else relation.learner end as other,
       cast(case when relation.learner = $2 then 0 else 1 end as bigint) as student,
       relation.detail, relation.since, relation.until
  from relation
 where relation.tenant = $1 and relation.kind = 'family' and (relation.learner = $2 or relation.person = $2)
 order by relation.since, relation.id";

const CASELOAD: &str = "
select count(distinct learner) as many from relation
 where tenant = $1 and person = $2 and kind = 'caseload'
   and (since is null or since <= $3) and (until is null or until > $3)";

/// One person; `None` where there is none.
///
/// # Errors
/// As for [`list`].
pub async fn profile(right: &Oversight<'_>, who: PersonId) -> Result<Option<Profile>, StoreError> {
    right.is_for(Act::ManageAccounts)?;
    let (tx, tenant) = (right.tx, right.tenant());
    let Some(person) = people::find(tx, tenant, who).await? else { return Ok(None) };
    let values: Vec<Value> = vec![tenant.0.into(), who.0.into(), right.now().today.into()];
    let row = tx.db().query_one_raw(statement(tx, CASELOAD, values)).await?;
    let caseload: i64 = row.map(|row| row.try_get("", "many")).transpose()?.unwrap_or_default();
    Ok(Some(Profile {
        person,
        entry: entry(right, who).await?,
        family: family(right, who).await?,
        caseload: u64::try_from(caseload).unwrap_or_default(),
    }))
}

async fn entry(right: &Oversight<'_>, who: PersonId) -> Result<Option<Entry>, StoreError> {
    let (tx, tenant) = (right.tx, right.tenant());
    let Some(account) = accounts::of_person(tx, tenant, who).await? else { return Ok(None) };
    let last = audit_event::Entity::find()
        .filter(audit_event::Column::Tenant.eq(tenant.0))
        .filter(audit_event::Column::Actor.eq(who.0))
        .filter(audit_event::Column::Act.eq("session/begin"))
        .filter(audit_event::Column::Outcome.eq("done"))
        .order_by_desc(audit_event::Column::At)
        .one(tx.db())
        .await?;
    let open = sessions::open_of(tx, (tenant, who), right.now().at).await?;
    Ok(Some(Entry {
        login: account.login,
        is_closed: account.disabled,
        last: last.map(|event| event.at),
        sessions_open: open.len() as u64,
    }))
}

async fn family(right: &Oversight<'_>, who: PersonId) -> Result<Vec<Kin>, StoreError> {
    let (tx, tenant) = (right.tx, right.tenant());
    let values: Vec<Value> = vec![tenant.0.into(), who.0.into()];
    let rows = tx.db().query_all_raw(statement(tx, KIN, values)).await?;
    let mut found = Vec::new();
    for row in rows {
        found.push(Kin {
            person: PersonId(row.try_get::<Uuid>("", "other")?),
            name: String::new(),
            called: row.try_get("", "detail")?,
            is_student: row.try_get::<i64>("", "student")? == 1,
            from: row.try_get("", "since")?,
            until: row.try_get("", "until")?,
        });
    }
    let ids: Vec<PersonId> = found.iter().map(|kin| kin.person).collect();
    let names = people::names_of(tx, tenant, &ids).await?;
    for kin in &mut found {
        let name = names.iter().find(|(id, _)| *id == kin.person);
        kin.name = name.map(|(_, name)| name.clone()).unwrap_or_default();
    }
    Ok(found)
}
