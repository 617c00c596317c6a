//! Learners who arrive with a plan: from the demo, and later from another tenant; one by one, or many at once.

mod many;

pub use many::Many;

use ilp::plan::{Entry, Proposal, replay};
use ilp::{PersonId, TenantId};

use crate::{StoreError, Tx, plans, proposals, tenants};

/// Takes in a learner's whole log and proposals, as they were kept elsewhere. `false`, and nothing is done, where the
/// learner already has a plan here.
///
/// It asks for no permit, since nobody here has a relation to the learner yet; nothing that a page calls may use it.
///
/// # Errors
/// [`StoreError::Unreadable`] where the log does not fold.
pub async fn arrive(
    tx: &Tx,
    tenant: TenantId,
    learner: PersonId,
    log: &[Entry],
    proposed: &[Proposal],
) -> Result<bool, StoreError> {
    if plans::locked(tx, tenant, learner).await?.0.version != 0 {
        return Ok(false);
    }
    let plan = replay(learner, log).map_err(|broken| StoreError::Unreadable(broken.to_string()))?;
    let days = plans::Days::By(tenants::zone(tx, tenant).await?);
    plans::keep(tx, (tenant, 0), &plan, log, days).await?;
    for proposal in proposed {
        proposals::keep(tx, tenant, learner, proposal).await?;
    }
    Ok(true)
}
