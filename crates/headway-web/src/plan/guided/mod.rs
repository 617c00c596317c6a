//! /plan/{learner}/guided and /plan/{learner}/guided/{page}: a plan begun with one question a page.
//!
//! Every answer is an entry of the plan as soon as it is sent, so that whoever stops in the middle has lost nothing and
//! whoever comes back is not asked again what is there already.

mod question;

use askama::Template;
use axum::Extension;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use ilp::access::Act;
use ilp::plan::{Change, Hand, Item, Party, Plan, Refused};
use ilp::{ItemId, PersonId};

use super::body::Says;
use super::card::Action;
use super::entry::fields::Part;
use super::goal::{as_it_is, load};
use super::loaded::Loaded;
use super::named;
use super::save;
use crate::about::id;
use crate::error::PageError;
use crate::form::{Form, Outcome, Posted};
use crate::layout::Frame;
use crate::shell::Visit;
use question::{Group, QUESTIONS, Question};

#[derive(Template)]
#[template(path = "plan/guided/page.html")]
struct Page {
    frame: Frame,
    /// "Question 3 of 8".
    far: String,
    form: Form,
    parts: Vec<Part>,
    /// Above what is there already, by its key.
    there_title: &'static str,
    /// What the student has answered before, each with the way to change it, below the goal that it is for.
    there: Vec<Group<(Says, Action)>>,
    plan: String,
    back: String,
    next: String,
}

/// After the last question: what is kept, who reads it, and where.
#[derive(Template)]
#[template(path = "plan/guided/done.html")]
struct Done {
    frame: Frame,
    plan: String,
    back: String,
    /// The questions whose answer was typed and not saved.
    drafts: Vec<Action>,
    is_for_them: bool,
}

/// The name of the page after the last question, where the others have their number.
const DONE: &str = "done";

/// A page by its number, from 1.
fn question(page: &str) -> Result<(usize, Question), PageError> {
    let number: usize = page.parse().map_err(|_| PageError::NotFound)?;
    let question = number.checked_sub(1).and_then(|index| QUESTIONS.get(index));
    question.map(|question| (number, *question)).ok_or(PageError::NotFound)
}

/// Where the reader comes to from a page: the next question, or the page that ends them.
fn after(learner: PersonId, number: usize) -> String {
    if number < QUESTIONS.len() {
        format!("/plan/{learner}/guided/{}", number + 1)
    } else {
        format!("/plan/{learner}/guided/{DONE}")
    }
}

/// Who answers these questions: the student, alone or with a supporter.
fn answers(loaded: &Loaded) -> bool {
    loaded.viewer.change.is_some_and(|hand| hand.speaks_as() == Party::Student)
}

/// GET /plan/{learner}/guided
pub(crate) async fn begin(visit: Visit, Path(learner): Path<String>) -> Result<Response, PageError> {
    let learner = id(&learner)?;
    let loaded = load(&visit, Act::ChangeOwn, learner).await?;
    let unanswered = QUESTIONS.iter().position(|question| question.answers(&loaded.plan).is_empty());
    let there = if answers(&loaded) {
        format!("/plan/{learner}/guided/{}", unanswered.unwrap_or(0) + 1)
    } else {
        format!("/plan/{learner}")
    };
    Ok(Redirect::to(&there).into_response())
}

/// GET /plan/{learner}/guided/{page}
pub(crate) async fn show(
    visit: Visit,
    Path((learner, page_number)): Path<(String, String)>,
) -> Result<Response, PageError> {
    let learner: PersonId = id(&learner)?;
    let asked = if page_number == DONE { None } else { Some(question(&page_number)?) };
    let loaded = load(&visit, Act::ChangeOwn, learner).await?;
    if !answers(&loaded) {
        return Ok(Redirect::to(&format!("/plan/{learner}")).into_response());
    }
    let Some(asked) = asked else { return visit.show(&done(&visit, &loaded).await?) };
    let form = visit.resume(form(&visit, learner, asked)).await?;
    visit.show(&page(&visit, &loaded, form, asked))
}

