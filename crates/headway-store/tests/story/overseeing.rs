//! What those who run the system and those who keep its records read of it.

use super::{ANA, BEN, DISTRICT, each_engine, minute, people_come, person};
use headway_store::access_log::{self, Span, View};
use headway_store::attending::Attending;
use headway_store::audit::{self, Acts, Event, Found, Wanted};
use headway_store::oversight::{Oversight, over};
use headway_store::permits::asking;
use headway_store::places::{self, Organisation};
use headway_store::ties::{self, Bond, Post, Schooling};
use headway_store::{StoreError, Tx, attending, overview, people};
use ilp::access::{Act, Moment, OfficeKind, Rights, Tie, Why};
use ilp::{OrgId, PersonId, RelationId};
use uuid::Uuid;

pub(super) const WILL: PersonId = PersonId::numbered(21);
pub(super) const RUTH: PersonId = PersonId::numbered(22);
pub(super) const OFFICE: OrgId = OrgId::numbered(1);

/// An administrator and a privacy officer come to Ana and Ben; Ben is the officer's child.
pub(super) async fn offices_open(tx: &Tx) -> Result<(), StoreError> {
    people_come(tx).await?;
    people::add(tx, &person(WILL, "Will", "Tanaka")).await?;
    people::add(tx, &person(RUTH, "Ruth", "Abernathy")).await?;
    let district = Organisation {
        id: OFFICE,
        kind: "district".to_owned(),
        name: "Riverside".to_owned(),
        parent: None,
        time_zone: None,
    };
    places::add_organisation(tx, DISTRICT, &district).await?;
    let post = |number, person, kind| Post {
        id: Uuid::from_u128(number),
        person,
        kind,
        organisation: OFFICE,
        from: minute(0).date_naive(),
        until: None,
    };
    let posts = [post(1, WILL, OfficeKind::Administrator), post(2, RUTH, OfficeKind::PrivacyOfficer)];
    ties::add_posts(tx, DISTRICT, &posts).await?;
    let bond = Bond {
        id: RelationId::numbered(1),
        learner: BEN,
        person: RUTH,
        tie: Tie::Family { rights: Rights::ALL, evidence: None },
        called: "mother".to_owned(),
        from: None,
        until: None,
        recorded_by: None,
        recorded_at: minute(0),
    };
    ties::add(tx, DISTRICT, &[bond]).await
}

pub(super) async fn right(
    tx: &Tx,
    person: PersonId,
    act: Act,
) -> Result<Result<Oversight<'_>, Why>, StoreError> {
    let now = Moment { today: minute(0).date_naive(), at: minute(60) };
    over(tx, &asking(DISTRICT, person), act, now).await
}

