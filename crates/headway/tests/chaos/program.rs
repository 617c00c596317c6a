//! The built program: its server, started and ended in every way, and its other commands.

use std::fs::{File, OpenOptions};
use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::process::{Child, ChildStdout, Command, Output, Stdio};
use std::time::{Duration, Instant};

use super::engine::Database;

/// A server that runs; it ends with this value.
pub(super) struct Server {
    child: Child,
    pub(super) address: SocketAddr,
    /// From the start of the process until it listened.
    pub(super) ready_after: Duration,
    /// Kept so that its standard output stays open.
    _said: BufReader<ChildStdout>,
}

impl Server {
    /// Starts the program and waits until it listens, on a port that the system chooses.
    pub(super) fn start(database: &Database) -> Self {
        let began = Instant::now();
        let mut child = headway(&database.address)
            .arg("serve")
            .env("HEADWAY_LISTEN", "127.0.0.1:0")
            .stdout(Stdio::piped())
            .stderr(log(database))
            .spawn()
            .expect("the program starts");
        let mut said = BufReader::new(child.stdout.take().expect("its output is ours"));
        let mut line = String::new();
        said.read_line(&mut line).expect("it says something");
        let ready_after = began.elapsed();
        let address = line.split("http://").nth(1).and_then(|rest| rest.split_whitespace().next());
        let Some(address) = address.and_then(|address| address.parse().ok()) else {
            panic!("the program does not listen: {line}{}", database.log());
        };
        Self { child, address, ready_after, _said: said }
    }

    /// Ends it as a power switch would.
    pub(super) fn kill(mut self) {
        self.child.kill().expect("it runs");
        self.child.wait().expect("it has ended");
    }

    /// Asks it to end, and waits until it has.
    pub(super) fn stop(mut self) {
        let id = self.child.id().to_string();
        assert!(Command::new("kill").args(["-TERM", &id]).status().expect("kill runs").success());
        let ended = self.child.wait().expect("it has ended");
        assert!(ended.success(), "a server that is told to stop ends well: {ended}");
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // After `kill` and `stop` there is nothing left to end, and these say so.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn log(database: &Database) -> File {
    OpenOptions::new().create(true).append(true).open(database.log_file()).expect("the log can be written")
}

/// The program with this database.
fn headway(address: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_headway"));
    command.env("HEADWAY_DATABASE", address).env_remove("HEADWAY_LOG").stdin(Stdio::null());
    command
}

/// Runs a command of the program to its end.
pub(super) fn run(address: &str, arguments: &[&str]) -> Output {
    headway(address).args(arguments).output().expect("the program runs")
}

/// Begins a command that reads from us.
pub(super) fn begin(address: &str, arguments: &[&str]) -> Child {
    let mut command = headway(address);
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::null());
    command.spawn().expect("the program runs")
}

/// Runs a command that must end well, and gives what it printed.
pub(super) fn run_well(address: &str, arguments: &[&str]) -> String {
    let output = run(address, arguments);
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    assert!(
        output.status.success(),
        "headway {arguments:?}: {}\n{}",
        text(&output.stdout),
        text(&output.stderr)
    );
    text(&output.stdout)
}

/// `headway check` finds nothing: the file, its references, and every plan against its log.
pub(super) fn check(address: &str) {
    let said = run_well(address, &["check"]);
    assert!(said.contains("Nothing is wrong."), "{said}");
}
