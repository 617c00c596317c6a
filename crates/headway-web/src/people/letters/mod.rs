//! GET /people/letters: a class or a caseload is chosen, for letters to all who have no account yet; and each of them below it.

pub(crate) mod one;

use askama::Template;
use axum::response::Response;
use headway_store::Work;
use headway_store::letters::{self, Group, LISTED_MAX, Offered};
use ilp::access::Act;
use serde::Deserialize;

use crate::about::Query;
use crate::error::PageError;
use crate::layout::Frame;
use crate::shell::Visit;

#[derive(Template)]
#[template(path = "people/letters/page.html")]
struct Page {
    frame: Frame,
    words: String,
    classes: Vec<Row>,
    caseloads: Vec<Row>,
    /// Where there are more of either.
    next: Option<String>,
    /// Where this is not the first page.
    first: Option<String>,
}

struct Row {
    href: String,
    name: String,
    said: String,
}

/// What the address asks for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    words: String,
    after: usize,
}

/// GET /people/letters
pub(crate) async fn show(visit: Visit, Query(asked): Query<Asked>) -> Result<Response, PageError> {
    let words: String = asked.words.chars().take(100).collect();
    let sought = words.clone();
    let read = visit.read_over(Act::ManageAccounts, move |right| -> Work<'_, _> {
        Box::pin(async move { letters::groups(&right, &sought, asked.after).await })
    });
    let groups = read.await?;
    let (classes, caseloads): (Vec<Offered>, Vec<Offered>) =
        groups.found.into_iter().partition(|one| matches!(one.group, Group::Class(_)));
    let rows = |all: Vec<Offered>| all.into_iter().map(|one| row(&visit, one)).collect();
    let (classes, caseloads) = (rows(classes), rows(caseloads));
    let next = groups.goes_on.then(|| page(&words, asked.after.saturating_add(LISTED_MAX)));
    let first = (0 < asked.after).then(|| page(&words, 0));
    let frame = visit.frame(visit.words.text("letters-title"));
    visit.show(&Page { frame, words, classes, caseloads, next, first })
}

/// The address of the page after so many classes and caseloads.
fn page(words: &str, after: usize) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.append_pair("words", words).append_pair("after", &after.to_string());
    format!("/people/letters?{}", query.finish())
}

/// Where the letters of a group are made.
fn address(group: Group) -> String {
    match group {
        Group::Class(class) => format!("/people/letters/class/{class}"),
        Group::Caseload(person) => format!("/people/letters/caseload/{person}"),
    }
}

fn row(visit: &Visit, one: Offered) -> Row {
    let count = i64::try_from(one.students).unwrap_or(i64::MAX);
    let students = visit.words.text_with("letters-students", &[("count", count.into())]);
    let said = if one.place.is_empty() { students } else { format!("{}, {students}", one.place) };
    Row { href: address(one.group), name: one.name, said }
}
