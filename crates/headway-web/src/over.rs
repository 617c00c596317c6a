//! A page over the whole district: the right to it in the transaction that reads or writes, and the reason where there is none.

use headway_store::Work;
use headway_store::audit::{Event, code_of};
use headway_store::oversight::{self, Oversight};
use ilp::access::Act;

use crate::about::refusal;
use crate::error::PageError;
use crate::form::{Outcome, Posted};
use crate::shell::Visit;

impl Visit {
    /// Reads what a page about the district shows.
    ///
    /// # Errors
    /// 403 with the reason, or 404 where the reader may not know that there is such a page.
    pub(crate) async fn read_over<T, F>(&self, act: Act, job: F) -> Result<T, PageError>
    where
        F: for<'a> FnOnce(Oversight<'a>) -> Work<'a, T> + Clone + Send + 'static,
        T: Send + 'static,
    {
        let (actor, now) = (self.actor()?, self.moment());
        let read = self.app.store.read(move |tx| {
            Box::pin(async move {
                Ok(match oversight::over(tx, &actor, act, now).await? {
                    Ok(right) => Ok(job(right).await?),
                    Err(why) => Err(why),
                })
            })
        });
        match read.await? {
            Ok(found) => Ok(found),
            Err(why) => {
                let denial = Event { because: code_of(&why).0, ..self.denial(act, None)? };
                if !self.app.views.note_denial(denial) {
                    return Err(PageError::Busy(5));
                }
                Err(refusal(self.words, why))
            }
        }
    }

    /// Does what a form about the district says, once, with the right to it in the same transaction.
    pub(crate) async fn save_over<R, F>(
        &self,
        posted: &Posted,
        act: Act,
        job: F,
    ) -> Result<Outcome<R>, PageError>
    where
        F: for<'a> FnOnce(Oversight<'a>) -> Work<'a, Outcome<R>> + Clone + Send + 'static,
        R: Send + 'static,
    {
        let (actor, now) = (self.actor()?, self.moment());
        self.save_permitted(posted, self.denial(act, None)?, move |tx| {
            Box::pin(async move {
                Ok(match oversight::over(tx, &actor, act, now).await? {
                    Ok(right) => Ok(job(right).await?),
                    Err(why) => Err(why),
                })
            })
        })
        .await
    }
}
