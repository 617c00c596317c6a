//! GET /: today: what is mine to do, what is new, when we meet next; for a family the same for each child, for staff over all
//! the plans that their work opens.

mod at_work;
mod duties;
mod household;
mod part;

use askama::Template;
use axum::response::Response;
use ilp::access::{Because, Why};

use crate::error::PageError;
use crate::layout::Frame;
use crate::shell::Visit;
use at_work::News;
use household::Household;
use part::{Part, Task, part};

#[derive(Template)]
#[template(path = "home/page.html")]
struct Page {
    frame: Frame,
    name: String,
    parts: Vec<Part>,
    /// Why a plan is not shown that the reader may know of.
    kept_from: Vec<String>,
    works: bool,
    /// They look after the system, and so see no plan.
    administers: bool,
    /// They do over a school alone, which opens no page of theirs.
    of_a_school: bool,
    /// What waits for whoever looks after the district or works with students.
    duties: Vec<Task>,
    /// What waits for them beyond that, shown on demand.
    later: Vec<Task>,
    /// How many these are, all together.
    all: String,
    /// What was said in the plans that their work opens.
    messages: Vec<News>,
}

pub(crate) async fn show(visit: Visit) -> Result<Response, PageError> {
    let reader = visit.reader()?;
    let (name, who) = (reader.name.clone(), (reader.person, visit.tenant.age_of_majority));
    if reader.hats.guards || reader.hats.works {
        // Who opened the plans of many a moment ago is to be told of too, and what was read a moment ago is not new.
        visit.app.views.flush().await;
    }
    let (actor, now) = (visit.actor()?, visit.moment());
    let read =
        visit.app.store.read(move |tx| Box::pin(async move { household::load(tx, &actor, who, now).await }));
    let found = read.await?;
    let kept_from = kept_from(&visit, &found);
    let (duties, later) = at_work::tasks(&visit, duties::duties(&visit, &found.kept), found.work.as_ref());
    let all = i64::try_from(duties.len() + later.len()).unwrap_or(i64::MAX);
    let alone = found.plans.len() == 1;
    visit.show(&Page {
        frame: visit.frame(visit.words.text("home-title")),
        name: found.called.clone().unwrap_or(name),
        parts: found.plans.iter().map(|opened| part(&visit, opened, alone)).collect(),
        kept_from,
        works: found.hats.works,
        administers: found.hats.runs_all,
        of_a_school: found.hats.administers && !found.hats.runs_all,
        all: visit.words.text_with("work-all", &[("count", all.into())]),
        messages: found.work.iter().flat_map(|work| at_work::news(&visit, work)).collect(),
        duties,
        later,
    })
}

/// Of whom the reader is family and what they may not read, in sentences: what remains, and why.
fn kept_from(visit: &Visit, found: &Household) -> Vec<String> {
    let words = visit.words;
    let sentence = |(name, why): &(String, Why)| {
        let name = ("name", name.as_str().into());
        match why {
            Why::RightsPassed { on } => {
                Some(words.text_with("today-rights-passed", &[name, ("on", words.date(*on).into())]))
            }
            Why::NotCarried { by: Because::Family { .. } } => {
                Some(words.text_with("today-not-carried", &[name]))
            }
            _ => None,
        }
    };
    found.kept_from.iter().filter_map(sentence).collect()
}
