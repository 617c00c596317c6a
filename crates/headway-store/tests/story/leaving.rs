//! Offices of trust end: the last one stays, and one that never began is ended once.

use super::agreeing::{AMIRA, JOEL, agrees, day, holds, post, right, three_administrators, wills_ask};
use super::overseeing::{RUTH, WILL};
use super::{ANA, DISTRICT, each_engine, minute};
use chrono::TimeDelta;
use headway_store::audit::{self, Event};
use headway_store::offices::{self, Left, What};
use headway_store::ties::{self, Post};
use headway_store::{StoreError, Tx, accounts};
use ilp::PersonId;
use ilp::access::{Moment, OfficeKind};
use uuid::Uuid;

#[tokio::test(flavor = "multi_thread")]
async fn the_last_officer_and_the_last_administrator_stay() {
    async fn story(tx: &Tx) -> Result<(), StoreError> {
        three_administrators(tx).await?;
        let ruths = What::End(RUTH, Uuid::from_u128(2));
        assert_eq!(wills_ask(tx, 100, &ruths, minute(60)).await?, Err(Left::LastOfficer));
        ties::add_posts(tx, DISTRICT, &[post(60, ANA, OfficeKind::PrivacyOfficer)]).await?;
        assert_eq!(
            wills_ask(tx, 100, &ruths, minute(60)).await?,
            Err(Left::LastOfficer),
            "Ana cannot sign in"
        );
        accounts::set_password(tx, DISTRICT, ANA, ("ana", "hash"), minute(0)).await?;
        assert_eq!(wills_ask(tx, 100, &ruths, minute(61)).await?, Ok(()));
        let anas = What::End(ANA, Uuid::from_u128(60));
        assert_eq!(wills_ask(tx, 101, &anas, minute(61)).await?, Ok(()), "either could go");
        assert_eq!(agrees(tx, JOEL, (RUTH, 100), minute(62)).await?, Ok(()));
        assert_eq!(agrees(tx, JOEL, (ANA, 101), minute(62)).await?, Err(Left::LastOfficer), "not both");

        let joel = right(tx, JOEL, minute(62)).await?;
        assert_eq!(offices::why_stays_open(&joel, ANA).await?, Some(Left::LastOfficer), "nor by her account");
        assert_eq!(offices::why_stays_open(&joel, WILL).await?, None, "two others run the system");

        let now = Moment { today: day(), at: minute(63) };
        let ends = async |who, number| {
            let event = (now, Uuid::from_u128(number));
            offices::end_here(tx, (DISTRICT, who), OfficeKind::Administrator, event).await
        };
        assert_eq!(ends(WILL, 500).await?, Ok(0));
        assert_eq!(ends(AMIRA, 501).await?, Ok(0));
        assert_eq!(ends(JOEL, 502).await?, Err(Left::LastAdministrator), "at the server too");
        assert_eq!(ends(RUTH, 503).await?, Err(Left::NotOurs), "she is none");
        Ok(())
    }
    each_engine(async |store| store.write(|tx| Box::pin(story(tx))).await.expect("the story plays")).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_office_that_ends_next_month_does_not_stand_in_for_one_without_an_end() {
    async fn story(tx: &Tx) -> Result<(), StoreError> {
        three_administrators(tx).await?;
        let until = |days| Some(day() + TimeDelta::days(days));
        let anas = Post { until: until(30), ..post(60, ANA, OfficeKind::PrivacyOfficer) };
        let joels = Post { until: until(20), ..post(61, JOEL, OfficeKind::PrivacyOfficer) };
        ties::add_posts(tx, DISTRICT, &[anas, joels]).await?;
        accounts::set_password(tx, DISTRICT, ANA, ("ana", "hash"), minute(0)).await?;
        let ruths = What::End(RUTH, Uuid::from_u128(2));
        assert_eq!(wills_ask(tx, 100, &ruths, minute(60)).await?, Err(Left::LastOfficer));
        let right = right(tx, AMIRA, minute(61)).await?;
        assert_eq!(offices::why_stays_open(&right, RUTH).await?, Some(Left::LastOfficer));
        assert_eq!(offices::why_stays_open(&right, ANA).await?, None, "Ruth stays longer");
        let joels = What::End(JOEL, Uuid::from_u128(61));
        assert_eq!(wills_ask(tx, 101, &joels, minute(62)).await?, Ok(()), "she does");
        Ok(())
    }
    each_engine(async |store| store.write(|tx| Box::pin(story(tx))).await.expect("the story plays")).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_officers_who_are_ended_at_once_one_stays() {
    each_engine(async |store| {
        let set = store.write(|tx| {
            Box::pin(async move {
                three_administrators(tx).await?;
                ties::add_posts(tx, DISTRICT, &[post(60, ANA, OfficeKind::PrivacyOfficer)]).await?;
                accounts::set_password(tx, DISTRICT, ANA, ("ana", "hash"), minute(0)).await?;
                for (number, who, row) in [(100, RUTH, 2), (101, ANA, 60)] {
                    let end = What::End(who, Uuid::from_u128(row));
                    assert_eq!(wills_ask(tx, number, &end, minute(60)).await?, Ok(()));
                }
                Ok(())
            })
        });
        set.await.expect("both were asked for");
        let agree = |second: PersonId, about: PersonId, number: u128| {
            let store = store.clone();
            tokio::spawn(async move {
                store
                    .write(move |tx| Box::pin(agrees(tx, second, (about, number), minute(61))))
                    .await
                    .expect("the store answers")
            })
        };
        let (one, other) = (agree(AMIRA, RUTH, 100), agree(JOEL, ANA, 101));
        let mut done = [one.await.expect("it ends"), other.await.expect("it ends")];
        done.sort_by_key(Result::is_err);
        assert_eq!(done, [Ok(()), Err(Left::LastOfficer)]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_office_that_is_ended_before_it_begins_is_over_and_ended_once() {
    async fn story(tx: &Tx) -> Result<(), StoreError> {
        three_administrators(tx).await?;
        let month = |number: i64| day() + TimeDelta::days(30 * number);
        let spans = [(60, month(1), Some(month(2))), (61, month(3), None)];
        let later =
            spans.map(|(id, from, until)| Post { from, until, ..post(id, ANA, OfficeKind::PrivacyOfficer) });
        ties::add_posts(tx, DISTRICT, &later).await?;
        let now = Moment { today: day(), at: minute(60) };
        let mut left = Vec::new();
        for number in 500..503 {
            let event = (now, Uuid::from_u128(number));
            left.push(offices::end_here(tx, (DISTRICT, ANA), OfficeKind::PrivacyOfficer, event).await?);
        }
        assert_eq!(left, [Ok(1), Ok(0), Err(Left::NotOurs)], "each once");
        let ended = audit::latest_of(tx, DISTRICT, "office/end", 9).await?;
        let until = |event: &Event| offices::noted(&event.detail).and_then(|noted| noted.until);
        assert_eq!(ended.iter().map(until).collect::<Vec<_>>(), [Some(month(3)), Some(month(1))]);
        assert!(!holds(tx, ANA, OfficeKind::PrivacyOfficer, month(4)).await?, "and none begins");
        let will = right(tx, WILL, minute(61)).await?;
        assert!(offices::of(&will, ANA).await?.iter().all(|one| one.is_over(day())));
        let again = What::Give(post(62, ANA, OfficeKind::PrivacyOfficer));
        assert_eq!(wills_ask(tx, 100, &again, minute(62)).await?, Ok(()), "it can be asked for anew");
        Ok(())
    }
    each_engine(async |store| store.write(|tx| Box::pin(story(tx))).await.expect("the story plays")).await;
}
