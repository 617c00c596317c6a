//! /people/{person}: how somebody signs in, which offices they hold, whose family they are; to be changed by who manages
//! accounts. No word of a plan, no consent and no order is here.

use askama::Template;
use axum::Extension;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use headway_store::directory::{self, Kin, Profile};
use headway_store::invitations::{self, Asked, Open};
use headway_store::offices::{self, Held, Left};
use headway_store::oversight::Oversight;
use headway_store::{StoreError, Work, accounts, audit, people, sessions};
use headway_text::{Locale, Words};
use ilp::access::Act;
use ilp::{OrgId, PersonId};

use super::offices::{OfficeRow, form as office_form, of_trust, rows as office_rows};
use super::trust::{Waiting, is_staff, said_of, waiting};
use super::{event, letter};
use crate::about::id;
use crate::days;
use crate::error::PageError;
use crate::form::{Form, Outcome, Posted};
use crate::kinship;
use crate::layout::Frame;
use crate::shell::Visit;
use crate::system::moment;

#[derive(Template)]
#[template(path = "people/person/page.html")]
#[expect(clippy::struct_excessive_bools, reason = "each shows or hides a part of the page")]
struct Page {
    frame: Frame,
    problem: Option<String>,
    audit: String,
    facts: Vec<(String, String)>,
    has_account: bool,
    is_closed: bool,
    /// Nobody closes their own account.
    is_own: bool,
    account: Form,
    invited: Option<String>,
    invitation: Form,
    /// Where a letter takes two people: how that stands.
    second: Option<String>,
    /// The button, where there is something for this reader to do.
    make: Option<String>,
    /// Somebody asked for a letter, and can take that back.
    is_asked: bool,
    recall: Form,
    offices: Vec<OfficeRow>,
    /// Offices of trust that wait for a second administrator: what the reader asked for, and what others did.
    asked: Vec<(String, String)>,
    waits: Vec<(String, String)>,
    /// The ways to ask for one; none for whom it is not.
    of_trust: Vec<(String, String)>,
    office: Form,
    kinds: Vec<(&'static str, String, bool)>,
    places: Vec<(String, String, bool)>,
    family: Vec<Tie>,
    caseload: Option<String>,
}

struct Tie {
    href: String,
    name: String,
    said: String,
    days: String,
}

/// All that the page shows.
pub(super) struct Found {
    pub(super) profile: Profile,
    pub(super) offices: Vec<Held>,
    pub(super) places: Vec<(OrgId, String)>,
    invited: Option<Open>,
    trust: Trust,
    waits: Vec<Waiting>,
    /// Whether an office of trust can be asked for them: they work here and have an account.
    is_staff: bool,
}

/// GET /people/{person}
pub(crate) async fn show(visit: Visit, Path(person): Path<String>) -> Result<Response, PageError> {
    let person = id(&person)?;
    page(&visit, person, (StatusCode::OK, None), None).await
}

/// POST /people/{person}/account: it is closed or opened, or every session ends.
pub(crate) async fn account(
    visit: Visit,
    Path(person): Path<String>,
    Extension(posted): Extension<Posted>,
) -> Result<Response, PageError> {
    let person: PersonId = id(&person)?;
    let (act, closes) = match posted.get("to") {
        Some("close") => ("account/close", true),
        Some("open") => ("account/open", false),
        Some("end") => ("account/end-sessions", false),
        // Whoever may not be here is told so before what they sent is judged.
        _ => return page(&visit, person, (StatusCode::UNPROCESSABLE_ENTITY, None), None).await,
    };
    let event = event(&visit, act, person, String::new())?;
    let saved = visit.save_over(&posted, Act::ManageAccounts, move |right| -> Work<'_, _> {
        Box::pin(async move {
            let (tx, tenant, at) = (right.tx(), right.tenant(), right.now().at);
            if closes && person == right.person() {
                return Ok(Outcome::Refused(Left::OwnOffice));
            }
            if closes && let Some(left) = offices::why_stays_open(&right, person).await? {
                return Ok(Outcome::Refused(left));
            }
            let is_there = match event.act.as_str() {
                "account/close" => {
                    invitations::recall(&right, person).await?;
                    accounts::disable(tx, tenant, person, at).await?
                }
                "account/open" => accounts::enable(tx, tenant, person, at).await?,
                _ => {
                    sessions::end_all(tx, tenant, person).await?;
                    accounts::of_person(tx, tenant, person).await?.is_some()
                }
            };
            if !is_there {
                return Ok(Outcome::Refused(Left::NotThere));
            }
            audit::record(tx, &event).await?;
            Ok(Outcome::Done(format!("/people/{person}?said=saved")))
        })
    });
    answer(&visit, person, saved.await?, None).await
}

