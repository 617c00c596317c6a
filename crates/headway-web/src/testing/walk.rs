//! The thin walk: a student's plan, a teacher's suggestion, the answer; and what must never go wrong on the way.

use axum::http::StatusCode;
use chrono::TimeDelta;
use ilp::ItemId;
use ilp::plan::{Body, Change};
use ilp::sample::riverside as cast;
use ilp::sample::riverside::MAYA;

use super::{Answer, Browser, PASSWORD, School};

pub(super) const TALK: &str = "Talk about our robot in front of the whole class without reading from a card";
const SURE: &str = "Yes, and I start with three of them.";
const SOONER: &str = "Talk about our robot to the class next door";

pub(super) fn plan() -> String {
    format!("/plan/{MAYA}")
}

/// The goal of the cast whose statement this is.
pub(super) fn goal(statement: &str) -> ItemId {
    let all = cast::riverside();
    let log = &all.plan_of(MAYA).expect("Maya has a plan").log;
    let written = log.iter().find_map(|entry| match &entry.change {
        Change::ItemWritten { item, says: Body::Goal(goal), .. } => {
            (goal.statement.as_str() == Some(statement)).then_some(*item)
        }
        _ => None,
    });
    written.expect("Maya has this goal")
}

/// The page's form with its hidden fields and these words.
pub(super) async fn send(
    browser: &mut Browser,
    page: &Answer,
    action: &str,
    words: &[(&str, &str)],
) -> Answer {
    let mut fields: Vec<(String, String)> = Vec::new();
    for name in
        ["_csrf", "_once", "_form", "_page", "_about", "_draft", "replaces", "measure", "seen", "goal"]
    {
        let form = page.body.split(&format!("action=\"{action}\"")).nth(1).expect("the page has the form");
        let form = form.split("</form>").next().expect("a form");
        let is_given = words.iter().any(|(given, _)| *given == name);
        if !is_given && form.contains(&format!("name=\"{name}\" value=\"")) {
            fields.push((name.to_owned(), page.hidden(action, name)));
        }
    }
    fields.extend(words.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
    let fields: Vec<(&str, &str)> =
        fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    browser.post(action, &fields).await
}

pub(super) async fn suggestion_of(browser: &mut Browser, words: &str) -> String {
    let page = browser.get(&plan()).await;
    let letter =
        page.body.split("<article").find(|letter| letter.contains(words)).expect("the letter is there");
    let href = letter.split("class=\"button\" href=\"").nth(1).expect("a way to it");
    href.split('"').next().expect("an address").to_owned()
}

#[tokio::test]
async fn everybody_comes_to_what_is_theirs() {
    for school in School::riverside_on_each_engine().await {
        let check = async |login: &str, expected: &str| {
            let home = school.signed_in(login).await.get("/").await;
            let found =
                if home.status == StatusCode::SEE_OTHER { home.header("location") } else { &home.body };
            assert!(found.contains(expected), "{login}: {found}");
        };
        check("maya", "What you can do now").await;
        check("ms.rivera", "/students").await;
        check("grace.okafor", "The plan of Maya<").await;
        check("mr.pham", "href=\"/students\"").await;
        check("will.tanaka", "People, Audit and System at the top of the page are your rooms").await;
    }
}

#[tokio::test]
async fn the_plan_is_a_letter_in_the_voices_of_those_who_wrote_it() {
    let school = School::riverside().await;
    let mut maya = school.signed_in("maya").await;
    let page = maya.get(&plan()).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    assert!(page.body.contains("1 suggestion waits for your answer"));
    let place = |words: &str| page.body.find(words).unwrap_or_else(|| panic!("the page lacks {words}"));
    assert!(place("What I am good at") < place("What gets in my way"), "strengths before needs");
    assert!(page.body.contains(&format!("<p class=\"voice-student\">{TALK}</p>")));
    assert!(place("class=\"voice-staff\">Maya may give a talk to a small circle") > 0);
    assert!(page.body.contains("Agreed: you, Grace Okafor"));
    assert!(
        page.body.contains("I think it depends on who is listening"),
        "a different view stands beside it"
    );
    assert!(!page.body.contains("You see this because"), "it is hers");
}

#[tokio::test]
async fn a_goal_is_added_once_however_often_it_is_sent() {
    for school in School::riverside_on_each_engine().await {
        let mut maya = school.signed_in("maya").await;
        let action = format!("{}/goal/new", plan());
        let page = maya.get(&action).await;
        let words = [("statement", "Read three books about bridges"), ("unit", "books"), ("target", "3")];
        for _ in 0..2 {
            let saved = send(&mut maya, &page, &action, &words).await;
            assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
            let there = saved.header("location");
            assert!(there.starts_with(&format!("{}?said=saved&item=", plan())), "{there}");
        }
        let shown = maya.get(&format!("{}?said=saved", plan())).await;
        assert_eq!(shown.body.matches("Read three books about bridges</p>").count(), 1);
        assert!(shown.body.contains("Saved.") && shown.body.contains("3 books"));
    }
}

#[tokio::test]
async fn a_stale_edit_shows_both_texts_and_saves_over_the_new_one() {
    for school in School::riverside_on_each_engine().await {
        let mut maya = school.signed_in("maya").await;
        let item = goal(TALK);
        let action = format!("{}/goal/{item}/edit", plan());
        let first = maya.get(&action).await;
        let second = maya.get(&action).await;
        let other = send(&mut maya, &second, &action, &[("statement", "Hold a talk in the gym")]).await;
        assert_eq!(other.status, StatusCode::SEE_OTHER, "{}", other.body);
        let stale = send(&mut maya, &first, &action, &[("statement", "Hold a talk on the roof")]).await;
        assert_eq!(stale.status, StatusCode::CONFLICT, "{}", stale.body);
        for part in [
            "What it says now",
            "Hold a talk in the gym",
            "What you wrote",
            "Hold a talk on the roof</textarea>",
        ] {
            assert!(stale.body.contains(part), "{part}");
        }
        let saved = send(&mut maya, &stale, &action, &[("statement", "Hold a talk on the roof")]).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
        let shown = maya.get(&plan()).await;
        assert!(
            shown.body.contains("Hold a talk on the roof</p>") && shown.body.contains("talks without a card")
        );
    }
}

#[tokio::test]
async fn a_goal_that_is_typed_when_the_session_ends_is_there_after_signing_in() {
    for school in School::riverside_on_each_engine().await {
        let mut maya = school.signed_in("maya").await;
        let action = format!("{}/goal/new", plan());
        let page = maya.get(&action).await;
        school.clock.pass(TimeDelta::minutes(31));
        let turned = send(&mut maya, &page, &action, &[("statement", "Learn to weld")]).await;
        assert!(turned.header("location").starts_with("/sign-in?next="), "{}", turned.header("location"));
        maya.sign_in("maya", PASSWORD).await;
        let back = maya.get(&action).await;
        assert!(back.body.contains("Learn to weld</textarea>") && back.body.contains("Not saved yet"));
        assert!(!maya.get(&plan()).await.body.contains("Learn to weld"));
    }
}

#[tokio::test]
async fn too_much_text_is_refused_in_plain_words_and_nothing_changes() {
    let school = School::riverside().await;
    let mut maya = school.signed_in("maya").await;
    let action = format!("{}/goal/{}/edit", plan(), goal(TALK));
    let page = maya.get(&action).await;
    let huge = send(&mut maya, &page, &action, &[("statement", &"word ".repeat(2 << 20))]).await;
    assert_eq!(huge.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(huge.body.contains("That is too much text"));
    let long = send(&mut maya, &page, &action, &[("statement", &"a".repeat(20_001))]).await;
    assert_eq!(long.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(long.body.contains("Use at most 20,000 characters") && long.body.contains(&"a".repeat(20_001)));
    assert!(maya.get(&plan()).await.body.contains(TALK));
}

#[tokio::test]
async fn a_step_is_added_done_and_not_done_after_all() {
    let school = School::riverside().await;
    let mut maya = school.signed_in("maya").await;
    let action = format!("{}/step/new", plan());
    let page = maya.get(&format!("{action}?goal={}", goal(TALK))).await;
    assert!(page.body.contains(TALK), "the page names the goal");
    let saved =
        send(&mut maya, &page, &action, &[("what", "Ask Leo to listen"), ("due", "2026-12-01")]).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
    let shown = maya.get(&plan()).await;
    let step = shown
        .body
        .split("<li class=\"step")
        .find(|step| step.contains("Ask Leo to listen"))
        .expect("the step");
    assert!(step.contains("December 1, 2026"));
    let tick =
        step.split("action=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a button").to_owned();
    let done = send(&mut maya, &shown, &tick, &[("to", "done")]).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    let shown = maya.get(&plan()).await;
    let step = shown
        .body
        .split("<li class=\"step")
        .find(|step| step.contains("Ask Leo to listen"))
        .expect("the step");
    assert!(step.contains("Done on November 22, 2026") && step.contains("Not done after all"));
}

#[tokio::test]
async fn a_teacher_suggests_and_the_student_accepts() {
    for school in School::riverside_on_each_engine().await {
        let mut rivera = school.signed_in("ms.rivera").await;
        let item = goal("Get my ratio problems right at least 8 times out of 10");
        let edit = rivera.get(&format!("{}/goal/{item}/edit", plan())).await;
        let action = format!("{}/goal/{item}/suggest", plan());
        assert_eq!(
            edit.header("location"),
            action,
            "somebody else's goal can be suggested about, not changed"
        );
        let page = rivera.get(&action).await;
        let words = [
            ("statement", "Get nine ratio problems of ten right"),
            ("unit", "right out of 10"),
            ("target", "9"),
        ];
        let silent = send(&mut rivera, &page, &action, &words).await;
        assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY, "a suggestion has a reason");
        let mut given = words.to_vec();
        given.push(("reason", "You explain ratios to others already."));
        let sent = send(&mut rivera, &page, &action, &given).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);

        let mut maya = school.signed_in("maya").await;
        let letter = suggestion_of(&mut maya, "You explain ratios to others already.").await;
        let page = maya.get(&letter).await;
        assert!(page.body.contains("What it would say") && page.body.contains("Get nine ratio problems"));
        let yes = send(&mut maya, &page, &letter, &[("answer", "accept"), ("why", SURE)]).await;
        assert_eq!(yes.status, StatusCode::SEE_OTHER, "{}", yes.body);
        let shown = maya.get(&plan()).await;
        let card = shown
            .body
            .split("<li class=\"item")
            .find(|card| card.contains("Get nine ratio"))
            .expect("the goal");
        assert!(
            card.contains("voice-staff\">Get nine ratio") && card.contains("Elena Rivera"),
            "its author stays"
        );
        assert!(maya.get(&letter).await.body.contains("Accepted"));
        // What she said with her yes stays with the suggestion, and its proposer reads it.
        let history = format!("{}/history", plan());
        for page in [maya.get(&letter).await, maya.get(&history).await, rivera.get(&letter).await] {
            assert_eq!(page.body.matches(SURE).count(), 1, "{}", page.body);
        }
    }
}

#[tokio::test]
async fn a_declined_suggestion_leaves_the_plan_as_it_was_and_its_words_stay() {
    for school in School::riverside_on_each_engine().await {
        let mut maya = school.signed_in("maya").await;
        let letter = suggestion_of(&mut maya, "Your circle talk last week was wonderful").await;
        let page = maya.get(&letter).await;
        let words = [("answer", "decline"), ("why", "I want to do the small talk twice first.")];
        let no = send(&mut maya, &page, &letter, &words).await;
        assert_eq!(no.status, StatusCode::SEE_OTHER, "{}", no.body);
        let shown = maya.get(&plan()).await;
        let (said, list) =
            shown.body.split_once("<section id=\"suggestions\"").expect("the suggestions so far");
        assert!(said.contains(&format!("{TALK}</p>")) && !said.contains(SOONER));
        let link = format!("Goal: <a href=\"{letter}\">{SOONER}");
        assert!(list.contains(&link) && list.contains("<bdi>Elena Rivera</bdi>"), "{list}");
        let seen = school.signed_in("ms.rivera").await.get(&letter).await;
        assert!(
            seen.body.contains("I want to do the small talk twice first.")
                && seen.body.contains("No, thank you")
        );
        let again = send(&mut maya, &page, &letter, &[("answer", "accept")]).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY, "an answer is given once");
    }
}

