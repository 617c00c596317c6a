//! An office of trust is given and ended by two administrators, over the whole district, and the last one stays.

use axum::http::StatusCode;
use chrono::{NaiveDate, TimeDelta};
use headway_store::audit;
use headway_store::ties::{self, Post};
use ilp::PersonId;
use ilp::access::OfficeKind;
use ilp::sample::riverside::{ABERNATHY, BELL, DESHMUKH, DISTRICT, HADDAD, MIDDLE, TANAKA, TENANT};

use super::offering::nobody_could_agree;
use super::walk::send;
use super::{Answer, Browser, School};

/// An office that is there already, as a roster or a year would have brought it.
pub(super) async fn holds(
    school: &School,
    person: PersonId,
    kind: OfficeKind,
    until: Option<NaiveDate>,
) -> uuid::Uuid {
    let from = NaiveDate::from_ymd_opt(2026, 9, 1).expect("a day");
    let id = uuid::Uuid::from_u128(person.0.as_u128() + 90_000 + kind as u128);
    let post = Post { id, person, kind, organisation: DISTRICT, from, until };
    let added = school.store.write(move |tx| {
        Box::pin(async move { ties::add_posts(tx, TENANT, std::slice::from_ref(&post)).await })
    });
    added.await.expect("the store answers");
    id
}

pub(super) fn at(person: PersonId) -> String {
    format!("/people/{person}")
}

/// Asks for an office of trust from this day on.
pub(super) async fn ask(browser: &mut Browser, person: PersonId, office: &str, from: &str) -> Answer {
    let action = format!("{}/trust/{office}", at(person));
    let page = browser.get(&action).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    send(browser, &page, &action, &[("from", from)]).await
}

/// The address of what waits about this person, from the page People of this reader.
pub(super) async fn waits(browser: &mut Browser, person: PersonId) -> Option<String> {
    let page = browser.get("/people").await;
    let begin = format!("{}/asked/", at(person));
    let found = page.body.split("href=\"").find(|part| part.starts_with(&begin))?;
    Some(found.split('"').next().expect("an address").to_owned())
}

async fn says(browser: &mut Browser, address: &str, to: &str) -> Answer {
    let page = browser.get(address).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    send(browser, &page, address, &[("to", to)]).await
}

/// The same form without a page that offers it.
pub(super) async fn forges(
    browser: &mut Browser,
    address: &str,
    once: u128,
    fields: &[(&str, &str)],
) -> Answer {
    let csrf = browser.get("/help").await.hidden("/language", "_csrf");
    let once = uuid::Uuid::from_u128(once).to_string();
    let mut all = vec![("_csrf", csrf.as_str()), ("_once", once.as_str())];
    all.extend_from_slice(fields);
    browser.post(address, &all).await
}

