//! /people/letters/{of}/{group}: how many letters there would be, and the letters, a sheet each, with codes that are shown once.

use askama::Template;
use axum::Extension;
use axum::extract::Path;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use chrono::{DateTime, Utc};
use headway_store::audit::Event;
use headway_store::invitations::NewInvitation;
use headway_store::letters::{self, Earlier, Group, Lacking, Whom};
use headway_store::{Work, audit};
use ilp::access::Act;
use serde::Deserialize;

use super::address;
use crate::about::{Query, id};
use crate::error::PageError;
use crate::form::{Choice, Form, Outcome, Posted};
use crate::layout::Frame;
use crate::people::event;
use crate::people::letter::{self, Sheet, To};
use crate::shell::Visit;
use crate::sign_in::Code;

/// Letters at once: more is more paper than anybody folds, and a long wait for everybody else's saves. The next ones follow: who has
/// a letter is left out, or, where letters are made anew, who has one that was made since that was begun.
pub(crate) const LETTERS_MAX: usize = 200;

#[derive(Template)]
#[template(path = "people/letters/one.html")]
struct Page {
    frame: Frame,
    /// For whom, each with how many have no account.
    whom: Vec<Choice>,
    count: String,
    /// Where not all fit, for the first button and for the second.
    part: Option<String>,
    part_again: Option<String>,
    /// Where letters are being made anew: how many were.
    since: Option<String>,
    names: Vec<(String, String)>,
    form: Form,
    /// Somebody has no letter yet.
    makes: bool,
    /// Somebody has a letter: theirs can be made anew too.
    makes_anew: bool,
}

#[derive(Template)]
#[template(path = "people/letters/sheets.html")]
struct Printed {
    frame: Frame,
    back: String,
    once: String,
    sheets: Vec<Sheet>,
}

/// Those of a group who have no account, by for whom the letters are to be.
type ByWhom = [(Whom, Vec<Lacking>); 3];

/// What the address asks for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    whom: String,
    before: String,
}

