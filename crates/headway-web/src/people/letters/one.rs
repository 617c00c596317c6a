//! /people/letters/{of}/{group}: how many letters there would be, and the letters, a sheet each, with codes that are shown once.

use askama::Template;
use axum::Extension;
use axum::extract::Path;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use headway_store::audit::Event;
use headway_store::invitations::NewInvitation;
use headway_store::letters::{self, Group, Lacking, Whom};
use headway_store::{Work, audit};
use ilp::access::Act;
use serde::Deserialize;

use super::address;
use crate::about::{Query, id};
use crate::error::PageError;
use crate::form::{Choice, Form, Outcome, Posted};
use crate::layout::Frame;
use crate::people::event;
use crate::people::letter::{self, Letter};
use crate::shell::Visit;
use crate::sign_in::Code;

/// Letters at once: more is more paper than anybody folds, and a long wait for everybody else's saves. The next ones follow, as those
/// who have a letter are left out.
const LETTERS_MAX: usize = 200;

#[derive(Template)]
#[template(path = "people/letters/one.html")]
struct Page {
    frame: Frame,
    whom: Vec<Choice>,
    count: String,
    /// Who has a letter already, whose code can be used.
    earlier: Option<String>,
    /// Where not all fit.
    part: Option<String>,
    names: Vec<(String, String)>,
    form: Form,
    button: Option<String>,
    /// Where somebody has a letter: the button that makes theirs anew too.
    again: Option<String>,
}

#[derive(Template)]
#[template(path = "people/letters/sheets.html")]
struct Sheets {
    frame: Frame,
    back: String,
    once: String,
    letters: Vec<Sheet>,
}

struct Sheet {
    lang: &'static str,
    lines: Letter,
    code: String,
    /// With whom it goes home, where it is no student's own.
    by: Option<String>,
}

/// What the address asks for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    whom: String,
}

/// GET /people/letters/{of}/{group}
pub(crate) async fn show(
    visit: Visit,
    Path((of, group)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Result<Response, PageError> {
    let group = self::group(&of, &group)?;
    let (title, lacking) = load(&visit, (group, whom(&asked.whom))).await?;
    visit.show(&page(&visit, (group, &title), (&asked.whom, &lacking)))
}

/// POST /people/letters/{of}/{group}
pub(crate) async fn make(
    visit: Visit,
    Path((of, group)): Path<(String, String)>,
    headers: HeaderMap,
    Extension(posted): Extension<Posted>,
) -> Result<Response, PageError> {
    let group = self::group(&of, &group)?;
    let replaces = posted.get("earlier") == Some("replace");
    let (_, lacking) = load(&visit, (group, whom(posted.get("whom").unwrap_or_default()))).await?;
    let meant = lacking.into_iter().filter(|one| replaces || !one.has_letter).take(LETTERS_MAX);
    let meant: Vec<(Lacking, Code, NewInvitation)> = meant.map(|one| letter_for(&visit, one)).collect();
    // Whoever sends the form again comes to the address of the first time: there the codes are not known any more.
    let there = match meant.first() {
        Some((_, _, first)) => format!("{}?said=letters&first={}", address(group), first.id),
        None => address(group),
    };
    let ids: Vec<_> = meant.iter().map(|(_, _, new)| new.id).collect();
    let all: Vec<NewInvitation> = meant.iter().map(|(_, _, new)| new.clone()).collect();
    let events: Vec<Event> = all
        .iter()
        .map(|new| event(&visit, "invitation/make", new.person, String::new()))
        .collect::<Result<_, _>>()?;
    let done = there.clone();
    let saved = visit.save_over(&posted, Act::ManageAccounts, move |right| -> Work<'_, Outcome<()>> {
        Box::pin(async move {
            let made = letters::make(&right, &all, replaces).await?;
            let of_made = all.iter().zip(events).filter(|(new, _)| made.contains(&new.id));
            let events: Vec<Event> = of_made.map(|(_, event)| event).collect();
            audit::record_all(right.tx(), &events).await?;
            Ok(Outcome::Done(done))
        })
    });
    match saved.await? {
        Outcome::Done(location) if location == there && !meant.is_empty() => {
            let read = visit.read_over(Act::ManageAccounts, move |right| -> Work<'_, _> {
                Box::pin(async move { letters::made(&right, &ids).await })
            });
            let made = read.await?;
            let meant = meant.into_iter().filter(|(_, _, new)| made.contains(&new.id));
            let sheets: Vec<Sheet> =
                meant.map(|(one, code, _)| sheet(&visit, &headers, (&one, &code))).collect();
            let frame = visit.frame(visit.words.text("letters-sheets-title"));
            let once = counted(&visit, "letters-once", sheets.len());
            visit.show(&Sheets { frame, back: address(group), once, letters: sheets })
        }
        Outcome::Done(location) => Ok(Redirect::to(&location).into_response()),
        Outcome::Refused(()) => Err(PageError::NotFound),
    }
}

