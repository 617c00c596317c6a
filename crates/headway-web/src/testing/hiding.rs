//! What the privacy officer keeps from view is on no page.

use axum::http::StatusCode;
use chrono::DateTime;
use ilp::ChangeId;
use ilp::plan::{Change, Entry, Hand, Language, Party, Text};
use ilp::sample::riverside::{ABERNATHY, MAYA};

use super::walk::{TALK, goal, plan};
use super::{School, riverside};

#[tokio::test]
async fn what_the_officer_keeps_from_view_is_on_no_page_and_in_no_day() {
    let school = School::riverside().await;
    let item = goal(TALK);
    let reason = Text::new(Language::english(), "A reason that nobody reads").expect("a text");
    let until = "2027-01-01".parse().expect("a day");
    let entry = Entry {
        id: ChangeId::numbered(900),
        at: DateTime::from_timestamp(1_795_340_000, 0).expect("a time"),
        hand: Hand::of(ABERNATHY, Party::School),
        through: None,
        change: Change::VisibilityDelayed { item, until, reason },
    };
    riverside::append(&school.store, MAYA, vec![entry]).await;
    let mut maya = school.signed_in("maya").await;
    for end in ["", "/history", "/history?on=2026-09-10"] {
        let page = maya.get(&format!("{}{end}", plan())).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(!page.body.contains(TALK) && !page.body.contains("A reason that nobody reads"), "{end}");
    }
    let edit = maya.get(&format!("{}/goal/{item}/edit", plan())).await;
    assert_eq!(edit.status, StatusCode::NOT_FOUND);
}
