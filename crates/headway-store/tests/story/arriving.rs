//! Many arrive at once, and stand where they would stand had they come one by one.

use super::planning::{ana, entry, now, suggestion, text, written};
use super::{ANA, BEN, DISTRICT, district, each_engine, minute};
use headway_store::arrivals::{Many, arrive};
use headway_store::people::{Names, Person};
use headway_store::permits::{asking, permit};
use headway_store::records::{Record, Says};
use headway_store::ties::{Bond, Schooling};
use headway_store::{
    StoreError, Tx, accounts, check, people, places, plans, proposals, records, tenants, ties,
};
use ilp::access::{Act, CaseloadKind, Tie};
use ilp::plan::Change;
use ilp::{OrgId, PersonId, RelationId};
use uuid::Uuid;

const SCHOOL: OrgId = OrgId::numbered(31);
/// More than go into one statement.
const ABSENCES: u128 = 150;

fn person(id: PersonId, given: &str) -> Person {
    Person {
        tenant: DISTRICT,
        id,
        names: Names { given: given.to_owned(), family: "Núñez".to_owned(), ..Names::default() },
        birth_date: Some(minute(0).date_naive()),
        language: Some("es".to_owned()),
        pronouns: None,
        email: None,
        identifier: Some("0000011".to_owned()),
        enabled: true,
        retired_at: None,
    }
}

fn counsels() -> Bond {
    Bond {
        id: RelationId::numbered(1),
        learner: ANA,
        person: BEN,
        tie: Tie::Caseload { kind: CaseloadKind::Counselor },
        called: "counselor".to_owned(),
        from: None,
        until: None,
        recorded_by: None,
        recorded_at: minute(0),
    }
}

fn schooling() -> Schooling {
    let (id, from) = (Uuid::from_u128(5), minute(0).date_naive());
    Schooling { id, learner: ANA, organisation: SCHOOL, grade: "08".to_owned(), from, until: None }
}

fn absences() -> Vec<Record> {
    let absent = |n: u128| {
        let day = minute(0).date_naive() + chrono::Days::new(u64::try_from(n).expect("a small number"));
        let says = Says::Attendance { day, kind: "absent_excused".to_owned() };
        Record { id: Uuid::from_u128(1_000 + n), learner: ANA, says, recorded_at: minute(0) }
    };
    (0..ABSENCES).map(absent).collect()
}

async fn school_opens(tx: &Tx) -> Result<(), StoreError> {
    tenants::create(tx, &district()).await?;
    let (kind, name) = ("school".to_owned(), "Here".to_owned());
    let school = places::Organisation { id: SCHOOL, kind, name, parent: None, time_zone: None };
    places::add_organisation(tx, DISTRICT, &school).await
}

async fn one_by_one(tx: &Tx) -> Result<(), StoreError> {
    school_opens(tx).await?;
    for (id, name) in [(ANA, "Ana"), (BEN, "Ben")] {
        people::add(tx, &person(id, name)).await?;
        accounts::set_password(tx, DISTRICT, id, (name, "hash"), minute(0)).await?;
    }
    ties::add(tx, DISTRICT, &[counsels()]).await?;
    ties::add_schoolings(tx, DISTRICT, &[schooling()]).await?;
    records::add(tx, DISTRICT, &absences()).await?;
    let log = [entry(1, ana(), written(None, "Read a book"))];
    arrive(tx, DISTRICT, ANA, &log, &[suggestion(1, "Read more")]).await.map(drop)
}

fn at_once() -> Result<Many, StoreError> {
    let mut many = Many::new(DISTRICT);
    for (id, name) in [(ANA, "Ana"), (BEN, "Ben")] {
        many.person(&person(id, name));
        many.account(id, (name, "hash"), minute(0));
    }
    many.bonds(&[counsels()])?;
    many.schoolings(&[schooling()]);
    many.records(&absences());
    let log = [entry(1, ana(), written(None, "Read a book"))];
    many.plan(ANA, &log, &[suggestion(1, "Read more")])?;
    Ok(many)
}

/// What can be seen of it: every table's length, what is wrong, and what Ben reads.
async fn seen(tx: &Tx) -> Result<String, StoreError> {
    let may = permit(tx, &asking(DISTRICT, BEN), Act::SeePlan, ANA, now(40)).await?;
    let may = may.expect("he counsels her");
    let (plan, log) = (plans::current(&may).await?, plans::log(&may).await?);
    let (account, person) =
        (accounts::by_login(tx, DISTRICT, "ana").await?, people::find(tx, DISTRICT, ANA).await?);
    let proposed = proposals::of_learner(&may).await?;
    Ok(format!("{:#?} {plan:?} {log:?} {proposed:?} {account:?} {person:?}", check::all(tx).await?))
}

#[tokio::test(flavor = "multi_thread")]
async fn many_at_once_stand_as_if_they_had_come_one_by_one() {
    let stood = std::sync::Mutex::new(Vec::new());
    each_engine(async |store| {
        store.write(|tx| Box::pin(one_by_one(tx))).await.expect("they come");
        let found = store.read(|tx| Box::pin(seen(tx))).await.expect("they are seen");
        stood.lock().expect("one at a time").push(found);
    })
    .await;
    each_engine(async |store| {
        let many = at_once().expect("they can come");
        store.write(|tx| Box::pin(school_opens(tx))).await.expect("the school opens");
        store.write(|tx| Box::pin(async move { many.arrive(tx).await })).await.expect("they come");
        let found = store.read(|tx| Box::pin(seen(tx))).await.expect("they are seen");
        assert!(found.contains("wrong: []") && found.contains("rows: 150"), "{found}");
        assert_eq!(stood.lock().expect("one at a time").remove(0), found);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_there_already_does_not_arrive_with_many_and_nobody_else_does() {
    each_engine(async |store| {
        store.write(|tx| Box::pin(school_opens(tx))).await.expect("the school opens");
        let comes = store.write(|tx| Box::pin(async move { people::add(tx, &person(BEN, "Ben")).await }));
        comes.await.expect("Ben comes first");
        let many = at_once().expect("they can come");
        let refused = store.write(|tx| Box::pin(async move { many.arrive(tx).await })).await;
        assert!(matches!(refused, Err(StoreError::Refused(_))), "{refused:?}");
        let count = store.read(|tx| Box::pin(people::count(tx, DISTRICT))).await;
        assert_eq!(count, Ok(1));
    })
    .await;
}

#[test]
fn a_log_that_reaches_into_other_rows_arrives_alone() {
    let named = Change::SupporterNamed { person: BEN, words: text("He listens") };
    let refused = Many::new(DISTRICT).plan(ANA, &[entry(1, ana(), named)], &[]);
    assert!(matches!(refused, Err(StoreError::Refused(_))), "{refused:?}");
}
