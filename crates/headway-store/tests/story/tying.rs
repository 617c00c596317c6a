//! Ties follow the school's days, and a check finds the rows that do not say what the plan says.

use super::{BEN, DISTRICT, each_engine, minute, people_come, person};
use chrono::{DateTime, NaiveDate, TimeZone, Utc};
use headway_store::people::Person;
use headway_store::permits::{asking, permit};
use headway_store::tenants::Tenant;
use headway_store::{Store, StoreError, Tx, arrivals, check, people, plans, tenants};
use ilp::access::{Act, Moment};
use ilp::plan::{Body, Change, Entry, Goal, Hand, Language, Links, Owner, Party, Reach, Step, Text};
use ilp::{ChangeId, ItemId, PersonId, TenantId};

/// Old enough that a supporter needs no parent's word.
const MAYA: PersonId = PersonId::numbered(13);
const GOAL: ItemId = ItemId::numbered(501);
const STEP: ItemId = ItemId::numbered(502);

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day of the calendar")
}

/// Eight in the evening of 7 September in Chicago, when it is the 8th at Greenwich.
fn evening() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 9, 8, 1, 0, 0).single().expect("a real moment")
}

fn text(words: &str) -> Text {
    Text::new(Language::english(), words).expect("short words")
}

fn entry(n: u32, at: DateTime<Utc>, change: Change) -> Entry {
    let hand = Hand::of(MAYA, Party::Student);
    Entry { id: ChangeId::numbered(n.into()), at, hand, through: None, change }
}

fn named() -> Change {
    Change::SupporterNamed { person: BEN, words: text("Reads with me") }
}

async fn maya_comes(tx: &Tx) -> Result<(), StoreError> {
    people_come(tx).await?;
    let birth_date = Some(day("2000-01-01"));
    people::add(tx, &Person { birth_date, ..person(MAYA, "Maya", "Okafor") }).await
}

