//! The export of who looked at one student's plan, for a family that asks.

use axum::body::Body;
use axum::http::{Method, StatusCode};
use headway_store::{audit, ties};
use http_body_util::BodyExt as _;
use ilp::access::{RestrictionKind, Tie};
use ilp::sample::riverside::{ABERNATHY, BELL, MATEO, MAYA, TENANT};

use super::authorization::bond;
use super::riverside::{forbid, look};
use super::walk::send;
use super::{Browser, School};

const FIND: &str = "/audit/export/student";
const PURPOSE: &str = "A family asks who looked at the plan of their child.";

async fn find(ruth: &mut Browser, words: &str) -> super::Answer {
    let page = ruth.get(FIND).await;
    send(ruth, &page, FIND, &[("words", words)]).await
}

#[tokio::test]
async fn who_looked_at_one_student_is_taken_out_for_a_purpose_and_of_nobody_else() {
    for school in School::riverside_on_each_engine().await {
        for learner in [MAYA, MATEO] {
            school.signed_in("mr.bell").await.get(&format!("/plan/{learner}")).await;
        }
        let mut ruth = school.signed_in("ruth.abernathy").await;
        assert!(ruth.get("/audit").await.body.contains(&format!("href=\"{FIND}\"")));
        let found = find(&mut ruth, "MAYA").await;
        let there = format!("{FIND}/{MAYA}");
        assert!(found.body.contains(&format!("href=\"{there}\"")), "{}", found.body);
        assert!(found.body.contains("Riverside Middle School, Grade 8"), "{}", found.body);
        assert!(!found.body.contains(&MATEO.to_string()));
        assert!(find(&mut ruth, "nobody of this name").await.body.contains("Try fewer words."));

        let page = ruth.get(&there).await;
        assert!(page.body.contains("Export who looked at the plan of ") && page.body.contains("Maya Okafor"));
        assert!(page.body.contains("value=\"2025-11-22\""), "a year back: {}", page.body);
        assert!(page.body.contains("Administrators do not read it there"), "{}", page.body);
        assert!(!page.body.contains("name no student"), "{}", page.body);
        let days = [("from", "2026-11-01"), ("to", "2026-11-22")];
        let refused = send(&mut ruth, &page, &there, &[days[0], days[1], ("purpose", "because")]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.body.contains("Say it in at least 20 characters"), "{}", refused.body);
        let sent = send(&mut ruth, &page, &there, &[days[0], days[1], ("purpose", PURPOSE)]).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
        let made = ruth.get(sent.header("location")).await;
        assert!(made.body.contains("1 row: one look at the plan of ") && made.body.contains("Maya Okafor"));
        assert!(made.body.contains("of the student and of the family are not written down"), "{}", made.body);
        assert!(!made.body.contains("Your own family"), "{}", made.body);
        assert!(made.body.contains(&format!("href=\"{FIND}\">Make another one")), "{}", made.body);
        let file = ruth.get(&format!("{}/file", sent.header("location"))).await;
        assert!(file.body.contains("Marcus Bell") && file.body.contains("Maya Okafor"), "{}", file.body);
        assert!(!file.body.contains("Mateo"), "{}", file.body);
        is_on_record(&school, &mut ruth).await;
    }
}

/// The officer reads about whom it was; who runs the system reads that there was one.
async fn is_on_record(school: &School, ruth: &mut Browser) {
    let row = |page: super::Answer| page.body.split("<tbody>").nth(1).unwrap_or_default().to_owned();
    let theirs = row(ruth.get("/audit?kind=audit").await);
    assert!(theirs.contains("Maya Okafor") && theirs.contains(PURPOSE), "{theirs}");
    let will = row(school.signed_in("will.tanaka").await.get("/audit?kind=audit").await);
    assert!(will.contains("Export of who looked") && will.contains("a student"), "{will}");
    assert!(!will.contains("Maya") && !will.contains(PURPOSE), "{will}");
}

