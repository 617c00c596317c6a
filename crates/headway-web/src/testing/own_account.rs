//! The reader's own page: how pages look, where they are signed in, a new password; and the ways on every page.

use axum::http::StatusCode;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{NaiveDate, TimeDelta};
use headway_store::{hats, ties};
use ilp::access::OfficeKind;
use ilp::sample::riverside::{JUNE, MAYA, TENANT, riverside};
use sha2::{Digest, Sha256};

use super::walk::{plan, send};
use super::{Answer, Browser, PASSWORD, School};

const NEW: &str = "a quiet river in may";

/// The part of a page with the reader's ways.
fn ways(page: &Answer) -> &str {
    let nav = page.body.split("<nav class=\"paths").nth(1).unwrap_or_default();
    nav.split("</nav>").next().unwrap_or_default()
}

fn hrefs(page: &Answer) -> Vec<String> {
    ways(page).split("href=\"").skip(1).filter_map(|rest| Some(rest.split_once('"')?.0.to_owned())).collect()
}

#[tokio::test]
async fn everybody_has_the_ways_of_what_they_are_and_each_leads_to_a_page() {
    let school = School::riverside().await;
    let check = async |login: &str, expected: &[&str]| {
        let mut browser = school.signed_in(login).await;
        let page = browser.get("/account").await;
        for words in expected {
            assert!(ways(&page).contains(words), "{login} has no way to {words}: {}", ways(&page));
        }
        for href in hrefs(&page) {
            let there = browser.get(&href).await.status;
            assert!(matches!(there, StatusCode::OK | StatusCode::SEE_OTHER), "{login} at {href}: {there}");
        }
        hrefs(&page)
    };
    let maya = check("maya", &["Today", "My plan", "Who has looked"]).await;
    assert!(maya.contains(&plan()) && !maya.contains(&"/students".to_owned()));
    check("grace.okafor", &["Today", "Maya’s plan"]).await;
    let rivera = check("ms.rivera", &["Today", "Students"]).await;
    assert_eq!(rivera, ["/", "/students"]);
    let pham = check("mr.pham", &["Today", "June", "Students"]).await;
    assert!(pham.contains(&format!("/plan/{JUNE}")), "a teacher who is family has both: {pham:?}");
    check("ruth.abernathy", &["Students"]).await;
    check("will.tanaka", &[]).await;
    let stranger = school.browser().get("/help").await;
    assert_eq!(hrefs(&stranger), Vec::<String>::new());
}

#[tokio::test]
async fn the_way_to_where_i_am_is_marked() {
    let school = School::riverside().await;
    let check = async |login: &str, path: &str, expected: &str| {
        let page = school.signed_in(login).await.get(path).await;
        assert!(ways(&page).contains(expected), "{path}: {}", ways(&page));
        assert_eq!(ways(&page).matches("aria-current").count(), 1, "{path}");
    };
    let plan = plan();
    check("maya", &plan, &format!("href=\"{plan}\" aria-current=\"page\"")).await;
    check("maya", &format!("{plan}/history?skip=0"), &format!("href=\"{plan}\" aria-current=\"true\"")).await;
    check("ms.rivera", "/students?words=ma", "href=\"/students\" aria-current=\"page\"").await;
    check("ms.rivera", &plan, &format!("href=\"{plan}\" aria-current=\"page\"")).await;
    for inside in ["history", "conversations", "goal/suggest"] {
        let named = format!("href=\"{plan}\" aria-current=\"true\"");
        check("ms.rivera", &format!("{plan}/{inside}"), &named).await;
        let page = school.signed_in("ms.rivera").await.get(&format!("{plan}/{inside}")).await;
        assert!(ways(&page).contains("Maya Okafor’s plan"), "whose plan it is: {}", ways(&page));
    }
}

