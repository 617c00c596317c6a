//! /people/{person}/trust/{office}: an administrator asks for an office of trust for somebody; below it what waits and what ends.
//!
//! It takes two. What will happen stands before every button, and whoever agrees reads it of exactly what was asked.

pub(crate) mod asked;
pub(crate) mod ending;

use std::collections::HashMap;

use askama::Template;
use axum::Extension;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use chrono::{DateTime, NaiveDate, Utc};
use headway_store::offices::{self, Asked, Left, What};
use headway_store::oversight::Oversight;
use headway_store::ties::Post;
use headway_store::{StoreError, Work, accounts, hats, invitations, people};
use headway_text::{Arg, Words};
use ilp::access::{Act, OfficeKind};
use ilp::{OrgId, PersonId};

use super::event;
use super::offices::{office_name, office_of_code};
use super::person::refused;
use crate::about::{day, id};
use crate::error::PageError;
use crate::form::{Field, Form, Outcome, Posted};
use crate::layout::Frame;
use crate::shell::Visit;

/// Who works does so at every age of majority.
const AGE: u8 = 18;

#[derive(Template)]
#[template(path = "people/trust/page.html")]
struct Page {
    frame: Frame,
    back: String,
    problem: Option<String>,
    lead: Vec<String>,
    /// What will happen, a sentence each; none where nothing can.
    effects: Vec<String>,
    /// `None` where this reader can do nothing.
    form: Option<Form>,
    /// The names of the form's lines.
    lines: Vec<&'static str>,
    /// Where the office is held, where there are several such places.
    places: Vec<(String, String, bool)>,
    /// What each button sends and says; the first is the one that goes on.
    buttons: Vec<(&'static str, String)>,
}

/// Whom it is about, as far as it matters before an office is given or ended.
#[derive(Debug, Clone)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a fact about one person, and any of them can be true"
)]
struct Scene {
    person: PersonId,
    name: String,
    has_account: bool,
    is_invited: bool,
    /// Who made the letter by which they came in, and when they used it.
    let_in: Option<(String, DateTime<Utc>)>,
    wholes: Vec<(OrgId, String)>,
    /// Another administrator of today can sign in and may agree; whether they do is theirs to say.
    has_second: bool,
    /// They work here and have an account.
    is_staff: bool,
}

/// `None` where there is no such person.
async fn scene(right: &Oversight<'_>, person: PersonId) -> Result<Option<Scene>, StoreError> {
    let (tx, tenant) = (right.tx(), right.tenant());
    let Some(found) = people::find(tx, tenant, person).await? else { return Ok(None) };
    let let_in = invitations::let_in(right, person).await?;
    let by: Vec<PersonId> = let_in.iter().map(|letter| letter.by).collect();
    let by = people::names_of(tx, tenant, &by).await?.pop().map(|(_, name)| name);
    Ok(Some(Scene {
        person,
        name: found.names.shown(),
        has_account: accounts::of_person(tx, tenant, person).await?.is_some(),
        is_invited: invitations::of_person(right, person).await?.is_some(),
        let_in: by.zip(let_in.map(|letter| letter.at)),
        wholes: offices::wholes(right).await?,
        has_second: has_second(right, person).await?,
        is_staff: is_staff(right, person).await?,
    }))
}

/// Whether somebody works here and has an account: whom else an office of trust would make more than family is a mistake.
pub(crate) async fn is_staff(right: &Oversight<'_>, person: PersonId) -> Result<bool, StoreError> {
    let (tx, tenant) = (right.tx(), right.tenant());
    let hats = hats::of(tx, (tenant, person), (right.now().today, AGE)).await?;
    Ok((hats.works || hats.administers) && accounts::of_person(tx, tenant, person).await?.is_some())
}

async fn has_second(right: &Oversight<'_>, about: PersonId) -> Result<bool, StoreError> {
    let today = right.now().today;
    let holders = offices::holders(right.tx(), right.tenant(), today).await?;
    Ok(holders.iter().any(|one| {
        let agrees = one.kind == OfficeKind::Administrator && one.is_whole && one.can_sign_in;
        agrees && one.from.is_none_or(|from| from <= today) && ![about, right.person()].contains(&one.person)
    }))
}

impl Scene {
    fn place(&self, id: Option<OrgId>) -> String {
        let found = self.wholes.iter().find(|(known, _)| Some(*known) == id);
        found.map(|(_, name)| name.clone()).unwrap_or_default()
    }
}

/// GET /people/{person}/trust/{office}
pub(crate) async fn blank(
    visit: Visit,
    Path((person, office)): Path<(String, String)>,
) -> Result<Response, PageError> {
    let (scene, kind) = load(&visit, &person, &office).await?;
    let form = visit.resume(form(&visit, &scene, kind)).await?;
    show(&visit, &scene, kind, (StatusCode::OK, None, form))
}

