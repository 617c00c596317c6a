//! A page about one learner: the permit in the transaction that reads or writes, the reason where there is none, and the
//! row in the access log.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use chrono::{DateTime, Datelike, NaiveDate, TimeDelta, Utc};
use chrono_tz::Tz;
use headway_store::access_log::View;
use headway_store::audit::{self, Event, act_code, code_of};
use headway_store::permits::{self, Permit};
use headway_store::tenants::Tenant;
use headway_store::{Tx, Work, people};
use headway_text::Words;
use ilp::PersonId;
use ilp::access::{Act, Actor, Because, Moment, Why};
use ilp::plan::{Hand, Party, Said};

use crate::error::PageError;
use crate::form::{Outcome, Posted};
use crate::glass;
use crate::shell::Visit;
use crate::skimming::TooFast;

/// The reason on record where somebody opened the plans of many in a short time.
pub(crate) const TOO_FAST: &str = "too_fast";

/// What a page knows of who reads it, once a permit is given.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Passed {
    pub(crate) because: Because,
    pub(crate) act: Act,
}

impl Passed {
    /// Whether the reader is the student or family, to whom the plan is theirs.
    const fn is_at_home(self) -> bool {
        matches!(self.because, Because::TheStudent | Because::Family { .. })
    }
}

/// The time zone of a tenant's days; UTC where it is unknown.
pub(crate) fn zone_of(tenant: &Tenant) -> Tz {
    tenant.time_zone.parse().unwrap_or(Tz::UTC)
}

impl Visit {
    /// The time zone of the school's days.
    pub(crate) fn zone(&self) -> Tz {
        zone_of(&self.tenant)
    }

    /// The date on the wall of the school.
    pub(crate) fn today(&self) -> NaiveDate {
        self.now.with_timezone(&self.zone()).date_naive()
    }

    pub(crate) fn moment(&self) -> Moment {
        Moment { today: self.today(), at: self.now }
    }

    pub(crate) fn actor(&self) -> Result<Actor, PageError> {
        let reader = self.reader()?;
        let signed_in_at = Some(reader.session.signed_in_at);
        Ok(Actor { signed_in_at, ..permits::asking(self.tenant.id, reader.person) })
    }

