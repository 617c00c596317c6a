//! Letters for a whole class or caseload: counted before, made once, each in the language of whom it is for.

use axum::http::StatusCode;
use chrono::TimeDelta;
use headway_store::audit::{self, Event};
use headway_store::people::{self, Names, Person};
use headway_store::ties::{self, Bond, Stay};
use ilp::access::{Rights, Tie};
use ilp::sample::riverside::{BELL, ENGLISH_8, JUNE, MAYA, TANAKA, TENANT};
use ilp::{EnrolmentId, PersonId, RelationId};

use super::walk::send;
use super::{Answer, School};
use crate::app::Clock as _;

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
    come(school, person(PIA, "Pia", "en"), person(ABUELA, "Julia", "es")).await;
}

fn bond() -> Bond {
    Bond {
        id: RelationId::numbered(801),
        learner: PIA,
        person: ABUELA,
        tie: Tie::Family { rights: Rights::ALL, evidence: None },
        called: "grandmother".to_owned(),
        from: None,
        until: None,
        recorded_by: None,
        recorded_at: chrono::DateTime::UNIX_EPOCH,
    }
}

async fn come(school: &School, pia: Person, abuela: Person) {
    let bond = bond();
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
        assert!(page.body.contains("Make the letters") && !page.body.contains("Daniel"));
        assert!(page.body.contains("Families: 1 person has neither account nor letter"), "{}", page.body);
        assert!(page.body.contains("Julia Quispe"));

        let made = send(&mut will, &page, &at, &[("whom", ""), ("earlier", "keep")]).await;
        assert_eq!(
            (made.status, made.header("cache-control")),
            (StatusCode::OK, "no-store"),
            "{}",
            made.body
        );
        assert_eq!(codes(&made).len(), 2);
        for part in [
            "<section lang=\"es\">",
            "Escriba este código",
            "ver en ella el plan de Pia Quispe",
            "/welcome/es",
            "Para llevar a casa: Pia Quispe",
            "data-print hidden>Print<",
            "press Ctrl and P",
        ] {
            assert!(made.body.contains(part), "{part}: {}", made.body);
        }
        let again = send(&mut will, &page, &at, &[("whom", ""), ("earlier", "keep")]).await;
        assert_eq!(again.status, StatusCode::SEE_OTHER, "the same form makes no second letters");
        assert!(will.get(again.header("location")).await.body.contains("Their codes cannot be shown again"));
        let events =
            school.store.read(|tx| Box::pin(audit::latest_of(tx, TENANT, "invitation/make", 9))).await;
        assert_eq!(events.map(|events| events.len()), Ok(2));

        school.clock.pass(TimeDelta::seconds(1));
        let page = will.get(&at).await;
        assert!(
            page.body.contains("everybody has a letter or an account; 2 have a letter")
                && page.body.contains("let earlier codes end")
        );
        let kept = send(&mut will, &page, &at, &[("whom", ""), ("earlier", "keep")]).await;
        assert_eq!(kept.status, StatusCode::SEE_OTHER, "who has a letter gets none: {}", kept.body);
        assert!(will.get(kept.header("location")).await.body.contains("None was made."));
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
async fn letters_are_made_for_whom_is_chosen_when_the_button_is_pressed() {
    for school in School::riverside_on_each_engine().await {
        newcomers(&school).await;
        let mut will = school.signed_in("will.tanaka").await;
        let at = format!("/people/letters/class/{ENGLISH_8}");
        let page = will.get(&at).await;
        let made = send(&mut will, &page, &at, &[("whom", "families"), ("earlier", "keep")]).await;
        assert_eq!(codes(&made).len(), 1, "{}", made.body);
        assert!(made.body.contains("Para Julia Quispe") && !made.body.contains("For Pia"), "{}", made.body);
    }
}

#[tokio::test]
async fn spanish_says_tu_to_a_child_and_a_language_that_headway_lacks_gets_both() {
    let school = School::riverside().await;
    let (pia, abuela) = (person(PIA, "Pia", "es"), person(ABUELA, "Julia", "so"));
    come(&school, pia, abuela).await;
    let mut will = school.signed_in("will.tanaka").await;
    let at = format!("/people/letters/class/{ENGLISH_8}");
    let page = will.get(&at).await;
    let made = send(&mut will, &page, &at, &[("whom", ""), ("earlier", "keep")]).await;
    let sheets: Vec<&str> = made.body.split("<article").skip(1).collect();
    let [pias, julias] = sheets[..] else { panic!("two sheets: {}", made.body) };
    assert!(pias.contains("Escribe este código") && !pias.contains("Escriba"), "{pias}");
    assert!(julias.contains("Type this code") && julias.contains("Escriba este código"), "{julias}");
    assert!(julias.contains("/welcome/en") && julias.contains("/welcome/es"), "each opens its own page");
    assert!(julias.contains("the plan of Pia Quispe") && julias.contains("el plan de Pia Quispe"));
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
    for (said, count) in [("Students: 250 people have", 200), ("Students: 50 people have", 50)] {
        let page = will.get(&at).await;
        assert!(page.body.contains(said), "{said}: {}", page.body);
        assert_eq!(page.body.contains("200 letters at a time"), count == 200);
        let made = send(&mut will, &page, &at, &[("earlier", "keep")]).await;
        assert_eq!(codes(&made).len(), count);
        all.extend(codes(&made));
    }
    school.clock.pass(TimeDelta::seconds(1));
    let page = will.get(&at).await;
    assert!(page.body.contains("Make all letters anew") && page.body.contains("200 letters anew at a time"));
    let first = send(&mut will, &page, &at, &[("earlier", "replace")]).await;
    school.clock.pass(TimeDelta::seconds(1));
    let next = first.body.split("<p><a href=\"").nth(1).and_then(|rest| rest.split('"').next());
    let next = next.expect("a link to the next ones").replace("&amp;", "&").replace("&#38;", "&");
    let page = will.get(&next).await;
    assert!(page.body.contains("200 of these letters were made since"), "{}", page.body);
    assert!(page.body.contains("Make all letters anew"), "{}", page.body);
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

#[tokio::test]
async fn letters_that_were_made_at_once_are_one_row_of_the_audit_in_which_each_is_found() {
    for school in School::riverside_on_each_engine().await {
        newcomers(&school).await;
        let mut will = school.signed_in("will.tanaka").await;
        let at = format!("/people/letters/class/{ENGLISH_8}");
        let page = will.get(&at).await;
        send(&mut will, &page, &at, &[("whom", ""), ("earlier", "keep")]).await;
        let page = will.get("/audit?kind=invitation").await;
        let rows = page.body.split("<tbody>").nth(1).expect("some rows");
        assert_eq!(rows.matches("<tr>").count(), 1, "{rows}");
        for part in ["Making 2 invitations at once", "2 people", "Pia Quispe", "Julia Quispe", "Will Tanaka"]
        {
            assert!(rows.contains(part), "{part}: {rows}");
        }
        let from = will.address.ip().to_string();
        assert_eq!(rows.matches(&format!("<dd>{from}</dd>")).count(), 1, "from where, once: {rows}");
        let events = school.store.read(|tx| Box::pin(audit::latest_of(tx, TENANT, "invitation/make", 9)));
        for event in events.await.expect("the store answers") {
            assert!(rows.contains(&event.id.to_string()), "each by its number: {rows}");
        }
        let one = will.get(&format!("/audit?person={ABUELA}")).await;
        let rows = one.body.split("<tbody>").nth(1).expect("her row");
        assert!(rows.contains("Making an invitation") && rows.contains("Julia Quispe"), "{rows}");
        assert!(!rows.contains("at once") && !rows.contains("Pia"), "{rows}");
    }
}

#[tokio::test]
async fn a_group_that_is_the_same_as_all_of_them_is_not_offered_beside_it() {
    for school in School::riverside_on_each_engine().await {
        let bond = Bond { learner: MAYA, ..bond() };
        let abuela = person(ABUELA, "Julia", "es");
        let come = school.store.write(move |tx| {
            Box::pin(async move {
                people::add(tx, &abuela).await?;
                ties::add(tx, TENANT, &[bond]).await
            })
        });
        come.await.expect("she comes");
        let mut will = school.signed_in("will.tanaka").await;
        let at = format!("/people/letters/class/{ENGLISH_8}");
        let page = will.get(&at).await;
        assert!(page.body.contains("Families: 1 person"), "{}", page.body);
        assert!(!page.body.contains("Students and their families"), "they are the same: {}", page.body);
        assert!(page.body.contains("value=\"students\""), "of these nobody needs one: {}", page.body);
    }
}

#[tokio::test]
async fn whoever_is_known_no_more_is_somebody_among_the_letters_that_were_made_at_once() {
    for school in School::riverside_on_each_engine().await {
        let made = |n: u128| Event {
            actor: Some(TANAKA),
            object: Some(format!("account {}", PersonId::numbered(n))),
            because: String::new(),
            ..Event::by_command(TENANT, (uuid::Uuid::from_u128(n), school.clock.now()), "invitation/make")
        };
        let events = [made(99_001), made(99_002)];
        let kept = school.store.write(move |tx| {
            let events = events.clone();
            Box::pin(async move {
                for event in &events {
                    audit::record(tx, event).await?;
                }
                Ok(())
            })
        });
        kept.await.expect("the store answers");
        let page = school.signed_in("will.tanaka").await.get("/audit?kind=invitation").await;
        let rows = page.body.split("<tbody>").nth(1).expect("some rows");
        assert!(rows.contains("Making 2 invitations at once"), "{rows}");
        assert_eq!(rows.matches("<li><bdi>Somebody</bdi>").count(), 2, "{rows}");
    }
}