fn event(number: u16, actor: PersonId, act: &str, learner: Option<PersonId>) -> Event {
    Event {
        tenant: DISTRICT,
        id: Uuid::from_u128(u128::from(number)),
        at: minute(i64::from(number)),
        actor: Some(actor),
        on_behalf_of: None,
        address: Some("192.0.2.1".to_owned()),
        act: act.to_owned(),
        learner,
        object: learner.map(|learner| format!("plan {learner}")),
        version: None,
        because: if learner.is_some() { "restricted" } else { "" }.to_owned(),
        outcome: if learner.is_some() { "refused" } else { "done" }.to_owned(),
        detail: String::new(),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_runs_the_system_sees_how_much_there_is_and_nobody_else_does() {
    async fn story(tx: &Tx) -> Result<(), StoreError> {
        offices_open(tx).await?;
        let refused = right(tx, RUTH, Act::RunSystem).await?.map(drop);
        assert!(matches!(refused, Err(Why::NotCarried { .. })), "{refused:?}");
        assert_eq!(right(tx, ANA, Act::RunSystem).await?.map(drop), Err(Why::NotKnown));
        let mine = right(tx, WILL, Act::RunSystem).await?.expect("he runs it");
        let found = overview::of(&mine).await?;
        let rows = |table| found.tables.iter().find(|length| length.table == table).map(|length| length.rows);
        assert_eq!((rows("person"), rows("office"), rows("plan")), (Some(4), Some(2), None));
        assert!(0 < found.bytes && !found.engine_version.is_empty());
        assert!(found.migrations.iter().any(|one| one.name == "m0003_pages"));
        assert_eq!((found.sessions_open, found.jobs), (0, Vec::new()));
        let other = right(tx, WILL, Act::SeeAudit).await?.expect("he sees the audit too");
        assert!(matches!(overview::of(&other).await, Err(StoreError::Refused(_))));
        Ok(())
    }
    each_engine(async |store| store.write(|tx| Box::pin(story(tx))).await.expect("it can be told")).await;
}

/// The numbers of the events that somebody finds.
async fn numbers(right: &Oversight<'_>, wanted: Wanted) -> Result<Vec<u128>, StoreError> {
    let wanted = Wanted { count_max: 10, ..wanted };
    Ok(audit::search(right, &wanted).await?.iter().map(|found| found.event.id.as_u128()).collect())
}

#[tokio::test(flavor = "multi_thread")]
async fn about_whom_an_event_was_is_for_who_keeps_the_records() {
    async fn story(tx: &Tx) -> Result<(), StoreError> {
        offices_open(tx).await?;
        let events = [
            event(1, WILL, "session/begin", None),
            event(2, WILL, "see_plan", Some(ANA)),
            event(3, WILL, "see_plan", Some(BEN)),
            event(4, RUTH, "account/close", None),
        ];
        audit::record_all(tx, &events).await?;
        let named = |words: &str| Wanted { words: words.to_owned(), ..Wanted::default() };

        let will = right(tx, WILL, Act::SeeAudit).await?.expect("he sees the audit");
        assert_eq!(numbers(&will, Wanted::default()).await?, [4, 3, 2, 1]);
        assert_eq!(numbers(&will, named("ana nunez")).await?, [0; 0], "nobody is found about whom it was");
        assert_eq!(numbers(&will, named("tánaka WILL")).await?, [3, 2, 1]);
        let only = Wanted { number: Some(Uuid::from_u128(2)), count_max: 1, ..Wanted::default() };
        let found = audit::search(&will, &only).await?;
        let bare = Event { learner: None, object: None, because: String::new(), ..events[1].clone() };
        assert_eq!(found, [Found { event: bare, hides_learner: true }]);

        let ruth = right(tx, RUTH, Act::SeeAudit).await?.expect("she sees the audit");
        assert_eq!(numbers(&ruth, named("nunez")).await?, [2]);
        assert_eq!(numbers(&ruth, named("okafor")).await?, [0; 0], "not her own child");
        let found = audit::search(&ruth, &Wanted { count_max: 2, ..named("will") }).await?;
        let about: Vec<_> = found.iter().map(|one| (one.event.learner, one.hides_learner)).collect();
        assert_eq!(about, [(None, true), (Some(ANA), false)]);
        Ok(())
    }
    each_engine(async |store| store.write(|tx| Box::pin(story(tx))).await.expect("it can be told")).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn events_are_found_by_act_outcome_day_and_page() {
    async fn story(tx: &Tx) -> Result<(), StoreError> {
        offices_open(tx).await?;
        let mut events = vec![event(1, WILL, "session/begin", None), event(2, WILL, "see_plan", Some(ANA))];
        events
            .push(Event { object: Some(format!("account {ANA}")), ..event(3, WILL, "account/close", None) });
        // At the very same moment as the one before it.
        events.push(Event { at: minute(3), ..event(4, WILL, "session/end", None) });
        audit::record_all(tx, &events).await?;
        let will = right(tx, WILL, Act::SeeAudit).await?.expect("he sees the audit");
        let all = Wanted::default;
        assert_eq!(numbers(&will, Wanted { acts: Acts::Of("session"), ..all() }).await?, [4, 1]);
        assert_eq!(numbers(&will, Wanted { acts: Acts::Asked, ..all() }).await?, [2]);
        let refused = Wanted { outcome: Some("refused".to_owned()), ..all() };
        assert_eq!(numbers(&will, refused).await?, [2]);
        let between = Wanted { from: Some(minute(2)), until: Some(minute(2)), ..all() };
        assert_eq!(numbers(&will, between).await?, [2]);
        assert_eq!(numbers(&will, Wanted { person: Some(ANA), ..all() }).await?, [3]);
        assert_eq!(numbers(&will, Wanted { before: Some(Uuid::from_u128(4)), ..all() }).await?, [3, 2, 1]);
        assert_eq!(numbers(&will, Wanted { before: Some(Uuid::from_u128(9)), ..all() }).await?, [0; 0]);
        assert_eq!(audit::latest_of(tx, DISTRICT, "session/end", 1).await?, events[3..]);
        Ok(())
    }
    each_engine(async |store| store.write(|tx| Box::pin(story(tx))).await.expect("it can be told")).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_access_log_is_taken_out_in_parts_without_ones_own_family() {
    async fn story(tx: &Tx) -> Result<(), StoreError> {
        offices_open(tx).await?;
        let view = |number: u16, learner| View {
            tenant: DISTRICT,
            learner,
            id: Uuid::from_u128(u128::from(number)),
            at: minute(i64::from(number) / 2),
            person: WILL,
            act: "see_plan".to_owned(),
            because: "teaches".to_owned(),
            detail: String::new(),
        };
        let mut views: Vec<View> = (0..6).map(|number| view(number, ANA)).collect();
        views.push(view(7, BEN));
        views.push(view(8, WILL));
        access_log::note(tx, &views).await?;
        let span = Span { from: minute(1), until: minute(60), learner: None };
        let ruth = right(tx, RUTH, Act::SeeAudit).await?.expect("she sees the audit");
        let expected = [&views[2..6], &views[7..]].concat();
        assert_eq!(access_log::count(&ruth, span).await?, 5);
        let mut found = Vec::new();
        loop {
            let part = access_log::between(&ruth, span, found.last(), 2).await?;
            if part.is_empty() {
                break;
            }
            found.extend(part);
        }
        assert_eq!(found, expected);
        for (learner, expected) in [(ANA, &views[2..6]), (WILL, &views[7..]), (BEN, &[][..])] {
            let span = Span { learner: Some(learner), ..span };
            assert_eq!(access_log::between(&ruth, span, None, 9).await?, expected, "of one: {learner}");
        }
        let will = right(tx, WILL, Act::SeeAudit).await?.expect("he sees the audit");
        assert!(matches!(access_log::count(&will, span).await, Err(StoreError::Refused(_))));
        Ok(())
    }
    each_engine(async |store| store.write(|tx| Box::pin(story(tx))).await.expect("it can be told")).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_keeps_the_records_is_told_the_school_of_today_but_not_of_their_own_family() {
    async fn story(tx: &Tx) -> Result<(), StoreError> {
        offices_open(tx).await?;
        let today = minute(0).date_naive();
        let place = |number, learner, grade: &str, until| Schooling {
            id: Uuid::from_u128(number),
            learner,
            organisation: OFFICE,
            grade: grade.to_owned(),
            from: today - chrono::Days::new(30),
            until,
        };
        let places = [place(1, ANA, "08", Some(today)), place(2, ANA, "09", None), place(3, BEN, "05", None)];
        ties::add_schoolings(tx, DISTRICT, &places).await?;
        let ruth = right(tx, RUTH, Act::SeeAudit).await?.expect("she sees the audit");
        let found = attending::today(&ruth, &[ANA, BEN, WILL]).await?;
        let at = Attending { school: "Riverside".to_owned(), grade: "09".to_owned() };
        assert_eq!(found.into_iter().collect::<Vec<_>>(), [(ANA, vec![at])]);
        let will = right(tx, WILL, Act::SeeAudit).await?.expect("he sees the audit");
        assert!(matches!(attending::today(&will, &[ANA]).await, Err(StoreError::Refused(_))));
        Ok(())
    }
    each_engine(async |store| store.write(|tx| Box::pin(story(tx))).await.expect("it can be told")).await;
}
