//! What a person recorded about a family and what a roster says of it: the person has the say, whoever came first.

use chrono::NaiveDate;
use headway_store::permits::{asking, permit};
use headway_store::ties::{self, Bond, Post};
use headway_store::{Store, places, rights};
use ilp::RelationId;
use ilp::access::{Act, Moment, OfficeKind, Rights, Tie};
use ilp::roster::{Relation, Roster};

use super::into_the_store::{DISTRICT, district, load, minute, person, roster};
use super::riverside;
use super::what_it_gives::seen;
use crate::engines::each_engine;

const NONE: Rights = Rights { see: false, take_part: false, sign: false };

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day of the calendar")
}

/// Somebody at the school records what this person is to this student.
async fn records(store: &Store, number: u128, (learner, relative): (&str, &str), rights: Rights) {
    let recorded = Bond {
        id: RelationId::numbered(number),
        learner: person(store, learner).await.id,
        person: person(store, relative).await.id,
        tie: Tie::Family { rights, evidence: Some("a talk".to_owned()) },
        called: "family".to_owned(),
        from: None,
        until: None,
        recorded_by: Some(person(store, "pri-01").await.id),
        recorded_at: minute(1),
    };
    let job = store.write(move |tx| Box::pin(async move { ties::add(tx, DISTRICT, &[recorded]).await }));
    job.await.expect("it can be recorded");
}

async fn sees(store: &Store, who: &str, whom: &str) -> bool {
    seen(store, who, day("2026-10-01")).await.iter().any(|learner| learner == whom)
}

#[tokio::test]
async fn a_mother_who_may_see_nothing_sees_nothing_though_the_roster_came_first() {
    each_engine(async |address| {
        let store = district(&address).await;
        load(&store, &roster(&riverside()), 0).await;
        assert!(sees(&store, "par-01", "stu-01").await);
        records(&store, 9, ("stu-01", "par-01"), NONE).await;
        assert!(!sees(&store, "par-01", "stu-01").await, "from the moment on which it is recorded");
        load(&store, &roster(&riverside()), 2).await;
        assert!(!sees(&store, "par-01", "stu-01").await, "and after the next roster");
        assert!(sees(&store, "par-02", "stu-01").await, "nobody said anything of the father");
        assert_eq!(load(&store, &roster(&riverside()), 3).await.differences(), 0);
        store.close().await;
    })
    .await;
}

#[tokio::test]
async fn a_mother_who_may_see_nothing_sees_nothing_though_the_roster_came_after() {
    each_engine(async |address| {
        let store = district(&address).await;
        let whole = roster(&riverside());
        load(&store, &Roster { families: Vec::new(), ..whole.clone() }, 0).await;
        records(&store, 9, ("stu-01", "par-01"), NONE).await;
        load(&store, &whole, 2).await;
        assert!(!sees(&store, "par-01", "stu-01").await);
        assert!(sees(&store, "par-02", "stu-01").await);
        store.close().await;
    })
    .await;
}

/// A roster that names an aunt and no parent: she acts as one only where nobody else does.
#[tokio::test]
async fn a_relative_of_the_roster_has_no_rights_beside_a_parent_whom_the_school_recorded() {
    each_engine(async |address| {
        let store = district(&address).await;
        let mut aunt_alone = roster(&riverside());
        aunt_alone.families.retain(|link| link.relation == Relation::Relative);
        load(&store, &aunt_alone, 0).await;
        assert!(sees(&store, "rel-01", "stu-05").await, "she acts as a parent, since nobody else does");
        records(&store, 9, ("stu-05", "par-06"), Rights::ALL).await;
        load(&store, &aunt_alone, 2).await;
        assert!(!sees(&store, "rel-01", "stu-05").await);
        assert!(sees(&store, "rel-02", "stu-10").await, "whose parents nobody recorded");

        records(&store, 10, ("stu-05", "rel-01"), Rights::ALL).await;
        load(&store, &aunt_alone, 3).await;
        assert!(sees(&store, "rel-01", "stu-05").await, "a person may say that she has them all the same");
        store.close().await;
    })
    .await;
}

/// The privacy officer ends the link that the roster brought, as of this day.
async fn officer_ends(store: &Store, (learner, relative): (&str, &str), from: NaiveDate) {
    let officer = person(store, "pri-01").await.id;
    let (learner, relative) = (person(store, learner).await.id, person(store, relative).await.id);
    let job = store.write(move |tx| {
        Box::pin(async move {
            let top = places::top(tx, DISTRICT).await?;
            let post = Post {
                id: uuid::Uuid::from_u128(77),
                person: officer,
                kind: OfficeKind::PrivacyOfficer,
                organisation: top[0],
                from: day("2026-09-01"),
                until: None,
            };
            ties::add_posts(tx, DISTRICT, &[post]).await?;
            let now = Moment { today: day("2026-09-07"), at: minute(1) };
            let asked = permit(tx, &asking(DISTRICT, officer), Act::ManageRights, learner, now).await?;
            let permit = asked.expect("they keep the records");
            let known = rights::of(&permit).await?.expect("a learner");
            let link = known.ties.iter().find(|tie| tie.person == relative).expect("the roster's link");
            let copy = RelationId::numbered(78);
            assert_eq!(rights::end(&permit, link.id, from, copy).await?, Ok(()));
            Ok(())
        })
    });
    job.await.expect("it ends");
}

#[tokio::test]
async fn a_link_that_the_officer_ended_is_not_brought_back_by_the_next_roster() {
    each_engine(async |address| {
        let store = district(&address).await;
        load(&store, &roster(&riverside()), 0).await;
        officer_ends(&store, ("stu-01", "par-01"), day("2026-09-20")).await;
        let sees_on =
            async |on: &str| seen(&store, "par-01", day(on)).await.iter().any(|learner| learner == "stu-01");
        assert!(sees_on("2026-09-19").await, "to the last day");
        assert!(!sees_on("2026-09-20").await);
        load(&store, &roster(&riverside()), 2).await;
        assert!(sees_on("2026-09-19").await && !sees_on("2026-09-20").await, "and after the next roster");
        assert!(sees(&store, "par-02", "stu-01").await, "nobody said anything of the father");
        store.close().await;
    })
    .await;
}
