//! GET /plan/{learner}: the plan, read like a letter. The folders beside this file are what can be done with it.

pub(crate) mod agree;
pub(crate) mod body;
mod card;
pub(crate) mod contacts;
pub(crate) mod conversations;
pub(crate) mod counter;
pub(crate) mod differ;
mod ending;
pub(crate) mod entry;
pub(crate) mod goal;
pub(crate) mod guided;
pub(crate) mod history;
pub(crate) mod letter;
pub(crate) mod loaded;
mod named;
mod passing;
pub(crate) mod purpose;
mod save;
mod sections;
pub(crate) mod stage;
pub(crate) mod step;
pub(crate) mod suggest;
pub(crate) mod suggestion;
mod typed;
pub(crate) mod undertaking;
mod viewer;
pub(crate) mod voice;
pub(crate) mod who_looked;

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use ilp::PersonId;
use ilp::access::{Act, Because, CaseloadKind};
use ilp::plan::{About, Party, Standing};

use crate::about::id;
use crate::error::PageError;
use crate::glass;
use crate::layout::Frame;
use crate::shell::Visit;
use card::{Action, Desk, Dissenting};
use letter::{Letter, letter};
use loaded::Loaded;
use sections::{Section, gaps, sections};
use voice::Speech;

#[derive(Template)]
#[template(path = "plan/page.html")]
struct Page {
    frame: Frame,
    belongs: String,
    /// What the reader has just taken away, and the way back.
    away: Option<named::Away>,
    /// Set where the page shows the plan of another day.
    on: Option<String>,
    /// That it is open for an hour, and who reads that.
    glass: Option<String>,
    because: Option<String>,
    /// That rights pass to the student around today.
    passing: Option<String>,
    letters: Vec<Letter>,
    /// "2 suggestions wait for your answer".
    letters_title: String,
    /// What the reader has put off: it waits for the next meeting, and can be answered before.
    later: Vec<Letter>,
    /// Suggestions that wait for somebody else, and those that are answered.
    others: Vec<Letter>,
    sections: Vec<Section>,
    /// Parts that are still empty, each with the way to suggest words for it.
    gaps: Vec<Action>,
    dissents: Vec<Dissenting>,
    links: Vec<Action>,
}

pub(crate) async fn show(visit: Visit, Path(learner): Path<String>) -> Result<Response, PageError> {
    let learner: PersonId = id(&learner)?;
    let loaded = goal::load(&visit, Act::SeePlan, learner).await?;
    visit.show(&page(&visit, &loaded, None))
}

/// The page of a plan; `on` names the day where it is not today's.
fn page(visit: &Visit, loaded: &Loaded, on: Option<String>) -> Page {
    let speech = loaded.speech(visit);
    let can_act = on.is_none();
    let key = || visit.app.fresh_id().to_string();
    let said = visit.saved_item().zip(visit.said());
    let (viewer, proposals) = (&loaded.viewer, loaded.proposals.as_slice());
    let desk = Desk { speech: &speech, viewer, can_act, proposals, said, key: &key };
    let name = loaded.learner_name();
    let title = speech.about("plan-title-you", "plan-title");
    let (mut letters, mut later, mut others) = (Vec::new(), Vec::new(), Vec::new());
    for proposal in &loaded.proposals {
        let letter = letter(&speech, &loaded.plan, letter::When::Now, proposal);
        let mine = loaded.viewer.answers(&loaded.plan, proposal);
        match (mine, proposal.standing()) {
            (true, Standing::NotNow) => later.push(letter),
            (true, _) => letters.push(letter),
            (false, _) => others.push(letter),
        }
    }
    let count = i64::try_from(letters.len()).unwrap_or(i64::MAX);
    let mut frame = visit.frame(title);
    frame.message = named::message(visit, loaded, &speech);
    Page {
        frame,
        away: named::away(visit, loaded, &speech),
        belongs: belongs(&speech, loaded, &name),
        on,
        glass: match loaded.viewer.because {
            Because::BreakGlass { until } => Some(glass::banner(visit, until)),
            _ => None,
        },
        because: because(&speech, loaded),
        passing: loaded.passing.map(|passing| passing.words(visit.words, &name)),
        letters_title: visit.words.text_with("plan-letters", &[("count", count.into())]),
        letters,
        later,
        others,
        sections: sections(&desk, &loaded.plan),
        gaps: gaps(&desk, &loaded.plan),
        dissents: card::dissents(&desk, &loaded.plan, About::Plan),
        links: links(visit, loaded),
    }
}

fn belongs(speech: &Speech, loaded: &Loaded, name: &str) -> String {
    if loaded.viewer.is_the_student() {
        return speech.words.text("plan-belongs-you");
    }
    speech.words.text_with("plan-belongs", &[("name", name.into())])
}

/// Why a reader at work sees it, which the family can read too.
fn because(speech: &Speech, loaded: &Loaded) -> Option<String> {
    let words = speech.words;
    let name = loaded.learner_name();
    let name = ("name", name.into());
    match loaded.viewer.because {
        // Broken glass has more to say, and above everything else.
        Because::TheStudent | Because::Family { .. } | Because::BreakGlass { .. } => None,
        Because::Teaches { .. } => {
            let class = loaded.class.clone().unwrap_or_default();
            Some(words.text_with("because-teaches", &[name, ("class", class.into())]))
        }
        Because::Caseload { kind } => Some(match kind {
            CaseloadKind::Counselor => words.text_with("because-counselor", &[name]),
            CaseloadKind::CaseManager => words.text_with("because-case-manager", &[name]),
            CaseloadKind::Interventionist => words.text_with("because-interventionist", &[name]),
        }),
        Because::Supporter => Some(words.text_with("because-supporter", &[name])),
        Because::RecordsOfficer { .. } => {
            let said = loaded.purpose.clone().unwrap_or_default();
            Some(words.text_with("purpose-because", &[("words", said.into())]))
        }
        Because::Leader { .. } | Because::Administrator { .. } | Because::Staff { .. } => {
            Some(words.text("because-office"))
        }
    }
}

fn links(visit: &Visit, loaded: &Loaded) -> Vec<Action> {
    let (viewer, words) = (&loaded.viewer, visit.words);
    let link = |end: &str, label: String| Action { href: format!("/plan/{}/{end}", viewer.learner), label };
    let mut links = Vec::new();
    if viewer.change.is_some_and(|hand| hand.speaks_as() == Party::Student) {
        links.push(link("guided", words.text("guided-start")));
    }
    links.push(link("conversations", conversations::link_words(words, loaded.unread)));
    if viewer.change.is_some_and(|hand| hand.speaks_as() == Party::School) {
        links.push(link("undertaking/new?kind=support", words.text("undertaking-add-support")));
        links.push(link("undertaking/new?kind=help", words.text("undertaking-add-help")));
    }
    if viewer.sees_contacts {
        links.push(link("contacts", words.text("contacts-link")));
    }
    if viewer.sees_history {
        links.push(link("history", words.text("plan-history")));
    }
    if viewer.sees_who_looked {
        links.push(link("who-looked", words.text("plan-who-looked")));
    }
    links
}
