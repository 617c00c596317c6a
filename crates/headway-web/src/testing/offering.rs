//! For whom an office of trust is asked, and where it is held.

use axum::http::StatusCode;
use headway_store::places::{self, Organisation};
use ilp::OrgId;
use ilp::access::OfficeKind;
use ilp::sample::riverside::{BELL, DESHMUKH, GRACE, MAYA, TENANT};

use super::trusting::{at, forges, holds, waits};
use super::walk::send;
use super::{Answer, Browser, School};

/// A lone administrator is told what to do first, and asks for nothing, by no way.
pub(super) async fn nobody_could_agree(will: &mut Browser, alone: &Answer) {
    assert!(
        alone.body.contains("Make a second administrator first") && !alone.body.contains("value=\"ask\"")
    );
    let there = format!("{}/trust/privacy_officer", at(BELL));
    let forged = forges(will, &there, 0xa0, &[("from", "2026-11-22")]).await;
    assert_eq!(forged.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(forged.body.contains("Nobody else could agree, so nothing was asked"), "{}", forged.body);
    assert_eq!(waits(will, BELL).await, None);
}

#[tokio::test]
async fn an_office_of_trust_is_offered_for_staff_who_can_sign_in_and_for_nobody_else() {
    for school in School::riverside_on_each_engine().await {
        holds(&school, DESHMUKH, OfficeKind::Administrator, None).await;
        let mut will = school.signed_in("will.tanaka").await;
        for (person, once) in [(GRACE, 0xe1), (MAYA, 0xe2)] {
            let page = will.get(&at(person)).await;
            assert!(!page.body.contains("/trust/"), "a mother and a student: {}", page.body);
            let there = format!("{}/trust/administrator", at(person));
            let page = will.get(&there).await;
            assert!(
                page.body.contains("for somebody who works for the district")
                    && !page.body.contains("value=\"ask\"")
            );
            let forged = forges(&mut will, &there, once, &[("from", "2026-11-22")]).await;
            assert_eq!(forged.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", forged.body);
            assert_eq!(waits(&mut will, person).await, None);
        }
        assert!(will.get(&at(BELL)).await.body.contains("/trust/administrator"));
    }
}

/// An organization at the top beside the district, as some rosters name them.
async fn a_second_top(school: &School) -> OrgId {
    let id = OrgId::numbered(77_001);
    let (kind, name) = ("district".to_owned(), "Riverside Charter".to_owned());
    let top = Organisation { id, kind, name, parent: None, time_zone: None };
    let added = school
        .store
        .write(move |tx| Box::pin(async move { places::add_organisation(tx, TENANT, &top).await }));
    added.await.expect("the store answers");
    id
}

#[tokio::test]
async fn with_several_tops_the_place_that_was_chosen_is_kept_when_the_form_comes_back() {
    for school in School::riverside_on_each_engine().await {
        let other = a_second_top(&school).await.to_string();
        holds(&school, DESHMUKH, OfficeKind::Administrator, None).await;
        let mut will = school.signed_in("will.tanaka").await;
        let there = format!("{}/trust/privacy_officer", at(BELL));
        let page = will.get(&there).await;
        assert!(page.body.contains(&format!("<option value=\"{other}\">Riverside Charter")), "{}", page.body);
        let fields = [("from", "soon"), ("organisation", other.as_str())];
        let refused = send(&mut will, &page, &there, &fields).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", refused.body);
        let kept = format!("<option value=\"{other}\" selected>Riverside Charter");
        assert!(refused.body.contains(&kept), "{}", refused.body);
        let asked =
            send(&mut will, &refused, &there, &[("from", "2026-11-22"), ("organisation", &other)]).await;
        assert_eq!(asked.status, StatusCode::SEE_OTHER, "{}", asked.body);
        let waits = waits(&mut will, BELL).await.expect("it waits");
        assert!(
            will.get(&waits).await.body.contains("Riverside Charter"),
            "what was asked is what was chosen"
        );
    }
}
