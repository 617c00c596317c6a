//! The privacy officer enters family links, consents and court orders, and what they close is closed at once.

use axum::http::StatusCode;
use headway_store::audit;
use ilp::sample::riverside::{DENISE, ELIJAH, GRACE, JUNE, MAYA, TENANT};

use super::walk::{plan, send};
use super::{Answer, Browser, School};

const WHY: &str = "The court changed its order in November.";

fn rights() -> String {
    format!("/rights/{MAYA}")
}

/// The address of the first link of a page whose address ends so, beside these words.
fn way(page: &Answer, beside: &str, end: &str) -> String {
    let mut rows = page.body.split("<h3>").filter(|row| row.contains(beside));
    let found = rows.find_map(|row| {
        row.split("href=\"")
            .skip(1)
            .find(|rest| rest.split('"').next().is_some_and(|href| href.ends_with(end)))
    });
    let found = found.unwrap_or_else(|| panic!("no way to {end} beside {beside}: {}", page.body));
    found.split('"').next().expect("an address").replace("&#38;", "&")
}

/// Sends the form at this address with these words.
async fn fill(browser: &mut Browser, at: &str, words: &[(&str, &str)]) -> Answer {
    let page = browser.get(at).await;
    assert_eq!(page.status, StatusCode::OK, "{at}: {}", page.body);
    let action = at.split('?').next().expect("an address");
    let mut words = words.to_vec();
    let person = at.split_once("person=").map(|(_, person)| person.to_owned());
    words.extend(person.as_deref().map(|person| ("person", person)));
    send(browser, &page, action, &words).await
}

#[tokio::test]
async fn an_order_closes_everything_at_once_and_no_name_stays_above_a_page() {
    for school in School::riverside_on_each_engine().await {
        let mut grace = school.signed_in("grace.okafor").await;
        assert!(grace.get("/help").await.body.contains("Maya Okafor"), "her navigation names her child");
        let mut ruth = school.signed_in("ruth.abernathy").await;
        let found = ruth.get(&format!("{}/find?for=order&words=okafor", rights())).await;
        let at = format!("{}/order/new?person={GRACE}", rights());
        assert!(found.body.contains(&at), "{}", found.body);
        let page = ruth.get(&at).await;
        for part in
            ["Sees the plan today, as family", "Nobody else of the family of", "also in pages that are open"]
        {
            assert!(page.body.contains(part), "{part}: {}", page.body);
        }
        let order =
            [("forbids", "no_records"), ("evidence", "Superior Court, No. 26-1"), ("from", "2026-11-22")];
        let saved = fill(&mut ruth, &at, &order).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);

        assert_eq!(grace.get(&plan()).await.status, StatusCode::NOT_FOUND);
        for path in ["/", "/help", "/account"] {
            assert!(!grace.get(path).await.body.contains("Maya Okafor"), "{path} in the same minute");
        }
        let page = ruth.get(&rights()).await;
        assert!(
            page.body.contains("Superior Court, No. 26-1") && page.body.contains("because of a court order")
        );
        let told = ruth.get("/audit?kind=rights").await;
        assert!(told.body.contains("Entering a court order"), "{}", told.body);
        let admins = school.signed_in("will.tanaka").await.get("/audit?kind=rights").await;
        assert!(
            admins.body.contains("Entering a court order") && !admins.body.contains("takes away the records")
        );

        let lift = way(&page, "Grace Okafor", "/end");
        let orders = page.body.split("id=\"orders-title\"").nth(1).expect("the orders");
        let lift_of_order = orders.split("<h3>").find(|row| row.contains("Grace Okafor")).expect("hers");
        let lift_of_order = lift_of_order.split("href=\"").nth(1).and_then(|rest| rest.split('"').next());
        assert_ne!(lift_of_order, Some(lift.as_str()), "a link ends elsewhere");
        let lifted =
            fill(&mut ruth, lift_of_order.expect("a way"), &[("reason", WHY), ("from", "2026-11-22")]).await;
        assert_eq!(lifted.status, StatusCode::SEE_OTHER, "{}", lifted.body);
        assert_eq!(grace.get(&plan()).await.status, StatusCode::OK, "and open again at once");
        assert!(ruth.get(&rights()).await.body.contains(WHY));
    }
}

