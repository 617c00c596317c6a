//! People, their offices and accounts, and the letter with which somebody makes their own.

use axum::http::StatusCode;
use chrono::{NaiveDate, TimeDelta};
use headway_store::audit;
use ilp::access::OfficeKind;
use ilp::sample::riverside::{ABERNATHY, BELL, DENISE, DESHMUKH, GRACE, MAYA, ROSARIO, TANAKA, TENANT};

use super::trusting::{ask, holds, waits};
use super::walk::send;
use super::{Answer, Browser, School};

const CHOSEN: &str = "the river bends twice here";

#[tokio::test]
async fn people_are_found_and_no_page_of_theirs_holds_a_plan_or_an_order() {
    for school in School::riverside_on_each_engine().await {
        let mut will = school.signed_in("will.tanaka").await;
        let all = will.get("/people").await;
        assert!(all.body.contains("Okafor") && all.body.contains("grace.okafor"), "{}", all.body);
        let wills = all.body.split("<tr>").find(|row| row.contains("will.tanaka")).expect("his row");
        assert!(wills.contains("</span>November 22, 2026</td>"), "when he signed in last: {wills}");
        let graces = all.body.split("<tr>").find(|row| row.contains("grace.okafor")).expect("her row");
        assert!(graces.contains("</span>Not yet</td>"), "{graces}");
        assert!(all.body.contains("Somebody is missing, or you need another administrator"));
        let found = will.get("/people?words=okaf&which=students").await;
        assert!(found.body.contains(&format!("/people/{MAYA}")) && !found.body.contains("grace.okafor"));
        let maya = will.get(&format!("/people/{MAYA}")).await;
        assert!(maya.body.contains("Grace Okafor") && maya.body.contains("Daniel Whitfield"));
        for kept_back in ["robot", "beetle", "Superior Court", "enrollment form", "no_records"] {
            assert!(!maya.body.contains(kept_back), "{kept_back}");
        }
    }
}

#[tokio::test]
async fn an_account_is_closed_and_opened_and_everybody_else_hears_of_it_in_the_audit() {
    let school = School::riverside().await;
    let mut grace = school.signed_in("grace.okafor").await;
    let mut will = school.signed_in("will.tanaka").await;
    let (at, action) = (format!("/people/{GRACE}"), format!("/people/{GRACE}/account"));
    let page = will.get(&at).await;
    let closed = send(&mut will, &page, &action, &[("to", "close")]).await;
    assert_eq!(closed.status, StatusCode::SEE_OTHER, "{}", closed.body);
    assert_eq!(grace.get("/account").await.status, StatusCode::SEE_OTHER, "she is signed out");
    let refused = school.browser().sign_in("grace.okafor", super::PASSWORD).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = will.get(&at).await;
    assert!(page.body.contains("Open it before you make an invitation"));
    send(&mut will, &page, &action, &[("to", "open")]).await;
    school.signed_in("grace.okafor").await;
    let told = school.signed_in("ruth.abernathy").await.get("/audit?kind=account").await;
    assert!(told.body.contains("Closing an account") && told.body.contains("Grace Okafor"));

    let page = will.get(&at).await;
    let place = |part: &str| page.body.find(part).unwrap_or_else(|| panic!("{part}: {}", page.body));
    assert!(place("id=\"offices-title\"") < place("value=\"close\""), "what closes the account comes last");
    let own = will.get(&format!("/people/{TANAKA}")).await;
    assert!(!own.body.contains("value=\"close\""), "nobody closes their own account by a slip");
    let own = send(&mut will, &own, &format!("/people/{TANAKA}/account"), &[("to", "close")]).await;
    assert_eq!(own.status, StatusCode::UNPROCESSABLE_ENTITY);

    let officer = will.get(&format!("/people/{ABERNATHY}")).await;
    let action = format!("/people/{ABERNATHY}/account");
    let last = send(&mut will, &officer, &action, &[("to", "close")]).await;
    assert_eq!(last.status, StatusCode::UNPROCESSABLE_ENTITY, "who watches him stays: {}", last.body);
    assert!(last.body.contains("Nobody else would keep the records any more"), "{}", last.body);
    school.signed_in("ruth.abernathy").await;
}

