//! The generated learners on their way into the database: made ready on one thread, and written from another.

use headway_store::arrivals::Many;
use headway_store::{Store, StoreError};
use ilp::sample::{self, Faculty, Learner, Person};
use tokio::sync::mpsc::{self, Sender};

use super::meter::Meter;
use super::rows;
use crate::commands::Failure;

/// Learners in one write: enough that the disk is asked seldom, few enough to hold.
const LEARNERS_AT_ONCE: usize = 500;
/// Staff and classes in one write.
const ROWS_AT_ONCE: usize = 5_000;
/// Parts that may wait for their turn.
const PARTS_WAITING_MAX: usize = 2;

/// What is written together, and how many learners there are in it.
type Part = Result<(Many, usize), StoreError>;

/// Writes the learners of this seed, and everybody whom they need. What is held at a time does not grow with their number.
pub(super) async fn join(store: &Store, (seed, count): (u64, usize), hash: String) -> Result<(), Failure> {
    let (sender, mut parts) = mpsc::channel(PARTS_WAITING_MAX);
    let mut meter = Meter::new(count);
    let making = tokio::task::spawn_blocking(move || make(seed, count, &hash, &sender));
    while let Some(part) = parts.recv().await {
        let (many, learners) = part?;
        store.write(move |tx| Box::pin(async move { many.arrive(tx).await })).await?;
        meter.made(learners);
    }
    meter.end();
    Ok(making.await?)
}

/// Sends part after part; stops when nobody takes them any more.
fn make(seed: u64, count: usize, hash: &str, parts: &Sender<Part>) {
    for part in staff(&sample::faculty(seed, count), hash) {
        if parts.blocking_send(Ok((part, 0))).is_err() {
            return;
        }
    }
    let mut learners = sample::learners(seed, count);
    loop {
        let (mut many, mut in_it) = (Many::new(rows::TENANT), 0);
        for learner in learners.by_ref().take(LEARNERS_AT_ONCE) {
            in_it += 1;
            if let Err(error) = add_learner(&mut many, &learner, hash) {
                let _ = parts.blocking_send(Err(error));
                return;
            }
        }
        if in_it == 0 || parts.blocking_send(Ok((many, in_it))).is_err() {
            return;
        }
    }
}

/// Those who teach and counsel, and their classes: the classes first, to which the others point.
fn staff(faculty: &Faculty, hash: &str) -> Vec<Many> {
    let mut parts = vec![Many::new(rows::TENANT)];
    for one in &faculty.courses {
        parts[0].course(&rows::course(one));
    }
    for some in faculty.classes.chunks(ROWS_AT_ONCE) {
        let mut many = Many::new(rows::TENANT);
        for one in some {
            many.class(&rows::class(one));
        }
        parts.push(many);
    }
    for some in faculty.people.chunks(ROWS_AT_ONCE) {
        let mut many = Many::new(rows::TENANT);
        for one in some {
            add_person(&mut many, one, hash);
        }
        parts.push(many);
    }
    let mut last = Many::new(rows::TENANT);
    last.posts(&rows::posts(&faculty.offices));
    last.stays(&rows::stays(&faculty.enrolments));
    parts.push(last);
    parts
}

fn add_learner(many: &mut Many, learner: &Learner, hash: &str) -> Result<(), StoreError> {
    add_person(many, &learner.person, hash);
    for one in &learner.family {
        add_person(many, one, hash);
    }
    many.plan(learner.person.id, &learner.plan.log, &learner.plan.proposals)?;
    many.bonds(&rows::bonds(&learner.relations))?;
    many.stays(&rows::stays(&learner.enrolments));
    many.schoolings(&rows::schoolings(&learner.schoolings));
    many.records(&rows::records(learner));
    Ok(())
}

fn add_person(many: &mut Many, one: &Person, hash: &str) {
    many.person(&rows::person(one));
    if let Some(login) = &one.login {
        many.account(one.id, (login, hash), rows::recorded_at());
    }
}
