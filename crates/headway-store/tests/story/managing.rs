//! Accounts, offices and invitations, as an administrator manages them.

use super::overseeing::{OFFICE, RUTH, WILL, offices_open, right};
use super::{ANA, BEN, DISTRICT, each_engine, minute, person};
use chrono::{DateTime, TimeDelta, Utc};
use headway_store::audit::{self, Event};
use headway_store::directory::{self, Wanted, Which};
use headway_store::invitations::{self, NewInvitation, Uninvited, VALID};
use headway_store::offices::{self, Left};
use headway_store::oversight::Oversight;
use headway_store::ties::Post;
use headway_store::{StoreError, Tx, accounts, people};
use ilp::PersonId;
use ilp::access::{Act, Moment, OfficeKind};
use uuid::Uuid;

async fn wills(tx: &Tx) -> Result<Oversight<'_>, StoreError> {
    Ok(right(tx, WILL, Act::ManageAccounts).await?.expect("he manages accounts"))
}

#[tokio::test(flavor = "multi_thread")]
async fn everybody_is_found_by_name_or_login_and_by_what_they_are() {
    async fn story(tx: &Tx) -> Result<(), StoreError> {
        offices_open(tx).await?;
        accounts::set_password(tx, DISTRICT, WILL, ("w.tanaka", "hash"), minute(0)).await?;
        accounts::set_password(tx, DISTRICT, ANA, ("ana@example.org", "hash"), minute(0)).await?;
        accounts::disable(tx, DISTRICT, ANA, minute(0)).await?;
        let will = wills(tx).await?;
        let found = async |words: &str, which, after| {
            let wanted = Wanted { words: words.to_owned(), which, after, count_max: 3 };
            let found = directory::list(&will, &wanted).await?;
            Ok::<_, StoreError>(found.into_iter().map(|one| one.person).collect::<Vec<_>>())
        };
        assert_eq!(found("", Which::All, None).await?, [RUTH, ANA, BEN]);
        assert_eq!(found("", Which::All, Some(ANA)).await?, [BEN, WILL]);
        assert_eq!(found("nunez", Which::All, None).await?, [ANA]);
        assert_eq!(found("EXAMPLE.org ana", Which::All, None).await?, [ANA]);
        assert_eq!(found("100%", Which::All, None).await?, [] as [PersonId; 0]);
        assert_eq!(found("", Which::WithAccount, None).await?, [WILL]);
        assert_eq!(found("", Which::WithoutAccount, None).await?, [RUTH, BEN]);
        assert_eq!(found("", Which::Closed, None).await?, [ANA]);
        assert_eq!(found("", Which::Staff, None).await?, [RUTH, WILL]);
        assert_eq!(found("", Which::Students, None).await?, [] as [PersonId; 0]);
        assert_eq!(found("", Which::Family, None).await?, [RUTH]);
        let ruth = directory::profile(&will, RUTH).await?.expect("she is there");
        let kin: Vec<_> = ruth.family.iter().map(|kin| (kin.name.as_str(), kin.is_student)).collect();
        assert_eq!((kin, ruth.entry), (vec![("Ben Okafor", true)], None));
        let ana =
            directory::profile(&will, ANA).await?.and_then(|ana| ana.entry).expect("she has an account");
        assert!(ana.is_closed && ana.login == "ana@example.org" && ana.last.is_none());
        assert_eq!(directory::profile(&will, PersonId::numbered(99)).await?, None);
        Ok(())
    }
    each_engine(async |store| store.write(|tx| Box::pin(story(tx))).await.expect("it can be told")).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn people_stand_by_the_name_that_is_shown_whatever_its_accents() {
    async fn story(tx: &Tx) -> Result<(), StoreError> {
        offices_open(tx).await?;
        let [avila, accented, zhou, lower, called] = [31, 32, 33, 34, 35].map(PersonId::numbered);
        for (id, family) in [(zhou, "Zhou"), (accented, "Ávila"), (avila, "Avila"), (lower, "van Dyk")] {
            people::add(tx, &person(id, "Mia", family)).await?;
        }
        let mut alias = person(called, "Mia", "Zuber");
        alias.names.preferred_family = Some("Abel".to_owned());
        people::add(tx, &alias).await?;
        let will = wills(tx).await?;
        let mut found = Vec::new();
        // Two at a time, so that every page begins where the one before it ended.
        loop {
            let wanted = Wanted {
                words: "mia".to_owned(),
                after: found.last().copied(),
                count_max: 2,
                ..Wanted::default()
            };
            let page = directory::list(&will, &wanted).await?;
            if page.is_empty() {
                break;
            }
            found.extend(page.into_iter().map(|one| one.person));
        }
        assert_eq!(found, [called, avila, accented, lower, zhou]);
        let page = async |after: PersonId| {
            let wanted =
                Wanted { words: "mia".to_owned(), after: Some(after), count_max: 9, ..Wanted::default() };
            let page = directory::list(&will, &wanted).await?;
            Ok::<_, StoreError>(page.into_iter().map(|one| one.person).collect::<Vec<_>>())
        };
        assert_eq!(page(PersonId::numbered(4_711)).await?, found, "after nobody it begins anew");
        // The place at which a page ended is nobody's any more: the list goes on from where that person stands by now.
        let renamed = person(accented, "Mia", "Wyss").names;
        people::rename(tx, DISTRICT, accented, &renamed).await?;
        assert_eq!(page(accented).await?, [zhou]);
        assert_eq!(page(avila).await?, [lower, accented, zhou], "and nobody is left out");
        people::rename(tx, DISTRICT, accented, &person(accented, "Mia", "Ávila").names).await?;
        let sought = people::search(tx, DISTRICT, "mia", 9).await?;
        assert_eq!(sought.into_iter().map(|one| one.id).collect::<Vec<_>>(), found);
        Ok(())
    }
    each_engine(async |store| store.write(|tx| Box::pin(story(tx))).await.expect("it can be told")).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_list_tells_to_the_microsecond_when_somebody_last_signed_in() {
    async fn story(tx: &Tx) -> Result<(), StoreError> {
        offices_open(tx).await?;
        accounts::set_password(tx, DISTRICT, ANA, ("ana", "hash"), minute(0)).await?;
        let event = |number: u8, act: &str, outcome: &str, micros: i64| Event {
            actor: Some(ANA),
            outcome: outcome.to_owned(),
            ..Event::by_command(
                DISTRICT,
                (Uuid::from_u128(number.into()), minute(1) + TimeDelta::microseconds(micros)),
                act,
            )
        };
        let events = [
            event(1, "session/begin", "done", 0),
            event(2, "session/begin", "done", 500_001),
            event(3, "session/begin", "done", 500_000),
            event(4, "session/begin", "refused", 900_000),
            event(5, "session/end", "done", 900_000),
        ];
        audit::record_all(tx, &events).await?;
        let found = directory::list(&wills(tx).await?, &Wanted { count_max: 9, ..Wanted::default() }).await?;
        let last: Vec<_> = found.iter().filter_map(|one| Some((one.person, one.last?))).collect();
        let expected = minute(1) + TimeDelta::microseconds(500_001);
        assert_eq!(last, [(ANA, expected)]);
        Ok(())
    }
    each_engine(async |store| store.write(|tx| Box::pin(story(tx))).await.expect("it can be told")).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_office_that_is_none_of_trust_is_given_and_ended_by_one() {
    async fn story(tx: &Tx) -> Result<(), StoreError> {
        offices_open(tx).await?;
        let will = wills(tx).await?;
        let teacher = |number, person| post(number, person, OfficeKind::Teacher);
        assert_eq!(offices::give(&will, &teacher(10, WILL)).await?, Err(Left::OwnOffice));
        assert_eq!(offices::give(&will, &teacher(10, PersonId::numbered(99))).await?, Err(Left::NotThere));
        assert_eq!(offices::give(&will, &teacher(10, ANA)).await?, Ok(()));
        let id = Uuid::from_u128(10);
        assert_eq!(offices::end(&will, ANA, id).await?, Ok(OfficeKind::Teacher));
        assert_eq!(offices::end(&will, ANA, id).await?, Err(Left::NotOurs), "it is over already");
        let held = offices::of(&will, ANA).await?;
        assert_eq!(
            (held.len(), held[0].until, held[0].organisation.as_str()),
            (1, Some(minute(0).date_naive()), "Riverside")
        );
        for kind in [OfficeKind::Administrator, OfficeKind::PrivacyOfficer] {
            assert_eq!(offices::give(&will, &post(11, ANA, kind)).await?, Err(Left::TakesTwo));
        }
        assert_eq!(offices::end(&will, RUTH, Uuid::from_u128(2)).await?, Err(Left::TakesTwo));
        Ok(())
    }
    each_engine(async |store| store.write(|tx| Box::pin(story(tx))).await.expect("it can be told")).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_invitation_is_used_once_and_a_new_one_recalls_the_old() {
    async fn story(tx: &Tx) -> Result<(), StoreError> {
        offices_open(tx).await?;
        let will = wills(tx).await?;
        let new = |number: u8, person| NewInvitation {
            id: Uuid::from_u128(number.into()),
            person,
            code_digest: [number; 32],
        };
        let now = minute(60);
        assert_eq!(invitations::make(&will, &new(1, BEN)).await?, Ok(now + VALID));
        assert_eq!(invitations::make(&will, &new(2, BEN)).await?, Ok(now + VALID));
        let of_code = async |number: u8, at: DateTime<Utc>| {
            let moment = Moment { today: at.date_naive(), at };
            invitations::of_code(tx, DISTRICT, &[number; 32], moment).await
        };
        assert_eq!(of_code(1, now).await?, None, "the first is recalled");
        assert_eq!(of_code(3, now).await?, None, "there is none");
        let open = of_code(2, now).await?.expect("it can be used");
        assert_eq!((open.person, invitations::of_person(&will, BEN).await?), (BEN, Some(open)));
        assert_eq!(of_code(2, now + VALID).await?, None, "its time is over");
        accounts::set_password(tx, DISTRICT, BEN, ("ben", "hash"), now).await?;
        accounts::disable(tx, DISTRICT, BEN, now).await?;
        assert_eq!(of_code(2, now).await?, None, "the account was closed meanwhile");
        assert_eq!(invitations::make(&will, &new(4, BEN)).await?, Err(Uninvited::Closed));
        accounts::enable(tx, DISTRICT, BEN, now).await?;
        assert!(invitations::use_up(tx, DISTRICT, &open, now).await?);
        assert!(!invitations::use_up(tx, DISTRICT, &open, now).await?, "once");
        assert_eq!(of_code(2, now).await?, None);
        assert!(!invitations::recall(&will, BEN).await?);
        assert_eq!(
            invitations::make(&will, &new(5, PersonId::numbered(99))).await?,
            Err(Uninvited::NotThere)
        );
        Ok(())
    }
    each_engine(async |store| store.write(|tx| Box::pin(story(tx))).await.expect("it can be told")).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_to_who_holds_an_office_of_trust_is_asked_for_by_one_and_made_by_another() {
    async fn story(tx: &Tx) -> Result<(), StoreError> {
        offices_open(tx).await?;
        let post = Post {
            id: Uuid::from_u128(9),
            person: ANA,
            kind: OfficeKind::Administrator,
            organisation: OFFICE,
            from: minute(0).date_naive(),
            until: None,
        };
        headway_store::ties::add_posts(tx, DISTRICT, &[post]).await?;
        let will = wills(tx).await?;
        let anas = right(tx, ANA, Act::ManageAccounts).await?.expect("she manages accounts");
        assert_eq!(invitations::is_trusted(&will, RUTH).await, Ok(true));
        assert_eq!(invitations::is_trusted(&will, BEN).await, Ok(false));
        assert_eq!(invitations::make(&will, &letter(1, RUTH)).await?, Err(Uninvited::AskFirst));
        assert_eq!(invitations::asked(&will).await, Ok(Vec::new()));
        let event = |number: u128, act: &str, person: PersonId, at| headway_store::audit::Event {
            tenant: DISTRICT,
            id: Uuid::from_u128(number),
            at,
            actor: Some(WILL),
            on_behalf_of: None,
            address: None,
            act: act.to_owned(),
            learner: None,
            object: Some(format!("account {person}")),
            version: None,
            because: String::new(),
            outcome: "done".to_owned(),
            detail: String::new(),
        };
        let (now, long_ago) = (minute(30), minute(60) - invitations::ASKED);
        let asks = [event(70, "invitation/ask", RUTH, now), event(71, "invitation/ask", ANA, now)];
        headway_store::audit::record_all(tx, &asks).await?;
        headway_store::audit::record(tx, &event(72, "invitation/ask", WILL, long_ago)).await?;
        let waiting = invitations::asked(&will).await?;
        let mut waiting: Vec<_> = waiting.iter().map(|ask| (ask.person, ask.by)).collect();
        waiting.sort();
        assert_eq!(waiting, [(ANA, WILL), (RUTH, WILL)], "a week is over for the third");
        assert_eq!(invitations::make(&will, &letter(1, RUTH)).await?, Err(Uninvited::AskedByThem));
        assert_eq!(invitations::make(&anas, &letter(1, ANA)).await?, Err(Uninvited::TheirOwn));
        assert!(invitations::make(&anas, &letter(2, RUTH)).await?.is_ok());
        let moment = Moment { today: minute(60).date_naive(), at: minute(60) };
        let made = invitations::of_code(tx, DISTRICT, &[2; 32], moment).await?;
        assert_eq!(made.map(|open| open.person), Some(RUTH), "two made it: it works");
        headway_store::audit::record(tx, &event(73, "invitation/make", RUTH, minute(31))).await?;
        assert_eq!(invitations::make(&anas, &letter(3, RUTH)).await?, Err(Uninvited::AskFirst), "used up");
        Ok(())
    }
    each_engine(async |store| store.write(|tx| Box::pin(story(tx))).await.expect("the story plays")).await;
}

fn letter(number: u8, person: PersonId) -> NewInvitation {
    NewInvitation { id: Uuid::from_u128(u128::from(number)), person, code_digest: [number; 32] }
}

fn post(number: u128, person: PersonId, kind: OfficeKind) -> Post {
    let (id, from) = (Uuid::from_u128(number), minute(0).date_naive());
    Post { id, person, kind, organisation: OFFICE, from, until: None }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_office_of_trust_that_was_ended_takes_two_for_as_long_as_a_letter_is_valid() {
    const DREW: PersonId = PersonId::numbered(31);
    async fn story(tx: &Tx) -> Result<(), StoreError> {
        offices_open(tx).await?;
        headway_store::people::add(tx, &super::person(DREW, "Drew", "Lindqvist")).await?;
        let ended = |number, person, days| {
            let until = minute(60).date_naive() - TimeDelta::days(days);
            let from = until - TimeDelta::days(400);
            Post { from, until: Some(until), ..post(number, person, OfficeKind::Administrator) }
        };
        headway_store::ties::add_posts(tx, DISTRICT, &[ended(20, DREW, 29), ended(21, BEN, 30)]).await?;
        let will = wills(tx).await?;
        accounts::set_password(tx, DISTRICT, ANA, ("ana", "hash"), minute(0)).await?;
        headway_store::ties::add_posts(tx, DISTRICT, &[post(22, ANA, OfficeKind::PrivacyOfficer)]).await?;
        let now = Moment { today: minute(60).date_naive(), at: minute(60) };
        let ended_here = (now, Uuid::from_u128(500));
        let ended = offices::end_here(tx, (DISTRICT, RUTH), OfficeKind::PrivacyOfficer, ended_here).await?;
        assert_eq!(ended, Ok(0));
        assert_eq!(invitations::is_trusted(&will, RUTH).await, Ok(true), "she could be given it back");
        assert_eq!(invitations::make(&will, &letter(1, RUTH)).await?, Err(Uninvited::AskFirst));
        assert_eq!(invitations::is_trusted(&will, DREW).await, Ok(true), "29 days");
        assert_eq!(invitations::is_trusted(&will, BEN).await, Ok(false), "30 days");
        assert!(invitations::make(&will, &letter(2, BEN)).await?.is_ok());
        Ok(())
    }
    each_engine(async |store| store.write(|tx| Box::pin(story(tx))).await.expect("the story plays")).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_made_by_one_opens_no_account_that_is_given_an_office_of_trust() {
    async fn story(tx: &Tx) -> Result<(), StoreError> {
        offices_open(tx).await?;
        let will = wills(tx).await?;
        let moment = Moment { today: minute(60).date_naive(), at: minute(60) };
        let works = async |number: u8| {
            let open = invitations::of_code(tx, DISTRICT, &[number; 32], moment).await?;
            Ok::<_, StoreError>(open.is_some())
        };
        assert!(invitations::make(&will, &letter(1, BEN)).await?.is_ok());
        assert_eq!(offices::give(&will, &post(30, BEN, OfficeKind::Teacher)).await?, Ok(()));
        assert!(works(1).await?, "a teacher takes one");
        let (days, ids) = ((minute(0).date_naive(), None), [31, 531, 532].map(Uuid::from_u128));
        let given = (OfficeKind::PrivacyOfficer, days.0, days.1);
        assert!(offices::give_here(tx, (DISTRICT, BEN), given, (moment, ids)).await?.is_ok());
        assert_eq!(invitations::of_person(&will, BEN).await?, None, "it is recalled with the office");
        assert!(!works(1).await?);

        assert!(invitations::make(&will, &letter(2, ANA)).await?.is_ok());
        let brought = post(32, ANA, OfficeKind::Administrator);
        headway_store::ties::add_posts(tx, DISTRICT, &[brought]).await?;
        assert!(invitations::of_person(&will, ANA).await?.is_some(), "a roster recalls nothing");
        assert!(!works(2).await?, "and still it does not open what takes two");
        Ok(())
    }
    each_engine(async |store| store.write(|tx| Box::pin(story(tx))).await.expect("the story plays")).await;
}
