//! GET /rights: where an officer finds a student, and what an officer looks after in the whole district.

use askama::Template;
use axum::response::Response;
use headway_store::Work;
use headway_store::rights::{self, Listed, Ordered, Watch};
use headway_text::Words;
use ilp::access::{Act, RestrictionKind};

use crate::error::PageError;
use crate::layout::Frame;
use crate::shell::Visit;

#[derive(Template)]
#[template(path = "rights/district/page.html")]
struct Page {
    frame: Frame,
    orders: Vec<Row>,
    namesakes: Vec<Row>,
    of_age_soon: Vec<Row>,
    without_birth_date: Vec<Row>,
    /// How much of each list is shown, in their order, where that is not all.
    shown: [Option<String>; 4],
}

struct Row {
    href: String,
    name: String,
    said: String,
}

/// GET /rights
pub(crate) async fn show(visit: Visit) -> Result<Response, PageError> {
    let years = visit.tenant.age_of_majority;
    let read = visit.read_over(Act::ManageRights, move |right| -> Work<'_, _> {
        Box::pin(async move { rights::watch(&right, years).await })
    });
    let watch = super::hidden(&visit, read.await)?;
    visit.show(&page(&visit, watch))
}

fn page(visit: &Visit, watch: Watch) -> Page {
    let words = visit.words;
    let row = |learner, name: String, said: String| Row { href: format!("/rights/{learner}"), name, said };
    let on = |day| ("on", words.date(day).into());
    Page {
        frame: visit.frame(words.text("rights-all-title")),
        shown: [
            of_how_many(words, &watch.orders),
            of_how_many(words, &watch.namesakes),
            of_how_many(words, &watch.of_age_soon),
            of_how_many(words, &watch.without_birth_date),
        ],
        orders: watch
            .orders
            .rows
            .into_iter()
            .map(|one| row(one.learner, one.about.clone(), said(visit, &one)))
            .collect(),
        namesakes: watch
            .namesakes
            .rows
            .into_iter()
            .map(|one| {
                let who = ("who", one.who.into());
                row(one.learner, one.about, words.text_with("rights-all-namesake", &[who]))
            })
            .collect(),
        of_age_soon: watch
            .of_age_soon
            .rows
            .into_iter()
            .map(|(learner, name, day)| row(learner, name, words.text_with("rights-all-soon-on", &[on(day)])))
            .collect(),
        without_birth_date: watch
            .without_birth_date
            .rows
            .into_iter()
            .map(|(learner, name)| row(learner, name, String::new()))
            .collect(),
    }
}

/// How many there are, where not all are shown.
fn of_how_many<T>(words: Words, list: &Listed<T>) -> Option<String> {
    let shown = i64::try_from(list.rows.len()).unwrap_or(i64::MAX);
    let count = i64::try_from(list.count).unwrap_or(i64::MAX);
    let said = [("shown", shown.into()), ("count", count.into())];
    (shown < count).then(|| words.text_with("rights-all-shown", &said))
}

fn said(visit: &Visit, one: &Ordered) -> String {
    let words = visit.words;
    let key = match one.kind {
        RestrictionKind::NoRecords => "rights-all-no-records",
        RestrictionKind::NoContact => "rights-all-no-contact",
    };
    let said = words.text_with(key, &[("who", one.who.as_str().into())]);
    match one.from {
        Some(from) => {
            let from = words.text_with("people-from", &[("day", words.date(from).into())]);
            format!("{said}, {from}")
        }
        None => said,
    }
}
