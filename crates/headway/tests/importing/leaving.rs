//! Who a roster tells no longer: retired and not erased, back when they are told again, and never many at once by mistake.

use chrono::NaiveDate;
use headway_store::Store;
use headway_store::rosters::{self, Leaving, LoadError, MAY_LEAVE_PERCENT};
use ilp::roster::{Part, Roster};

use super::into_the_store::{district, ids, import, load, minute, person, roster};
use super::what_it_gives::seen;
use super::{riverside, riverside_but};
use crate::engines::each_engine;

/// The roster without these students and their stays.
fn without(roster: &Roster, gone: &[&str]) -> Roster {
    let is_gone = |id: &ilp::roster::SourceId| gone.contains(&id.as_str());
    let mut left = roster.clone();
    left.people.retain(|one| !is_gone(&one.source));
    left.roles.retain(|one| !is_gone(&one.person));
    left.enrolments.retain(|one| !is_gone(&one.person));
    left.families.retain(|one| !is_gone(&one.learner) && !is_gone(&one.relative));
    left
}

async fn sees(store: &Store, who: &str, whom: &str) -> bool {
    let today: NaiveDate = "2026-10-01".parse().expect("a day");
    seen(store, who, today).await.iter().any(|learner| learner == whom)
}

#[tokio::test]
async fn who_is_told_no_longer_is_retired_and_is_back_when_told_again() {
    each_engine(async |address| {
        let store = district(&address).await;
        let whole = roster(&riverside());
        load(&store, &whole, 0).await;
        assert!(sees(&store, "par-01", "stu-01").await && sees(&store, "tea-01", "stu-01").await);

        let report = load(&store, &without(&whole, &["stu-01"]), 1).await;
        let retired: Vec<(&str, u64)> =
            report.0.iter().filter(|one| 0 < one.retired).map(|one| (one.table, one.retired)).collect();
        assert_eq!(retired, [("person", 1), ("schooling", 1), ("enrolment", 2), ("relation", 2)]);
        assert_eq!(report.differences(), 6, "{report:?}");
        assert_eq!(person(&store, "stu-01").await.retired_at, Some(minute(1)));
        assert!(!sees(&store, "tea-01", "stu-01").await, "no class ties them any longer");
        assert!(!sees(&store, "par-01", "stu-01").await, "nor does the roster's word of a family");

        assert_eq!(load(&store, &without(&whole, &["stu-01"]), 2).await.differences(), 0);
        assert_eq!(person(&store, "stu-01").await.retired_at, Some(minute(1)), "once is enough");

        let back = load(&store, &whole, 3).await;
        assert_eq!((back.differences(), back.of("person").map(|one| one.changed)), (6, Some(1)));
        assert_eq!(person(&store, "stu-01").await.retired_at, None);
        assert!(sees(&store, "par-01", "stu-01").await && sees(&store, "tea-01", "stu-01").await);
        assert_eq!(load(&store, &whole, 4).await.differences(), 0);
        store.close().await;
    })
    .await;
}

#[tokio::test]
async fn a_roster_that_lacks_many_people_is_refused_and_nothing_of_it_holds() {
    each_engine(async |address| {
        let store = district(&address).await;
        let whole = roster(&riverside());
        load(&store, &whole, 0).await;
        let three = without(&whole, &["stu-01", "stu-02", "stu-03"]);
        let stage = async |roster: &Roster, minutes: i64| {
            let mut mint = ids(u128::try_from(minutes + 100).expect("after the start") << 64);
            rosters::stage(&store, &import(minutes), roster, &mut mint, &mut |_| {}).await.expect("it waits")
        };
        let leaving = Leaving { people: 3, of: 28 };
        assert_eq!(
            stage(&three, 1).await.switch(&store, MAY_LEAVE_PERCENT).await,
            Err(LoadError::TooManyLeave { leaving, allowed: 10 })
        );
        assert!(sees(&store, "par-01", "stu-01").await, "nothing has changed");
        assert_eq!(load(&store, &whole, 2).await.differences(), 0);

        let seen = stage(&three, 3).await.rehearse(&store).await.expect("it can be tried");
        assert_eq!(seen.leaving, leaving);
        assert_eq!(seen.report.of("person").map(|one| one.retired), Some(3));
        assert_eq!(load(&store, &whole, 4).await.differences(), 0, "a rehearsal leaves nothing behind");

        // 3 of 28 are 10.7 in a hundred: not above eleven.
        let report = stage(&three, 5).await.switch(&store, 11).await.expect("somebody allowed it");
        assert_eq!(report, seen.report);
        store.close().await;
    })
    .await;
}

