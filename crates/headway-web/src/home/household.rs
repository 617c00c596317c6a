//! What the page of today loads: every plan that is the reader's own or their child's, in one transaction.

use headway_store::hats::{self, Hats};
use headway_store::permits::{self, Permit};
use headway_store::{StoreError, Tx, people, plans};
use ilp::PersonId;
use ilp::access::{Act, Actor, Because, Moment, Why};
use ilp::plan::Entry;

use super::at_work::{self, Work};
use super::duties::{self, Kept};
use crate::plan::history::told;
use crate::plan::loaded::{self, Loaded};

/// Entries of a log among which the latest news is looked for.
const ENTRIES: u64 = 40;

/// A plan and the end of its log.
#[derive(Debug, Clone)]
pub(super) struct Opened {
    pub(super) loaded: Loaded,
    pub(super) log: Vec<Entry>,
}

/// What the reader finds at home.
#[derive(Debug, Clone)]
pub(super) struct Household {
    pub(super) hats: Hats,
    /// The first name of a student or of family, for the greeting: the whole name stands at the top of the page already.
    pub(super) called: Option<String>,
    pub(super) plans: Vec<Opened>,
    /// Learners to whom they are family, whose plans they may not read, by name, with the reason.
    pub(super) kept_from: Vec<(String, Why)>,
    /// What is known of the district, for whoever looks after it.
    pub(super) kept: Kept,
    /// What waits for them in the plans that their work opens; `None` where they have no such work.
    pub(super) work: Option<Work>,
}

/// The plans of this person and of their children, as each permit shows them.
pub(super) async fn load(
    tx: &Tx,
    actor: &Actor,
    (person, age_of_majority): (PersonId, u8),
    now: Moment,
) -> Result<Household, StoreError> {
    let hats = hats::of(tx, (actor.tenant, person), (now.today, age_of_majority)).await?;
    let own = hats.learns.then_some(person);
    let children = hats.children.iter().map(|child| child.id);
    let kept = duties::load(tx, actor, &hats, now).await?;
    let work = at_work::load(tx, actor, (&hats, person, age_of_majority), now).await?;
    let goes_home = hats.learns || !hats.children.is_empty() || !hats.kept_from.is_empty();
    let found = if goes_home { people::find(tx, actor.tenant, person).await? } else { None };
    let called = found.map(|found| found.names.called());
    let mut household =
        Household { plans: Vec::new(), kept_from: Vec::new(), kept, work, hats: hats.clone(), called };
    for learner in own.into_iter().chain(children).chain(hats.kept_from) {
        match permits::permit(tx, actor, Act::SeePlan, learner, now).await? {
            Ok(permit) if is_home(permit.because()) => household.plans.push(open(&permit).await?),
            Err(why) if why.may_know_of() => {
                let names = people::names_of(tx, actor.tenant, &[learner]).await?;
                household.kept_from.extend(names.into_iter().map(|(_, name)| (name, why)));
            }
            // A plan that one sees by one's work is opened where the look is written down.
            Ok(_) | Err(_) => {}
        }
    }
    Ok(household)
}

/// Whose look at a plan is not written down: the student's and the family's.
const fn is_home(because: Because) -> bool {
    matches!(because, Because::TheStudent | Because::Family { .. })
}

async fn open(permit: &Permit<'_>) -> Result<Opened, StoreError> {
    let mut loaded = loaded::now(permit).await?;
    let log = match permit.also(Act::SeeHistory) {
        Some(_) => plans::log_end(permit, ENTRIES).await?,
        None => Vec::new(),
    };
    loaded.meet(permit, &told::people(&log)).await?;
    Ok(Opened { loaded, log })
}
