//! Signing in and out, in time and out of it.

use std::collections::BTreeSet;

use axum::http::StatusCode;
use chrono::{DateTime, TimeDelta};
use headway_store::people::{self, Person};
use headway_store::{accounts, attempts, audit};
use ilp::PersonId;

use super::{ANA, HASH, PASSWORD, School, TENANT, person};

const AWAY: PersonId = PersonId::numbered(13);

#[tokio::test]
async fn a_student_signs_in_and_sees_their_own_first_page() {
    for school in School::on_each_engine(Vec::new).await {
        let mut browser = school.browser();
        let turned = browser.get("/").await;
        assert_eq!((turned.status, turned.header("location")), (StatusCode::SEE_OTHER, "/sign-in"));
        let answer = browser.sign_in(" ANA ", PASSWORD).await;
        assert_eq!((answer.status, answer.header("location")), (StatusCode::SEE_OTHER, "/"));
        assert!(browser.get("/").await.body.contains("Hello, Ana Lopez"));
    }
}

#[tokio::test]
async fn a_person_is_greeted_in_the_language_they_chose_else_in_theirs() {
    let school = School::open().await;
    let mut ben = school.signed_in("ben").await;
    let page = ben.get("/").await;
    assert!(
        page.body.contains("Hola, Ben Lopez") && page.body.contains("<html lang=\"es\""),
        "{}",
        page.body
    );
    let csrf = page.hidden("/language", "_csrf");
    let chosen = ben.post("/language", &[("_csrf", &csrf), ("language", "en"), ("back", "/help")]).await;
    assert_eq!(chosen.header("location"), "/help");
    assert!(ben.get("/").await.body.contains("Hello, Ben"));
}

