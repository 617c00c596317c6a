//! An hour behind broken glass, from the form to the review, and an officer who says what for.

use axum::http::StatusCode;
use chrono::TimeDelta;
use ilp::sample::riverside::{JUNE, MATEO, MAYA};

use super::walk::{TALK, plan, send};
use super::{Answer, Browser, PASSWORD, School};

const REASON: &str = "She sits in the library, cries, and asks for help";

/// Maya, as somebody at the desk describes her.
pub(super) const HER: [(&str, &str); 2] = [("names", "maya OKAFOR"), ("born", "2013-03-14")];

/// Sends the form with these words on top of a reason and the password.
pub(super) async fn ask(browser: &mut Browser, words: &[(&str, &str)]) -> Answer {
    let page = browser.get("/glass").await;
    let mut all = words.to_vec();
    for (name, value) in [("reason", REASON), ("password", PASSWORD)] {
        if !words.iter().any(|(given, _)| *given == name) {
            all.push((name, value));
        }
    }
    send(browser, &page, "/glass", &all).await
}

#[tokio::test]
async fn a_teacher_without_a_tie_reads_for_an_hour_and_everybody_concerned_knows() {
    for school in School::riverside_on_each_engine().await {
        let mut haddad = school.signed_in("ms.haddad").await;
        assert_eq!(haddad.get(&plan()).await.status, StatusCode::NOT_FOUND);
        let before = haddad.cookies["__Host-headway"].clone();
        let opened = ask(&mut haddad, &HER).await;
        assert_eq!(opened.header("location"), plan(), "{}", opened.body);
        assert_ne!(haddad.cookies["__Host-headway"], before, "a proof of who one is begins a new session");
        let page = haddad.get(&plan()).await;
        assert!(page.body.contains(TALK) && page.body.contains("This plan is open to you until 5:00 a.m."));
        assert!(!page.body.contains("Change this") && !page.body.contains("/suggest\""));
        let write = haddad.get(&format!("{}/goal/new", plan())).await;
        assert_eq!(write.status, StatusCode::FORBIDDEN);

        for login in ["maya", "grace.okafor"] {
            let looks = school.signed_in(login).await.get(&format!("{}/who-looked", plan())).await;
            assert!(looks.body.contains("Leila Haddad</bdi> · <time"), "{}", looks.body);
            assert!(looks.body.contains(REASON) && looks.body.contains("Nobody has checked this reason yet"));
        }
        school.clock.pass(TimeDelta::minutes(59));
        let mut later = school.signed_in("ms.haddad").await;
        assert_eq!(later.get(&plan()).await.status, StatusCode::OK);
        school.clock.pass(TimeDelta::minutes(1));
        assert_eq!(later.get(&plan()).await.status, StatusCode::NOT_FOUND, "the hour is over");
    }
}