    /// Reads what a page about this learner shows, and notes who looked and why.
    ///
    /// # Errors
    /// 403 with the reason, or 404 where the reader may not know of the learner.
    pub(crate) async fn read_about<T, F>(&self, act: Act, learner: PersonId, job: F) -> Result<T, PageError>
    where
        F: for<'a> FnOnce(Permit<'a>) -> Work<'a, T> + Clone + Send + 'static,
        T: Send + 'static,
    {
        let (actor, now, about) = (self.actor()?, self.moment(), Arc::clone(&self.about));
        let read = self.app.store.read(move |tx| {
            Box::pin(async move {
                let permit = match permits::permit(tx, &actor, act, learner, now).await? {
                    Ok(permit) => permit,
                    Err(why) => return Ok(Err(why)),
                };
                let passed = Passed { because: permit.because(), act: permit.act() };
                if !passed.is_at_home() {
                    let names = people::names_of(tx, actor.tenant, &[learner]).await?;
                    if let Some(named) = names.into_iter().next() {
                        about.get_or_init(|| named);
                    }
                }
                Ok(Ok((passed, job(permit).await?)))
            })
        });
        match read.await? {
            Ok((passed, found)) => {
                self.note_view(learner, passed).await?;
                Ok(found)
            }
            Err(why) => {
                // To be asked what it is for is no refusal yet. The others are kept shortly after, as views are; where too many
                // wait already, nobody is told anything.
                let denial = Event { because: code_of(&why).0, ..self.denial(act, Some(learner))? };
                let is_refused = !matches!(why, Why::StatePurpose { .. });
                if is_refused && !self.app.views.note_denial(denial) {
                    return Err(PageError::Busy(5));
                }
                Err(self.refused(why, act, learner).await?)
            }
        }
    }

    /// Does what a form about this learner says, once, under a permit of the same transaction.
    pub(crate) async fn save_about<R, F>(
        &self,
        posted: &Posted,
        (act, learner): (Act, PersonId),
        job: F,
    ) -> Result<Outcome<R>, PageError>
    where
        F: for<'a> FnOnce(Permit<'a>) -> Work<'a, Outcome<R>> + Clone + Send + 'static,
        R: Send + 'static,
    {
        self.save_about_as(self.actor()?, posted, (act, learner), job).await
    }

    /// As [`Visit::save_about`], for a reader who has just said or proved more than a session knows.
    pub(crate) async fn save_about_as<R, F>(
        &self,
        actor: Actor,
        posted: &Posted,
        (act, learner): (Act, PersonId),
        job: F,
    ) -> Result<Outcome<R>, PageError>
    where
        F: for<'a> FnOnce(Permit<'a>) -> Work<'a, Outcome<R>> + Clone + Send + 'static,
        R: Send + 'static,
    {
        let now = self.moment();
        self.save_permitted(posted, self.denial(act, Some(learner))?, move |tx| {
            Box::pin(async move {
                Ok(match permits::permit(tx, &actor, act, learner, now).await? {
                    Ok(permit) => Ok(job(permit).await?),
                    Err(why) => Err(why),
                })
            })
        })
        .await
    }

    /// Does once what a form says, as far as the job finds that the reader may; a refusal is on record in the same transaction.
    pub(crate) async fn save_permitted<R, F>(
        &self,
        posted: &Posted,
        denial: Event,
        job: F,
    ) -> Result<Outcome<R>, PageError>
    where
        F: for<'a> FnOnce(&'a Tx) -> Work<'a, Result<Outcome<R>, Why>> + Clone + Send + 'static,
        R: Send + 'static,
    {
        let outcome = self.save_once(posted, move |tx: &Tx| {
            Box::pin(async move {
                Ok(match job(tx).await? {
                    Ok(Outcome::Done(location)) => Outcome::Done(location),
                    Ok(Outcome::Refused(reason)) => Outcome::Refused(Ok(reason)),
                    Err(why) => {
                        audit::record(tx, &Event { because: code_of(&why).0, ..denial }).await?;
                        Outcome::Refused(Err(why))
                    }
                })
            })
        });
        match outcome.await? {
            Outcome::Done(location) => Ok(Outcome::Done(location)),
            Outcome::Refused(Ok(reason)) => Ok(Outcome::Refused(reason)),
            Outcome::Refused(Err(why)) => Err(refusal(self.words, why)),
        }
    }

    /// Why not, with the way on where there is one: to state a purpose, or to break the glass.
    async fn refused(&self, why: Why, act: Act, learner: PersonId) -> Result<PageError, PageError> {
        let plain = refusal(self.words, why);
        let PageError::Forbidden(reason) = &plain else { return Ok(plain) };
        let way = |end: &str, label: String| {
            let (why, href) = (reason.clone(), format!("/plan/{learner}/{end}"));
            PageError::NotYet { why, href, label }
        };
        if !act.opens_a_plan() {
            return Ok(plain);
        }
        if matches!(why, Why::StatePurpose { .. }) {
            return Ok(way("purpose", self.words.text("purpose-way")));
        }
        if glass::may_ask_about(self, learner).await? {
            return Ok(way("glass", self.words.text("glass-way")));
        }
        Ok(plain)
    }

    /// What the audit keeps of a refusal but for its reason: codes, and nothing that was typed.
    pub(crate) fn denial(&self, act: Act, learner: Option<PersonId>) -> Result<Event, PageError> {
        Ok(Event {
            tenant: self.tenant.id,
            id: self.app.fresh_id(),
            at: self.now,
            actor: Some(self.reader()?.person),
            on_behalf_of: None,
            address: Some(self.address.to_string()),
            act: act_code(act),
            learner,
            object: None,
            version: None,
            because: String::new(),
            outcome: "refused".to_owned(),
            detail: String::new(),
        })
    }

    /// The student and the family look at what is theirs; everybody else's look is written down.
    async fn note_view(&self, learner: PersonId, passed: Passed) -> Result<(), PageError> {
        if passed.is_at_home() {
            return Ok(());
        }
        let person = self.reader()?.person;
        if let Err(TooFast { seconds }) = self.app.skims.open((self.tenant.id, person), learner, self.now) {
            let denial = Event { because: TOO_FAST.to_owned(), ..self.denial(passed.act, Some(learner))? };
            // Where it cannot be kept, the page is not shown either way.
            let _ = self.app.views.note_denial(denial);
            return Err(PageError::TooFast(seconds));
        }
        let (because, detail) = code_of(&passed.because);
        let view = View {
            tenant: self.tenant.id,
            learner,
            id: self.app.fresh_id(),
            at: self.now,
            person,
            act: act_code(passed.act),
            because,
            detail,
        };
        if matches!(passed.because, Because::BreakGlass { .. }) {
            return Ok(self.app.views.note_now(view).await?);
        }
        if self.app.views.note(view) { Ok(()) } else { Err(PageError::Busy(5)) }
    }
}

/// The reason that a row of the access log keeps.
pub(crate) fn reason(detail: &str) -> Option<Because> {
    serde_json::from_str(detail).ok()
}

