//! GET /rights: where an officer finds a student, and what an officer looks after in the whole district.

use askama::Template;
use axum::response::Response;
use headway_store::Work;
use headway_store::rights::{self, Ordered, Watch};
use ilp::access::{Act, RestrictionKind};

use crate::error::PageError;
use crate::layout::Frame;
use crate::shell::Visit;

#[derive(Template)]
#[template(path = "rights/district/page.html")]
struct Page {
    frame: Frame,
    orders: Vec<Row>,
    of_age_soon: Vec<Row>,
    without_birth_date: Vec<Row>,
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
        orders: watch
            .orders
            .into_iter()
            .map(|one| row(one.learner, one.about.clone(), said(visit, &one)))
            .collect(),
        of_age_soon: watch
            .of_age_soon
            .into_iter()
            .map(|(learner, name, day)| row(learner, name, words.text_with("rights-all-soon-on", &[on(day)])))
            .collect(),
        without_birth_date: watch
            .without_birth_date
            .into_iter()
            .map(|(learner, name)| row(learner, name, String::new()))
            .collect(),
    }
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
