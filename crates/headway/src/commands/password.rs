//! `headway password`: gives people of the roster a way to sign in, one or many at once.

use std::io::Read as _;

use chrono::{DateTime, Utc};
use clap::Args;
use headway_exchange::sheet::{self, Column};
use headway_store::accounts::{self, PasswordSet};
use headway_store::{Store, StoreError, Tx, audit, sessions};
use ilp::{PersonId, TenantId};
use uuid::Uuid;

use super::roster_ids::Finder;
use super::{Failure, account, print, tenant};
use crate::shell::{self, Ids};

/// Nothing but the password stands before a plan, as long as there is no second factor.
///
/// # Source
/// NIST SP 800-63B-4, 3.1.1.2: 15 characters where a password is the only factor.
const CHARACTERS_MIN: usize = 15;
/// Longer ones keep a core busy for nothing.
const BYTES_MAX: usize = 4_096;

/// The columns of a list.
const COLUMNS: [Column; 3] = [
    Column { name: "person", required: true },
    Column { name: "login", required: true },
    Column { name: "password", required: true },
];

/// Sets the password with which a person of the roster signs in, and ends the sessions that are open. A running server may
/// go on.
///
/// The password is read from standard input, so that it stands in no list of commands: its first line, without its end.
#[derive(Debug, Args)]
pub(crate) struct Password {
    /// The name with which the person will sign in.
    #[arg(long, value_name = "NAME", required_unless_present = "from", requires = "person", value_parser = login)]
    login: Option<String>,
    /// The person's id in the roster.
    #[arg(long, value_name = "SOURCE_ID", requires = "login")]
    person: Option<String>,
    /// Sets many at once: a CSV whose header names the columns person, login and password. - is standard input. Everybody
    /// in it gets their password, or nobody does.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["login", "person"])]
    from: Option<String>,
    /// The system of the roster, where several have a person of that id.
    #[arg(long, value_name = "SYSTEM")]
    system: Option<String>,
    /// The host name of the district, where the database has several.
    #[arg(long, value_name = "HOST")]
    tenant: Option<String>,
}

fn login(text: &str) -> Result<String, String> {
    if accounts::folded(text).is_empty() {
        return Err("it is empty; name something that the person can type".to_owned());
    }
    Ok(text.to_owned())
}

/// What one person is to sign in with.
#[derive(Debug, Clone)]
struct Wanted {
    /// Where it stands in the list; `None` for the one of the command line.
    line: Option<u64>,
    source: String,
    login: String,
    hash: String,
}

/// The same, with the person found.
#[derive(Debug, Clone)]
struct Ready {
    wanted: Wanted,
    person: PersonId,
    event: Uuid,
}

/// What became of one.
#[derive(Debug)]
struct Done {
    /// The name that no longer holds.
    before: Option<String>,
    is_closed: bool,
}

impl Password {
    /// Reads the passwords and keeps their hashes.
    pub(crate) fn run(self) -> Result<(), Failure> {
        let wanted = match (&self.login, &self.person) {
            (Some(login), Some(person)) => vec![one(login, person)?],
            _ => many(self.from.as_deref().unwrap_or("-"))?,
        };
        let logins: Vec<(String, String)> =
            wanted.iter().map(|one| (one.source.clone(), one.login.clone())).collect();
        let done = shell::wait_for(async {
            let store = shell::database_beside().await?;
            let done = self.keep(&store, wanted).await;
            store.close().await;
            done
        })?;
        for ((source, login), done) in logins.iter().zip(&done) {
            let before =
                done.before.as_ref().map_or_else(String::new, |name| format!(" (no longer as {name})"));
            print(&format!("{source} signs in as {login}{before}\n"))?;
            if done.is_closed {
                eprintln!("note: the account is closed; open it with `headway account open {login}`");
            }
        }
        Ok(())
    }

    async fn keep(&self, store: &Store, wanted: Vec<Wanted>) -> Result<Vec<Done>, Failure> {
        let tenant = tenant::named(store, self.tenant.as_deref()).await?;
        let tenant =
            tenant.ok_or_else(|| Failure::new("there is no district yet; import its roster first"))?.id;
        let finder = Finder { store, tenant, system: self.system.as_deref() };
        let (mut ready, mut wrong, mut ids) = (Vec::new(), Vec::new(), Ids::default());
        for wanted in wanted {
            match finder.person(&wanted.source).await? {
                Ok(person) => ready.push(Ready { wanted, person, event: ids.mint() }),
                Err(why) => wrong.push((wanted.line, why)),
            }
        }
        if !wrong.is_empty() {
            return Err(refused(wrong));
        }
        let at = shell::now();
        let set = store.write(move |tx| Box::pin(set_all(tx, tenant, ready, at)));
        set.await?.map_err(|taken| {
            let why = format!("somebody else signs in as {}; choose another name", taken.login);
            refused(vec![(taken.line, why)])
        })
    }
}

