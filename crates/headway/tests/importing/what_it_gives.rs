//! What a roster gives to the people in it, and what it leaves to people.

use chrono::{Days, NaiveDate};
use headway_store::source_ids::SourceId;
use headway_store::{Store, permits, source_ids, visible};
use ilp::access::OfficeKind;
use ilp::roster::Roster;

use super::into_the_store::{DISTRICT, district, load, person, roster};
use super::riverside;
use crate::engines::each_engine;

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("a real day")
}

/// The ids in the roster of those whom somebody may see on a day, in order.
pub(super) async fn seen(store: &Store, who: &str, today: NaiveDate) -> Vec<String> {
    let who = person(store, who).await.id;
    let job = store.read(move |tx| {
        Box::pin(async move {
            let mut found = Vec::new();
            for learner in visible::learners(tx, DISTRICT, who, today, 18).await? {
                for number in 1..=10 {
                    let source = format!("stu-{number:02}");
                    let id = SourceId {
                        system: "riverside".to_owned(),
                        kind: "person".to_owned(),
                        source: source.clone(),
                    };
                    if source_ids::find(tx, DISTRICT, &id).await? == Some(learner.0) {
                        found.push(source);
                    }
                }
            }
            found.sort();
            Ok(found)
        })
    });
    job.await.expect("it can be read")
}

async fn offices(store: &Store, who: &str) -> Vec<OfficeKind> {
    let who = person(store, who).await.id;
    let job = store.read(move |tx| Box::pin(async move { permits::offices(tx, DISTRICT, who).await }));
    let mut kinds: Vec<_> =
        job.await.expect("it can be read").into_iter().map(|office| office.kind).collect();
    kinds.sort();
    kinds
}

#[tokio::test]
async fn a_teacher_sees_a_class_as_long_as_its_terms_last() {
    each_engine(async |address| {
        let store = district(&address).await;
        load(&store, &roster(&riverside()), 0).await;
        let class = ["stu-01", "stu-02", "stu-03", "stu-04", "stu-05"];
        assert_eq!(seen(&store, "tea-01", day(2026, 8, 23)).await, Vec::<String>::new());
        assert_eq!(seen(&store, "tea-01", day(2026, 8, 24)).await, class);
        assert_eq!(seen(&store, "tea-01", day(2027, 6, 11)).await, class);
        assert_eq!(seen(&store, "tea-01", day(2027, 6, 12)).await, Vec::<String>::new());
        store.close().await;
    })
    .await;
}

#[tokio::test]
async fn parents_see_their_child_and_a_relative_only_where_no_parent_is_named() {
    each_engine(async |address| {
        let store = district(&address).await;
        load(&store, &roster(&riverside()), 0).await;
        let today = day(2026, 10, 1);
        assert_eq!(seen(&store, "par-01", today).await, ["stu-01"]);
        assert_eq!(seen(&store, "par-02", today).await, ["stu-01"]);
        assert_eq!(seen(&store, "gua-01", today).await, ["stu-03"]);
        assert_eq!(seen(&store, "rel-01", today).await, Vec::<String>::new());
        assert_eq!(seen(&store, "rel-02", today).await, ["stu-10"]);
        store.close().await;
    })
    .await;
}

#[tokio::test]
async fn a_role_is_a_post_and_a_word_of_the_systems_own_is_none_that_gives_anything() {
    each_engine(async |address| {
        let store = district(&address).await;
        load(&store, &roster(&riverside()), 0).await;
        for (who, expected) in [
            ("tea-01", vec![OfficeKind::Teacher]),
            ("pri-01", vec![OfficeKind::Leader]),
            ("adm-01", vec![OfficeKind::Administrator]),
            ("cou-01", vec![OfficeKind::Counselor, OfficeKind::Counselor]),
            ("cle-01", vec![OfficeKind::Other]),
            ("par-01", vec![]),
            ("stu-01", vec![]),
        ] {
            assert_eq!(offices(&store, who).await, expected, "{who}");
        }
        store.close().await;
    })
    .await;
}

fn a_year_later(mut roster: Roster) -> Roster {
    for term in &mut roster.terms {
        (term.begins, term.ends) = (term.begins + Days::new(364), term.ends + Days::new(364));
        term.school_year += 1;
    }
    roster
}

#[tokio::test]
async fn in_a_new_year_everybody_is_in_a_new_grade_and_the_old_one_is_over() {
    each_engine(async |address| {
        let store = district(&address).await;
        load(&store, &roster(&riverside()), 0).await;
        let next = a_year_later(roster(&riverside()));
        let schoolings = load(&store, &next, 1).await.of("schooling").expect("there are schoolings");
        assert_eq!((schoolings.added, schoolings.changed, schoolings.unchanged), (10, 10, 0));
        assert_eq!(load(&store, &next, 2).await.differences(), 0);
        store.close().await;
    })
    .await;
}

#[tokio::test]
async fn a_birth_date_that_the_roster_no_longer_tells_stays() {
    each_engine(async |address| {
        let store = district(&address).await;
        load(&store, &roster(&riverside()), 0).await;
        let mut silent = roster(&riverside());
        for one in &mut silent.people {
            one.birth_date = None;
        }
        assert_eq!(load(&store, &silent, 1).await.differences(), 0);
        assert_eq!(person(&store, "stu-01").await.birth_date, Some(day(2012, 3, 14)));
        store.close().await;
    })
    .await;
}
