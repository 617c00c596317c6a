//! Every part of a plan is written where it stands: by its owner, or suggested by everybody else.

use axum::http::StatusCode;
use ilp::sample::riverside::{ELIJAH, MATEO, MAYA, THEO};

use super::walk::{plan, send, suggestion_of};
use super::{Answer, Browser, School};

fn card<'a>(page: &'a Answer, words: &str) -> &'a str {
    let found = page.body.split("<li class=\"item").find(|card| card.contains(&format!("{words}</p>")));
    found.unwrap_or_else(|| panic!("nothing says {words}"))
}

/// The address to which the card leads under this label.
fn way(card: &str, label: &str) -> String {
    let link = card.split("<a class=\"quiet\" href=\"").skip(1).find(|link| link.contains(label));
    link.and_then(|link| link.split('"').next()).unwrap_or_else(|| panic!("no way to {label}")).to_owned()
}

async fn write(browser: &mut Browser, end: &str, words: &[(&str, &str)]) -> Answer {
    let action = format!("{}/{end}", plan());
    let page = browser.get(&action).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    send(browser, &page, &action, words).await
}

#[tokio::test]
async fn a_student_writes_into_every_part_of_the_plan() {
    for school in School::riverside_on_each_engine().await {
        let mut maya = school.signed_in("maya").await;
        let check = async |maya: &mut Browser, kind: &str, words: &[(&str, &str)]| {
            let saved = write(maya, &format!("entry/new/{kind}"), words).await;
            assert_eq!(saved.status, StatusCode::SEE_OTHER, "{kind}: {}", saved.body);
            let page = maya.get(&plan()).await;
            assert!(card(&page, words[0].1).contains("voice-student"), "{kind}");
        };
        for kind in
            ["strength", "interest", "value", "learning", "language", "need", "in-my-way", "access", "note"]
        {
            let words = format!("My own words about {kind}");
            check(&mut maya, kind, &[("words", &words)]).await;
        }
        let hope = [("words", "Mend machines"), ("area", "employment"), ("sure", "sure")];
        check(&mut maya, "hope", &hope).await;
        let course = [("course", "Welding 1"), ("year", "2028"), ("why", "Arms break")];
        check(&mut maya, "course", &course).await;
        let experience = [("what", "Mended a fence"), ("from", "2026-08-01"), ("until", "2026-08-02")];
        check(&mut maya, "experience", &experience).await;
        let page = maya.get(&plan()).await;
        assert!(
            card(&page, "Welding 1").contains("2027–28") && card(&page, "Mend machines").contains("Work")
        );
    }
}

