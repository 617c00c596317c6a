//! Proposals: what somebody suggested about somebody else's items, and every answer to it.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use ilp::access::Act;
use ilp::plan::{
    Answer, Answered, Author, Hand, Plan, Proposal, Refused, Said, Standing, Text, accept, check_answer,
    check_counter, check_proposal,
};
use ilp::{ChangeId, ItemId, PersonId, ProposalId, TenantId};
use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect,
};
use uuid::Uuid;

use crate::entity::proposal;
pub use crate::hands::Answerer;
use crate::permits::Permit;
use crate::plans;
use crate::stored_text::{Remembered, text};
use crate::{StoreError, Tx, hands, instant};

static PROPOSALS: Remembered<Proposal> = Remembered::new();

#[derive(FromQueryResult)]
struct Kept {
    id: Uuid,
    body: String,
}

/// Puts a proposal to whom it asks. The plan is not touched.
///
/// # Errors
/// [`StoreError::Refused`] where the permit is not one to propose with this hand: a fault of the page.
pub async fn put(permit: &Permit<'_>, proposed: &Proposal) -> Result<Result<(), Refused>, StoreError> {
    check_act(permit, Act::Propose, &proposed.by).await?;
    let (plan, _) = plans::locked(permit.tx, permit.tenant(), permit.learner()).await?;
    if proposed.counters.is_some() || any(permit, proposed.id).await?.is_some() {
        return Ok(Err(Refused::AlreadyThere));
    }
    let sighted = plans::sight(permit).on(&plan);
    if let Some(item) = proposed.changes.iter().find_map(|change| sighted.hides(change)) {
        return Ok(Err(Refused::NoSuchItem { item }));
    }
    if let Err(refused) = check_proposal(&plan, proposed) {
        return Ok(Err(refused));
    }
    keep(permit.tx, permit.tenant(), permit.learner(), proposed).await?;
    Ok(Ok(()))
}

/// Refuses a permit for another act, or of another hand. What was typed for somebody else is `RecordFor`.
async fn check_act(permit: &Permit<'_>, act: Act, hand: &Hand) -> Result<(), StoreError> {
    let typed = hand.recorded_for.is_some_and(|recorded| recorded.how != Said::Together);
    let act = if typed { Act::RecordFor } else { act };
    if permit.act() != act {
        let wanted = format!("a permit for {:?} was used for {act:?}", permit.act());
        return Err(StoreError::Refused(wanted));
    }
    hands::check_hand(permit, hand, "this proposal or answer").await
}

/// Every proposal about a learner's plan that the permit shows, the newest first.
///
/// # Errors
/// [`StoreError::Refused`] under a permit that does not open the plan.
pub async fn of_learner(permit: &Permit<'_>) -> Result<Vec<Arc<Proposal>>, StoreError> {
    Ok(with_plan(permit).await?.1)
}

/// The plan as it is now and every proposal about it, the newest first, as far as the permit shows them.
///
/// # Errors
/// [`StoreError::Refused`] under a permit that does not open the plan.
pub async fn with_plan(permit: &Permit<'_>) -> Result<(Arc<Plan>, Vec<Arc<Proposal>>), StoreError> {
    let plan = plans::whole(permit).await?;
    let sighted = plans::sight(permit).on(&plan);
    let rows = proposal::Entity::find()
        .filter(proposal::Column::Tenant.eq(permit.tenant().0))
        .filter(proposal::Column::Learner.eq(permit.learner().0))
        .order_by_desc(proposal::Column::At)
        .order_by_desc(proposal::Column::Id)
        .select_only()
        .columns([proposal::Column::Id, proposal::Column::Body])
        .into_model::<Kept>()
        .all(permit.tx.db())
        .await?;
    let proposed = rows.into_iter().map(|row| PROPOSALS.parsed(row.id, row.body));
    let mut proposed: Vec<Arc<Proposal>> = proposed.collect::<Result<_, _>>()?;
    proposed.retain(|proposal| sighted.shows_proposal(proposal));
    Ok((plans::seen(&sighted, &plan), proposed))
}

