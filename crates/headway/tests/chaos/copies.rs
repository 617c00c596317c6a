//! A backup that is taken while eight people write is sound and holds all that was acknowledged before it began.

use std::collections::BTreeSet;
use std::sync::PoisonError;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use super::book::Key;
use super::dice::Dice;
use super::engine::Database;
use super::hands::{self, Shared};
use super::program::{self, Server};

const BACKUPS: usize = 3;

#[test]
fn a_backup_under_load_restores_to_a_sound_database_with_everything_acknowledged_before_it() {
    let database = Database::on_sqlite();
    let mut dice = Dice::for_test("backups under load");
    let before = database.written();
    let server = Server::start(&database);
    let book = Shared::default();
    let mut people = hands::eight(&database, server.address, &mut dice);
    let is_over = AtomicBool::new(false);
    let known: Vec<BTreeSet<Key>> = std::thread::scope(|scope| {
        let backups = scope.spawn(|| {
            let each = (0..BACKUPS).map(|n| {
                std::thread::sleep(Duration::from_millis(300 + dice.next() % 500));
                let known = book.lock().unwrap_or_else(PoisonError::into_inner).acknowledged();
                program::run_well(&database.address, &["backup", &file(&database, n)]);
                known
            });
            let each = each.collect();
            is_over.store(true, Ordering::Relaxed);
            each
        });
        hands::together(&mut people, |one| one.work(&book, || is_over.load(Ordering::Relaxed)));
        backups.join().expect("every backup is made")
    });
    let book = book.into_inner().unwrap_or_else(PoisonError::into_inner);
    assert!(known.last().is_some_and(|known| !known.is_empty()), "somebody wrote meanwhile");
    let in_use = program::run(&database.address, &["restore", "--force", &file(&database, 0)]);
    assert!(!in_use.status.success(), "nothing is restored beneath a running server");
    server.stop();
    for (n, known) in known.iter().enumerate() {
        program::run_well(&database.address, &["restore", "--force", &file(&database, n)]);
        program::check(&database.address);
        let rows = database.written();
        let faults = book.faults(&before, &rows);
        let is_later = |fault: &String| {
            fault.starts_with("lost: ") && !known.iter().any(|key| *fault == format!("lost: {key:?}"))
        };
        let faults: Vec<String> = faults.into_iter().filter(|fault| !is_later(fault)).collect();
        assert!(faults.is_empty(), "backup {n}: {}", faults.join("\n"));
        println!(
            "backup {n}: {} acknowledged before it, {} rows in it",
            known.len(),
            rows.len() - before.len()
        );
    }
    Server::start(&database).stop();
}

fn file(database: &Database, number: usize) -> String {
    database.beside(&format!("backup-{number}")).to_string_lossy().into_owned()
}

#[test]
fn on_postgresql_a_backup_says_which_tools_to_use() {
    let Some(database) = Database::on_postgres() else { return };
    let output = program::run(&database.address, &["backup", &file(&database, 0)]);
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(!output.status.success() && said.contains("pg_dump"), "{said}");
}
