//! Offices of trust at the server: for a district whose only administrator has nobody to agree with.

use chrono::NaiveDate;
use ilp::access::{Moment, OfficeKind};
use ilp::{PersonId, TenantId};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use super::second::{noted_of, noted_of_row};
use super::trust::{On, ever_holds};
use super::{Left, Noted, TRUST};
use crate::audit::{self, Event};
use crate::entity::{office, organisation};
use crate::invitations;
use crate::people;
use crate::permits::{office_code, office_kind};
use crate::ties::Post;
use crate::{StoreError, Tx};

/// Somebody who holds an office of trust today, or will.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holder {
    /// Who.
    pub person: PersonId,
    /// What they are called.
    pub name: String,
    /// Which office.
    pub kind: OfficeKind,
    /// What the organisation is called.
    pub organisation: String,
    /// Whether it is over the whole district: one over a part of it opens no page of the office.
    pub is_whole: bool,
    /// First day, where it is known.
    pub from: Option<NaiveDate>,
    /// First day on which it is over.
    pub until: Option<NaiveDate>,
    /// A roster brought it.
    pub is_rosters: bool,
    /// They have an account that is open.
    pub can_sign_in: bool,
}

/// Everybody who holds an office of trust today, or will; by office and name.
pub async fn holders(tx: &Tx, tenant: TenantId, today: NaiveDate) -> Result<Vec<Holder>, StoreError> {
    let until = office::Column::Until;
    let rows = office::Entity::find()
        .filter(office::Column::Tenant.eq(tenant.0))
        .filter(office::Column::Kind.is_in(TRUST.map(office_code)))
        .filter(Condition::any().add(until.is_null()).add(until.gt(today)))
        .order_by_asc(office::Column::Kind)
        .order_by_asc(office::Column::Since)
        .order_by_asc(office::Column::Id)
        .all(tx.db())
        .await?;
    let rows: Vec<_> = rows.into_iter().filter(ever_holds).collect();
    let ids: Vec<PersonId> = rows.iter().map(|row| PersonId(row.person)).collect();
    let names = people::names_of(tx, tenant, &ids).await?;
    let on = On { tx, tenant, today };
    let mut found = Vec::new();
    for row in rows {
        let (person, Some(kind)) = (PersonId(row.person), office_kind(&row.kind)) else { continue };
        let place = match row.organisation {
            Some(id) => organisation::Entity::find_by_id((tenant.0, id)).one(tx.db()).await?,
            None => None,
        };
        found.push(Holder {
            person,
            name: names
                .iter()
                .find(|(id, _)| *id == person)
                .map(|(_, name)| name.clone())
                .unwrap_or_default(),
            kind,
            is_whole: place.as_ref().is_some_and(|place| place.parent.is_none()),
            organisation: place.map(|place| place.name).unwrap_or_default(),
            from: row.since,
            until: row.until,
            is_rosters: !row.source.is_empty(),
            can_sign_in: on.can_sign_in(person).await?,
        });
    }
    found.sort_by(|one, other| {
        (office_code(one.kind), &one.name).cmp(&(office_code(other.kind), &other.name))
    });
    Ok(found)
}

/// Gives an office of trust over the whole district, from this day on; whoever is at the server has been asked who they are there. The
/// letters of before are recalled, as with every such office. The ids are minted by the caller: of the office, and of its events.
///
/// Gives what the organisation is called.
pub async fn give_here(
    tx: &Tx,
    (tenant, person): (TenantId, PersonId),
    (kind, from, until): (OfficeKind, NaiveDate, Option<NaiveDate>),
    (now, [id, event, recall]): (Moment, [Uuid; 3]),
) -> Result<Result<String, Left>, StoreError> {
    let on = On { tx, tenant, today: now.today };
    on.one_at_a_time().await?;
    if !TRUST.contains(&kind) {
        return Ok(Err(Left::NotOurs));
    }
    let Some((organisation, name)) = on.wholes().await?.into_iter().next() else {
        return Ok(Err(Left::NotThere));
    };
    let post = Post { id, person, kind, organisation, from, until };
    if let Some(left) = on.why_not_give(&post).await? {
        return Ok(Err(left));
    }
    on.add(&post).await?;
    record(tx, (tenant, person), (event, now), "office/give", Some(&noted_of(&post))).await?;
    if invitations::recall_all(tx, (tenant, person), now.at).await? {
        record(tx, (tenant, person), (recall, now), "invitation/recall", None).await?;
    }
    Ok(Ok(name))
}

/// Ends an office of this kind that was given to this person by hand. Gives how many more of the kind they hold: before two were
/// needed, one could be given twice.
pub async fn end_here(
    tx: &Tx,
    (tenant, person): (TenantId, PersonId),
    kind: OfficeKind,
    (now, event): (Moment, Uuid),
) -> Result<Result<usize, Left>, StoreError> {
    let on = On { tx, tenant, today: now.today };
    on.one_at_a_time().await?;
    let until = office::Column::Until;
    let rows = office::Entity::find()
        .filter(office::Column::Tenant.eq(tenant.0))
        .filter(office::Column::Person.eq(person.0))
        .filter(office::Column::Kind.eq(office_code(kind)))
        .filter(office::Column::Source.eq(""))
        .filter(Condition::any().add(until.is_null()).add(until.gt(now.today)))
        .order_by_asc(office::Column::Id)
        .all(tx.db())
        .await?;
    let rows: Vec<_> = rows.into_iter().filter(ever_holds).collect();
    let Some(first) = rows.first().filter(|_| TRUST.contains(&kind)) else { return Ok(Err(Left::NotOurs)) };
    let row = match on.ending(person, first.id).await? {
        Ok(row) => row,
        Err(left) => return Ok(Err(left)),
    };
    let until = on.close(&row).await?;
    let noted = Noted { until: Some(until), ..noted_of_row(&row) };
    record(tx, (tenant, person), (event, now), "office/end", Some(&noted)).await?;
    Ok(Ok(rows.len() - 1))
}

async fn record(
    tx: &Tx,
    (tenant, person): (TenantId, PersonId),
    (id, now): (Uuid, Moment),
    act: &str,
    noted: Option<&Noted>,
) -> Result<(), StoreError> {
    let detail = noted.map(|noted| serde_json::to_string(noted).unwrap_or_default()).unwrap_or_default();
    let event = Event::by_command(tenant, (id, now.at), act);
    audit::record(tx, &Event { object: Some(format!("account {person}")), detail, ..event }).await
}
