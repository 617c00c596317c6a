//! Whose it is says that a goal or an undertaking is done or stopped, and may say why in words.

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use ilp::access::Act;
use ilp::plan::{Change, Hand, Item, Kind, Plan, Refused, Stage, TEXT_CHARS_MAX};
use ilp::{ItemId, PersonId};

use super::body::Says;
use super::card::{Press, stage_note};
use super::goal::{as_it_is, load};
use super::save::{self, item_of};
use super::stage;
use super::typed::{replaced, text_if_any};
use super::voice::{Line, Speech};
use crate::error::PageError;
use crate::form::{Field, Form, Outcome, Posted};
use crate::layout::Frame;
use crate::shell::Visit;

/// What ends, and the words of its page by their keys.
pub(super) struct Ending {
    /// What its form is called, before the item.
    pub(super) form: &'static str,
    /// Its address: what stands before the item, and what behind it.
    pub(super) at: [&'static str; 2],
    /// Which items it is for.
    pub(super) fits: fn(&Item) -> bool,
    pub(super) title: &'static str,
    /// The title where it is over already.
    pub(super) over: &'static str,
    pub(super) lead: Option<&'static str>,
    pub(super) words: &'static str,
    pub(super) hint: &'static str,
    /// The ways in which it can end.
    pub(super) choices: &'static [Choice],
}

/// One way in which it ends.
pub(super) struct Choice {
    pub(super) code: &'static str,
    pub(super) to: Stage,
    pub(super) label: &'static str,
}

#[derive(Template)]
#[template(path = "plan/ending/page.html")]
struct Page {
    frame: Frame,
    form: Form,
    back: String,
    now: Says,
    of: &'static Ending,
    /// How it ended, where it has: there is nothing left to end.
    over: Option<Over>,
}

/// The end of what is over.
struct Over {
    how: String,
    words: Option<Line>,
    /// The way back, where there is one.
    press: Option<Press>,
}

/// The form, over what the item says.
pub(super) async fn show(
    visit: &Visit,
    of: &'static Ending,
    (learner, item): (PersonId, ItemId),
) -> Result<Response, PageError> {
    let form = visit.resume(of.form(visit, learner, item)).await?;
    page(visit, of, (learner, item), (StatusCode::OK, form)).await
}

/// Ends it; or the form again, with the reason and every word.
pub(super) async fn save(
    visit: &Visit,
    of: &'static Ending,
    (learner, item): (PersonId, ItemId),
    posted: &Posted,
) -> Result<Response, PageError> {
    let mut form = of.form(visit, learner, item).read(posted);
    let replaces = replaced(posted)?;
    let to = of.to(posted).ok_or(PageError::Unreadable)?;
    let words = text_if_any(&mut form, "words", visit);
    let mut status = StatusCode::UNPROCESSABLE_ENTITY;
    if form.is_sound() {
        let (on, fits) = (visit.today(), of.fits);
        let build = move |plan: &Plan, _: &Hand| {
            let found = item_of(plan, item)?;
            if !fits(found) {
                return Err(Refused::NoSuchItem { item });
            }
            if is_over(found) {
                return Err(Refused::AlreadyThere);
            }
            Ok(Change::ItemMoved { item, replaces, to, on, words })
        };
        match save::change(visit, posted, (Act::ChangeOwn, learner), build).await? {
            Outcome::Refused(Refused::Stale { .. } | Refused::AlreadyThere) => {
                form.problem = Some(visit.words.text("message-stale"));
                status = StatusCode::CONFLICT;
            }
            outcome => {
                if let Some(there) = save::taken(visit, outcome, &mut form)? {
                    return Ok(there);
                }
            }
        }
    }
    visit.keep_refused(posted).await?;
    page(visit, of, (learner, item), (status, form)).await
}

/// Whether it has ended: nobody ends it a second time over the day and the words of the first.
const fn is_over(item: &Item) -> bool {
    matches!(item.stage, Stage::Done | Stage::Dropped)
}

impl Ending {
    fn form(&self, visit: &Visit, learner: PersonId, item: ItemId) -> Form {
        let words = Field::new("words", visit.words.text(self.words))
            .hint(visit.words.text(self.hint))
            .most(TEXT_CHARS_MAX)
            .optional();
        let [before, behind] = self.at;
        Form::new(visit, format!("{}/{item}", self.form), format!("/plan/{learner}/{before}/{item}/{behind}"))
            .about(learner)
            .with_hidden("replaces", String::new())
            .with(words)
    }

    fn to(&self, posted: &Posted) -> Option<Stage> {
        // Where there is one way, nobody has to name it.
        if let [only] = self.choices {
            return Some(only.to);
        }
        let asked = posted.get("to")?;
        self.choices.iter().find(|choice| choice.code == asked).map(|choice| choice.to)
    }
}

/// The form over the revision of now, below what it says.
async fn page(
    visit: &Visit,
    of: &'static Ending,
    (learner, item): (PersonId, ItemId),
    (status, mut form): (StatusCode, Form),
) -> Result<Response, PageError> {
    let loaded = load(visit, Act::ChangeOwn, learner).await?;
    let found = loaded.plan.items.get(&item).filter(|item| (of.fits)(item)).ok_or(PageError::NotFound)?;
    if !loaded.viewer.may_change(found) {
        return Err(PageError::Forbidden(visit.words.text("refused-not-yours")));
    }
    form.set_hidden("replaces", &found.revision.to_string());
    form.note = loaded.viewer.is_read_by(visit.words);
    let speech = loaded.speech(visit);
    let now = as_it_is(&speech, found);
    let over = is_over(found).then(|| over(visit, &speech, (learner, item), found));
    let title = if over.is_some() { of.over } else { of.title };
    let frame = visit.frame(visit.words.text(title));
    visit.show_as(status, &Page { frame, form, back: format!("/plan/{learner}#item-{item}"), now, of, over })
}

fn over(visit: &Visit, speech: &Speech, (learner, id): (PersonId, ItemId), item: &Item) -> Over {
    let kind = item.body.kind();
    // What the school did and ended is begun anew, as a new undertaking.
    let press = (kind == Kind::Goal).then(|| Press {
        action: format!("/plan/{learner}/goal/{id}/stage"),
        once: visit.app.fresh_id().to_string(),
        replaces: Some(item.revision),
        name: "to",
        buttons: stage::buttons(visit.words, kind, item.stage),
    });
    let words = item.moved.as_ref().and_then(|moved| moved.words.as_ref());
    let how = stage_note(visit.words, item).unwrap_or_default();
    Over { how, words: words.map(|words| speech.line(words)), press }
}
