//! The page of today: what is mine to do, what is new, when we meet; for each child too, and what remains at 18.

use axum::http::StatusCode;
use chrono::DateTime;
use headway_store::ties::{self, Bond};
use ilp::RelationId;
use ilp::access::{Rights, Tie};
use ilp::sample::riverside::{ELIJAH, GRACE, TENANT};

use super::walk::{TALK, goal, plan, send, suggestion_of};
use super::{Answer, School};

/// The sentences of what is to be done, in their order.
fn tasks(page: &Answer) -> Vec<String> {
    let links = page.body.split("<p class=\"task-what\"><a href=\"").skip(1);
    let sentence =
        |rest: &str| rest.split('>').nth(1).and_then(|text| text.split('<').next()).map(str::to_owned);
    links.filter_map(sentence).collect()
}

#[tokio::test]
async fn a_student_sees_three_things_to_do_the_most_pressing_first() {
    for school in School::riverside_on_each_engine().await {
        let mut maya = school.signed_in("maya").await;
        let page = maya.get("/").await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.body);
        let expected = [
            "Answer the suggestion from Elena Rivera",
            "Say what you think of this help from the school",
            "Take this step",
        ];
        assert_eq!(tasks(&page), expected);
        assert!(page.body.contains("The day for this was October 9, 2026."), "{}", page.body);
        let day =
            page.body.split("Choose another day</a>").next().and_then(|rest| rest.rsplit("href=\"").next());
        let day = day.and_then(|rest| rest.split('#').next()).expect("a way to another day").to_owned();
        assert!(maya.get(&day).await.body.contains("Change this step"), "{day}");
        assert!(page.body.contains("You meet about this plan on February 25, 2027."));
        assert!(page.body.contains("<bdi>Grace Okafor</bdi>"), "what others did is new");

        let letter = suggestion_of(&mut maya, "Your circle talk last week was wonderful").await;
        let open = maya.get(&letter).await;
        send(&mut maya, &open, &letter, &[("answer", "decline"), ("why", "")]).await;
        let page = maya.get("/").await;
        assert!(!tasks(&page).contains(&expected[0].to_owned()), "what is answered waits no more");
        assert_eq!(tasks(&page).len(), 3, "the next one comes up");
    }
}

#[tokio::test]
async fn a_family_sees_the_childs_name_and_what_is_theirs_to_do() {
    let school = School::riverside().await;
    let mut grace = school.signed_in("grace.okafor").await;
    let page = grace.get("/").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.body.contains("The plan of Maya<") && page.body.contains("hospital&#39;s open day"));
    assert!(page.body.contains(&format!("href=\"{}\"", plan())));
    assert!(!page.body.contains("Draw the gears"), "the child's own steps are the child's");
}

#[tokio::test]
async fn what_others_did_is_told_in_the_voice_of_who_wrote_it() {
    let school = School::riverside().await;
    let mut maya = school.signed_in("maya").await;
    let home = maya.get("/").await;
    let history = maya.get(&format!("{}/history", plan())).await;
    let check = |page: &Answer, class: &str, words: &str| {
        let told = format!("<blockquote><p class=\"{class}\">{words}");
        assert!(page.body.contains(&told), "{told} in {}", page.body);
    };
    for page in [&home, &history] {
        check(page, "voice-student", "At home and in church her voice is not small at all.");
        check(page, "voice-staff", "Arrange a visit to the machine shop for Maya and a friend");
    }
    // Her tutor suggested this step, and she accepted it.
    check(&history, "voice-staff", "Ask two people who heard the talk what they remember best");
}

#[tokio::test]
async fn an_answer_to_ones_suggestion_is_news() {
    let school = School::riverside().await;
    let mut grace = school.signed_in("grace.okafor").await;
    let page = grace.get("/").await;
    assert!(page.body.contains("answered your suggestion: Not now"), "{}", page.body);
    assert!(page.body.contains("I want one summer with my cousins."));
}

#[tokio::test]
async fn what_was_said_with_a_yes_is_told_to_who_suggested() {
    let school = School::riverside().await;
    let mut maya = school.signed_in("maya").await;
    let page = maya.get(&plan()).await;
    let waits = page.body.split("<article").find(|letter| letter.contains("engineers need it early"));
    let id = waits.and_then(|letter| letter.split("/suggestion/").nth(1)).expect("she has put it off");
    let letter = format!("{}/suggestion/{}", plan(), &id[..36]);
    let page = maya.get(&letter).await;
    let words = [("answer", "accept"), ("why", "If we do it at your kitchen table.")];
    send(&mut maya, &page, &letter, &words).await;
    let page = school.signed_in("grace.okafor").await.get("/").await;
    assert!(page.body.contains("answered your suggestion: Accepted"), "{}", page.body);
    assert!(page.body.contains("If we do it at your kitchen table."), "{}", page.body);
}