/// Sets every one, or, where a name is somebody else's, none: that one is given back.
async fn set_all(
    tx: &Tx,
    tenant: TenantId,
    ready: Vec<Ready>,
    at: DateTime<Utc>,
) -> Result<Result<Vec<Done>, Wanted>, StoreError> {
    // Before anything is written: a job that gives a value keeps what it has done.
    for one in &ready {
        let holder = accounts::by_login(tx, tenant, &one.wanted.login).await?;
        if holder.is_some_and(|account| account.person != one.person) {
            return Ok(Err(one.wanted.clone()));
        }
    }
    let mut done = Vec::new();
    for one in &ready {
        let (login, hash) = (&one.wanted.login, &one.wanted.hash);
        let before = accounts::of_person(tx, tenant, one.person).await?;
        let set = accounts::set_password(tx, tenant, one.person, (login, hash), at).await?;
        if set == PasswordSet::LoginTaken {
            return Err(StoreError::Contended);
        }
        sessions::end_all(tx, tenant, one.person).await?;
        let event = account::done_here((tenant, one.person), one.event, "account/password", at);
        audit::record(tx, &event).await?;
        let is_closed = before.as_ref().is_some_and(|account| account.disabled);
        let before = before.map(|account| account.login).filter(|name| *name != accounts::folded(login));
        done.push(Done { before, is_closed });
    }
    Ok(Ok(done))
}

fn one(login: &str, person: &str) -> Result<Wanted, Failure> {
    let text = read("-")?;
    let password = text.lines().next().unwrap_or_default();
    check(password).map_err(|why| Failure::new(format!("the password on standard input {why}")))?;
    let hash = headway_web::hash_password(password, &shell::Entropy);
    Ok(Wanted { line: None, source: person.to_owned(), login: login.to_owned(), hash })
}

/// What a list says, when nothing in it is wrong.
fn many(file: &str) -> Result<Vec<Wanted>, Failure> {
    let text = read(file)?;
    let lines = sheet::read(text.as_bytes(), &COLUMNS).map_err(|faults| {
        let lines: Vec<String> = faults.iter().map(ToString::to_string).collect();
        Failure::new(format!("no password was set:\n{}", lines.join("\n")))
    })?;
    let mut wrong = Vec::new();
    let mut seen = std::collections::HashMap::new();
    for line in &lines {
        let [person, name, password] = &*line.cells else { continue };
        if let Err(why) = check(password) {
            wrong.push((Some(line.number), format!("the password {why}")));
        }
        for what in [format!("the person {person}"), format!("the login {}", accounts::folded(name))] {
            if let Some(first) = seen.insert(what.clone(), line.number) {
                wrong.push((Some(line.number), format!("{what} stands in line {first} already")));
            }
        }
    }
    if !wrong.is_empty() {
        return Err(refused(wrong));
    }
    Ok(hashed(&lines))
}

/// Hashes on every core: one takes long on purpose.
fn hashed(lines: &[sheet::Line]) -> Vec<Wanted> {
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let one = |line: &sheet::Line| Wanted {
        line: Some(line.number),
        source: line.cells[0].clone(),
        login: line.cells[1].clone(),
        hash: headway_web::hash_password(&line.cells[2], &shell::Entropy),
    };
    let parts = lines.chunks(lines.len().div_ceil(cores).max(1));
    std::thread::scope(|scope| {
        let parts: Vec<_> =
            parts.map(|part| scope.spawn(move || part.iter().map(one).collect::<Vec<_>>())).collect();
        parts.into_iter().flat_map(|part| part.join().expect("a hash is made or the program ends")).collect()
    })
}

fn check(password: &str) -> Result<(), String> {
    if password.chars().count() < CHARACTERS_MIN || BYTES_MAX < password.len() {
        return Err(format!("has to be {CHARACTERS_MIN} characters or more, and no book"));
    }
    Ok(())
}

fn read(file: &str) -> Result<String, Failure> {
    let mut text = String::new();
    let (what, done) = if file == "-" {
        ("standard input", std::io::stdin().read_to_string(&mut text).map(drop))
    } else {
        (file, std::fs::read_to_string(file).map(|read| text = read))
    };
    done.map_err(|error| Failure::new(format!("no password can be read from {what}: {error}")))?;
    Ok(text)
}

fn refused(wrong: Vec<(Option<u64>, String)>) -> Failure {
    let said = |(line, why): (Option<u64>, String)| match line {
        Some(line) => format!("line {line}: {why}"),
        None => why,
    };
    let is_list = wrong.iter().any(|(line, _)| line.is_some());
    let lines = wrong.into_iter().map(said).collect::<Vec<_>>().join("\n");
    Failure::new(if is_list { format!("no password was set:\n{lines}") } else { lines })
}
