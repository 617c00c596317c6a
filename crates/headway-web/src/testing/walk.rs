//! The thin walk.
use ilp::sample::riverside::MAYA;

use super::School;

#[tokio::test]
async fn the_student_comes_to_her_own_plan() {
    for school in School::riverside_on_each_engine().await {
        let mut maya = school.signed_in("maya").await;
        let home = maya.get("/").await;
        assert_eq!(home.header("location"), format!("/plan/{MAYA}"));
        let plan = maya.get(&format!("/plan/{MAYA}")).await;
        if let Ok(to) = std::env::var("HEADWAY_PAGE_DUMP") { std::fs::write(to, &plan.body).expect("written"); }
        assert_eq!(plan.status, 200, "{}", plan.body);
    }
}
