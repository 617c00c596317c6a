//! What the demo lets people find out about who looked: the pages that tell of it say what came about.

use headway_store::sample;
use ilp::PersonId;
use ilp::sample::riverside::{ELIJAH, MAYA, riverside};

use super::School;

async fn with_looks() -> Vec<School> {
    let schools = School::riverside_on_each_engine().await;
    for school in &schools {
        let looked = school.store.write(|tx| Box::pin(async { sample::add_looks(tx, &riverside()).await }));
        looked.await.expect("they look");
    }
    schools
}

#[tokio::test]
async fn the_demo_has_looks_to_read_about_each_by_the_right_that_carried_it() {
    for school in with_looks().await {
        let page = school.signed_in("maya").await.get(&format!("/plan/{MAYA}/who-looked")).await;
        for part in [
            "Elena Rivera",
            "Marcus Bell",
            "Ruth Abernathy",
            "Her mother asked whether the school has a copy of the plan on paper.",
            "September 18, 2026",
        ] {
            assert!(page.body.contains(part), "{part}: {}", page.body);
        }
        assert!(!page.body.contains("Haddad") && !page.body.contains("Deshmukh"), "they were not let in");
    }
}

#[tokio::test]
async fn whoever_looked_in_the_demo_has_signed_in_before() {
    for school in with_looks().await {
        let mut will = school.signed_in("will.tanaka").await;
        let last = async |browser: &mut super::Browser, who: PersonId| {
            let page = browser.get(&format!("/people/{who}")).await;
            let said = page.body.split("<dt>Last signed in</dt><dd><bdi>").nth(1).map(str::to_owned);
            said.and_then(|said| said.split('<').next().map(str::to_owned)).unwrap_or_default()
        };
        let looks = riverside().looks;
        for look in &looks {
            let said = last(&mut will, look.by).await;
            assert!(said.contains("2026"), "{} looked, and last signed in: {said}", look.by);
        }
        assert!(!looks.is_empty() && last(&mut will, ELIJAH).await.starts_with("Not yet"));
        let page = will.get(&format!("/people/{ELIJAH}")).await;
        assert!(page.body.contains("<bdi>no browser</bdi>"), "{}", page.body);
    }
}

#[tokio::test]
async fn the_demo_has_refusals_in_the_audit() {
    for school in with_looks().await {
        let page = school.signed_in("ruth.abernathy").await.get("/audit").await;
        let rows = page.body.split("<tbody>").nth(1).expect("some rows");
        for part in [
            "Haddad",
            "this page is not theirs to open",
            "Deshmukh",
            "they have a tie to the student, but no right to this",
        ] {
            assert!(rows.contains(part), "{part}: {rows}");
        }
        let will = school.signed_in("will.tanaka").await.get("/audit").await;
        assert!(will.body.contains("Haddad") && !will.body.contains("Maya"), "{}", will.body);
    }
}
