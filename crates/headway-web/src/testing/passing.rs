//! Around the day on which the rights over the records pass, the plan says so to those whom it concerns.

use ilp::sample::riverside::{ELIJAH, MAYA};

use super::School;

#[tokio::test]
async fn somebody_who_turned_18_last_month_reads_that_the_rights_are_his_and_nobody_younger_does() {
    let school = School::riverside().await;
    let his = school.signed_in("eli").await.get(&format!("/plan/{ELIJAH}")).await;
    assert!(his.body.contains("Since October 2, 2026 the rights over your school records are your own"));
    let hers = school.signed_in("maya").await.get(&format!("/plan/{MAYA}")).await;
    assert!(!hers.body.contains("the rights over your school records"));
}
