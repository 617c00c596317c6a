//! What holds of every office of trust, however it is given or ended: it is over the whole district, and the last one stays.

use chrono::NaiveDate;
use ilp::access::OfficeKind;
use ilp::{OrgId, PersonId, TenantId};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, Select};
use uuid::Uuid;

use super::{Left, TRUST};
use crate::entity::{account, office, organisation, person, tenant};
use crate::ties::{self, Post};
use crate::{StoreError, Tx, permits};

/// A district on a day.
#[derive(Debug, Clone, Copy)]
pub(super) struct On<'tx> {
    pub(super) tx: &'tx Tx,
    pub(super) tenant: TenantId,
    pub(super) today: NaiveDate,
}

/// What is thought away when it is asked whether somebody is left.
#[derive(Debug, Clone, Copy)]
pub(super) enum Spared {
    Office(Uuid),
    Person(PersonId),
}

impl On<'_> {
    /// Writes the tenant's row as it is: of two who give or end offices of trust at the same moment, one waits for the other
    /// and is run again after it.
    pub(super) async fn one_at_a_time(self) -> Result<(), StoreError> {
        tenant::Entity::update_many()
            .col_expr(tenant::Column::Name, Expr::col(tenant::Column::Name))
            .filter(tenant::Column::Id.eq(self.tenant.0))
            .exec(self.tx.db())
            .await?;
        Ok(())
    }

    /// The organisations that are the whole district, by name: one, but where a roster names several at the top.
    pub(super) async fn wholes(self) -> Result<Vec<(OrgId, String)>, StoreError> {
        let there = self.tops().filter(organisation::Column::RetiredAt.is_null());
        let named = there.all(self.tx.db()).await?.into_iter().map(|row| (OrgId(row.id), row.name));
        Ok(named.collect())
    }

    fn tops(self) -> Select<organisation::Entity> {
        organisation::Entity::find()
            .filter(organisation::Column::Tenant.eq(self.tenant.0))
            .filter(organisation::Column::Parent.is_null())
            .order_by_asc(organisation::Column::Name)
            .order_by_asc(organisation::Column::Id)
    }

    /// Why nobody could give this office of trust, whoever they are.
    pub(super) async fn why_not_give(self, post: &Post) -> Result<Option<Left>, StoreError> {
        let db = self.tx.db();
        if person::Entity::find_by_id((self.tenant.0, post.person.0)).one(db).await?.is_none() {
            return Ok(Some(Left::NotThere));
        }
        if !self.wholes().await?.iter().any(|(id, _)| *id == post.organisation) {
            return Ok(Some(Left::WholeDistrict));
        }
        if post.until.is_some_and(|until| until <= post.from || until <= self.today) {
            return Ok(Some(Left::DaysOver));
        }
        let held = office::Entity::find()
            .filter(office::Column::Tenant.eq(self.tenant.0))
            .filter(office::Column::Person.eq(post.person.0))
            .filter(office::Column::Kind.eq(permits::office_code(post.kind)))
            .filter(office::Column::Organisation.eq(post.organisation.0));
        // To end one of two would end nothing.
        let is_held = held.all(db).await?.iter().any(|row| share_days(row, post));
        Ok(is_held.then_some(Left::Held))
    }

    /// The office of trust of this person that can end today, or why it cannot.
    pub(super) async fn ending(
        self,
        person: PersonId,
        id: Uuid,
    ) -> Result<Result<office::Model, Left>, StoreError> {
        let row = office::Entity::find_by_id((self.tenant.0, person.0, id)).one(self.tx.db()).await?;
        let is_open =
            |row: &office::Model| ever_holds(row) && row.until.is_none_or(|until| self.today < until);
        let ours = row.filter(|row| row.source.is_empty() && is_open(row));
        let Some((row, kind)) = ours.and_then(|row| permits::office_kind(&row.kind).map(|kind| (row, kind)))
        else {
            return Ok(Err(Left::NotOurs));
        };
        if TRUST.contains(&kind) && self.is_last(kind, Spared::Office(id)).await? {
            return Ok(Err(last(kind)));
        }
        Ok(Ok(row))
    }

    /// Gives an office.
    pub(super) async fn add(self, post: &Post) -> Result<(), StoreError> {
        ties::add_posts(self.tx, self.tenant, std::slice::from_ref(post)).await
    }

    /// Ends an office and gives the first day on which it does not hold any more: today, or the day on which it would have begun.
    pub(super) async fn close(self, row: &office::Model) -> Result<NaiveDate, StoreError> {
        let until = row.since.map_or(self.today, |since| since.max(self.today));
        office::Entity::update_many()
            .col_expr(office::Column::Until, Expr::value(Some(until)))
            .filter(office::Column::Tenant.eq(self.tenant.0))
            .filter(office::Column::Person.eq(row.person))
            .filter(office::Column::Id.eq(row.id))
            .exec(self.tx.db())
            .await?;
        Ok(until)
    }

    /// Whether the day would come sooner on which nobody who can sign in holds this office over the whole district: an office
    /// that ends next month does not stand in for one without an end.
    pub(super) async fn is_last(self, kind: OfficeKind, spared: Spared) -> Result<bool, StoreError> {
        use office::Column::{Kind, Organisation, Since, Tenant, Until};
        let tops = self.tops().all(self.tx.db()).await?.into_iter().map(|row| row.id);
        let rows = office::Entity::find()
            .filter(Tenant.eq(self.tenant.0))
            .filter(Kind.eq(permits::office_code(kind)))
            .filter(Organisation.is_in(tops))
            .filter(Condition::any().add(Since.is_null()).add(Since.lte(self.today)))
            .filter(Condition::any().add(Until.is_null()).add(Until.gt(self.today)))
            .all(self.tx.db())
            .await?;
        let is_spared = |row: &office::Model| match spared {
            Spared::Office(id) => row.id == id,
            Spared::Person(person) => row.person == person.0,
        };
        let (spared, others): (Vec<_>, Vec<_>) = rows.into_iter().partition(is_spared);
        let Some(spared_until) = spared.iter().map(last_day).max() else { return Ok(false) };
        for row in others.iter().filter(|row| spared_until <= last_day(row)) {
            if self.can_sign_in(PersonId(row.person)).await? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    pub(super) async fn can_sign_in(self, who: PersonId) -> Result<bool, StoreError> {
        let (db, key) = (self.tx.db(), (self.tenant.0, who.0));
        let account = account::Entity::find_by_id(key).one(db).await?;
        let person = person::Entity::find_by_id(key).one(db).await?;
        let is_open = account.is_some_and(|account| !account.disabled && account.password_hash.is_some());
        Ok(is_open && person.is_some_and(|person| person.enabled))
    }
}

/// Whether the row holds on a day on which the office would.
fn share_days(row: &office::Model, post: &Post) -> bool {
    let begins_first = row.since.zip(post.until).is_none_or(|(since, until)| since < until);
    ever_holds(row) && begins_first && row.until.is_none_or(|until| post.from < until)
}

/// Whether there is a day on which it holds: what was ended before it began has none.
pub(super) fn ever_holds(row: &office::Model) -> bool {
    row.until.is_none_or(|until| row.since.is_none_or(|since| since < until))
}

/// Until when it holds, so that one without an end is the greatest.
fn last_day(row: &office::Model) -> NaiveDate {
    row.until.unwrap_or(NaiveDate::MAX)
}

pub(super) const fn last(kind: OfficeKind) -> Left {
    match kind {
        OfficeKind::PrivacyOfficer => Left::LastOfficer,
        _ => Left::LastAdministrator,
    }
}