/// POST /plan/{learner}/guided/{page}
pub(crate) async fn answer(
    visit: Visit,
    Path((learner, page_number)): Path<(String, String)>,
    Extension(posted): Extension<Posted>,
) -> Result<Response, PageError> {
    let (learner, asked) = (id(&learner)?, question(&page_number)?);
    let (number, question) = asked;
    let mut form = form(&visit, learner, asked).read(&posted);
    let is_left_empty = form.value(question.main()).is_empty();
    let read = if is_left_empty { None } else { question.read(&mut form, &visit) };
    // An empty answer is a question left out, which the permit decides on like any other.
    if read.is_none() && !is_left_empty {
        return refused(&visit, learner, (form, asked), &posted).await;
    }
    let Some(answer) = read else { return skip(&visit, learner, number).await };
    let item = ItemId(visit.app.fresh_id());
    let build = move |plan: &Plan, hand: &Hand| {
        if hand.speaks_as() != Party::Student {
            return Err(Refused::NotYourDecision);
        }
        Ok(Change::ItemWritten { item, replaces: None, says: answer.says(plan)? })
    };
    match save::change(&visit, &posted, (Act::ChangeOwn, learner), build).await? {
        Outcome::Done(_) => {
            Ok(Redirect::to(&format!("{}?said=saved", after(learner, number))).into_response())
        }
        // Saved for no goal without a word, it would not be what was chosen.
        Outcome::Refused(Refused::NoSuchItem { .. }) if question == Question::Step => {
            form.refuse("goal", visit.words.text("guided-step-goal-gone"));
            refused(&visit, learner, (form, asked), &posted).await
        }
        outcome @ Outcome::Refused(_) => match save::taken(&visit, outcome, &mut form)? {
            Some(there) => Ok(there),
            None => refused(&visit, learner, (form, asked), &posted).await,
        },
    }
}

async fn skip(visit: &Visit, learner: PersonId, number: usize) -> Result<Response, PageError> {
    let loaded = load(visit, Act::ChangeOwn, learner).await?;
    if !answers(&loaded) {
        return Err(PageError::Forbidden(visit.words.text("refused-not-yours")));
    }
    Ok(Redirect::to(&after(learner, number)).into_response())
}

fn form(visit: &Visit, learner: PersonId, (number, question): (usize, Question)) -> Form {
    let name = format!("guided/{number}");
    let action = format!("/plan/{learner}/{name}");
    question.with_fields(Form::new(visit, name, action).about(learner), visit.words)
}

async fn refused(
    visit: &Visit,
    learner: PersonId,
    (form, asked): (Form, (usize, Question)),
    posted: &Posted,
) -> Result<Response, PageError> {
    let loaded = load(visit, Act::ChangeOwn, learner).await?;
    if !answers(&loaded) {
        return Err(PageError::Forbidden(visit.words.text("refused-not-yours")));
    }
    visit.keep_refused(posted).await?;
    visit.show_as(StatusCode::UNPROCESSABLE_ENTITY, &page(visit, &loaded, form, asked))
}

async fn done(visit: &Visit, loaded: &Loaded) -> Result<Done, PageError> {
    let (words, plan) = (visit.words, format!("/plan/{}", loaded.viewer.learner));
    let mut drafts = Vec::new();
    for (number, question) in (1..).zip(QUESTIONS) {
        let form = visit.resume(form(visit, loaded.viewer.learner, (number, question))).await?;
        if !form.value(question.main()).is_empty() {
            drafts.push(Action { href: format!("{plan}/guided/{number}"), label: question.title(words) });
        }
    }
    let mut frame = visit.frame(words.text("guided-done-title"));
    frame.message = saved(visit, frame.message, QUESTIONS.len() + 1);
    Ok(Done {
        frame,
        drafts,
        back: format!("{plan}/guided/{}", QUESTIONS.len()),
        is_for_them: loaded.viewer.is_the_student(),
        plan,
    })
}

/// "Saved.", and to which question: the page before the one of this `number`.
fn saved(visit: &Visit, message: Option<String>, number: usize) -> Option<String> {
    if !visit.says_saved() {
        return message;
    }
    let question = number.checked_sub(2).and_then(|index| QUESTIONS.get(index))?;
    message.map(|said| named::of_question(visit.words, said, question.title(visit.words)))
}

fn page(visit: &Visit, loaded: &Loaded, mut form: Form, (number, question): (usize, Question)) -> Page {
    let (words, learner) = (visit.words, loaded.viewer.learner);
    let speech = loaded.speech(visit);
    let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    let far = [("page", count(number).into()), ("count", count(QUESTIONS.len()).into())];
    let plan = format!("/plan/{learner}");
    let one = |(item, found): (ItemId, &Item)| {
        let href = format!("{plan}/{}/{item}/edit", question.room());
        (as_it_is(&speech, found), Action { href, label: words.text("plan-edit") })
    };
    let groups = question.by_goal(&loaded.plan).into_iter();
    let there =
        groups.map(|group| Group { goal: group.goal, answers: group.answers.into_iter().map(one).collect() });
    let mut frame = visit.frame(question.title(words));
    frame.message = saved(visit, frame.message, number);
    question.choose_goal(&mut form, &loaded.plan);
    Page {
        frame,
        far: words.text_with("guided-far", &far),
        parts: question.parts(visit, &form, &loaded.plan),
        form,
        there: there.collect(),
        // A step that somebody suggested is the student's since the yes, in words that another wrote.
        there_title: if question == Question::Step { "guided-there-steps" } else { "guided-there" },
        back: if 1 < number { format!("{plan}/guided/{}", number - 1) } else { plan.clone() },
        next: after(learner, number),
        plan,
    }
}
