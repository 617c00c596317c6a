//! What a records officer says they open a plan for: it holds for an hour, for one officer and one learner.

use super::{ANA, BEN, DISTRICT, each_engine, minute, people_come};
use chrono::{DateTime, Utc};
use headway_store::permits::{asking, permit};
use headway_store::places::{self, Organisation};
use headway_store::purposes;
use headway_store::ties::{self, Post};
use headway_store::{StoreError, Tx};
use ilp::access::{Act, Actor, Because, Moment, OfficeKind, Why};
use ilp::{OrgId, PersonId};
use uuid::Uuid;

const SCHOOL: OrgId = OrgId::numbered(1);
const WORDS: &str = "  A parent asked for a copy of the record ";

fn at(now: DateTime<Utc>) -> Moment {
    Moment { today: now.date_naive(), at: now }
}

/// Ben keeps the records.
async fn ben_is_officer(tx: &Tx) -> Result<(), StoreError> {
    people_come(tx).await?;
    let (kind, name) = ("district".to_owned(), "District".to_owned());
    let school = Organisation { id: SCHOOL, kind, name, parent: None, time_zone: None };
    places::add_organisation(tx, DISTRICT, &school).await?;
    let (id, from) = (Uuid::from_u128(1), minute(0).date_naive());
    let post =
        Post { id, person: BEN, kind: OfficeKind::PrivacyOfficer, organisation: SCHOOL, from, until: None };
    ties::add_posts(tx, DISTRICT, &[post]).await
}

async fn why_not(tx: &Tx, act: Act, learner: PersonId, minutes: i64) -> Result<Option<Why>, StoreError> {
    Ok(permit(tx, &asking(DISTRICT, BEN), act, learner, at(minute(minutes))).await?.err())
}

#[tokio::test(flavor = "multi_thread")]
async fn what_an_officer_says_opens_the_plan_for_an_hour_and_is_read_by_its_student() {
    async fn story(tx: &Tx) -> Result<(), StoreError> {
        ben_is_officer(tx).await?;
        let state = Some(Why::StatePurpose { characters_min: 20 });
        assert_eq!(why_not(tx, Act::SeePlan, ANA, 0).await?, state);
        let said = Actor { purpose: Some(WORDS.to_owned()), ..asking(DISTRICT, BEN) };
        let stated = permit(tx, &said, Act::SeePlan, ANA, at(minute(0))).await?.expect("he said what for");
        assert!(matches!(stated.because(), Because::RecordsOfficer { .. }));
        assert!(purposes::keep(&stated, Uuid::from_u128(1)).await?);
        for act in [Act::SeePlan, Act::SeeHistory, Act::ExportPlan] {
            assert_eq!(why_not(tx, act, ANA, 59).await?, None, "{act:?}");
        }
        assert_eq!(why_not(tx, Act::SeePlan, ANA, 60).await?, state, "and then he says it again");
        // The same words are no reason to break the glass with, which asks for its own.
        assert_eq!(why_not(tx, Act::BreakGlass, ANA, 1).await?, state);

        let hers = permit(tx, &asking(DISTRICT, ANA), Act::SeeWhoLooked, ANA, at(minute(70))).await?;
        let hers = hers.expect("it is her plan");
        let read = purposes::of_learner(&hers, minute(0)).await?;
        assert_eq!((read.len(), read[0].words.as_str(), read[0].person), (1, WORDS.trim(), BEN));
        assert_eq!((read[0].at, read[0].ends), (minute(0), minute(60)));
        assert!(purposes::of_learner(&hers, minute(1)).await?.is_empty());
        let keeps = permit(tx, &asking(DISTRICT, ANA), Act::SeePlan, ANA, at(minute(70))).await?;
        assert!(!purposes::keep(&keeps.expect("hers"), Uuid::from_u128(2)).await?, "she needs no purpose");
        Ok(())
    }
    each_engine(async |store| store.write(|tx| Box::pin(story(tx))).await.expect("the story plays")).await;
}

#[tokio::test]
async fn a_purpose_is_kept_and_read_under_no_other_permit() {
    async fn story(tx: &Tx) -> Result<(), StoreError> {
        ben_is_officer(tx).await?;
        let looks = permit(tx, &asking(DISTRICT, BEN), Act::SeeWhoLooked, ANA, at(minute(0))).await?;
        let looks = looks.expect("he keeps the records");
        let kept = purposes::keep(&looks, Uuid::from_u128(1)).await;
        assert!(matches!(kept, Err(StoreError::Refused(_))));
        let own = permit(tx, &asking(DISTRICT, ANA), Act::SeePlan, ANA, at(minute(0))).await?.expect("hers");
        let read = purposes::of_learner(&own, minute(0)).await;
        assert!(matches!(read, Err(StoreError::Refused(_))));
        Ok(())
    }
    each_engine(async |store| store.write(|tx| Box::pin(story(tx))).await.expect("the story plays")).await;
}
