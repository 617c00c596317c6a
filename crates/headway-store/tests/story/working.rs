//! Forms that are sent twice, drafts, and jobs beside requests.

use super::{ANA, BEN, DISTRICT, each_engine, minute, people_come, settle_in};
use headway_store::drafts::{self, Draft};
use headway_store::jobs::{self, NewJob, Progress, State};
use headway_store::once::{self, Claim, Sent};
use headway_store::{StoreError, Tx};
use ilp::{JobId, PersonId};
use uuid::Uuid;

fn sent(digest: u8) -> Sent {
    Sent { tenant: DISTRICT, person: ANA, key: Uuid::from_u128(77), digest: [digest; 32] }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_that_is_sent_twice_is_done_once() {
    each_engine(async |store| {
        let first = store
            .write(|tx| {
                Box::pin(async move {
                    let claim = once::claim(tx, &sent(1), minute(0)).await?;
                    once::settle(tx, &sent(1), "/plan#goal").await?;
                    Ok(claim)
                })
            })
            .await;
        assert_eq!(first, Ok(Claim::New));
        let again = async |digest| {
            let job = store
                .write(move |tx| Box::pin(async move { once::claim(tx, &sent(digest), minute(1)).await }));
            job.await.expect("a key can be claimed")
        };
        assert_eq!(again(1).await, Claim::Done { location: "/plan#goal".to_owned() });
        assert_eq!(again(2).await, Claim::Different);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_form_can_be_corrected_under_its_key() {
    each_engine(async |store| {
        for (digest, expected) in [(1, Claim::New), (2, Claim::New)] {
            let job = store
                .write(move |tx| Box::pin(async move { once::claim(tx, &sent(digest), minute(0)).await }));
            assert_eq!(job.await, Ok(expected));
        }
        store
            .write(|tx| Box::pin(async move { once::settle(tx, &sent(2), "/plan").await }))
            .await
            .expect("a key can be settled");
        let job = store.write(|tx| Box::pin(async move { once::claim(tx, &sent(2), minute(1)).await }));
        assert_eq!(job.await, Ok(Claim::Done { location: "/plan".to_owned() }));
        let forgotten = store.write(|tx| Box::pin(async move { once::forget(tx, minute(2)).await })).await;
        assert_eq!(forgotten, Ok(1));
    })
    .await;
}

/// What is typed is kept under the form's key hours before the form is sent.
#[tokio::test(flavor = "multi_thread")]
async fn the_day_of_a_key_begins_when_its_form_is_sent() {
    each_engine(async |store| {
        let typed = store.write(|tx| Box::pin(async move { once::claim(tx, &sent(1), minute(0)).await }));
        assert_eq!(typed.await, Ok(Claim::New));
        let saved = store.write(|tx| {
            Box::pin(async move {
                once::claim(tx, &sent(2), minute(50)).await?;
                once::settle(tx, &sent(2), "/plan").await
            })
        });
        saved.await.expect("a key can be settled");
        let forgotten = store.write(|tx| Box::pin(async move { once::forget(tx, minute(40)).await })).await;
        assert_eq!(forgotten, Ok(0));
        let again = store.write(|tx| Box::pin(async move { once::claim(tx, &sent(2), minute(51)).await }));
        assert_eq!(again.await, Ok(Claim::Done { location: "/plan".to_owned() }));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_form_from_eight_tabs_at_once_is_done_once() {
    each_engine(async |store| {
        let tabs: Vec<_> = (0..8)
            .map(|_| {
                let store = store.clone();
                tokio::spawn(async move {
                    let job = store.write(|tx| {
                        Box::pin(async move {
                            let claim = once::claim(tx, &sent(1), minute(0)).await?;
                            if claim == Claim::New {
                                once::settle(tx, &sent(1), "/plan").await?;
                            }
                            Ok(claim)
                        })
                    });
                    job.await.expect("every tab gets an answer")
                })
            })
            .collect();
        let mut done = 0;
        for tab in tabs {
            done += usize::from(tab.await.expect("a tab does not panic") == Claim::New);
        }
        assert_eq!(done, 1);
    })
    .await;
}

fn draft(about: Option<PersonId>, key: u128, body: &str) -> Draft {
    Draft {
        tenant: DISTRICT,
        person: ANA,
        form: "goal".to_owned(),
        about,
        key: Uuid::from_u128(key),
        body: body.to_owned(),
        at: minute(i64::try_from(key).expect("a small key")),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_is_one_for_each_showing_of_a_form_author_and_learner() {
    async fn story(tx: &Tx) -> Result<(), StoreError> {
        people_come(tx).await?;
        drafts::keep(tx, &draft(None, 1, "first")).await?;
        drafts::keep(tx, &draft(None, 1, "sec\0nd")).await?;
        drafts::keep(tx, &draft(Some(BEN), 1, "about Ben")).await?;
        let found = async || drafts::find(tx, DISTRICT, ANA, "goal", None).await;
        assert_eq!(found().await?, Some(draft(None, 1, "sec\u{fffd}nd")));
        assert_eq!(drafts::find(tx, DISTRICT, BEN, "goal", None).await?, None);

        drafts::keep(tx, &draft(None, 2, "another window")).await?;
        drafts::keep(tx, &draft(None, 3, "another window")).await?;
        drafts::discard(tx, &draft(None, 3, "other words")).await?;
        assert_eq!(found().await?, Some(draft(None, 2, "another window")), "one window's words are gone");
        drafts::discard(tx, &draft(None, 9, "another window")).await?;
        assert_eq!(found().await?, Some(draft(None, 1, "sec\u{fffd}nd")), "what says the same is saved too");
        drafts::discard(tx, &draft(None, 1, "")).await?;
        assert_eq!(found().await?, None);
        assert_eq!(drafts::forget(tx, minute(2)).await?, 1);
        Ok(())
    }
    each_engine(async |store| store.write(|tx| Box::pin(story(tx))).await.expect("drafts can be kept")).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_fills_the_disk_with_drafts() {
    async fn story(tx: &Tx) -> Result<(), StoreError> {
        people_come(tx).await?;
        for key in 1..=60 {
            assert!(drafts::keep(tx, &draft(None, key, "some words")).await?);
        }
        assert_eq!(drafts::forget(tx, minute(11)).await?, 0, "the first ten had to go");
        assert_eq!(drafts::forget(tx, minute(61)).await?, 50);

        let half = "a".repeat(drafts::LETTERS_MAX / 2);
        for key in 1..=3 {
            drafts::keep(tx, &draft(None, key, &half)).await?;
        }
        assert_eq!(drafts::forget(tx, minute(2)).await?, 0, "the oldest went first");
        assert_eq!(drafts::forget(tx, minute(9)).await?, 2);
        assert!(!drafts::keep(tx, &draft(None, 1, &half.repeat(3))).await?, "too long for anybody");
        assert_eq!(drafts::forget(tx, minute(9)).await?, 0);
        Ok(())
    }
    each_engine(async |store| store.write(|tx| Box::pin(story(tx))).await.expect("drafts can be kept")).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_job_is_begun_once_and_again_when_its_worker_falls_silent() {
    each_engine(async |store| {
        settle_in(&store).await;
        store
            .write(|tx| {
                Box::pin(async move {
                    let id = JobId::numbered(5);
                    let (kind, body) = ("backup".to_owned(), "{}".to_owned());
                    let new = NewJob { id, tenant: Some(DISTRICT), kind, body, at: minute(0), by: Some(ANA) };
                    jobs::enqueue(tx, &new).await?;
                    let begun = jobs::claim_next(tx, minute(1), minute(0)).await?.expect("one waits");
                    assert_eq!((begun.id, begun.state, begun.attempts), (id, State::Running, 1));
                    assert_eq!(jobs::claim_next(tx, minute(2), minute(1)).await?, None);
                    let half = Progress { done: 1, total: Some(2), note: "half".to_owned() };
                    jobs::progress(tx, id, minute(3), &half).await?;
                    let again =
                        jobs::claim_next(tx, minute(9), minute(4)).await?.expect("its worker is silent");
                    assert_eq!((again.attempts, again.done, again.note.as_str()), (2, 1, "half"));
                    jobs::finish(tx, id, minute(10), "kept").await?;
                    assert_eq!(jobs::claim_next(tx, minute(99), minute(98)).await?, None);
                    assert_eq!(jobs::find(tx, id).await?.map(|job| job.state), Some(State::Done));
                    jobs::give_up(tx, id, minute(11), "the disk is full").await?;
                    assert_eq!(jobs::find(tx, id).await?.map(|job| job.state), Some(State::Failed));
                    Ok(())
                })
            })
            .await
            .expect("jobs can be kept");
    })
    .await;
}
