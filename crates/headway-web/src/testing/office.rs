//! The pages of those who run the system and keep its records.

use axum::http::StatusCode;
use chrono::TimeDelta;
use headway_store::audit::{self, Event};
use headway_store::people::{self, Person};
use headway_store::ties;
use ilp::PersonId;
use ilp::access::{CaseloadKind, Tie};
use ilp::sample::riverside::{BELL, MAYA, TENANT};

use super::authorization::bond;
use super::walk::send;
use super::{Browser, School, person};
use crate::skimming::A_MINUTE;

const CANARIES: [&str; 3] = ["robot", "beetle", "Bolt and the Night Shift"];

#[tokio::test]
async fn the_page_of_the_system_tells_how_it_runs_and_no_word_of_a_plan() {
    for school in School::riverside_on_each_engine().await {
        let page = school.signed_in("will.tanaka").await.get("/system").await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.body);
        let engine = school.store.engine();
        for part in [engine, school.store.place(), "m0003_pages", "Signed in now", "headway check"] {
            assert!(page.body.contains(part), "{part} in {}", page.body);
        }
        assert!(page.body.contains("Headway knows of no backup yet"));
        let plain = page.body.split("<details").next().expect("what everybody reads");
        assert!(
            plain.contains("No roster has been loaded yet. The people here came without one.")
                && plain.contains("headway import oneroster")
        );
        assert!(!plain.contains("m0003_pages") && !plain.contains("<table"), "{plain}");
        assert!(!CANARIES.into_iter().any(|canary| page.body.contains(canary)));
        assert!(!page.body.contains("headway@"), "nothing that opens the database");
    }
}

#[tokio::test]
async fn whoever_looks_after_the_district_is_told_what_waits_for_them() {
    for school in School::riverside_on_each_engine().await {
        let home = school.signed_in("will.tanaka").await.get("/").await;
        assert!(home.body.contains("No roster has been loaded yet."), "{}", home.body);
        let asks_for_a_copy = home.body.contains("Make a backup");
        assert_eq!(asks_for_a_copy, school.store.engine() == "SQLite", "a server is copied by its own tools");

        let officer = school.signed_in("ruth.abernathy").await.get("/").await;
        assert!(officer.body.contains("Nothing waits for you right now."), "{}", officer.body);
        let mut haddad = school.signed_in("ms.haddad").await;
        super::glass::ask(&mut haddad, &super::glass::HER).await;
        let officer = school.signed_in("ruth.abernathy").await.get("/").await;
        assert!(officer.body.contains("Review a plan that was opened in an emergency"), "{}", officer.body);
        let home = school.signed_in("will.tanaka").await.get("/").await;
        assert!(!home.body.contains("in an emergency"), "reviews are the privacy officer's");
    }
}

/// A counselor's caseload of as many as are opened within a minute, and one more.
async fn give_a_large_caseload(school: &School, counselor: PersonId) -> Vec<PersonId> {
    let learners: Vec<_> = (0..=A_MINUTE as u128).map(|number| PersonId::numbered(70_000 + number)).collect();
    let ids = learners.clone();
    let given = school.store.write(move |tx| {
        Box::pin(async move {
            for learner in &ids {
                let one = Person { tenant: TENANT, ..person(*learner, "Many", "en") };
                people::add(tx, &one).await?;
                let tie = Tie::Caseload { kind: CaseloadKind::Counselor };
                ties::add(tx, TENANT, &[bond(ilp::RelationId(learner.0), (*learner, counselor), tie)])
                    .await?;
            }
            Ok(())
        })
    });
    given.await.expect("the store answers");
    learners
}

