//! What every answer carries, and what the shell does not let through.

use std::collections::BTreeSet;

use axum::body::Body;
use axum::http::{Method, StatusCode};
use chrono::TimeDelta;
use headway_store::{StoreError, audit};
use ilp::sample::riverside::{MAYA, TENANT};

use super::{School, kept_forms};
use crate::registry::{self, Access};
use crate::{PageError, Visit};

const OURS: (&str, &str) = ("sec-fetch-site", "same-origin");
const FORM: (&str, &str) = ("content-type", "application/x-www-form-urlencoded");

#[tokio::test]
async fn every_answer_carries_its_headers() {
    let school = School::open().await;
    let mut browser = school.browser();
    let style = crate::assets::style_url();
    for path in ["/", "/sign-in", "/help", "/health", "/nowhere", "/assets/nothing.css", style] {
        let answer = browser.get(path).await;
        assert!(answer.header("content-security-policy").contains("default-src 'none'"), "{path}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(answer.header("referrer-policy"), "same-origin", "{path}");
        assert!(answer.header("strict-transport-security").contains("max-age=63072000"), "{path}");
        assert!(answer.header("access-control-allow-origin").is_empty(), "{path}");
        let kept = answer.header("cache-control");
        assert_eq!(kept != "no-store", path == style, "{path} says {kept}");
    }
}

#[tokio::test]
async fn the_style_and_the_script_of_a_page_can_be_kept_for_ever() {
    let school = School::with(kept_forms::routes()).await;
    let mut ana = school.signed_in("ana").await;
    let page = ana.get("/note").await;
    for (stem, ending, kind) in [("style", "css", "text/css"), ("headway", "js", "text/javascript")] {
        let rest = page.body.split(&format!("\"/assets/{stem}-")).nth(1).expect("the page names it");
        let path = format!("/assets/{stem}-{}", rest.split('"').next().unwrap_or_default());
        let asset = ana.get(&path).await;
        assert_eq!(
            (asset.status, asset.header("cache-control"), asset.header("content-type")),
            (StatusCode::OK, "public, max-age=31536000, immutable", &*format!("{kind}; charset=utf-8"))
        );
        let other = ana.get(&format!("/assets/{stem}-0.{ending}")).await;
        assert_eq!(other.status, StatusCode::NOT_FOUND);
    }
    let help = ana.get("/help").await;
    assert!(!help.body.contains("<script"), "only what is typed needs one");
}

#[tokio::test]
async fn what_is_not_there_says_so_in_the_readers_language_with_a_way_out() {
    let school = School::open().await;
    let mut browser = school.browser();
    let spanish = browser.send(Method::GET, "/nowhere", &[("accept-language", "es-MX")], Body::empty()).await;
    assert_eq!(spanish.status, StatusCode::NOT_FOUND);
    assert!(spanish.body.contains("Esta página no está aquí") && spanish.body.contains("href=\"/help\""));
    assert!(browser.get("/nowhere").await.body.contains("This page is not here"));
}

#[tokio::test]
async fn a_method_that_a_page_does_not_take_is_refused() {
    let school = School::open().await;
    let mut browser = school.browser();
    let csrf = browser.get("/help").await.hidden("/language", "_csrf");
    let refused = browser.post("/help", &[("_csrf", &csrf)]).await;
    assert_eq!((refused.status, refused.header("allow")), (StatusCode::METHOD_NOT_ALLOWED, "GET,HEAD"));
    for method in [Method::TRACE, Method::DELETE, Method::PUT] {
        let answer = browser.send(method.clone(), "/sign-in", &[], Body::empty()).await;
        assert!(answer.status.is_client_error(), "{method}");
    }
}

#[tokio::test]
async fn a_form_is_taken_only_from_our_own_pages_and_this_visit() {
    let school = School::open().await;
    let mut ana = school.signed_in("ana").await;
    let csrf = ana.get("/").await.hidden("/sign-out", "_csrf");
    let foreign = school.browser().get("/help").await.hidden("/language", "_csrf");
    let ours = ("sec-fetch-site", "same-origin");
    let cases = [
        (csrf.as_str(), ("sec-fetch-site", "cross-site"), "came from somewhere else"),
        (&csrf, ("origin", "https://evil.example"), "came from somewhere else"),
        (&csrf, ("origin", "null"), "came from somewhere else"),
        (&foreign, ours, "open for too long"),
        ("", ours, "open for too long"),
    ];
    for (token, said, expected) in cases {
        let refused = ana.post_as("/sign-out", &[("_csrf", token)], &[said]).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN, "{said:?}");
        assert!(refused.body.contains(expected), "{said:?}");
    }
    assert_eq!(ana.get("/").await.status, StatusCode::OK, "she is still signed in");
}

