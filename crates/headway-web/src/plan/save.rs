//! Saves one change or one suggestion from a form, and says in words why it was not taken.

use axum::response::{IntoResponse, Redirect, Response};
use headway_store::{plans, proposals};
use headway_text::Words;
use ilp::access::Act;
use ilp::plan::{About, Body, Change, Entry, Hand, Item, Owner, Plan, Proposal, Refused, Stage, Text};
use ilp::{ChangeId, ItemId, PersonId, ProposalId};

use super::named;
use crate::about::hand_of;
use crate::error::PageError;
use crate::form::{Form, Outcome, Posted, kept};
use crate::shell::Visit;

/// Where a reader comes to when something is saved.
pub(crate) fn saved(learner: PersonId) -> String {
    format!("/plan/{learner}?said=saved")
}

/// Where a reader comes to when this item is saved: to the item, which says so itself.
pub(crate) fn saved_at(learner: PersonId, item: ItemId) -> String {
    format!("/plan/{learner}?said=saved&item={item}#item-{item}")
}

/// What a change is about, for the way back to it.
fn saved_by(learner: PersonId, change: &Change) -> String {
    let item = match change {
        Change::SeenDifferently { about: About::Item(item), .. } => Some(*item),
        Change::ItemMoved { item, to: Stage::Withdrawn, .. } => return named::away_at(learner, *item),
        change => change.item(),
    };
    item.map_or_else(|| saved(learner), |item| saved_at(learner, item))
}

/// Takes a change into the log. `build` makes it from the plan as the reader may see it, and from their hand.
pub(crate) async fn change<F>(
    visit: &Visit,
    posted: &Posted,
    (act, learner): (Act, PersonId),
    build: F,
) -> Result<Outcome<Refused>, PageError>
where
    F: FnOnce(&Plan, &Hand) -> Result<Change, Refused> + Clone + Send + 'static,
{
    let (id, at) = (ChangeId(visit.app.fresh_id()), visit.now);
    let outcome = visit.save_about(posted, (act, learner), move |permit| {
        Box::pin(async move {
            let Some(hand) = hand_of(permit.because(), permit.person(), learner) else {
                return Ok(Outcome::Refused(Refused::NotYourDecision));
            };
            let plan = plans::current(&permit).await?;
            let change = match build(&plan, &hand) {
                Ok(change) => change,
                Err(refused) => return Ok(Outcome::Refused(refused)),
            };
            if let Some(item) = stands_already(&plan, &hand, &change) {
                return Ok(Outcome::Done(saved_at(learner, item)));
            }
            if let Some(item) = changes_nothing(&plan, &change) {
                let there = format!("/plan/{learner}?said=unchanged&item={item}#item-{item}");
                return Ok(Outcome::Done(there));
            }
            let location = saved_by(learner, &change);
            let entry = Entry { id, at, hand, through: None, change };
            Ok(match plans::append(&permit, &[entry]).await? {
                Ok(_) => Outcome::Done(location),
                Err(refused) => Outcome::Refused(refused),
            })
        })
    });
    outcome.await
}

/// This person's own open item that says to the letter what a new item would say.
///
/// The browser's back button shows the words of a form that was sent, under a new key: sending them again means the same.
fn stands_already(plan: &Plan, hand: &Hand, change: &Change) -> Option<ItemId> {
    let Change::ItemWritten { replaces: None, says, .. } = change else { return None };
    let is_that = |item: &Item| {
        item.stage == Stage::Open && item.begun_by.speaker() == hand.speaker() && says_already(item, says)
    };
    plan.items.iter().find(|(_, item)| is_that(item)).map(|(id, _)| *id)
}

/// The item that a new version would leave as it is: the history keeps no line in which nothing happened.
fn changes_nothing(plan: &Plan, change: &Change) -> Option<ItemId> {
    let Change::ItemWritten { item, replaces: Some(read), says } = change else { return None };
    let now = plan.items.get(item)?;
    (now.revision == *read && says_already(now, says)).then_some(*item)
}

/// Whether an item says exactly this.
fn says_already(item: &Item, says: &Body<Text>) -> bool {
    item.body.clone().map(&mut |words| words.text) == *says
}