#[tokio::test]
async fn whoever_opens_the_plans_of_many_in_a_minute_waits_and_the_officer_is_told() {
    for school in School::riverside_on_each_engine().await {
        let learners = give_a_large_caseload(&school, BELL).await;
        let mut bell = school.signed_in("mr.bell").await;
        for learner in &learners[..A_MINUTE] {
            assert_eq!(bell.get(&format!("/plan/{learner}")).await.status, StatusCode::OK);
        }
        let last = format!("/plan/{}", learners[A_MINUTE]);
        let slowed = bell.get(&last).await;
        assert_eq!(slowed.status, StatusCode::TOO_MANY_REQUESTS);
        assert_eq!(slowed.header("retry-after"), "60");
        assert!(slowed.body.contains("Wait 60 seconds, then go on."), "{}", slowed.body);
        assert_eq!(
            bell.get(&format!("/plan/{}", learners[3])).await.status,
            StatusCode::OK,
            "it is open already"
        );

        let officer = school.signed_in("ruth.abernathy").await.get("/").await;
        assert!(officer.body.contains("Marcus Bell opened the plans of many students"), "{}", officer.body);
        let page = school.signed_in("ruth.abernathy").await.get("/audit?outcome=refused").await;
        assert!(page.body.contains("the plans of many students in a short time"), "{}", page.body);

        school.clock.pass(TimeDelta::minutes(1));
        assert_eq!(bell.get(&last).await.status, StatusCode::OK);
    }
}