#[tokio::test]
async fn a_stranger_comes_through_no_door_that_is_for_the_signed_in() {
    let school = School::open().await;
    for route in registry::all() {
        let mut stranger = school.browser();
        let csrf = stranger.get("/help").await.hidden("/language", "_csrf");
        let answer = match route.method {
            Method::GET => stranger.get(route.path).await,
            _ => stranger.post(route.path, &[("_csrf", &csrf)]).await,
        };
        let turned_back =
            answer.header("location").starts_with("/sign-in") || answer.status == StatusCode::FORBIDDEN;
        match route.access {
            Access::SignedIn | Access::About(_) | Access::Over(_) => {
                assert!(turned_back, "{route:?} lets {} through", answer.status);
            }
            Access::Plain | Access::Public => assert!(answer.status != StatusCode::FORBIDDEN, "{route:?}"),
        }
    }
}

#[tokio::test]
async fn a_body_that_is_no_form_is_refused() {
    let school = School::open().await;
    let mut ana = school.signed_in("ana").await;
    for kind in ["text/plain", "application/json", "multipart/form-data; boundary=x"] {
        let answer = ana.send(Method::POST, "/sign-out", &[("content-type", kind)], Body::from("{}")).await;
        assert_eq!(answer.status, StatusCode::UNSUPPORTED_MEDIA_TYPE, "{kind}");
    }
}

#[tokio::test]
async fn an_old_page_gives_back_what_was_typed() {
    let school = School::open().await;
    let mut ana = school.signed_in("ana").await;
    let refused = ana.post("/drafts/discard", &[("_csrf", "old"), ("why", "I want <more> biology")]).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    assert!(
        refused.body.contains("What you typed") && refused.body.contains("I want &#60;more&#62; biology")
    );
}

#[tokio::test]
async fn a_stranger_makes_no_large_page_out_of_a_form() {
    let school = School::open().await;
    let mut stranger = school.browser();
    let many = "a=word&".repeat(30_000);
    let refused = stranger.send(Method::POST, "/language", &[FORM, OURS], Body::from(many)).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    assert!(refused.body.matches("<textarea").count() == 20, "what a form can hold is given back");
    assert!(refused.body.len() < 20_000, "{} bytes", refused.body.len());
    let csrf = stranger.get("/help").await.hidden("/language", "_csrf");
    let big = stranger.post("/language", &[("_csrf", &csrf), ("why", &"a".repeat(300 << 10))]).await;
    assert_eq!(big.status, StatusCode::PAYLOAD_TOO_LARGE);
}

#[tokio::test]
async fn what_no_database_keeps_breaks_no_page() {
    for school in School::riverside_on_each_engine().await {
        let mut bell = school.signed_in("mr.bell").await;
        assert_eq!(bell.get("/students?words=%00").await.status, StatusCode::NOT_FOUND);
        let mut stranger = school.browser();
        let csrf = stranger.get("/sign-in").await.hidden("/sign-in", "_csrf");
        let words =
            [("_csrf", csrf.as_str()), ("login", "may\0a"), ("password", "some\0thing"), ("_form", "x\0y")];
        let refused = stranger.post("/sign-in", &words).await;
        assert!(refused.status.is_client_error(), "{} {}", refused.status, refused.body);
    }
}

