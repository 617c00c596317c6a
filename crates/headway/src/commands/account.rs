//! `headway account`: who may sign in at all.

use chrono::{DateTime, Utc};
use clap::{Args, Subcommand};
use headway_store::audit::{self, Event};
use headway_store::{Store, accounts};
use ilp::{PersonId, TenantId};
use uuid::Uuid;

use super::{Failure, tenant};
use crate::shell::{self, Ids};

/// Closes accounts and opens them again. A running server may go on, and knows it from the next click.
#[derive(Debug, Args)]
pub(crate) struct Account {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Ends every session of a person, and lets nobody sign in with that name.
    Close(Whose),
    /// Lets a person whose account was closed sign in again, with the password from before.
    Open(Whose),
}

#[derive(Debug, Args)]
struct Whose {
    /// The name with which the person signs in.
    login: String,
    /// The host name of the district, where the database has several.
    #[arg(long, value_name = "HOST")]
    tenant: Option<String>,
}

impl Account {
    /// Closes or opens one.
    pub(crate) fn run(self) -> Result<(), Failure> {
        let (Whose { login, tenant }, closes) = match self.what {
            What::Close(whose) => (whose, true),
            What::Open(whose) => (whose, false),
        };
        shell::wait_for(async {
            let store = shell::database_beside().await?;
            let done = switch(&store, &login, tenant.as_deref(), closes).await;
            store.close().await;
            done
        })?;
        if closes {
            println!("{login} is signed out everywhere and cannot sign in");
        } else {
            println!("{login} can sign in again");
        }
        Ok(())
    }
}

async fn switch(store: &Store, login: &str, host: Option<&str>, closes: bool) -> Result<(), Failure> {
    let tenant = tenant::named(store, host).await?;
    let tenant = tenant.ok_or_else(|| Failure::new("there is no district yet; import its roster first"))?.id;
    let (name, id, at) = (login.to_owned(), Ids::default().mint(), shell::now());
    let switched = store.write(move |tx| {
        Box::pin(async move {
            let Some(account) = accounts::by_login(tx, tenant, &name).await? else { return Ok(false) };
            let act = if closes {
                accounts::disable(tx, tenant, account.person, at).await?;
                "account/close"
            } else {
                accounts::enable(tx, tenant, account.person, at).await?;
                "account/open"
            };
            audit::record(tx, &done_here((tenant, account.person), id, act, at)).await?;
            Ok(true)
        })
    });
    if switched.await? { Ok(()) } else { Err(Failure::new(format!("nobody signs in as {login}"))) }
}

/// What stands in the record of something that was done to an account from the command line: nobody is signed in there, so
/// it names no actor.
pub(super) fn done_here(
    (tenant, person): (TenantId, PersonId),
    id: Uuid,
    act: &str,
    at: DateTime<Utc>,
) -> Event {
    Event { object: Some(format!("account {person}")), ..Event::by_command(tenant, (id, at), act) }
}