/// POST /people/{person}/trust/{office}
pub(crate) async fn ask(
    visit: Visit,
    Path((person, office)): Path<(String, String)>,
    Extension(posted): Extension<Posted>,
) -> Result<Response, PageError> {
    let (scene, kind) = load(&visit, &person, &office).await?;
    let mut form = form(&visit, &scene, kind).read(&posted);
    let days = days(&visit, &mut form);
    let Some((post, (from, until))) = place(&scene, &posted).zip(days).filter(|_| form.is_sound()) else {
        visit.keep_refused(&posted).await?;
        return show(&visit, &scene, kind, (StatusCode::UNPROCESSABLE_ENTITY, None, form));
    };
    let wanted =
        Post { id: visit.app.fresh_id(), person: scene.person, kind, organisation: post, from, until };
    match save(&visit, &posted, scene.person, What::Give(wanted)).await? {
        Outcome::Done(there) => Ok(Redirect::to(&there).into_response()),
        Outcome::Refused(why) => {
            visit.keep_refused(&posted).await?;
            let problem = Some(refused(visit.words, why));
            show(&visit, &scene, kind, (StatusCode::UNPROCESSABLE_ENTITY, problem, form))
        }
    }
}

/// Asks for it, once; not where nobody could agree.
async fn save(
    visit: &Visit,
    posted: &Posted,
    person: PersonId,
    what: What,
) -> Result<Outcome<Left>, PageError> {
    let event = event(visit, "office/ask", person, String::new())?;
    visit
        .save_over(posted, Act::ManageAccounts, move |right| -> Work<'_, _> {
            Box::pin(async move {
                if let Some(left) = why_not_ask(&right, person, &what).await? {
                    return Ok(Outcome::Refused(left));
                }
                Ok(match offices::ask(&right, &what, event).await? {
                    Ok(()) => Outcome::Done(format!("/people/{person}?said=office-asked")),
                    Err(left) => Outcome::Refused(left),
                })
            })
        })
        .await
}

/// Why it is not asked for before it is looked at; whoever is the last of their office reads of that first.
async fn why_not_ask(
    right: &Oversight<'_>,
    person: PersonId,
    what: &What,
) -> Result<Option<Left>, StoreError> {
    let first = match what {
        What::End(person, office) => offices::why_not_end(right, (*person, *office)).await?,
        What::Give(_) if person == right.person() => Some(Left::OwnOffice),
        What::Give(_) => (!is_staff(right, person).await?).then_some(Left::NotStaff),
    };
    match first {
        Some(left) => Ok(Some(left)),
        None => Ok((!has_second(right, person).await?).then_some(Left::NoSecond)),
    }
}

async fn load(visit: &Visit, person: &str, office: &str) -> Result<(Scene, OfficeKind), PageError> {
    let person = id(person)?;
    let read = visit.read_over(Act::ManageAccounts, move |right| -> Work<'_, _> {
        Box::pin(async move { scene(&right, person).await })
    });
    let scene = read.await?.ok_or(PageError::NotFound)?;
    let kind = office_of_code(office).filter(|kind| offices::is_of_trust(*kind));
    Ok((scene, kind.ok_or(PageError::NotFound)?))
}

fn form(visit: &Visit, scene: &Scene, kind: OfficeKind) -> Form {
    let words = visit.words;
    let code = headway_store::permits::office_code(kind);
    let action = format!("/people/{}/trust/{code}", scene.person);
    let from = Field::new("from", words.text("people-office-from"))
        .hint(words.text("trust-from-hint"))
        .date()
        .filled(visit.today().to_string());
    let until = Field::new("until", words.text("people-office-until"))
        .hint(words.text("trust-until-hint"))
        .date()
        .optional();
    let form = Form::new(visit, format!("trust/{}/{code}", scene.person), action).with(from).with(until);
    // Where there is one such place there is nothing to choose.
    if scene.wholes.len() == 1 {
        return form;
    }
    form.with(Field::new("organisation", words.text("people-office-place")))
}

/// Where it is held: the district, or, where a roster names several at the top, the one that was chosen.
fn place(scene: &Scene, posted: &Posted) -> Option<OrgId> {
    match scene.wholes.as_slice() {
        [(one, _)] => Some(*one),
        _ => posted.get("organisation").and_then(|text| text.parse().ok()),
    }
}

/// The first day, and the first on which it is over; where they are not sound, the form says so.
fn days(visit: &Visit, form: &mut Form) -> Option<(NaiveDate, Option<NaiveDate>)> {
    let words = visit.words;
    let from = day(form.value("from"));
    if from.is_none() && form.is_sound() {
        form.refuse("from", words.text("form-not-a-date"));
    }
    let last = form.value("until").to_owned();
    if last.is_empty() {
        return Some((from?, None));
    }
    let last = day(&last).filter(|last| from.is_none_or(|from| from <= *last));
    if last.is_none() {
        form.refuse("until", words.text("people-office-until-wrong"));
    }
    Some((from?, Some(last?.succ_opt()?)))
}

