//! Conversations on a plan and the log of contacts, as the people round a student find them.

use axum::http::StatusCode;
use ilp::sample::riverside::{CIRCLE, MAYA};

use super::School;
use super::walk::{TALK, goal, plan, send};

fn circle() -> String {
    format!("/plan/{MAYA}/conversations/{CIRCLE}")
}

#[tokio::test]
async fn what_is_said_reaches_everybody_in_the_voice_of_who_said_it() {
    for school in School::riverside_on_each_engine().await {
        let mut maya = school.signed_in("maya").await;
        let page = maya.get(&plan()).await;
        assert!(page.body.contains("Messages: 6 new"), "hers alone are not new to her");
        let list = maya.get(&format!("{}/conversations", plan())).await;
        assert!(list.body.contains("Where to practice the talk") && list.body.contains("3 new messages"));
        let talk = maya.get(&circle()).await;
        assert_eq!(talk.status, StatusCode::OK, "{}", talk.body);
        assert!(talk.body.contains("<p class=\"voice-staff\">The library is free on Thursdays"));
        assert!(talk.body.contains("<p class=\"voice-student\">Yes but can Ava come too?"));
        assert!(talk.body.contains("<p class=\"voice-student\">She has been telling the whole talk"));
        assert_eq!(talk.body.matches("class=\"talk-new\"").count(), 3, "{}", talk.body);
        let list = maya.get(&format!("{}/conversations", plan())).await;
        assert!(list.body.contains("3 new messages"), "the other conversation is new still");
        assert_eq!(list.body.matches("new messages").count(), 1, "this one is read");

        for _ in 0..2 {
            let said = send(&mut maya, &talk, &circle(), &[("words", "I am bringing the arm <too>.")]).await;
            assert_eq!(said.status, StatusCode::SEE_OTHER, "{}", said.body);
            let (there, anchor) = said.header("location").split_once('#').expect("a place on the page");
            let landed = maya.get(there).await;
            let sent = format!("<li id=\"{anchor}\" tabindex=\"-1\"><p class=\"said\">Sent.</p>");
            assert!(landed.body.contains(&sent), "{sent} in {}", landed.body);
        }
        let talk = school.signed_in("grace.okafor").await.get(&circle()).await;
        assert_eq!(talk.body.matches("I am bringing the arm &#60;too&#62;.").count(), 1, "said once");
        assert!(talk.body.contains("Maya always reads this."), "her mother is told who reads it");
        let talk = school.signed_in("ms.rivera").await.get(&circle()).await;
        assert!(talk.body.contains("Maya Okafor always reads this."), "and so is her teacher");
        let hidden = school.signed_in("daniel.whitfield").await.get(&circle()).await;
        assert_eq!(hidden.status, StatusCode::NOT_FOUND, "an order keeps him from it");
    }
}

#[tokio::test]
async fn a_conversation_begins_at_the_card_of_what_it_is_about() {
    for school in School::riverside_on_each_engine().await {
        let mut grace = school.signed_in("grace.okafor").await;
        let item = goal(TALK);
        let page = grace.get(&plan()).await;
        let href = format!("{}/conversations/new?item={item}", plan());
        assert!(page.body.contains(&format!("href=\"{href}\"")), "the card leads there");
        let form = grace.get(&href).await;
        assert!(form.body.contains(TALK), "the form shows what it is about");
        assert!(form.body.contains("People talk about this already"));
        let action = format!("{}/conversations/new", plan());
        let fields = [("item", item.to_string()), ("words", String::new())];
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let refused =
            send(&mut grace, &form, &action, &[&fields[..], &[("subject", "The bus")]].concat()).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.body.contains("The bus") && refused.body.contains(TALK), "what was typed comes back");
        let words = [("item", fields[0].1), ("subject", "The bus"), ("words", "Who drives?")];
        let opened = send(&mut grace, &refused, &action, &words).await;
        assert_eq!(opened.status, StatusCode::SEE_OTHER, "{}", opened.body);
        let talk = grace.get(opened.header("location")).await;
        assert!(talk.body.contains("Who drives?") && talk.body.contains("Close this conversation"));
        let there = opened.header("location").split('?').next().expect("an address").to_owned();
        let close = format!("{there}/close");
        let closed = send(&mut grace, &talk, &close, &[("talk", "close")]).await;
        assert_eq!(closed.status, StatusCode::SEE_OTHER, "{}", closed.body);

        let mut maya = school.signed_in("maya").await;
        let talk = maya.get(&there).await;
        assert!(talk.body.contains("This conversation was closed on November 22, 2026"), "{}", talk.body);
        assert!(!talk.body.contains("<textarea") && !talk.body.contains("Open this conversation again"));
    }
}

