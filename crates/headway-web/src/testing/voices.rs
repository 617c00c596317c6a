//! What people say about what is not theirs: who agrees, who sees it differently, who answers, and what they see of it.

use axum::http::StatusCode;
use chrono::DateTime;
use ilp::plan::{
    Body, Change, Entry, Hand, Item, Language, Owner, Party, Plan, Proposal, Text, Words, replay,
};
use ilp::sample::riverside as cast;
use ilp::sample::riverside::{ABERNATHY, BELL, GRACE, KATARINA, MAYA, RIVERA, SOLBERG, THEO};
use ilp::{ChangeId, ItemId, PersonId, ProposalId};

use super::walk::{TALK, goal, plan, send};
use super::{Answer, Browser, School, riverside};

fn plan_of(learner: PersonId) -> Plan {
    let all = cast::riverside();
    replay(learner, &all.plan_of(learner).expect("a plan").log).expect("a sound log")
}

/// What the school does for a learner, by somebody who is none of `others`.
fn undertaking(learner: PersonId, others: &[PersonId]) -> (ItemId, Item, PersonId) {
    let found = plan_of(learner).items.into_iter().find_map(|(id, item)| match (item.owner, &item.body) {
        (Owner::School(person), Body::Support(_) | Body::Intervention(_)) if !others.contains(&person) => {
            Some((id, item, person))
        }
        _ => None,
    });
    found.expect("the school does something")
}

fn card<'a>(page: &'a Answer, words: &str) -> &'a str {
    page.body.split("<li class=\"item").find(|card| card.contains(words)).expect("the card is there")
}

#[tokio::test]
async fn the_student_and_the_family_say_where_they_stand_on_what_the_school_does() {
    for school in School::riverside_on_each_engine().await {
        let circle = "Maya may give a talk to a small circle";
        let (item, _, _) = undertaking(MAYA, &[BELL]);
        let action = format!("{}/agree/{item}", plan());
        let mut maya = school.signed_in("maya").await;
        let page = maya.get(&plan()).await;
        let asked = card(&page, circle);
        assert!(asked.contains("You said that you agree.") && asked.contains("value=\"not_yet\""), "{asked}");
        assert!(!asked.contains("value=\"agreed\""), "what is said needs no button");
        let mine = card(&page, "Peer assisted math");
        assert!(!mine.contains("Agreed: ") && mine.contains("Please not only with Leo."), "{mine}");
        assert!(mine.contains("<dt>Why</dt>"), "its name above, its reason below: {mine}");
        for _ in 0..2 {
            let said = send(&mut maya, &page, &action, &[("stance", "not_yet")]).await;
            assert!(said.header("location").starts_with(&format!("{}?said=saved", plan())), "{}", said.body);
        }
        let page = maya.get(&plan()).await;
        assert!(card(&page, circle).contains("You said: not yet."));
        let history = maya.get(&format!("{}/history", plan())).await;
        assert_eq!(
            history.body.matches("You</bdi> have not agreed yet to something").count(),
            1,
            "pressed twice, said once"
        );

        let mut grace = school.signed_in("grace.okafor").await;
        let form = grace.get(&action).await;
        let words = [("stance", "seen_differently"), ("words", "A small circle is still a circle.")];
        let said = send(&mut grace, &form, &action, &words).await;
        assert_eq!(said.status, StatusCode::SEE_OTHER, "{}", said.body);
        let page = maya.get(&plan()).await;
        let shown = card(&page, circle);
        assert!(shown.contains("Somebody sees this differently."));
        assert!(shown.contains("A small circle is still a circle.") && shown.contains("Grace Okafor"));

        let page = school.signed_in("ms.rivera").await.get(&plan()).await;
        assert!(!page.body.contains("Do you agree with this?"), "the school does not agree with itself");
    }
}

