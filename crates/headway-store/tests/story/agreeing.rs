//! An office of trust is given and ended by two: what was asked, who may agree, and when nothing waits any more.

use super::overseeing::{OFFICE, RUTH, WILL, offices_open};
use super::{ANA, BEN, DISTRICT, each_engine, minute, person};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use headway_store::audit::{self, Event};
use headway_store::invitations::{self, NewInvitation};
use headway_store::offices::{self, Left, What};
use headway_store::oversight::{self, Oversight};
use headway_store::permits::asking;
use headway_store::places::{self, Organisation};
use headway_store::ties::{self, Post};
use headway_store::{StoreError, Tx, accounts, people};
use ilp::access::{Act, Moment, OfficeKind};
use ilp::{OrgId, PersonId};
use uuid::Uuid;

/// A second and a third administrator.
pub(super) const AMIRA: PersonId = PersonId::numbered(41);
pub(super) const JOEL: PersonId = PersonId::numbered(42);
const SCHOOL: OrgId = OrgId::numbered(7);

pub(super) fn day() -> NaiveDate {
    minute(0).date_naive()
}

pub(super) fn post(number: u128, person: PersonId, kind: OfficeKind) -> Post {
    Post { id: Uuid::from_u128(number), person, kind, organisation: OFFICE, from: day(), until: None }
}

/// Will, Amira and Joel run the system and can sign in, Ruth keeps the records.
pub(super) async fn three_administrators(tx: &Tx) -> Result<(), StoreError> {
    offices_open(tx).await?;
    people::add(tx, &person(AMIRA, "Amira", "Haddad")).await?;
    people::add(tx, &person(JOEL, "Joel", "Stern")).await?;
    let school = Organisation {
        id: SCHOOL,
        kind: "school".to_owned(),
        name: "Riverside Middle".to_owned(),
        parent: Some(OFFICE),
        time_zone: None,
    };
    places::add_organisation(tx, DISTRICT, &school).await?;
    let posts = [post(41, AMIRA, OfficeKind::Administrator), post(42, JOEL, OfficeKind::Administrator)];
    ties::add_posts(tx, DISTRICT, &posts).await?;
    for (who, login) in [(WILL, "will"), (AMIRA, "amira"), (JOEL, "joel"), (RUTH, "ruth")] {
        accounts::set_password(tx, DISTRICT, who, (login, "hash"), minute(0)).await?;
    }
    Ok(())
}

pub(super) async fn right(tx: &Tx, who: PersonId, at: DateTime<Utc>) -> Result<Oversight<'_>, StoreError> {
    let now = Moment { today: at.date_naive(), at };
    let found = oversight::over(tx, &asking(DISTRICT, who), Act::ManageAccounts, now).await?;
    Ok(found.expect("they manage accounts"))
}

pub(super) fn event(number: u128, actor: PersonId, at: DateTime<Utc>) -> Event {
    Event {
        actor: Some(actor),
        because: String::new(),
        ..Event::by_command(DISTRICT, (Uuid::from_u128(number), at), "")
    }
}

/// Will asks, in the event of this number.
pub(super) async fn wills_ask(
    tx: &Tx,
    number: u128,
    what: &What,
    at: DateTime<Utc>,
) -> Result<Result<(), Left>, StoreError> {
    offices::ask(&right(tx, WILL, at).await?, what, event(number, WILL, at)).await
}

/// Somebody agrees to what was asked in the event of this number, about this person.
pub(super) async fn agrees(
    tx: &Tx,
    who: PersonId,
    (about, number): (PersonId, u128),
    at: DateTime<Utc>,
) -> Result<Result<(), Left>, StoreError> {
    let events = [event(number + 1_000, who, at), event(number + 2_000, who, at)];
    offices::agree(&right(tx, who, at).await?, (about, Uuid::from_u128(number)), events).await
}

