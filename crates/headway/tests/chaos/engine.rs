//! A demo district of its own for a test, on either engine, and what stands in its tables.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicU32, Ordering};

use rusqlite::types::ValueRef;
use sea_orm::{
    ConnectionTrait, Database as Connect, DatabaseConnection, DbErr, ProxyRow, QueryResult, Statement, Value,
};
use tempfile::TempDir;

use super::book::{Place, Row};
use super::program;

static DATABASES: AtomicU32 = AtomicU32::new(0);

/// Enough learners for eight pairs of hands, and few enough to be made in a moment.
const LEARNERS: &str = "24";

/// A database with the demo district in it.
pub(super) struct Database {
    /// What `HEADWAY_DATABASE` says.
    pub(super) address: String,
    folder: TempDir,
    /// The folder of a server of PostgreSQL that is this test's alone.
    own_server: Option<PathBuf>,
}

impl Database {
    pub(super) fn on_sqlite() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let address = folder.path().join("headway.db").to_string_lossy().into_owned();
        Self { address, folder, own_server: None }.with_demo()
    }

    /// On the server that the environment names; `None`, said aloud, where it names none.
    pub(super) fn on_postgres() -> Option<Self> {
        let server = postgres()?;
        let number = DATABASES.fetch_add(1, Ordering::Relaxed);
        let name = format!("headway_chaos_{}_{number}", std::process::id());
        on(&server, async |connection| {
            let drop = format!("drop database if exists {name} with (force)");
            connection.execute_unprepared(&drop).await?;
            connection.execute_unprepared(&format!("create database {name}")).await
        })
        .expect("a database can be made");
        let (address, _) = server.rsplit_once('/').expect("the URL names a database");
        let folder = tempfile::tempdir().expect("a temporary folder");
        Some(Self { address: format!("{address}/{name}"), folder, own_server: None }.with_demo())
    }

    /// On a server of PostgreSQL that this test may kill; `None`, said aloud, where there should be none.
    pub(super) fn on_own_postgres() -> Option<Self> {
        postgres()?;
        let folder = tempfile::tempdir().expect("a temporary folder");
        let server = folder.path().join("postgres");
        let address = serverd("start", &server);
        Some(Self { address, folder, own_server: Some(server) }.with_demo())
    }

    fn with_demo(self) -> Self {
        program::run_well(&self.address, &["demo", "--learners", LEARNERS]);
        self
    }

    pub(super) fn is_sqlite(&self) -> bool {
        !self.address.starts_with("postgres")
    }

    /// A file beside the database.
    pub(super) fn beside(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Where the program writes what an operator should know.
    pub(super) fn log_file(&self) -> PathBuf {
        self.beside("log")
    }

    pub(super) fn log(&self) -> String {
        std::fs::read_to_string(self.log_file()).unwrap_or_default()
    }

    /// Whether the test may end the database's server, and not only the program.
    pub(super) fn has_own_server(&self) -> bool {
        self.own_server.is_some()
    }

    /// Ends the database's server with all its processes as a power switch would.
    pub(super) fn kill_server(&self) {
        serverd("kill", self.own_server.as_ref().expect("it has a server of its own"));
    }

    pub(super) fn start_server(&self) {
        serverd("start", self.own_server.as_ref().expect("it has a server of its own"));
    }

    /// The folder of the server that is this test's alone.
    pub(super) fn server_folder(&self) -> &Path {
        self.own_server.as_ref().expect("it has a server of its own")
    }

    /// Has the server of PostgreSQL do these, one by one.
    pub(super) fn tell(&self, statements: &[&str]) {
        let told = on(&self.address, async |connection| {
            for statement in statements {
                connection.execute_unprepared(statement).await?;
            }
            Ok(())
        });
        told.unwrap_or_else(|error| panic!("{statements:?}: {error}"));
    }

    /// Everything that somebody wrote: the log's rows and the suggestions.
    pub(super) fn written(&self) -> Vec<Row> {
        let log = r#"select learner, version, body from "change" order by 1, 2"#;
        let suggestions = "select learner, 0 as version, body from proposal";
        let row = |place: Place| {
            move |row: &QueryResult| {
                let version = row
                    .try_get::<i64>("", "version")
                    .or_else(|_| row.try_get::<i32>("", "version").map(i64::from));
                let body: String = row.try_get("", "body")?;
                Ok(Row { place, learner: id(row, "learner")?, version: version?, body })
            }
        };
        let mut all = self.ask(log, row(Place::Log));
        all.extend(self.ask(suggestions, row(Place::Suggestions)));
        all
    }

    /// The students who sign in, as (login, id): the generated ones, whose plans no other test story is about.
    pub(super) fn students(&self) -> Vec<(String, String)> {
        let sql = "select login, person from account where login like 's1%' order by 1";
        self.ask(sql, |row| Ok((row.try_get("", "login")?, id(row, "person")?)))
    }

    /// The id of whoever signs in with this name.
    pub(super) fn person(&self, login: &str) -> String {
        let sql = format!("select person from account where login = '{login}'");
        self.ask(&sql, |row| id(row, "person")).pop().expect("they are of the demo")
    }

    /// A number that a question has for an answer.
    pub(super) fn number(&self, sql: &str) -> i64 {
        self.ask(sql, |row| row.try_get_by_index(0)).pop().expect("there is an answer")
    }

    fn ask<T>(&self, sql: &str, read: impl Fn(&QueryResult) -> Result<T, DbErr>) -> Vec<T> {
        let found = if self.is_sqlite() {
            rows_of_file(&self.address, sql).iter().map(&read).collect()
        } else {
            on(&self.address, async |connection| {
                let question = Statement::from_string(connection.get_database_backend(), sql);
                connection.query_all_raw(question).await?.iter().map(&read).collect()
            })
        };
        found.unwrap_or_else(|error| panic!("{sql}: {error}"))
    }
}