/// The letter of a new invitation, and its code.
async fn letter(will: &mut Browser, person: ilp::PersonId) -> (Answer, String) {
    let page = will.get(&format!("/people/{person}")).await;
    let letter = send(will, &page, &format!("/people/{person}/invitation"), &[]).await;
    assert_eq!(letter.status, StatusCode::OK, "{}", letter.body);
    let code = letter.body.split("class=\"code\">").nth(1).and_then(|rest| rest.split('<').next());
    let code = code.expect("the letter has a code").to_owned();
    (letter, code)
}

async fn welcome(browser: &mut Browser, code: &str, login: &str, password: &str) -> Answer {
    let page = browser.get("/welcome").await;
    let fields = [("code", code), ("login", login), ("new_password", password)];
    send(browser, &page, "/welcome", &fields).await
}

#[tokio::test]
async fn a_grandmother_makes_her_account_with_a_letter_in_her_language() {
    for school in School::riverside_on_each_engine().await {
        let mut will = school.signed_in("will.tanaka").await;
        let page = will.get(&format!("/people/{ROSARIO}")).await;
        let action = format!("/people/{ROSARIO}/invitation");
        let made = send(&mut will, &page, &action, &[]).await;
        assert_eq!((made.status, made.header("cache-control")), (StatusCode::OK, "no-store"));
        assert!(
            made.body.contains("<html lang=\"en\"") && made.body.contains("<section lang=\"es\">"),
            "{}",
            made.body
        );
        assert!(
            made.body.contains("Escriba este código:") && made.body.contains("el plan de Mateo Santos Reyes")
        );
        assert!(made.body.contains("https://plans.riverside.example/welcome/es"));
        let again = send(&mut will, &page, &action, &[]).await;
        assert_eq!(again.status, StatusCode::SEE_OTHER, "the same form shows no second letter");
        assert!(will.get(again.header("location")).await.body.contains("Its code cannot be shown again"));

        let code = made.body.split("class=\"code\">").nth(1).and_then(|rest| rest.split('<').next());
        let code = code.expect("a code").to_lowercase().replace('-', " ");
        let mut phone = school.browser();
        let short = welcome(&mut phone, &code, "rosario.new", "short").await;
        assert!(short.body.contains("Use al menos 8 caracteres"), "in her language: {}", short.body);
        let taken = welcome(&mut phone, &code, "MAYA", CHOSEN).await;
        assert!(taken.body.contains("Otra persona ya usa ese nombre"), "{}", taken.body);
        let done = welcome(&mut phone, &code, "rosario.new", CHOSEN).await;
        assert_eq!((done.status, done.header("location")), (StatusCode::SEE_OTHER, "/"), "{}", done.body);
        assert!(phone.get("/account").await.body.contains("Rosario"));
        let again = school.browser().sign_in("rosario.new", CHOSEN).await;
        assert_eq!(again.status, StatusCode::SEE_OTHER);
        let used = welcome(&mut school.browser(), &code, "somebody", CHOSEN).await;
        assert!(used.body.contains("This code does not work"), "once");
    }
}

