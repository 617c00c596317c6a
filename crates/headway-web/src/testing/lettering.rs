//! Letters for a whole class or caseload: counted before, made once, each in the language of whom it is for.

use axum::http::StatusCode;
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

/// Pia and her grandmother, who reads Spanish, come to Maya's class; neither has an account.
async fn newcomers(school: &School) {
    let person = |id, given: &str, language: &str| Person {
        tenant: TENANT,
        id,
        names: Names { given: given.to_owned(), family: "Quispe".to_owned(), ..Names::default() },
        birth_date: None,
        language: Some(language.to_owned()),
        pronouns: None,
        email: None,
        identifier: None,
        enabled: true,
        retired_at: None,
    };
    let (pia, abuela) = (person(PIA, "Pia", "en"), person(ABUELA, "Julia", "es"));
    let stay = Stay {
        id: EnrolmentId::numbered(801),
        person: PIA,
        class: ENGLISH_8,
        role: "student".to_owned(),
        is_primary: false,
        from: None,
        until: None,
    };
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
            ties::add_stays(tx, TENANT, &[stay]).await?;
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
