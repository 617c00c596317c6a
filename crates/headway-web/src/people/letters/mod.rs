//! GET /people/letters: a class or a caseload is chosen, for letters to all who have no account yet; and each of them below it.

pub(crate) mod one;

use askama::Template;
use axum::response::Response;
use headway_store::Work;
use headway_store::letters::{self, Group, Offered};
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
}

/// GET /people/letters
pub(crate) async fn show(visit: Visit, Query(asked): Query<Asked>) -> Result<Response, PageError> {
    let words: String = asked.words.chars().take(100).collect();
    let sought = words.clone();
    let read = visit.read_over(Act::ManageAccounts, move |right| -> Work<'_, _> {
        Box::pin(async move { letters::groups(&right, &sought).await })
    });
    let (classes, caseloads): (Vec<Offered>, Vec<Offered>) =
        read.await?.into_iter().partition(|one| matches!(one.group, Group::Class(_)));
    let rows = |all: Vec<Offered>| all.into_iter().map(|one| row(&visit, one)).collect();
    let (classes, caseloads) = (rows(classes), rows(caseloads));
    visit.show(&Page { frame: visit.frame(visit.words.text("letters-title")), words, classes, caseloads })
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
