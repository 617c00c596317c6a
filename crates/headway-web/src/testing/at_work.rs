//! What staff do every day: find students, and write what the school undertakes.

use axum::http::StatusCode;
use ilp::sample::riverside::{MAYA, RIVERA};

use super::walk::{TALK, goal, plan, send};
use super::{Answer, School};

#[tokio::test]
async fn leaders_see_names_and_grades_without_a_link_that_would_be_refused() {
    for school in School::riverside_on_each_engine().await {
        let page = school.signed_in("dr.deshmukh").await.get("/students").await;
        assert!(page.body.contains("You see 2 students.") && page.body.contains("<bdi>Maya Okafor</bdi>"));
        assert!(!page.body.contains("Last change</th>"), "no column of what is not theirs to see");
        assert!(page.body.contains("href=\"/glass\""), "the way in an emergency");
        assert!(!page.body.contains("href=\"/plan/"), "{}", page.body);
        assert!(!page.body.contains("suggestion") && !page.body.contains("name=\"state\""), "{}", page.body);
        let quiet = school.signed_in("dr.deshmukh").await.get("/students?state=written").await;
        assert!(quiet.body.contains("No student of yours matches."), "nothing of a plan is told by a filter");
    }
}

#[tokio::test]
async fn filters_find_students_and_a_view_of_them_is_saved_and_removed() {
    for school in School::riverside_on_each_engine().await {
        let mut bell = school.signed_in("mr.bell").await;
        let page = bell.get("/students").await;
        assert!(page.body.contains("You see 4 students."), "{}", page.body);
        assert!(page.body.contains("Last change</th>"));
        let place = |name: &str| page.body.find(name).expect("the student is there");
        assert!(place("Eli Brooks") < place("Theo Novak") && place("Theo Novak") < place("Maya Okafor"));
        let page = bell.get("/students?grade=08&caseload=mine&words=&class=&state=").await;
        assert!(page.body.contains("1 student of yours matches.") && page.body.contains("Maya Okafor"));
        let unnamed = send(&mut bell, &page, "/students/views", &[("query", "grade=08")]).await;
        assert_eq!(unnamed.status, StatusCode::UNPROCESSABLE_ENTITY);
        let words = [("query", "grade=08&caseload=mine"), ("name", "My <eighth> graders")];
        let saved = send(&mut bell, &page, "/students/views", &words).await;
        assert_eq!(saved.header("location"), "/students?caseload=mine&grade=08&said=saved");
        let page = bell.get("/students").await;
        assert!(page.body.contains("<bdi>My &#60;eighth&#62; graders</bdi>"), "{}", page.body);
        let other = school.signed_in("ms.rivera").await.get("/students").await;
        assert!(!other.body.contains("eighth"), "a view is its owner’s");
        let action = page.body.split("action=\"/students/views/").nth(1).expect("a way to remove it");
        let action = format!("/students/views/{}", action.split('"').next().expect("an address"));
        let removed = send(&mut bell, &page, &action, &[]).await;
        assert_eq!(removed.status, StatusCode::SEE_OTHER, "{}", removed.body);
        assert!(!bell.get("/students").await.body.contains("eighth"));
    }
}

#[tokio::test]
async fn the_school_writes_what_it_does_and_the_student_is_asked() {
    for school in School::riverside_on_each_engine().await {
        let mut rivera = school.signed_in("ms.rivera").await;
        let action = format!("{}/undertaking/new", plan());
        let form = rivera.get(&format!("{action}?kind=help")).await;
        assert!(form.body.contains("The student and the family will read what you write here."));
        let who = RIVERA.to_string();
        let words = [
            ("kind", "help"),
            ("what", "Practice in the library"),
            ("reason", "She asked for a quiet room before the talk."),
            ("who", who.as_str()),
            ("minutes", "30"),
            ("times", "0"),
            ("group", "2"),
            ("starts", "2026-11-26"),
            ("ends", "2026-11-20"),
        ];
        let refused = send(&mut rivera, &form, &action, &words).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", refused.body);
        assert!(refused.body.contains("Write a whole number from 1 to 25."));
        assert!(refused.body.contains("The last day cannot be before the first day."));
        assert!(refused.body.contains("Practice in the library"), "what was typed comes back");
        let mut words = words;
        (words[5].1, words[8].1) = ("1", "2026-12-17");
        let saved = send(&mut rivera, &refused, &action, &words).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
        let there = saved.header("location");
        let item = there.split("item=").nth(1).and_then(|rest| rest.split('#').next()).expect("an item");

        let mut maya = school.signed_in("maya").await;
        let page = maya.get(&plan()).await;
        let card = page.body.split("<li class=\"item").find(|card| card.contains("Practice in the library"));
        let card = card.expect("it stands in her plan");
        assert!(card.contains("Do you agree with this?") && card.contains("30 minutes"), "{card}");
        let refused = maya.get(&action).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN, "she does not write what the school does");

        let edit = format!("/plan/{MAYA}/undertaking/{item}/edit");
        let (form, other_window) = (rivera.get(&edit).await, rivera.get(&edit).await);
        assert!(form.body.contains("value=\"Practice in the library\""), "{}", form.body);
        words[3].1 = who.as_str();
        words[4].1 = "45";
        let saved = send(&mut rivera, &form, &edit, &words).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
        words[4].1 = "20";
        let stale = send(&mut rivera, &other_window, &edit, &words).await;
        assert_eq!(stale.status, StatusCode::CONFLICT, "{}", stale.body);
        let beside = stale.body.split("class=\"letter-sides both\"").nth(1).expect("both stand there");
        assert!(beside.contains("45 minutes") && beside.contains("20 minutes"), "{beside}");
        let again = send(&mut rivera, &stale, &edit, &words).await;
        assert_eq!(again.status, StatusCode::SEE_OTHER, "whoever has read both decides: {}", again.body);
        let other = school.signed_in("mr.bell").await.get(&edit).await;
        assert_eq!(other.status, StatusCode::FORBIDDEN, "a colleague does not change it");
        let end = format!("/plan/{MAYA}/undertaking/{item}/end");
        let form = rivera.get(&end).await;
        let ended = [("to", "done"), ("words", "She needs no empty room any more.")];
        let saved = send(&mut rivera, &form, &end, &ended).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
        let page = maya.get(&plan()).await;
        assert!(page.body.contains("20 minutes") && page.body.contains("She needs no empty room any more."));
    }
}