/// Puts a suggestion to the owner whom `build` finds with the change.
pub(crate) async fn suggest<F>(
    visit: &Visit,
    posted: &Posted,
    (learner, reason): (PersonId, Text),
    build: F,
) -> Result<Outcome<Refused>, PageError>
where
    F: FnOnce(&Plan) -> Result<(Owner, Change), Refused> + Clone + Send + 'static,
{
    let (id, at) = (ProposalId(visit.app.fresh_id()), visit.now);
    let outcome = visit.save_about(posted, (Act::Propose, learner), move |permit| {
        Box::pin(async move {
            let hand = hand_of(permit.because(), permit.person(), learner);
            let Some(by) = hand else { return Ok(Outcome::Refused(Refused::NotYourDecision)) };
            let (of, change) = match build(&*plans::current(&permit).await?) {
                Ok(found) => found,
                Err(refused) => return Ok(Outcome::Refused(refused)),
            };
            let earlier = proposals::of_learner(&permit).await?;
            if let Some(same) = earlier.iter().find(|one| is_the_same(one, &by, &reason, &change)) {
                return Ok(Outcome::Done(put_at(learner, same.id)));
            }
            let proposal = Proposal {
                id,
                by,
                at,
                of,
                asks: of,
                reason,
                changes: vec![change],
                counters: None,
                answers: Vec::new(),
            };
            Ok(match proposals::put(&permit, &proposal).await? {
                Ok(()) => Outcome::Done(put_at(learner, id)),
                Err(refused) => Outcome::Refused(refused),
            })
        })
    });
    outcome.await
}

pub(crate) fn put_at(learner: PersonId, id: ProposalId) -> String {
    format!("/plan/{learner}/suggestion/{id}?said=sent")
}

/// Whether this person has put this suggestion already, and it waits; see [`stands_already`]. A new item has a new id each time.
fn is_the_same(proposal: &Proposal, by: &Hand, reason: &Text, change: &Change) -> bool {
    let says = |change: &Change| match change {
        Change::ItemWritten { item, replaces, says } => Some((replaces.map(|_| *item), says.clone())),
        _ => None,
    };
    proposal.standing().awaits_answer()
        && proposal.by.speaker() == by.speaker()
        && proposal.reason == *reason
        && matches!(proposal.changes.as_slice(), [earlier] if says(earlier) == says(change))
}

impl Visit {
    /// Keeps what was typed in a form that was not taken, so that a closed window loses nothing.
    pub(crate) async fn keep_refused(&self, posted: &Posted) -> Result<(), PageError> {
        kept::keep(self, self.reader()?.person, posted, &self.path).await.map(|_| ())
    }
}

/// The way to what was saved; `None` where it was not taken, with the reason at the form that is to be shown again.
pub(super) fn taken(
    visit: &Visit,
    outcome: Outcome<Refused>,
    form: &mut Form,
) -> Result<Option<Response>, PageError> {
    match outcome {
        Outcome::Done(location) => Ok(Some(Redirect::to(&location).into_response())),
        Outcome::Refused(why) => {
            form.problem = Some(refused_words(visit.words, &why)?);
            Ok(None)
        }
    }
}

/// Why a change was not taken: a sentence for the form, or a page where there is nothing to show a form for.
pub(crate) fn refused_words(words: Words, refused: &Refused) -> Result<String, PageError> {
    Ok(match refused {
        Refused::NoSuchItem { .. } | Refused::NoSuchOpening { .. } | Refused::NoSuchDissent { .. } => {
            return Err(PageError::NotFound);
        }
        Refused::NotYours { .. }
        | Refused::NotForYou { .. }
        | Refused::NotYourDecision
        | Refused::NotTheStudent
        | Refused::NotASupporter
        | Refused::SignedForAnother
        | Refused::NotAPerson => return Err(PageError::Forbidden(words.text("refused-not-yours"))),
        Refused::Stale { .. } | Refused::StalePlan { .. } => words.text("refused-stale"),
        Refused::AlreadyThere => words.text("refused-settled"),
        Refused::Withdrawn => words.text("refused-withdrawn"),
        _ => words.text("refused-other"),
    })
}

/// The item that an address names, in a plan as its reader may see it.
pub(crate) fn item_of(plan: &Plan, item: ItemId) -> Result<&Item, Refused> {
    plan.items.get(&item).ok_or(Refused::NoSuchItem { item })
}
