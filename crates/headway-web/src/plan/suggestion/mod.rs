//! GET and POST /plan/{learner}/suggestion/{id}: the letter, and its answer.

use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use chrono::{DateTime, TimeDelta, Utc};
use headway_store::permits::Permit;
use headway_store::proposals::Yes;
use headway_store::{StoreError, Work, plans, proposals};
use ilp::access::Act;
use ilp::plan::{Answer, Answered, Change, Hand, Plan, Proposal, Refused, Standing, TEXT_CHARS_MAX};
use ilp::{ChangeId, ItemId, PersonId, ProposalId};

use super::counter::goal_of;
use super::letter::{Letter, When, letter};
use super::loaded::{self, Loaded};
use super::named;
use super::save;
use super::typed::text_if_any;
use super::voice::Speech;
use crate::about::{hand_of, id};
use crate::error::PageError;
use crate::form::{Field, Form, Outcome, Posted};
use crate::layout::Frame;
use crate::shell::Visit;

#[derive(Template)]
#[template(path = "plan/suggestion/page.html")]
struct Page {
    frame: Frame,
    form: Form,
    letter: Letter,
    back: String,
    may_answer: bool,
    may_take_back: bool,
    /// Somebody has changed the text since: all three are shown.
    overtaken: bool,
    /// Who suggested it and how it was answered, in one sentence.
    settled: Option<String>,
    /// Where the reader can answer with another version.
    counter: Option<String>,
}

/// What the page loads.
pub(super) struct Found {
    pub(super) loaded: Loaded,
    pub(super) proposal: Arc<Proposal>,
    /// The plan when the suggestion was made, where it was overtaken; just before its answer, where it is answered.
    then: Option<Plan>,
}

/// GET /plan/{learner}/suggestion/{id}
pub(crate) async fn show(
    visit: Visit,
    Path((learner, suggestion)): Path<(String, String)>,
) -> Result<Response, PageError> {
    let (learner, suggestion) = (id(&learner)?, id(&suggestion)?);
    let found = find(&visit, learner, suggestion).await?;
    let form = visit.resume(form(&visit, &found.loaded.plan, &found.proposal)).await?;
    visit.show(&page(&visit, &found, form))
}

/// POST /plan/{learner}/suggestion/{id}
pub(crate) async fn answer(
    visit: Visit,
    Path((learner, suggestion)): Path<(String, String)>,
    Extension(posted): Extension<Posted>,
) -> Result<Response, PageError> {
    let (learner, suggestion): (PersonId, ProposalId) = (id(&learner)?, id(&suggestion)?);
    let mut form = bare_form(&visit, learner, suggestion, String::new()).read(&posted);
    let why = text_if_any(&mut form, "why", &visit);
    if !form.is_sound() {
        return again(&visit, (learner, suggestion), form, &posted).await;
    }
    let (act, answer) = match posted.get("answer") {
        Some("accept") => (Act::AnswerProposal, Answer::yes(why)),
        Some("not_now") => (Act::AnswerProposal, Answer::NotNow { why }),
        Some("decline") => (Act::AnswerProposal, Answer::Declined { why }),
        Some("take_back") => (Act::Propose, Answer::TakenBack),
        _ => return Err(PageError::Unreadable),
    };
    let given = Given { suggestion, answer, seen: seen(&posted), app: Arc::clone(&visit.app), at: visit.now };
    let outcome = visit.save_about(&posted, (act, learner), move |permit| -> Work<'_, _> {
        Box::pin(async move { given.settle(&permit).await })
    });
    match save::taken(&visit, outcome.await?, &mut form)? {
        Some(there) => Ok(there),
        None => again(&visit, (learner, suggestion), form, &posted).await,
    }
}

/// An answer on its way into the store.
#[derive(Clone)]
struct Given {
    suggestion: ProposalId,
    answer: Answer,
    seen: Vec<(ItemId, u32)>,
    app: Arc<crate::App>,
    at: DateTime<Utc>,
}

impl Given {
    async fn settle(self, permit: &Permit<'_>) -> Result<Outcome<Refused>, StoreError> {
        let gone = Refused::NoSuchItem { item: ItemId(self.suggestion.0) };
        let Some(proposal) = proposals::find(permit, self.suggestion).await? else {
            return Ok(Outcome::Refused(gone));
        };
        if !proposal.standing().awaits_answer() {
            return Ok(Outcome::Refused(Refused::AlreadyThere));
        }
        let learner = permit.learner();
        let Some(hand) = hand_of(permit.because(), permit.person(), learner) else {
            return Ok(Outcome::Refused(Refused::NotYourDecision));
        };
        let settled = if self.is_yes() {
            self.accept(permit, &proposal, hand).await?
        } else {
            let answered = Answered { by: hand, at: self.at, answer: self.answer.clone() };
            proposals::answer(permit, self.suggestion, answered).await?
        };
        Ok(match settled {
            None => Outcome::Refused(gone),
            Some(Err(refused)) => Outcome::Refused(refused),
            Some(Ok(())) => {
                let item = proposal.changes.first().and_then(Change::item).filter(|_| self.is_yes());
                let answered = || named::answered_at(learner, self.suggestion);
                Outcome::Done(item.map_or_else(answered, |item| save::saved_at(learner, item)))
            }
        })
    }

    fn is_yes(&self) -> bool {
        self.answer.standing() == Standing::Accepted
    }

    async fn accept(
        &self,
        permit: &Permit<'_>,
        proposal: &Proposal,
        hand: Hand,
    ) -> Result<Option<Result<(), Refused>>, StoreError> {
        let ids = proposal.changes.iter().map(|_| ChangeId(self.app.fresh_id())).collect();
        let yes =
            Yes { hand, at: self.at, ids, seen: self.seen.clone(), words: self.answer.words().cloned() };
        let settled = proposals::say_yes(permit, self.suggestion, &yes).await?;
        Ok(settled.map(|settled| settled.map(|_| ())))
    }
}

