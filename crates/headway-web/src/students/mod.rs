//! GET /students: the students whom the reader may see: found by name, filtered, in an order, page by page.

mod asked;
pub(crate) mod views;

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use headway_store::saved_views::{self, SavedView};
use headway_store::visible::{self, Found, From, Listed, Offers};
use headway_text::Words;

use crate::about::Query;
use crate::error::PageError;
use crate::form::Form;
use crate::glass;
use crate::layout::Frame;
use crate::shell::Visit;
use asked::{Asked, Choice};

/// Rows on one page.
const ROWS: u32 = 50;

#[derive(Template)]
#[template(path = "students/page.html")]
#[expect(clippy::struct_excessive_bools, reason = "each shows or hides a part of the page")]
struct Page {
    frame: Frame,
    words: String,
    /// How many match, in a sentence.
    count: String,
    rows: Vec<Row>,
    /// Whether some plan among them is the reader's to see: of the others there is only the name and the grade.
    sees_plans: bool,
    /// Whether the reader may ask for a plan that is on no list of theirs.
    breaks_glass: bool,
    choices: Vec<Filter>,
    /// For whom there is a caseload: whether it alone is shown.
    caseload: Option<bool>,
    is_filtered: bool,
    /// Whether a filter or an order is chosen.
    is_chosen: bool,
    previous: Option<String>,
    next: Option<String>,
    views: Vec<View>,
    form: Form,
}

/// One filter of several choices.
struct Filter {
    name: &'static str,
    label: String,
    choices: Vec<Choice>,
}

struct Row {
    /// Where the plan is the reader's to see.
    href: Option<String>,
    name: String,
    grade: String,
    changed: Option<String>,
    mine: Option<String>,
    waiting: Option<String>,
    is_empty: bool,
}

/// A view that the reader has saved.
struct View {
    href: String,
    name: String,
    remove: String,
    once: String,
}

pub(crate) async fn show(visit: Visit, Query(asked): Query<Asked>) -> Result<Response, PageError> {
    let form = visit.resume(views::form(&visit, &asked)).await?;
    page(&visit, &asked, form, StatusCode::OK).await
}

async fn page(visit: &Visit, asked: &Asked, form: Form, status: StatusCode) -> Result<Response, PageError> {
    let who = (visit.tenant.id, visit.reader()?.person);
    let day = (visit.today(), visit.tenant.age_of_majority);
    let wanted = asked.wanted(ROWS)?;
    let read = visit.app.store.read(move |tx| {
        Box::pin(async move {
            let found = visible::list(tx, who, day, &wanted).await?;
            let staff = glass::may_ask(tx, who, day.0).await?;
            Ok((found, visible::offers(tx, who, day).await?, saved_views::of(tx, who).await?, staff))
        })
    });
    let (found, offers, views, staff) = read.await?;
    let shown = shown(visit, asked, (&found, &offers, views), form);
    visit.show_as(status, &Page { breaks_glass: staff, ..shown })
}

fn shown(
    visit: &Visit,
    asked: &Asked,
    (found, offers, views): (&Found, &Offers, Vec<SavedView>),
    form: Form,
) -> Page {
    let words = visit.words;
    let is_filtered = asked.is_filtered();
    let first = found.rows.first().filter(|_| found.has_before);
    let last = found.rows.last().filter(|_| found.has_after);
    Page {
        frame: visit.frame(words.text("students-title")),
        words: asked.words(),
        count: counted(words, is_filtered, found),
        sees_plans: found.rows.iter().any(|listed| listed.changes.is_some()),
        breaks_glass: false,
        rows: found.rows.iter().map(|listed| row(visit, listed)).collect(),
        choices: asked.filters(words, offers),
        caseload: offers.caseload.then(|| asked.is_of_caseload()),
        is_filtered,
        is_chosen: asked.is_chosen(),
        previous: first.map(|first| asked.address(From::Before(first.learner))),
        next: last.map(|last| asked.address(From::After(last.learner))),
        views: views.into_iter().map(|one| view(visit, one)).collect(),
        form,
    }
}

/// How many there are. Who sees a district reads that there are more than a round number.
fn counted(words: Words, is_filtered: bool, found: &Found) -> String {
    let count = [("count", i64::try_from(found.total).unwrap_or(i64::MAX).into())];
    match (is_filtered, found.has_uncounted) {
        (false, false) => words.text_with("students-all", &count),
        (false, true) => words.text_with("students-all-more", &count),
        (true, false) => words.text_with("students-match", &count),
        (true, true) => words.text_with("students-match-more", &count),
    }
}

fn view(visit: &Visit, one: SavedView) -> View {
    View {
        href: format!("/students?{}", one.query),
        name: one.name,
        remove: format!("/students/views/{}/remove", one.id),
        once: visit.app.fresh_id().to_string(),
    }
}

fn row(visit: &Visit, listed: &Listed) -> Row {
    let words = visit.words;
    let count = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
    let (mine, waiting) = (count(listed.mine), count(listed.waiting.unwrap_or(0)));
    let others = waiting - mine;
    let changed = listed.changed_at.map(|at| words.date(at.with_timezone(&visit.zone()).date_naive()));
    Row {
        // Whoever is told nothing of a plan would find no page behind a link; who keeps the records begins with the rights.
        href: listed.changes.map(|_| format!("/plan/{}", listed.learner)).or_else(|| {
            let guards = visit.reader().is_ok_and(|reader| reader.hats.guards);
            guards.then(|| format!("/rights/{}", listed.learner))
        }),
        name: listed.name.clone(),
        grade: listed.grade.as_deref().map(|grade| grade_words(words, grade)).unwrap_or_default(),
        changed,
        mine: (0 < mine).then(|| words.text_with("students-mine", &[("count", mine.into())])),
        waiting: (0 < others).then(|| words.text_with("students-waiting", &[("count", others.into())])),
        is_empty: listed.changes == Some(0),
    }
}

/// A grade as people say it: the code is the roster's.
pub(crate) fn grade_words(words: Words, code: &str) -> String {
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