#[tokio::test]
async fn a_panic_is_a_page_with_a_number_and_the_next_request_is_served() {
    async fn fault(_visit: Visit) -> Result<String, PageError> {
        panic!("a fault of ours")
    }
    let school = School::with(vec![registry::get("/fault", Access::Public, fault)]).await;
    let mut browser = school.browser();
    let answer = browser.get("/fault").await;
    assert_eq!(answer.status, StatusCode::INTERNAL_SERVER_ERROR);
    assert!(
        answer.body.contains("Something went wrong on our side") && answer.body.contains("give this number")
    );
    assert!(!answer.body.contains("a fault of ours"));
    assert!(answer.header("content-security-policy").contains("default-src"));
    assert_eq!(browser.get("/help").await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_fault_of_ours_gives_back_what_was_typed() {
    async fn fault(_visit: Visit) -> Result<String, PageError> {
        panic!("a fault of ours")
    }
    let school = School::with(vec![registry::post("/fault", Access::Public, fault)]).await;
    let mut ana = school.signed_in("ana").await;
    let csrf = ana.get("/").await.hidden("/sign-out", "_csrf");
    let typed = [("_csrf", csrf.as_str()), ("why", "I like birds")];
    let broken = ana.post("/fault", &typed).await;
    assert_eq!(broken.status, StatusCode::INTERNAL_SERVER_ERROR);
    assert!(broken.body.contains("I like birds</textarea>"));

    school.store.close().await;
    let away = ana.post("/fault", &typed).await;
    assert!(away.status.is_server_error() && away.body.contains("I like birds</textarea>"), "{}", away.body);
    let evil = ana.post_as("/fault", &typed, &[("sec-fetch-site", "cross-site")]).await;
    assert!(evil.status.is_server_error() && !evil.body.contains("I like birds"));
}

#[tokio::test]
async fn an_unknown_host_gets_the_only_school_until_there_are_two() {
    let school = School::open().await;
    let mut browser = school.browser();
    let elsewhere = [("host", "127.0.0.1:8080")];
    assert_eq!(browser.send(Method::GET, "/help", &elsewhere, Body::empty()).await.status, StatusCode::OK);
    super::add_tenant(&school.store, "other.example").await;
    assert_eq!(
        browser.send(Method::GET, "/help", &elsewhere, Body::empty()).await.status,
        StatusCode::NOT_FOUND
    );
    let named = [("host", "Plans.Riverside.example:8443")];
    assert_eq!(browser.send(Method::GET, "/help", &named, Body::empty()).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_session_of_one_school_is_nobody_in_another() {
    let school = School::open().await;
    super::add_tenant(&school.store, "other.example").await;
    let mut ana = school.signed_in("ana").await;
    let there = ana.send(Method::GET, "/", &[("host", "other.example")], Body::empty()).await;
    assert_eq!(there.header("location"), "/sign-in");
}

#[tokio::test]
async fn health_needs_no_school_and_no_cookie() {
    let school = School::open().await;
    let answer = school.browser().get("/health").await;
    assert_eq!((answer.status, answer.body.as_str()), (StatusCode::OK, "ok\n"));
    assert!(answer.header("set-cookie").is_empty());
}

#[tokio::test]
async fn a_save_that_did_not_fit_turns_health_red_and_says_so() {
    async fn full(_visit: Visit) -> Result<String, PageError> {
        Err(StoreError::Full.into())
    }
    let school = School::with(vec![registry::post("/full", Access::Public, full)]).await;
    let mut ana = school.signed_in("ana").await;
    let csrf = ana.get("/").await.hidden("/sign-out", "_csrf");
    let answer = ana.post("/full", &[("_csrf", &csrf), ("why", "I like birds")]).await;
    assert_eq!((answer.status, answer.header("retry-after")), (StatusCode::SERVICE_UNAVAILABLE, "60"));
    assert!(answer.body.contains("no room left") && answer.body.contains("I like birds</textarea>"));
    let health = school.browser().get("/health").await;
    assert_eq!(health.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(health.body, "nothing can be saved: the disk is full\n");
    school.clock.pass(TimeDelta::minutes(2));
    assert_eq!(school.browser().get("/health").await.body, "ok\n");
    school.store.close().await;
    assert_eq!(school.browser().get("/health").await.body, "the store does not answer\n");
}

#[tokio::test]
async fn whoever_is_refused_a_plan_is_on_record_with_codes_alone() {
    for school in School::riverside_on_each_engine().await {
        let plan = format!("/plan/{MAYA}");
        let mut teacher = school.signed_in("ms.haddad").await;
        assert_eq!(teacher.get(&plan).await.status, StatusCode::NOT_FOUND);
        let mut principal = school.signed_in("dr.deshmukh").await;
        assert_eq!(principal.get(&format!("{plan}/history")).await.status, StatusCode::FORBIDDEN);
        // Whoever asks who looked means also whoever was refused a moment ago.
        school.signed_in("maya").await.get(&format!("{plan}/who-looked")).await;
        let csrf = teacher.get("/help").await.hidden("/sign-out", "_csrf");
        let form = [
            ("_csrf", csrf.as_str()),
            ("_once", "00000000-0000-7000-8000-000000000001"),
            ("_page", &plan),
            ("statement", "Words of mine"),
        ];
        let saved = teacher.post(&format!("{plan}/goal/new"), &form).await;
        assert_eq!(saved.status, StatusCode::NOT_FOUND);
        let read = school.store.read(|tx| Box::pin(audit::latest(tx, TENANT, 50)));
        let mut denied: Vec<_> = read.await.expect("the audit").into_iter().collect();
        denied.retain(|event| event.learner == Some(MAYA));
        let told: BTreeSet<(&str, &str)> =
            denied.iter().map(|event| (event.act.as_str(), event.because.as_str())).collect();
        let expected =
            [("see_plan", "not_known"), ("see_history", "not_carried"), ("change_own", "not_known")];
        assert_eq!(told, BTreeSet::from(expected));
        for event in &denied {
            assert_eq!((event.outcome.as_str(), event.detail.as_str()), ("refused", ""), "{event:?}");
            assert!(event.actor.is_some() && event.address.is_some(), "{event:?}");
        }
    }
}

#[tokio::test]
async fn an_address_with_an_absurd_number_or_day_breaks_nothing() {
    for school in School::riverside_on_each_engine().await {
        let mut maya = school.signed_in("maya").await;
        for (query, expected) in [
            ("skip=18446744073709551615", StatusCode::OK),
            ("on=-9999-01-01", StatusCode::NOT_FOUND),
            ("on=%2B99999-01-01", StatusCode::NOT_FOUND),
            ("on=2026-11-20", StatusCode::OK),
        ] {
            let answer = maya.get(&format!("/plan/{MAYA}/history?{query}")).await;
            assert_eq!(answer.status, expected, "{query}");
        }
        let action = format!("/plan/{MAYA}/goal/new");
        let page = maya.get(&action).await;
        let (csrf, once) = (page.hidden(&action, "_csrf"), page.hidden(&action, "_once"));
        for by in ["-9999-01-01", "+99999-01-01", "2201-01-01"] {
            let form = [("_csrf", csrf.as_str()), ("_once", &once), ("statement", "Swim a mile"), ("by", by)];
            let refused = maya.post(&action, &form).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{by}");
            assert!(refused.body.contains("from 1900 to 2200"), "{by}");
        }
    }
}

#[tokio::test]
async fn a_get_changes_nothing() {
    let school = School::open().await;
    let mut ana = school.signed_in("ana").await;
    assert_eq!(ana.get("/sign-out").await.status, StatusCode::METHOD_NOT_ALLOWED);
    assert_eq!(ana.get("/").await.status, StatusCode::OK);
    // HEAD is a GET without its body.
    let head = ana.send(Method::HEAD, "/", &[FORM], Body::empty()).await;
    assert_eq!((head.status, head.body.as_str()), (StatusCode::OK, ""));
}
