//! `headway password`: gives a person of the roster a way to sign in.

use std::io::Read as _;

use clap::Args;
use headway_store::accounts::{self, PasswordSet};
use headway_store::{Store, sessions, source_ids};
use ilp::{PersonId, TenantId};

use super::{Failure, tenant};
use crate::shell;

/// Nothing but the password stands before a plan, as long as there is no second factor.
///
/// # Source
/// NIST SP 800-63B-4, 3.1.1.2: 15 characters where a password is the only factor.
const CHARACTERS_MIN: usize = 15;
/// Longer ones keep a core busy for nothing.
const BYTES_MAX: usize = 4_096;

/// Sets the password with which a person of the roster signs in, and ends the sessions that are open. A running server may
/// go on.
///
/// The password is read from standard input, so that it stands in no list of commands: its first line, without its end.
#[derive(Debug, Args)]
pub(crate) struct Password {
    /// The name with which the person will sign in.
    #[arg(long, value_name = "NAME")]
    login: String,
    /// The person's id in the roster.
    #[arg(long, value_name = "SOURCE_ID")]
    person: String,
    /// The system of the roster, where several have a person of that id.
    #[arg(long, value_name = "SYSTEM")]
    system: Option<String>,
    /// The host name of the district, where the database has several.
    #[arg(long, value_name = "HOST")]
    tenant: Option<String>,
}

impl Password {
    /// Reads the password and keeps its hash.
    pub(crate) fn run(self) -> Result<(), Failure> {
        let mut text = String::new();
        std::io::stdin().read_to_string(&mut text).map_err(|error| {
            Failure::new(format!("the password cannot be read from standard input: {error}"))
        })?;
        let password = text.lines().next().unwrap_or_default();
        if password.chars().count() < CHARACTERS_MIN || BYTES_MAX < password.len() {
            return Err(Failure::new(format!(
                "the password on standard input has to be {CHARACTERS_MIN} characters or more, and no book"
            )));
        }
        let hash = headway_web::hash_password(password, &shell::Entropy);
        let is_closed = shell::wait_for(async {
            let store = shell::database_beside().await?;
            let done = self.keep(&store, hash).await;
            store.close().await;
            done
        })?;
        println!("{} signs in as {}", self.person, self.login);
        if is_closed {
            eprintln!("note: the account is closed; open it with `headway account open {}`", self.login);
        }
        Ok(())
    }

    /// Gives whether the account is closed.
    async fn keep(&self, store: &Store, hash: String) -> Result<bool, Failure> {
        let tenant = tenant::named(store, self.tenant.as_deref()).await?;
        let tenant =
            tenant.ok_or_else(|| Failure::new("there is no district yet; import its roster first"))?.id;
        let person = self.find(store, tenant).await?;
        let (login, at) = (self.login.clone(), shell::now());
        let set = store.write(move |tx| {
            Box::pin(async move {
                let set = accounts::set_password(tx, tenant, person, (&login, &hash), at).await?;
                if set == PasswordSet::Kept {
                    sessions::end_all(tx, tenant, person).await?;
                }
                let account = accounts::by_login(tx, tenant, &login).await?;
                Ok((set, account.is_some_and(|account| account.disabled)))
            })
        });
        match set.await? {
            (PasswordSet::Kept, is_closed) => Ok(is_closed),
            (PasswordSet::LoginTaken, _) => {
                Err(Failure::new(format!("somebody else signs in as {}; choose another name", self.login)))
            }
        }
    }

    async fn find(&self, store: &Store, tenant: TenantId) -> Result<PersonId, Failure> {
        let source = self.person.clone();
        let job = store.read(move |tx| {
            Box::pin(async move { source_ids::in_any_system(tx, tenant, "person", &source).await })
        });
        let mut found = job.await?;
        found.retain(|(system, _)| self.system.as_ref().is_none_or(|wanted| wanted == system));
        match found.as_slice() {
            [(_, person)] => Ok(PersonId(*person)),
            [] => Err(Failure::new(format!(
                "no roster has a person {}; look for the sourcedId in users.csv",
                self.person
            ))),
            several => {
                let systems =
                    several.iter().map(|(system, _)| system.as_str()).collect::<Vec<_>>().join(", ");
                Err(Failure::new(format!(
                    "several systems have a person {}; choose one with --system: {systems}",
                    self.person
                )))
            }
        }
    }
}
