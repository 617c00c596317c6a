//! Letters for a whole class or caseload: counted before, made once, each in the language of whom it is for.

use axum::http::StatusCode;
use chrono::TimeDelta;
use headway_store::audit;
use headway_store::people::{self, Names, Person};
use headway_store::ties::{self, Bond, Stay};
use ilp::access::{Rights, Tie};
use ilp::sample::riverside::{BELL, ENGLISH_8, JUNE, TENANT};
use ilp::{EnrolmentId, PersonId, RelationId};

use super::walk::send;
use super::{Answer, School};

const PIA: PersonId = PersonId::numbered(801);
const ABUELA: PersonId = PersonId::numbered(802);

fn person(id: PersonId, given: &str, language: &str) -> Person {
    let names = Names { given: given.to_owned(), family: "Quispe".to_owned(), ..Names::default() };
    Person { tenant: TENANT, names, ..super::person(id, given, language) }
}

fn stay() -> Stay {
    Stay {
        id: EnrolmentId::numbered(801),
        person: PIA,
        class: ENGLISH_8,
        role: "student".to_owned(),
        is_primary: false,
        from: None,
        until: None,
    }
}

/// Pia and her grandmother, who reads Spanish, come to Maya's class; neither has an account.
async fn newcomers(school: &School) {
    let (pia, abuela) = (person(PIA, "Pia", "en"), person(ABUELA, "Julia", "es"));
    let bond = Bond {
        id: RelationId::numbered(801),
        learner: PIA,
        person: ABUELA,
        tie: Tie::Family { rights: Rights::ALL, evidence: None },
        called: "grandmother".to_owned(),
        from: None,
        until: None,
        recorded_by: None,
        recorded_at: chrono::DateTime::UNIX_EPOCH,
    };
    let come = school.store.write(move |tx| {
        Box::pin(async move {
            people::add(tx, &pia).await?;
            people::add(tx, &abuela).await?;
            ties::add_stays(tx, TENANT, &[stay()]).await?;
            ties::add(tx, TENANT, &[bond]).await
        })
    });
    come.await.expect("they come");
}

fn codes(page: &Answer) -> Vec<String> {
    let after = page.body.split("class=\"code\">").skip(1);
    after.filter_map(|rest| rest.split('<').next()).map(str::to_owned).collect()
}

#[tokio::test]
async fn letters_of_a_class_are_counted_made_once_and_each_in_its_language() {
    for school in School::riverside_on_each_engine().await {
        newcomers(&school).await;
        let mut will = school.signed_in("will.tanaka").await;
        let at = format!("/people/letters/class/{ENGLISH_8}");
        let found = will.get("/people/letters?words=english").await;
        assert!(found.body.contains(&format!("href=\"{at}\"")), "{}", found.body);
        assert!(will.get("/people").await.body.contains("href=\"/people/letters\""));
        let page = will.get(&at).await;
        assert!(page.body.contains("2 people have no account"), "{}", page.body);
        assert!(page.body.contains("Make 2 letters") && !page.body.contains("Daniel"));
        let families = will.get(&format!("{at}?whom=families")).await;
        assert!(families.body.contains("1 person has no account") && families.body.contains("Julia Quispe"));

        let made = send(&mut will, &page, &at, &[("whom", ""), ("earlier", "keep")]).await;
        assert_eq!(
            (made.status, made.header("cache-control")),
            (StatusCode::OK, "no-store"),
            "{}",
            made.body
        );
        assert_eq!(codes(&made).len(), 2);
        assert!(
            made.body.contains("letter-home\" lang=\"es\">") && made.body.contains("Escribir este código")
        );
        assert!(made.body.contains("To go home with Pia Quispe"));
        let again = send(&mut will, &page, &at, &[("whom", ""), ("earlier", "keep")]).await;
        assert_eq!(again.status, StatusCode::SEE_OTHER, "the same form makes no second letters");
        assert!(will.get(again.header("location")).await.body.contains("Their codes cannot be shown again"));
        let events =
            school.store.read(|tx| Box::pin(audit::latest_of(tx, TENANT, "invitation/make", 9))).await;
        assert_eq!(events.map(|events| events.len()), Ok(2));

        school.clock.pass(TimeDelta::seconds(1));
        let page = will.get(&at).await;
        assert!(
            page.body.contains("2 of them have a letter already")
                && page.body.contains("let earlier codes end")
        );
        let kept = send(&mut will, &page, &at, &[("whom", ""), ("earlier", "keep")]).await;
        assert_eq!(kept.status, StatusCode::SEE_OTHER, "who has a letter gets none: {}", kept.body);
        let page = will.get(&at).await;
        let anew = send(&mut will, &page, &at, &[("whom", ""), ("earlier", "replace")]).await;
        assert_eq!(codes(&anew).len(), 2, "{}", anew.body);
        assert!(codes(&anew).iter().all(|code| !codes(&made).contains(code)));

        let mut phone = school.browser();
        let page = phone.get("/welcome").await;
        let code = codes(&anew).pop().expect("a code");
        let fields =
            [("code", code.as_str()), ("login", "julia.q"), ("new_password", "the river bends twice")];
        let done = send(&mut phone, &page, "/welcome", &fields).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
        assert!(will.get(&at).await.body.contains("1 person has no account"));
    }
}