/// The proposals about these learners' plans that wait for an answer, whoever may see them.
pub(crate) async fn waiting(
    tx: &Tx,
    tenant: TenantId,
    learners: &[PersonId],
) -> Result<Vec<(PersonId, Arc<Proposal>)>, StoreError> {
    let rows = proposal::Entity::find()
        .filter(proposal::Column::Tenant.eq(tenant.0))
        .filter(proposal::Column::Learner.is_in(learners.iter().map(|learner| learner.0)))
        .filter(proposal::Column::Status.is_in([Standing::Open, Standing::NotNow].map(standing_code)))
        .all(tx.db())
        .await?;
    let read = |row: proposal::Model| Ok((PersonId(row.learner), PROPOSALS.parsed(row.id, row.body)?));
    rows.into_iter().map(read).collect()
}

/// One proposal about this learner's plan, where the permit shows it.
///
/// # Errors
/// [`StoreError::Refused`] under a permit that does not open the plan.
pub async fn find(permit: &Permit<'_>, id: ProposalId) -> Result<Option<Proposal>, StoreError> {
    let Some(found) = any(permit, id).await? else { return Ok(None) };
    let plan = plans::whole(permit).await?;
    let shown = plans::sight(permit).on(&plan).shows_proposal(&found);
    Ok(shown.then_some(found))
}

/// One proposal, whether or not the permit shows it.
async fn any(permit: &Permit<'_>, id: ProposalId) -> Result<Option<Proposal>, StoreError> {
    hands::check_shows_plan(permit)?;
    let key = (permit.tenant().0, permit.learner().0, id.0);
    let row = proposal::Entity::find_by_id(key).one(permit.tx.db()).await?;
    row.map(|row| crate::stored_text::parsed(&row.body)).transpose()
}

/// A yes: whose hand, when, a fresh id for every change, and the revisions that were before the answerer's eyes.
#[derive(Debug, Clone)]
pub struct Yes {
    /// Whose hand.
    pub hand: Hand,
    /// When.
    pub at: DateTime<Utc>,
    /// One a change, minted anew.
    pub ids: Vec<ChangeId>,
    /// The revision of each item as it was shown beside the suggestion.
    pub seen: Vec<(ItemId, u32)>,
    /// What the answerer says with it.
    pub words: Option<Text>,
}

/// Accepts a proposal: its changes come into the log, and it is settled. `None` where it is not there.
pub async fn say_yes(
    permit: &Permit<'_>,
    id: ProposalId,
    yes: &Yes,
) -> Result<Option<Result<Plan, Refused>>, StoreError> {
    check_act(permit, Act::AnswerProposal, &yes.hand).await?;
    let (plan, changed_at) = plans::locked(permit.tx, permit.tenant(), permit.learner()).await?;
    let Some(mut proposed) = find(permit, id).await? else { return Ok(None) };
    if !Answerer::of(permit).await?.answers(&proposed) {
        return Ok(Some(Err(Refused::NotYourDecision)));
    }
    let at = plans::not_before(yes.at, changed_at);
    match accept(&plan, &proposed, (&yes.hand, at), &yes.ids, &yes.seen) {
        Err(refused) => Ok(Some(Err(refused))),
        Ok((after, entries)) => {
            let days = plans::Days::Of(permit.now().today);
            plans::keep(permit.tx, (permit.tenant(), plan.version), &after, &entries, days).await?;
            proposed.answers.push(Answered { by: yes.hand, at, answer: Answer::yes(yes.words.clone()) });
            keep(permit.tx, permit.tenant(), permit.learner(), &proposed).await?;
            Ok(Some(Ok(after)))
        }
    }
}