pub(super) async fn holds(
    tx: &Tx,
    who: PersonId,
    kind: OfficeKind,
    on: NaiveDate,
) -> Result<bool, StoreError> {
    let held = offices::holders(tx, DISTRICT, on).await?;
    Ok(held.iter().any(|one| one.person == who && one.kind == kind && one.from.is_none_or(|from| from <= on)))
}

#[tokio::test(flavor = "multi_thread")]
async fn an_office_of_trust_is_asked_for_by_one_and_given_by_another_exactly_as_asked() {
    async fn story(tx: &Tx) -> Result<(), StoreError> {
        three_administrators(tx).await?;
        let (monday, thursday) = (minute(60), minute(60) + TimeDelta::days(3));
        let letter = NewInvitation { id: Uuid::from_u128(1), person: ANA, code_digest: [1; 32] };
        assert!(invitations::make(&right(tx, JOEL, monday).await?, &letter).await?.is_ok());
        let until = day() + TimeDelta::days(300);
        let wanted = Post { until: Some(until), ..post(60, ANA, OfficeKind::PrivacyOfficer) };
        let give = What::Give(wanted);
        assert_eq!(wills_ask(tx, 100, &give, monday).await?, Ok(()));
        assert_eq!(wills_ask(tx, 101, &give, minute(61)).await?, Err(Left::Waits));
        let waits = offices::asked(&right(tx, AMIRA, monday).await?).await?;
        assert_eq!((waits.len(), waits[0].by, waits[0].person, waits[0].ends_one), (1, WILL, ANA, false));
        assert!(!holds(tx, ANA, OfficeKind::PrivacyOfficer, day()).await?, "nothing was given yet");

        assert_eq!(agrees(tx, WILL, (ANA, 100), thursday).await?, Err(Left::OwnAsking));
        assert_eq!(agrees(tx, AMIRA, (BEN, 100), thursday).await?, Err(Left::Over), "about somebody else");
        assert_eq!(agrees(tx, AMIRA, (ANA, 999), thursday).await?, Err(Left::Over), "asked by nobody");
        assert_eq!(agrees(tx, AMIRA, (ANA, 100), thursday).await?, Ok(()));
        let held = offices::of(&right(tx, WILL, thursday).await?, ANA).await?;
        assert_eq!(held[0].kind, Some(OfficeKind::PrivacyOfficer));
        assert_eq!((held[0].from, held[0].until), (Some(thursday.date_naive()), Some(until)));
        assert_eq!(invitations::of_person(&right(tx, WILL, thursday).await?, ANA).await?, None, "recalled");
        assert_eq!(agrees(tx, JOEL, (ANA, 100), thursday).await?, Err(Left::Over), "it is used up");
        let given = audit::latest_of(tx, DISTRICT, "office/give", 5).await?;
        let noted = offices::noted(&given[0].detail).expect("it is noted");
        assert_eq!((given.len(), given[0].actor, noted.ask), (1, Some(AMIRA), Some(Uuid::from_u128(100))));
        assert_eq!(audit::latest_of(tx, DISTRICT, "invitation/recall", 5).await?.len(), 1);
        assert_eq!(wills_ask(tx, 102, &give, thursday).await?, Err(Left::Held));
        Ok(())
    }
    each_engine(async |store| store.write(|tx| Box::pin(story(tx))).await.expect("the story plays")).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_asked_is_over_after_a_week_a_recall_and_whatever_was_done_since() {
    async fn story(tx: &Tx) -> Result<(), StoreError> {
        three_administrators(tx).await?;
        let give = |number, who| What::Give(post(number, who, OfficeKind::Administrator));
        assert_eq!(wills_ask(tx, 100, &give(60, ANA), minute(60)).await?, Ok(()));
        let week = minute(60) + invitations::ASKED;
        let last = week - TimeDelta::minutes(1);
        assert_eq!(offices::asked(&right(tx, AMIRA, last).await?).await?.len(), 1);
        assert_eq!(agrees(tx, AMIRA, (ANA, 100), week).await?, Err(Left::Over), "a week is over");

        assert_eq!(wills_ask(tx, 101, &give(61, ANA), week).await?, Ok(()));
        let no = event(300, JOEL, week);
        let joel = right(tx, JOEL, week).await?;
        assert_eq!(offices::recall(&joel, (ANA, Uuid::from_u128(101)), no.clone()).await?, Ok(()));
        assert_eq!(agrees(tx, AMIRA, (ANA, 101), week).await?, Err(Left::Over), "Joel said no");
        let again = Event { id: Uuid::from_u128(301), ..no };
        assert_eq!(offices::recall(&joel, (ANA, Uuid::from_u128(101)), again).await?, Err(Left::Over));

        assert_eq!(wills_ask(tx, 102, &give(62, ANA), week).await?, Ok(()));
        let later = week + TimeDelta::hours(1);
        let now = Moment { today: later.date_naive(), at: later };
        let given = (OfficeKind::Administrator, now.today, None);
        let ids = [63, 400, 401].map(Uuid::from_u128);
        assert!(offices::give_here(tx, (DISTRICT, ANA), given, (now, ids)).await?.is_ok());
        let ended = (now, Uuid::from_u128(402));
        assert_eq!(offices::end_here(tx, (DISTRICT, ANA), OfficeKind::Administrator, ended).await?, Ok(0));
        assert_eq!(agrees(tx, AMIRA, (ANA, 102), later).await?, Err(Left::Over), "given and ended since");
        assert_eq!(offices::asked(&right(tx, AMIRA, later).await?).await?, Vec::new());
        Ok(())
    }
    each_engine(async |store| store.write(|tx| Box::pin(story(tx))).await.expect("the story plays")).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_office_of_trust_ends_by_two_and_whoever_holds_it_has_no_say() {
    async fn story(tx: &Tx) -> Result<(), StoreError> {
        three_administrators(tx).await?;
        let amiras = (AMIRA, Uuid::from_u128(41));
        let end = What::End(amiras.0, amiras.1);
        let joels = right(tx, JOEL, minute(60)).await?;
        assert_eq!(offices::why_not_end(&joels, amiras).await?, None);
        assert_eq!(wills_ask(tx, 100, &end, minute(60)).await?, Ok(()));
        assert_eq!(offices::why_not_end(&joels, amiras).await?, Some(Left::Waits), "one asking is enough");
        assert_eq!(agrees(tx, AMIRA, (AMIRA, 100), minute(61)).await?, Err(Left::AboutThem));
        let veto = event(300, AMIRA, minute(61));
        let amira = right(tx, AMIRA, minute(61)).await?;
        assert_eq!(
            offices::recall(&amira, (AMIRA, Uuid::from_u128(100)), veto).await?,
            Err(Left::AboutThem),
            "no veto either"
        );
        assert_eq!(agrees(tx, JOEL, (AMIRA, 100), minute(62)).await?, Ok(()));
        assert!(!holds(tx, AMIRA, OfficeKind::Administrator, day()).await?, "from now on");

        let own = What::End(WILL, Uuid::from_u128(1));
        assert_eq!(wills_ask(tx, 101, &own, minute(63)).await?, Ok(()), "whoever wants out asks too");
        assert_eq!(agrees(tx, WILL, (WILL, 101), minute(64)).await?, Err(Left::OwnAsking));
        let back = event(301, WILL, minute(64));
        let will = right(tx, WILL, minute(64)).await?;
        assert_eq!(offices::recall(&will, (WILL, Uuid::from_u128(101)), back).await?, Ok(()));
        Ok(())
    }
    each_engine(async |store| store.write(|tx| Box::pin(story(tx))).await.expect("the story plays")).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_somebody_asked_who_could_not_ask_any_more_waits_for_nobody() {
    async fn story(tx: &Tx) -> Result<(), StoreError> {
        three_administrators(tx).await?;
        let give = What::Give(post(60, ANA, OfficeKind::Administrator));
        assert_eq!(wills_ask(tx, 100, &give, minute(60)).await?, Ok(()));
        accounts::disable(tx, DISTRICT, WILL, minute(61)).await?;
        assert_eq!(agrees(tx, AMIRA, (ANA, 100), minute(62)).await?, Err(Left::Over), "a closed account");
        accounts::enable(tx, DISTRICT, WILL, minute(63)).await?;
        let now = Moment { today: day(), at: minute(64) };
        let ended = (now, Uuid::from_u128(400));
        assert_eq!(offices::end_here(tx, (DISTRICT, WILL), OfficeKind::Administrator, ended).await?, Ok(0));
        assert_eq!(agrees(tx, AMIRA, (ANA, 100), minute(65)).await?, Err(Left::Over), "no office");
        let again = Moment { today: day(), at: minute(66) };
        let given = (OfficeKind::Administrator, day(), None);
        let ids = [401, 402, 403].map(Uuid::from_u128);
        assert!(offices::give_here(tx, (DISTRICT, WILL), given, (again, ids)).await?.is_ok());
        assert_eq!(agrees(tx, AMIRA, (ANA, 100), minute(67)).await?, Err(Left::Over), "nor when it is back");

        for (number, act) in [(101, "account/close"), (102, "invitation/use"), (103, "account/password")] {
            let at = minute(i64::try_from(number).expect("small"));
            assert_eq!(wills_ask(tx, number, &give, at).await?, Ok(()), "{act}");
            let what = Event {
                object: Some(format!("account {WILL}")),
                ..Event::by_command(
                    DISTRICT,
                    (Uuid::from_u128(number + 500), at + TimeDelta::seconds(1)),
                    act,
                )
            };
            audit::record(tx, &what).await?;
            let later = at + TimeDelta::seconds(2);
            assert_eq!(agrees(tx, AMIRA, (ANA, number), later).await?, Err(Left::Over), "{act}");
        }
        Ok(())
    }
    each_engine(async |store| store.write(|tx| Box::pin(story(tx))).await.expect("the story plays")).await;
}

/// Somebody opens their account with a letter that this administrator made.
async fn lets_in(tx: &Tx, by: PersonId, who: PersonId, number: u8, at: i64) -> Result<(), StoreError> {
    let id = Uuid::from_u128(u128::from(number));
    let new = NewInvitation { id, person: who, code_digest: [number; 32] };
    assert!(invitations::make(&right(tx, by, minute(at)).await?, &new).await?.is_ok());
    let now = Moment { today: day(), at: minute(at + 1) };
    let open = invitations::of_code(tx, DISTRICT, &[number; 32], now).await?.expect("it works");
    assert!(invitations::use_up(tx, DISTRICT, &open, minute(at + 1)).await?);
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn accounts_that_may_be_in_one_hand_are_not_two() {
    async fn story(tx: &Tx) -> Result<(), StoreError> {
        three_administrators(tx).await?;
        lets_in(tx, WILL, ANA, 1, 10).await?;
        let give = What::Give(post(60, ANA, OfficeKind::PrivacyOfficer));
        assert_eq!(wills_ask(tx, 100, &give, minute(60)).await?, Err(Left::OwnLetter), "not as the first");
        let joel = right(tx, JOEL, minute(60)).await?;
        assert_eq!(offices::ask(&joel, &give, event(101, JOEL, minute(60))).await?, Ok(()));
        assert_eq!(agrees(tx, WILL, (ANA, 101), minute(61)).await?, Err(Left::OwnLetter), "nor the second");
        lets_in(tx, WILL, ANA, 2, 62).await?;
        let left = agrees(tx, AMIRA, (ANA, 101), minute(70)).await?;
        assert_eq!(left, Err(Left::Over), "a third one's letter opened the account since it was asked");
        let joel = right(tx, JOEL, minute(71)).await?;
        assert_eq!(offices::ask(&joel, &give, event(105, JOEL, minute(71))).await?, Ok(()), "asked anew");
        assert_eq!(agrees(tx, AMIRA, (ANA, 105), minute(72)).await?, Ok(()), "of who she is by now");

        // A new administrator whose account Will let in: neither of the two is the other's second.
        people::add(tx, &person(PersonId::numbered(43), "Nora", "Quist")).await?;
        let nora = PersonId::numbered(43);
        lets_in(tx, WILL, nora, 3, 75).await?;
        ties::add_posts(tx, DISTRICT, &[post(43, nora, OfficeKind::Administrator)]).await?;
        let give = What::Give(post(61, BEN, OfficeKind::PrivacyOfficer));
        assert_eq!(wills_ask(tx, 102, &give, minute(80)).await?, Ok(()));
        assert_eq!(agrees(tx, nora, (BEN, 102), minute(81)).await?, Err(Left::OneHand));
        let ask = event(300, WILL, minute(82));
        let will = right(tx, WILL, minute(82)).await?;
        assert_eq!(offices::recall(&will, (BEN, Uuid::from_u128(102)), ask).await?, Ok(()));
        let noras = right(tx, nora, minute(83)).await?;
        assert_eq!(offices::ask(&noras, &give, event(103, nora, minute(83))).await?, Ok(()));
        assert_eq!(agrees(tx, WILL, (BEN, 103), minute(84)).await?, Err(Left::OneHand), "nor the other way");
        let at = minute(85);
        let set = Event {
            object: Some(format!("account {nora}")),
            ..Event::by_command(DISTRICT, (Uuid::from_u128(400), at), "account/password")
        };
        audit::record(tx, &set).await?;
        assert_eq!(agrees(tx, WILL, (BEN, 103), minute(86)).await?, Err(Left::Over), "whoever asked then");
        let noras = right(tx, nora, minute(87)).await?;
        assert_eq!(offices::ask(&noras, &give, event(104, nora, minute(87))).await?, Ok(()));
        let agreed = agrees(tx, WILL, (BEN, 104), minute(88)).await?;
        assert_eq!(agreed, Ok(()), "the server set a password since, and they are two");
        Ok(())
    }
    each_engine(async |store| store.write(|tx| Box::pin(story(tx))).await.expect("the story plays")).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_office_of_trust_is_asked_for_the_whole_district_and_for_days_that_come() {
    async fn story(tx: &Tx) -> Result<(), StoreError> {
        three_administrators(tx).await?;
        let give = |organisation, who| {
            What::Give(Post { organisation, ..post(60, who, OfficeKind::PrivacyOfficer) })
        };
        assert_eq!(wills_ask(tx, 100, &give(SCHOOL, ANA), minute(60)).await?, Err(Left::WholeDistrict));
        let nowhere = give(OrgId::numbered(99), ANA);
        assert_eq!(wills_ask(tx, 100, &nowhere, minute(60)).await?, Err(Left::WholeDistrict));
        assert_eq!(wills_ask(tx, 100, &give(OFFICE, WILL), minute(60)).await?, Err(Left::OwnOffice));
        let nobody = give(OFFICE, PersonId::numbered(99));
        assert_eq!(wills_ask(tx, 100, &nobody, minute(60)).await?, Err(Left::NotThere));
        let past = Post { until: Some(day()), ..post(60, ANA, OfficeKind::PrivacyOfficer) };
        assert_eq!(wills_ask(tx, 100, &What::Give(past), minute(60)).await?, Err(Left::DaysOver));
        let teacher = What::Give(post(60, ANA, OfficeKind::Teacher));
        assert_eq!(wills_ask(tx, 100, &teacher, minute(60)).await?, Err(Left::NotOurs));
        let right = right(tx, WILL, minute(60)).await?;
        let places: Vec<_> = offices::wholes(&right).await?.into_iter().map(|(id, _)| id).collect();
        assert_eq!(places, [OFFICE]);
        assert_eq!(offices::asked(&right).await?, Vec::new(), "nothing of it was asked");
        Ok(())
    }
    each_engine(async |store| store.write(|tx| Box::pin(story(tx))).await.expect("the story plays")).await;
}