/// What a question finds in a file, asked without a line of the store's own code.
fn rows_of_file(path: &str, sql: &str) -> Vec<QueryResult> {
    let file = rusqlite::Connection::open(path).expect("the file opens");
    file.busy_timeout(std::time::Duration::from_secs(5)).expect("it can wait");
    let mut question = file.prepare(sql).expect("a sound question");
    let names: Vec<String> = question.column_names().into_iter().map(str::to_owned).collect();
    let row = |row: &rusqlite::Row<'_>| {
        let mut values = BTreeMap::new();
        for (nth, name) in names.iter().enumerate() {
            let value = match row.get_ref(nth)? {
                ValueRef::Integer(number) => Value::BigInt(Some(number)),
                ValueRef::Text(text) => Value::String(Some(String::from_utf8_lossy(text).into_owned())),
                ValueRef::Blob(bytes) => Value::Uuid(uuid::Uuid::from_slice(bytes).ok()),
                ValueRef::Null | ValueRef::Real(_) => Value::String(None),
            };
            values.insert(name.clone(), value);
        }
        Ok(QueryResult::from(ProxyRow::new(values)))
    };
    let rows = question.query_map((), row).expect("it is asked");
    rows.collect::<Result<_, _>>().expect("rows can be read")
}

impl Drop for Database {
    fn drop(&mut self) {
        if let Some(server) = &self.own_server {
            serverd("kill", server);
        }
        if std::thread::panicking() {
            let log = self.log();
            let lines: Vec<&str> = log.lines().collect();
            println!("the end of the program's log:\n{}", lines[lines.len().saturating_sub(20)..].join("\n"));
        }
    }
}

/// Tells a story on SQLite and, where there is a server, on PostgreSQL.
pub(super) fn on_each(story: impl Fn(&Database)) {
    story(&Database::on_sqlite());
    if let Some(database) = Database::on_postgres() {
        story(&database);
    }
}

fn id(row: &QueryResult, column: &str) -> Result<String, DbErr> {
    row.try_get::<uuid::Uuid>("", column).map(|id| id.to_string())
}

/// The server on which databases may be made.
fn postgres() -> Option<String> {
    let server = std::env::var("HEADWAY_TEST_POSTGRES").ok().filter(|url| !url.is_empty());
    if server.is_none() {
        let required = std::env::var("HEADWAY_REQUIRE_POSTGRES").is_ok_and(|value| value == "1");
        assert!(!required, "HEADWAY_REQUIRE_POSTGRES is set, but HEADWAY_TEST_POSTGRES names no server");
        println!("no PostgreSQL: HEADWAY_TEST_POSTGRES names no server, so this ran on SQLite alone");
    }
    server
}

/// `script/postgres` for a folder; gives what it printed.
fn serverd(what: &str, folder: &Path) -> String {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../script/postgres");
    let output = Command::new(script).arg(what).arg(folder).output().expect("the script runs");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "script/postgres {what}: {errors}");
    String::from_utf8_lossy(&output.stdout).trim().to_owned()
}

/// Does something with a connection that is made for it, and closed after it.
fn on<T>(address: &str, work: impl AsyncFnOnce(&DatabaseConnection) -> Result<T, DbErr>) -> Result<T, DbErr> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    runtime.block_on(async {
        let connection = Connect::connect(address).await?;
        let done = work(&connection).await;
        connection.close().await?;
        done
    })
}