#[tokio::test]
async fn what_is_missing_is_said_at_its_field_and_what_was_typed_comes_back() {
    let school = School::riverside().await;
    let mut maya = school.signed_in("maya").await;
    let refused = write(&mut maya, "entry/new/hope", &[("words", "Mend machines")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        refused.body.contains("Choose one of these.") && refused.body.contains("Mend machines</textarea>")
    );
    let later = maya.get(&format!("{}/entry/new/hope", plan())).await;
    assert!(later.body.contains("Not saved yet"), "a closed window loses nothing");
    let backwards = [("what", "Camp"), ("from", "2026-08-02"), ("until", "2026-08-01")];
    let refused = write(&mut maya, "entry/new/experience", &backwards).await;
    assert!(refused.body.contains("This is before it began."));
    let nothing = maya.get(&format!("{}/entry/new/nonsense", plan())).await;
    assert_eq!(nothing.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn an_entry_is_changed_and_taken_away_and_a_late_save_shows_both_texts() {
    for school in School::riverside_on_each_engine().await {
        let mut maya = school.signed_in("maya").await;
        let page = maya.get(&plan()).await;
        let words = "I can look at a machine that does not work and find out why";
        let action = way(card(&page, words), "Change this");
        let (first, second) = (maya.get(&action).await, maya.get(&action).await);
        let saved = send(&mut maya, &second, &action, &[("words", "I mend machines")]).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
        let page = maya.get(&plan()).await;
        assert!(card(&page, "I mend machines").contains("gripper"), "what it rests on stays");
        let stale = send(&mut maya, &first, &action, &[("words", "I find out why")]).await;
        assert_eq!(stale.status, StatusCode::CONFLICT, "{}", stale.body);
        assert!(stale.body.contains("I mend machines") && stale.body.contains("I find out why</textarea>"));
        let saved = send(&mut maya, &stale, &action, &[("words", "I find out why")]).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
        let page = maya.get(&action).await;
        let away = action.replace("/edit", "/stage");
        send(&mut maya, &page, &away, &[("to", "withdrawn")]).await;
        assert!(!maya.get(&plan()).await.body.contains("I find out why</p>"));
        assert!(maya.get(&format!("{}/history", plan())).await.body.contains("I find out why"));
    }
}

#[tokio::test]
async fn everybody_else_suggests_and_the_student_takes_it() {
    for school in School::riverside_on_each_engine().await {
        let mut grace = school.signed_in("grace.okafor").await;
        let turned = grace.get(&format!("{}/entry/new/strength", plan())).await;
        let action = format!("{}/entry/suggest/strength", plan());
        assert_eq!(turned.header("location"), action, "what the student says is the student's");
        let page = grace.get(&action).await;
        assert!(page.body.contains("What could Maya say here?"));
        let words = [("words", "I mend what others throw away"), ("reason", "Mrs. Alvarez told me.")];
        let silent = send(&mut grace, &page, &action, &words[..1]).await;
        assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY, "a suggestion has a reason");
        let sent = send(&mut grace, &page, &action, &words).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);

        let mut maya = school.signed_in("maya").await;
        let letter = suggestion_of(&mut maya, "Mrs. Alvarez told me.").await;
        let page = maya.get(&letter).await;
        send(&mut maya, &page, &letter, &[("answer", "accept")]).await;
        let page = maya.get(&plan()).await;
        assert!(card(&page, "I mend what others throw away").contains("Grace Okafor"), "its author stays");

        let page = grace.get(&plan()).await;
        let other = way(card(&page, "Robots, and drawing comics about robots"), "Suggest another version");
        let page = grace.get(&other).await;
        let words = [("words", "Robots, comics and churches"), ("reason", "You draw them too.")];
        let sent = send(&mut grace, &page, &other, &words).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    }
}

#[tokio::test]
async fn a_teacher_writes_what_they_see_and_is_told_who_reads_it() {
    for school in School::riverside_on_each_engine().await {
        let mut rivera = school.signed_in("ms.rivera").await;
        let action = format!("{}/observation/new", plan());
        let page = rivera.get(&action).await;
        assert!(page.body.contains("The student and the family will read what you write here."));
        let words = [("words", "Waits until everybody has spoken"), ("aspect", "strength")];
        let saved = send(&mut rivera, &page, &action, &words).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
        let page = rivera.get(&plan()).await;
        let others = page.body.split("id=\"others\"").nth(1).expect("what others see");
        assert!(others.contains("Waits until everybody has spoken") && others.contains("A strength"));
        let edit = way(card(&page, "Waits until everybody has spoken"), "Change this");
        let form = rivera.get(&edit).await;
        let saved = send(&mut rivera, &form, &edit, &[("words", "Waits"), ("aspect", "value")]).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);

        let refused = school.signed_in("mr.bell").await.get(&edit).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN, "what somebody saw is theirs");
        let maya = school.signed_in("maya").await.get(&plan()).await;
        assert!(!card(&maya, "Waits").contains("Change this"));
    }
}

#[tokio::test]
async fn a_family_writes_its_own_words() {
    let school = School::riverside().await;
    let mut grace = school.signed_in("grace.okafor").await;
    let saved = write(&mut grace, "entry/new/note", &[("words", "Call me after two.")]).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
    let page = grace.get(&plan()).await;
    let family = page.body.split("id=\"family\"").nth(1).expect("the family's words");
    assert!(family.contains("Call me after two."));
    assert!(
        !grace.get(&format!("{}/entry/new/note", plan())).await.body.contains("will read what you write")
    );
}

#[tokio::test]
async fn an_empty_part_says_what_it_is_for_and_offers_the_first_step() {
    let school = School::riverside().await;
    let page = school.signed_in("maya").await.get(&plan()).await;
    let languages = page.body.split("id=\"languages\"").nth(1).expect("her languages");
    assert!(languages.contains("Say where you use it") && languages.contains("/entry/new/language"));
    let page = school.signed_in("ms.rivera").await.get(&plan()).await;
    assert!(!page.body.contains("id=\"languages\""), "nobody else is asked a dozen questions");
    assert!(page.body.contains(&format!("/plan/{MAYA}/entry/suggest/strength")));
}

#[tokio::test]
async fn every_card_of_a_plan_says_who_wrote_it() {
    let school = School::riverside().await;
    for (login, learner) in [("maya", MAYA), ("theo", THEO), ("mateo", MATEO), ("eli", ELIJAH)] {
        let page = school.signed_in(login).await.get(&format!("/plan/{learner}")).await;
        let cards: Vec<&str> = page.body.split("<li class=\"item").skip(1).collect();
        assert!(10 < cards.len(), "{login} has a plan");
        for card in cards {
            assert!(card.contains("<p class=\"by\"><bdi>"), "{login}: {card}");
        }
    }
}
