//! GET /students: the students whom the reader may see, with search.

use askama::Template;
use axum::response::Response;
use headway_store::visible::{self, Listed, Wanted};
use headway_text::Words;
use ilp::PersonId;
use serde::Deserialize;

use crate::about::Query;
use crate::error::PageError;
use crate::layout::Frame;
use crate::shell::Visit;

/// Rows on one page.
const ROWS: u32 = 50;

#[derive(Template)]
#[template(path = "students/page.html")]
struct Page {
    frame: Frame,
    words: String,
    rows: Vec<Row>,
    next: Option<String>,
}

struct Row {
    href: String,
    name: String,
    grade: String,
    waiting: Option<String>,
    is_empty: bool,
}

/// What the address asks for: words of a name, and after which row to go on.
#[derive(Debug, Deserialize)]
pub(crate) struct Asked {
    words: Option<String>,
    after: Option<PersonId>,
}

pub(crate) async fn show(visit: Visit, Query(asked): Query<Asked>) -> Result<Response, PageError> {
    let (tenant, person) = (visit.tenant.id, visit.reader()?.person);
    let day = (visit.today(), visit.tenant.age_of_majority);
    let words: String = asked.words.unwrap_or_default().chars().take(100).collect();
    let wanted = Wanted { words: words.clone(), after: asked.after, count_max: ROWS + 1 };
    let read = visit
        .app
        .store
        .read(move |tx| Box::pin(async move { visible::list(tx, (tenant, person), day, &wanted).await }));
    let mut listed = read.await?;
    let goes_on = (ROWS as usize) < listed.len();
    listed.truncate(ROWS as usize);
    let next = listed.last().filter(|_| goes_on).map(|last| next(&words, last));
    let rows = listed.iter().map(|listed| row(visit.words, listed)).collect();
    visit.show(&Page { frame: visit.frame(visit.words.text("students-title")), words, rows, next })
}

/// Names stand in no address: a browser keeps it, and whoever comes after reads it there.
fn next(words: &str, last: &Listed) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.append_pair("words", words).append_pair("after", &last.learner.to_string());
    format!("/students?{}", query.finish())
}

fn row(words: Words, listed: &Listed) -> Row {
    let waiting = i64::try_from(listed.waiting.unwrap_or(0)).unwrap_or(i64::MAX);
    Row {
        href: format!("/plan/{}", listed.learner),
        name: listed.name.clone(),
        grade: listed.grade.as_deref().map(|grade| grade_words(words, grade)).unwrap_or_default(),
        waiting: (0 < waiting).then(|| words.text_with("students-waiting", &[("count", waiting.into())])),
        is_empty: listed.changes == Some(0),
    }
}

/// A grade as people say it: the code is the roster's.
fn grade_words(words: Words, code: &str) -> String {
    match code {
        "KG" => words.text("grade-kindergarten"),
        "TK" | "PK" | "PR" | "IT" => words.text("grade-early"),
        "PS" => words.text("grade-after"),
        "UG" => words.text("grade-none"),
        code => {
            let grade = code.trim_start_matches('0').to_owned();
            words.text_with("grade-numbered", &[("grade", grade.into())])
        }
    }
}
