//! The program is killed at random moments while eight people work, and started again on what is left.
//!
//! What was acknowledged is there, once, as it was sent; nothing is there that nobody sent; every log runs without a gap
//! and every plan is its replay. What was not answered is sent again under the same key and ends exactly once. On
//! PostgreSQL the database's server is killed too, and the program goes on by itself when it is back.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use super::book::{Book, Fate, Row};
use super::dice::Dice;
use super::engine::Database;
use super::hands::{self, Hands, Shared};
use super::program::{self, Server};

/// Of so many kills one is of the database's server, where that may be killed.
const OF_WHICH_THE_DATABASE: usize = 5;

/// Rounds between two looks of `headway check`, which reads every plan.
const BETWEEN_CHECKS: usize = 20;

fn rounds() -> usize {
    std::env::var("HEADWAY_KILL_ROUNDS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(60)
}

#[test]
fn nothing_acknowledged_is_lost_when_the_program_is_killed_on_sqlite() {
    kill_again_and_again(&Database::on_sqlite(), "kill test, SQLite");
}

#[test]
fn nothing_acknowledged_is_lost_when_the_program_or_postgresql_is_killed() {
    if let Some(database) = Database::on_own_postgres() {
        kill_again_and_again(&database, "kill test, PostgreSQL");
    }
}

fn kill_again_and_again(database: &Database, name: &str) {
    let mut dice = Dice::for_test(name);
    let before = database.written();
    let book = Shared::default();
    let mut server = Server::start(database);
    let mut starts = vec![server.ready_after];
    let mut hands = hands::eight(database, server.address, &mut dice);
    for round in 1..=rounds() {
        let pause = Duration::from_millis(60 + dice.next() % 340);
        if database.has_own_server() && round % OF_WHICH_THE_DATABASE == 0 {
            interrupt(&mut hands, &book, pause, || database.kill_server());
            database.start_server();
        } else {
            let mut running = Some(server);
            interrupt(&mut hands, &book, pause, || running.take().into_iter().for_each(Server::kill));
            server = Server::start(database);
            starts.push(server.ready_after);
        }
        judge(database, &book, &before, round);
        hands::together(&mut hands, |one| one.settle(&book, server.address));
        judge(database, &book, &before, round);
        assert_eq!(
            book.lock().expect("nobody panicked").count(Fate::Unknown),
            0,
            "all are answered in the end"
        );
        if round % BETWEEN_CHECKS == 0 {
            program::check(&database.address);
        }
    }
    server.stop();
    program::check(&database.address);
    assert!(!database.log().contains("panicked"), "nothing panicked");
    report(name, &book.lock().expect("nobody panicked"), starts);
}

/// Everybody works until something is killed under them.
fn interrupt(hands: &mut [Hands], book: &Shared, pause: Duration, kill: impl FnOnce() + Send) {
    let is_over = AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            std::thread::sleep(pause);
            kill();
            is_over.store(true, Ordering::Relaxed);
        });
        hands::together(hands, |one| one.work(book, || is_over.load(Ordering::Relaxed)));
    });
}

fn judge(database: &Database, book: &Shared, before: &[Row], round: usize) {
    let rows = database.written();
    let mut book = book.lock().expect("nobody panicked");
    book.counts_saved(&rows);
    let faults = book.faults(before, &rows);
    assert!(faults.is_empty(), "round {round}:\n{}", faults.join("\n"));
}

fn report(name: &str, book: &Book, mut starts: Vec<Duration>) {
    starts.sort();
    let middle = starts[starts.len() / 2];
    println!(
        "{name}: {} rounds, {} tries, {} acknowledged, {} without an answer (of which {} were saved), sent again {} times, \
         0 lost, 0 ghosts; \
         ready after {} ms at least, {} ms in the middle, {} ms at most",
        rounds(),
        book.requests,
        book.count(Fate::Acknowledged),
        book.unanswered,
        book.unanswered_but_saved,
        book.resent,
        starts[0].as_millis(),
        middle.as_millis(),
        starts[starts.len() - 1].as_millis(),
    );
}
