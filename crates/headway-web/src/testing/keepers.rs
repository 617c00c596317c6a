//! What a privacy officer writes down about somebody who runs the system or keeps the records is told to another officer.

use axum::http::StatusCode;
use chrono::TimeDelta;
use ilp::PersonId;
use ilp::access::OfficeKind;
use ilp::sample::riverside::{DESHMUKH, ELIJAH, MAYA, TANAKA};

use super::ruling::fill;
use super::trusting::holds;
use super::{Browser, School};

/// Enters an order against this person about this student, and gives what its page said first.
async fn order(ruth: &mut Browser, student: PersonId, person: PersonId) -> String {
    let at = format!("/rights/{student}/order/new?person={person}");
    let said = ruth.get(&at).await.body;
    let words = [("forbids", "no_records"), ("evidence", "Superior Court, No. 26-7"), ("from", "2026-11-22")];
    let saved = fill(ruth, &at, &words).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
    said
}

#[tokio::test]
async fn another_officer_is_told_of_orders_about_who_runs_the_system_or_keeps_the_records() {
    for school in School::riverside_on_each_engine().await {
        holds(&school, DESHMUKH, OfficeKind::PrivacyOfficer, None).await;
        let mut ruth = school.signed_in("ruth.abernathy").await;
        let home = async || school.signed_in("dr.deshmukh").await.get("/").await.body;
        assert!(!home().await.contains("wrote down a court order"));

        let said = order(&mut ruth, MAYA, TANAKA).await;
        assert!(said.contains("Will Tanaka runs the system. If there is another privacy officer"), "{said}");
        let told = home().await;
        let sentence = "Ruth Abernathy wrote down a court order or a family link about Will Tanaka";
        assert!(told.contains(sentence) && !told.contains("the newest of"), "{told}");
        assert!(told.contains("Will Tanaka runs the system. Its first day is November 22, 2026."), "{told}");

        school.clock.pass(TimeDelta::minutes(1));
        order(&mut ruth, ELIJAH, TANAKA).await;
        let told = home().await;
        assert!(told.contains(&format!("{sentence}, the newest of 2")), "{told}");
        let hers = ruth.get("/").await.body;
        assert!(!hers.contains("wrote down a court order"), "she knows: {hers}");

        let said = ruth.get(&format!("/rights/{MAYA}/order/new?person={DESHMUKH}")).await.body;
        assert!(
            said.contains("keeps the records. An order, or being family, takes the records of Maya Okafor")
        );
    }
}