#[tokio::test]
async fn a_new_post_shows_in_the_ways_within_a_minute() {
    let school = School::riverside().await;
    let mut maya = school.signed_in("maya").await;
    assert!(!ways(&maya.get("/account").await).contains("/students"));
    let organisation = riverside().organisations[0].id;
    let from = NaiveDate::from_ymd_opt(2026, 1, 1).expect("a day");
    let kind = OfficeKind::Leader;
    let post =
        ties::Post { id: uuid::Uuid::from_u128(7), person: MAYA, kind, organisation, from, until: None };
    let added = school.store.write(move |tx| {
        Box::pin(async move {
            ties::add_posts(tx, TENANT, &[post]).await?;
            hats::of(tx, (TENANT, MAYA), (from, 18)).await
        })
    });
    assert!(added.await.expect("she has a post").works);
    school.clock.pass(TimeDelta::seconds(59));
    assert!(!ways(&maya.get("/account").await).contains("/students"), "it is remembered");
    school.clock.pass(TimeDelta::seconds(2));
    assert!(ways(&maya.get("/account").await).contains("/students"));
}

#[tokio::test]
async fn how_pages_look_is_chosen_once_and_holds_on_every_page_and_device() {
    for school in School::riverside_on_each_engine().await {
        let mut maya = school.signed_in("maya").await;
        let page = maya.get("/account").await;
        assert!(page.body.contains("<html lang=\"en\" dir=\"ltr\" data-thumb>"), "{}", page.body);
        let chosen = [("face", "apart"), ("size", "large"), ("contrast", "more")];
        let saved = send(&mut maya, &page, "/account/look", &chosen).await;
        assert_eq!(saved.header("location"), "/account?said=saved");
        let look = "data-face=\"apart\" data-size=\"large\" data-contrast=\"more\"";
        let mut elsewhere = school.signed_in("maya").await;
        for path in ["/account?said=saved", &plan(), "/help", "/nowhere"] {
            assert!(maya.get(path).await.body.contains(look), "{path}");
            assert!(elsewhere.get(path).await.body.contains(look), "{path} elsewhere");
        }
        let page = maya.get("/account").await;
        let unknown = send(
            &mut maya,
            &page,
            "/account/look",
            &[("face", "\"><x"), ("size", "large"), ("contrast", "more")],
        );
        assert_eq!(unknown.await.status, StatusCode::BAD_REQUEST);
        assert!(maya.get("/help").await.body.contains(look), "nothing was changed");
    }
}

/// What the button to end the other session sends.
fn other(page: &Answer) -> String {
    let named = page.body.split("name=\"which\" value=\"").nth(1).expect("there is another session");
    named.split('"').next().expect("a value").to_owned()
}

#[tokio::test]
async fn a_session_elsewhere_is_ended_from_here_and_its_name_is_no_key_to_it() {
    for school in School::riverside_on_each_engine().await {
        let mut maya = school.signed_in("maya").await;
        let mut lost = school.signed_in("maya").await;
        let page = maya.get("/account").await;
        let name = other(&page);
        let token = URL_SAFE_NO_PAD.decode(&lost.cookies["__Host-headway"]).expect("a token");
        let digest = Sha256::digest(token);
        assert_ne!(name, URL_SAFE_NO_PAD.encode(digest), "a digest of the digest");
        // With two browsers of his own, so that his page has the form at all.
        school.signed_in("mateo").await;
        let mut mateo = school.signed_in("mateo").await;
        let theirs = mateo.get("/account").await;
        send(&mut mateo, &theirs, "/account/sessions/end", &[("which", &name)]).await;
        assert_eq!(lost.get("/account").await.status, StatusCode::OK, "nobody ends the session of another");
        let ended = send(&mut maya, &page, "/account/sessions/end", &[("which", &name)]).await;
        assert_eq!(ended.header("location"), "/account?said=ended");
        assert_eq!(lost.get("/account").await.header("location"), "/sign-in?next=%2Faccount&why=over");
        assert_eq!(maya.get("/account").await.status, StatusCode::OK);
    }
}