#[tokio::test]
async fn letters_of_a_caseload_are_the_administrators_alone() {
    let school = School::riverside().await;
    let at = format!("/people/letters/caseload/{BELL}");
    for login in ["mr.bell", "grace.okafor", "maya"] {
        let mut browser = school.signed_in(login).await;
        assert_eq!(browser.get(&at).await.status, StatusCode::NOT_FOUND, "{login}");
    }
    let mut will = school.signed_in("will.tanaka").await;
    assert!(will.get(&at).await.body.contains("Nobody needs a letter"));
    assert_eq!(will.get(&format!("/people/letters/grade/{JUNE}")).await.status, StatusCode::NOT_FOUND);
}

/// So many students more in Maya's class, who have no account.
async fn crowd(school: &School, count: u128) {
    let come = school.store.write(move |tx| {
        Box::pin(async move {
            for number in 0..count {
                let id = PersonId::numbered(2_000 + number);
                let names =
                    Names { given: format!("S{number:03}"), family: "Crowd".to_owned(), ..Names::default() };
                people::add(tx, &Person { id, names, ..person(PIA, "Pia", "en") }).await?;
                ties::add_stays(
                    tx,
                    TENANT,
                    &[Stay { id: EnrolmentId::numbered(2_000 + number), person: id, ..stay() }],
                )
                .await?;
            }
            Ok(())
        })
    });
    come.await.expect("they come");
}

#[tokio::test]
async fn letters_of_a_class_beyond_two_hundred_are_made_anew_part_by_part() {
    let school = School::riverside().await;
    crowd(&school, 250).await;
    let mut will = school.signed_in("will.tanaka").await;
    let at = format!("/people/letters/class/{ENGLISH_8}");
    let mut all = std::collections::BTreeSet::new();
    for (said, count) in [("Make 200 letters", 200), ("Make 50 letters", 50)] {
        let page = will.get(&at).await;
        assert!(page.body.contains(said), "{said}: {}", page.body);
        assert_eq!(page.body.contains("200 letters at a time"), count == 200);
        let made = send(&mut will, &page, &at, &[("earlier", "keep")]).await;
        assert_eq!(codes(&made).len(), count);
        all.extend(codes(&made));
    }
    school.clock.pass(TimeDelta::seconds(1));
    let page = will.get(&at).await;
    assert!(
        page.body.contains("Make 200 letters, and let") && page.body.contains("200 letters anew at a time")
    );
    let first = send(&mut will, &page, &at, &[("earlier", "replace")]).await;
    school.clock.pass(TimeDelta::seconds(1));
    let next = first.body.split("<p><a href=\"").nth(1).and_then(|rest| rest.split('"').next());
    let next = next.expect("a link to the next ones").replace("&amp;", "&").replace("&#38;", "&");
    let page = will.get(&next).await;
    assert!(page.body.contains("200 of these letters were made since"), "{}", page.body);
    assert!(page.body.contains("Make 50 letters, and let"), "{}", page.body);
    let before = page.hidden(&at, "before");
    let anew = [("earlier", "replace"), ("before", before.as_str())];
    let second = send(&mut will, &page, &at, &anew).await;
    assert_eq!((codes(&first).len(), codes(&second).len()), (200, 50), "{}", second.body);
    all.extend(codes(&first).into_iter().chain(codes(&second)));
    assert_eq!(all.len(), 500, "each is a code of its own");
    let page = will.get(&next).await;
    assert!(!page.body.contains("name=\"earlier\""), "all are made: {}", page.body);

    let mut phone = school.browser();
    let welcome = phone.get("/welcome").await;
    let code = codes(&first).remove(0);
    let fields = [("code", code.as_str()), ("login", "s.one"), ("new_password", "the river bends twice")];
    let done = send(&mut phone, &welcome, "/welcome", &fields).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "a code of the first part still works: {}", done.body);
}
