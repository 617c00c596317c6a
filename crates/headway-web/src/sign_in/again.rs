//! Who is signed in proves it once more, with the password, before an act that wants it to be recent.

use axum::http::HeaderMap;
use headway_store::accounts::{self, Account};

use super::pace::Try;
use super::session;
use crate::error::PageError;
use crate::shell::{self, Visit};

/// That the reader has given their password a moment ago.
#[derive(Debug)]
pub(crate) struct Proof {
    account: Account,
    this_try: Try,
}

/// Why there is no proof.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unproven {
    /// It is not their password.
    Wrong,
    /// Too many tries; wait so many seconds.
    Later(u32),
}

/// Checks the reader's password, as slowly and as seldom as at the sign-in.
pub(crate) async fn prove(visit: &Visit, password: &str) -> Result<Result<Proof, Unproven>, PageError> {
    let (tenant, person) = (visit.tenant.id, visit.reader()?.person);
    let read = visit.app.store.read(move |tx| Box::pin(accounts::of_person(tx, tenant, person)));
    let account = read.await?.filter(|account| !account.disabled);
    let login = account.as_ref().map(|account| account.login.clone()).unwrap_or_default();
    let this_try = match visit.app.pace.take_turn(visit, &login).await? {
        Ok(this_try) => this_try,
        Err(seconds) => return Ok(Err(Unproven::Later(seconds))),
    };
    let hash = account.as_ref().and_then(|account| account.password_hash.clone());
    let fits = visit.app.passwords.verify(hash, password.to_owned()).await?;
    let Some(account) = account.filter(|_| fits) else {
        session::note_refused_again(visit, person).await?;
        return Ok(Err(Unproven::Wrong));
    };
    visit.app.store.write(move |tx| Box::pin(async move { this_try.forgive(tx).await })).await?;
    Ok(Ok(Proof { account, this_try }))
}

/// Gives the reader a new session for the one they have: a token that somebody copied before is worth nothing now. Where
/// the account was closed meanwhile there is none.
pub(crate) async fn renew(visit: &Visit, proof: Proof, headers: &mut HeaderMap) -> Result<(), PageError> {
    if let Ok(cookie) = session::begin(visit, proof.account, (proof.this_try, None)).await? {
        shell::set_cookie(headers, shell::SESSION, &cookie, None);
    }
    Ok(())
}