/// To the page again where it is done; else the page with the reason.
pub(super) async fn answer(
    visit: &Visit,
    person: PersonId,
    outcome: Outcome<Left>,
    office: Option<Form>,
) -> Result<Response, PageError> {
    match outcome {
        Outcome::Done(there) => Ok(Redirect::to(&there).into_response()),
        Outcome::Refused(why) => {
            let problem = refused(visit.words, why);
            page(visit, person, (StatusCode::UNPROCESSABLE_ENTITY, Some(problem)), office).await
        }
    }
}

/// Why nothing was changed, and what to do.
pub(super) fn refused(words: Words, why: Left) -> String {
    words.text(match why {
        Left::OwnOffice => "people-refused-own",
        Left::OwnLetter => "people-refused-own-letter",
        Left::LastAdministrator => "people-refused-last",
        Left::LastOfficer => "trust-refused-last-officer",
        Left::NotOurs => "people-refused-not-ours",
        Left::NotThere => "people-refused-not-there",
        Left::TakesTwo => "trust-refused-takes-two",
        Left::NoSecond => "trust-refused-no-second",
        Left::NotStaff => "trust-refused-not-staff",
        Left::WholeDistrict => "trust-refused-whole",
        Left::Held => "trust-refused-held",
        Left::DaysOver => "trust-refused-days",
        Left::Waits => "trust-refused-waits",
        Left::Over => "trust-refused-over",
        Left::OwnAsking => "trust-refused-own-asking",
        Left::AboutThem => "trust-refused-about-you",
        Left::OneHand => "trust-refused-one-hand",
    })
}

pub(super) async fn page(
    visit: &Visit,
    person: PersonId,
    (status, problem): (StatusCode, Option<String>),
    office: Option<Form>,
) -> Result<Response, PageError> {
    let read = visit.read_over(Act::ManageAccounts, move |right| -> Work<'_, _> {
        Box::pin(async move {
            let Some(profile) = directory::profile(&right, person).await? else { return Ok(None) };
            Ok(Some(Found {
                profile,
                offices: offices::of(&right, person).await?,
                places: offices::places(&right).await?,
                invited: invitations::of_person(&right, person).await?,
                trust: trust(&right, person).await?,
                waits: waiting(&right).await?.into_iter().filter(|one| one.ask.person == person).collect(),
                is_staff: is_staff(&right, person).await?,
            }))
        })
    });
    let found = read.await?.ok_or(PageError::NotFound)?;
    visit.show_as(status, &of_found(visit, person, &found, (problem, office))?)
}

/// How many people a letter takes.
enum Trust {
    /// One.
    Alone,
    /// Two, and nobody has asked for one.
    NotAsked,
    /// Two: this is who asked, with their name.
    Asked(Asked, String),
}

async fn trust(right: &Oversight<'_>, person: PersonId) -> Result<Trust, StoreError> {
    if !invitations::is_trusted(right, person).await? {
        return Ok(Trust::Alone);
    }
    let asked = invitations::asked(right).await?.into_iter().find(|ask| ask.person == person);
    let Some(asked) = asked else { return Ok(Trust::NotAsked) };
    let names = people::names_of(right.tx(), right.tenant(), &[asked.by]).await?;
    let by = names.into_iter().next().map(|(_, name)| name).unwrap_or_default();
    Ok(Trust::Asked(asked, by))
}

/// What is said of a letter that takes two, and what the button does; `None` for the button where this reader has none.
fn second(
    visit: &Visit,
    person: PersonId,
    trust: &Trust,
) -> Result<(Option<String>, Option<String>), PageError> {
    let (words, reader) = (visit.words, visit.reader()?.person);
    let (asked, by) = match trust {
        Trust::Alone => return Ok((None, Some(words.text("people-invite")))),
        Trust::NotAsked => {
            return Ok((Some(words.text("second-needed")), Some(words.text("second-ask"))));
        }
        Trust::Asked(asked, by) => (asked, by),
    };
    let until = words.date(asked.ends().with_timezone(&visit.zone()).date_naive());
    let said = [("by", by.as_str().into()), ("until", until.into())];
    Ok(if asked.by == reader {
        (Some(words.text_with("second-waits", &said)), None)
    } else if person == reader {
        (Some(words.text("second-own")), None)
    } else {
        (Some(words.text_with("second-agree", &said)), Some(words.text("second-make")))
    })
}

