//! An officer enters, changes and ends what ties people to a learner.

use super::overseeing::{OFFICE, RUTH, WILL, offices_open, right};
use super::{ANA, BEN, DISTRICT, each_engine, minute, person};
use chrono::NaiveDate;
use headway_store::audit::{self, Event};
use headway_store::people::Person;
use headway_store::permits::{Permit, asking, permit};
use headway_store::rights::{self, Left, NewTie, Noted, OfAge, Whom};
use headway_store::ties::{self, Schooling};
use headway_store::{StoreError, Tx};
use ilp::access::{Act, AdultBasis, Because, FamilyStanding, Moment, RestrictionKind, Rights, Tie, Why};
use ilp::{PersonId, RelationId};
use uuid::Uuid;

/// A grandfather of whom the district has not heard.
pub(super) const ABE: PersonId = PersonId::numbered(31);

pub(super) fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

pub(super) fn at(today: &str) -> Moment {
    Moment { today: day(today), at: minute(0) }
}

/// Ana goes to school and turns 18 on 1 October 2026; Ruth keeps the records.
pub(super) async fn school_begins(tx: &Tx) -> Result<(), StoreError> {
    offices_open(tx).await?;
    let year = Schooling {
        id: ANA.0,
        learner: ANA,
        organisation: OFFICE,
        grade: "12".to_owned(),
        from: day("2026-09-01"),
        until: None,
    };
    ties::add_schoolings(tx, DISTRICT, &[year]).await
}

pub(super) async fn ruths<'a>(
    tx: &'a Tx,
    learner: PersonId,
    today: &str,
) -> Result<Result<Permit<'a>, Why>, StoreError> {
    permit(tx, &asking(DISTRICT, RUTH), Act::ManageRights, learner, at(today)).await
}

/// What this person finds at Ana's plan on a day.
pub(super) async fn finds(tx: &Tx, who: PersonId, today: &str) -> Result<Result<Because, Why>, StoreError> {
    let found = permit(tx, &asking(DISTRICT, who), Act::SeePlan, ANA, at(today)).await?;
    Ok(found.map(|permit| permit.because()))
}

pub(super) fn new(number: u128, whom: Whom, tie: Tie, from: &str) -> NewTie {
    let (called, evidence) = ("grandfather".to_owned(), "a paper".to_owned());
    NewTie { id: RelationId::numbered(number), whom, tie, called, evidence, from: day(from), until: None }
}

pub(super) fn family(rights: Rights) -> Tie {
    Tie::Family { rights, evidence: Some("a paper".to_owned()) }
}

pub(super) fn order(kind: RestrictionKind) -> Tie {
    Tie::Restriction { kind, court_reference: "Superior Court, No. 1".to_owned() }
}

pub(super) const OF_MINOR: Result<Because, Why> = Ok(Because::Family { standing: FamilyStanding::OfMinor });
const NO_RIGHTS: Rights = Rights { see: false, take_part: false, sign: false };