/// Gives an answer that changes nothing in the plan: no, not now, or taken back. `None` where the proposal is not there.
pub async fn answer(
    permit: &Permit<'_>,
    id: ProposalId,
    answered: Answered,
) -> Result<Option<Result<(), Refused>>, StoreError> {
    let takes_back = answered.answer == Answer::TakenBack;
    let act = if takes_back { Act::Propose } else { Act::AnswerProposal };
    check_act(permit, act, &answered.by).await?;
    let (plan, _) = plans::locked(permit.tx, permit.tenant(), permit.learner()).await?;
    let Some(mut proposed) = find(permit, id).await? else { return Ok(None) };
    if !takes_back && !Answerer::of(permit).await?.answers(&proposed) {
        return Ok(Some(Err(Refused::NotYourDecision)));
    }
    let changes_nothing =
        matches!(answered.answer, Answer::Declined { .. } | Answer::NotNow { .. } | Answer::TakenBack);
    if !changes_nothing {
        return Ok(Some(Err(Refused::NotYourDecision)));
    }
    if let Err(refused) = check_answer(&plan, &proposed, &answered.by, &answered.answer) {
        return Ok(Some(Err(refused)));
    }
    proposed.answers.push(answered);
    keep(permit.tx, permit.tenant(), permit.learner(), &proposed).await?;
    Ok(Some(Ok(())))
}

/// Answers a proposal with another version, which goes back to the one who had suggested. `None` where it is not there.
pub async fn counter(
    permit: &Permit<'_>,
    id: ProposalId,
    counter: &Proposal,
) -> Result<Option<Result<(), Refused>>, StoreError> {
    check_act(permit, Act::AnswerProposal, &counter.by).await?;
    let (plan, _) = plans::locked(permit.tx, permit.tenant(), permit.learner()).await?;
    let Some(mut first) = find(permit, id).await? else { return Ok(None) };
    if !Answerer::of(permit).await?.answers(&first) {
        return Ok(Some(Err(Refused::NotYourDecision)));
    }
    if any(permit, counter.id).await?.is_some() {
        return Ok(Some(Err(Refused::AlreadyThere)));
    }
    if let Err(refused) = check_counter(&plan, &first, counter) {
        return Ok(Some(Err(refused)));
    }
    let answer = Answer::Countered { with: counter.id };
    first.answers.push(Answered { by: counter.by, at: counter.at, answer });
    keep(permit.tx, permit.tenant(), permit.learner(), &first).await?;
    keep(permit.tx, permit.tenant(), permit.learner(), counter).await?;
    Ok(Some(Ok(())))
}

/// Writes a proposal as it now is; also for a demo or a transfer that brings its answers along.
pub(crate) async fn keep(
    tx: &Tx,
    tenant: TenantId,
    learner: PersonId,
    proposed: &Proposal,
) -> Result<(), StoreError> {
    let row = row(tenant, learner, proposed)?;
    let key = [proposal::Column::Tenant, proposal::Column::Learner, proposal::Column::Id];
    let columns = [
        proposal::Column::Status,
        proposal::Column::Body,
        proposal::Column::AnsweredBy,
        proposal::Column::AnsweredAt,
        proposal::Column::Answer,
    ];
    let over = OnConflict::columns(key).update_columns(columns).to_owned();
    proposal::Entity::insert(row).on_conflict(over).exec_without_returning(tx.db()).await?;
    Ok(())
}

/// A proposal as the table holds one.
pub(crate) fn row(
    tenant: TenantId,
    learner: PersonId,
    proposed: &Proposal,
) -> Result<proposal::ActiveModel, StoreError> {
    let last = proposed.answers.last();
    Ok(proposal::ActiveModel {
        tenant: Set(tenant.0),
        learner: Set(learner.0),
        id: Set(proposed.id.0),
        by_whom: Set(typist(&proposed.by)),
        at: Set(instant::kept(proposed.at)),
        status: Set(standing_code(proposed.standing()).to_owned()),
        body: Set(text(proposed)?),
        answered_by: Set(last.map(|answered| typist(&answered.by))),
        answered_at: Set(last.map(|answered| instant::kept(answered.at))),
        answer: Set(last.map(|answered| text(&answered.answer)).transpose()?),
    })
}

const fn typist(hand: &Hand) -> uuid::Uuid {
    match hand.author {
        Author::Person(person) => person.0,
        Author::Policy(_) | Author::Import(_) => uuid::Uuid::nil(),
    }
}

pub(crate) const fn standing_code(standing: Standing) -> &'static str {
    match standing {
        Standing::Open => "open",
        Standing::NotNow => "not_now",
        Standing::Accepted => "accepted",
        Standing::Declined => "declined",
        Standing::Countered => "countered",
        Standing::TakenBack => "taken_back",
    }
}
