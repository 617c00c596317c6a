//! A form that is sent twice and done once.
//!
//! A person who did not see the answer sends the form again, and must be able to: its key is claimed in the transaction
//! of what it does, so that either both are there or neither is.

use headway_store::once::{self, Claim, Sent};
use headway_store::{Tx, Work, drafts};

use super::Posted;
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
    /// [`PageError::Reused`] when the key was used for other words; [`PageError::Unreadable`] when there is none.
    pub async fn save_once<R, F>(&self, posted: &Posted, job: F) -> Result<Outcome<R>, PageError>
    where
        R: Send + 'static,
        F: for<'a> FnOnce(&'a Tx) -> Work<'a, Outcome<R>> + Clone + Send + 'static,
    {
        let (tenant, person, at) = (self.tenant.id, self.reader()?.person, self.now);
        let key = posted.once().ok_or(PageError::Unreadable)?;
        let sent = Sent { tenant, person, key, digest: posted.digest(&self.path) };
        let (form, about) = (posted.form().map(str::to_owned), posted.about());
        let outcome = self.app.store.write(move |tx| {
            Box::pin(async move {
                match once::claim(tx, &sent, at).await? {
                    Claim::Done { location } => return Ok(Some(Outcome::Done(location))),
                    Claim::Different => return Ok(None),
                    Claim::New => {}
                }
                let outcome = job(tx).await?;
                if let Outcome::Done(location) = &outcome {
                    once::settle(tx, &sent, location).await?;
                    if let Some(form) = form {
                        drafts::discard(tx, tenant, person, &form, about).await?;
                    }
                }
                Ok(Some(outcome))
            })
        });
        outcome.await?.ok_or(PageError::Reused)
    }
}