/// Whether Ben may see Maya's plan on a day.
async fn sees(tx: &Tx, today: NaiveDate) -> Result<bool, StoreError> {
    let now = Moment { today, at: evening() };
    Ok(permit(tx, &asking(DISTRICT, BEN), Act::SeePlan, MAYA, now).await?.is_ok())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_supporter_begins_and_ends_on_the_day_that_the_school_has() {
    async fn story(tx: &Tx) -> Result<(), StoreError> {
        maya_comes(tx).await?;
        let (monday, now) = (day("2026-09-07"), Moment { today: day("2026-09-07"), at: evening() });
        let hers = permit(tx, &asking(DISTRICT, MAYA), Act::NameSupporter, MAYA, now).await?;
        let hers = hers.expect("it is her plan");
        plans::append(&hers, &[entry(1, evening(), named())]).await?.expect("she may");
        assert!(sees(tx, monday).await?, "named in the evening, on the same evening");
        let released = Change::SupporterReleased { person: BEN };
        plans::append(&hers, &[entry(2, evening(), released)]).await?.expect("she may");
        assert!(!sees(tx, monday).await?, "released in the evening, and not until midnight at Greenwich");
        assert_eq!(check::all(tx).await?.wrong, Vec::<String>::new());
        Ok(())
    }
    each_engine(async |store| store.write(|tx| Box::pin(story(tx))).await.expect("the story plays")).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_arrives_brings_supporters_by_the_clocks_of_the_new_place() {
    async fn story(tx: &Tx) -> Result<(), StoreError> {
        maya_comes(tx).await?;
        assert!(arrivals::arrive(tx, DISTRICT, MAYA, &[entry(1, evening(), named())], &[]).await?);
        assert!(sees(tx, day("2026-09-07")).await?);
        assert!(!sees(tx, day("2026-09-06")).await?);
        Ok(())
    }
    each_engine(async |store| store.write(|tx| Box::pin(story(tx))).await.expect("the story plays")).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_time_zone_that_there_is_not_is_refused() {
    async fn story(tx: &Tx) -> Result<(), StoreError> {
        people_come(tx).await?;
        let there = Tenant {
            id: TenantId::numbered(2),
            host: "hillside.example".to_owned(),
            name: "Hillside".to_owned(),
            age_of_majority: 18,
            time_zone: "America/Chicago".to_owned(),
        };
        for zone in ["America/Gotham", "", "CST6"] {
            let strange = Tenant { time_zone: zone.to_owned(), ..there.clone() };
            let refused = tenants::create(tx, &strange).await;
            assert!(matches!(&refused, Err(StoreError::Refused(why)) if why.contains(zone)), "{refused:?}");
            let refused = tenants::set_time_zone(tx, DISTRICT, zone).await;
            assert!(matches!(refused, Err(StoreError::Refused(_))), "{refused:?}");
        }
        assert_eq!(tenants::create(tx, &there).await, Ok(true));
        tenants::set_time_zone(tx, there.id, "America/New_York").await?;
        let now = tenants::by_host(tx, &there.host).await?.map(|tenant| tenant.time_zone);
        assert_eq!(now.as_deref(), Some("America/New_York"));
        Ok(())
    }
    each_engine(async |store| store.write(|tx| Box::pin(story(tx))).await.expect("the story plays")).await;
}

fn sound_log() -> Vec<Entry> {
    let goal = Goal {
        reach: Reach::ShortTerm,
        statement: text("Read a book"),
        why: None,
        measure: None,
        by: Some(day("2027-01-29")),
        links: Links::default(),
    };
    let step = Step { doer: Owner::Student, what: text("Go to the library"), serves: vec![GOAL], due: None };
    let written = |item, says| Change::ItemWritten { item, replaces: None, says };
    vec![
        entry(1, minute(1), written(GOAL, Body::Goal(goal))),
        entry(2, minute(2), written(STEP, Body::Step(step))),
        entry(3, minute(3), named()),
        entry(4, minute(4), Change::SupporterReleased { person: BEN }),
    ]
}

/// What a check says of a database of which one statement has changed something.
async fn found_after(sql: &str) -> Vec<String> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("headway.db");
    let address = path.to_string_lossy().into_owned();
    let store = Store::open(&address).await.expect("a new file opens");
    let arrived = store.write(|tx| {
        Box::pin(async move {
            maya_comes(tx).await?;
            arrivals::arrive(tx, DISTRICT, MAYA, &sound_log(), &[]).await
        })
    });
    assert_eq!(arrived.await, Ok(true));
    store.close().await;
    let file = rusqlite::Connection::open(&path).expect("the file opens");
    file.execute_batch(sql).expect("the statement runs");
    drop(file);
    let store = Store::open(&address).await.expect("the file opens");
    let found = store.read(|tx| Box::pin(check::all(tx))).await.expect("all can be read");
    store.close().await;
    found.wrong
}

#[tokio::test(flavor = "multi_thread")]
async fn a_row_that_does_not_say_what_the_plan_says_is_found() {
    let check = async |sql: &str, expected: Option<&str>| {
        let found = found_after(sql).await;
        assert_eq!(found.len(), usize::from(expected.is_some()), "{sql}: {found:?}");
        assert!(found.iter().zip(expected).all(|(found, expected)| found.contains(expected)), "{found:?}");
    };
    check("select 1", None).await;
    for set in ["state = 'done'", "due = '2027-02-01'", "owner = 'school'", "statement = 'Read'"] {
        check(&format!("update goal set {set}"), Some("rows of goals")).await;
    }
    for set in ["state = 'done'", "due = '2027-02-01'", "owner_person = null", "goal = null", "text = 'Go'"] {
        check(&format!("update step set {set}"), Some("rows of steps")).await;
    }
    check("delete from step", Some("rows of steps")).await;
    for change in ["update relation set until = null", "update relation set until = '2027-01-01'"] {
        check(change, Some("the tie of its supporter")).await;
    }
    check("delete from relation where kind = 'supporter'", Some("the tie of its supporter")).await;
}
