//! The privacy officer enters family links, consents and court orders, and what they close is closed at once.

use axum::http::StatusCode;
use chrono::TimeDelta;
use headway_text::{Locale, Words};
use ilp::sample::riverside::{DENISE, ELIJAH, GRACE, MAYA, RIVERA};

use super::walk::{plan, send};
use super::{Answer, Browser, School};
use crate::app::Clock as _;

const WHY: &str = "The court changed its order in November.";

pub(super) fn rights() -> String {
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
pub(super) async fn fill(browser: &mut Browser, at: &str, words: &[(&str, &str)]) -> Answer {
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
        assert!(grace.get("/help").await.body.contains("Maya’s plan"), "her navigation names her child");
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
            assert!(!grace.get(path).await.body.contains("Maya"), "{path} in the same minute");
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

/// What is said of a tie that held today, so many minutes before now.
fn hours(school: &School, from: i64, until: i64) -> String {
    let time = |minutes| {
        let at = school.clock.now() - TimeDelta::minutes(minutes);
        Words::new(Locale::En).time(at.with_timezone(&chrono_tz::America::Los_Angeles).time())
    };
    format!("(on November 22, 2026, from {} to {})", time(from), time(until))
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
        school.clock.pass(TimeDelta::minutes(2));
        let change = [("gives", "nothing"), ("reason", WHY), ("evidence", "a talk"), ("from", "2026-11-22")];
        let changed = fill(&mut ruth, &way(&page, "Amara Obi", "/change"), &change).await;
        assert_eq!(changed.status, StatusCode::SEE_OTHER, "{}", changed.body);
        let page = ruth.get(&rights()).await;
        let row = page.body.split("<h3>").find(|row| row.contains("Amara Obi")).expect("the link");
        assert!(row.contains("May see nothing.") && row.contains("Sees nothing today") && row.contains(WHY));
        let over = page.body.split("id=\"over-title\"").nth(1).expect("what is over");
        assert!(over.contains("May see, and nothing more"), "what was before stays");
        assert!(over.contains(&hours(&school, 2, 0)), "with the hours, since the days say nothing: {over}");
        school.clock.pass(TimeDelta::minutes(1));
        let ended =
            fill(&mut ruth, &way(&page, "Amara Obi", "/end"), &[("reason", WHY), ("from", "2026-11-22")])
                .await;
        assert_eq!(ended.status, StatusCode::SEE_OTHER, "{}", ended.body);
        let page = ruth.get(&rights()).await;
        let now = page.body.split("id=\"over-title\"").next().expect("what holds");
        assert!(!now.contains("Amara Obi"), "{now}");
        let over = page.body.split("id=\"over-title\"").nth(1).expect("what is over");
        assert!(over.contains(&hours(&school, 3, 1)) && over.contains(&hours(&school, 1, 0)), "{over}");
        assert!(!over.contains(".m.."), "{over}");
        let found = ruth.get(&format!("{}/find?for=link&words=amara", rights())).await;
        let anew = found.body.split("href=\"").find(|rest| rest.contains("Go on with Amara Obi"));
        let anew = anew.and_then(|rest| rest.split('"').next()).expect("a way to enter it anew").to_owned();
        assert_eq!(
            anew,
            way(&page, "Amara Obi", anew.rsplit('/').next().expect("an end")),
            "and beside the line"
        );
        let again =
            [("called", "grandmother"), ("gives", "see"), ("evidence", "a letter"), ("from", "2026-11-22")];
        let saved = fill(&mut ruth, &anew, &again).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
        let page = ruth.get(&rights()).await;
        let now = page.body.split("id=\"over-title\"").next().expect("what holds");
        assert!(now.contains("Amara Obi"), "what was ended by mistake holds again");
        let end = [("reason", WHY), ("from", "2026-11-22")];
        fill(&mut ruth, &way(&page, "Grace Okafor", "/end"), &end).await;
        let page = ruth.get(&rights()).await;
        let over = page.body.split("id=\"over-title\"").nth(1).expect("what is over");
        let row = over.split("<h3>").find(|row| row.contains("Grace Okafor")).expect("her link");
        assert!(row.contains("until November 22, 2026, 4:03 a.m.)"), "it held until then: {row}");
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
        let twice = fill(&mut ruth, &new, &given).await;
        assert_eq!(twice.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(twice.body.contains("The same is entered for this person"), "{}", twice.body);
        let other = [("ground", "dependent"), ("evidence", "a tax form"), ("from", "2026-11-22")];
        let saved = fill(&mut ruth, &new, &other).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
        let page = ruth.get(&at).await;
        let end = way(&page, "The student agreed", "/end");
        let end = ruth.get(&end).await;
        assert!(
            end.body.contains("still sees the plan of Eli Brooks"),
            "another ground remains: {}",
            end.body
        );
        assert!(!end.body.contains("no longer sees the plan"), "{}", end.body);
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
    let stale = ruth.get(&at).await;
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
    let days = "Treated as an adult since: none before, November 22, 2026 now.";
    for path in [rights(), "/audit?kind=rights".to_owned()] {
        let page = ruth.get(&path).await;
        assert!(page.body.contains(days), "the days of before and now, at {path}: {}", page.body);
    }

    let taken_back = [("emancipated", ""), ("eligible", ""), ("reason", "I read this page an hour ago.")];
    let refused = send(&mut ruth, &stale, &at, &taken_back).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    for part in ["Somebody else changed these days", "since November 22, 2026", "an hour ago"] {
        assert!(refused.body.contains(part), "{part}: {}", refused.body);
    }
    assert_eq!(grace.get(&plan()).await.status, StatusCode::FORBIDDEN, "no stale page opens it again");
    let meant = send(&mut ruth, &refused, &at, &taken_back).await;
    assert_eq!(meant.status, StatusCode::SEE_OTHER, "who saw them can: {}", meant.body);
    assert_eq!(grace.get(&plan()).await.status, StatusCode::OK);
}

#[tokio::test]
async fn what_is_chosen_is_sent_and_offered_or_the_reason_stands_at_it() {
    let school = School::riverside().await;
    let mut ruth = school.signed_in("ruth.abernathy").await;
    let paper = [("called", "aunt"), ("evidence", "a paper"), ("from", "2026-11-22")];
    for (at, name) in [
        (format!("{}/order/new?person={GRACE}", rights()), "forbids"),
        (format!("{}/link/new?person={DENISE}", rights()), "gives"),
        (format!("/rights/{ELIJAH}/consent/new?person={DENISE}"), "ground"),
    ] {
        // What the page began with is not what somebody chose.
        for chosen in [vec![(name, "everything")], vec![(name, "")], Vec::new()] {
            let words = [paper.to_vec(), chosen].concat();
            let answer = fill(&mut ruth, &at, &words).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{at} {words:?}");
            for part in [format!("href=\"#field-{name}\""), format!("id=\"field-{name}\"")] {
                assert!(answer.body.contains(&part), "{at} {part}: {}", answer.body);
            }
            assert!(answer.body.contains("That is not one of the choices here."), "{}", answer.body);
        }
    }
}

#[tokio::test]
async fn to_lift_one_of_two_orders_is_not_said_to_open_what_the_other_closes() {
    let school = School::riverside().await;
    let mut ruth = school.signed_in("ruth.abernathy").await;
    let at = format!("{}/order/new?person={GRACE}", rights());
    for (forbids, evidence) in [("no_records", "No. 26-1"), ("no_contact", "No. 26-2")] {
        let order = [("forbids", forbids), ("evidence", evidence), ("from", "2026-11-22")];
        let saved = fill(&mut ruth, &at, &order).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
    }
    let again = [("forbids", "no_contact"), ("evidence", "No. 26-3"), ("from", "2026-11-23")];
    let twice = fill(&mut ruth, &at, &again).await;
    assert_eq!(twice.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(twice.body.contains("The same is entered") && twice.body.contains("No. 26-3"), "{}", twice.body);
    let page = ruth.get(&rights()).await;
    let lift = ruth.get(&way(&page, "No. 26-2", "/end")).await;
    assert!(lift.body.contains("Another order about Grace Okafor goes on."), "{}", lift.body);
    assert!(!lift.body.contains("they see the plan"), "{}", lift.body);
    let lift = ruth.get(&way(&page, "No. 26-1", "/end")).await;
    for part in ["An order forbids contact", "they see the plan, at once"] {
        assert!(lift.body.contains(part), "{part}: {}", lift.body);
    }
    let new = ruth.get(&format!("{}/order/new", rights())).await;
    assert!(new.body.contains("the order does not hold for that one"), "{}", new.body);
}

#[tokio::test]
async fn who_teaches_the_child_of_a_sister_still_sees_the_plan_when_the_link_ends() {
    let school = School::riverside().await;
    let mut ruth = school.signed_in("ruth.abernathy").await;
    let link = [("called", "aunt"), ("gives", "see"), ("evidence", "a letter"), ("from", "2026-11-22")];
    let saved = fill(&mut ruth, &format!("{}/link/new?person={RIVERA}", rights()), &link).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
    let page = ruth.get(&rights()).await;
    for (end, said) in [
        ("/end", "They still see the plan, because something else ties them."),
        ("/change", "Elena Rivera still sees the plan of Maya Okafor, because something else ties them."),
    ] {
        let form = ruth.get(&way(&page, "Elena Rivera", end)).await;
        assert!(form.body.contains(said), "{end}: {}", form.body);
        assert!(!form.body.contains("They find no plan"), "{end}: {}", form.body);
    }
    let ended =
        fill(&mut ruth, &way(&page, "Elena Rivera", "/end"), &[("reason", WHY), ("from", "2026-11-22")])
            .await;
    assert_eq!(ended.status, StatusCode::SEE_OTHER, "{}", ended.body);
    assert_eq!(school.signed_in("ms.rivera").await.get(&plan()).await.status, StatusCode::OK, "as was said");
}

#[tokio::test]
async fn the_days_of_a_tie_stand_in_its_sentence_and_its_words_in_the_language_of_the_page() {
    let school = School::riverside().await;
    let mut ruth = school.signed_in("ruth.abernathy").await;
    let page = ruth.get(&format!("/rights/{MAYA}")).await.body;
    assert!(page.contains("Counselor <span class=\"muted\">(since August 25, 2025)</span>"), "{page}");
    let mut spanish = school.signed_in("ruth.abernathy").await;
    spanish.cookies.insert("__Host-headway-language".to_owned(), "es".to_owned());
    let page = spanish.get(&format!("/rights/{MAYA}")).await.body;
    assert!(page.contains("<span class=\"rights-called\">madre</span>"), "{page}");
    assert!(page.contains("formulario de inscripción") && !page.contains("enrollment form"), "{page}");
}