#[tokio::test]
async fn somebody_new_becomes_family_and_later_sees_nothing_and_is_family_no_more() {
    for school in School::riverside_on_each_engine().await {
        let mut ruth = school.signed_in("ruth.abernathy").await;
        let link = [
            ("given", "Amara"),
            ("family", "Obi"),
            ("language", "es"),
            ("called", "grandmother"),
            ("gives", "see"),
            ("evidence", "a letter of the mother's, file 12"),
            ("from", "2026-11-22"),
        ];
        let saved = fill(&mut ruth, &format!("{}/link/new", rights()), &link).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
        let page = ruth.get(&rights()).await;
        let row = page.body.split("<h3>").find(|row| row.contains("Amara Obi")).expect("the link");
        for part in
            ["grandmother", "May see, and nothing more", "Sees the plan today", "file 12", "Ruth Abernathy"]
        {
            assert!(row.contains(part), "{part}: {row}");
        }
        let change = [("gives", "nothing"), ("reason", WHY), ("evidence", "a talk"), ("from", "2026-11-22")];
        let changed = fill(&mut ruth, &way(&page, "Amara Obi", "/change"), &change).await;
        assert_eq!(changed.status, StatusCode::SEE_OTHER, "{}", changed.body);
        let page = ruth.get(&rights()).await;
        let row = page.body.split("<h3>").find(|row| row.contains("Amara Obi")).expect("the link");
        assert!(row.contains("May see nothing.") && row.contains("Sees nothing today") && row.contains(WHY));
        let over = page.body.split("id=\"over-title\"").nth(1).expect("what is over");
        assert!(over.contains("May see, and nothing more"), "what was before stays");
        let ended =
            fill(&mut ruth, &way(&page, "Amara Obi", "/end"), &[("reason", WHY), ("from", "2026-11-22")])
                .await;
        assert_eq!(ended.status, StatusCode::SEE_OTHER, "{}", ended.body);
        let page = ruth.get(&rights()).await;
        let now = page.body.split("id=\"over-title\"").next().expect("what holds");
        assert!(!now.contains("Amara Obi"), "{now}");
        let found = ruth.get(&format!("{}/find?for=link&words=amara", rights())).await;
        assert!(found.body.contains("Amara Obi"));
    }
}

#[tokio::test]
async fn a_consent_of_an_adult_ends_and_is_entered_anew() {
    for school in School::riverside_on_each_engine().await {
        let mut ruth = school.signed_in("ruth.abernathy").await;
        let mut denise = school.signed_in("denise.brooks").await;
        let theirs = format!("/plan/{ELIJAH}");
        assert_eq!(denise.get(&theirs).await.status, StatusCode::OK);
        let at = format!("/rights/{ELIJAH}");
        let page = ruth.get(&at).await;
        let consents = page.body.split("id=\"consents-title\"").nth(1).expect("the consents");
        let end = consents.split("href=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a way");
        let ended = fill(&mut ruth, end, &[("reason", WHY), ("from", "2026-11-22")]).await;
        assert_eq!(ended.status, StatusCode::SEE_OTHER, "{}", ended.body);
        assert_eq!(denise.get(&theirs).await.status, StatusCode::FORBIDDEN);
        let page = ruth.get(&at).await;
        assert!(page.body.contains("no family member sees the plan"), "{}", page.body);
        let new = format!("{at}/consent/new?person={DENISE}");
        let early = [("ground", "consent"), ("evidence", "a form"), ("from", "2026-10-01")];
        let refused = fill(&mut ruth, &new, &early).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            refused.body.contains("The rights pass to the student on") && refused.body.contains("a form")
        );
        let given = [("ground", "consent"), ("evidence", "a form"), ("from", "2026-11-22")];
        let saved = fill(&mut ruth, &new, &given).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
        assert_eq!(denise.get(&theirs).await.status, StatusCode::OK);
    }
}

#[tokio::test]
async fn a_minor_who_is_emancipated_holds_the_rights_and_the_page_names_who_loses_sight() {
    let school = School::riverside().await;
    let mut ruth = school.signed_in("ruth.abernathy").await;
    let mut grace = school.signed_in("grace.okafor").await;
    let at = format!("{}/of-age", rights());
    let page = ruth.get(&at).await;
    assert!(page.body.contains("also in pages that are open: Grace Okafor."), "{}", page.body);
    let short = fill(&mut ruth, &at, &[("emancipated", "2026-11-22"), ("reason", "because")]).await;
    assert_eq!(short.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(short.body.contains("2026-11-22"), "what was typed is there");
    let saved =
        fill(&mut ruth, &at, &[("emancipated", "2026-11-22"), ("eligible", ""), ("reason", WHY)]).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
    let answer = grace.get(&plan()).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    assert!(!answer.body.contains("Maya Okafor"), "{}", answer.body);
    assert!(ruth.get(&rights()).await.body.contains(WHY));
}

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
    }
    let events = school.store.read(|tx| Box::pin(audit::latest_of(tx, TENANT, "rights/order", 5))).await;
    assert_eq!(events, Ok(Vec::new()));
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
    for part in ["Superior Court, No. 24-3-01187-2", "enrolment form", "March 14, 2031", "Counselor."] {
        assert!(page.body.contains(part), "{part}: {}", page.body);
    }
    assert!(!["robot", "beetle"].into_iter().any(|word| page.body.contains(word)), "no word of a plan");
    let looked = school.signed_in("maya").await.get(&format!("{}/who-looked", plan())).await;
    assert!(looked.body.contains("looked after the family links"), "{}", looked.body);
    let nobody = ruth.get(&format!("/rights/{}", ilp::PersonId::numbered(999))).await;
    assert_eq!(nobody.status, StatusCode::NOT_FOUND);
    assert_eq!(
        ruth.get(&format!("/rights/{GRACE}")).await.status,
        StatusCode::NOT_FOUND,
        "she is no student"
    );
    assert_eq!(ruth.get(&format!("/rights/{JUNE}")).await.status, StatusCode::OK);
}