/// How it takes two, or that there are no two and what to do first.
const fn two(scene: &Scene) -> &'static str {
    if scene.has_second { "trust-lead-two" } else { "trust-lead-alone" }
}

/// What a form to give an office says first.
const fn leads(scene: &Scene) -> &'static str {
    if scene.is_staff { two(scene) } else { "trust-refused-not-staff" }
}

fn show(
    visit: &Visit,
    scene: &Scene,
    kind: OfficeKind,
    (status, problem, form): (StatusCode, Option<String>, Form),
) -> Result<Response, PageError> {
    let (words, name) = (visit.words, ("name", Arg::from(scene.name.as_str())));
    let office = ("office", Arg::from(office_name(words, kind)));
    let lead = [words.text_with("trust-lead-give", std::slice::from_ref(&name)), words.text(leads(scene))];
    // What can only be refused is not asked for, and nothing will happen.
    let can_ask = scene.is_staff && scene.has_second;
    let mut effects = Vec::new();
    if can_ask {
        effects.push(words.text("trust-effect-not-yet"));
        effects.push(words.text_with("trust-effect-give-blank", &[name, office.clone()]));
        effects.extend(given(visit, scene, kind));
    }
    let chosen = form.value("organisation").to_owned();
    let several = if scene.wholes.len() == 1 { &[] } else { scene.wholes.as_slice() };
    let page = Page {
        frame: visit.frame(words.text_with("trust-title-give", &[office])),
        back: format!("/people/{}", scene.person),
        problem,
        lead: lead.into(),
        effects,
        form: can_ask.then_some(form),
        lines: vec!["from", "until"],
        places: super::offices::places(several, &chosen),
        buttons: vec![("ask", words.text("trust-ask-give"))],
    };
    visit.show_as(status, &page)
}

/// What comes with giving such an office.
fn given(visit: &Visit, scene: &Scene, kind: OfficeKind) -> Vec<String> {
    let words = visit.words;
    let may = match kind {
        OfficeKind::Administrator => "trust-effect-administrator",
        _ => "trust-effect-privacy-officer",
    };
    let letters = if scene.is_invited { "trust-effect-letter" } else { "trust-effect-letters" };
    let mut effects = vec![words.text(may), words.text(letters)];
    if let Some((by, at)) = &scene.let_in {
        let on = words.date(at.with_timezone(&visit.zone()).date_naive());
        let said = [("by", by.as_str().into()), ("on", on.into())];
        effects.push(words.text_with("trust-effect-let-in", &said));
    } else if !scene.has_account {
        effects.push(words.text("trust-effect-no-account"));
    }
    effects.push(words.text("trust-effect-audit"));
    effects
}

/// What waits for a second administrator, with what its person is called.
#[derive(Debug, Clone)]
pub(crate) struct Waiting {
    pub(crate) ask: Asked,
    pub(crate) name: String,
}

impl Waiting {
    /// Where it is agreed to or not.
    pub(crate) fn href(&self) -> String {
        format!("/people/{}/asked/{}", self.ask.person, self.ask.id)
    }

    /// What is asked, in a sentence.
    pub(crate) fn said(&self, words: Words) -> String {
        let key = if self.ask.ends_one { "trust-waits-end" } else { "trust-waits-give" };
        let office = office_name(words, self.ask.kind);
        words.text_with(key, &[("office", office.into()), ("name", self.name.as_str().into())])
    }
}

/// Addresses, each with what it says.
type Ways = Vec<(String, String)>;

/// What this reader asked for, and what others did: an address and a sentence each.
pub(crate) fn said_of(words: Words, waits: &[Waiting], reader: PersonId) -> (Ways, Ways) {
    let (own, others): (Vec<_>, Vec<_>) = waits.iter().partition(|one| one.ask.by == reader);
    let said = |some: Vec<&Waiting>| some.into_iter().map(|one| (one.href(), one.said(words))).collect();
    (said(own), said(others))
}

/// Every office of trust that waits for a second administrator.
pub(crate) async fn waiting(right: &Oversight<'_>) -> Result<Vec<Waiting>, StoreError> {
    let asked = offices::asked(right).await?;
    let ids: Vec<PersonId> = asked.iter().map(|ask| ask.person).collect();
    let names: HashMap<PersonId, String> =
        people::names_of(right.tx(), right.tenant(), &ids).await?.into_iter().collect();
    let waits = |ask: Asked| Some(Waiting { name: names.get(&ask.person)?.clone(), ask });
    Ok(asked.into_iter().filter_map(waits).collect())
}
