//! What is being typed is kept by the one script: for its author alone, from our own pages alone, in bounds.

use axum::body::Body;
use axum::http::{Method, StatusCode};
use chrono::TimeDelta;
use ilp::sample::riverside::MAYA;

use super::kept_forms::{fields, keys, routes, times_saved};
use super::walk::plan;
use super::{Answer, Browser, PASSWORD, School, add_tenant};

const KEEP: &str = "/drafts/keep";

/// What the script sends while this is being typed into the note.
async fn type_in(browser: &mut Browser, keys: &[(String, String)], words: &str) -> Answer {
    browser.post(KEEP, &fields(keys, words)).await
}

/// The same keys with another value under a name.
fn with(keys: &[(String, String)], name: &str, value: &str) -> Vec<(String, String)> {
    let mut keys: Vec<_> = keys.iter().filter(|(known, _)| known != name).cloned().collect();
    keys.push((name.to_owned(), value.to_owned()));
    keys
}

#[tokio::test]
async fn what_is_being_typed_is_kept_and_waits_in_its_form() {
    for school in School::on_each_engine(routes).await {
        let mut ana = school.signed_in("ana").await;
        let keys = keys(&ana.get("/note").await);
        for words in ["My own", "My own words"] {
            let kept = type_in(&mut ana, &keys, words).await;
            assert_eq!(
                (kept.status, kept.body.as_str()),
                (StatusCode::OK, "At 6:00 a.m. we kept what you typed. Only you see it.")
            );
            assert_eq!(kept.header("cache-control"), "no-store");
        }
        let page = ana.get("/note").await;
        assert!(page.body.contains("My own words</textarea>") && page.body.contains("Not saved yet"));
        assert!(page.body.contains("action=\"/drafts/discard\""), "it can be thrown away");
        assert_eq!(times_saved(&school).await, 0);

        let again = self::keys(&page);
        type_in(&mut ana, &again, "My own words, and more").await;
        let saved = ana.post("/note", &fields(&again, "My own words, and more")).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
        assert!(!ana.get("/note").await.body.contains("Not saved yet"), "what is saved is no draft any more");
    }
}

#[tokio::test]
async fn nobody_else_finds_what_somebody_types() {
    let school = School::with(routes()).await;
    let mut ana = school.signed_in("ana").await;
    let keys = keys(&ana.get("/note").await);
    type_in(&mut ana, &keys, "My own words").await;
    let mut ben = school.signed_in("ben").await;
    assert!(!ben.get("/note").await.body.contains("My own words"));

    // Ben sits down where Ana's page is still open: her page has the token of her own visit.
    let csrf = ana.get("/help").await.hidden("/sign-out", "_csrf");
    ana.post("/sign-out", &[("_csrf", &csrf)]).await;
    ana.sign_in("ben", PASSWORD).await;
    let refused = type_in(&mut ana, &keys, "Words of the page before").await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    for login in ["ana", "ben"] {
        let page = school.signed_in(login).await.get("/note").await;
        assert!(!page.body.contains("Words of the page before"), "{login}");
    }
}