#[tokio::test]
async fn a_staff_note_is_read_by_whom_it_is_for_and_a_correction_keeps_both() {
    for school in School::riverside_on_each_engine().await {
        let log = format!("{}/contacts", plan());
        let mut rivera = school.signed_in("ms.rivera").await;
        let action = format!("{log}/new");
        let form = rivera.get(&action).await;
        assert!(form.body.contains("Maya Okafor will read what you write here."), "{}", form.body);
        assert!(form.body.contains("<bdi>Grace Okafor</bdi>"), "her mother can be chosen");
        assert!(!form.body.contains("Daniel Whitfield"), "a court order stands against him");
        let refused = send(&mut rivera, &form, &action, &[("held_on", "2026-11-20"), ("words", "Hm")]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            refused.body.contains("Choose with whom you talked.") && refused.body.contains("Hm</textarea>")
        );
        let words = [
            ("held_on", "2026-11-20"),
            ("with", "student"),
            ("way", "talk"),
            ("words", "She chose the class next door."),
        ];
        let saved = send(&mut rivera, &refused, &action, &words).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
        let page = rivera.get(&log).await;
        let note =
            page.body.split("<li id=\"contact-").find(|note| note.contains("She chose")).expect("there");
        let correct =
            note.split("?corrects=").nth(1).and_then(|rest| rest.split('"').next()).expect("a link");
        let form = rivera.get(&format!("{action}?corrects={correct}")).await;
        assert!(form.body.contains("She chose the class next door.</textarea>"), "{}", form.body);
        let words = [&words[..3], &[("corrects", correct), ("words", "She chose the whole class.")]].concat();
        let saved = send(&mut rivera, &form, &action, &words).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);

        let page = school.signed_in("maya").await.get(&log).await;
        assert!(page.body.contains("She chose the whole class.") && page.body.contains("This note corrects"));
        assert!(
            page.body.contains("She chose the class next door.") && page.body.contains("corrected later")
        );
        assert!(page.body.contains("Mr. Osei") && page.body.contains("list of courses"), "she reads it all");
        assert!(!page.body.contains("Correct this note") && !page.body.contains("Note a talk"));
        let page = school.signed_in("grace.okafor").await.get(&log).await;
        assert!(page.body.contains("list of courses") && page.body.contains("She chose the whole class."));
        assert!(!page.body.contains("Mr. Osei"), "what was said with others is not for her");
        let page = school.signed_in("mr.bell").await.get(&log).await;
        assert!(page.body.contains("Mr. Osei"), "who works with her reads it");
        let refused = school.signed_in("grace.okafor").await.get(&action).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN);
    }
}

#[tokio::test]
async fn a_long_log_comes_page_by_page_and_a_correction_leads_to_what_it_corrects() {
    let school = School::riverside().await;
    let log = format!("{}/contacts", plan());
    let action = format!("{log}/new");
    let mut rivera = school.signed_in("ms.rivera").await;
    let mut note = async |on: &str, words: &str, corrects: &str| {
        let form = rivera.get(&action).await;
        let fields =
            [("held_on", on), ("with", "student"), ("way", "talk"), ("words", words), ("corrects", corrects)];
        let saved = send(&mut rivera, &form, &action, &fields).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
        rivera.get(&log).await
    };
    let page = note("2026-11-18", "She asked for Thursday.", "").await;
    let first = page.body.split("<li id=\"contact-").find(|one| one.contains("She asked for Thursday."));
    let first = first.and_then(|one| one.split('"').next()).expect("its id").to_owned();
    for number in 0..50 {
        note("2026-11-20", &format!("Talk number {number}."), "").await;
    }
    let page = note("2026-11-20", "She asked for Friday.", &first).await;
    assert!(page.body.contains("She asked for Friday.") && !page.body.contains("She asked for Thursday."));
    assert!(page.body.contains(&format!("href=\"{log}?skip=50#contact-{first}\"")), "{}", page.body);
    let older = rivera.get(&format!("{log}?skip=50")).await;
    assert!(older.body.contains("She asked for Thursday.") && older.body.contains("corrected later"));
    assert!(!older.body.contains("She asked for Friday."));
}
