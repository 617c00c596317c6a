//! A plan begun with one question a page, and two days of a plan side by side.

use axum::http::StatusCode;

use super::walk::{TALK, goal, plan, send};
use super::{Answer, School};

#[tokio::test]
async fn eight_questions_one_a_page_each_answer_kept_at_once() {
    for school in School::riverside_on_each_engine().await {
        let mut maya = school.signed_in("maya").await;
        let begun = maya.get(&format!("{}/guided", plan())).await;
        assert_eq!(begun.header("location"), format!("{}/guided/1", plan()));
        let mut there = begun.header("location").to_owned();
        for number in 1..=8 {
            let action = there.split('?').next().expect("a path").to_owned();
            let page = maya.get(&there).await;
            assert!(page.body.contains(&format!("Question {number} of 8")), "{}", page.body);
            let words = format!("Answer number {number}");
            let fields = [
                ("words", words.as_str()),
                ("statement", &words),
                ("what", &words),
                ("area", "employment"),
                ("sure", "unsure"),
            ];
            let saved = send(&mut maya, &page, &action, &fields).await;
            assert_eq!(saved.status, StatusCode::SEE_OTHER, "{number}: {}", saved.body);
            saved.header("location").clone_into(&mut there);
        }
        assert_eq!(there, format!("{}/guided/done?said=saved", plan()), "after the last one comes the end");
        let end = maya.get(&there).await;
        assert!(end.body.contains("You are done"), "{}", end.body);
        assert!(
            end.body.contains("What you saved is kept")
                && !end.body.contains("not saved yet")
                && end.body.contains("Your family and the people")
        );
        assert!(end.body.contains(&format!("class=\"button\" href=\"{}\"", plan())), "the way to the plan");
        let page = maya.get(&plan()).await;
        for number in 1..=8 {
            assert_eq!(page.body.matches(&format!("Answer number {number}</p>")).count(), 1, "{number}");
        }
        let goal = page.body.split("<li class=\"item").find(|card| card.contains("Answer number 7</p>"));
        assert!(goal.expect("the goal").contains("Answer number 8</p>"), "the step is for the goal");
    }
}

#[tokio::test]
async fn a_question_is_left_out_and_nothing_is_asked_twice() {
    let school = School::riverside().await;
    let mut maya = school.signed_in("maya").await;
    let action = format!("{}/guided/1", plan());
    let page = maya.get(&action).await;
    assert!(page.body.contains("You wrote this before") && page.body.contains("I can look at a machine"));
    let next = format!("{}/guided/2", plan());
    assert!(page.body.contains(&format!("href=\"{next}\"")) && page.body.contains(">Back</a>"));
    let skipped = send(&mut maya, &page, &action, &[("words", " ")]).await;
    assert_eq!(skipped.header("location"), next, "an empty answer is a question left out");
    let history = maya.get(&format!("{}/history", plan())).await;
    assert!(!history.body.contains("November 22, 2026</time>"), "and nothing was written");
    let last = format!("{}/guided/8", plan());
    let page = maya.get(&last).await;
    let skipped = send(&mut maya, &page, &last, &[("what", "")]).await;
    assert_eq!(skipped.header("location"), format!("{}/guided/done", plan()));
    for page in ["0", "9", "x"] {
        let none = maya.get(&format!("{}/guided/{page}", plan())).await;
        assert_eq!(none.status, StatusCode::NOT_FOUND, "{page}");
    }
}

