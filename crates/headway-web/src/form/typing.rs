//! POST /drafts/keep: what is being typed is kept while it is typed, by the one script.
//!
//! What the script sends is the form itself, with the address to which it would go under `_keep`. It asks as a form asks: from
//! our own pages, with the token of the visit. Where the session has ended meanwhile, the shell's door keeps the words, as those
//! of any form, for the person whose session it was.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use axum::Extension;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use chrono::{DateTime, Utc};
use headway_store::drafts;
use headway_store::once::{self, Claim, Sent};
use ilp::{PersonId, TenantId};

use super::{Posted, kept};
use crate::error::PageError;
use crate::registry::Forms;
use crate::shell::Visit;

/// The most letters that are kept while they are typed: what a browser still sends when its page goes away.
const LETTERS_MAX: usize = 64 << 10;

/// How often a person's words are kept within a minute: more than all windows of one person ask for.
const TIMES_A_MINUTE: u32 = 40;

/// How long is said to wait when it was more often.
const SECONDS_TO_WAIT: u32 = 30;

/// Where the script sends what is typed.
pub(crate) const PATH: &str = "/drafts/keep";

/// POST /drafts/keep: the words are kept, and the answer says since when, in a sentence.
///
/// Nothing is kept of a form that was saved meanwhile: its key is claimed first, as saving does, so that of both the later one
/// knows of the other.
pub(crate) async fn keep(
    visit: Visit,
    Extension(forms): Extension<Forms>,
    Extension(posted): Extension<Posted>,
) -> Result<Response, PageError> {
    let person = visit.reader()?.person;
    let key = posted.once().ok_or(PageError::Unreadable)?;
    let to = kept::destination(&visit, &posted, &forms).ok_or(PageError::Unreadable)?;
    let draft = kept::draft_sent_to(&visit, person, &posted, &to).ok_or(PageError::Unreadable)?;
    if LETTERS_MAX < draft.body.len() {
        return Err(PageError::TooBig { kept: None });
    }
    if !visit.app.typing.may_go_on(visit.tenant.id, person, visit.now) {
        return Err(PageError::TooMany(SECONDS_TO_WAIT));
    }
    let at = visit.now;
    let sent = Sent { tenant: visit.tenant.id, person, key, digest: posted.digest(PATH) };
    // Who has undone what they typed has typed nothing; but words that were there before stay.
    let is_undone = posted.get("_as_found").is_some() && posted.kept_before().is_none();
    let is_kept = visit.app.store.write(move |tx| {
        Box::pin(async move {
            if once::claim(tx, &sent, at).await? != Claim::New {
                return Ok(false);
            }
            if is_undone {
                drafts::discard(tx, &draft).await?;
                return Ok(false);
            }
            drafts::keep(tx, &draft).await
        })
    });
    if !is_kept.await? {
        return Ok(StatusCode::NO_CONTENT.into_response());
    }
    let time = visit.words.time(visit.now.with_timezone(&visit.zone()).time());
    Ok(visit.words.text_with("form-kept-at", &[("time", time.into())]).into_response())
}

/// How often each person's words were kept in this minute.
#[derive(Debug, Default)]
pub(crate) struct Typing(Mutex<Minute>);

#[derive(Debug, Default)]
struct Minute {
    number: i64,
    times: HashMap<(TenantId, PersonId), u32>,
}

impl Typing {
    fn may_go_on(&self, tenant: TenantId, person: PersonId, now: DateTime<Utc>) -> bool {
        let mut minute = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let number = now.timestamp() / 60;
        if minute.number != number {
            *minute = Minute { number, times: HashMap::new() };
        }
        let times = minute.times.entry((tenant, person)).or_default();
        *times += 1;
        *times <= TIMES_A_MINUTE
    }
}