#[tokio::test]
async fn an_agreement_is_to_what_was_read() {
    let school = School::riverside().await;
    let (item, found, responsible) = undertaking(MAYA, &[BELL]);
    let mut maya = school.signed_in("maya").await;
    let action = format!("{}/agree/{item}", plan());
    let page = maya.get(&action).await;
    let says = changed(found.body);
    let written = Change::ItemWritten { item, replaces: Some(found.revision), says };
    riverside::append(&school.store, MAYA, vec![entry(Hand::of(responsible, Party::School), written)]).await;
    let words = [("stance", "agreed"), ("words", "I like it.")];
    let stale = send(&mut maya, &page, &action, &words).await;
    assert_eq!(stale.status, StatusCode::CONFLICT, "{}", stale.body);
    assert!(stale.body.contains("changed on purpose") && stale.body.contains("I like it.</textarea>"));
    let said = send(&mut maya, &stale, &action, &words).await;
    assert_eq!(said.status, StatusCode::SEE_OTHER, "{}", said.body);
    let nothing = maya.get(&format!("{}/agree/{}", plan(), goal(TALK))).await;
    assert_eq!(nothing.status, StatusCode::NOT_FOUND, "nobody agrees to the student's own goals");
}

/// The same body with its first text changed.
fn changed(body: Body<Words>) -> Body<Text> {
    let mut first = true;
    body.map(&mut |words| {
        if std::mem::take(&mut first) {
            return Text::new(Language::english(), "Something that was changed on purpose").expect("a text");
        }
        words.text
    })
}

fn entry(hand: Hand, change: Change) -> Entry {
    let at = DateTime::from_timestamp(1_795_340_000, 0).expect("a time");
    Entry { id: ChangeId::numbered(900), at, hand, through: None, change }
}

#[tokio::test]
async fn a_different_view_is_taken_back_by_whoever_has_it() {
    for school in School::riverside_on_each_engine().await {
        let note = "I think it depends on who is listening.";
        let mut grace = school.signed_in("grace.okafor").await;
        let page = grace.get(&plan()).await;
        let rest = page.body.split(note).nth(1).expect("the note");
        let way = rest.split("action=\"").nth(1).and_then(|rest| rest.split('"').next());
        let way = way.expect("the way back").to_owned();
        assert!(way.ends_with("/take-back"), "{way}");

        let mut maya = school.signed_in("maya").await;
        let hers = maya.get(&plan()).await;
        assert!(hers.body.contains(note) && !hers.body.contains("/take-back\""));
        let csrf = maya.get("/help").await.hidden("/language", "_csrf");
        let key = ("_once", "00000000-0000-7000-8000-000000000009");
        let no = maya.post(&way, &[("_csrf", &csrf), key]).await;
        assert_eq!(no.status, StatusCode::FORBIDDEN);

        for _ in 0..2 {
            let back = send(&mut grace, &page, &way, &[]).await;
            assert_eq!(back.header("location"), format!("{}?said=saved", plan()), "{}", back.body);
        }
        assert!(!maya.get(&plan()).await.body.contains(note));
        let history = maya.get(&format!("{}/history", plan())).await;
        assert!(history.body.contains("took back “I see this differently”"));
    }
}