#[tokio::test]
async fn whose_account_it_is_and_how_long_the_password_must_be_is_said_before_it_is_typed() {
    for school in School::riverside_on_each_engine().await {
        let mut will = school.signed_in("will.tanaka").await;
        for (person, name, least) in [(MAYA, "Maya Okafor", 8), (BELL, "Marcus Bell", 15)] {
            let (_, code) = letter(&mut will, person).await;
            let mut browser = school.browser();
            let first = browser.get("/welcome").await;
            assert!(!first.body.contains("type=\"password\""), "{}", first.body);
            let second = send(&mut browser, &first, "/welcome", &[("code", &code)]).await;
            assert_eq!(second.status, StatusCode::OK, "{}", second.body);
            let whose = format!("This account is for {name}, Riverside");
            assert!(second.body.contains(&whose), "{}", second.body);
            assert!(second.body.contains(&format!("At least {least} characters.")), "{}", second.body);
            assert!(second.body.contains("You have an account already"), "{}", second.body);
            assert!(!second.body.contains("aria-invalid"), "nothing was typed yet: {}", second.body);
            let hidden = second.hidden("/welcome", "code");
            // Nobody asks for name after name with a password that would never do.
            let chosen = [("code", hidden.as_str()), ("login", "GRACE.okafor"), ("new_password", "short")];
            let refused = send(&mut browser, &second, "/welcome", &chosen).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert_eq!(refused.body.matches("aria-invalid").count(), 1, "{}", refused.body);
            assert!(!refused.body.contains("Somebody else signs in"), "{}", refused.body);
            let nothing = [("code", hidden.as_str()), ("login", ""), ("new_password", "")];
            let refused = send(&mut browser, &refused, "/welcome", &nothing).await;
            assert_eq!(refused.body.matches("aria-invalid").count(), 2, "{}", refused.body);
        }
    }
}

#[tokio::test]
async fn the_page_opens_in_the_language_of_the_letter_until_the_reader_chooses_another() {
    let school = School::riverside().await;
    let mut browser = school.browser();
    let page = browser.get("/welcome/es").await;
    assert!(page.body.contains("<html lang=\"es\"") && page.body.contains("El código de su carta"));
    let wrong =
        send(&mut browser, &page, "/welcome", &[("code", "CDFG-HJKM-NPQR-TVWX"), ("language", "es")]).await;
    assert!(wrong.body.contains("Este código no sirve"), "{}", wrong.body);
    assert_eq!(browser.get("/welcome/xx").await.status, StatusCode::NOT_FOUND);
    let chosen = [("language", "en"), ("back", &page.hidden("/language", "back"))];
    let back = send(&mut browser, &page, "/language", &chosen).await;
    let english = browser.get(back.header("location")).await;
    assert!(english.body.contains("The code on your letter"), "{}", back.header("location"));
    let next = browser.get("/welcome/es").await;
    assert!(next.body.contains("El código de su carta"), "the next family’s letter, at the same computer");
    let wrong = [("code", "CDFG-HJKM-NPQR-TVWX"), ("language", "es")];
    assert!(send(&mut browser, &next, "/welcome", &wrong).await.body.contains("Este código no sirve"));
}

#[tokio::test]
async fn who_makes_an_account_in_the_language_of_the_letter_goes_on_in_it_at_any_computer() {
    let school = School::riverside().await;
    let (_, code) = letter(&mut school.signed_in("will.tanaka").await, ROSARIO).await;
    let mut library = school.browser();
    let page = library.get("/welcome").await;
    send(&mut library, &page, "/language", &[("language", "en"), ("back", "/")]).await;
    let page = library.get("/welcome/es").await;
    let fields =
        [("code", code.as_str()), ("login", "rosario.new"), ("new_password", CHOSEN), ("language", "es")];
    let done = send(&mut library, &page, "/welcome", &fields).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    assert!(library.get("/account").await.body.contains("<html lang=\"es\""));
}

/// A page without the keys that every showing makes anew, and without what was typed.
fn plain(answer: &Answer) -> String {
    let main = answer.body.split("<main").nth(1).expect("a page");
    main.split("value=\"").map(|part| part.split_once('"').map_or(part, |(_, rest)| rest)).collect()
}

