//! Doors that close by themselves: another district, a class that is over, a court's order, an hour that has passed, a
//! birthday. Each at its moment, on both engines, by the clock on the wall of the school.

use axum::http::StatusCode;
use chrono::{DateTime, TimeDelta};
use headway_store::accounts;
use headway_store::people::{self, Names, Person};
use headway_store::ties::{self, Bond, Stay};
use ilp::access::{Rights, Tie};
use ilp::sample::riverside::{ENGLISH_8, MAYA, MIDDLE, TENANT};
use ilp::{EnrolmentId, PersonId, RelationId, TenantId};

use super::glass::{HER, ask};
use super::walk::{TALK, plan};
use super::{Answer, HASH, School, add_tenant, riverside};

/// From noon at Greenwich, where the clock of the tests stands, to a minute before midnight at Riverside.
const TO_LAST_MINUTE: TimeDelta = TimeDelta::minutes(20 * 60 - 1);
const ONE_MINUTE: TimeDelta = TimeDelta::minutes(1);

const CHILD: PersonId = PersonId::numbered(910);
const PARENT: PersonId = PersonId::numbered(911);
const TEACHER: PersonId = PersonId::numbered(912);

fn somebody(tenant: TenantId, id: PersonId, born: Option<&str>) -> Person {
    Person {
        tenant,
        id,
        names: Names { given: "Sam".to_owned(), family: "Newcomer".to_owned(), ..Names::default() },
        birth_date: born.map(|born| born.parse().expect("a day")),
        language: Some("en".to_owned()),
        pronouns: None,
        email: None,
        identifier: None,
        enabled: true,
        retired_at: None,
    }
}

/// Adds somebody who signs in as `login`.
async fn add(school: &School, person: Person, login: &'static str) {
    let hash = HASH.clone();
    let added = school.store.write(move |tx| {
        Box::pin(async move {
            people::add(tx, &person).await?;
            accounts::set_password(tx, person.tenant, person.id, (login, &hash), DateTime::UNIX_EPOCH).await
        })
    });
    added.await.expect("somebody is added");
}

/// What a page says, without the tokens that every showing makes anew.
fn said(page: &Answer) -> &str {
    page.body.split("<main").nth(1).expect("a page")
}

#[tokio::test]
async fn an_id_of_another_district_is_nobody_here() {
    for school in School::riverside_on_each_engine().await {
        add_tenant(&school.store, "elsewhere.example").await;
        add(&school, somebody(TenantId::numbered(2), CHILD, None), "sam").await;
        let nobody = PersonId::numbered(999);
        for login in ["maya", "grace.okafor", "ms.rivera", "mr.bell", "dr.deshmukh", "ruth.abernathy"] {
            let mut browser = school.signed_in(login).await;
            for end in ["", "/history", "/who-looked", "/goal/new", "/purpose", "/glass"] {
                let theirs = browser.get(&format!("/plan/{CHILD}{end}")).await;
                let nobodys = browser.get(&format!("/plan/{nobody}{end}")).await;
                assert_eq!((theirs.status, nobodys.status), (StatusCode::NOT_FOUND, StatusCode::NOT_FOUND));
                assert_eq!(said(&theirs), said(&nobodys), "{login} {end}");
            }
        }
        let mut haddad = school.signed_in("ms.haddad").await;
        let there = ask(&mut haddad, &[("names", "Sam Newcomer"), ("born", "2013-03-14")]).await;
        assert_eq!(there.status, StatusCode::UNPROCESSABLE_ENTITY, "no glass is broken across districts");
    }
}

#[tokio::test]
async fn a_class_that_is_over_shows_nobody_from_midnight_on() {
    for school in School::riverside_on_each_engine().await {
        add(&school, somebody(TENANT, TEACHER, None), "sub").await;
        let stay = Stay {
            id: EnrolmentId::numbered(912),
            person: TEACHER,
            class: ENGLISH_8,
            role: "substitute".to_owned(),
            is_primary: false,
            from: Some("2026-11-16".parse().expect("a day")),
            until: Some("2026-11-23".parse().expect("a day")),
        };
        let added =
            school.store.write(move |tx| Box::pin(async move { ties::add_stays(tx, TENANT, &[stay]).await }));
        added.await.expect("a stay");
        school.clock.pass(TO_LAST_MINUTE);
        let mut sub = school.signed_in("sub").await;
        assert!(sub.get(&plan()).await.body.contains(TALK), "on the last day to its end");
        assert!(sub.get("/students").await.body.contains("Maya Okafor"));
        school.clock.pass(ONE_MINUTE);
        for end in ["", "/history", "/goal/new", "/goal/suggest"] {
            let answer = sub.get(&format!("{}{end}", plan())).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{end}");
            assert!(!answer.body.contains("robot"));
        }
        assert!(!sub.get("/students").await.body.contains("Maya Okafor"));
    }
}

