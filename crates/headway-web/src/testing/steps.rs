//! Steps and goals on their way: whose step it is, where a save leads, what is reached, let go of or taken away.

use axum::http::StatusCode;
use ilp::ItemId;
use ilp::sample::riverside::MAYA;

use super::walk::{TALK, goal, plan, send, suggestion_of};
use super::{Answer, Browser, School};

/// The part of the page that is this item's: its card, or its step within a card.
fn card<'a>(page: &'a Answer, words: &str) -> &'a str {
    let found = page.body.split("<li class=\"").find(|card| card.contains(&format!("{words}</p>")));
    found.unwrap_or_else(|| panic!("nothing says {words}"))
}

fn action_of(card: &str, end: &str) -> String {
    let mut all = card.split("action=\"").skip(1).filter_map(|rest| rest.split('"').next());
    all.find(|action| action.ends_with(end)).expect("a button").to_owned()
}

#[tokio::test]
async fn what_a_teacher_will_do_is_said_to_be_theirs_and_to_be_read_at_once() {
    let school = School::riverside().await;
    let mut rivera = school.signed_in("ms.rivera").await;
    let shown = rivera.get(&plan()).await;
    assert!(shown.body.contains("Add something that I will do") && !shown.body.contains(">Add a step<"));
    let form = rivera.get(&format!("{}/step/new?goal={}", plan(), goal(TALK))).await;
    assert!(form.body.contains("This is a step that you do yourself. Maya Okafor reads it at once."));

    let mut maya = school.signed_in("maya").await;
    let shown = maya.get(&plan()).await;
    assert!(shown.body.contains(">Add a step<") && !shown.body.contains("Suggest a step"));
    let form = maya.get(&format!("{}/step/new?goal={}", plan(), goal(TALK))).await;
    assert!(!form.body.contains("This is a step that you do yourself"));
}

#[tokio::test]
async fn a_step_is_suggested_with_its_reason_and_the_student_takes_it() {
    for school in School::riverside_on_each_engine().await {
        let mut rivera = school.signed_in("ms.rivera").await;
        let action = format!("{}/step/suggest", plan());
        let page = rivera.get(&format!("{action}?goal={}", goal(TALK))).await;
        assert!(page.body.contains("Maya Okafor decides."), "{}", page.body);
        let what = ("what", "Book the hall with Ms. Haddad");
        let silent = send(&mut rivera, &page, &action, &[what]).await;
        assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY, "a suggestion has a reason");
        let reason = ("reason", "You said that the hall calms you.");
        let sent = send(&mut rivera, &page, &action, &[what, reason]).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);

        let mut maya = school.signed_in("maya").await;
        let shown = maya.get(&plan()).await;
        let letter = shown.body.split("<article").find(|letter| letter.contains(reason.1)).expect("a letter");
        let place = |words: &str| letter.find(words).expect("it stands in the letter");
        assert!(place(what.1) < place(reason.1), "what is suggested stands before why");
        let address = suggestion_of(&mut maya, reason.1).await;
        let page = maya.get(&address).await;
        let yes = send(&mut maya, &page, &address, &[("answer", "accept")]).await;
        let there = yes.header("location").to_owned();
        assert!(there.contains("?said=saved&item=") && there.contains("#item-"), "{there}");
        let shown = maya.get(&there).await;
        assert!(card(&shown, what.1).contains("<p class=\"said\">Saved.</p>"));
        assert!(card(&shown, what.1).contains("Mark as done"), "it is hers now");
    }
}

#[tokio::test]
async fn the_student_who_asks_for_suggesting_a_step_comes_to_their_own_form() {
    let school = School::riverside().await;
    let asked = format!("{}/step/suggest?goal={}", plan(), goal(TALK));
    let answer = school.signed_in("maya").await.get(&asked).await;
    assert_eq!(answer.header("location"), format!("{}/step/new?goal={}", plan(), goal(TALK)));
}