fn of_found(
    visit: &Visit,
    person: PersonId,
    found: &Found,
    (problem, office): (Option<String>, Option<Form>),
) -> Result<Page, PageError> {
    let (words, profile) = (visit.words, &found.profile);
    let office = office.unwrap_or_else(|| office_form(visit, person));
    let invited = found.invited.map(|open| {
        let day = open.ends.with_timezone(&visit.zone()).date_naive();
        words.text_with("people-invited-until", &[("day", words.date(day).into())])
    });
    let count = i64::try_from(profile.caseload).unwrap_or(i64::MAX);
    let at = format!("/people/{person}");
    let (second, make) = second(visit, person, &found.trust)?;
    let reader = visit.reader()?.person;
    let (asked, waits) = said_of(words, &found.waits, reader);
    let of_trust = of_trust(words, person, &found.offices, visit.today(), &found.waits);
    let is_asked = matches!(found.trust, Trust::Asked(..));
    Ok(Page {
        second,
        make,
        is_asked,
        frame: visit.frame(profile.person.names.shown()),
        problem,
        audit: format!("/audit?person={person}"),
        facts: facts(visit, profile),
        has_account: profile.entry.is_some(),
        is_closed: profile.entry.as_ref().is_some_and(|entry| entry.is_closed),
        is_own: reader == person,
        account: Form::new(visit, "account", format!("{at}/account")),
        invited,
        invitation: letter::form(visit, person),
        recall: Form::new(visit, "recall", format!("{at}/invitation/recall")),
        offices: office_rows(visit, person, &found.offices, &found.waits),
        asked,
        waits,
        of_trust: if found.is_staff { of_trust } else { Vec::new() },
        kinds: super::offices::kinds(words, office.value("kind")),
        places: super::offices::places(&found.places, office.value("organisation")),
        office,
        family: profile.family.iter().map(|kin| tie(words, kin)).collect(),
        caseload: (0 < count).then(|| words.text_with("people-caseload", &[("count", count.into())])),
    })
}

fn facts(visit: &Visit, profile: &Profile) -> Vec<(String, String)> {
    let (words, person) = (visit.words, &profile.person);
    let mut facts = Vec::new();
    if let Some(number) = &person.identifier {
        facts.push((words.text("people-number"), number.clone()));
    }
    let locale = person.language.as_deref().and_then(Locale::from_tag);
    let language = match locale {
        Some(Locale::En) => words.text("people-language-en"),
        Some(Locale::Es) => words.text("people-language-es"),
        known => known.map_or_else(|| words.text("people-unknown"), |other| other.name().to_owned()),
    };
    facts.push((words.text("people-language"), language));
    if !person.enabled || person.retired_at.is_some() {
        facts.push((words.text("people-roster"), words.text("people-away")));
    }
    let Some(entry) = &profile.entry else {
        facts.push((words.text("people-account"), words.text("people-account-none")));
        return facts;
    };
    let state =
        if entry.is_closed { words.text("people-account-closed") } else { words.text("people-account-open") };
    facts.push((words.text("people-account"), state));
    facts.push((words.text("people-login"), entry.login.clone()));
    let last = entry.last.map_or_else(|| words.text("people-never"), |at| moment(visit, at));
    facts.push((words.text("people-last"), last));
    let open = i64::try_from(entry.sessions_open).unwrap_or(i64::MAX);
    let open = words.text_with("system-sessions-count", &[("count", open.into())]);
    facts.push((words.text("system-sessions"), open));
    facts
}

fn tie(words: Words, kin: &Kin) -> Tie {
    let called = ("called", kinship::said(words, &kin.called).into());
    let said = match (kin.is_student, kin.called.is_empty()) {
        (true, true) => words.text("people-tie-student"),
        (true, false) => words.text_with("people-tie-student-called", &[called]),
        (false, true) => words.text("people-tie-family"),
        (false, false) => words.text_with("people-tie-family-called", &[called]),
    };
    Tie {
        href: format!("/people/{}", kin.person),
        name: kin.name.clone(),
        said,
        days: days::said(words, kin.from, kin.until),
    }
}