#[tokio::test]
async fn an_overtaken_suggestion_is_asked_again_beside_the_new_text() {
    let school = School::riverside().await;
    let mut maya = school.signed_in("maya").await;
    let letter = suggestion_of(&mut maya, "Your circle talk last week was wonderful").await;
    let before = maya.get(&letter).await;
    let action = format!("{}/goal/{}/edit", plan(), goal(TALK));
    let page = maya.get(&action).await;
    send(&mut maya, &page, &action, &[("statement", "Hold a talk in the gym")]).await;
    let stale = send(&mut maya, &before, &letter, &[("answer", "accept")]).await;
    assert_eq!(stale.status, StatusCode::CONFLICT, "{}", stale.body);
    for part in ["What it said then", TALK, "Hold a talk in the gym", SOONER] {
        assert!(stale.body.contains(part), "{part}");
    }
    let yes = send(&mut maya, &stale, &letter, &[("answer", "accept")]).await;
    assert_eq!(yes.status, StatusCode::SEE_OTHER, "{}", yes.body);
    assert!(maya.get(&plan()).await.body.contains(&format!("class=\"voice-staff\">{SOONER}")));
}

#[tokio::test]
async fn a_proposer_takes_a_suggestion_back_and_nobody_else_does() {
    let school = School::riverside().await;
    let mut maya = school.signed_in("maya").await;
    let letter = suggestion_of(&mut maya, "Your circle talk last week was wonderful").await;
    let mut rivera = school.signed_in("ms.rivera").await;
    let page = rivera.get(&letter).await;
    assert!(!page.body.contains("value=\"accept\""), "it is not hers to answer");
    let accepted = send(&mut rivera, &page, &letter, &[("answer", "accept")]).await;
    assert_eq!(accepted.status, StatusCode::FORBIDDEN);
    let back = send(&mut rivera, &page, &letter, &[("answer", "take_back")]).await;
    assert_eq!(back.status, StatusCode::SEE_OTHER, "{}", back.body);
    assert!(maya.get(&letter).await.body.contains("Taken back"));
}