#[tokio::test]
async fn the_history_quotes_a_goal_as_it_was_when_it_was_reached() {
    let school = School::riverside().await;
    let mut maya = school.signed_in("maya").await;
    let address = format!("{}/goal/{}", plan(), goal(TALK));
    let page = maya.get(&format!("{address}/edit")).await;
    let reached = send(&mut maya, &page, &format!("{address}/stage"), &[("to", "done")]).await;
    assert_eq!(reached.status, StatusCode::SEE_OTHER, "{}", reached.body);
    let edit = format!("{address}/edit");
    let page = maya.get(&edit).await;
    let saved = send(&mut maya, &page, &edit, &[("statement", "Hold a talk in the gym")]).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
    let history = maya.get(&format!("{}/history", plan())).await;
    let lines: Vec<&str> = history.body.split("<li>").collect();
    let deed = lines.iter().find(|line| line.contains("goal is reached")).expect("the deed is told");
    assert!(deed.contains(TALK) && !deed.contains("in the gym"), "{deed}");
}

#[tokio::test]
async fn where_a_court_order_stands_in_between_nothing_shows() {
    let school = School::riverside().await;
    let page = school.signed_in("daniel.whitfield").await.get("/").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(
        !page.body.contains("Okafor") && page.body.contains("Your next step will be here"),
        "{}",
        page.body
    );
}

#[tokio::test]
async fn a_mother_is_told_what_remains_once_her_child_is_of_age() {
    for school in School::riverside_on_each_engine().await {
        let bond = Bond {
            id: RelationId::numbered(950),
            learner: ELIJAH,
            person: GRACE,
            tie: Tie::Family { rights: Rights::ALL, evidence: None },
            called: "mother".to_owned(),
            from: None,
            until: None,
            recorded_by: None,
            recorded_at: DateTime::UNIX_EPOCH,
        };
        let add = school.store.write(move |tx| Box::pin(async move { ties::add(tx, TENANT, &[bond]).await }));
        add.await.expect("a tie is added");
        let page = school.signed_in("grace.okafor").await.get("/").await;
        assert!(page.body.contains("is an adult and decides who reads the plan"), "{}", page.body);
        assert!(page.body.contains("Eli Brooks") && !page.body.contains(&format!("/plan/{ELIJAH}")));
    }
}

#[tokio::test]
async fn who_has_several_hats_sees_each_part() {
    let school = School::riverside().await;
    let page = school.signed_in("mr.pham").await.get("/").await;
    assert!(page.body.contains("The plan of June") && page.body.contains("href=\"/students\""));
}

#[tokio::test]
async fn words_that_somebody_typed_are_confirmed_by_the_student_with_one_button() {
    for school in School::riverside_on_each_engine().await {
        let mut theo = school.signed_in("theo").await;
        let there = format!("/plan/{}", ilp::sample::riverside::THEO);
        let page = theo.get(&there).await;
        let words = "People answer for me because they are in a hurry";
        let card = |page: &Answer| {
            let found = page.body.split("<li class=\"item").find(|card| card.contains(words));
            found.expect("the card").to_owned()
        };
        let mine = card(&page);
        let action =
            mine.split("action=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a button");
        assert!(action.ends_with("/confirm") && mine.contains("Are these your words?"), "{mine}");
        let said = send(&mut theo, &page, action, &[("answer", "mine")]).await;
        assert_eq!(said.status, StatusCode::SEE_OTHER, "{}", said.body);
        let after = card(&theo.get(&there).await);
        assert!(!after.contains("/confirm") && !after.contains("Are these your words?"));

        let solberg = school.signed_in("ms.solberg").await.get(&there).await;
        assert!(!solberg.body.contains("/confirm\""), "nobody says it in the student's place");
    }
}

#[tokio::test]
async fn a_message_that_somebody_else_wrote_is_news() {
    let school = School::riverside().await;
    let mut maya = school.signed_in("maya").await;
    let link = format!("href=\"{}/conversations\">", plan());
    let unread = |page: &Answer| {
        let said =
            page.body.split("<main").nth(1).and_then(|main| main.split(&link).nth(1).map(str::to_owned));
        said.and_then(|said| said.split(' ').next().and_then(|count| count.parse::<u32>().ok())).unwrap_or(0)
    };
    let before = unread(&maya.get("/").await);
    let mut grace = school.signed_in("grace.okafor").await;
    let action = format!("{}/conversations/new", plan());
    let form = grace.get(&action).await;
    let words = [("item", ""), ("subject", "The bus"), ("words", "Who drives?")];
    let opened = send(&mut grace, &form, &action, &words).await;
    assert_eq!(opened.status, StatusCode::SEE_OTHER, "{}", opened.body);
    assert_eq!(unread(&maya.get("/").await), before + 1);
}