#[tokio::test]
async fn an_office_of_trust_is_asked_for_by_one_administrator_and_agreed_to_by_another() {
    for school in School::riverside_on_each_engine().await {
        let mut will = school.signed_in("will.tanaka").await;
        let alone = will.get(&format!("{}/trust/privacy_officer", at(BELL))).await;
        assert!(alone.body.contains("there is nobody now who could agree"), "{}", alone.body);
        nobody_could_agree(&mut will, &alone).await;
        holds(&school, DESHMUKH, OfficeKind::Administrator, None).await;
        let page = will.get(&at(BELL)).await;
        assert!(page.body.contains("Ask for: Privacy officer"), "{}", page.body);
        assert!(!page.body.contains("<option value=\"privacy_officer\""), "not with the other offices");
        let form = will.get(&format!("{}/trust/privacy_officer", at(BELL))).await;
        for part in [
            "What will happen",
            "another one agrees within 7 days",
            "Marcus Bell",
            "before another administrator agrees",
            "reads every student’s plan",
            "will stop working",
        ] {
            assert!(form.body.contains(part), "{part}: {}", form.body);
        }
        assert!(!form.body.contains("<select"), "no school is offered");
        let asked = ask(&mut will, BELL, "privacy_officer", "2026-11-01").await;
        assert_eq!(asked.header("location"), format!("{}?said=office-asked", at(BELL)), "{}", asked.body);
        assert_eq!(school.signed_in("mr.bell").await.get("/rights").await.status, StatusCode::NOT_FOUND);

        let there = waits(&mut will, BELL).await.expect("it waits");
        for address in ["/people".to_owned(), at(BELL)] {
            let page = will.get(&address).await;
            assert!(page.body.contains("You asked; another administrator agrees or not."), "{}", page.body);
            assert!(!page.body.contains("Open it to agree or not"), "not theirs to agree: {}", page.body);
            let other = school.signed_in("dr.deshmukh").await.get(&address).await;
            assert!(other.body.contains("Open it to agree or not") && !other.body.contains("You asked;"));
        }
        let own = will.get(&there).await;
        assert!(own.body.contains("You asked for this on November 22, 2026"), "{}", own.body);
        assert!(!own.body.contains("value=\"agree\"") && own.body.contains("Take back what I asked"));
        let forged = forges(&mut will, &there, 0xa1, &[("to", "agree")]).await;
        assert_eq!(forged.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(forged.body.contains("You asked for this. Another administrator agrees"), "{}", forged.body);

        let mut second = school.signed_in("dr.deshmukh").await;
        assert!(second.get("/").await.body.contains("Give to Marcus Bell: Privacy officer"));
        let page = second.get(&there).await;
        for part in
            ["Will Tanaka asked for this", "from November 22, 2026 on: Privacy officer", "November 29, 2026"]
        {
            assert!(page.body.contains(part), "{part}: {}", page.body);
        }
        let given = send(&mut second, &page, &there, &[("to", "agree")]).await;
        assert_eq!(given.header("location"), format!("{}?said=saved", at(BELL)), "{}", given.body);
        assert_eq!(school.signed_in("mr.bell").await.get("/rights").await.status, StatusCode::OK);
        let again = send(&mut second, &page, &there, &[("to", "agree")]).await;
        assert_eq!(again.status, StatusCode::SEE_OTHER, "the same form again does nothing");
        let replayed = forges(&mut second, &there, 0xa2, &[("to", "agree")]).await;
        assert_eq!(replayed.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(replayed.body.contains("This no longer waits"), "{}", replayed.body);
        let events = school.store.read(|tx| Box::pin(audit::latest_of(tx, TENANT, "office/give", 9))).await;
        assert_eq!(events.expect("the store answers").len(), 1);
        let told = school.signed_in("ruth.abernathy").await.get("/audit?kind=office").await;
        for part in
            ["Asking to give an office", "Giving an office", "Privacy officer, since November 22, 2026"]
        {
            assert!(told.body.contains(part), "{part}: {}", told.body);
        }
    }
}

#[tokio::test]
async fn what_was_asked_is_over_after_a_week_when_taken_back_and_when_its_asker_is_none_any_more() {
    for school in School::riverside_on_each_engine().await {
        holds(&school, DESHMUKH, OfficeKind::Administrator, None).await;
        let mut will = school.signed_in("will.tanaka").await;
        let mut second = school.signed_in("dr.deshmukh").await;
        ask(&mut will, BELL, "administrator", "2026-11-22").await;
        let there = waits(&mut second, BELL).await.expect("it waits");
        let twice = ask(&mut second, BELL, "administrator", "2026-11-22").await;
        assert!(twice.body.contains("asked already for this office"), "{}", twice.body);
        let page = second.get(&there).await;
        let back = says(&mut will, &there, "recall").await;
        assert!(back.header("location").ends_with("said=office-recalled"), "{}", back.body);
        let late = send(&mut second, &page, &there, &[("to", "agree")]).await;
        assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY, "it was changed in between");
        assert!(late.body.contains("This no longer waits"), "{}", late.body);
        assert!(second.get(&there).await.header("location").ends_with("said=office-over"));

        ask(&mut will, BELL, "administrator", "2026-11-22").await;
        let there = waits(&mut second, BELL).await.expect("it waits");
        assert!(says(&mut second, &there, "recall").await.header("location").ends_with("recalled"), "a no");
        ask(&mut will, BELL, "administrator", "2026-11-22").await;
        school.clock.pass(TimeDelta::days(7));
        let mut second = school.signed_in("dr.deshmukh").await;
        assert_eq!(waits(&mut second, BELL).await, None, "a week is over");

        let mut will = school.signed_in("will.tanaka").await;
        ask(&mut will, BELL, "administrator", "2026-11-29").await;
        let there = waits(&mut second, BELL).await.expect("it waits");
        let page = second.get(&there).await;
        let account = second.get(&at(TANAKA)).await;
        let closed =
            send(&mut second, &account, &format!("{}/account", at(TANAKA)), &[("to", "close")]).await;
        assert_eq!(closed.status, StatusCode::SEE_OTHER, "{}", closed.body);
        let late = send(&mut second, &page, &there, &[("to", "agree")]).await;
        assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY, "who asked is shut out");
        let bell = school.signed_in("mr.bell").await.get("/people").await;
        assert_eq!(bell.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn an_office_of_trust_ends_by_two_and_whoever_holds_it_neither_agrees_nor_stops_it() {
    for school in School::riverside_on_each_engine().await {
        let deshmukhs = holds(&school, DESHMUKH, OfficeKind::Administrator, None).await;
        holds(&school, BELL, OfficeKind::Administrator, None).await;
        let mut will = school.signed_in("will.tanaka").await;
        let end = format!("{}/office/{deshmukhs}/end", at(DESHMUKH));
        let page = will.get(&at(DESHMUKH)).await;
        assert!(page.body.contains(&format!("href=\"{end}\"")), "{}", page.body);
        assert!(!page.body.contains(&format!("action=\"{end}\"")), "no button ends it alone");
        let page = will.get(&end).await;
        assert!(page.body.contains("What will happen") && page.body.contains("For 30 more days"));
        let asked = send(&mut will, &page, &end, &[]).await;
        assert!(asked.header("location").ends_with("said=office-asked"), "{}", asked.body);

        let twice = will.get(&end).await;
        assert!(twice.body.contains("asked already for this office"), "{}", twice.body);
        assert!(!twice.body.contains(&format!("action=\"{end}\"")), "{}", twice.body);
        let twice = forges(&mut will, &end, 0xb0, &[]).await;
        assert_eq!(twice.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", twice.body);
        assert!(twice.body.contains("asked already for this office"), "{}", twice.body);
        assert!(!twice.body.contains("What will happen"), "nothing more will: {}", twice.body);

        let mut held = school.signed_in("dr.deshmukh").await;
        assert_eq!(held.get("/people").await.status, StatusCode::OK, "nothing ended yet");
        let there = waits(&mut held, DESHMUKH).await.expect("it waits");
        let own = held.get(&there).await;
        assert!(own.body.contains("This is about your own office") && !own.body.contains("name=\"to\""));
        for (once, to) in [(0xb1, "agree"), (0xb2, "recall")] {
            let forged = forges(&mut held, &there, once, &[("to", to)]).await;
            assert_eq!(forged.status, StatusCode::UNPROCESSABLE_ENTITY, "{to}");
        }
        let mut bell = school.signed_in("mr.bell").await;
        let ended = says(&mut bell, &there, "agree").await;
        assert_eq!(ended.status, StatusCode::SEE_OTHER, "{}", ended.body);
        assert_eq!(held.get("/people").await.status, StatusCode::NOT_FOUND, "from now on");
        let told = school.signed_in("ruth.abernathy").await.get("/audit?kind=office").await;
        assert!(told.body.contains("Asking to end an office") && told.body.contains("Ending an office"));
    }
}

#[tokio::test]
async fn the_last_officer_and_the_last_administrator_stay_and_nobody_gives_themselves_an_office() {
    for school in School::riverside_on_each_engine().await {
        let mut will = school.signed_in("will.tanaka").await;
        let own = will.get(&at(TANAKA)).await;
        assert!(own.body.contains("Nobody gives themselves an office"));
        let end = |page: &Answer| {
            let end = page
                .body
                .split("href=\"")
                .find(|part| part.split('"').next().is_some_and(|href| href.ends_with("/end")));
            end.and_then(|part| part.split('"').next()).expect("a way to end it").to_owned()
        };
        let of_own = end(&own);
        let page = will.get(&of_own).await;
        let asks = |page: &Answer, there: &str| page.body.contains(&format!("action=\"{there}\""));
        assert!(page.body.contains("Nobody else could run the system") && !asks(&page, &of_own));
        assert!(!page.body.contains("What will happen"), "nothing will: {}", page.body);
        let last = forges(&mut will, &of_own, 0xd1, &[]).await;
        assert_eq!(last.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", last.body);
        assert!(last.body.contains("Nobody else could run the system"), "{}", last.body);
        let ruths = end(&will.get(&at(ABERNATHY)).await);
        assert!(!asks(&will.get(&ruths).await, &ruths), "what can only be refused is not asked for");
        let last = forges(&mut will, &ruths, 0xd2, &[]).await;
        assert_eq!(last.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", last.body);
        assert!(last.body.contains("First give another person the office of a privacy officer"));
        holds(&school, DESHMUKH, OfficeKind::Administrator, None).await;
        let own = ask(&mut will, TANAKA, "privacy_officer", "2026-11-22").await;
        assert!(own.body.contains("Another administrator can."), "{}", own.body);

        holds(&school, BELL, OfficeKind::PrivacyOfficer, None).await;
        let page = will.get(&ruths).await;
        let asked = send(&mut will, &page, &ruths, &[]).await;
        assert!(asked.header("location").ends_with("said=office-asked"), "there is another: {}", asked.body);
    }
}

#[tokio::test]
async fn an_office_of_trust_is_neither_given_by_one_nor_for_one_school() {
    for school in School::riverside_on_each_engine().await {
        let mut will = school.signed_in("will.tanaka").await;
        let page = will.get(&at(BELL)).await;
        for (place, kind) in [(DISTRICT, "administrator"), (MIDDLE, "privacy_officer")] {
            let place = place.to_string();
            let office = [("kind", kind), ("organisation", place.as_str()), ("from", "2026-11-01")];
            let alone = send(&mut will, &page, &format!("{}/office", at(BELL)), &office).await;
            assert_eq!(alone.status, StatusCode::UNPROCESSABLE_ENTITY, "{kind}: {}", alone.body);
            assert!(alone.body.contains("This office takes two administrators"), "{}", alone.body);
        }
        let place = MIDDLE.to_string();
        holds(&school, DESHMUKH, OfficeKind::Administrator, None).await;
        let there = format!("{}/trust/administrator", at(BELL));
        let fields = [("from", "2026-11-22"), ("organisation", place.as_str())];
        let forged = forges(&mut will, &there, 0xc1, &fields).await;
        assert!(forged.header("location").ends_with("office-asked"), "the school is not heard");
        let there = waits(&mut will, BELL).await.expect("it waits");
        assert!(will.get(&there).await.body.contains("for the whole district"));
        assert_eq!(will.get(&format!("{}/trust/teacher", at(BELL))).await.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn whoever_holds_an_office_over_one_school_is_led_to_no_page_that_is_closed() {
    for school in School::riverside_on_each_engine().await {
        let from = NaiveDate::from_ymd_opt(2026, 9, 1).expect("a day");
        let posts = [(BELL, OfficeKind::PrivacyOfficer), (HADDAD, OfficeKind::Administrator)].map(
            |(person, kind)| Post {
                id: uuid::Uuid::from_u128(person.0.as_u128() + 70_000),
                person,
                kind,
                organisation: MIDDLE,
                from,
                until: None,
            },
        );
        let added =
            school.store.write(move |tx| Box::pin(async move { ties::add_posts(tx, TENANT, &posts).await }));
        added.await.expect("the store answers");
        for login in ["mr.bell", "ms.haddad"] {
            let mut reader = school.signed_in(login).await;
            let page = reader.get("/help").await;
            for way in ["/rights", "/glass/reviews", "/audit", "/people", "/system"] {
                assert!(!page.body.contains(&format!("href=\"{way}\"")), "{login}: {way}");
                assert_ne!(reader.get(way).await.status, StatusCode::OK, "{login}: {way}");
            }
        }
        let ruth = school.signed_in("ruth.abernathy").await.get("/help").await;
        assert!(ruth.body.contains("href=\"/rights\"") && ruth.body.contains("href=\"/audit\""));
    }
}

/// The export of an officer from whom three rows are kept, and of a browser in which the password was given long before.
async fn says_how_many_rows_are_left_out(bell: &mut Browser, left_open: &mut Browser) {
    let export = bell.get("/audit/export").await;
    let whole = "In the whole log, 3 rows are not yours";
    assert!(export.body.contains(whole), "{}", export.body);
    let days = [("from", "2026-11-01"), ("to", "2026-11-02"), ("purpose", "")];
    let probed = send(bell, &export, "/audit/export", &days).await;
    assert_eq!(probed.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(probed.body.contains(whole) && !probed.body.contains("of these days"), "{}", probed.body);
    let words =
        [("purpose", "A family asks who looked at a plan."), ("from", "2026-11-01"), ("to", "2026-11-22")];
    let sent = send(bell, &export, "/audit/export", &words).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    let there = sent.header("location").to_owned();
    for address in [there.clone(), format!("{there}/file")] {
        let stale = left_open.get(&address).await;
        assert_eq!(stale.status, StatusCode::FORBIDDEN, "{}", stale.body);
        assert!(stale.body.contains("made in another browser"), "{}", stale.body);
    }
    let made = bell.get(&there).await;
    assert!(made.body.contains("3 rows of these days are left out"), "{}", made.body);
    assert!(made.body.contains("Your own family is left out"), "{}", made.body);
    assert!(made.body.contains("href=\"/audit/export\">Make another one"), "{}", made.body);
    let file = bell.get(&format!("{there}/file")).await;
    assert!(
        !file.body.contains("Maya") && file.body.contains("3 rows of these days are left out"),
        "{}",
        file.body
    );
    let audit = bell.get("/audit?kind=audit").await;
    assert!(audit.body.contains("3 rows were left out."), "{}", audit.body);
}

#[tokio::test]
async fn an_order_about_another_officer_is_told_to_a_third_and_leaves_nobody_blind_unawares() {
    for school in School::riverside_on_each_engine().await {
        holds(&school, BELL, OfficeKind::PrivacyOfficer, None).await;
        holds(&school, DESHMUKH, OfficeKind::PrivacyOfficer, None).await;
        school.signed_in("ms.rivera").await.get(&super::walk::plan()).await;
        let maya = ilp::sample::riverside::MAYA;
        let export = school.signed_in("mr.bell").await.get("/audit/export").await;
        assert!(!export.body.contains("In the whole log"), "{}", export.body);

        let mut ruth = school.signed_in("ruth.abernathy").await;
        let address = format!("/rights/{maya}/order/new?person={BELL}");
        let page = ruth.get(&address).await;
        assert!(page.body.contains("out of their office too"), "{}", page.body);
        let order = [
            ("forbids", "no_records"),
            ("evidence", "Superior Court, No. 26-9"),
            ("from", "2026-11-22"),
            ("person", &BELL.to_string()),
        ];
        let saved = send(&mut ruth, &page, &format!("/rights/{maya}/order/new"), &order).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);

        let third = school.signed_in("dr.deshmukh").await.get("/").await;
        let told = "Ruth Abernathy wrote down a court order or a family link about Marcus Bell";
        assert!(
            third.body.contains(told) && third.body.contains(&format!("/rights/{maya}")),
            "{}",
            third.body
        );
        let mut left_open = school.signed_in("mr.bell").await;
        school.clock.pass(TimeDelta::minutes(6));
        let mut bell = school.signed_in("mr.bell").await;
        for (login, page) in [("mr.bell", bell.get("/").await), ("ruth", ruth.get("/").await)] {
            assert!(!page.body.contains("wrote down a court order"), "{login}");
        }
        let audit = bell.get("/audit").await;
        assert!(audit.body.contains("1 event in the audit is about a student"), "{}", audit.body);
        assert!(!audit.body.contains("Maya"), "how many, and not which");
        assert!(
            bell.get("/audit?words=maya").await.body.contains("1 event in the audit"),
            "whatever is sought"
        );
        says_how_many_rows_are_left_out(&mut bell, &mut left_open).await;
        let full = ruth.get("/audit/export").await;
        assert!(!full.body.contains("In the whole log"), "nothing is kept from her");
    }
}
