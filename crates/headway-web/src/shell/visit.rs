//! One request, as a page knows it: which school, who, in which language, and when.

use std::net::IpAddr;
use std::sync::{Arc, OnceLock};

use askama::Template;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use chrono::{DateTime, Utc};
use headway_store::hats::Hats;
use headway_store::looks::Look;
use headway_store::sessions::{Ended, Session};
use headway_store::tenants::Tenant;
use headway_text::Words;
use ilp::{ItemId, PersonId};
use sha2::{Digest, Sha256};

use super::cookie;
use crate::app::App;
use crate::error::PageError;
use crate::layout::{Frame, navigation};

/// As many ways as stand beside each other on the narrowest phone.
const THUMB_WAYS_MAX: usize = 4;

/// What a handler is given. It costs two small reads of the store and is made once a request.
#[derive(Debug, Clone)]
pub struct Visit {
    /// Store, clock and randomness.
    pub app: Arc<App>,
    /// The school or district whose host name this is.
    pub tenant: Tenant,
    /// The reader's language.
    pub words: Words,
    /// The instant of the request; everything that it does has this date.
    pub now: DateTime<Utc>,
    /// The path and query that were asked for.
    pub path: String,
    /// Where the reader's connection comes from: for slowing guesses and for the audit.
    pub address: IpAddr,
    /// Who is signed in.
    pub reader: Option<Reader>,
    /// Whose session it was that has ended, as far as the browser still shows it.
    pub(crate) ended: Option<Ended>,
    /// Whose plan a page of this visit is about, by name, for a reader whose work it is: set once the permit is given.
    pub(crate) about: Arc<OnceLock<(PersonId, String)>>,
    pub(crate) secret: [u8; 32],
    pub(crate) secret_is_fresh: bool,
}

/// Somebody who is signed in.
#[derive(Debug, Clone)]
pub struct Reader {
    /// Who.
    pub person: PersonId,
    /// What they are called.
    pub name: String,
    /// Their session, with when the password was last given.
    pub session: Session,
    /// How they like their pages.
    pub look: Look,
    /// What they are here, as it was a moment ago: it leads, and decides nothing.
    pub(crate) hats: Arc<Hats>,
    pub(crate) token_digest: [u8; 32],
}

impl Visit {
    /// Who is signed in, for pages behind the signed-in door.
    pub fn reader(&self) -> Result<&Reader, PageError> {
        self.reader
            .as_ref()
            .ok_or_else(|| PageError::Broken("a page for the signed-in is registered as public".into()))
    }

    /// Whose words a form of this visit brings: of who is signed in, or was until the session ended. Also where somebody
    /// ended it: a new password must not cost the words in another window.
    pub(crate) fn author(&self) -> Option<PersonId> {
        let was = self.ended.map(|ended| ended.person);
        self.reader.as_ref().map(|reader| reader.person).or(was)
    }

    /// The surroundings of a page with this title.
    #[must_use]
    pub fn frame(&self, title: String) -> Frame {
        let mut frame = Frame::bare(self.words, title);
        frame.place = Some(self.tenant.name.clone());
        if let Some(reader) = &self.reader {
            frame.account = Some(reader.name.clone());
            frame.look = reader.look;
            frame.ways = navigation::ways(self.words, reader, self.about.get(), &self.path);
            let at_home = reader.hats.learns || (!reader.hats.children.is_empty() && !reader.hats.works);
            frame.is_at_the_thumb = at_home && frame.ways.len() <= THUMB_WAYS_MAX;
        }
        frame.csrf = Some(self.csrf());
        frame.path.clone_from(&self.path);
        frame.message = self.said();
        frame
    }

    /// A page, as an answer.
    pub fn show(&self, page: &impl Template) -> Result<Response, PageError> {
        self.show_as(StatusCode::OK, page)
    }

    /// A page with a status of its own: 422 for a form that comes back, 409 for two versions side by side.
    pub fn show_as(&self, status: StatusCode, page: &impl Template) -> Result<Response, PageError> {
        Ok((status, Html(page.render()?)).into_response())
    }

    /// The token of this visit's forms.
    ///
    /// It is a digest of a secret that only this browser's cookie has, so that no other site and no other session can
    /// make one, and nothing need be stored.
    #[must_use]
    pub fn csrf(&self) -> String {
        let digest = Sha256::new().chain_update(b"headway form\0").chain_update(self.secret).finalize();
        cookie::written(&digest.into())
    }

    /// What the last action did: an address says `said=saved` after a redirect. Only known words are shown, so that
    /// nobody can put a sentence into a page by a link.
    pub(crate) fn said(&self) -> Option<String> {
        let (_, query) = self.path.split_once('?')?;
        query.split('&').find_map(|pair| match pair {
            "said=saved" => Some(self.words.text("message-saved")),
            "said=sent" => Some(self.words.text("message-sent")),
            "said=noted" => Some(self.words.text("message-noted")),
            "said=unchanged" => Some(self.words.text("message-unchanged")),
            "said=password" => Some(self.words.text("account-said-password")),
            "said=ended" => Some(self.words.text("account-said-ended")),
            "said=invited" => Some(self.words.text("people-said-invited")),
            "said=none" => Some(self.words.text("letters-said-none")),
            "said=letters" => Some(self.words.text("letters-said-made")),
            "said=asked" => Some(self.words.text("second-said-asked")),
            "said=office-asked" => Some(self.words.text("trust-said-asked")),
            "said=office-recalled" => Some(self.words.text("trust-said-recalled")),
            "said=office-over" => Some(self.words.text("trust-refused-over")),
            "said=stale" => Some(self.words.text("message-stale")),
            _ => None,
        })
    }

    /// Whether the address says that something was saved: the name of what it was belongs behind that word alone.
    pub(crate) fn says_saved(&self) -> bool {
        self.path.split_once('?').is_some_and(|(_, query)| query.split('&').any(|pair| pair == "said=saved"))
    }

    /// The item of a plan that the last action saved: a long page says so there too.
    pub(crate) fn saved_item(&self) -> Option<ItemId> {
        let (_, query) = self.path.split_once('?')?;
        query.split('&').find_map(|pair| pair.strip_prefix("item=")?.parse().ok())
    }

    /// Gives a browser that came without a secret the one from which this page's tokens were made.
    pub(crate) fn remember(&self, mut response: Response) -> Response {
        if self.secret_is_fresh && !response.headers().contains_key(axum::http::header::SET_COOKIE) {
            cookie::set(response.headers_mut(), cookie::VISIT, &cookie::written(&self.secret), None);
        }
        response
    }
}
