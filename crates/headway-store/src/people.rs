//! People: who they are and what they are called. What they may do is in their relations and offices.

use crate::entity::person::{ActiveModel, Column, Entity, Model};
use crate::entity::person_alias;
use crate::{Store, StoreError, Tx, fold, instant};
use chrono::{DateTime, NaiveDate, Utc};
use ilp::{PersonId, TenantId};
use sea_orm::sea_query::{Expr, ExprTrait, LikeExpr};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, DbErr, EntityTrait, FromQueryResult, PaginatorTrait, QueryFilter,
    QueryOrder, QueryResult, QuerySelect, Select,
};
use uuid::Uuid;

/// The names of a person: those in the records, and those that the person wants to be called by.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Names {
    /// The first name in the records.
    pub given: String,
    /// The middle name in the records.
    pub middle: Option<String>,
    /// The last name in the records.
    pub family: String,
    /// What the person is called instead of the first name.
    pub preferred_given: Option<String>,
    /// What the person is called instead of the middle name.
    pub preferred_middle: Option<String>,
    /// What the person is called instead of the last name.
    pub preferred_family: Option<String>,
}

impl Names {
    /// The name as it is shown: the preferred one where there is one.
    #[must_use]
    pub fn shown(&self) -> String {
        let given = self.preferred_given.as_deref().unwrap_or(&self.given);
        shown(given, self.preferred_family.as_deref().unwrap_or(&self.family))
    }

    /// What friends say: the first name alone, or the whole name of whoever has but one.
    #[must_use]
    pub fn called(&self) -> String {
        let given = self.preferred_given.as_deref().unwrap_or(&self.given);
        if given.is_empty() { self.shown() } else { given.to_owned() }
    }

    /// The name as it is shown, folded: family name, then first name. Lists stand in its order, which neither engine would
    /// find in the name itself: `Álvarez` stands before `Zhou`, and a search finds `Núñez` by `nunez`.
    ///
    /// The two are a tab apart, which is before any letter and in no folded name: `Li, Zoe` stands before `Lin, Ana`.
    pub(crate) fn sort_name(&self) -> String {
        let family = self.preferred_family.as_deref().unwrap_or(&self.family);
        let given = self.preferred_given.as_deref().unwrap_or(&self.given);
        format!("{}\t{}", fold::name(family), fold::name(given))
    }

    /// The names that are shown, out of the columns of a question that begin so: `""`, or `"s_"` for `s_given`.
    pub(crate) fn of_row(row: &QueryResult, prefix: &str) -> Result<Self, DbErr> {
        Ok(Self {
            given: row.try_get(prefix, "given")?,
            family: row.try_get(prefix, "family")?,
            preferred_given: row.try_get(prefix, "preferred_given")?,
            preferred_family: row.try_get(prefix, "preferred_family")?,
            ..Self::default()
        })
    }

    /// All names, folded, so that a person is found under any of them.
    pub(crate) fn search(&self) -> String {
        let optional = [&self.middle, &self.preferred_given, &self.preferred_middle, &self.preferred_family];
        let all = [self.given.as_str(), self.family.as_str()]
            .into_iter()
            .chain(optional.into_iter().filter_map(|name| name.as_deref()));
        fold::name(&all.collect::<Vec<_>>().join(" "))
    }
}

fn shown(given: &str, family: &str) -> String {
    format!("{given} {family}").trim().to_owned()
}

/// A human whom the tenant knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// The tenant that knows the person.
    pub tenant: TenantId,
    /// Ours; other systems' names for the person are in `source_ids`.
    pub id: PersonId,
    /// What the person is called.
    pub names: Names,
    /// Where it is unknown, the person is treated as a minor.
    pub birth_date: Option<NaiveDate>,
    /// The language of the pages, as in BCP 47.
    pub language: Option<String>,
    /// How the person wants to be spoken of.
    pub pronouns: Option<String>,
    /// Where notices are sent.
    pub email: Option<String>,
    /// A student or staff number.
    pub identifier: Option<String>,
    /// `false` while the roster says that the person may not use the system.
    pub enabled: bool,
    /// When the person left; nothing of them is deleted by that.
    pub retired_at: Option<DateTime<Utc>>,
}

/// The part of a person that pages name people by.
#[derive(FromQueryResult)]
struct Called {
    id: Uuid,
    given: String,
    family: String,
    preferred_given: Option<String>,
    preferred_family: Option<String>,
}

/// Adds a person.
///
/// # Errors
/// [`StoreError::Refused`] when the id is there already: ids are minted anew.
pub async fn add(tx: &Tx, person: &Person) -> Result<(), StoreError> {
    Entity::insert(row(person)).exec_without_returning(tx.db()).await?;
    Ok(())
}

/// The person of this id; one whose records were merged into another's is still found under the old id.
pub async fn find(tx: &Tx, tenant: TenantId, id: PersonId) -> Result<Option<Person>, StoreError> {
    Ok(Entity::find_by_id((tenant.0, id.0)).one(tx.db()).await?.map(person))
}