pub(super) async fn find(
    visit: &Visit,
    learner: PersonId,
    suggestion: ProposalId,
) -> Result<Found, PageError> {
    let read = visit.read_about(Act::SeePlan, learner, move |permit| -> Work<'_, _> {
        Box::pin(async move {
            let loaded = loaded::now(&permit).await?;
            let found = loaded.proposals.iter().find(|proposal| proposal.id == suggestion).cloned();
            let Some(proposal) = found else { return Ok(None) };
            let moment = earlier(&permit, &loaded.plan, &proposal);
            let then = match moment {
                Some(moment) => Some(plans::as_of(&permit, moment).await?),
                None => None,
            };
            Ok(Some(Found { loaded, proposal, then }))
        })
    });
    read.await?.ok_or(PageError::NotFound)
}

/// The moment at which the plan said what the letter shows beside what is suggested: when it was made, where somebody has
/// changed the text since; just before the answer, where it is answered and the reader may know how the plan was.
fn earlier(permit: &Permit<'_>, plan: &Plan, proposal: &Proposal) -> Option<DateTime<Utc>> {
    if proposal.standing().awaits_answer() {
        return (!proposal.overtaken_in(plan).is_empty()).then_some(proposal.at);
    }
    permit.also(Act::SeeHistory)?;
    proposal.answers.last().map(|last| last.at - TimeDelta::microseconds(1))
}

async fn again(
    visit: &Visit,
    (learner, suggestion): (PersonId, ProposalId),
    mut form: Form,
    posted: &Posted,
) -> Result<Response, PageError> {
    visit.keep_refused(posted).await?;
    let found = find(visit, learner, suggestion).await?;
    let now = shown(&found.loaded.plan, &found.proposal);
    let is_stale = posted.get("seen").is_some_and(|seen| seen != now);
    form.set_hidden("seen", &now);
    let status = if is_stale { StatusCode::CONFLICT } else { StatusCode::UNPROCESSABLE_ENTITY };
    visit.show_as(status, &page(visit, &found, form))
}

fn form(visit: &Visit, plan: &Plan, proposal: &Proposal) -> Form {
    bare_form(visit, plan.learner, proposal.id, shown(plan, proposal))
}

fn bare_form(visit: &Visit, learner: PersonId, suggestion: ProposalId, seen: String) -> Form {
    let why = Field::new("why", visit.words.text("letter-why"))
        .hint(visit.words.text("letter-why-hint"))
        .most(TEXT_CHARS_MAX)
        .optional();
    let action = format!("/plan/{learner}/suggestion/{suggestion}");
    Form::new(visit, format!("suggestion/{suggestion}"), action)
        .about(learner)
        .with_hidden("seen", seen)
        .with(why)
}

/// The revisions that stand beside the suggestion, as the form carries them: `item:revision`, with commas.
fn shown(plan: &Plan, proposal: &Proposal) -> String {
    let revision = |change: &Change| {
        let item = change.item()?;
        Some(format!("{item}:{}", plan.items.get(&item)?.revision))
    };
    proposal.changes.iter().filter_map(revision).collect::<Vec<_>>().join(",")
}

fn seen(posted: &Posted) -> Vec<(ItemId, u32)> {
    let pair = |pair: &str| {
        let (item, revision) = pair.split_once(':')?;
        Some((item.parse().ok()?, revision.parse().ok()?))
    };
    posted.get("seen").unwrap_or_default().split(',').filter_map(pair).collect()
}

fn page(visit: &Visit, found: &Found, mut form: Form) -> Page {
    let (viewer, plan, proposal) = (&found.loaded.viewer, &found.loaded.plan, &found.proposal);
    let speech = found.loaded.speech(visit);
    form.note = viewer.is_read_by(visit.words);
    let waits = proposal.standing().awaits_answer();
    let when = match found.then.as_ref() {
        then if !waits => When::Settled(then),
        Some(then) => When::Overtaken(then),
        None => When::Now,
    };
    let letter = letter(&speech, plan, when, proposal);
    let may_answer = viewer.answers(plan, proposal);
    Page {
        frame: visit.frame(letter.title.clone()),
        form,
        back: format!("/plan/{}", viewer.learner),
        may_answer,
        may_take_back: viewer.takes_back(plan, proposal),
        overtaken: matches!(when, When::Overtaken(_)),
        settled: settled(&speech, viewer.person, proposal),
        counter: (may_answer && goal_of(proposal).is_some()).then(|| format!("{}/counter", letter.href)),
        letter,
    }
}

/// Who suggested it and who answered how, each with the day; nothing as long as it waits.
fn settled(speech: &Speech, reader: PersonId, proposal: &Proposal) -> Option<String> {
    let words = speech.words;
    let key = match proposal.standing() {
        Standing::Open | Standing::NotNow => return None,
        Standing::Accepted => "letter-settled-accepted",
        Standing::Declined => "letter-settled-declined",
        Standing::Countered => "letter-settled-countered",
        Standing::TakenBack => "letter-settled-taken-back",
    };
    let last = proposal.answers.last()?;
    let called = |hand: &Hand| match hand.speaker() {
        Some(person) if person == reader => words.text("letter-settled-you"),
        _ => speech.speaker(hand),
    };
    let day = |at: DateTime<Utc>| words.date(at.with_timezone(&speech.zone).date_naive());
    let gaps = [
        ("by", called(&proposal.by).into()),
        ("since", day(proposal.at).into()),
        ("name", called(&last.by).into()),
        ("on", day(last.at).into()),
    ];
    Some(words.text_with(key, &gaps))
}
