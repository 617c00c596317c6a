//! Plain speech: a student is "you" and everybody else hears the name; what is still empty, folded or stopped says so.

use axum::http::StatusCode;
use ilp::sample::riverside::{MATEO, MAYA};

use super::walk::{TALK, goal, plan, send};
use super::{Answer, School};

/// What follows these words up to the end of their element.
fn after<'a>(page: &'a Answer, words: &str, end: &str) -> &'a str {
    page.body.split(words).nth(1).and_then(|rest| rest.split(end).next()).unwrap_or_default()
}

#[tokio::test]
async fn who_may_suggest_finds_each_part_that_is_still_empty() {
    for school in School::riverside_on_each_engine().await {
        let there = format!("/plan/{MATEO}");
        let mut solberg = school.signed_in("ms.solberg").await;
        let page = solberg.get(&there).await;
        let gaps = after(&page, "<p class=\"gaps\">", "</p>").to_owned();
        assert!(gaps.contains("Still empty. Suggest words for:"), "{}", page.body);
        let ways: Vec<&str> =
            gaps.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        assert!(!ways.is_empty(), "some part of his is empty: {gaps}");
        for href in ways {
            let form = solberg.get(href).await;
            assert_eq!(form.status, StatusCode::OK, "{href}");
            assert!(form.body.contains("Write it the way Mateo"), "by name: {}", form.body);
            assert_eq!(page.body.matches(&format!("href=\"{href}\"")).count(), 1, "said once: {href}");
        }
        let own = school.signed_in("maya").await.get(&plan()).await;
        assert!(!own.body.contains("class=\"gaps\""), "she writes it herself");
        let past = solberg.get(&format!("{there}/history?on=2026-10-01")).await;
        assert!(!past.body.contains("class=\"gaps\""), "nothing is suggested for another day");
    }
}

#[tokio::test]
async fn the_parts_of_a_plan_are_a_closed_list_and_a_goal_is_added_under_its_heading() {
    let school = School::riverside().await;
    let page = school.signed_in("maya").await.get(&plan()).await;
    let parts = after(
        &page,
        "<details class=\"plan-parts\"><summary>Go to a part of the plan</summary>",
        "</details>",
    );
    assert!(parts.contains("<a href=\"#goals\">My goals</a>") && parts.contains("<a href=\"#letters\">"));
    let mine = after(&page, "<h2 id=\"goals-title\">My goals</h2>", "<ul class=\"items\">");
    assert!(mine.contains(&format!("{}/goal/new", plan())), "{mine}");
}

#[tokio::test]
async fn the_student_is_you_and_everybody_else_hears_the_name() {
    for school in School::riverside_on_each_engine().await {
        let mut maya = school.signed_in("maya").await;
        let mut grace = school.signed_in("grace.okafor").await;
        let asked = maya.get(&plan()).await;
        let mut links = asked.body.split("href=\"").filter_map(|rest| rest.split('"').next());
        let agree = links.find(|href| href.contains("/agree/")).expect("she is asked").to_owned();
        assert!(maya.get(&agree).await.body.contains("The school does this for you."));
        assert!(grace.get(&agree).await.body.contains("The school does this for Maya."));

        let history = format!("{}/history", plan());
        assert!(maya.get(&history).await.body.contains("added something in “What I am good at”"));
        assert!(grace.get(&history).await.body.contains("added something in “What I am good at”"));
        let help = |page: Answer| page.body.contains("Your plan is yours.");
        assert!(help(maya.get("/help").await) && !help(grace.get("/help").await));
    }
}