#[tokio::test]
async fn the_history_tells_who_changed_what_and_shows_any_day() {
    for school in School::riverside_on_each_engine().await {
        let mut maya = school.signed_in("maya").await;
        let history = maya.get(&format!("{}/history", plan())).await;
        assert!(
            history.body.contains("added a goal") && history.body.contains("It was suggested by Tuan Pham.")
        );
        let then = maya.get(&format!("{}/history?on=2026-09-10", plan())).await;
        assert!(then.body.contains("at the end of September 10, 2026") && then.body.contains(TALK));
        assert!(
            !then.body.contains("Get into the engineering program") && !then.body.contains("Change this")
        );
        assert_eq!(maya.get(&format!("{}/history?on=yesterday", plan())).await.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn who_looked_is_told_in_words_to_the_student_and_the_family() {
    for school in School::riverside_on_each_engine().await {
        let page = school.signed_in("ms.rivera").await.get(&plan()).await;
        assert!(page.body.contains("because Maya Okafor is in your class English 8"), "{}", page.body);
        school.signed_in("grace.okafor").await.get(&plan()).await;
        let looks = school.signed_in("maya").await.get(&format!("{}/who-looked", plan())).await;
        let day = "Elena Rivera</bdi> · <time datetime=\"2026-11-22\">November 22, 2026</time>";
        assert!(looks.body.contains(day) && looks.body.contains("· read the plan"), "{}", looks.body);
        assert!(looks.body.contains("They teach you: English 8, period 1."), "she is spoken to");
        assert!(looks.body.contains(">4:00 a.m.</time>"), "in the school's own time");
        assert!(!looks.body.contains("Grace Okafor</bdi> ·"), "family is not on the list");
        let looks = school.signed_in("grace.okafor").await.get(&format!("{}/who-looked", plan())).await;
        assert!(looks.body.contains("They teach Maya Okafor: English 8, period 1."), "{}", looks.body);
    }
}

#[tokio::test]
async fn a_mother_sees_differently_and_it_stands_beside_the_goal() {
    let school = School::riverside().await;
    let mut grace = school.signed_in("grace.okafor").await;
    let action = format!("{}/differ/{}", plan(), goal(TALK));
    let page = grace.get(&action).await;
    let saved = send(&mut grace, &page, &action, &[("words", "She speaks in church every week.")]).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
    let shown = school.signed_in("maya").await.get(&plan()).await;
    let card = shown.body.split("<li class=\"item").find(|card| card.contains(TALK)).expect("the goal");
    assert!(card.contains("She speaks in church every week.") && card.contains("Grace Okafor"));
}

#[tokio::test]
async fn the_list_of_students_is_searched_and_holds_no_stranger() {
    for school in School::riverside_on_each_engine().await {
        let mut bell = school.signed_in("mr.bell").await;
        let all = bell.get("/students").await;
        assert!(
            all.body.contains("Maya Okafor")
                && all.body.contains("Grade 8")
                && all.body.contains("waits for others")
        );
        assert!(!all.body.contains("June Pham"));
        let found = bell.get("/students?words=okaf").await;
        assert!(found.body.contains("Maya Okafor") && !found.body.contains("Theo Novak"));
        let hers = school.signed_in("ms.rivera").await.get("/students").await;
        assert!(hers.body.contains("Maya Okafor") && !hers.body.contains("Theo Novak"));
    }
}