/// How many people the tenant knows.
pub async fn count(tx: &Tx, tenant: TenantId) -> Result<u64, StoreError> {
    Ok(Entity::find().filter(Column::Tenant.eq(tenant.0)).count(tx.db()).await?)
}

/// What these people are called on pages, by id; whoever is not there is left out.
pub async fn names_of(
    tx: &Tx,
    tenant: TenantId,
    ids: &[PersonId],
) -> Result<Vec<(PersonId, String)>, StoreError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let rows = Entity::find()
        .filter(Column::Tenant.eq(tenant.0))
        .filter(Column::Id.is_in(ids.iter().map(|id| id.0)))
        .select_only()
        .columns([Column::Id, Column::Given, Column::Family, Column::PreferredGiven, Column::PreferredFamily])
        .into_model::<Called>()
        .all(tx.db())
        .await?;
    let name = |row: Called| {
        let family = row.preferred_family.unwrap_or(row.family);
        (PersonId(row.id), shown(&row.preferred_given.unwrap_or(row.given), &family))
    };
    Ok(rows.into_iter().map(name).collect())
}

/// Gives a person other names. `false` when there is no such person.
pub async fn rename(tx: &Tx, tenant: TenantId, id: PersonId, names: &Names) -> Result<bool, StoreError> {
    let changed = Entity::update_many()
        .col_expr(Column::Given, Expr::value(names.given.clone()))
        .col_expr(Column::Middle, Expr::value(names.middle.clone()))
        .col_expr(Column::Family, Expr::value(names.family.clone()))
        .col_expr(Column::PreferredGiven, Expr::value(names.preferred_given.clone()))
        .col_expr(Column::PreferredMiddle, Expr::value(names.preferred_middle.clone()))
        .col_expr(Column::PreferredFamily, Expr::value(names.preferred_family.clone()))
        .col_expr(Column::Search, Expr::value(names.search()))
        .col_expr(Column::SortName, Expr::value(names.sort_name()))
        .filter(Column::Tenant.eq(tenant.0))
        .filter(Column::Id.eq(id.0))
        .exec(tx.db())
        .await?;
    Ok(changed.rows_affected == 1)
}

/// Those whose names hold all of these words, in any case and without accents; at most `count_max`, by name.
///
/// It looks at the whole tenant: only for those who may know everybody in it.
pub async fn search(
    tx: &Tx,
    tenant: TenantId,
    words: &str,
    count_max: u32,
) -> Result<Vec<Person>, StoreError> {
    let rows = sought(tenant, words).limit(u64::from(count_max)).all(tx.db()).await?;
    Ok(rows.into_iter().map(person).collect())
}

/// The rows of [`search`] before its limit, so that others can be left out first.
pub(crate) fn sought(tenant: TenantId, words: &str) -> Select<Entity> {
    let mut query = Entity::find().filter(Column::Tenant.eq(tenant.0));
    for word in fold::name(words).split(' ') {
        query = query.filter(Expr::col(Column::Search).like(LikeExpr::new(fold::holding(word)).escape('\\')));
    }
    query.order_by_asc(Column::SortName).order_by_asc(Column::Id)
}

/// How many names are not found or put in order as they are by now.
pub(crate) async fn count_misfolded(tx: &Tx) -> Result<u64, StoreError> {
    let (mut count, mut last) = (0, None);
    while let Some((after, misfolded)) = misfolded(tx, last).await? {
        count += misfolded.len() as u64;
        last = Some(after);
    }
    Ok(count)
}

/// Folds anew every name that is not kept as names are folded by now, as after a change of how that is done; how many those were.
///
/// A thousand people at a time, so that others can save in between; where it stops in the middle, it can be begun again.
pub async fn fold_anew(store: &Store) -> Result<u64, StoreError> {
    let (mut mended, mut last) = (0, None);
    while let Some((after, folded)) = store.write(move |tx| Box::pin(fold_next(tx, last))).await? {
        mended += folded;
        last = Some(after);
    }
    Ok(mended)
}

async fn fold_next(tx: &Tx, after: Option<(Uuid, Uuid)>) -> Result<Option<((Uuid, Uuid), u64)>, StoreError> {
    let Some((after, misfolded)) = misfolded(tx, after).await? else { return Ok(None) };
    let mut folded = 0;
    for (tenant, id, names) in &misfolded {
        folded += u64::from(rename(tx, *tenant, PersonId(*id), names).await?);
    }
    Ok(Some((after, folded)))
}

