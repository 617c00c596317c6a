//! GET /rights/{learner}/find: whom a new link or a new order concerns.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use headway_store::Work;
use headway_store::rights::{self, Candidate};
use ilp::PersonId;
use serde::Deserialize;

use super::read;
use crate::about::{Query, id};
use crate::error::PageError;
use crate::layout::Frame;
use crate::shell::Visit;

#[derive(Template)]
#[template(path = "rights/find/page.html")]
struct Page {
    frame: Frame,
    at: String,
    lead: String,
    for_what: &'static str,
    words: String,
    is_asked: bool,
    rows: Vec<Row>,
    /// Where somebody of whom the district has not heard is entered.
    new: String,
}

struct Row {
    name: String,
    what: String,
    /// `None` for whoever is family already: then the link is changed.
    way: Option<(String, String)>,
}

/// What the address asks for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    #[serde(rename = "for")]
    for_what: String,
    words: String,
}

/// GET /rights/{learner}/find
pub(crate) async fn show(
    visit: Visit,
    Path(learner): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, PageError> {
    let learner: PersonId = id(&learner)?;
    let typed: String = asked.words.chars().take(100).collect();
    let sought = typed.clone();
    let found = read(&visit, learner, move |permit| -> Work<'_, _> {
        Box::pin(async move {
            let Some(known) = rights::of(&permit).await? else { return Ok(None) };
            Ok(Some((known.name, rights::find_people(&permit, &sought).await?)))
        })
    });
    let (name, people) = found.await?.ok_or(PageError::NotFound)?;
    let (words, is_order) = (visit.words, asked.for_what == "order");
    let for_what = if is_order { "order" } else { "link" };
    let at = format!("/rights/{learner}");
    let (title, lead) = if is_order {
        ("rights-find-order", "rights-find-order-lead")
    } else {
        ("rights-find-link", "rights-find-link-lead")
    };
    visit.show(&Page {
        frame: visit.frame(words.text(title)),
        lead: words.text_with(lead, &[("student", name.into())]),
        is_asked: !typed.trim().is_empty(),
        rows: people.into_iter().map(|one| row(&visit, (&at, for_what), one)).collect(),
        new: format!("{at}/{for_what}/new"),
        words: typed,
        for_what,
        at,
    })
}

fn row(visit: &Visit, (at, for_what): (&str, &str), one: Candidate) -> Row {
    let words = visit.words;
    let children = i64::try_from(one.children).unwrap_or(i64::MAX);
    let hats = [
        (one.works, words.text("people-is-staff")),
        (one.learns, words.text("people-is-student")),
        (0 < one.children, words.text_with("rights-find-children", &[("count", children.into())])),
    ];
    let mut what: Vec<String> = hats.into_iter().filter(|(is, _)| *is).map(|(_, label)| label).collect();
    let is_family = one.is_tied && for_what == "link";
    if is_family {
        what.push(words.text("rights-find-tied"));
    }
    let label = words.text_with("rights-find-choose", &[("name", one.name.as_str().into())]);
    Row {
        way: (!is_family).then(|| (format!("{at}/{for_what}/new?person={}", one.person), label)),
        name: one.name,
        what: what.join(", "),
    }
}
