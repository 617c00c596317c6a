//! GET /people: everybody whom the district knows, for who manages accounts; and each of them below it.

pub(crate) mod letter;
pub(crate) mod letters;
pub(crate) mod offices;
pub(crate) mod person;
pub(crate) mod trust;

use askama::Template;
use axum::response::Response;
use headway_store::audit::Event;
use headway_store::directory::{self, Listed, Wanted, Which};
use headway_store::{Work, invitations, people};
use headway_text::Words;
use ilp::PersonId;
use ilp::access::Act;
use serde::Deserialize;

pub(crate) use offices::{office_name, office_of_code};

use crate::about::Query;
use crate::error::PageError;
use crate::layout::Frame;
use crate::shell::Visit;

/// Rows on one page.
const ROWS: u32 = 50;

#[derive(Template)]
#[template(path = "people/page.html")]
struct Page {
    frame: Frame,
    words: String,
    which: Vec<(&'static str, String, bool)>,
    rows: Vec<Row>,
    next: Option<String>,
    is_narrowed: bool,
    /// Letters that wait for a second person.
    waits: Vec<(String, String)>,
    /// Offices of trust that do, with what is asked: what the reader asked for, and what others did.
    asked: Vec<(String, String)>,
    offices: Vec<(String, String)>,
}

struct Row {
    href: String,
    name: String,
    what: String,
    account: String,
    login: Option<String>,
    /// When they last signed in: the day; nothing for who has no account.
    last: String,
}

/// What the address asks for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    words: String,
    which: String,
    after: Option<PersonId>,
}

/// GET /people
pub(crate) async fn show(visit: Visit, Query(asked): Query<Asked>) -> Result<Response, PageError> {
    let words: String = asked.words.chars().take(100).collect();
    let which = which(&asked.which);
    let wanted = Wanted { words: words.clone(), which, after: asked.after, count_max: ROWS + 1 };
    let read = visit.read_over(Act::ManageAccounts, move |right| -> Work<'_, _> {
        Box::pin(async move {
            let asked = invitations::asked(&right).await?;
            let ids: Vec<PersonId> = asked.iter().map(|ask| ask.person).collect();
            let waits = people::names_of(right.tx(), right.tenant(), &ids).await?;
            Ok((directory::list(&right, &wanted).await?, waits, trust::waiting(&right).await?))
        })
    });
    let (mut listed, waits, offices) = read.await?;
    let goes_on = (ROWS as usize) < listed.len();
    listed.truncate(ROWS as usize);
    let next = listed.last().filter(|_| goes_on).map(|last| {
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.append_pair("words", &words).append_pair("which", &asked.which);
        query.append_pair("after", &last.person.to_string());
        format!("/people?{}", query.finish())
    });
    let (own, offices) = trust::said_of(visit.words, &offices, visit.reader()?.person);
    let page = Page {
        frame: visit.frame(visit.words.text("people-title")),
        is_narrowed: !words.trim().is_empty() || which != Which::All,
        words,
        which: choices(visit.words, &asked.which),
        rows: listed.iter().map(|one| row(&visit, one)).collect(),
        next,
        waits: waits.into_iter().map(|(id, name)| (format!("/people/{id}"), name)).collect(),
        asked: own,
        offices,
    };
    visit.show(&page)
}

fn which(code: &str) -> Which {
    match code {
        "account" => Which::WithAccount,
        "none" => Which::WithoutAccount,
        "closed" => Which::Closed,
        "staff" => Which::Staff,
        "students" => Which::Students,
        "family" => Which::Family,
        _ => Which::All,
    }
}

fn choices(words: Words, chosen: &str) -> Vec<(&'static str, String, bool)> {
    let all = [
        ("", words.text("people-all")),
        ("account", words.text("people-with-account")),
        ("none", words.text("people-without-account")),
        ("closed", words.text("people-closed")),
        ("staff", words.text("people-staff")),
        ("students", words.text("people-students")),
        ("family", words.text("people-family")),
    ];
    all.map(|(code, label)| (code, label, code == chosen)).into()
}

fn row(visit: &Visit, one: &Listed) -> Row {
    let words = visit.words;
    let hats = [
        (one.works, words.text("people-is-staff")),
        (one.learns, words.text("people-is-student")),
        (one.is_family, words.text("people-is-family")),
    ];
    let what: Vec<String> = hats.into_iter().filter(|(is, _)| *is).map(|(_, label)| label).collect();
    let account = match (&one.login, one.is_closed) {
        (None, _) => words.text("people-account-none"),
        (Some(_), true) => words.text("people-account-closed"),
        (Some(_), false) => words.text("people-account-open"),
    };
    Row {
        href: format!("/people/{}", one.person),
        name: one.name.clone(),
        what: what.join(", "),
        account,
        login: one.login.clone(),
        last: match (one.last, &one.login) {
            (Some(at), _) => words.date(at.with_timezone(&visit.zone()).date_naive()),
            (None, Some(_)) => words.text("people-last-never"),
            (None, None) => String::new(),
        },
    }
}

/// What the audit keeps of something that was done to somebody's account.
fn event(visit: &Visit, act: &str, person: PersonId, detail: String) -> Result<Event, PageError> {
    Ok(Event {
        act: act.to_owned(),
        object: Some(format!("account {person}")),
        outcome: "done".to_owned(),
        detail,
        ..visit.denial(Act::ManageAccounts, None)?
    })
}