#[tokio::test]
async fn an_unknown_name_and_a_wrong_password_look_the_same() {
    let school = School::open().await;
    let said = |body: String, login: &str| body.replace(login, "…").split("<main").nth(1).map(without_keys);
    let wrong = school.browser().sign_in("ana", "not it").await;
    let unknown = school.browser().sign_in("zoe", "not it").await;
    assert_eq!(
        (wrong.status, unknown.status),
        (StatusCode::UNPROCESSABLE_ENTITY, StatusCode::UNPROCESSABLE_ENTITY)
    );
    assert!(wrong.body.contains("do not go together"));
    assert_eq!(said(wrong.body, "ana"), said(unknown.body, "zoe"));
    // The space around a password is part of it.
    assert_eq!(
        school.browser().sign_in("ana", PASSWORD.trim()).await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
}

/// A page without the tokens and keys that every showing makes anew.
fn without_keys(page: &str) -> String {
    let mut kept = String::new();
    for (at, part) in page.split("value=\"").enumerate() {
        kept.push_str(if at == 0 { part } else { part.split_once('"').map_or("", |(_, rest)| rest) });
    }
    kept
}

#[tokio::test]
async fn a_sign_in_page_that_lay_open_too_long_asks_again_and_signs_nobody_in() {
    let school = School::open().await;
    let mut browser = school.browser();
    let fields = [("_csrf", "old"), ("login", "ana"), ("password", PASSWORD), ("next", "/help")];
    let answer = browser.post("/sign-in", &fields).await;
    assert_eq!(answer.header("location"), "/sign-in?next=%2Fhelp&why=old");
    assert_eq!(browser.get("/").await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_password_is_never_sent_back() {
    let school = School::open().await;
    let wrong = school.browser().sign_in("ana", "my secret words").await;
    assert!(!wrong.body.contains("my secret words"));
    assert!(wrong.body.contains("value=\"ana\""));
}

#[tokio::test]
async fn a_session_begins_under_a_new_token_whatever_was_planted() {
    let school = School::open().await;
    let mut browser = school.browser();
    let planted = "A".repeat(43);
    browser.cookies.insert("__Host-headway".to_owned(), planted.clone());
    assert_eq!(browser.sign_in("ana", PASSWORD).await.status, StatusCode::SEE_OTHER);
    let token = browser.cookies["__Host-headway"].clone();
    assert_ne!(token, planted);
    let mut attacker = school.browser();
    attacker.cookies.insert("__Host-headway".to_owned(), planted);
    assert_eq!(attacker.get("/").await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn signing_out_ends_the_session_wherever_its_cookie_is() {
    let school = School::open().await;
    let mut ana = school.signed_in("ana").await;
    let stolen = ana.cookies.clone();
    let csrf = ana.get("/").await.hidden("/sign-out", "_csrf");
    let out = ana.post("/sign-out", &[("_csrf", &csrf)]).await;
    assert_eq!(out.header("location"), "/sign-in?why=out");
    assert!(out.header("clear-site-data").contains("cache"));
    assert!(!ana.cookies.contains_key("__Host-headway"));
    let mut thief = school.browser();
    thief.cookies = stolen;
    assert_eq!(thief.get("/").await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_session_ends_after_half_an_hour_of_silence_and_after_twelve_hours_in_any_case() {
    for school in School::on_each_engine(Vec::new).await {
        let mut ana = school.signed_in("ana").await;
        for _ in 0..28 {
            school.clock.pass(TimeDelta::minutes(25));
            assert_eq!(ana.get("/").await.status, StatusCode::OK);
        }
        school.clock.pass(TimeDelta::minutes(25));
        assert_eq!(ana.get("/help?x=1").await.status, StatusCode::OK);
        assert_eq!(ana.get("/").await.header("location"), "/sign-in?why=long");
        assert!(ana.get("/sign-in?why=long").await.body.contains("twelve hours"));

        let mut ben = school.signed_in("ben").await;
        school.clock.pass(TimeDelta::minutes(31));
        assert_eq!(ben.get("/").await.header("location"), "/sign-in?why=ended");
    }
}

#[tokio::test]
async fn who_left_is_out_at_once_and_stays_out() {
    let school = School::open().await;
    let mut ana = school.signed_in("ana").await;
    let closed = school
        .store
        .write(|tx| Box::pin(async move { accounts::disable(tx, TENANT, ANA, DateTime::UNIX_EPOCH).await }));
    assert_eq!(closed.await, Ok(true));
    assert_eq!(ana.get("/").await.status, StatusCode::SEE_OTHER);
    assert_eq!(ana.sign_in("ana", PASSWORD).await.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn a_guesser_is_slowed_and_the_owner_elsewhere_still_gets_in() {
    for school in School::on_each_engine(Vec::new).await {
        let mut guesser = school.browser();
        for _ in 0..5 {
            school.clock.pass(TimeDelta::seconds(1));
            assert_eq!(guesser.sign_in("ana", "a guess").await.status, StatusCode::UNPROCESSABLE_ENTITY);
        }
        let slowed = guesser.sign_in("ana", PASSWORD).await;
        assert_eq!((slowed.status, slowed.header("retry-after")), (StatusCode::TOO_MANY_REQUESTS, "60"));
        assert!(slowed.body.contains("Wait 60 seconds"), "{}", slowed.body);
        let mut owner = school.browser();
        owner.address = ([192, 0, 2, 2], 4000).into();
        assert_eq!(owner.sign_in("ana", PASSWORD).await.status, StatusCode::SEE_OTHER);
        school.clock.pass(TimeDelta::seconds(61));
        assert_eq!(guesser.sign_in("ana", PASSWORD).await.status, StatusCode::SEE_OTHER);
    }
}

#[tokio::test]
async fn a_name_is_counted_as_it_is_looked_up_however_it_is_written() {
    for school in School::on_each_engine(Vec::new).await {
        let mut guesser = school.browser();
        for (at, name) in ["ana", "ａｎａ", "ᵃna", "𝐚na", " Ana "].into_iter().enumerate() {
            // Anywhere in one network of IPv6: it is given to one customer as a whole.
            guesser.address = ([0x2001, 0xdb8, 1, 2, u16::try_from(at).unwrap_or(0), 0, 0, 1], 4000).into();
            school.clock.pass(TimeDelta::seconds(1));
            let wrong = guesser.sign_in(name, "a guess").await;
            assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}");
        }
        assert_eq!(guesser.sign_in("ana", PASSWORD).await.status, StatusCode::TOO_MANY_REQUESTS);
        let read = school.store.read(|tx| Box::pin(audit::latest(tx, TENANT, 5)));
        let details: BTreeSet<String> =
            read.await.expect("the audit").into_iter().map(|event| event.detail).collect();
        assert_eq!(details.len(), 1, "one name has one digest: {details:?}");
    }
}

#[tokio::test]
async fn behind_a_proxy_everybody_is_counted_by_their_own_address() {
    let school = School::open().await;
    let from = async |client: &str, password: &str| {
        let mut browser = school.browser();
        browser.address = ([127, 0, 0, 1], 4000).into();
        let csrf = browser.get("/sign-in").await.hidden("/sign-in", "_csrf");
        let fields = [("_csrf", csrf.as_str()), ("login", "ana"), ("password", password)];
        browser.post_as("/sign-in", &fields, &[("x-forwarded-for", client)]).await.status
    };
    for _ in 0..5 {
        school.clock.pass(TimeDelta::seconds(1));
        assert_eq!(from("203.0.113.9", "a guess").await, StatusCode::UNPROCESSABLE_ENTITY);
    }
    assert_eq!(from("203.0.113.9", PASSWORD).await, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(from("198.51.100.1", PASSWORD).await, StatusCode::SEE_OTHER);
    let read = school.store.read(|tx| Box::pin(audit::latest(tx, TENANT, 1)));
    let latest = read.await.expect("the audit").pop().expect("an event");
    assert_eq!(latest.address.as_deref(), Some("198.51.100.1"));
}

/// How many tries are counted at all, under whatever digest; they are forgotten by that.
async fn counted(school: &School) -> u64 {
    let all = school.store.write(|tx| {
        Box::pin(attempts::forget(tx, DateTime::from_timestamp(4_000_000_000, 0).expect("a time")))
    });
    all.await.expect("the tries are counted")
}

#[tokio::test]
async fn a_good_sign_in_is_no_guess_and_buys_none() {
    let school = School::open().await;
    let mut ana = school.browser();
    for _ in 0..3 {
        school.clock.pass(TimeDelta::seconds(1));
        assert_eq!(ana.sign_in("ana", PASSWORD).await.status, StatusCode::SEE_OTHER);
        ana.cookies.clear();
    }
    assert_eq!(counted(&school).await, 0);
    // Ben guesses at Ana's password and shows his own in between: each of his guesses counts still.
    let mut ben = school.browser();
    ben.address = ([192, 0, 2, 9], 4000).into();
    for (login, password, expected) in [
        ("ana", "a guess", StatusCode::UNPROCESSABLE_ENTITY),
        ("ben", PASSWORD, StatusCode::SEE_OTHER),
        ("ana", "a guess", StatusCode::UNPROCESSABLE_ENTITY),
        ("ben", PASSWORD, StatusCode::SEE_OTHER),
    ] {
        school.clock.pass(TimeDelta::seconds(1));
        assert_eq!(ben.sign_in(login, password).await.status, expected);
        ben.cookies.clear();
    }
    assert_eq!(counted(&school).await, 2 * 3, "two guesses under their three digests");
}

#[tokio::test]
async fn whom_the_roster_switched_off_does_not_get_in_and_hears_why_not_as_a_stranger_would() {
    for school in School::on_each_engine(Vec::new).await {
        let hash = HASH.clone();
        let away = Person { enabled: false, ..person(AWAY, "Away", "en") };
        let added = school.store.write(move |tx| {
            Box::pin(async move {
                people::add(tx, &away).await?;
                accounts::set_password(tx, TENANT, AWAY, ("away", &hash), DateTime::UNIX_EPOCH).await
            })
        });
        added.await.expect("somebody who is away");
        let refused = school.browser().sign_in("away", PASSWORD).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.body.contains("do not go together"));
        let read = school.store.read(|tx| Box::pin(audit::latest(tx, TENANT, 1)));
        let latest = read.await.expect("the audit").pop().expect("an event");
        assert_eq!((latest.outcome.as_str(), latest.because.as_str()), ("refused", "person_disabled"));
    }
}

#[tokio::test]
async fn after_signing_in_nobody_is_sent_to_another_site() {
    let school = School::open().await;
    for (next, expected) in [("/help", "/help"), ("//evil.example", "/"), ("https://evil.example", "/")] {
        let mut browser = school.browser();
        let page = browser.get(&format!("/sign-in?next={next}")).await;
        let csrf = page.hidden("/sign-in", "_csrf");
        let fields = [("_csrf", csrf.as_str()), ("login", "ana"), ("password", PASSWORD), ("next", next)];
        assert_eq!(browser.post("/sign-in", &fields).await.header("location"), expected, "{next}");
    }
}