#[tokio::test(flavor = "multi_thread")]
async fn a_link_is_entered_changed_and_ended_and_what_it_said_stays() {
    async fn story(tx: &Tx) -> Result<(), StoreError> {
        school_begins(tx).await?;
        let ruth = ruths(tx, ANA, "2026-09-07").await?.expect("she keeps the records");
        assert_eq!(rights::of(&ruth).await?.map(|known| known.ties), Some(Vec::new()));
        let abe: Person = person(ABE, "Abe", "Núñez");
        let link = new(50, Whom::New(Box::new(abe)), family(Rights::ALL), "2026-09-07");
        assert_eq!(rights::enter(&ruth, &link).await?, Ok(()));
        assert_eq!(finds(tx, ABE, "2026-09-07").await?, OF_MINOR);
        assert_eq!(finds(tx, ABE, "2026-09-06").await?, Err(Why::NotKnown));
        let again = new(51, Whom::Known(ABE), family(Rights::ALL), "2026-10-01");
        assert_eq!(rights::enter(&ruth, &again).await?, Err(Left::Already));

        let fresh = [RelationId::numbered(52), RelationId::numbered(53)];
        let to = |from: &str| (NO_RIGHTS, "a letter of the mother's", day(from));
        let early = rights::change(&ruth, link.id, to("2026-09-06"), fresh).await?;
        assert_eq!(early, Err(Left::NotBefore(day("2026-09-07"))));
        assert_eq!(rights::change(&ruth, link.id, to("2026-09-10"), fresh).await?, Ok(()));
        assert_eq!(finds(tx, ABE, "2026-09-09").await?, OF_MINOR);
        assert!(finds(tx, ABE, "2026-09-10").await?.is_err());
        let gone = rights::end(&ruth, RelationId::numbered(99), day("2026-09-20"), fresh[1]).await?;
        assert_eq!(gone, Err(Left::NotThere));
        assert_eq!(rights::end(&ruth, fresh[0], day("2026-09-20"), fresh[1]).await?, Ok(()));

        let known = rights::of(&ruth).await?.expect("she goes to school");
        let days: Vec<_> = known.ties.iter().map(|tie| (tie.id, tie.from, tie.until)).collect();
        let first = (link.id, Some(day("2026-09-07")), Some(day("2026-09-10")));
        let second = (fresh[0], Some(day("2026-09-10")), Some(day("2026-09-20")));
        assert_eq!(days, [second, first]);
        assert_eq!(known.ties[1].name, "Abe Núñez");
        assert_eq!(known.ties[0].evidence.as_deref(), Some("a letter of the mother's"));
        assert_eq!(known.ties[0].recorded_by.as_deref(), Some("Ruth Abernathy"));
        let later = ruths(tx, ANA, "2026-09-20").await?.expect("she keeps the records");
        let over = rights::end(&later, fresh[0], day("2026-09-25"), fresh[1]).await?;
        assert_eq!(over, Err(Left::Over));
        let anew = new(54, Whom::Known(ABE), family(Rights::ALL), "2026-09-20");
        let found = rights::find_people(&later, "abe núñez").await?;
        assert!(!found[0].is_tied && found[0].children == 0, "{found:?}");
        assert_eq!(rights::enter(&later, &anew).await?, Ok(()), "and entered anew");
        assert!(rights::find_people(&later, "abe núñez").await?[0].is_tied);
        let undone = rights::end(&later, anew.id, day("2026-09-20"), fresh[1]).await?;
        assert_eq!(undone, Ok(()), "a mistake, on its first day");
        let earlier = NewTie { until: Some(day("2026-12-01")), ..new(55, anew.whom, anew.tie, "2026-09-20") };
        assert_eq!(rights::enter(&later, &earlier).await?, Ok(()), "what never held is in nobody's way");
        let too_early = new(56, Whom::Known(ABE), family(Rights::ALL), "2026-11-30");
        assert_eq!(rights::enter(&later, &too_early).await?, Err(Left::Already));
        Ok(())
    }
    each_engine(async |store| store.write(|tx| Box::pin(story(tx))).await.expect("the story plays")).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_to_begin_later_does_not_give_again_what_was_ended() {
    async fn story(tx: &Tx) -> Result<(), StoreError> {
        school_begins(tx).await?;
        let ruth = ruths(tx, ANA, "2026-09-07").await?.expect("she keeps the records");
        let link = new(50, Whom::Known(BEN), family(Rights::ALL), "2026-09-01");
        assert_eq!(rights::enter(&ruth, &link).await?, Ok(()));
        let ids = |first| [RelationId::numbered(first), RelationId::numbered(first + 1)];
        let to = |rights, from: &str| (rights, "a letter", day(from));
        let see = Rights { sign: false, ..Rights::ALL };
        assert_eq!(rights::change(&ruth, link.id, to(see, "2027-01-01"), ids(60)).await?, Ok(()));
        assert_eq!(rights::change(&ruth, link.id, to(NO_RIGHTS, "2026-09-20"), ids(62)).await?, Ok(()));
        for on in ["2026-09-20", "2027-01-02"] {
            assert!(finds(tx, BEN, on).await?.is_err(), "{on}: what they may do now stays as it is");
        }
        assert_eq!(
            rights::change(&ruth, RelationId::numbered(62), to(see, "2027-02-01"), ids(64)).await?,
            Ok(())
        );
        let end = rights::end(&ruth, RelationId::numbered(62), day("2026-10-01"), RelationId::numbered(66));
        assert_eq!(end.await?, Ok(()));
        for on in ["2026-10-01", "2027-02-02"] {
            assert_eq!(finds(tx, BEN, on).await?, Err(Why::NotKnown), "{on}");
        }
        Ok(())
    }
    each_engine(async |store| store.write(|tx| Box::pin(story(tx))).await.expect("the story plays")).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_order_holds_from_its_first_day_to_the_day_on_which_it_is_lifted() {
    async fn story(tx: &Tx) -> Result<(), StoreError> {
        school_begins(tx).await?;
        let ruth = ruths(tx, ANA, "2026-09-07").await?.expect("she keeps the records");
        let link = new(50, Whom::Known(BEN), family(Rights::ALL), "2026-09-01");
        assert_eq!(rights::enter(&ruth, &link).await?, Ok(()));
        let forbids = new(51, Whom::Known(BEN), order(RestrictionKind::NoRecords), "2026-09-07");
        assert_eq!(rights::enter(&ruth, &forbids).await?, Ok(()));
        assert_eq!(finds(tx, BEN, "2026-09-06").await?, OF_MINOR);
        assert_eq!(finds(tx, BEN, "2026-09-07").await?, Err(Why::Restricted), "at once");
        let twice = new(54, Whom::Known(BEN), order(RestrictionKind::NoRecords), "2026-10-01");
        assert_eq!(
            rights::enter(&ruth, &twice).await?,
            Err(Left::Twice),
            "to lift one of two would lift nothing"
        );
        let of_order = rights::find(&ruth, forbids.id).await?.expect("it is there");
        assert_eq!(rights::without(&ruth, &of_order).await?, OF_MINOR, "what he has again");
        let of_link = rights::find(&ruth, link.id).await?.expect("it is there");
        assert_eq!(rights::without(&ruth, &of_link).await?, Err(Why::Restricted));
        let known = rights::of(&ruth).await?.expect("she goes to school");
        assert_eq!(known.today.get(&BEN), Some(&Err(Why::Restricted)));
        let copy = RelationId::numbered(52);
        assert_eq!(rights::end(&ruth, forbids.id, day("2026-09-08"), copy).await?, Ok(()));
        assert_eq!(finds(tx, BEN, "2026-09-07").await?, Err(Why::Restricted));
        assert_eq!(finds(tx, BEN, "2026-09-08").await?, OF_MINOR);
        let contact = new(53, Whom::Known(BEN), order(RestrictionKind::NoContact), "2026-09-07");
        assert_eq!(rights::enter(&ruth, &contact).await?, Ok(()));
        assert_eq!(finds(tx, BEN, "2026-09-08").await?, OF_MINOR, "such an order lets read");
        Ok(())
    }
    each_engine(async |store| store.write(|tx| Box::pin(story(tx))).await.expect("the story plays")).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_consent_is_an_adults_and_goes_to_family_alone() {
    async fn story(tx: &Tx) -> Result<(), StoreError> {
        school_begins(tx).await?;
        let consent = || Tie::AdultConsent { basis: AdultBasis::Consent };
        let ruth = ruths(tx, ANA, "2026-09-07").await?.expect("she keeps the records");
        let unknown = rights::enter(&ruth, &new(50, Whom::Known(BEN), consent(), "2026-09-07")).await?;
        assert_eq!(unknown, Err(Left::NotOfAge(None)), "nobody knows her birth date");
        let of_age = OfAge { emancipated_from: Some(day("2026-10-01")), eligible_from: None };
        assert_eq!(rights::set_of_age(&ruth, OfAge::default(), of_age).await?, Ok(()));
        let stale = rights::set_of_age(&ruth, OfAge::default(), OfAge::default()).await?;
        assert_eq!(stale, Err(Left::Changed(of_age)), "what another officer wrote is not taken back unseen");
        let ruth = ruths(tx, ANA, "2026-09-07").await?.expect("she keeps the records");
        let early = rights::enter(&ruth, &new(50, Whom::Known(BEN), consent(), "2026-09-30")).await?;
        assert_eq!(early, Err(Left::NotOfAge(Some(day("2026-10-01")))));
        let stranger = rights::enter(&ruth, &new(50, Whom::Known(BEN), consent(), "2026-10-01")).await?;
        assert_eq!(stranger, Err(Left::NotFamily));
        let link = new(51, Whom::Known(BEN), family(Rights::ALL), "2026-09-01");
        assert_eq!(rights::enter(&ruth, &link).await?, Ok(()));
        assert_eq!(finds(tx, BEN, "2026-09-30").await?, OF_MINOR);
        assert!(matches!(finds(tx, BEN, "2026-10-01").await?, Err(Why::RightsPassed { .. })));
        let given = new(52, Whom::Known(BEN), consent(), "2026-10-03");
        assert_eq!(rights::enter(&ruth, &given).await?, Ok(()));
        let by_consent = Ok(Because::Family { standing: FamilyStanding::ByConsent });
        assert_eq!(finds(tx, BEN, "2026-10-03").await?, by_consent);
        let again =
            NewTie { until: Some(day("2026-10-04")), ..new(54, Whom::Known(BEN), consent(), "2026-10-01") };
        assert_eq!(
            rights::enter(&ruth, &again).await?,
            Err(Left::Twice),
            "to end one of two would end nothing"
        );
        let before = NewTie { until: Some(day("2026-10-03")), ..again };
        assert_eq!(rights::enter(&ruth, &before).await?, Ok(()), "days before are days before");
        let known = rights::find(&ruth, given.id).await?.expect("it is there");
        assert_eq!((known.evidence.as_deref(), known.tie), (Some("a paper"), consent()));
        assert_eq!(rights::end(&ruth, given.id, day("2026-11-01"), RelationId::numbered(53)).await?, Ok(()));
        assert!(finds(tx, BEN, "2026-11-01").await?.is_err());
        Ok(())
    }
    each_engine(async |store| store.write(|tx| Box::pin(story(tx))).await.expect("the story plays")).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_rules_over_themselves_or_their_own_family_and_nobody_else_rules() {
    async fn story(tx: &Tx) -> Result<(), StoreError> {
        school_begins(tx).await?;
        let ruth = ruths(tx, ANA, "2026-09-07").await?.expect("she keeps the records");
        let own =
            rights::enter(&ruth, &new(50, Whom::Known(RUTH), family(Rights::ALL), "2026-09-07")).await?;
        assert_eq!(own, Err(Left::Own));
        let hers =
            rights::enter(&ruth, &new(50, Whom::Known(ANA), family(Rights::ALL), "2026-09-07")).await?;
        assert_eq!(hers, Err(Left::TheLearner));
        let nobody =
            rights::enter(&ruth, &new(50, Whom::Known(ABE), family(Rights::ALL), "2026-09-07")).await?;
        assert_eq!(nobody, Err(Left::NotThere));
        assert_eq!(ruths(tx, BEN, "2026-09-07").await?.err(), Some(Why::OwnFamily), "he is her child");
        let will = permit(tx, &asking(DISTRICT, WILL), Act::ManageRights, ANA, at("2026-09-07")).await?;
        assert_eq!(will.err(), Some(Why::NotKnown));
        let anas = permit(tx, &asking(DISTRICT, ANA), Act::SeePlan, ANA, at("2026-09-07")).await?;
        let refused = rights::of(&anas.expect("it is her plan")).await;
        assert!(matches!(refused, Err(StoreError::Refused(_))), "{refused:?}");
        Ok(())
    }
    each_engine(async |store| store.write(|tx| Box::pin(story(tx))).await.expect("the story plays")).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_said_stands_beside_the_tie_and_whoever_runs_the_system_does_not_read_it() {
    async fn story(tx: &Tx) -> Result<(), StoreError> {
        school_begins(tx).await?;
        let ruth = ruths(tx, ANA, "2026-09-07").await?.expect("she keeps the records");
        let link = new(50, Whom::Known(BEN), family(Rights::ALL), "2026-09-01");
        assert_eq!(rights::enter(&ruth, &link).await?, Ok(()));
        let noted = Noted { person: Some(BEN), reason: "He moved away".to_owned(), ..Noted::default() };
        let event = Event {
            tenant: DISTRICT,
            id: Uuid::from_u128(70),
            at: minute(1),
            actor: Some(RUTH),
            on_behalf_of: None,
            address: None,
            act: "rights/end".to_owned(),
            learner: Some(ANA),
            object: Some(format!("relation {}", link.id)),
            version: None,
            because: String::new(),
            outcome: "done".to_owned(),
            detail: serde_json::to_string(&noted).expect("it is text"),
        };
        audit::record(tx, &event).await?;
        let known = rights::of(&ruth).await?.expect("she goes to school");
        let told: Vec<_> = known.ties[0].said.iter().map(|told| (&*told.act, &*told.reason)).collect();
        assert_eq!(told, [("rights/end", "He moved away")]);
        let will = right(tx, WILL, Act::SeeAudit).await?.expect("he may");
        let wanted = audit::Wanted { count_max: 5, ..audit::Wanted::default() };
        let found = audit::search(&will, &wanted).await?;
        assert!(found[0].hides_learner && found[0].event.detail.is_empty());
        Ok(())
    }
    each_engine(async |store| store.write(|tx| Box::pin(story(tx))).await.expect("the story plays")).await;
}