#[tokio::test]
async fn words_are_kept_from_our_own_pages_alone_and_in_their_own_school() {
    let school = School::with(routes()).await;
    add_tenant(&school.store, "plans.hillside.example").await;
    let mut ana = school.signed_in("ana").await;
    let keys = keys(&ana.get("/note").await);
    let words = "Words of nobody";
    let mut check = async |keys: &[(String, String)], said: &[(&str, &str)], expected: StatusCode| {
        let answer = ana.post_as(KEEP, &fields(keys, words), said).await;
        assert_eq!(answer.status, expected, "{keys:?} {said:?}");
    };
    let ours = [("sec-fetch-site", "same-origin")];
    check(&with(&keys, "_csrf", ""), &ours, StatusCode::FORBIDDEN).await;
    check(&with(&keys, "_csrf", "x"), &ours, StatusCode::FORBIDDEN).await;
    check(&keys, &[("sec-fetch-site", "cross-site")], StatusCode::FORBIDDEN).await;
    check(&keys, &[("origin", "https://evil.example")], StatusCode::FORBIDDEN).await;
    check(&keys, &[ours[0], ("host", "plans.hillside.example")], StatusCode::FORBIDDEN).await;
    for to in ["", "/note/nowhere", "/language", "/plan/1", "https://evil.example/note", "/help"] {
        check(&with(&keys, "_keep", to), &ours, StatusCode::BAD_REQUEST).await;
    }
    check(&with(&keys, "_form", "goal/new"), &ours, StatusCode::BAD_REQUEST).await;
    check(&with(&keys, "_once", ""), &ours, StatusCode::BAD_REQUEST).await;
    let body = Body::from("{}");
    let json = ana.send(Method::POST, KEEP, &[ours[0], ("content-type", "application/json")], body).await;
    assert_eq!(json.status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
    assert!(!ana.get("/note").await.body.contains(words), "none of it was kept");
}

#[tokio::test]
async fn what_is_typed_is_kept_in_bounds() {
    let school = School::with(routes()).await;
    let mut ana = school.signed_in("ana").await;
    let keys = keys(&ana.get("/note").await);
    for words in ["word ".repeat(20_000), "word ".repeat(2 << 20)] {
        let refused = type_in(&mut ana, &keys, &words).await;
        assert_eq!(refused.status, StatusCode::PAYLOAD_TOO_LARGE);
        assert!(!refused.body.contains("as a draft for you"));
    }
    for _ in 0..40 {
        assert_eq!(type_in(&mut ana, &keys, "Read more").await.status, StatusCode::OK);
    }
    let often = type_in(&mut ana, &keys, "Read more often").await;
    assert_eq!(often.status, StatusCode::TOO_MANY_REQUESTS);
    let mut ben = school.signed_in("ben").await;
    let bens = self::keys(&ben.get("/note").await);
    assert_eq!(type_in(&mut ben, &bens, "Leer más").await.status, StatusCode::OK, "others type on");
    let saved = ana.post("/note", &fields(&keys, "Read more often")).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "whoever is slowed can save");
    school.clock.pass(TimeDelta::minutes(1));
    let next = self::keys(&ana.get("/note").await);
    assert_eq!(type_in(&mut ana, &next, "Read even more").await.status, StatusCode::OK);
}

#[tokio::test]
async fn words_that_come_after_their_form_was_saved_are_no_draft() {
    for school in School::on_each_engine(routes).await {
        let mut ana = school.signed_in("ana").await;
        let keys = keys(&ana.get("/note").await);
        type_in(&mut ana, &keys, "Read").await;
        assert_eq!(ana.post("/note", &fields(&keys, "Read more")).await.status, StatusCode::SEE_OTHER);
        let late = type_in(&mut ana, &keys, "Read mor").await;
        assert_eq!((late.status, late.body.as_str()), (StatusCode::NO_CONTENT, ""));
        assert!(!ana.get("/note").await.body.contains("Not saved yet"));
        assert_eq!(times_saved(&school).await, 1);
    }
}

#[tokio::test]
async fn words_that_are_undone_are_no_draft_but_those_that_were_there_before_stay() {
    let school = School::with(routes()).await;
    let mut ana = school.signed_in("ana").await;
    let keys = keys(&ana.get("/note").await);
    type_in(&mut ana, &keys, "Read more").await;
    let page = ana.get("/note").await;
    let before = with(&self::keys(&page), "_as_found", "1");
    assert_eq!(type_in(&mut ana, &before, "Read more").await.status, StatusCode::OK);
    assert!(ana.get("/note").await.body.contains("Read more</textarea>"));

    let undone = with(&keys, "_as_found", "1");
    assert_eq!(type_in(&mut ana, &undone, "").await.status, StatusCode::NO_CONTENT);
    assert!(!ana.get("/note").await.body.contains("Not saved yet"));
}