#[tokio::test]
async fn a_backup_and_a_roster_that_were_written_down_are_told() {
    let school = School::riverside().await;
    let noon = chrono::DateTime::from_timestamp(1_795_348_800, 0).expect("a time");
    let event = |number, act: &str, detail: &str| Event {
        detail: detail.to_owned(),
        ..Event::by_command(TENANT, (uuid::Uuid::from_u128(number), noon), act)
    };
    let backup = event(1, "system/backup", r#"{"file":"/backups/a.db","bytes":12345678}"#);
    let roster = event(2, "roster/load", r#"{"system":"sis","tables":[["person",1200,3]]}"#);
    let kept = school
        .store
        .write(move |tx| Box::pin(async move { audit::record_all(tx, &[backup, roster]).await }))
        .await;
    kept.expect("the store answers");
    let mut will = school.signed_in("will.tanaka").await;
    let page = will.get("/system").await;
    assert!(page.body.contains("November 22, 2026, 4:00 a.m., 12.3 MB, in /backups/a.db."), "{}", page.body);
    assert!(page.body.contains("The roster of sis was loaded.") && page.body.contains("1,200"));
    let plain = page.body.split("<details").next().expect("what everybody reads");
    for part in [
        "The last roster came on November 22, 2026.",
        "It brought 1,200 new people.",
        "3 people were changed.",
    ] {
        assert!(plain.contains(part), "{part}: {plain}");
    }
    assert!(!plain.contains("headway import oneroster"), "it is fresh: {plain}");
    assert!(page.body.contains("Running for</dt><dd>0 minutes"));
    school.clock.pass(TimeDelta::hours(50));
    let mut will = school.signed_in("will.tanaka").await;
    assert!(will.get("/system").await.body.contains("message-attention"), "the backup is old by now");
    school.clock.pass(TimeDelta::days(9));
    let page = school.signed_in("will.tanaka").await.get("/system").await;
    assert!(page.body.contains("It is 11 days old") && page.body.contains("headway import oneroster"));
}

/// Ms. Haddad, who has nothing to do with Maya, asks for her plan.
async fn is_refused(school: &School) {
    let answer = school.signed_in("ms.haddad").await.get(&format!("/plan/{MAYA}")).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn an_administrator_reads_that_there_was_a_student_and_the_officer_reads_which() {
    for school in School::riverside_on_each_engine().await {
        is_refused(&school).await;
        let plain = school.signed_in("will.tanaka").await.get("/audit").await;
        assert!(plain.body.contains("value=\"7\" selected"), "{}", plain.body);
        assert!(plain.body.contains("Reading a plan"));
        let page = school.signed_in("will.tanaka").await.get("/audit?kind=asked").await;
        let cells = page.body.split("<tbody>").nth(1).expect("a row");
        assert!(cells.contains("Haddad") && cells.contains("Reading a plan") && cells.contains("a student"));
        assert!(!cells.contains("Maya") && !cells.contains(&MAYA.to_string()));
        let number = cells.split("class=\"event-number\">").nth(1).and_then(|rest| rest.split('<').next());
        let number = number.expect("a number to quote");

        let mut ruth = school.signed_in("ruth.abernathy").await;
        let page = ruth.get(&format!("/audit?number={number}")).await;
        let cells = page.body.split("<tbody>").nth(1).expect("the same row");
        assert!(
            cells.contains("Maya Okafor") && cells.contains("this page is not theirs to open"),
            "{cells}"
        );
        assert_eq!(cells.matches("<tr>").count(), 1);
        assert!(ruth.get("/audit?words=maya").await.body.contains("Reading a plan"));
        assert!(ruth.get("/audit?number=what").await.body.contains("No event fits"));
        let will = school.signed_in("will.tanaka").await.get("/audit?words=maya").await;
        assert!(will.body.contains("No event fits"), "and nobody finds out by searching");
    }
}

#[tokio::test]
async fn the_audit_shows_the_last_week_until_more_is_asked_for() {
    for school in School::riverside_on_each_engine().await {
        is_refused(&school).await;
        // So that it is a week and a day ago, by the days of the school.
        school.clock.pass(TimeDelta::days(7));
        let mut ruth = school.signed_in("ruth.abernathy").await;
        let check = async |ruth: &mut Browser, query: &str, expected: bool| {
            let page = ruth.get(&format!("/audit{query}")).await;
            let rows = page.body.split("<tbody>").nth(1).unwrap_or_default();
            assert_eq!(rows.contains("Reading a plan"), expected, "{query}: {rows}");
        };
        check(&mut ruth, "", false).await;
        check(&mut ruth, "?days=7", false).await;
        check(&mut ruth, "?days=30", true).await;
        check(&mut ruth, "?days=all", true).await;
        check(&mut ruth, "?kind=asked", true).await;
        check(&mut ruth, "?days=7&from=2026-11-22", true).await;
    }
}

async fn ask(browser: &mut Browser, purpose: &str) -> super::Answer {
    let page = browser.get("/audit/export").await;
    let words = [("purpose", purpose), ("from", "2026-11-01"), ("to", "2026-11-22")];
    send(browser, &page, "/audit/export", &words).await
}

const PURPOSE: &str = "A family asks who looked at the plan of their child.";

#[tokio::test]
async fn the_officer_takes_out_who_looked_for_a_purpose_that_is_written_down() {
    for school in School::riverside_on_each_engine().await {
        school.signed_in("ms.rivera").await.get(&format!("/plan/{MAYA}")).await;
        let mut ruth = school.signed_in("ruth.abernathy").await;
        let short = ask(&mut ruth, "because").await;
        assert_eq!(short.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(short.body.contains("Say it in at least 20 characters"), "{}", short.body);
        let sent = ask(&mut ruth, PURPOSE).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
        let made = ruth.get(sent.header("location")).await;
        assert!(made.body.contains("1 row: one look at a plan, from November 1, 2026"), "{}", made.body);
        assert!(made.body.contains(PURPOSE) && made.body.contains("You can get it until 4:15 a.m."));
        let there = format!("{}/file", sent.header("location"));
        assert!(made.body.contains(&format!("href=\"{there}\"")), "{}", made.body);
        let file = ruth.get(&there).await;
        assert_eq!(file.status, StatusCode::OK);
        assert_eq!(file.header("content-type"), "text/csv; charset=utf-8");
        let name = "attachment; filename=\"access-log-2026-11-01-to-2026-11-22.csv\"";
        assert_eq!((file.header("content-disposition"), file.header("cache-control")), (name, "no-store"));
        assert!(file.body.starts_with("\u{feff}When,Who looked,"), "{}", file.body);
        assert!(file.body.contains("Elena Rivera") && file.body.contains("Maya Okafor"));
        assert!(file.body.contains("Teaches a class of the student"));
        assert!(file.body.contains(",Riverside Middle School,08,Reading a plan,"), "{}", file.body);

        let audit = ruth.get("/audit?kind=audit").await;
        assert!(audit.body.contains(&format!("1 rows, for: {PURPOSE}")), "{}", audit.body);
        let mut other = school.signed_in("will.tanaka").await;
        assert_eq!(other.get(&there).await.status, StatusCode::FORBIDDEN);
        school.clock.pass(TimeDelta::minutes(16));
        assert_eq!(ruth.get(&there).await.status, StatusCode::NOT_FOUND, "and not for ever");
    }
}

#[tokio::test]
async fn an_export_asks_for_the_password_again_and_keeps_what_was_typed() {
    for school in School::riverside_on_each_engine().await {
        let mut ruth = school.signed_in("ruth.abernathy").await;
        assert!(
            !ruth.get("/audit/export").await.body.contains("type=\"password\""),
            "it was given a moment ago"
        );
        school.clock.pass(TimeDelta::minutes(6));
        let page = ruth.get("/audit/export").await;
        assert!(page.body.contains("type=\"password\""), "{}", page.body);
        let words = |password| {
            [("purpose", PURPOSE), ("from", "2026-11-01"), ("to", "2026-11-22"), ("password", password)]
        };
        for (password, said) in [("wrong", "This is not your password"), ("", "Fill this in")] {
            let refused = send(&mut ruth, &page, "/audit/export", &words(password)).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(refused.body.contains(said) && refused.body.contains(PURPOSE), "{}", refused.body);
        }
        assert!(ruth.get("/audit/export").await.body.contains(PURPOSE), "it waits for her");
        let found = school.store.read(|tx| Box::pin(audit::latest_of(tx, TENANT, "audit/export", 5))).await;
        assert_eq!(found, Ok(Vec::new()));
        let sent = send(&mut ruth, &page, "/audit/export", &words(super::PASSWORD)).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
        let there = sent.header("location").to_owned();
        assert_eq!(ruth.get(&there).await.status, StatusCode::OK, "her new session goes on");
    }
}

#[tokio::test]
async fn every_cell_of_a_table_of_people_or_events_says_what_it_tells() {
    let school = School::riverside().await;
    is_refused(&school).await;
    for (login, address) in [("will.tanaka", "/audit"), ("will.tanaka", "/people"), ("mr.bell", "/students")]
    {
        let page = school.signed_in(login).await.get(address).await;
        let table = page.body.split("<table class=\"cards").nth(1).expect("a table of cards");
        let cells = table.split("<td>").skip(1).filter_map(|cell| cell.split("</td>").next());
        // Empty, or what it is stands in its own words.
        let is_clear =
            |cell: &&str| cell.is_empty() || cell.contains("<summary>") || cell.starts_with("Grade ");
        let bare: Vec<&str> = cells
            .filter(|cell| !is_clear(cell) && !cell.contains("class=\"cell-label\""))
            .filter(|cell| !cell.contains("Nothing written yet") && !cell.contains("suggestion"))
            .collect();
        assert!(bare.is_empty(), "{address}: {bare:?}");
        assert!(table.contains("<th scope=\"col\">"), "and it is a table: {address}");
    }
}

#[tokio::test]
async fn the_ways_of_an_officer_lead_to_the_question_what_for_and_to_no_refusal() {
    for school in School::riverside_on_each_engine().await {
        let mut ruth = school.signed_in("ruth.abernathy").await;
        let page = ruth.get(&format!("/rights/{MAYA}")).await;
        let plan = format!("/plan/{MAYA}");
        let leads = |page: &super::Answer| {
            let hrefs = page.body.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
            hrefs.filter(|href| href.starts_with(&plan)).map(str::to_owned).collect::<Vec<_>>()
        };
        let asked = format!("{plan}/purpose");
        assert_eq!(leads(&page), [asked.as_str(), asked.as_str()], "{}", page.body);
        let question = ruth.get(&asked).await;
        assert_eq!(question.status, StatusCode::OK, "{}", question.body);
        send(&mut ruth, &question, &asked, &[("words", PURPOSE)]).await;
        let there = ruth.get(&asked).await;
        assert_eq!(there.header("location"), plan, "who has said it goes on");
        assert!(leads(&ruth.get(&plan).await).contains(&plan), "on the plan itself the way is the plan");
    }
}
