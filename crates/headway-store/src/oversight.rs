//! Who may do what over the whole of a district: its accounts, its audit, its rights, its machine.
//!
//! As in [`crate::permits`], the right is made from facts loaded in the transaction that then acts, and nowhere else.

use ilp::access::{About, Act, Actor, Because, Decision, District, Moment, Why, decide};
use ilp::{OrgId, PersonId, TenantId};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::entity::organisation;
use crate::permits::{offices, place};
use crate::{StoreError, Tx};

/// The right to one act over a district, as long as this transaction lasts.
#[derive(Debug)]
pub struct Oversight<'tx> {
    pub(crate) tx: &'tx Tx,
    tenant: TenantId,
    person: PersonId,
    act: Act,
    because: Because,
    now: Moment,
}

impl<'tx> Oversight<'tx> {
    /// The transaction it was made in.
    #[must_use]
    pub const fn tx(&self) -> &'tx Tx {
        self.tx
    }

    /// Over which district.
    #[must_use]
    pub const fn tenant(&self) -> TenantId {
        self.tenant
    }

    /// Whose right it is.
    #[must_use]
    pub const fn person(&self) -> PersonId {
        self.person
    }

    /// For which act.
    #[must_use]
    pub const fn act(&self) -> Act {
        self.act
    }

    /// The office that carries it.
    #[must_use]
    pub const fn because(&self) -> Because {
        self.because
    }

    /// The moment for which it was decided.
    #[must_use]
    pub const fn now(&self) -> Moment {
        self.now
    }
}

/// Decides one act over the whole district, and gives the right to it or the reason why not.
///
/// The whole is the organisation at the top; where a roster names several, an office at any of them is enough.
pub async fn over<'tx>(
    tx: &'tx Tx,
    actor: &Actor,
    act: Act,
    now: Moment,
) -> Result<Result<Oversight<'tx>, Why>, StoreError> {
    let Some(person) = actor.person else { return Ok(Err(Why::NobodySignedIn)) };
    let actor = Actor { offices: offices(tx, actor.tenant, person).await?, ..actor.clone() };
    let tenant = actor.tenant;
    let tops = organisation::Entity::find()
        .filter(organisation::Column::Tenant.eq(tenant.0))
        .filter(organisation::Column::Parent.is_null())
        .order_by_asc(organisation::Column::Id);
    let mut refused = Why::NotKnown;
    for top in tops.all(tx.db()).await? {
        let district = District { tenant, place: place(tx, tenant, OrgId(top.id)).await? };
        match decide(&actor, act, &About::District(district), now) {
            Decision::Allow { because, .. } => {
                return Ok(Ok(Oversight { tx, tenant, person, act, because, now }));
            }
            Decision::Deny { why } => refused = why,
        }
    }
    Ok(Err(refused))
}