#[tokio::test]
async fn a_court_order_beats_every_tie_in_the_next_request() {
    for school in School::riverside_on_each_engine().await {
        // A mother, and a teacher in the middle of a lesson.
        for login in ["grace.okafor", "ms.rivera"] {
            let mut browser = school.signed_in(login).await;
            assert_eq!(browser.get(&plan()).await.status, StatusCode::OK, "{login}");
            riverside::forbid(&school.store, MAYA, login).await;
            for end in ["", "/history", "/who-looked", "/goal/new", "/glass", "/purpose"] {
                let answer = browser.get(&format!("{}{end}", plan())).await;
                assert_eq!(answer.status, StatusCode::NOT_FOUND, "{login} {end}");
                // The ways above a page are those of a minute ago at most, and lead to nothing.
                let told = said(&answer).contains("robot") || said(&answer).contains("Maya");
                assert!(!told, "{login} {end}: {}", answer.body);
            }
            school.clock.pass(ONE_MINUTE);
            assert!(!browser.get("/students").await.body.contains("Maya Okafor"), "{login}");
            assert!(!browser.get("/").await.body.contains("Maya Okafor"), "{login}");
        }
        let mut rivera = school.signed_in("ms.rivera").await;
        assert_eq!(ask(&mut rivera, &HER).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
}

#[tokio::test]
async fn broken_glass_is_whole_again_after_an_hour_in_the_middle_of_a_session() {
    for school in School::riverside_on_each_engine().await {
        let mut haddad = school.signed_in("ms.haddad").await;
        assert_eq!(ask(&mut haddad, &HER).await.header("location"), plan());
        for _ in 0..3 {
            school.clock.pass(TimeDelta::minutes(19));
            assert_eq!(haddad.get(&plan()).await.status, StatusCode::OK);
        }
        school.clock.pass(TimeDelta::seconds(179));
        assert_eq!(haddad.get(&plan()).await.status, StatusCode::OK, "59 minutes and 59 seconds");
        school.clock.pass(TimeDelta::seconds(1));
        for end in ["", "/history", "/goal/new", "/glass"] {
            let answer = haddad.get(&format!("{}{end}", plan())).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{end}");
            assert!(!answer.body.contains("robot"));
        }
    }
}

#[tokio::test]
async fn who_turns_18_at_midnight_holds_the_rights_from_then_on() {
    for school in School::riverside_on_each_engine().await {
        add(&school, somebody(TENANT, CHILD, Some("2008-11-23")), "child").await;
        add(&school, somebody(TENANT, PARENT, None), "parent").await;
        let bond = Bond {
            id: RelationId::numbered(910),
            learner: CHILD,
            person: PARENT,
            tie: Tie::Family { rights: Rights::ALL, evidence: None },
            called: "mother".to_owned(),
            from: None,
            until: None,
            recorded_by: None,
            recorded_at: DateTime::UNIX_EPOCH,
        };
        let year = ties::Schooling {
            id: CHILD.0,
            learner: CHILD,
            organisation: MIDDLE,
            grade: "12".to_owned(),
            from: "2026-08-20".parse().expect("a day"),
            until: None,
        };
        let tied = school.store.write(move |tx| {
            Box::pin(async move {
                ties::add(tx, TENANT, &[bond]).await?;
                ties::add_schoolings(tx, TENANT, &[year]).await
            })
        });
        tied.await.expect("a family");
        school.clock.pass(TO_LAST_MINUTE);
        let mut parent = school.signed_in("parent").await;
        assert_eq!(parent.get(&format!("/plan/{CHILD}")).await.status, StatusCode::OK, "17 for a minute");
        school.clock.pass(ONE_MINUTE);
        for end in ["", "/history", "/who-looked", "/goal/suggest"] {
            let answer = parent.get(&format!("/plan/{CHILD}{end}")).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{end}");
            assert!(
                answer.body.contains("Since November 23, 2026 the student is an adult"),
                "{}",
                answer.body
            );
        }
        let own = school.signed_in("child").await.get(&format!("/plan/{CHILD}")).await;
        assert!(own.body.contains("the rights over your school records are your own"), "{}", own.body);
    }
}
