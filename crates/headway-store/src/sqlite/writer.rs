//! The one thread that writes to a file of SQLite.
//!
//! It takes all jobs that wait and commits them together, each in a savepoint of its own: one flush of the disk then
//! serves up to 64 saves, and no save is acknowledged before that flush.

use super::inline::Connection;
use super::wait::wait;
use crate::db::Db;
use crate::error::StoreError;
use crate::store::{Tx, Work, caught};
use std::fs::File;
use std::pin::Pin;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::runtime::Handle;
use tokio::sync::{mpsc, oneshot};

/// Beyond this many waiting jobs a caller hears `Busy` at once.
pub(super) const QUEUE_LENGTH_MAX: usize = 4096;
const BATCH_LENGTH_MAX: usize = 64;
/// Everybody waits for the one who writes, so a job that hangs is given up: far beyond what the longest import needs.
const JOB_MAX: Duration = Duration::from_mins(2);
const IDLE: Duration = Duration::from_millis(500);

type Running<'a> = Pin<Box<dyn Future<Output = Ran> + Send + 'a>>;

/// A job that waits, whatever it will answer.
pub(super) trait Waiting: Send {
    fn run(self: Box<Self>, tx: &Tx) -> Running<'_>;
    fn refuse(self: Box<Self>, error: StoreError);
}

pub(super) enum Message {
    Job(Box<dyn Waiting>),
    /// Answered when everything before it is committed and the file is closed.
    Close(oneshot::Sender<()>),
}

/// A job that has run and waits for the commit.
pub(super) struct Ran {
    succeeded: bool,
    /// Tells the caller its own result, or the error that undid it.
    acknowledge: Box<dyn FnOnce(Result<(), StoreError>) + Send>,
}

struct Asked<T, F> {
    job: F,
    answer: oneshot::Sender<Result<T, StoreError>>,
}

impl<T, F> Waiting for Asked<T, F>
where
    F: for<'a> FnOnce(&'a Tx) -> Work<'a, T> + Send + 'static,
    T: Send + 'static,
{
    fn run(self: Box<Self>, tx: &Tx) -> Running<'_> {
        Box::pin(async move {
            let Self { job, answer } = *self;
            let result = job(tx).await;
            let succeeded = result.is_ok();
            // A caller that went away is no reason to stop: its job is committed all the same.
            let acknowledge = Box::new(move |committed: Result<(), StoreError>| {
                let _ = answer.send(result.and_then(|value| committed.map(|()| value)));
            });
            Ran { succeeded, acknowledge }
        })
    }

    fn refuse(self: Box<Self>, error: StoreError) {
        let _ = self.answer.send(Err(error));
    }
}

/// The job made ready for the queue, and where its answer will come.
pub(super) fn message<T, F>(job: F) -> (Message, oneshot::Receiver<Result<T, StoreError>>)
where
    F: for<'a> FnOnce(&'a Tx) -> Work<'a, T> + Send + 'static,
    T: Send + 'static,
{
    let (sender, answer) = oneshot::channel();
    (Message::Job(Box::new(Asked { job, answer: sender })), answer)
}

/// Gives the writer a thread of its own: a commit waits for the disk, and would hold up requests on a thread of theirs.
pub(super) fn start(
    connection: Arc<Connection>,
    queue: mpsc::Receiver<Message>,
    lock: Option<File>,
) -> std::io::Result<()> {
    // A job may wait for something of the runtime that it came from.
    let runtime = Handle::current();
    let work = move || {
        let _runtime = runtime.enter();
        run(connection, queue, lock);
    };
    std::thread::Builder::new().name("headway-writer".to_owned()).spawn(work)?;
    Ok(())
}

/// Works until it is told to close, or until nobody can send any more. The lock is held as long.
fn run(connection: Arc<Connection>, mut queue: mpsc::Receiver<Message>, lock: Option<File>) {
    let mut messages = Vec::with_capacity(BATCH_LENGTH_MAX);
    let mut closing = Vec::new();
    let mut is_settled = true;
    loop {
        let until = if is_settled { None } else { Some(Instant::now() + IDLE) };
        let Some(taken) = wait(queue.recv_many(&mut messages, BATCH_LENGTH_MAX), until) else {
            is_settled = checkpoint(&connection);
            continue;
        };
        if taken == 0 {
            break;
        }
        is_settled = false;
        let mut jobs = Vec::with_capacity(taken);
        for message in messages.drain(..) {
            match message {
                Message::Job(job) => jobs.push(job),
                Message::Close(done) => {
                    queue.close();
                    closing.push(done);
                }
            }
        }
        commit_all(&connection, jobs);
    }
    checkpoint(&connection);
    drop(connection);
    drop(lock);
    for done in closing {
        let _ = done.send(());
    }
}

/// Runs the jobs in as few transactions as it takes: one, unless an error ends it early.
fn commit_all(connection: &Arc<Connection>, jobs: Vec<Box<dyn Waiting>>) {
    let mut jobs = jobs.into_iter();
    while jobs.len() > 0 {
        let mut ran = Vec::with_capacity(jobs.len());
        let before = jobs.len();
        let outcome = commit_batch(connection, &mut jobs, &mut ran);
        if let Err(error) = &outcome {
            tracing::error!(%error, jobs = before - jobs.len(), "saves were undone");
            if connection.is_in_transaction() {
                // Where even this fails, the next batch cannot begin, and is refused.
                let _ = connection.run("rollback");
            }
            if before == jobs.len() {
                // Not even begun: to try each job in turn would only make the last one wait long.
                jobs.by_ref().for_each(|job| job.refuse(error.clone()));
            }
        }
        if outcome.is_ok() {
            empty_log(connection);
        }
        for job in ran {
            (job.acknowledge)(outcome.clone());
        }
    }
}

/// Leaves in `jobs` those that have not run, and in `ran` those whose fate is the returned one.
fn commit_batch(
    connection: &Arc<Connection>,
    jobs: &mut std::vec::IntoIter<Box<dyn Waiting>>,
    ran: &mut Vec<Ran>,
) -> Result<(), StoreError> {
    connection.run("begin immediate")?;
    for job in jobs.by_ref() {
        run_one(connection, job, ran)?;
    }
    connection.run("commit")
}

/// One job in its savepoint. An error from here is one of the savepoint itself: the transaction around it is gone.
fn run_one(
    connection: &Arc<Connection>,
    job: Box<dyn Waiting>,
    ran: &mut Vec<Ran>,
) -> Result<(), StoreError> {
    if let Err(error) = connection.run("savepoint job") {
        job.refuse(error.clone());
        return Err(error);
    }
    let until = Some(Instant::now() + JOB_MAX);
    let tx = Tx::new(Db::File { connection: Arc::clone(connection), until });
    let done = wait(caught(async { job.run(&tx).await }), until).flatten();
    let succeeded = done.as_ref().is_some_and(|done| done.succeeded);
    // A job that panicked or was given up has dropped its sender, by which its caller knows.
    ran.extend(done);
    if !succeeded {
        connection.run("rollback to job")?;
    }
    connection.run("release job")
}

/// Moves the log into the file as far as readers let it. `false` where it was to be emptied, and is not yet.
fn checkpoint(connection: &Connection) -> bool {
    if let Err(error) = connection.run("pragma wal_checkpoint(passive)") {
        tracing::warn!(%error, "the write-ahead log could not be moved into the file");
    }
    empty_log(connection)
}

fn empty_log(connection: &Connection) -> bool {
    connection.empty_log().unwrap_or_else(|error| {
        tracing::warn!(%error, "what was taken out is still in the write-ahead log; it is tried again");
        false
    })
}