#[tokio::test]
async fn about_a_file_that_is_not_there_nothing_is_said() {
    each_engine(async |address| {
        let store = district(&address).await;
        let whole = roster(&riverside());
        load(&store, &whole, 0).await;
        let mut only_places = Roster { system: whole.system.clone(), ..Roster::default() };
        only_places.organisations.clone_from(&whole.organisations);
        only_places.whole = [Part::Organisations].into();
        let report = load(&store, &only_places, 1).await;
        assert_eq!(report.of("person").map(|one| one.retired), Some(0));
        assert_eq!(report.of("enrolment").map(|one| one.retired), Some(0));
        store.close().await;
    })
    .await;
}

#[tokio::test]
async fn whom_another_system_names_too_stays() {
    each_engine(async |address| {
        let store = district(&address).await;
        let whole = roster(&riverside());
        load(&store, &whole, 0).await;
        let id = person(&store, "stu-01").await.id;
        let tenant = import(0).tenant;
        let named = headway_store::source_ids::SourceId {
            system: "library".to_owned(),
            kind: "person".to_owned(),
            source: "card-7".to_owned(),
        };
        let job = store.write(move |tx| {
            Box::pin(async move { headway_store::source_ids::keep(tx, tenant, &named, id.0).await })
        });
        job.await.expect("it can be kept");
        load(&store, &without(&whole, &["stu-01", "stu-02"]), 1).await;
        assert_eq!(person(&store, "stu-01").await.retired_at, None);
        assert!(person(&store, "stu-02").await.retired_at.is_some());
        store.close().await;
    })
    .await;
}

#[tokio::test]
async fn each_difference_is_told_in_the_words_of_the_other_system() {
    each_engine(async |address| {
        let store = district(&address).await;
        load(&store, &roster(&riverside()), 0).await;
        let mut next = without(&roster(riverside_but("users.csv", ",Leo,", ",Leonie,").path()), &["stu-01"]);
        next.organisations[2].name = "Hilltop".to_owned();
        let mut mint = ids(9 << 64);
        let staged = rosters::stage(&store, &import(1), &next, &mut mint, &mut |_| {}).await;
        let mut told = Vec::new();
        let staged = staged.expect("it waits");
        staged.differences(&store, &mut |one| told.push(one)).await.expect("they can be read");
        let told: Vec<String> = told
            .iter()
            .map(|one| format!("{} {:?} {} {:?}", one.table, one.what, one.row, one.columns))
            .collect();
        let school = &next.organisations[2].source;
        let old = &roster(&riverside()).organisations[2].name;
        let has = |line: &str| assert!(told.iter().any(|one| one == line), "{line} is in {told:#?}");
        has(&format!("organisation Changed {school} [(\"name\", Some({old:?}), Some(\"Hilltop\"))]"));
        has("person Changed stu-03 [(\"preferred_given\", Some(\"Leo\"), Some(\"Leonie\"))]");
        has("person Retired stu-01 []");
        has("relation Retired stu-01 par-01 []");
        assert_eq!(told.len(), 8, "{told:#?}");
        let done = staged.switch(&store, 10).await.expect("it holds");
        assert_eq!(done.differences(), 8);
        store.close().await;
    })
    .await;
}