/// With whose hand somebody acts on a plan: `None` where their right is to read alone.
pub(crate) const fn hand_of(because: Because, person: PersonId, learner: PersonId) -> Option<Hand> {
    match because {
        Because::TheStudent => Some(Hand::of(person, Party::Student)),
        Because::Family { .. } => Some(Hand::of(person, Party::Family)),
        Because::Caseload { .. } | Because::Teaches { .. } => Some(Hand::of(person, Party::School)),
        // A supporter decides with the student: what they type is the student's, and waits to be confirmed.
        Because::Supporter => Some(Hand::recording(person, Party::Family, learner, Said::Together)),
        Because::RecordsOfficer { .. }
        | Because::Leader { .. }
        | Because::Administrator { .. }
        | Because::BreakGlass { .. }
        | Because::Staff { .. } => None,
    }
}

/// A learner, item or suggestion of the address. What is no id is not there.
pub(crate) fn id<T: std::str::FromStr>(text: &str) -> Result<T, PageError> {
    text.parse().map_err(|_| PageError::NotFound)
}

/// What the address asks for behind its question mark. What cannot be read is no address of ours.
#[derive(Debug)]
pub(crate) struct Query<T>(pub(crate) T);

impl<S: Send + Sync, T: serde::de::DeserializeOwned> FromRequestParts<S> for Query<T> {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, PageError> {
        // No text with this character can be kept or looked for.
        if parts.uri.query().is_some_and(|query| query.contains("%00")) {
            return Err(PageError::NotFound);
        }
        let found = axum::extract::Query::<T>::try_from_uri(&parts.uri);
        found.map(|found| Self(found.0)).map_err(|_| PageError::NotFound)
    }
}

/// A day that a plan can speak of. Far beyond any life the engines disagree on how a year is written, and on its order.
pub(crate) fn day(text: &str) -> Option<NaiveDate> {
    text.parse().ok().filter(|day: &NaiveDate| (1900..=2200).contains(&day.year()))
}

/// The instant at which this day ends on the wall of the school.
///
/// Where clocks are put forward at midnight, the next day begins an hour late.
pub(crate) fn end_of(day: NaiveDate, zone: Tz) -> Option<DateTime<Utc>> {
    let midnight = day.succ_opt()?.and_hms_opt(0, 0, 0)?;
    let moment = |minutes| (midnight + TimeDelta::minutes(minutes)).and_local_timezone(zone).earliest();
    // Once a zone has left out a whole day.
    let first = (0..=24 * 60).find_map(moment)?;
    Some(first.with_timezone(&Utc) - TimeDelta::microseconds(1))
}

/// Why not, in words, where the reader may know of the learner; else as if there were nobody.
pub(crate) fn refusal(words: Words, why: Why) -> PageError {
    if !why.may_know_of() {
        return PageError::NotFound;
    }
    PageError::Forbidden(match why {
        Why::NotCarried { by } => match by {
            Because::Leader { .. } => words.text("refused-leader"),
            Because::Family { .. } => words.text("refused-family"),
            Because::TheStudent => words.text("refused-student"),
            _ => words.text("refused-not-carried"),
        },
        Why::NoContact => words.text("refused-no-contact"),
        Why::RightsPassed { on } => {
            words.text_with("refused-rights-passed", &[("on", words.date(on).into())])
        }
        Why::StatePurpose { .. } => words.text("refused-purpose"),
        Why::SignInAgain { .. } => words.text("refused-sign-in-again"),
        Why::TooManyToday { .. } => words.text("refused-too-many"),
        Why::OwnFamily => words.text("refused-own-family"),
        Why::NobodySignedIn | Why::AccountDisabled | Why::NotKnown | Why::Restricted | Why::WrongSubject => {
            return PageError::NotFound;
        }
    })
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;
    use chrono_tz::Tz;

    use super::{day, end_of};

    #[test]
    fn a_day_ends_a_moment_before_the_next_begins_even_where_there_is_no_midnight() {
        let check = |on: &str, zone: Tz, expected: &str| {
            let next =
                end_of(on.parse().expect("a day"), zone).map(|end| end + chrono::TimeDelta::microseconds(1));
            assert_eq!(next, expected.parse::<DateTime<chrono::Utc>>().ok(), "{on} in {zone}");
        };
        check("2026-11-22", Tz::UTC, "2026-11-23T00:00:00Z");
        check("2026-07-01", Tz::America__Chicago, "2026-07-02T05:00:00Z");
        check("2026-03-07", Tz::America__Havana, "2026-03-08T05:00:00Z");
        check("2026-09-05", Tz::America__Santiago, "2026-09-06T04:00:00Z");
        check("2011-12-29", Tz::Pacific__Apia, "2011-12-30T10:00:00Z");
    }

    #[test]
    fn a_plan_speaks_of_no_day_beyond_any_life() {
        let check = |text: &str, expected: bool| assert_eq!(day(text).is_some(), expected, "{text}");
        check("1900-01-01", true);
        check("2200-12-31", true);
        check("1899-12-31", false);
        check("2201-01-01", false);
        check("-9999-01-01", false);
        check("+99999-01-01", false);
        check("2026-02-30", false);
        check("tomorrow", false);
    }
}