/// GET /people/letters/{of}/{group}
pub(crate) async fn show(
    visit: Visit,
    Path((of, group)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Result<Response, PageError> {
    let group = self::group(&of, &group)?;
    let (title, lacking) = load(&visit, group).await?;
    visit.show(&page(&visit, (group, &title), &asked, &lacking))
}

/// POST /people/letters/{of}/{group}
pub(crate) async fn make(
    visit: Visit,
    Path((of, group)): Path<(String, String)>,
    headers: HeaderMap,
    Extension(posted): Extension<Posted>,
) -> Result<Response, PageError> {
    let group = self::group(&of, &group)?;
    let asked = Asked {
        whom: posted.get("whom").unwrap_or_default().to_owned(),
        before: posted.get("before").unwrap_or_default().to_owned(),
    };
    let earlier = match posted.get("earlier") {
        Some("replace") => Earlier::ReplaceBefore(before(&visit, &asked.before)),
        _ => Earlier::Keep,
    };
    let of = (group, whom(&asked.whom));
    let (_, lacking) = load(&visit, group).await?;
    let lacking = lacking.into_iter().find(|(whom, _)| *whom == of.1).map(|(_, lacking)| lacking);
    let lacking = lacking.unwrap_or_default();
    let meant = lacking.iter().filter(|one| earlier.lets(one)).take(LETTERS_MAX);
    let minted: Vec<(Code, NewInvitation)> = meant.map(|one| letter_for(&visit, one)).collect();
    let goes_on = going_on(&visit, group, &asked, earlier);
    // Whoever sends the form again comes to the address of the first time: there the codes are not known any more.
    let there = match minted.first() {
        Some((_, first)) => format!("{goes_on}&said=letters&first={}", first.id),
        None => goes_on.clone(),
    };
    let all: Vec<NewInvitation> = minted.iter().map(|(_, new)| new.clone()).collect();
    let none = format!("{goes_on}&said=none");
    match save(&visit, &posted, (of, earlier), all, (&there, &none)).await? {
        Outcome::Done(location) if location == there && !minted.is_empty() => {
            let sheets = sheets(&visit, &headers, of, &minted).await?;
            let frame = visit.frame(visit.words.text("letters-sheets-title"));
            let once = counted(&visit, "letters-once", sheets.len());
            visit.show(&Printed { frame, back: goes_on, once, sheets })
        }
        Outcome::Done(location) => Ok(Redirect::to(&location).into_response()),
        Outcome::Refused(()) => Err(PageError::NotFound),
    }
}

/// Makes those of the letters that may be made now, each on record; to `there` where any was made, else back.
async fn save(
    visit: &Visit,
    posted: &Posted,
    (of, earlier): ((Group, Whom), Earlier),
    all: Vec<NewInvitation>,
    (there, back): (&str, &str),
) -> Result<Outcome<()>, PageError> {
    let years = visit.tenant.age_of_majority;
    let (there, back) = (there.to_owned(), back.to_owned());
    let events: Vec<Event> = all
        .iter()
        .map(|new| event(visit, "invitation/make", new.person, String::new()))
        .collect::<Result<_, _>>()?;
    let saved = visit.save_over(posted, Act::ManageAccounts, move |right| -> Work<'_, Outcome<()>> {
        Box::pin(async move {
            let made = letters::make(&right, of, years, (&all, earlier)).await?;
            let of_made = all.iter().zip(events).filter(|(new, _)| made.contains(&new.id));
            let events: Vec<Event> = of_made.map(|(_, event)| event).collect();
            audit::record_all(right.tx(), &events).await?;
            Ok(Outcome::Done(if events.is_empty() { back } else { there }))
        })
    });
    saved.await
}

/// The letters that were made, in the order in which they are handed out, each with whom it goes home as it is now: a child from
/// whom an order keeps somebody is on no letter of theirs.
async fn sheets(
    visit: &Visit,
    headers: &HeaderMap,
    of: (Group, Whom),
    minted: &[(Code, NewInvitation)],
) -> Result<Vec<Sheet>, PageError> {
    let years = visit.tenant.age_of_majority;
    let ids: Vec<_> = minted.iter().map(|(_, new)| new.id).collect();
    let read = visit.read_over(Act::ManageAccounts, move |right| -> Work<'_, _> {
        Box::pin(async move {
            Ok((letters::made(&right, &ids).await?, letters::lacking(&right, of, years).await?))
        })
    });
    let (made, lacking) = read.await?;
    let sheet = |one: &Lacking| {
        let (code, _) = minted.iter().find(|(_, new)| new.person == one.person && made.contains(&new.id))?;
        Some(sheet(visit, headers, (one, code)))
    };
    Ok(lacking.iter().filter_map(sheet).collect())
}

/// When it was begun to make letters anew: what the page was opened with, or now.
fn before(visit: &Visit, asked: &str) -> DateTime<Utc> {
    let begun = asked.parse().ok().and_then(DateTime::from_timestamp_micros);
    begun.map_or(visit.now, |begun| begun.min(visit.now))
}

/// The page from which the next letters are made: where they are made anew, those made since are left out.
fn going_on(visit: &Visit, group: Group, asked: &Asked, earlier: Earlier) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.append_pair("whom", code(whom(&asked.whom)));
    if let Earlier::ReplaceBefore(_) = earlier {
        let before = before(visit, &asked.before).timestamp_micros();
        query.append_pair("before", &before.to_string());
    }
    format!("{}?{}", address(group), query.finish())
}

fn letter_for(visit: &Visit, one: &Lacking) -> (Code, NewInvitation) {
    let code = Code::fresh(visit.app.entropy.as_ref());
    let new = NewInvitation { id: visit.app.fresh_id(), person: one.person, code_digest: code.digest() };
    (code, new)
}

fn sheet(visit: &Visit, headers: &HeaderMap, (one, code): (&Lacking, &Code)) -> Sheet {
    // Of several children the one with whom it goes home: another one is nobody's to read on the way.
    let students = if one.is_student { Vec::new() } else { vec![one.student.clone()] };
    let (language, name) = (one.language.as_deref(), one.name.as_str());
    let by = (!one.is_student).then_some(one.student.as_str());
    let letters =
        letter::letters(visit, headers, &To { language, name, learns: one.is_student, by, students });
    Sheet { letters, code: code.written() }
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

const fn code(whom: Whom) -> &'static str {
    match whom {
        Whom::Families => "families",
        Whom::Students => "students",
        Whom::Both => "",
    }
}