#[tokio::test]
async fn a_file_of_one_student_breaks_off_and_is_gone_when_the_right_to_that_student_ends() {
    for school in School::riverside_on_each_engine().await {
        // More than stands ready before anybody reads on.
        look(&school.store, MAYA, BELL, 2_500).await;
        let mut ruth = school.signed_in("ruth.abernathy").await;
        let form = format!("{FIND}/{MAYA}");
        let page = ruth.get(&form).await;
        let words = [("purpose", PURPOSE), ("from", "2026-11-01"), ("to", "2026-11-22")];
        let sent = send(&mut ruth, &page, &form, &words).await;
        let there = sent.header("location").to_owned();
        let file = format!("{there}/file");
        let whole = ruth.get(&file).await;
        assert_eq!(whole.body.matches("Marcus Bell").count(), 2_500);
        let begun = ruth.begin(Method::GET, &file, &[], Body::empty()).await;
        assert_eq!(begun.status(), StatusCode::OK);
        forbid(&school.store, MAYA, "ruth.abernathy").await;
        assert!(begun.into_body().collect().await.is_err(), "a part is not taken for the whole");
        for address in [&there, &file] {
            let over = ruth.get(address).await;
            assert_eq!(over.status, StatusCode::NOT_FOUND, "{}", over.body);
            assert!(!over.body.contains("Maya"), "{}", over.body);
        }
        ruth.get("/audit").await;
        let noted = school.store.read(|tx| Box::pin(audit::latest_of(tx, TENANT, "see_audit", 9))).await;
        let noted = noted.expect("the store answers");
        assert!(noted.iter().any(|one| one.learner == Some(MAYA) && one.outcome == "refused"), "{noted:?}");
    }
}

#[tokio::test]
async fn an_order_that_falls_while_the_whole_file_is_fetched_is_counted_in_its_last_row() {
    for school in School::riverside_on_each_engine().await {
        look(&school.store, MAYA, BELL, 3).await;
        // More than stands ready before anybody reads on, and after the rows of Maya.
        look(&school.store, MATEO, BELL, 4_500).await;
        let mut ruth = school.signed_in("ruth.abernathy").await;
        let page = ruth.get("/audit/export").await;
        let words = [("purpose", PURPOSE), ("from", "2026-11-01"), ("to", "2026-11-22")];
        let sent = send(&mut ruth, &page, "/audit/export", &words).await;
        let file = format!("{}/file", sent.header("location"));
        let whole = ruth.get(&file).await;
        assert!(!whole.body.contains("left out"), "nothing was, when it was made");
        let begun = ruth.begin(Method::GET, &file, &[], Body::empty()).await;
        assert_eq!(begun.status(), StatusCode::OK);
        forbid(&school.store, MATEO, "ruth.abernathy").await;
        let body = begun.into_body().collect().await.expect("the file goes on").to_bytes();
        let body = String::from_utf8(body.to_vec()).expect("text");
        let written = body.matches("Marcus Bell").count();
        let missing = 4_503 - written;
        assert!(0 < missing && body.contains("Maya Okafor"), "{written} of 4503");
        let note = format!("{} rows of these days are left out", thousands(missing));
        assert!(body.trim_end().lines().last().is_some_and(|last| last.contains(&note)), "{note}: {written}");
    }
}

/// As English groups a number below a million.
fn thousands(count: usize) -> String {
    if count < 1_000 { count.to_string() } else { format!("{},{:03}", count / 1_000, count % 1_000) }
}

#[tokio::test]
async fn nobody_takes_out_who_looked_at_a_student_from_whom_an_order_keeps_them() {
    for school in School::riverside_on_each_engine().await {
        let mut ruth = school.signed_in("ruth.abernathy").await;
        let there = format!("{FIND}/{MAYA}");
        let open = ruth.get(&there).await;
        assert_eq!(open.status, StatusCode::OK);
        let order =
            Tie::Restriction { kind: RestrictionKind::NoRecords, court_reference: "No. 26-9".to_owned() };
        let kept = school.store.write(move |tx| {
            Box::pin(async move {
                ties::add(tx, TENANT, &[bond(ilp::RelationId::numbered(77), (MAYA, ABERNATHY), order)]).await
            })
        });
        kept.await.expect("the store answers");
        let words = [("purpose", PURPOSE), ("from", "2026-11-01"), ("to", "2026-11-22")];
        let sent = send(&mut ruth, &open, &there, &words).await;
        assert_eq!(sent.status, StatusCode::NOT_FOUND, "a page that stood open: {}", sent.body);
        assert_eq!(ruth.get(&there).await.status, StatusCode::NOT_FOUND);
        assert!(!find(&mut ruth, "maya").await.body.contains(&MAYA.to_string()));
        let made = school.store.read(|tx| Box::pin(audit::latest_of(tx, TENANT, "audit/export", 5))).await;
        assert_eq!(made, Ok(Vec::new()));
        let mut will = school.signed_in("will.tanaka").await;
        assert_eq!(will.get(&there).await.status, StatusCode::FORBIDDEN);
    }
}