#[tokio::test]
async fn all_other_sessions_are_ended_at_once_and_this_one_stays() {
    let school = School::riverside().await;
    let mut maya = school.signed_in("maya").await;
    let mut others = [school.signed_in("maya").await, school.signed_in("maya").await];
    let page = maya.get("/account").await;
    send(&mut maya, &page, "/account/sessions/end", &[("which", "others")]).await;
    for browser in &mut others {
        assert_eq!(browser.get("/account").await.status, StatusCode::SEE_OTHER);
    }
    let page = maya.get("/account").await;
    assert!(page.status == StatusCode::OK && !page.body.contains("Sign out there"));
}

async fn change(browser: &mut Browser, old: &str, new: &str, again: &str) -> Answer {
    let page = browser.get("/account/password").await;
    let typed = [("password", old), ("new_password", new), ("new_password_again", again)];
    send(browser, &page, "/account/password", &typed).await
}

#[tokio::test]
async fn a_new_password_ends_every_other_session_and_the_old_password() {
    for school in School::riverside_on_each_engine().await {
        let mut maya = school.signed_in("maya").await;
        let mut other = school.signed_in("maya").await;
        assert_eq!(change(&mut maya, PASSWORD, NEW, NEW).await.header("location"), "/account?said=password");
        assert!(maya.get("/account?said=password").await.body.contains("Your password is changed"));
        assert_eq!(other.get("/account").await.status, StatusCode::SEE_OTHER);
        let old = school.browser().sign_in("maya", PASSWORD).await;
        assert_eq!(old.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(school.browser().sign_in("maya", NEW).await.status, StatusCode::SEE_OTHER);
        let twice = change(&mut maya, PASSWORD, NEW, NEW).await;
        assert_eq!(
            twice.header("location"),
            "/account?said=password",
            "a form that is sent twice is done once"
        );
    }
}

#[tokio::test]
async fn a_password_that_others_would_guess_is_refused_at_its_field() {
    let school = School::riverside().await;
    let mut maya = school.signed_in("maya").await;
    for (new, again, expected) in [
        ("seven77", "seven77", "at least 8 characters"),
        ("password123", "password123", "Many people would try this first"),
        ("MayaOkafor", "MayaOkafor", "too little in it"),
        (PASSWORD, PASSWORD, "the password that you use now. Choose another"),
        (NEW, "a quiet river", "are not the same"),
        ("", "", "Fill this in"),
    ] {
        let refused = change(&mut maya, PASSWORD, new, again).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{new}");
        assert!(refused.body.contains(expected), "{new}: {}", refused.body);
        assert!(new.is_empty() || !refused.body.contains(&format!("value=\"{new}\"")), "never shown again");
    }
    let mut rivera = school.signed_in("ms.rivera").await;
    assert!(change(&mut rivera, PASSWORD, "14 characters!", "").await.body.contains("Fill this in"));
    let short = change(&mut rivera, PASSWORD, "14 characters!", "14 characters!").await;
    assert!(short.body.contains("at least 15 characters"), "who reads many plans needs a longer one");
}

#[tokio::test]
async fn who_guesses_at_the_password_of_an_open_session_is_slowed() {
    for school in School::riverside_on_each_engine().await {
        let mut maya = school.signed_in("maya").await;
        for _ in 0..5 {
            school.clock.pass(TimeDelta::seconds(1));
            let wrong = change(&mut maya, "a guess", NEW, NEW).await;
            assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(wrong.body.contains("not the password that you use now"));
        }
        let slowed = change(&mut maya, PASSWORD, NEW, NEW).await;
        assert_eq!((slowed.status, slowed.header("retry-after")), (StatusCode::TOO_MANY_REQUESTS, "60"));
        let mut elsewhere = school.browser();
        elsewhere.address = ([192, 0, 2, 77], 4000).into();
        assert_eq!(elsewhere.sign_in("maya", PASSWORD).await.status, StatusCode::SEE_OTHER);
    }
}
