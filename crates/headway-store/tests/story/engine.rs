//! What a job can rely on: all or nothing, alone, and kept when it says so.

use super::{ANA, DISTRICT, each_engine, minute, settle_in};
use headway_store::{Store, StoreError, attempts};
use sea_orm::{ConnectionTrait, Database};
use tokio::sync::mpsc;

/// How many attempts are noted under `digest`.
async fn count(store: &Store, digest: u8) -> u64 {
    let job = store.read(move |tx| Box::pin(attempts_of(tx, digest)));
    job.await.expect("attempts can be counted")
}

async fn attempts_of(tx: &headway_store::Tx, digest: u8) -> Result<u64, StoreError> {
    attempts::count_since(tx, DISTRICT, &[digest; 32], (minute(0), minute(10_000))).await
}

#[tokio::test(flavor = "multi_thread")]
async fn an_error_or_a_panic_in_one_job_leaves_the_others_of_its_batch() {
    each_engine(async |store| {
        let jobs: Vec<_> = (0..60_u8)
            .map(|number| {
                let store = store.clone();
                tokio::spawn(async move {
                    let job = store.write(move |tx| {
                        Box::pin(async move {
                            attempts::note(tx, DISTRICT, &[number; 32], minute(0)).await?;
                            match number % 3 {
                                0 => Ok(number),
                                1 => Err(StoreError::Unreadable("as it happens".to_owned())),
                                _ => panic!("a fault, on purpose"),
                            }
                        })
                    });
                    job.await
                })
            })
            .collect();
        for (number, job) in (0_u8..).zip(jobs) {
            let expected = match number % 3 {
                0 => Ok(number),
                1 => Err(StoreError::Unreadable("as it happens".to_owned())),
                _ => Err(StoreError::Panicked),
            };
            assert_eq!(job.await.expect("the caller goes on"), expected);
            assert_eq!(count(&store, number).await, u64::from(number % 3 == 0), "{number}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_caller_that_goes_away_does_not_stop_its_job() {
    each_engine(async |store| {
        let (begun, mut has_begun) = mpsc::channel::<()>(8);
        let caller = tokio::spawn({
            let store = store.clone();
            async move {
                let job = store.write(move |tx| {
                    Box::pin(async move {
                        attempts::note(tx, DISTRICT, &[1; 32], minute(0)).await?;
                        begun.send(()).await.expect("the test listens");
                        tokio::task::yield_now().await;
                        attempts::note(tx, DISTRICT, &[1; 32], minute(1)).await
                    })
                });
                job.await
            }
        });
        has_begun.recv().await.expect("the job begins");
        caller.abort();
        // The channel closes when the job has ended; what comes after it sees what it did.
        while has_begun.recv().await.is_some() {}
        store.write(|tx| Box::pin(attempts::forget(tx, minute(0)))).await.expect("the store goes on");
        for _ in 0..1_000 {
            if count(&store, 1).await == 2 {
                return;
            }
        }
        panic!("the job of the caller that went away was not kept");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_job_that_reads_cannot_write() {
    each_engine(async |store| {
        let job =
            store.read(|tx| Box::pin(async move { attempts::note(tx, DISTRICT, &[1; 32], minute(0)).await }));
        assert!(matches!(job.await, Err(StoreError::Broken(_))));
        assert_eq!(count(&store, 1).await, 0);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reader_sees_one_moment() {
    each_engine(async |store| {
        let (to_writer, mut go) = mpsc::channel::<()>(1);
        let (to_reader, written) = mpsc::channel::<()>(1);
        let written = std::sync::Arc::new(tokio::sync::Mutex::new(written));
        let reader = tokio::spawn({
            let store = store.clone();
            async move {
                let job = store.read(move |tx| {
                    Box::pin(async move {
                        let before = attempts_of(tx, 1).await?;
                        to_writer.send(()).await.expect("the writer waits");
                        written.lock().await.recv().await.expect("the writer writes");
                        Ok((before, attempts_of(tx, 1).await?))
                    })
                });
                job.await
            }
        });
        go.recv().await.expect("the reader begins");
        let note = store
            .write(|tx| Box::pin(async move { attempts::note(tx, DISTRICT, &[1; 32], minute(0)).await }));
        note.await.expect("a writer does not wait for a reader");
        to_reader.send(()).await.expect("the reader waits");
        assert_eq!(reader.await.expect("the reader ends"), Ok((0, 0)));
        assert_eq!(count(&store, 1).await, 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_jobs_that_change_one_row_both_succeed() {
    each_engine(async |store| {
        settle_in(&store).await;
        let jobs: Vec<_> = (0..16)
            .map(|number| {
                let store = store.clone();
                tokio::spawn(async move {
                    let job = store.write(move |tx| {
                        Box::pin(async move {
                            let mut names = headway_store::people::find(tx, DISTRICT, ANA)
                                .await?
                                .expect("she is there")
                                .names;
                            names.given.push('a');
                            headway_store::people::rename(tx, DISTRICT, ANA, &names).await.map(|_| number)
                        })
                    });
                    job.await
                })
            })
            .collect();
        let mut kept = 3;
        for job in jobs {
            match job.await.expect("the caller goes on") {
                Ok(_) => kept += 1,
                Err(error) => assert_eq!(error, StoreError::Contended),
            }
        }
        let job = store.read(|tx| Box::pin(headway_store::people::find(tx, DISTRICT, ANA)));
        let ana = job.await.expect("she can be read").expect("she is there");
        assert_eq!(ana.names.given.len(), kept, "no change is lost and none is done twice");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_drops_every_connection_is_found_again() {
    let Some(server) = super::postgres() else { return };
    let url = super::new_database(&server).await;
    let store = Store::open(&url).await.expect("a new database opens");
    settle_in(&store).await;
    let other = Database::connect(&url).await.expect("the server answers");
    let all = "select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid()";
    for digest in 0..3 {
        other.execute_unprepared(all).await.expect("connections can be ended");
        let job = store.write(move |tx| {
            Box::pin(async move { attempts::note(tx, DISTRICT, &[digest; 32], minute(0)).await })
        });
        assert_eq!(job.await, Ok(()));
        assert_eq!(count(&store, digest).await, 1);
    }
    store.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn after_closing_jobs_are_refused() {
    each_engine(async |store| {
        settle_in(&store).await;
        store.close().await;
        let job = store.write(|tx| Box::pin(attempts::forget(tx, minute(0))));
        assert!(matches!(job.await, Err(StoreError::Away(_) | StoreError::Busy)));
    })
    .await;
}
