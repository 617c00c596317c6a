//! What a supporter does with a student, whom the student named and to whom the family consented: the student says that it is so.

use axum::http::StatusCode;
use chrono::DateTime;
use headway_store::ties;
use ilp::access::Tie;
use ilp::plan::{Change, Entry, Hand, Language, Party, Text};
use ilp::sample::riverside::{MAYA, TENANT, THEO};
use ilp::{ChangeId, RelationId};

use super::authorization::bond;
use super::walk::{TALK, goal, plan, send};
use super::{Answer, School, riverside};

/// Maya names Theo, and her mother consents in writing: rulebook/access/decide.md, 7.
async fn theo_helps_maya(school: &School) {
    let consent = Some("a form of her mother's".to_owned());
    let tie = bond(RelationId::numbered(906), (MAYA, THEO), Tie::Supporter { consent });
    let tied = school.store.write(move |tx| Box::pin(async move { ties::add(tx, TENANT, &[tie]).await }));
    tied.await.expect("tied");
    let words = Text::new(Language::english(), "He asks me before he writes").expect("a text");
    let named = Entry {
        id: ChangeId::numbered(956),
        at: DateTime::from_timestamp(1_795_340_000, 0).expect("a time"),
        hand: Hand::of(MAYA, Party::Student),
        through: None,
        change: Change::SupporterNamed { person: THEO, words },
    };
    riverside::append(&school.store, MAYA, vec![named]).await;
}

fn card_of(page: &Answer) -> &str {
    page.body.split("<li class=\"item").find(|card| card.contains(TALK)).expect("the goal")
}

#[tokio::test]
async fn a_supporters_mark_is_asked_of_the_student_and_a_no_takes_nothing_away() {
    for school in School::riverside_on_each_engine().await {
        theo_helps_maya(&school).await;
        let mut theo = school.signed_in("theo").await;
        let page = theo.get(&plan()).await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.body);
        let action = format!("{}/goal/{}/stage", plan(), goal(TALK));
        let marked = send(&mut theo, &page, &action, &[("to", "done")]).await;
        assert_eq!(marked.status, StatusCode::SEE_OTHER, "{}", marked.body);

        let mut maya = school.signed_in("maya").await;
        let page = maya.get(&plan()).await;
        let asked = card_of(&page);
        assert!(asked.contains("Somebody else changed this for you. Is it right?"), "{asked}");
        assert!(!asked.contains("value=\"withdrawn\""), "the goal was hers before: there is no No: {asked}");
        let confirm = format!("{}/entry/{}/confirm", plan(), goal(TALK));
        let said = send(&mut maya, &page, &confirm, &[("answer", "mine")]).await;
        assert_eq!(said.status, StatusCode::SEE_OTHER, "{}", said.body);
        let page = maya.get(said.header("location").split('#').next().expect("an address")).await;
        let told = format!("Saved. Goal: “{TALK}");
        assert!(page.body.contains(&told), "what she said yes to is named: {}", page.body);
        assert!(!card_of(&page).contains("Is it right?"));
    }
}