#[tokio::test]
async fn whoever_is_unknown_and_whoever_may_not_be_opened_get_the_same_answer() {
    for school in School::riverside_on_each_engine().await {
        let mut haddad = school.signed_in("ms.haddad").await;
        let nobody = ask(&mut haddad, &[("names", "Maya Okafor"), ("born", "2013-03-15")]).await;
        assert_eq!(nobody.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(nobody.body.contains("With these words we cannot open a plan for you"), "{}", nobody.body);
        assert!(nobody.body.contains(&format!("{REASON}</textarea>")), "what was typed stays");
        assert!(!nobody.body.contains(PASSWORD));
        super::riverside::forbid(&school.store, MAYA, "ms.haddad").await;
        let forbidden = ask(&mut haddad, &HER).await;
        assert_eq!(forbidden.status, nobody.status);
        let told = |page: &Answer| {
            let start = page.body.find("role=\"alert\"").expect("a problem");
            page.body[start..].split("</div>").next().map(str::to_owned)
        };
        assert_eq!(told(&forbidden), told(&nobody));
    }
}

#[tokio::test]
async fn the_glass_asks_for_a_reason_and_the_password_and_is_slowed_as_the_sign_in_is() {
    let school = School::riverside().await;
    let mut haddad = school.signed_in("ms.haddad").await;
    let mut check = async |words: &[(&str, &str)], expected: StatusCode, told: &str| {
        let mut all = HER.to_vec();
        all.extend(words);
        let answer = ask(&mut haddad, &all).await;
        assert_eq!(answer.status, expected, "{words:?}");
        assert!(answer.body.contains(told), "{words:?}: {}", answer.body);
    };
    let unfit = StatusCode::UNPROCESSABLE_ENTITY;
    check(&[("reason", "  because of it    ")], unfit, "Say a little more: use at least 20").await;
    check(&[("reason", "")], unfit, "Fill this in").await;
    for _ in 0..5 {
        check(&[("password", "guess guess")], unfit, "This is not your password").await;
        school.clock.pass(TimeDelta::seconds(1));
    }
    check(&[("password", "guess guess")], StatusCode::TOO_MANY_REQUESTS, "Wait 60 seconds").await;
    check(&[("password", PASSWORD)], StatusCode::TOO_MANY_REQUESTS, "Wait 60 seconds").await;
}

#[tokio::test]
async fn the_glass_breaks_three_times_a_day_and_wrong_words_count_too() {
    let school = School::riverside().await;
    let mut haddad = school.signed_in("ms.haddad").await;
    for whom in
        [("Maya Okafor", "2013-03-14"), ("Theodor Novak", "2015-03-30"), ("Mateo Santos Reyes", "2011-02-20")]
    {
        let opened = ask(&mut haddad, &[("names", whom.0), ("born", whom.1)]).await;
        assert_eq!(opened.status, StatusCode::SEE_OTHER, "{whom:?} {}", opened.body);
    }
    let fourth = ask(&mut haddad, &[("names", "Elijah Brooks"), ("born", "2008-10-02")]).await;
    assert!(fourth.body.contains("You have opened 3 plans in this way today"), "{}", fourth.body);
    let unknown = ask(&mut haddad, &[("names", "No Body"), ("number", "1")]).await;
    assert!(unknown.body.contains("You have opened 3 plans in this way today"));

    let mut kahale = school.signed_in("mr.kahale").await;
    for n in 0..10 {
        let wrong = ask(&mut kahale, &[("names", "Maya Okafor"), ("number", &n.to_string())]).await;
        assert!(wrong.body.contains("we cannot open a plan for you"), "{n}");
        school.clock.pass(TimeDelta::seconds(1));
    }
    let right = ask(&mut kahale, &HER).await;
    assert!(right.body.contains("did not fit too often today"), "{}", right.body);
}

#[tokio::test]
async fn only_staff_have_that_page_and_a_leader_is_shown_the_way() {
    let school = School::riverside().await;
    for login in ["maya", "grace.okafor", "daniel.whitfield", "will.tanaka"] {
        let mut browser = school.signed_in(login).await;
        assert_eq!(browser.get("/glass").await.status, StatusCode::NOT_FOUND, "{login}");
        let csrf = browser.get("/help").await.hidden("/language", "_csrf");
        let form = [("_csrf", csrf.as_str()), ("reason", REASON), ("password", PASSWORD), HER[0], HER[1]];
        assert_eq!(browser.post("/glass", &form).await.status, StatusCode::NOT_FOUND, "{login}");
    }
    let mut principal = school.signed_in("dr.deshmukh").await;
    let refused = principal.get(&plan()).await;
    let action = format!("{}/glass", plan());
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    assert!(refused.body.contains(&format!("href=\"{action}\"")), "{}", refused.body);
    let page = principal.get(&action).await;
    let opened = send(&mut principal, &page, &action, &[("reason", REASON), ("password", PASSWORD)]).await;
    assert_eq!(opened.header("location"), plan(), "{}", opened.body);
    assert!(principal.get(&plan()).await.body.contains(TALK));
    assert_eq!(principal.get(&action).await.header("location"), plan(), "once is enough");
    // Of whom she does not know, nothing comes back by the address alone.
    let other = principal.get(&format!("/plan/{JUNE}/glass")).await;
    let nobody = principal.get("/plan/00000000-0000-7000-8000-0000000000ff/glass").await;
    assert_eq!((other.status, nobody.status), (StatusCode::NOT_FOUND, StatusCode::NOT_FOUND));
    // Who sees the plan by a class breaks no glass.
    let mut rivera = school.signed_in("ms.rivera").await;
    assert_eq!(ask(&mut rivera, &HER).await.header("location"), plan());
    let looks = school.signed_in("maya").await.get(&format!("{}/who-looked", plan())).await;
    assert_eq!(looks.body.matches("urgent reason").count(), 1, "the principal's alone: {}", looks.body);
}

#[tokio::test]
async fn the_officer_reviews_every_hour_and_the_student_reads_the_result() {
    for school in School::riverside_on_each_engine().await {
        let mut haddad = school.signed_in("ms.haddad").await;
        ask(&mut haddad, &HER).await;
        haddad.get(&plan()).await;
        assert_eq!(haddad.get("/glass/reviews").await.status, StatusCode::NOT_FOUND);
        let mut ruth = school.signed_in("ruth.abernathy").await;
        let list = ruth.get("/glass/reviews").await;
        assert!(list.body.contains(REASON) && list.body.contains("looked once"), "{}", list.body);
        assert!(list.body.contains("Leila Haddad") && list.body.contains("Maya Okafor"));
        let href = format!("/glass/reviews/{MAYA}/");
        let rest = list.body.split(&format!("href=\"{href}")).nth(1).expect("a way to it");
        let action = format!("{href}{}", rest.split('"').next().unwrap_or_default());
        let page = ruth.get(&action).await;
        let silent = send(&mut ruth, &page, &action, &[("verdict", "questioned"), ("words", "")]).await;
        assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
        let said = [("verdict", "questioned"), ("words", "I asked, and nobody was in the library.")];
        let saved = send(&mut ruth, &page, &action, &said).await;
        assert_eq!(saved.header("location"), "/glass/reviews?said=saved", "{}", saved.body);
        assert_eq!(haddad.get(&plan()).await.status, StatusCode::NOT_FOUND, "what is questioned closes");
        let done = ruth.get("/glass/reviews").await;
        assert!(done.body.contains("Nothing waits for you") && done.body.contains("Questioned"));
        let looks = school.signed_in("maya").await.get(&format!("{}/who-looked", plan())).await;
        assert!(looks.body.contains("checked it on November 22, 2026 and questions it"), "{}", looks.body);
        assert!(
            !looks.body.contains("nobody was in the library"),
            "the officer's words are not the student's"
        );
        let again = send(&mut ruth, &page, &action, &[("verdict", "approved"), ("words", "Fine")]).await;
        assert!(again.status.is_client_error(), "a review stands: {}", again.status);
    }
}

#[tokio::test]
async fn nobody_reviews_an_hour_of_their_own() {
    let school = School::riverside().await;
    let mut ruth = school.signed_in("ruth.abernathy").await;
    let opened = ask(&mut ruth, &[("names", "Mateo Santos Reyes"), ("born", "2011-02-20")]).await;
    assert_eq!(opened.header("location"), format!("/plan/{MATEO}"), "{}", opened.body);
    let list = ruth.get("/glass/reviews").await;
    let href = format!("/glass/reviews/{MATEO}/");
    let rest = list.body.split(&format!("href=\"{href}")).nth(1).expect("a way to it");
    let page = ruth.get(&format!("{href}{}", rest.split('"').next().unwrap_or_default())).await;
    assert!(page.body.contains("You opened this plan yourself") && !page.body.contains("name=\"verdict\""));
}

#[tokio::test]
async fn a_records_officer_says_what_for_and_the_student_reads_the_words() {
    for school in School::riverside_on_each_engine().await {
        let mut ruth = school.signed_in("ruth.abernathy").await;
        let refused = ruth.get(&plan()).await;
        let action = format!("{}/purpose", plan());
        assert_eq!(refused.status, StatusCode::FORBIDDEN);
        assert!(refused.body.contains(&format!("href=\"{action}\"")), "{}", refused.body);
        let audit = ruth.get("/audit?outcome=refused").await.body;
        assert!(!audit.contains("Reading a plan"), "to be asked what for is no refusal: {audit}");
        let page = ruth.get(&action).await;
        let short = send(&mut ruth, &page, &action, &[("words", "a copy")]).await;
        assert_eq!(short.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            short.body.contains("use at least 20 characters") && short.body.contains("a copy</textarea>")
        );
        let said = "Her mother asked for a <copy> of the record";
        let opened = send(&mut ruth, &page, &action, &[("words", said)]).await;
        assert_eq!(opened.header("location"), plan(), "{}", opened.body);
        let page = ruth.get(&plan()).await;
        assert!(
            page.body.contains(TALK)
                && page.body.contains("you look after the records and said: “Her mother")
        );
        assert_eq!(ruth.get(&format!("{}/history", plan())).await.status, StatusCode::OK);
        let looks = school.signed_in("maya").await.get(&format!("{}/who-looked", plan())).await;
        let words = "look after the school’s records and said: “Her mother asked for a &#60;copy&#62; of";
        assert!(looks.body.contains(words), "{}", looks.body);
        school.clock.pass(TimeDelta::minutes(60));
        let mut ruth = school.signed_in("ruth.abernathy").await;
        assert_eq!(ruth.get(&plan()).await.status, StatusCode::FORBIDDEN, "it held for an hour");
    }
}
