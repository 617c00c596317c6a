//! What is recorded about those who act and look.

use super::{ANA, BEN, DISTRICT, each_engine, minute, people_come};
use headway_store::StoreError;
use headway_store::access_log::{self, View};
use headway_store::audit::{self, Event};
use headway_store::permits::{asking, permit};
use ilp::access::{Act, Moment};
use uuid::Uuid;

fn view(number: u16) -> View {
    View {
        tenant: DISTRICT,
        learner: ANA,
        id: Uuid::from_u128(u128::from(number)),
        at: minute(i64::from(number)),
        person: BEN,
        act: "plan/see".to_owned(),
        because: "class/teacher".to_owned(),
        detail: String::new(),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_learner_reads_who_looked_the_newest_first() {
    each_engine(async |store| {
        let views: Vec<View> = (0..150).map(view).collect();
        let latest = store
            .write(move |tx| {
                Box::pin(async move {
                    access_log::note(tx, &views).await?;
                    // Sent again by who did not hear that they were kept.
                    access_log::note(tx, &views[..80]).await?;
                    access_log::note(tx, &[]).await?;
                    people_come(tx).await?;
                    let own = async |who| {
                        let now = Moment { today: minute(0).date_naive(), at: minute(0) };
                        let own = permit(tx, &asking(DISTRICT, who), Act::SeeWhoLooked, who, now).await?;
                        Ok::<_, StoreError>(own.expect("everybody reads who looked at them"))
                    };
                    assert_eq!(access_log::of_learner(&own(BEN).await?, 10).await?, []);
                    assert_eq!(access_log::of_learner(&own(ANA).await?, 1000).await?.len(), 150);
                    access_log::of_learner(&own(ANA).await?, 2).await
                })
            })
            .await;
        assert_eq!(latest, Ok(vec![view(149), view(148)]));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_event_is_read_as_it_was_recorded() {
    each_engine(async |store| {
        store
            .write(|tx| {
                Box::pin(async move {
                    people_come(tx).await?;
                    let event = Event {
                        tenant: DISTRICT,
                        id: Uuid::from_u128(1),
                        at: minute(0),
                        actor: Some(BEN),
                        on_behalf_of: None,
                        address: Some("192.0.2.1".to_owned()),
                        act: "plan/change".to_owned(),
                        learner: Some(ANA),
                        object: None,
                        version: Some(3),
                        because: "not_the_owner".to_owned(),
                        outcome: "refused".to_owned(),
                        detail: String::new(),
                    };
                    audit::record(tx, &event).await?;
                    audit::record_all(tx, &[]).await?;
                    let later = Event { id: Uuid::from_u128(2), at: minute(1), ..event.clone() };
                    audit::record_all(tx, &[event.clone(), later.clone()]).await?;
                    audit::record_all(tx, std::slice::from_ref(&later)).await?;
                    assert_eq!(audit::latest(tx, DISTRICT, 5).await?, [later, event]);
                    Ok(())
                })
            })
            .await
            .expect("events can be recorded");
    })
    .await;
}
