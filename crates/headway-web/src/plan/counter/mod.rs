//! /plan/{learner}/suggestion/{suggestion}/counter: "rather like this": whoever a suggestion asks answers with a version of
//! their own, which goes back to the one who had suggested.

use axum::Extension;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use headway_store::permits::Permit;
use headway_store::{StoreError, Work, proposals};
use ilp::access::Act;
use ilp::plan::{self, Body, Change, Goal, Proposal, Refused, TEXT_CHARS_MAX, Text, ownership};
use ilp::{ChangeId, ItemId, PersonId, ProposalId};

use super::goal::fields::{self, Draft, keeps_measure, with_fields};
use super::goal::{Page, as_it_is};
use super::loaded::Loaded;
use super::save;
use super::suggestion::{Found, find};
use super::typed::text;
use crate::about::{hand_of, id};
use crate::error::PageError;
use crate::form::{Field, Form, Outcome, Posted};
use crate::shell::Visit;

/// GET /plan/{learner}/suggestion/{suggestion}/counter
pub(crate) async fn show(
    visit: Visit,
    Path((learner, suggestion)): Path<(String, String)>,
) -> Result<Response, PageError> {
    let (learner, suggestion) = (id(&learner)?, id(&suggestion)?);
    let found = answerable(&visit, learner, suggestion).await?;
    let goal = goal_of(&found.proposal).ok_or(PageError::NotFound)?;
    let form = visit.resume(form(&visit, (learner, suggestion), Some(&goal))).await?;
    visit.show(&page(&visit, &found, &goal, form))
}

/// POST /plan/{learner}/suggestion/{suggestion}/counter
pub(crate) async fn put(
    visit: Visit,
    Path((learner, suggestion)): Path<(String, String)>,
    Extension(posted): Extension<Posted>,
) -> Result<Response, PageError> {
    let (learner, suggestion): (PersonId, ProposalId) = (id(&learner)?, id(&suggestion)?);
    let kept = posted.get("measure") == Some("kept");
    let mut form = form(&visit, (learner, suggestion), None).read(&posted);
    let draft = fields::read(&mut form, &visit, kept);
    let reason = text(&mut form, "reason", &visit);
    let (Some(draft), Some(reason), true) = (draft, reason, form.is_sound()) else {
        return again(&visit, (learner, suggestion), form, &posted).await;
    };
    let fresh = (ProposalId(visit.app.fresh_id()), ItemId(visit.app.fresh_id()));
    let answer = Counter { first: suggestion, fresh, draft, reason, at: visit.now };
    let outcome = visit.save_about(&posted, (Act::AnswerProposal, learner), move |permit| -> Work<'_, _> {
        Box::pin(async move { answer.settle(&permit).await })
    });
    match save::taken(&visit, outcome.await?, &mut form)? {
        Some(there) => Ok(there),
        None => again(&visit, (learner, suggestion), form, &posted).await,
    }
}

/// A counter-proposal on its way into the store.
#[derive(Clone)]
struct Counter {
    first: ProposalId,
    /// Its own id, and that of the item where it adds one.
    fresh: (ProposalId, ItemId),
    draft: Draft,
    reason: Text,
    at: chrono::DateTime<chrono::Utc>,
}