#[tokio::test]
async fn what_somebody_saves_says_so_where_it_stands_and_nowhere_else() {
    let school = School::riverside().await;
    let mut maya = school.signed_in("maya").await;
    let action = format!("{}/step/new", plan());
    let page = maya.get(&format!("{action}?goal={}", goal(TALK))).await;
    let saved = send(&mut maya, &page, &action, &[("what", "Ask Leo to listen")]).await;
    let there = saved.header("location").to_owned();
    let shown = maya.get(&there).await;
    assert_eq!(shown.body.matches("<p class=\"said\">Saved.</p>").count(), 1);
    let step = card(&shown, "Ask Leo to listen");
    assert!(step.contains("<p class=\"said\">Saved.</p>") && step.contains("Mark as done"));
    let (_, anchor) = there.split_once('#').expect("it leads to a place on the page");
    assert!(step.contains(&format!("id=\"{anchor}\"")));
    let tick = action_of(step, "/stage");
    let done = send(&mut maya, &shown, &tick, &[("to", "done")]).await;
    assert_eq!(done.header("location"), there, "a tick comes back to the step");
}

#[tokio::test]
async fn a_suggestion_that_is_put_off_waits_for_the_next_meeting_and_is_not_counted() {
    let school = School::riverside().await;
    let mut maya = school.signed_in("maya").await;
    let reason = "Your circle talk last week was wonderful";
    let address = suggestion_of(&mut maya, reason).await;
    let shown = maya.get(&plan()).await;
    assert!(shown.body.contains("1 suggestion waits for your answer"));
    let page = maya.get(&address).await;
    let later = send(&mut maya, &page, &address, &[("answer", "not_now"), ("why", "After the fair.")]).await;
    assert_eq!(later.status, StatusCode::SEE_OTHER, "{}", later.body);
    let shown = maya.get(&plan()).await;
    assert!(!shown.body.contains("for your answer"), "nothing is left to answer");
    let put_off = shown.body.split("id=\"later\"").nth(1).and_then(|rest| rest.split("</section>").next());
    let put_off = put_off.expect("a heading of its own");
    assert!(put_off.contains("For the next meeting") && put_off.contains("After the fair."));
    assert!(put_off.contains(&format!("href=\"{address}\"")));
}

async fn mark(maya: &mut Browser, item: ItemId, to: &str) -> Answer {
    let shown = maya.get(&plan()).await;
    let moved = send(maya, &shown, &format!("{}/goal/{item}/stage", plan()), &[("to", to)]).await;
    assert_eq!(moved.status, StatusCode::SEE_OTHER, "{}", moved.body);
    maya.get(moved.header("location")).await
}

#[tokio::test]
async fn a_goal_is_reached_and_not_after_all_let_go_of_and_taken_up() {
    let school = School::riverside().await;
    let mut maya = school.signed_in("maya").await;
    let item = goal(TALK);
    let shown = mark(&mut maya, item, "done").await;
    assert!(card(&shown, TALK).contains("Reached on November 22, 2026"));
    let edit = maya.get(&format!("{}/goal/{item}/edit", plan())).await;
    assert!(edit.body.contains("This goal is marked as reached"));
    let shown = mark(&mut maya, item, "open").await;
    assert!(!card(&shown, TALK).contains("Reached on") && card(&shown, TALK).contains("I reached this"));
    let shown = mark(&mut maya, item, "dropped").await;
    assert!(
        card(&shown, TALK).contains("Stopped for now on") && card(&shown, TALK).contains("Take it up again")
    );
}

#[tokio::test]
async fn what_was_written_by_mistake_leaves_the_plan_and_stays_in_the_history() {
    let school = School::riverside().await;
    let mut maya = school.signed_in("maya").await;
    let action = format!("{}/goal/new", plan());
    let page = maya.get(&action).await;
    let saved = send(&mut maya, &page, &action, &[("statement", "Oops, the wrong window")]).await;
    let (_, item) = saved.header("location").split_once("#item-").expect("the way to it");
    let edit = maya.get(&format!("{}/goal/{item}/edit", plan())).await;
    let away = format!("{}/goal/{item}/stage", plan());
    assert!(edit.body.contains("Take this away"));
    let gone = send(&mut maya, &edit, &away, &[("to", "withdrawn")]).await;
    assert_eq!(gone.header("location"), format!("{}?said=away&item={item}", plan()));
    assert!(!maya.get(&plan()).await.body.contains("Oops, the wrong window"));
    assert!(maya.get(&format!("{}/history", plan())).await.body.contains("Oops, the wrong window"));
    let mut rivera = school.signed_in("ms.rivera").await;
    let shown = rivera.get(&plan()).await;
    assert!(!shown.body.contains(&format!("/goal/{}/stage", goal(TALK))), "the goal is not hers");
}