fn letter_for(visit: &Visit, one: Lacking) -> (Lacking, Code, NewInvitation) {
    let code = Code::fresh(visit.app.entropy.as_ref());
    let new = NewInvitation { id: visit.app.fresh_id(), person: one.person, code_digest: code.digest() };
    (one, code, new)
}

fn sheet(visit: &Visit, headers: &HeaderMap, (one, code): (&Lacking, &Code)) -> Sheet {
    let (lang, lines) = letter::lines(visit, headers, (one.language.as_deref(), &one.name));
    let by = visit.words.text_with("letters-by", &[("student", one.student.as_str().into())]);
    Sheet { lang, lines, code: code.written(), by: (!one.is_student).then_some(by) }
}

fn group(of: &str, group: &str) -> Result<Group, PageError> {
    match of {
        "class" => Ok(Group::Class(id(group)?)),
        "caseload" => Ok(Group::Caseload(id(group)?)),
        _ => Err(PageError::NotFound),
    }
}

fn whom(code: &str) -> Whom {
    match code {
        "families" => Whom::Families,
        "students" => Whom::Students,
        _ => Whom::Both,
    }
}

async fn load(visit: &Visit, (group, whom): (Group, Whom)) -> Result<(String, Vec<Lacking>), PageError> {
    let years = visit.tenant.age_of_majority;
    let read = visit.read_over(Act::ManageAccounts, move |right| -> Work<'_, _> {
        Box::pin(async move {
            let Some(title) = letters::title(&right, group).await? else { return Ok(None) };
            Ok(Some((title, letters::lacking(&right, (group, whom), years).await?)))
        })
    });
    read.await?.ok_or(PageError::NotFound)
}

fn page(visit: &Visit, (group, title): (Group, &str), (asked, lacking): (&str, &[Lacking])) -> Page {
    let words = visit.words;
    let counted = |key: &str, count: usize| counted(visit, key, count);
    let earlier = lacking.iter().filter(|one| one.has_letter).count();
    let new = lacking.len() - earlier;
    let is_part = LETTERS_MAX < lacking.len();
    let choice = |code: &'static str, label: &str| Choice::new(code, words.text(label), code == asked);
    let named = |one: &Lacking| {
        let whose = ("student", one.student.as_str().into());
        let what = if one.is_student {
            words.text("people-is-student")
        } else {
            words.text_with("letters-family-of", &[whose])
        };
        let has = one.has_letter.then(|| words.text("letters-has"));
        (one.name.clone(), std::iter::once(what).chain(has).collect::<Vec<_>>().join(", "))
    };
    Page {
        frame: visit.frame(match group {
            Group::Class(_) => words.text_with("letters-of-class", &[("name", title.into())]),
            Group::Caseload(_) => words.text_with("letters-of-caseload", &[("name", title.into())]),
        }),
        whom: vec![
            choice("", "letters-both"),
            choice("families", "letters-families"),
            choice("students", "letters-only-students"),
        ],
        count: counted("letters-count", lacking.len()),
        earlier: (0 < earlier).then(|| counted("letters-earlier", earlier)),
        part: is_part.then(|| counted("letters-part", LETTERS_MAX)),
        names: lacking.iter().map(named).collect(),
        button: (0 < new).then(|| counted("letters-make", new.min(LETTERS_MAX))),
        again: (0 < earlier).then(|| counted("letters-make-all", lacking.len().min(LETTERS_MAX))),
        form: Form::new(visit, "letters", address(group)).with_hidden("whom", asked),
    }
}

fn counted(visit: &Visit, key: &str, count: usize) -> String {
    let count = i64::try_from(count).unwrap_or(i64::MAX);
    visit.words.text_with(key, &[("count", count.into())])
}