#[tokio::test]
async fn a_goal_is_stopped_for_now_with_a_reason_that_everybody_reads() {
    for school in School::riverside_on_each_engine().await {
        let mut maya = school.signed_in("maya").await;
        let stop = format!("{}/goal/{}/stop", plan(), goal(TALK));
        assert!(maya.get(&plan()).await.body.contains(&format!("href=\"{stop}\"")));
        let page = maya.get(&stop).await;
        assert!(page.body.contains(TALK) && page.body.contains("Why do you stop it?"), "{}", page.body);
        let edit = format!("{}/goal/{}/edit", plan(), goal(TALK));
        let other = maya.get(&edit).await;
        send(&mut maya, &other, &edit, &[("statement", &format!("{TALK} soon"))]).await;
        let stale = send(&mut maya, &page, &stop, &[("words", "The science fair comes first.")]).await;
        assert_eq!(stale.status, StatusCode::CONFLICT, "{}", stale.body);
        assert!(stale.body.contains("The science fair comes first.</textarea>"), "no word is lost");
        let stopped = send(&mut maya, &stale, &stop, &[("words", "The science fair comes first.")]).await;
        assert_eq!(stopped.status, StatusCode::SEE_OTHER, "{}", stopped.body);
        let shown = school.signed_in("grace.okafor").await.get(&plan()).await;
        let card = shown.body.split("<li class=\"item").find(|card| card.contains(TALK)).expect("the goal");
        assert!(
            card.contains("Stopped for now on") && card.contains("The science fair comes first."),
            "{card}"
        );
        let told = maya.get(&format!("{}/history", plan())).await;
        assert!(told.body.contains("You</bdi> stopped this goal for now"), "{}", told.body);

        let refused = school.signed_in("grace.okafor").await.get(&stop).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN, "the goal is not hers to stop");
    }
}

#[tokio::test]
async fn what_became_of_a_goal_is_told_as_a_sentence_with_the_goal() {
    let school = School::riverside().await;
    let mut maya = school.signed_in("maya").await;
    let page = maya.get(&plan()).await;
    let action = format!("{}/goal/{}/stage", plan(), goal(TALK));
    send(&mut maya, &page, &action, &[("to", "done")]).await;
    let told = maya.get(&format!("{}/history", plan())).await;
    let line = after(&told, "You</bdi> say: this goal is reached", "</li>");
    assert!(line.contains(TALK), "{}", told.body);
    let told = school.signed_in("grace.okafor").await.get(&format!("{}/history", plan())).await;
    assert!(told.body.contains("Maya</bdi> says: this goal is reached"), "{}", told.body);
}

#[tokio::test]
async fn a_grandmother_is_asked_about_the_child_by_name_in_her_language() {
    let school = School::riverside().await;
    let mut rosario = school.signed_in("rosario").await;
    let page = rosario.get(&format!("/plan/{MATEO}/goal/suggest")).await;
    assert!(page.body.contains("lang=\"es\""), "{}", page.body);
    for words in ["¿Cómo se va a notar que Mateo", "¿Por qué podría importarle a Mateo", "¿Para cuándo es?"]
    {
        assert!(page.body.contains(words), "{words}: {}", page.body);
    }
    assert!(!page.body.contains("lo logres"), "it is not her goal");
}

#[tokio::test]
async fn letters_and_colors_are_named_on_every_page_and_very_large_letters_fold_the_head() {
    let school = School::riverside().await;
    let mut maya = school.signed_in("maya").await;
    let link = "<a class=\"quiet\" href=\"/account#look\"";
    for there in ["/", "/help", &format!("/plan/{MAYA}")] {
        let page = maya.get(there).await;
        assert!(after(&page, link, "</a>").contains("Letters and colors"), "{there}");
        assert!(!page.body.contains("<details class=\"fold\">"), "{there}");
    }
    assert!(maya.get("/help").await.body.contains("Can I have larger letters?"));
    let page = maya.get("/account").await;
    assert!(page.body.contains("<h2 id=\"look\">Letters and colors</h2>"));
    let look = [("face", "sans"), ("size", "very_large"), ("contrast", "device")];
    send(&mut maya, &page, "/account/look", &look).await;
    let page = maya.get("/").await;
    let fold = after(&page, "<details class=\"fold\"><summary>Menu</summary>", "</details>");
    for part in ["/help", "/account", "/sign-out", &plan()] {
        assert!(fold.contains(part), "{part} is in the fold: {fold}");
    }
    let stranger = school.browser().get("/help").await;
    assert!(!stranger.body.contains("/account#look"), "who has no account cannot choose");
}
