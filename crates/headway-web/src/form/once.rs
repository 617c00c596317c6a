//! A form that is sent twice and done once.
//!
//! A person who did not see the answer sends the form again, and must be able to: its key is claimed in the transaction
//! of what it does, so that either both are there or neither is. The session is asked once more there: it may have ended while
//! the form was on its way, and whoever ended it was told that nothing more can be done in it.

use headway_store::once::{self, Claim, Sent};
use headway_store::sessions::{self, Whose};
use headway_store::{Tx, Work, drafts};

use super::{Posted, kept};
use crate::error::PageError;
use crate::shell::Visit;

/// What became of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome<R> {
    /// It is done, now or before; the reader goes to this address.
    Done(String),
    /// It was not done, for a reason that the page shows. The same form may be sent again.
    Refused(R),
}

impl Visit {
    /// Does what a form says, once, in one transaction with its key; and lets go of its kept words.
    ///
    /// # Errors
    /// [`PageError::Reused`] when the key was used for other words; [`PageError::Unreadable`] when there is none;
    /// [`PageError::Over`] when the session has ended since the request came, [`PageError::OldForm`] when the account was closed.
    pub async fn save_once<R, F>(&self, posted: &Posted, job: F) -> Result<Outcome<R>, PageError>
    where
        R: Send + 'static,
        F: for<'a> FnOnce(&'a Tx) -> Work<'a, Outcome<R>> + Clone + Send + 'static,
    {
        let reader = self.reader()?;
        let (tenant, person, at) = (self.tenant.id, reader.person, self.now);
        let session = reader.token_digest;
        let key = posted.once().ok_or(PageError::Unreadable)?;
        let sent = Sent { tenant, person, key, digest: posted.digest(&self.path) };
        let draft = kept::draft(self, person, posted);
        let outcome = self.app.store.write(move |tx| {
            Box::pin(async move {
                match once::claim(tx, &sent, at).await? {
                    Claim::Done { location } => return Ok(Ok(Outcome::Done(location))),
                    Claim::Different => return Ok(Err(PageError::Reused)),
                    Claim::New => {}
                }
                // After the key: a form that proved the password anew ended its own session, and its second copy is still done.
                match sessions::whose(tx, tenant, &session, at).await? {
                    Whose::Theirs(_) => {}
                    Whose::Ended(_) => return Ok(Err(PageError::Over)),
                    Whose::Nobodys => return Ok(Err(PageError::OldForm)),
                }
                let outcome = job(tx).await?;
                if let Outcome::Done(location) = &outcome {
                    once::settle(tx, &sent, location).await?;
                    if let Some(draft) = draft {
                        drafts::discard(tx, &draft).await?;
                    }
                }
                Ok(Ok(outcome))
            })
        });
        outcome.await?
    }
}