#[tokio::test]
async fn every_code_that_cannot_be_used_gets_the_same_answer_and_wrong_ones_are_slowed() {
    let school = School::riverside().await;
    let mut will = school.signed_in("will.tanaka").await;
    let (_, recalled) = letter(&mut will, DENISE).await;
    let (_, old) = letter(&mut will, DENISE).await;
    let denise = will.get(&format!("/people/{DENISE}")).await;
    assert!(denise.body.contains("There is a letter whose code can be used until December 22, 2026"));
    let unknown = welcome(&mut school.browser(), "CDFG-HJKM-NPQR-TVWX", "denise.new", CHOSEN).await;
    let mut told = vec![
        welcome(&mut school.browser(), &recalled, "denise.new", CHOSEN).await,
        welcome(&mut school.browser(), "no code", "denise.new", CHOSEN).await,
    ];
    school.clock.pass(TimeDelta::days(31));
    told.push(welcome(&mut school.browser(), &old, "denise.new", CHOSEN).await);
    assert_eq!(unknown.status, StatusCode::UNPROCESSABLE_ENTITY);
    for answer in told {
        assert_eq!((answer.status, plain(&answer)), (unknown.status, plain(&unknown)));
    }
    let mut guesser = school.browser();
    let mut last = StatusCode::OK;
    for _ in 0..6 {
        school.clock.pass(TimeDelta::seconds(1));
        last = welcome(&mut guesser, "CDFG-HJKM-NPQR-TVWX", "denise.new", CHOSEN).await.status;
    }
    assert_eq!(last, StatusCode::TOO_MANY_REQUESTS);
    let events = school.store.read(|tx| Box::pin(audit::latest_of(tx, TENANT, "invitation/use", 20))).await;
    let events = events.expect("the store answers");
    assert!(events.iter().all(|event| event.outcome == "refused" && event.detail.is_empty()));
    assert_eq!(events.len(), 9);
}

