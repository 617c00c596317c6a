//! What an operator does while the server runs: a password, an account closed and opened.

use std::io::Write as _;
use std::sync::PoisonError;
use std::sync::atomic::{AtomicBool, Ordering};

use super::browser::{Browser, PASSWORD};
use super::dice::Dice;
use super::engine::{self, Database};
use super::hands::{self, Shared};
use super::page;
use super::program::{self, Server};

const OTHER_PASSWORD: &str = "another river altogether";

/// The status of a page for those who are signed in: 200, or a way to the sign-in.
fn page_of(browser: &mut Browser) -> u16 {
    browser.get("/students").expect("the program answers").status
}

/// The status of the answer to a sign-in: 303 where it is let in.
fn signs_in(browser: &mut Browser, login: &str, password: &str) -> u16 {
    let page = browser.get("/sign-in").expect("the program answers");
    let mut form = page::form(&page.body, |form| form.has("password"));
    form.set("login", login);
    form.set("password", password);
    browser.send(&form).expect("the program answers").status
}

/// Sets a password as an operator does, on standard input.
fn set_password(database: &Database, login: &str, person: &str, password: &str) {
    let mut child = program::begin(&database.address, &["password", "--login", login, "--person", person]);
    let mut input = child.stdin.take().expect("it has an input");
    writeln!(input, "{password}").expect("it reads");
    drop(input);
    assert!(child.wait().expect("it ends").success(), "a password is set beside the server");
}

#[test]
fn an_account_is_closed_and_opened_beside_a_running_server() {
    engine::on_each(|database| {
        let server = Server::start(database);
        let (login, _) = database.students().remove(0);
        let mut browser = Browser::of(server.address, &login);
        assert_eq!(page_of(&mut browser), 200);
        let closed = program::run_well(&database.address, &["account", "close", &login]);
        assert!(closed.contains("signed out everywhere"), "{closed}");
        assert_ne!(page_of(&mut browser), 200, "what was open is closed from the next click");
        let mut fresh = Browser::new(server.address);
        assert_ne!(signs_in(&mut fresh, &login, PASSWORD), 303, "and nobody signs in");
        program::run_well(&database.address, &["account", "open", &login]);
        assert_ne!(page_of(&mut browser), 200, "an old session does not come back");
        assert_eq!(signs_in(&mut fresh, &login, PASSWORD), 303);
        let unknown = program::run(&database.address, &["account", "close", "nobody.at.all"]);
        let said = String::from_utf8_lossy(&unknown.stderr);
        assert!(!unknown.status.success() && said.contains("nobody signs in as nobody.at.all"), "{said}");
        server.stop();
        program::check(&database.address);
    });
}

#[test]
fn a_password_is_set_beside_a_running_server() {
    engine::on_each(|database| {
        let roster = concat!(env!("CARGO_MANIFEST_DIR"), "/../headway-exchange/fixtures/riverside-1.2");
        program::run_well(&database.address, &["import", "oneroster", roster]);
        let server = Server::start(database);
        set_password(database, "amara", "stu-01", PASSWORD);
        let mut browser = Browser::of(server.address, "amara");
        assert_eq!(page_of(&mut browser), 200);
        set_password(database, "amara", "stu-01", OTHER_PASSWORD);
        assert_ne!(page_of(&mut browser), 200, "a new password ends what the old one opened");
        let mut fresh = Browser::new(server.address);
        assert_ne!(signs_in(&mut fresh, "amara", PASSWORD), 303);
        assert_eq!(signs_in(&mut fresh, "amara", OTHER_PASSWORD), 303);
        server.stop();
    });
}

/// The server's writer and the command wait for each other, and neither loses or refuses anything.
#[test]
fn eight_people_go_on_saving_while_accounts_are_closed_and_opened() {
    let database = Database::on_sqlite();
    let mut dice = Dice::for_test("accounts under load");
    let before = database.written();
    let server = Server::start(&database);
    let (book, is_over) = (Shared::default(), AtomicBool::new(false));
    let mut people = hands::eight(&database, server.address, &mut dice);
    std::thread::scope(|scope| {
        let operator = scope.spawn(|| {
            let done: Vec<bool> = (0..8)
                .map(|n| ["close", "open"][n % 2])
                .map(|what| program::run(&database.address, &["account", what, "mr.bell"]).status.success())
                .collect();
            is_over.store(true, Ordering::Relaxed);
            done
        });
        hands::together(&mut people, |one| one.work(&book, || is_over.load(Ordering::Relaxed)));
        assert_eq!(operator.join().expect("the operator comes to an end"), [true; 8]);
    });
    server.stop();
    let book = book.into_inner().unwrap_or_else(PoisonError::into_inner);
    assert!(!book.acknowledged().is_empty(), "somebody wrote meanwhile");
    let faults = book.faults(&before, &database.written());
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    assert!(!database.log().contains("saves were undone"), "{}", database.log());
    program::check(&database.address);
}