#[tokio::test]
async fn a_new_date_that_is_over_is_questioned_at_its_field() {
    let school = School::riverside().await;
    let mut maya = school.signed_in("maya").await;
    for (end, words, date) in [("goal", "statement", "by"), ("step", "what", "due")] {
        let action = format!("{}/{end}/new", plan());
        let page = maya.get(&action).await;
        let sent = send(&mut maya, &page, &action, &[(words, "Read a book"), (date, "2020-01-01")]).await;
        assert_eq!(sent.status, StatusCode::UNPROCESSABLE_ENTITY, "{end}");
        assert!(sent.body.contains("This day is over. Choose a later day, or leave it empty."), "{end}");
        let sent = send(&mut maya, &page, &action, &[(words, "Read a book"), (date, "2026-11-22")]).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "today is not over: {}", sent.body);
    }
}

#[tokio::test]
async fn every_form_of_the_staff_says_who_reads_it_and_the_students_forms_do_not() {
    let school = School::riverside().await;
    let sentence = "The student and the family will read what you write here.";
    let item = goal(TALK);
    let mut rivera = school.signed_in("ms.rivera").await;
    let letter = suggestion_of(&mut school.signed_in("maya").await, "Your circle talk last week").await;
    let forms = [
        format!("{}/step/new", plan()),
        format!("{}/step/suggest", plan()),
        format!("{}/goal/suggest", plan()),
        format!("{}/goal/{item}/suggest", plan()),
    ];
    for form in forms {
        assert!(rivera.get(&form).await.body.contains(sentence), "{form}");
    }
    let mut maya = school.signed_in("maya").await;
    for form in [format!("/plan/{MAYA}/goal/new"), letter] {
        assert!(!maya.get(&form).await.body.contains(sentence), "{form}");
    }
}

#[tokio::test]
async fn what_a_student_asked_for_and_the_school_took_is_agreed_to() {
    let school = School::riverside().await;
    let mut rivera = school.signed_in("ms.rivera").await;
    let shown = rivera.get(&plan()).await;
    let asked = "quiet room";
    let letter = shown.body.split("<article").find(|letter| letter.contains(asked)).expect("Maya asked");
    let address = letter.split("class=\"button\" href=\"").nth(1).and_then(|rest| rest.split('"').next());
    let address = address.expect("a way to it").to_owned();
    let page = rivera.get(&address).await;
    let yes = send(&mut rivera, &page, &address, &[("answer", "accept")]).await;
    let there = yes.header("location").to_owned();
    let shown = rivera.get(&there).await;
    let its = shown.body.split("<li class=\"").find(|card| card.contains("<p class=\"said\">")).expect("it");
    assert!(its.contains(asked) && its.contains("Agreed: Maya Okafor"), "{its}");
    let shown = school.signed_in("maya").await.get(&there).await;
    let its = shown.body.split("<li class=\"").find(|card| card.contains("<p class=\"said\">")).expect("it");
    assert!(its.contains("You asked for this.") && !its.contains("Nobody has agreed"), "{its}");
}

#[tokio::test]
async fn a_save_that_changes_nothing_says_so_and_leaves_no_line_in_the_history() {
    let school = School::riverside().await;
    let mut maya = school.signed_in("maya").await;
    let action = format!("{}/step/new", plan());
    let page = maya.get(&action).await;
    let saved = send(&mut maya, &page, &action, &[("what", "Ask Leo to listen")]).await;
    let (_, item) = saved.header("location").split_once("#item-").expect("the way to it");
    let edit = format!("{}/step/{item}/edit", plan());
    let page = maya.get(&edit).await;
    let same = send(&mut maya, &page, &edit, &[("what", "Ask Leo to listen")]).await;
    let shown = maya.get(same.header("location")).await;
    assert!(shown.body.contains("Nothing was changed, so nothing was saved."));
    let history = maya.get(&format!("{}/history", plan())).await;
    assert_eq!(
        history
            .body
            .matches("<blockquote><p class=\"voice-student\">Ask Leo to listen</p></blockquote>")
            .count(),
        1
    );
}
