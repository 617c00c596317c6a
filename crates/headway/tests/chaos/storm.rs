//! The disconnect storm: 2,000 requests whose client vanishes at a random byte or moment, then 500 ordinary ones.
//!
//! Each cut request is done wholly or not at all, one that was never whole is not done, and none spoils anything for
//! those who come after it: no connection is left inside a transaction.

use std::io::{Read, Write};
use std::net::{Shutdown, TcpStream};
use std::sync::PoisonError;
use std::time::{Duration, Instant};

use super::book::{Fate, Key, Place};
use super::dice::Dice;
use super::engine::{self, Database};
use super::hands::{self, Hands, Shared};
use super::page::Form;
use super::program::{self, Server};
use super::walk::{self, Kind};

const CUT: usize = 2_000;
const ORDINARY: usize = 504;
const PEOPLE: usize = 8;
/// A look at the plan, the form, and the form sent.
const REQUESTS_A_SAVE: usize = 3;
/// How long the server may need until nothing is left of what it was sent.
const CALM_WITHIN: Duration = Duration::from_secs(30);

#[test]
fn two_thousand_cut_requests_leave_nothing_half_done_and_nobody_locked_out() {
    engine::on_each(storm);
}

fn storm(database: &Database) {
    let mut dice = Dice::for_test("disconnect storm");
    let before = database.written();
    let server = Server::start(database);
    let book = Shared::default();
    let mut people = hands::eight(database, server.address, &mut dice);
    let mut unheard: Vec<(Hands, Vec<(Form, Key)>)> = Vec::new();
    std::thread::scope(|scope| {
        let each = people.drain(..).map(|mut one| {
            let (dice, book) = (dice.split(), &book);
            scope.spawn(move || {
                let cut = cut_off(&mut one, dice, book);
                (one, cut)
            })
        });
        let each: Vec<_> = each.collect();
        unheard.extend(each.into_iter().map(|one| one.join().expect("it is cut as it should")));
    });
    let calm_after = wait_for_calm(&mut unheard[0].0);
    std::thread::scope(|scope| {
        for (one, cut) in &mut unheard {
            scope.spawn(|| {
                ordinary(one, &book);
                ask_again(one, cut, &book);
            });
        }
    });
    if !database.is_sqlite() {
        let left = "select count(*) from pg_stat_activity
                    where datname = current_database() and state like 'idle in transaction%'";
        assert_eq!(database.number(left), 0, "a connection was left inside a transaction");
    }
    let book = book.into_inner().unwrap_or_else(PoisonError::into_inner);
    let faults = book.faults(&before, &database.written());
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    assert!(!database.log().contains("panicked"), "nothing panicked");
    server.stop();
    program::check(&database.address);
    let (done, void) = (book.count(Fate::Acknowledged), book.count(Fate::Void));
    println!(
        "disconnect storm: {CUT} cut, {void} forms never whole, {done} saves once each, {} asked again; \
         calm after {} ms",
        book.resent,
        calm_after.as_millis()
    );
}

/// This person's share of the cut requests; gives the forms that were sent whole and not heard of.
fn cut_off(one: &mut Hands, mut dice: Dice, book: &Shared) -> Vec<(Form, Key)> {
    let pattern =
        walk::open(&mut one.student, &walk::fresh(&one.learner, Kind::Goal)).expect("the form is there");
    let mut unheard = Vec::new();
    for _ in 0..CUT / PEOPLE {
        if dice.percent(30) {
            let request = one.student.request("GET", &walk::plan(&one.learner), "");
            cut(one, &request, &mut dice);
            continue;
        }
        let mut form = pattern.clone();
        form.set("_once", &dice.uuid());
        let text = one.text();
        walk::say(&mut form, &text);
        let key = (Place::Log, text);
        lock(book).sends(&key, &one.learner);
        let request = one.student.request("POST", &form.action, &form.body());
        if cut(one, &request, &mut dice) {
            unheard.push((form, key));
        } else {
            lock(book).learns(&key, Fate::Void);
        }
    }
    unheard
}

/// Sends a request up to a random byte and goes away at a random moment; whether it was sent whole.
fn cut(one: &Hands, request: &[u8], dice: &mut Dice) -> bool {
    let length = if dice.percent(40) { dice.below(request.len()) } else { request.len() };
    let Ok(mut stream) = TcpStream::connect(one.student.address) else { return false };
    if stream.write_all(&request[..length]).is_err() {
        return length == request.len();
    }
    match dice.below(4) {
        // At once.
        0 => {}
        // In the middle of what the server does.
        1 => std::thread::sleep(Duration::from_micros(dice.next() % 20_000)),
        // Half closed: it says that nothing more will come, and does not listen.
        2 => drop(stream.shutdown(Shutdown::Write)),
        // In the middle of the answer, where there is one.
        _ => {
            let _ = stream.set_read_timeout(Some(Duration::from_millis(20)));
            let _ = stream.read(&mut [0; 16]);
        }
    }
    length == request.len()
}

/// Waits until the server has done what it was sent by those who left: until pages come at once again.
///
/// # Panics
/// When it does not recover by itself.
fn wait_for_calm(one: &mut Hands) -> Duration {
    let began = Instant::now();
    let mut prompt = 0;
    while prompt < 5 {
        let asked = Instant::now();
        let shown = walk::page(&mut one.student, &walk::plan(&one.learner)).is_ok();
        prompt = if shown && asked.elapsed() < Duration::from_millis(300) { prompt + 1 } else { 0 };
        assert!(began.elapsed() < CALM_WITHIN, "the server does not recover by itself");
    }
    began.elapsed()
}

/// This person's share of the ordinary requests, all of which succeed at once.
fn ordinary(one: &mut Hands, book: &Shared) {
    for _ in 0..ORDINARY / PEOPLE / REQUESTS_A_SAVE {
        walk::page(&mut one.student, &walk::plan(&one.learner)).expect("the plan is shown");
        let mut form =
            walk::open(&mut one.student, &walk::fresh(&one.learner, Kind::Step)).expect("the form is shown");
        let text = one.text();
        walk::say(&mut form, &text);
        send(one, &form, &(Place::Log, text), book, true);
    }
}

/// Sends the forms of which nothing was heard again, under their keys: each is done once.
fn ask_again(one: &mut Hands, unheard: &[(Form, Key)], book: &Shared) {
    for (form, key) in unheard {
        lock(book).resent += 1;
        send(one, form, key, book, false);
    }
}

fn send(one: &mut Hands, form: &Form, key: &Key, book: &Shared, is_new: bool) {
    if is_new {
        lock(book).sends(key, &one.learner);
    }
    one.student.send(form).and_then(hands::saved).expect("the form is saved");
    lock(book).learns(key, Fate::Acknowledged);
}

fn lock(book: &Shared) -> std::sync::MutexGuard<'_, super::book::Book> {
    book.lock().unwrap_or_else(PoisonError::into_inner)
}
