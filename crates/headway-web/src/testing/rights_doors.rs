//! To whom the pages of rights open: the privacy officer comes to a student, and for everybody else there is no such page.

use axum::http::StatusCode;
use headway_store::audit;
use ilp::sample::riverside::{GRACE, JUNE, TENANT};

use super::ruling::rights;
use super::walk::plan;
use super::{Answer, Browser, School};

#[tokio::test]
async fn for_everybody_else_there_is_no_such_page() {
    let school = School::riverside().await;
    for login in
        ["maya", "grace.okafor", "ms.rivera", "mr.bell", "dr.deshmukh", "will.tanaka", "daniel.whitfield"]
    {
        let mut browser = school.signed_in(login).await;
        assert!(!browser.get("/help").await.body.contains("href=\"/rights\""), "{login}");
        for end in ["", "/find?for=link", "/link/new", "/order/new", "/of-age"] {
            let answer = browser.get(&format!("{}{end}", rights())).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{login} {end}");
            assert!(!answer.body.contains("Superior Court"));
        }
        assert_eq!(browser.get("/rights").await.status, StatusCode::NOT_FOUND, "{login}");
        let sent = order_of(&mut browser).await;
        assert_eq!(sent.status, StatusCode::NOT_FOUND, "{login} sends what they were not shown");
    }
    let events =
        async || school.store.read(|tx| Box::pin(audit::latest_of(tx, TENANT, "rights/order", 5))).await;
    assert_eq!(events().await, Ok(Vec::new()));
    let mut ruth = school.signed_in("ruth.abernathy").await;
    assert_eq!(order_of(&mut ruth).await.status, StatusCode::SEE_OTHER, "the same, of the officer");
    let only_reads = "Reads the plan today and may not write, because of a court order.";
    assert!(ruth.get(&rights()).await.body.contains(only_reads));
    assert_eq!(events().await.map(|events| events.len()), Ok(1));
}

/// Sends an order as its form would, without having been shown it.
async fn order_of(browser: &mut Browser) -> Answer {
    let csrf = browser.get("/help").await.hidden("/language", "_csrf");
    let (person, once) = (GRACE.to_string(), "00000000-0000-0000-0000-0000000000bb");
    let fields = [
        ("_csrf", csrf.as_str()),
        ("_once", once),
        ("person", person.as_str()),
        ("forbids", "no_contact"),
        ("evidence", "Superior Court, No. 26-9"),
        ("from", "2026-11-22"),
    ];
    browser.post(&format!("{}/order/new", rights()), &fields).await
}

#[tokio::test]
async fn the_officer_comes_to_a_student_from_the_list_and_the_student_reads_that_they_did() {
    let school = School::riverside().await;
    let mut ruth = school.signed_in("ruth.abernathy").await;
    let all = ruth.get("/rights").await;
    assert!(
        all.body.contains("Daniel Whitfield") && all.body.contains("action=\"/students\""),
        "{}",
        all.body
    );
    let list = ruth.get("/students?words=maya").await;
    assert!(list.body.contains(&format!("href=\"{}\"", rights())), "{}", list.body);
    let page = ruth.get(&rights()).await;
    for part in ["Superior Court, No. 24-3-01187-2", "enrollment form", "March 14, 2031", "Counselor"] {
        assert!(page.body.contains(part), "{part}: {}", page.body);
    }
    assert!(!["robot", "beetle"].into_iter().any(|word| page.body.contains(word)), "no word of a plan");
    for end in ["/find?for=order", "/link/new", "/order/new", "/of-age"] {
        assert_eq!(ruth.get(&format!("{}{end}", rights())).await.status, StatusCode::OK);
    }
    let looked = school.signed_in("maya").await.get(&format!("{}/who-looked", plan())).await;
    assert!(looked.body.contains("opened the page of family and rights, not the plan"), "{}", looked.body);
    let rows = looked.body.split("</ol>").next().unwrap_or_default().split("<bdi class=\"label\">");
    let rows = rows.filter(|row| row.starts_with("Ruth Abernathy"));
    for row in rows {
        let told = row.contains("opened the page of family and rights, not the plan");
        assert!(told && !row.contains("order"), "one sentence for every page of an officer: {row}");
    }
    let nobody = ruth.get(&format!("/rights/{}", ilp::PersonId::numbered(999))).await;
    assert_eq!(nobody.status, StatusCode::NOT_FOUND);
    assert_eq!(
        ruth.get(&format!("/rights/{GRACE}")).await.status,
        StatusCode::NOT_FOUND,
        "she is no student"
    );
    assert_eq!(ruth.get(&format!("/rights/{JUNE}")).await.status, StatusCode::OK);
}
