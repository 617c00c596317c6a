//! Forms that are sent twice, drafts, and jobs beside requests.

use super::{ANA, BEN, DISTRICT, each_engine, minute, people_come, settle_in};
use headway_store::drafts::{self, Draft};
use headway_store::jobs::{self, NewJob, Progress, State};
use headway_store::once::{self, Claim, Sent};
use ilp::JobId;
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

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_is_one_for_each_form_author_and_learner() {
    each_engine(async |store| {
        store
            .write(|tx| {
                Box::pin(async move {
                    people_come(tx).await?;
                    let draft = |about, body: &str| Draft {
                        tenant: DISTRICT,
                        person: ANA,
                        form: "goal".to_owned(),
                        about,
                        body: body.to_owned(),
                        at: minute(0),
                    };
                    drafts::keep(tx, &draft(None, "first")).await?;
                    drafts::keep(tx, &draft(None, "sec\0nd")).await?;
                    drafts::keep(tx, &draft(Some(BEN), "about Ben")).await?;
                    let found = drafts::find(tx, DISTRICT, ANA, "goal", None).await?;
                    assert_eq!(found, Some(draft(None, "sec\u{fffd}nd")));
                    assert_eq!(drafts::find(tx, DISTRICT, BEN, "goal", None).await?, None);
                    drafts::discard(tx, DISTRICT, ANA, "goal", None).await?;
                    assert_eq!(drafts::find(tx, DISTRICT, ANA, "goal", None).await?, None);
                    assert_eq!(drafts::forget(tx, minute(1)).await?, 1);
                    Ok(())
                })
            })
            .await
            .expect("drafts can be kept");
    })
    .await;
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