/// Where to go on, and those of the next people whose names are not kept as they are folded by now; `None` after the last.
async fn misfolded(tx: &Tx, after: Option<(Uuid, Uuid)>) -> Result<Option<Misfolded>, StoreError> {
    let mut all = Entity::find().cursor_by((Column::Tenant, Column::Id));
    if let Some(after) = after {
        all.after(after);
    }
    let rows = all.first(1_000).all(tx.db()).await?;
    let Some(last) = rows.last().map(|row| (row.tenant, row.id)) else { return Ok(None) };
    let mut found = Vec::new();
    for row in rows {
        let (search, sort_name) = (row.search.clone(), row.sort_name.clone());
        let one = person(row);
        if one.names.search() != search || one.names.sort_name() != sort_name {
            found.push((one.tenant, one.id.0, one.names));
        }
    }
    Ok(Some((last, found)))
}

/// A place in the order of all people, and some who stand before it.
type Misfolded = ((Uuid, Uuid), Vec<(TenantId, Uuid, Names)>);

/// That two records are of one human, until it is undone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merge {
    /// The tenant of both.
    pub tenant: TenantId,
    /// The record that is no longer used.
    pub alias: PersonId,
    /// The record that stays.
    pub person: PersonId,
    /// Who says so.
    pub by: PersonId,
    /// When it was said.
    pub at: DateTime<Utc>,
    /// Why they are the same human.
    pub reason: String,
}

/// Lets one record stand for another. Neither is changed, so that the merge can be undone.
pub async fn merge(tx: &Tx, merge: &Merge) -> Result<(), StoreError> {
    let row = person_alias::ActiveModel {
        tenant: Set(merge.tenant.0),
        alias: Set(merge.alias.0),
        at: Set(instant::kept(merge.at)),
        person: Set(merge.person.0),
        by_whom: Set(merge.by.0),
        reason: Set(merge.reason.clone()),
        undone_at: Set(None),
        undone_by: Set(None),
    };
    person_alias::Entity::insert(row).exec_without_returning(tx.db()).await?;
    Ok(())
}

/// Undoes the merges of a record. `false` when there was none.
pub async fn unmerge(
    tx: &Tx,
    tenant: TenantId,
    alias: PersonId,
    by: PersonId,
    at: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let undone = person_alias::Entity::update_many()
        .col_expr(person_alias::Column::UndoneAt, Expr::value(Some(instant::kept(at))))
        .col_expr(person_alias::Column::UndoneBy, Expr::value(Some(by.0)))
        .filter(person_alias::Column::Tenant.eq(tenant.0))
        .filter(person_alias::Column::Alias.eq(alias.0))
        .filter(person_alias::Column::UndoneAt.is_null())
        .exec(tx.db())
        .await?;
    Ok(0 < undone.rows_affected)
}

/// The record that stands for this one: itself, unless it was merged into another.
pub async fn standing_for(tx: &Tx, tenant: TenantId, id: PersonId) -> Result<PersonId, StoreError> {
    let mut seen = vec![id.0];
    let mut current = id.0;
    loop {
        let next = person_alias::Entity::find()
            .filter(person_alias::Column::Tenant.eq(tenant.0))
            .filter(person_alias::Column::Alias.eq(current))
            .filter(person_alias::Column::UndoneAt.is_null())
            .order_by_desc(person_alias::Column::At)
            .one(tx.db())
            .await?;
        match next {
            // Two records merged into each other stand for themselves: a circle has no end.
            Some(merge) if !seen.contains(&merge.person) => {
                current = merge.person;
                seen.push(current);
            }
            _ => return Ok(PersonId(current)),
        }
    }
}

fn row(person: &Person) -> ActiveModel {
    let names = person.names.clone();
    ActiveModel {
        tenant: Set(person.tenant.0),
        id: Set(person.id.0),
        search: Set(names.search()),
        sort_name: Set(names.sort_name()),
        given: Set(names.given),
        middle: Set(names.middle),
        family: Set(names.family),
        preferred_given: Set(names.preferred_given),
        preferred_middle: Set(names.preferred_middle),
        preferred_family: Set(names.preferred_family),
        birth_date: Set(person.birth_date),
        // A court's or a college's paper sets these, with its own act.
        emancipated_from: Set(None),
        eligible_from: Set(None),
        language: Set(person.language.clone()),
        pronouns: Set(person.pronouns.clone()),
        email: Set(person.email.clone()),
        identifier: Set(person.identifier.clone()),
        enabled: Set(person.enabled),
        retired_at: Set(person.retired_at.map(instant::kept)),
    }
}

pub(crate) fn person(row: Model) -> Person {
    Person {
        tenant: TenantId(row.tenant),
        id: PersonId(row.id),
        names: Names {
            given: row.given,
            middle: row.middle,
            family: row.family,
            preferred_given: row.preferred_given,
            preferred_middle: row.preferred_middle,
            preferred_family: row.preferred_family,
        },
        birth_date: row.birth_date,
        language: row.language,
        pronouns: row.pronouns,
        email: row.email,
        identifier: row.identifier,
        enabled: row.enabled,
        retired_at: row.retired_at,
    }
}
