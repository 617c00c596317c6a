//! Sessions: begun at sign-in, kept alive by use, ended by time or by sign-out.

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use headway_store::accounts::{self, Account, Barred};
use headway_store::audit::{self, Event};
use headway_store::sessions::{self, NewSession};
use ilp::PersonId;
use sha2::{Digest, Sha256};

use super::pace::Try;
use crate::app::App;
use crate::error::PageError;
use crate::shell::{Reader, Visit, written};

/// Half an hour without a page ends a session, because students and families share computers.
const IDLE: TimeDelta = TimeDelta::minutes(30);
/// Twelve hours end every session.
const LONGEST: TimeDelta = TimeDelta::hours(12);
/// A session's end is moved at most once a minute, so that reading pages does not write all the time.
const TOUCHED_EVERY: TimeDelta = TimeDelta::minutes(1);

/// Begins a session for the account's person, ends the one that this browser had, and gives the new cookie's value.
///
/// The token is always new: one that somebody planted before the sign-in is worth nothing after it. An error when the
/// account was closed or its password changed while the password was being checked, or its person may not use the system.
pub(super) async fn begin(
    visit: &Visit,
    account: Account,
    (this_try, browser): (Try, Option<String>),
) -> Result<Result<String, Option<Barred>>, PageError> {
    let person = account.person;
    let token = visit.app.fresh_token();
    let now = visit.now;
    let new = NewSession {
        token_digest: Sha256::digest(token).into(),
        tenant: visit.tenant.id,
        person,
        at: now,
        idle_until: now + IDLE,
        ends: now + LONGEST,
        browser,
    };
    let before = visit.reader.as_ref().map(|reader| reader.token_digest);
    let event = event(visit, Some(person), "session/begin", "done", String::new());
    let began = visit.app.store.write(move |tx| {
        Box::pin(async move {
            if let Err(barred) = accounts::enter(tx, &account).await? {
                return Ok(Err(Some(barred)));
            }
            let mut new = new;
            if let Some(digest) = before {
                // Who proves who they are once more does it in the browser that was known already.
                new.browser = match new.browser {
                    None => sessions::browser_of(tx, &digest).await?,
                    said => said,
                };
                sessions::end(tx, &digest).await?;
            }
            sessions::begin(tx, &new).await?;
            this_try.forgive(tx).await?;
            audit::record(tx, &event).await?;
            Ok(Ok(()))
        })
    });
    Ok(began.await?.map(|()| written(&token)))
}

/// Records that a name and a password did not go together. The name that was typed may be a password typed in the wrong
/// field, so that only a digest of it is kept.
pub(super) async fn note_refusal(
    visit: &Visit,
    login: &str,
    barred: Option<Barred>,
) -> Result<(), PageError> {
    let digest = Sha256::digest(accounts::folded(login).as_bytes());
    let detail =
        format!("{:016x}", digest.iter().take(8).fold(0_u64, |start, byte| start << 8 | u64::from(*byte)));
    let because = match barred {
        None => "",
        Some(Barred::AccountChanged) => "account_changed",
        Some(Barred::PersonDisabled) => "person_disabled",
    };
    let event =
        Event { because: because.to_owned(), ..event(visit, None, "session/begin", "refused", detail) };
    visit.app.store.write(move |tx| Box::pin(async move { audit::record(tx, &event).await })).await?;
    Ok(())
}

/// Records that who is signed in gave a wrong password when asked for it again.
pub(super) async fn note_refused_again(visit: &Visit, person: PersonId) -> Result<(), PageError> {
    let event = event(visit, Some(person), "session/again", "refused", String::new());
    visit.app.store.write(move |tx| Box::pin(async move { audit::record(tx, &event).await })).await?;
    Ok(())
}

/// Ends the reader's session.
pub(super) async fn end(visit: &Visit, reader: &Reader) -> Result<(), PageError> {
    let digest = reader.token_digest;
    let event = event(visit, Some(reader.person), "session/end", "done", String::new());
    let ended = visit.app.store.write(move |tx| {
        Box::pin(async move {
            sessions::end(tx, &digest).await?;
            audit::record(tx, &event).await
        })
    });
    Ok(ended.await?)
}

/// Moves the end of a session that is in use. Where that cannot be written, pages can still be read.
pub(crate) async fn stay(app: &Arc<App>, reader: &Reader, now: DateTime<Utc>) {
    let idle_until = (now + IDLE).min(reader.session.ends);
    if idle_until - reader.session.idle_until < TOUCHED_EVERY {
        return;
    }
    let digest = reader.token_digest;
    let touched = app
        .store
        .write(move |tx| Box::pin(async move { sessions::touch(tx, &digest, idle_until).await }))
        .await;
    if let Err(error) = touched {
        tracing::warn!(%error, "a session could not be made to last");
    }
}

/// What the audit keeps of a beginning or an end.
pub(crate) fn event(
    visit: &Visit,
    actor: Option<PersonId>,
    act: &str,
    outcome: &str,
    detail: String,
) -> Event {
    Event {
        tenant: visit.tenant.id,
        id: visit.app.fresh_id(),
        at: visit.now,
        actor,
        on_behalf_of: None,
        address: Some(visit.address.to_string()),
        act: act.to_owned(),
        learner: None,
        object: None,
        version: None,
        because: String::new(),
        outcome: outcome.to_owned(),
        detail,
    }
}