#[tokio::test]
async fn a_different_view_that_is_not_taken_is_kept_when_the_window_is_closed() {
    let school = School::riverside().await;
    let mut grace = school.signed_in("grace.okafor").await;
    let action = format!("{}/differ/{}", plan(), goal(TALK));
    let page = grace.get(&action).await;
    let long = format!("She speaks in church. {}", "a".repeat(20_001));
    let refused = send(&mut grace, &page, &action, &[("words", &long)]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let again = grace.get(&action).await;
    assert!(again.body.contains("She speaks in church. aaa") && again.body.contains("Not saved yet"));
}

/// Hides an item for a while, as the officer does.
async fn hide(school: &School, item: ItemId) {
    let reason = Text::new(Language::english(), "Safety").expect("a text");
    let until = "2027-01-01".parse().expect("a day");
    let hidden = Change::VisibilityDelayed { item, until, reason };
    riverside::append(&school.store, MAYA, vec![entry(Hand::of(ABERNATHY, Party::School), hidden)]).await;
}

#[tokio::test]
async fn a_step_towards_a_hidden_goal_can_be_changed_and_a_late_save_shows_both_texts() {
    let school = School::riverside().await;
    let step = plan_of(MAYA).items.into_iter().find_map(|(id, item)| match item.body {
        Body::Step(step) if item.owner == Owner::Student && step.serves.first() == Some(&goal(TALK)) => {
            Some(id)
        }
        _ => None,
    });
    let step = step.expect("a step toward the talk");
    hide(&school, goal(TALK)).await;
    let mut maya = school.signed_in("maya").await;
    let action = format!("{}/step/{step}/edit", plan());
    let (first, second) = (maya.get(&action).await, maya.get(&action).await);
    assert_eq!(first.status, StatusCode::OK, "{}", first.body);
    assert!(!first.body.contains(TALK) && !first.body.contains("This step is for the goal"));
    let saved = send(&mut maya, &second, &action, &[("what", "Ask Leo to listen")]).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
    let stale = send(&mut maya, &first, &action, &[("what", "Ask Ana to listen")]).await;
    assert_eq!(stale.status, StatusCode::CONFLICT, "{}", stale.body);
    assert!(stale.body.contains("Ask Leo to listen") && stale.body.contains("Ask Ana to listen</textarea>"));
    let hint = maya.get(&format!("{}/step/new?goal={}", plan(), goal(TALK))).await;
    assert_eq!(hint.status, StatusCode::NOT_FOUND, "a new one is not for what is not there");

    let page = maya.get(&plan()).await;
    let tick = format!("{}/step/{step}/stage", plan());
    send(&mut maya, &page, &action.replace("/edit", "/stage"), &[("to", "done")]).await;
    let late =
        send(&mut maya, &page, &tick, &[("_once", "00000000-0000-7000-8000-000000000008"), ("to", "open")]);
    assert_ne!(late.await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_late_tick_leads_back_to_the_plan_and_says_why() {
    let school = School::riverside().await;
    let mut maya = school.signed_in("maya").await;
    let (first, second) = (maya.get(&plan()).await, maya.get(&plan()).await);
    let tick = first
        .body
        .split("action=\"")
        .find(|rest| rest.split('"').next().is_some_and(|at| at.ends_with("/stage")));
    let tick = tick.and_then(|rest| rest.split('"').next()).expect("a button").to_owned();
    let done = send(&mut maya, &second, &tick, &[("to", "done")]).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    let late = send(&mut maya, &first, &tick, &[("to", "done")]).await;
    assert!(late.header("location").starts_with(&format!("{}?said=stale&item=", plan())));
    let page = maya.get(late.header("location")).await;
    assert!(page.body.contains("Somebody changed this just before you"));
}

#[tokio::test]
async fn an_answer_is_offered_to_whom_the_store_would_take_it_from() {
    for school in School::riverside_on_each_engine().await {
        let check = async |learner, (family, others): (_, &[PersonId]), expected: &[(&str, bool)]| {
            let (item, found, person) = undertaking(learner, others);
            let asks = Owner::School(person);
            let proposal = Proposal {
                id: ProposalId::numbered(900),
                by: Hand::of(family, Party::Family),
                at: DateTime::from_timestamp(1_795_340_000, 0).expect("a time"),
                of: asks,
                asks,
                reason: Text::new(Language::english(), "It would be easier at home.").expect("a text"),
                changes: vec![Change::ItemWritten {
                    item,
                    replaces: Some(found.revision),
                    says: changed(found.body),
                }],
                counters: None,
                answers: Vec::new(),
            };
            riverside::suggest(&school.store, learner, proposal).await;
            let letter = format!("/plan/{learner}/suggestion/{}", ProposalId::numbered(900));
            for (login, is_offered) in expected {
                let mut reader = school.signed_in(login).await;
                assert_eq!(offered(&mut reader, learner, &letter).await, *is_offered, "{login}");
                let page = reader.get(&letter).await;
                let csrf = page.hidden("/language", "_csrf");
                let key = ("_once", "00000000-0000-7000-8000-000000000007");
                let fields = [("_csrf", csrf.as_str()), key, ("answer", "not_now"), ("seen", "")];
                let given = reader.post(&letter, &fields).await;
                let expected = if *is_offered { StatusCode::SEE_OTHER } else { StatusCode::FORBIDDEN };
                assert_eq!(given.status, expected, "{login}: {}", given.body);
            }
        };
        let for_theo = [("mr.bell", false), ("katarina.novak", false), ("ms.solberg", true)];
        check(THEO, (KATARINA, &[BELL, SOLBERG]), &for_theo).await;
        let for_maya = [("mr.pham", false), ("mr.bell", true), ("ms.rivera", true)];
        check(MAYA, (GRACE, &[BELL]), &for_maya).await;
    }
}

/// Whether the plan and the letter offer this reader the answer.
async fn offered(reader: &mut Browser, learner: PersonId, letter: &str) -> bool {
    let page = reader.get(&format!("/plan/{learner}")).await;
    let link = |class: &str| page.body.contains(&format!("class=\"{class}\" href=\"{letter}\""));
    // What was put off can be answered all the same, and is asked for with less noise.
    let waits = link("button") || link("quiet");
    let may = reader.get(letter).await.body.contains("value=\"not_now\"");
    assert_eq!(waits, may, "the plan and the letter agree");
    may
}

#[tokio::test]
async fn every_look_can_be_read_page_by_page() {
    for school in School::riverside_on_each_engine().await {
        riverside::look(&school.store, MAYA, RIVERA, 201).await;
        let mut maya = school.signed_in("maya").await;
        let first = maya.get(&format!("{}/who-looked", plan())).await;
        assert_eq!(first.body.matches("· read the plan</li>").count(), 200);
        assert_eq!(
            first.body.matches("Elena Rivera</bdi>").count(),
            1,
            "one line a person, a day and a reason"
        );
        assert!(first.body.contains("<summary>What they opened</summary>"), "no number for a part of a day");
        let older = first.body.split("href=\"").find_map(|rest| {
            rest.split('"').next().filter(|href| href.contains("?before=")).map(str::to_owned)
        });
        let older = maya.get(&older.expect("a way to earlier looks")).await;
        assert_eq!(older.body.matches("· read the plan</p>").count(), 1);
        assert!(!older.body.contains("Earlier looks"), "these are all");
    }
}

#[tokio::test]
async fn looks_for_two_reasons_are_told_apart_and_a_page_of_rights_is_no_reading_of_the_plan() {
    for school in School::riverside_on_each_engine().await {
        let mut ruth = school.signed_in("ruth.abernathy").await;
        for _ in 0..2 {
            assert_eq!(ruth.get(&format!("/rights/{MAYA}")).await.status, StatusCode::OK);
        }
        let action = format!("{}/purpose", plan());
        let page = ruth.get(&action).await;
        let said = send(&mut ruth, &page, &action, &[("words", "A parent asked for a copy.")]).await;
        assert_eq!(said.status, StatusCode::SEE_OTHER, "{}", said.body);
        for _ in 0..3 {
            assert_eq!(ruth.get(&plan()).await.status, StatusCode::OK);
        }
        let looks = school.signed_in("maya").await.get(&format!("{}/who-looked", plan())).await;
        let rows: Vec<&str> = looks.body.split("<li>\n<p><bdi class=\"label\">Ruth").skip(1).collect();
        let row = |why: &str| rows.iter().find(|row| row.contains(why)).copied().expect("a row");
        let read = row("A parent asked for a copy.");
        assert!(read.contains("<summary>Read the plan 3 times</summary>"), "{read}");
        let rights = row("<p>They look after the school’s records.</p>");
        let rights = rights.split("</details>").next().expect("a part");
        assert!(rights.contains("<summary>What they opened</summary>"), "{rights}");
        assert!(!rights.contains("read the plan"), "{rights}");
    }
}
