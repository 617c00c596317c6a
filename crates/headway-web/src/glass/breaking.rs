//! The one transaction in which somebody is found, may be opened, and is.

use chrono::{DateTime, TimeDelta, Utc};
use headway_store::audit::{self, Event, code_of};
use headway_store::glass::{self, Breaking, Told};
use headway_store::{StoreError, Tx, attempts, permits};
use ilp::access::{Act, Actor, BREAK_GLASS_A_DAY_MAX, Moment, Why};
use ilp::{PersonId, RelationId, TenantId};
use sha2::{Digest, Sha256};

use crate::error::PageError;
use crate::form::{Outcome, Posted};
use crate::shell::Visit;

/// How often somebody may say whom they mean and be wrong, within a day: enough for slips, too few to guess.
const WRONG_A_DAY_MAX: u64 = 10;

/// Whose plan.
#[derive(Debug, Clone)]
pub(super) enum Whom {
    /// Of whom the reader knows, by a list.
    Known(PersonId),
    /// Whom the reader has described.
    Told(Told),
}

/// Why the glass was not broken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Refused {
    /// They have broken it too often today.
    TooMany,
    /// They were wrong too often today.
    TooManyWrong,
    /// There is nobody like that whom they may open. Why that is so, they are not told.
    Nobody,
}

/// One asking.
#[derive(Clone)]
struct Asking {
    actor: Actor,
    person: PersonId,
    now: Moment,
    whom: Whom,
    breaking: Breaking,
    /// The event of a refusal, but for its reason.
    denial: Event,
}

/// Breaks the glass, once; the reader has proved who they are at this moment.
pub(super) async fn save(
    visit: &Visit,
    posted: &Posted,
    (whom, reason): (Whom, String),
) -> Result<Outcome<Refused>, PageError> {
    let actor = Actor { signed_in_at: Some(visit.now), purpose: Some(reason), ..visit.actor()? };
    let breaking = Breaking {
        hour: RelationId(visit.app.fresh_id()),
        event: visit.app.fresh_id(),
        address: Some(visit.address.to_string()),
    };
    let denial = visit.denial(Act::BreakGlass, None)?;
    let person = visit.reader()?.person;
    let asking = Asking { actor, person, now: visit.moment(), whom, breaking, denial };
    visit.save_once(posted, move |tx| Box::pin(async move { asking.answer(tx).await })).await
}

impl Asking {
    async fn answer(&self, tx: &Tx) -> Result<Outcome<Refused>, StoreError> {
        // How often is asked first: whoever has no hour left learns nothing of anybody by asking on.
        let (tenant, person) = (self.actor.tenant, self.person);
        if BREAK_GLASS_A_DAY_MAX <= glass::count_on(tx, tenant, person, self.now.today).await? {
            return self.refuse(tx, (None, "too_many_today"), Refused::TooMany).await;
        }
        let wrong = wrong_key(person);
        if let Whom::Told(_) = self.whom
            && WRONG_A_DAY_MAX <= wrong_today(tx, (tenant, &wrong), self.now.at).await?
        {
            return self.refuse(tx, (None, "too_many_wrong"), Refused::TooManyWrong).await;
        }
        let learner = match &self.whom {
            Whom::Known(learner) => Some(*learner),
            Whom::Told(told) => glass::meant(tx, tenant, told).await?,
        };
        let why = match learner {
            Some(learner) => match self.open(tx, learner).await? {
                Ok(location) => return Ok(Outcome::Done(location)),
                Err(Why::TooManyToday { .. }) => {
                    return self.refuse(tx, (None, "too_many_today"), Refused::TooMany).await;
                }
                Err(why) => code_of(&why).0,
            },
            None => code_of(&Why::NotKnown).0,
        };
        attempts::note(tx, tenant, &wrong, self.now.at).await?;
        self.refuse(tx, (learner, &why), Refused::Nobody).await
    }

    /// The address of the plan, open now: by what ties the reader to the learner, or by broken glass.
    async fn open(&self, tx: &Tx, learner: PersonId) -> Result<Result<String, Why>, StoreError> {
        let there = format!("/plan/{learner}");
        let plain = Actor { purpose: None, ..self.actor.clone() };
        if permits::permit(tx, &plain, Act::SeePlan, learner, self.now).await?.is_ok() {
            return Ok(Ok(there));
        }
        Ok(match permits::permit(tx, &self.actor, Act::BreakGlass, learner, self.now).await? {
            Ok(permit) => {
                glass::break_glass(&permit, &self.breaking).await?;
                Ok(there)
            }
            Err(why) => Err(why),
        })
    }

    async fn refuse(
        &self,
        tx: &Tx,
        (learner, because): (Option<PersonId>, &str),
        why: Refused,
    ) -> Result<Outcome<Refused>, StoreError> {
        let denial = Event { learner, because: because.to_owned(), ..self.denial.clone() };
        audit::record(tx, &denial).await?;
        Ok(Outcome::Refused(why))
    }
}

fn wrong_key(person: PersonId) -> [u8; 32] {
    Sha256::new().chain_update(b"glass\0").chain_update(person.0).finalize().into()
}

async fn wrong_today(
    tx: &Tx,
    (tenant, key): (TenantId, &[u8; 32]),
    now: DateTime<Utc>,
) -> Result<u64, StoreError> {
    attempts::count_since(tx, tenant, key, (now - TimeDelta::days(1), now)).await
}