async fn load(visit: &Visit, group: Group) -> Result<(String, ByWhom), PageError> {
    let years = visit.tenant.age_of_majority;
    let read = visit.read_over(Act::ManageAccounts, move |right| -> Work<'_, _> {
        Box::pin(async move {
            let Some(title) = letters::title(&right, group).await? else { return Ok(None) };
            Ok(Some((title, letters::lacking_by_whom(&right, group, years).await?)))
        })
    });
    read.await?.ok_or(PageError::NotFound)
}

fn page(visit: &Visit, (group, title): (Group, &str), asked: &Asked, by_whom: &ByWhom) -> Page {
    let (words, [(_, lacking), ..]) = (visit.words, by_whom);
    let is_begun = !asked.before.is_empty();
    let before = before(visit, &asked.before);
    let count = |earlier: Earlier| lacking.iter().filter(|one| earlier.lets(one)).count();
    let (new, anew) = (count(Earlier::Keep), count(Earlier::ReplaceBefore(before)));
    let since = lacking.len() - anew;
    let twin = twin(by_whom);
    let is_offered = |(whom, _): &&(Whom, Vec<Lacking>)| twin.is_none() || *whom != Whom::Both;
    let chosen = twin.filter(|_| whom(&asked.whom) == Whom::Both).unwrap_or_else(|| whom(&asked.whom));
    let choice = |(whom, lacking): &(Whom, Vec<Lacking>)| {
        Choice::new(code(*whom), choice_of(visit, *whom, lacking), *whom == chosen)
    };
    Page {
        frame: visit.frame(match group {
            Group::Class(_) => words.text_with("letters-of-class", &[("name", title.into())]),
            Group::Caseload(_) => words.text_with("letters-of-caseload", &[("name", title.into())]),
        }),
        whom: by_whom.iter().filter(is_offered).map(choice).collect(),
        count: counted(visit, "letters-count", lacking.len()),
        part: (LETTERS_MAX < new).then(|| counted(visit, "letters-part", LETTERS_MAX)),
        part_again: (new < anew && LETTERS_MAX < anew)
            .then(|| counted(visit, "letters-part-again", LETTERS_MAX)),
        since: (is_begun && 0 < since).then(|| counted(visit, "letters-since", since)),
        names: lacking.iter().map(|one| named(visit, one)).collect(),
        makes: 0 < new,
        makes_anew: new < anew,
        form: Form::new(visit, "letters", address(group))
            .with_hidden("before", before.timestamp_micros().to_string()),
    }
}

/// The part that is all of them: families alone, or students alone. To offer both beside it would be no choice.
fn twin(by_whom: &ByWhom) -> Option<Whom> {
    let [(_, all), parts @ ..] = by_whom;
    let is_all = |(_, some): &&(Whom, Vec<Lacking>)| !all.is_empty() && some.len() == all.len();
    parts.iter().find(is_all).map(|(whom, _)| *whom)
}

/// For whom, and how many of them have no account and no letter: what the button makes is what is chosen.
fn choice_of(visit: &Visit, whom: Whom, lacking: &[Lacking]) -> String {
    let words = visit.words;
    let whom = words.text(match whom {
        Whom::Both => "letters-both",
        Whom::Families => "letters-families",
        Whom::Students => "letters-only-students",
    });
    let count = |some: usize| i64::try_from(some).unwrap_or(i64::MAX);
    let has = lacking.iter().filter(|one| one.letter.is_some()).count();
    let said = [("whom", whom.into()), ("count", count(lacking.len() - has).into())];
    let new = words.text_with("letters-choice", &said);
    if has == 0 { new } else { format!("{new}; {}", counted(visit, "letters-choice-has", has)) }
}

/// Somebody who has no account, with what they are.
fn named(visit: &Visit, one: &Lacking) -> (String, String) {
    let words = visit.words;
    let whose = ("student", one.student.as_str().into());
    let what = if one.is_student {
        words.text("people-is-student")
    } else {
        words.text_with("letters-family-of", &[whose])
    };
    let has = one.letter.map(|_| words.text("letters-has"));
    (one.name.clone(), std::iter::once(what).chain(has).collect::<Vec<_>>().join(", "))
}

fn counted(visit: &Visit, key: &str, count: usize) -> String {
    let count = i64::try_from(count).unwrap_or(i64::MAX);
    visit.words.text_with(key, &[("count", count.into())])
}