#[tokio::test]
async fn what_is_wrong_with_an_answer_is_said_at_its_field() {
    let school = School::riverside().await;
    let mut maya = school.signed_in("maya").await;
    let action = format!("{}/guided/6", plan());
    let page = maya.get(&action).await;
    let refused = send(&mut maya, &page, &action, &[("words", "Mend machines")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        refused.body.contains("Choose one of these.") && refused.body.contains("Mend machines</textarea>")
    );
    assert!(maya.get(&action).await.body.contains("Not saved yet"));
    let end = maya.get(&format!("{}/guided/done", plan())).await;
    let link = format!("One is not saved yet: <a href=\"{action}\">");
    assert!(end.body.contains(&link), "the end names what waits: {}", end.body);
}

#[tokio::test]
async fn a_first_step_is_for_the_goal_that_is_chosen_and_stands_beside_ones_own_alone() {
    let school = School::riverside().await;
    let mut maya = school.signed_in("maya").await;
    let action = format!("{}/guided/8", plan());
    let page = maya.get(&action).await;
    let there = page.body.split("<form method=\"post\" action=\"/plan").next().unwrap_or_default();
    let own =
        there.split(&format!("For the goal “{TALK}”")).nth(1).expect("her steps stand below their goals");
    assert!(own.contains("Give the talk to the robotics club first"), "{own}");
    assert!(page.body.contains(&format!("value=\"{}\"", goal(TALK))), "{}", page.body);
    for (chosen, words) in [(goal(TALK).to_string(), "Ask Leo to listen"), ("none".to_owned(), "Buy chalk")] {
        let page = maya.get(&action).await;
        let saved = send(&mut maya, &page, &action, &[("what", words), ("goal", &chosen)]).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
    }
    let page = maya.get(&plan()).await;
    let of = |words: &str| page.body.split("<li class=\"item").find(|card| card.contains(words));
    assert!(of("Ask Leo to listen</p>").expect("the step").contains(TALK));
    assert!(!of("Buy chalk</p>").expect("the step").contains("My goals"), "it is for no goal");
    let other = page.body.split("<section id=\"steps\"").nth(1).expect("other steps");
    assert!(other.contains("Buy chalk</p>"), "{other}");
}

#[tokio::test]
async fn a_step_for_a_goal_that_cannot_be_chosen_is_refused_there_and_not_saved_for_none() {
    let school = School::riverside().await;
    let mut maya = school.signed_in("maya").await;
    let action = format!("{}/guided/8", plan());
    let open = maya.get(&action).await;
    let edit = format!("{}/goal/{}/edit", plan(), goal(TALK));
    let page = maya.get(&edit).await;
    let away = send(&mut maya, &page, &edit.replace("/edit", "/stage"), &[("to", "withdrawn")]).await;
    assert_eq!(away.status, StatusCode::SEE_OTHER, "{}", away.body);
    let mut refused = open;
    for chosen in [goal(TALK).to_string(), "garbage".to_owned()] {
        let words = [("what", "Ask Leo to listen"), ("goal", chosen.as_str())];
        refused = send(&mut maya, &refused, &action, &words).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{chosen}");
        let why = "id=\"field-goal-problem\"";
        let said = refused.body.split(why).nth(1).and_then(|rest| rest.split("</p>").next());
        assert!(said.expect("a reason at the field").contains("not one of your open goals now"), "{chosen}");
        assert!(refused.body.contains("Ask Leo to listen</textarea>"), "{}", refused.body);
        assert!(refused.body.contains(" checked> "), "what is sent next is seen: {}", refused.body);
        assert!(!maya.get(&plan()).await.body.contains("Ask Leo to listen</p>"), "{chosen}");
    }
    let saved = send(&mut maya, &refused, &action, &[("what", "Ask Leo to listen"), ("goal", "none")]).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
    assert!(maya.get(&plan()).await.body.contains("Ask Leo to listen</p>"));
}

#[tokio::test]
async fn steps_stand_below_their_own_goal_and_those_for_none_before_all_goals() {
    let school = School::riverside().await;
    let mut maya = school.signed_in("maya").await;
    let (action, new) = (format!("{}/guided/8", plan()), format!("{}/guided/7", plan()));
    let page = maya.get(&new).await;
    send(&mut maya, &page, &new, &[("statement", TALK)]).await;
    for fields in [&[("what", "Ask Leo to listen")][..], &[("what", "Buy chalk"), ("goal", "none")]] {
        let page = maya.get(&action).await;
        let saved = send(&mut maya, &page, &action, fields).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
    }
    let heading = format!("For the goal “{TALK}”");
    let page = maya.get(&action).await;
    let there = page.body.split("<form method=\"post\" action=\"/plan").next().unwrap_or_default();
    let parts: Vec<&str> = there.split(&heading).collect();
    assert_eq!(parts.len(), 3, "two goals that say the same: {there}");
    assert!(parts[0].contains("Buy chalk") && !parts[0].contains("For the goal"), "{there}");
    assert!(!parts[1].contains("Ask Leo") && parts[2].contains("Ask Leo"), "{there}");

    let edit = format!("{}/goal/{}/edit", plan(), goal(TALK));
    let page = maya.get(&edit).await;
    send(&mut maya, &page, &edit.replace("/edit", "/stage"), &[("to", "withdrawn")]).await;
    let page = maya.get(&action).await;
    let there = page.body.split("<form method=\"post\" action=\"/plan").next().unwrap_or_default();
    let parts: Vec<&str> = there.split("For the goal “").collect();
    assert!(parts[0].contains("Give the talk to the robotics club first"), "{there}");
    assert_eq!(there.matches(&heading).count(), 1, "what is away heads nothing: {there}");
}

/// What stands under one heading of the comparison.
fn part<'a>(page: &'a Answer, id: &str) -> &'a str {
    let rest = page.body.split(&format!("<h2 id=\"{id}-title\">")).nth(1);
    rest.and_then(|rest| rest.split("</section>").next()).unwrap_or_default()
}

#[tokio::test]
async fn two_days_side_by_side_say_what_came_what_changed_what_went_and_who_did_it() {
    for school in School::riverside_on_each_engine().await {
        let mut maya = school.signed_in("maya").await;
        let compare = format!("{}/history/compare", plan());
        let action = format!("{}/goal/{}/edit", plan(), goal(TALK));
        let page = maya.get(&action).await;
        send(&mut maya, &page, &action, &[("statement", "Hold a talk in the gym")]).await;
        let page = maya.get(&plan()).await;
        let wish =
            page.body.split("<li class=\"item").find(|card| card.contains("Art 1</p>")).expect("a wish");
        let edit = wish.split("class=\"quiet\" href=\"").nth(1).and_then(|rest| rest.split('"').next());
        let edit = edit.expect("a way to change it").to_owned();
        let page = maya.get(&edit).await;
        send(&mut maya, &page, &edit.replace("/edit", "/stage"), &[("to", "withdrawn")]).await;

        let found = maya.get(&format!("{compare}?from=2026-11-10&to=2026-11-22")).await;
        let changed = part(&found, "changed");
        assert!(changed.contains(TALK) && changed.contains("Hold a talk in the gym"), "{}", found.body);
        assert!(changed.contains("<bdi>You</bdi> · <time"));
        assert!(part(&found, "taken-away").contains("Art 1"));
        assert!(!part(&found, "added").contains("Introduction to Engineering"), "that was there before");
        let found = maya.get(&format!("{compare}?from=2026-11-22&to=2026-11-01")).await;
        let added = part(&found, "added");
        assert!(
            added.contains("Introduction to Engineering") && !added.contains("Art 1"),
            "either way round"
        );
        let same = maya.get(&format!("{compare}?from=2026-11-10&to=2026-11-10")).await;
        assert!(same.body.contains("Nothing in the plan is different"));
        let never = maya.get(&format!("{compare}?from=never")).await;
        assert_eq!(never.status, StatusCode::NOT_FOUND);
    }
}