#[tokio::test]
async fn filters_are_folded_until_one_is_set_and_the_search_for_a_name_never_is() {
    let school = School::riverside().await;
    let mut bell = school.signed_in("mr.bell").await;
    for (address, is_open) in [
        ("/students", false),
        ("/students?words=maya", false),
        ("/students?grade=08", true),
        ("/students?caseload=mine", true),
        ("/students?order=grade", true),
    ] {
        let page = bell.get(address).await.body;
        let (before, fold) = page.split_once("<details class=\"filters-more\"").expect("a fold");
        assert_eq!(fold.starts_with(" open>"), is_open, "{address}");
        let fold = fold.split("</details>").next().unwrap_or_default();
        assert!(before.contains("id=\"words\"") && fold.contains("id=\"filter-grade\""), "{address}");
        assert!(fold.contains("name=\"caseload\"") && !fold.contains("type=\"submit\""), "{address}");
    }
}

#[tokio::test]
async fn a_filter_that_leaves_out_nobody_is_not_offered() {
    for school in School::riverside_on_each_engine().await {
        let filter = |page: &str, name: &str| {
            let select = page.split(&format!("name=\"{name}\">")).nth(1)?.split("</select>").next()?;
            Some(select.matches("<option").count())
        };
        let rivera = school.signed_in("ms.rivera").await.get("/students").await;
        assert_eq!(filter(&rivera.body, "grade"), None, "one student: {}", rivera.body);
        assert_eq!(filter(&rivera.body, "class"), None, "one class: {}", rivera.body);
        assert!(filter(&rivera.body, "state").is_some());
        let mut bell = school.signed_in("mr.bell").await;
        let page = bell.get("/students").await;
        let offered = filter(&page.body, "grade").expect("he counsels several grades");
        assert!((3..=5).contains(&offered), "all, and those of four students: {offered}");
        let gone = bell.get("/students?grade=03").await;
        assert!(gone.body.contains("<option value=\"03\" selected>Grade 3"), "{}", gone.body);
    }
}

/// The sentences of what waits at home, with where each leads.
fn waits(page: &Answer) -> Vec<(String, String)> {
    let links = page.body.split("<p class=\"task-what\"><a href=\"").skip(1);
    links.filter_map(|rest| rest.split("</a>").next()?.split_once("\">")).map(owned).collect()
}

fn owned((href, sentence): (&str, &str)) -> (String, String) {
    (href.to_owned(), sentence.to_owned())
}

#[tokio::test]
async fn what_staff_promised_and_have_not_read_waits_at_home_while_they_work_with_the_student() {
    for school in School::riverside_on_each_engine().await {
        let mut rivera = school.signed_in("ms.rivera").await;
        let before = waits(&rivera.get("/").await);
        let action = format!("{}/step/new", plan());
        let form = rivera.get(&format!("{action}?goal={}", goal(TALK))).await;
        let step = [("what", "Bring the catalogs"), ("due", "2026-11-25")];
        let saved = send(&mut rivera, &form, &action, &step).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
        let item = saved.header("location").split("item=").nth(1).and_then(|rest| rest.split('#').next());
        let there = format!("{}#item-{}", plan(), item.expect("an item"));
        let page = rivera.get("/").await;
        let promise = (there.clone(), "Do what you promised in Maya Okafor’s plan".to_owned());
        assert!(waits(&page).contains(&promise) && !before.contains(&promise), "{}", page.body);
        assert!(page.body.contains("You have until November 25, 2026."), "{}", page.body);
        assert!(!page.body.contains("catalogs"), "its words are read where the look is written down");

        let mut grace = school.signed_in("grace.okafor").await;
        let action = format!("{}/conversations/new", plan());
        let form = grace.get(&action).await;
        let words = [("item", ""), ("subject", "The bus"), ("words", "Who drives?")];
        let opened = send(&mut grace, &form, &action, &words).await;
        let talk = opened.header("location").split('?').next().unwrap_or_default().to_owned();
        let line = format!("<a href=\"{talk}\">Grace Okafor wrote in Maya Okafor’s plan</a>");
        let page = rivera.get("/").await;
        assert!(page.body.contains(&line) && !page.body.contains("The bus"), "{line} in {}", page.body);
        rivera.get(&talk).await;
        let page = rivera.get("/").await;
        assert!(!page.body.contains(&line), "she has read it: {}", page.body);
        let other = school.signed_in("mr.kahale").await.get("/").await;
        assert!(!other.body.contains("Maya"), "{}", other.body);
    }
}