#[tokio::test]
async fn a_letter_to_who_keeps_the_records_takes_two_administrators() {
    for school in School::riverside_on_each_engine().await {
        let at = format!("/people/{ABERNATHY}");
        let action = format!("{at}/invitation");
        let mut will = school.signed_in("will.tanaka").await;
        let bells = will.get(&format!("/people/{BELL}")).await;
        holds(&school, BELL, OfficeKind::Administrator, None).await;
        let page = will.get(&at).await;
        assert!(
            page.body.contains("So it takes two") && !page.body.contains("Make a letter"),
            "{}",
            page.body
        );
        let asked = send(&mut will, &page, &action, &[]).await;
        assert_eq!(asked.header("location"), format!("{at}?said=asked"), "{}", asked.body);
        let again = send(&mut will, &bells, &format!("/people/{BELL}/invitation"), &[]).await;
        assert!(again.header("location").ends_with("said=asked"), "he is one of them by now");

        let waits = will.get(&at).await;
        assert!(waits.body.contains("Another administrator can make it until November 29, 2026"));
        assert!(!waits.body.contains(&format!("action=\"{action}\"")), "not the one who asked");
        let csrf = will.get("/help").await.hidden("/language", "_csrf");
        let fresh = [("_csrf", csrf.as_str()), ("_once", "00000000-0000-0000-0000-0000000000aa")];
        let alone = will.post(&action, &fresh).await;
        assert_eq!(alone.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(alone.body.contains("Another administrator makes it"), "{}", alone.body);

        let mut bell = school.signed_in("mr.bell").await;
        assert!(bell.get("/").await.body.contains("Agree to a letter for Ruth Abernathy"));
        let people = bell.get("/people").await;
        assert!(people.body.contains("waits for a second administrator") && people.body.contains("Ruth"));
        let own = bell.get(&format!("/people/{BELL}")).await;
        assert!(own.body.contains("a letter to yourself"), "{}", own.body);
        let page = bell.get(&at).await;
        assert!(page.body.contains("Will Tanaka asks for a letter"), "{}", page.body);
        let made = send(&mut bell, &page, &action, &[]).await;
        assert!(made.status == StatusCode::OK && made.body.contains("class=\"code\""), "{}", made.body);
        assert!(will.get(&at).await.body.contains("So it takes two"), "what was asked is used up");

        let page = will.get(&at).await;
        send(&mut will, &page, &action, &[]).await;
        school.clock.pass(TimeDelta::days(8));
        let mut bell = school.signed_in("mr.bell").await;
        let late = bell.get(&at).await;
        assert!(late.body.contains("So it takes two"), "a week has passed: {}", late.body);
    }
}

#[tokio::test]
async fn one_administrator_gets_no_letter_by_ending_an_office_of_trust() {
    for school in School::riverside_on_each_engine().await {
        let (at, today) = (format!("/people/{BELL}"), NaiveDate::from_ymd_opt(2026, 11, 22));
        holds(&school, BELL, OfficeKind::PrivacyOfficer, today).await;
        let mut will = school.signed_in("will.tanaka").await;
        let page = will.get(&at).await;
        assert!(page.body.contains("in the last 30 days") && !page.body.contains("Make a letter"));
        let alone = send(&mut will, &page, &format!("{at}/invitation"), &[]).await;
        assert_eq!(alone.header("location"), format!("{at}?said=asked"), "{}", alone.body);
    }
}

#[tokio::test]
async fn a_letter_kept_back_is_worth_nothing_once_an_office_of_trust_is_given() {
    for school in School::riverside_on_each_engine().await {
        let mut will = school.signed_in("will.tanaka").await;
        let (_, code) = letter(&mut will, BELL).await;
        holds(&school, DESHMUKH, OfficeKind::Administrator, None).await;
        ask(&mut will, BELL, "privacy_officer", "2026-11-22").await;
        let mut second = school.signed_in("dr.deshmukh").await;
        let there = waits(&mut second, BELL).await.expect("it waits");
        let page = second.get(&there).await;
        assert!(page.body.contains("There is a letter for them that nobody has used"), "{}", page.body);
        let given = send(&mut second, &page, &there, &[("to", "agree")]).await;
        assert_eq!(given.status, StatusCode::SEE_OTHER, "{}", given.body);
        let used = welcome(&mut school.browser(), &code, "bell.taken", CHOSEN).await;
        assert!(used.body.contains("This code does not work"), "{}", used.body);
        let recalls = school.store.read(|tx| Box::pin(audit::latest_of(tx, TENANT, "invitation/recall", 9)));
        let recalls = recalls.await.expect("the store answers");
        assert_eq!(recalls.len(), 1, "it is on record");
    }
}

#[tokio::test]
async fn nobody_gives_an_office_of_trust_to_an_account_that_their_own_letter_opened() {
    for school in School::riverside_on_each_engine().await {
        let mut will = school.signed_in("will.tanaka").await;
        let (_, code) = letter(&mut will, BELL).await;
        let used = welcome(&mut school.browser(), &code, "bell.taken", CHOSEN).await;
        assert_eq!(used.status, StatusCode::SEE_OTHER, "{}", used.body);
        holds(&school, DESHMUKH, OfficeKind::Administrator, None).await;
        for kind in ["administrator", "privacy_officer"] {
            let asked = ask(&mut will, BELL, kind, "2026-11-22").await;
            assert_eq!(asked.status, StatusCode::UNPROCESSABLE_ENTITY, "{kind}: {}", asked.body);
            assert!(asked.body.contains("you have no part in giving them this office"), "{}", asked.body);
        }
        let mut other = school.signed_in("dr.deshmukh").await;
        ask(&mut other, BELL, "privacy_officer", "2026-11-22").await;
        let there = waits(&mut will, BELL).await.expect("it waits");
        let page = will.get(&there).await;
        assert!(page.body.contains("you have no part in giving") && !page.body.contains("value=\"agree\""));
        assert!(page.body.contains("with a letter that Will Tanaka made"), "{}", page.body);
    }
}