impl Counter {
    async fn settle(self, permit: &Permit<'_>) -> Result<Outcome<Refused>, StoreError> {
        let gone = Refused::NoSuchItem { item: ItemId(self.first.0) };
        let (plan, all) = proposals::with_plan(permit).await?;
        let Some(first) = all.iter().find(|one| one.id == self.first) else {
            return Ok(Outcome::Refused(gone));
        };
        if !first.standing().awaits_answer() {
            return Ok(Outcome::Refused(Refused::AlreadyThere));
        }
        let hand = hand_of(permit.because(), permit.person(), permit.learner());
        let (Some(by), Some(asks), Some(goal)) = (hand, ownership::owner_of_new(&first.by), goal_of(first))
        else {
            return Ok(Outcome::Refused(Refused::NotYourDecision));
        };
        let Ok(says) = self.draft.goal(Some(&goal)) else {
            return Ok(Outcome::Refused(Refused::AnotherThing));
        };
        let target = first.changes.iter().find_map(|change| change.base().and(change.item()));
        let standing = target.and_then(|item| Some((item, plan.items.get(&item)?.revision)));
        let (item, replaces) = standing.map_or((self.fresh.1, None), |(item, now)| (item, Some(now)));
        let counter = Proposal {
            id: self.fresh.0,
            by,
            at: self.at,
            of: first.of,
            asks,
            reason: self.reason,
            changes: vec![Change::ItemWritten { item, replaces, says }],
            counters: Some(first.id),
            answers: Vec::new(),
        };
        Ok(match proposals::counter(permit, first.id, &counter).await? {
            None => Outcome::Refused(gone),
            Some(Err(refused)) => Outcome::Refused(refused),
            Some(Ok(())) => Outcome::Done(save::put_at(permit.learner(), counter.id)),
        })
    }
}

/// The goal that a suggestion of one goal writes.
pub(super) fn goal_of(proposal: &Proposal) -> Option<Goal<plan::Words>> {
    let [Change::ItemWritten { says, .. }] = proposal.changes.as_slice() else { return None };
    // They stand in no log yet; the form reads what they say, and nobody keeps where.
    let place = plan::Place { change: ChangeId(proposal.id.0), nth: 0 };
    let words = |text| plan::Words { text, by: proposal.by, at: proposal.at, place };
    match says.clone().map(&mut |text| words(text)) {
        Body::Goal(goal) => Some(goal),
        _ => None,
    }
}

/// The suggestion, where this reader may answer it.
async fn answerable(visit: &Visit, learner: PersonId, suggestion: ProposalId) -> Result<Found, PageError> {
    let found = find(visit, learner, suggestion).await?;
    let Loaded { viewer, plan, .. } = &found.loaded;
    if viewer.answers(plan, &found.proposal) { Ok(found) } else { Err(PageError::NotFound) }
}

/// The form comes back beside the suggestion, and its words are kept.
async fn again(
    visit: &Visit,
    (learner, suggestion): (PersonId, ProposalId),
    form: Form,
    posted: &Posted,
) -> Result<Response, PageError> {
    visit.keep_refused(posted).await?;
    let found = find(visit, learner, suggestion).await?;
    let goal = goal_of(&found.proposal).ok_or(PageError::NotFound)?;
    visit.show_as(StatusCode::UNPROCESSABLE_ENTITY, &page(visit, &found, &goal, form))
}

fn form(
    visit: &Visit,
    (learner, suggestion): (PersonId, ProposalId),
    goal: Option<&Goal<plan::Words>>,
) -> Form {
    let words = visit.words;
    let action = format!("/plan/{learner}/suggestion/{suggestion}/counter");
    let reason = Field::new("reason", words.text("suggest-reason"))
        .hint(words.text("counter-reason-hint"))
        .most(TEXT_CHARS_MAX);
    let form = Form::new(visit, format!("counter/{suggestion}"), action).about(learner);
    with_fields(form, words, goal).with(reason)
}

fn page(visit: &Visit, found: &Found, goal: &Goal<plan::Words>, mut form: Form) -> Page {
    let (words, speech) = (visit.words, found.loaded.speech(visit));
    let Loaded { viewer, plan, .. } = &found.loaded;
    form.note = viewer.is_read_by(words);
    let item = found.proposal.changes.iter().find_map(Change::item);
    let name = speech.speaker(&found.proposal.by);
    Page {
        frame: visit.frame(words.text("counter-title")),
        form,
        lead: words.text_with("counter-lead", &[("name", name.into())]),
        save: words.text("counter-save"),
        back: format!("/plan/{}/suggestion/{}", viewer.learner, found.proposal.id),
        keeps_measure: keeps_measure(Some(goal)),
        suggests: true,
        away: None,
        now: item.and_then(|item| plan.items.get(&item)).map(|item| as_it_is(&speech, item)),
        yours: None,
    }
}