#[tokio::test]
async fn what_is_typed_when_the_session_has_ended_waits_for_its_author() {
    for school in School::on_each_engine(routes).await {
        let mut ana = school.signed_in("ana").await;
        let keys = keys(&ana.get("/note").await);
        school.clock.pass(TimeDelta::minutes(31));
        let turned = type_in(&mut ana, &keys, "My own words").await;
        assert_eq!(turned.header("location"), "/sign-in?next=%2Fnote&why=kept");
        let nowhere = type_in(&mut ana, &with(&keys, "_keep", "/nowhere"), "Words of nobody").await;
        assert_eq!(nowhere.status, StatusCode::FORBIDDEN);
        let mut again = school.signed_in("ana").await;
        let page = again.get("/note").await;
        assert!(page.body.contains("My own words</textarea>"), "{}", page.body);
        // Where the browser has forgotten the session, nobody can say whose words they are.
        ana.cookies.clear();
        assert_eq!(type_in(&mut ana, &keys, "Words of nobody").await.status, StatusCode::FORBIDDEN);
    }
}

#[tokio::test]
async fn typing_keeps_the_session_and_no_password() {
    let school = School::riverside().await;
    let mut haddad = school.signed_in("ms.haddad").await;
    for _ in 0..3 {
        let page = haddad.get("/glass").await;
        let keep = page.hidden("/glass", "_keep");
        let mut typed: Vec<(String, String)> = ["_csrf", "_once", "_form", "_page"]
            .map(|name| (name.to_owned(), page.hidden("/glass", name)))
            .to_vec();
        typed.push(("_keep".to_owned(), keep));
        let secret = [("reason", "He fainted in my class."), ("password", "canary-password")];
        typed.extend(secret.map(|(name, value)| (name.to_owned(), value.to_owned())));
        let typed: Vec<_> = typed.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        assert_eq!(haddad.post(KEEP, &typed).await.status, StatusCode::OK);
        school.clock.pass(TimeDelta::minutes(20));
        assert_eq!(haddad.post(KEEP, &typed).await.status, StatusCode::OK, "whoever types is not silent");
        school.clock.pass(TimeDelta::minutes(20));
    }
    let page = haddad.get("/glass").await;
    assert!(page.body.contains("He fainted in my class.") && !page.body.contains("canary-password"));
}

#[tokio::test]
async fn every_form_for_text_is_kept_at_an_address_of_its_own() {
    let school = School::riverside().await;
    let mut found = Vec::new();
    for (login, rooms) in [
        ("maya", ["/goal/new", "/step/new", "/entry/new/interest", "/guided/1", "/conversations/new"]),
        (
            "ms.rivera",
            ["/goal/suggest", "/step/suggest", "/observation/new", "/undertaking/new", "/contacts/new"],
        ),
    ] {
        let mut browser = school.signed_in(login).await;
        for room in rooms {
            let page = browser.get(&format!("{}{room}", plan())).await;
            let Some(rest) = page.body.split("name=\"_keep\" value=\"").nth(1) else {
                panic!("{login} {room}: {}", page.status)
            };
            let to = rest.split('"').next().expect("a value").replace("&#47;", "/");
            let fields = keys_to(&page, &to);
            let fields: Vec<_> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
            let words = [("statement", "Words"), ("words", "Words")];
            let kept = browser.post(KEEP, &[&fields[..], &words].concat()).await;
            assert_eq!(kept.status, StatusCode::OK, "{login} {room} to {to}: {}", kept.body);
            let again = browser.get(&format!("{}{room}", plan())).await;
            assert!(again.body.contains("Not saved yet"), "{login} {room}");
            found.push(to);
        }
    }
    assert!(found.iter().all(|to| to.contains(&MAYA.to_string())), "{found:?}");
}

fn keys_to(page: &Answer, to: &str) -> Vec<(String, String)> {
    let names = ["_csrf", "_once", "_form", "_page", "_about", "_keep"];
    names.map(|name| (name.to_owned(), page.hidden(to, name))).to_vec()
}
