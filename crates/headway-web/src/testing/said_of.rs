//! What pages say of a thing is what it was: a suggestion that is answered, words that somebody typed, a goal that has ended,
//! what has just been saved; and the day of a meeting before whom a court keeps away.

use axum::http::StatusCode;
use chrono::DateTime;
use headway_store::ties::{self, Bond};
use ilp::RelationId;
use ilp::access::{RestrictionKind, Tie};
use ilp::sample::riverside::{GRACE, MATEO, MAYA, TENANT, THEO};

use super::walk::{TALK, goal, plan, send, suggestion_of};
use super::{Answer, School};

const ROBOT: &str = "Talk about our robot to the class next door";

/// What stands between two pieces of a page.
fn between<'a>(page: &'a Answer, from: &str, until: &str) -> &'a str {
    let rest = page.body.split(from).nth(1).unwrap_or_else(|| panic!("no {from} in {}", page.body));
    rest.split(until).next().unwrap_or_default()
}

#[tokio::test]
async fn words_that_are_suggested_are_called_by_their_part_of_the_plan() {
    let school = School::riverside().await;
    let mut rivera = school.signed_in("ms.rivera").await;
    let action = format!("{}/entry/suggest/strength", plan());
    let form = rivera.get(&action).await;
    let words = [("words", "I explain so that everybody gets it"), ("reason", "You did it on Friday.")];
    let put = send(&mut rivera, &form, &action, &words).await;
    assert_eq!(put.status, StatusCode::SEE_OTHER, "{}", put.body);
    let sent = rivera.get(put.header("location")).await;
    assert!(sent.body.contains("Saved. Your suggestion has been sent"), "{}", sent.body);

    let mut maya = school.signed_in("maya").await;
    let waits = maya.get(&plan()).await;
    let card = between(&waits, "<section id=\"letters\"", "</section>");
    assert!(card.contains("<p class=\"over\">What I am good at</p>"), "{card}");
    let there = suggestion_of(&mut maya, "You did it on Friday.").await;
    let letter = maya.get(&there).await;
    assert!(letter.body.contains("<h2 class=\"side-kind\">What I am good at</h2>"), "{}", letter.body);
    let older = suggestion_of(&mut maya, "Your circle talk last week was wonderful").await;
    let open = maya.get(&older).await;
    send(&mut maya, &open, &older, &[("answer", "decline"), ("why", "")]).await;
    let today = maya.get("/").await;
    let asked = "Answer the suggestion from Elena Rivera for “What I am good at”";
    assert!(today.body.contains(asked), "{}", today.body);
}

#[tokio::test]
async fn a_suggestion_that_was_accepted_shows_what_it_said_then_and_who_said_yes() {
    for school in School::riverside_on_each_engine().await {
        let mut maya = school.signed_in("maya").await;
        let letter = suggestion_of(&mut maya, "Your circle talk last week was wonderful").await;
        let open = maya.get(&letter).await;
        send(&mut maya, &open, &letter, &[("answer", "accept"), ("why", "")]).await;

        let page = maya.get(&letter).await;
        let said = "Suggested by Elena Rivera on November 17, 2026, accepted by you on November 22, 2026.";
        assert!(page.body.contains(said), "{}", page.body);
        let then = between(&page, "<h3>What it said then</h3>", "<h3>");
        assert!(then.contains(TALK) && !then.contains(ROBOT), "{then}");
        let since = between(&page, "<h3>What it has said since November 22, 2026</h3>", "</article>");
        assert!(since.contains(ROBOT) && !since.contains("What it says now"), "{since}");

        let edit = format!("{}/goal/{}/edit", plan(), goal(TALK));
        let form = maya.get(&edit).await;
        send(&mut maya, &form, &edit, &[("statement", "Hold a talk in the gym")]).await;
        let page = school.signed_in("ms.rivera").await.get(&letter).await;
        assert!(page.body.contains("Suggested by you on November 17, 2026, accepted by Maya Okafor"));
        assert!(between(&page, "<h3>What it said then</h3>", "<h3>").contains(TALK));
        assert!(between(&page, "<h3>What it said from November 22, 2026 on</h3>", "<h3>").contains(ROBOT));
        assert!(between(&page, "<h3>What it says now</h3>", "</article>").contains("Hold a talk in the gym"));
    }
}

#[tokio::test]
async fn a_suggestion_that_was_declined_shows_what_it_would_have_said() {
    let school = School::riverside().await;
    let mut maya = school.signed_in("maya").await;
    let letter = suggestion_of(&mut maya, "Your circle talk last week was wonderful").await;
    let open = maya.get(&letter).await;
    let answered = send(&mut maya, &open, &letter, &[("answer", "decline"), ("why", "")]).await;
    let told = maya.get(answered.header("location")).await;
    assert!(told.body.contains("Saved. Your answer to Elena Rivera: No, thank you"), "{}", told.body);
    let page = maya.get(&letter).await;
    assert!(between(&page, "<h3>What it said then</h3>", "<h3>").contains(TALK));
    assert!(between(&page, "<h3>What it would have said</h3>", "</article>").contains(ROBOT));
    assert!(page.body.contains("The answer of November 22, 2026, by you: no, thank you."), "{}", page.body);
    assert!(!page.body.contains("What it says now"), "it says what it said");
}

#[tokio::test]
async fn what_is_asked_about_help_names_the_help_and_there_is_one_version_of_it() {
    let school = School::riverside().await;
    let mut rosario = school.signed_in("rosario").await;
    rosario.cookies.insert("__Host-headway-language".to_owned(), "en".to_owned());
    let today = rosario.get("/").await;
    let asked = between(&today, "Say what you think of this help from the school</a>", "</li>");
    assert!(asked.contains("<p>Structured academic talk</p>"), "{asked}");
    let agree = today.body.split("href=\"").find(|rest| rest.contains("/agree/")).expect("she is asked");
    let page = rosario.get(agree.split('"').next().unwrap_or_default()).await;
    assert!(page.body.contains("Structured academic talk") && !page.body.contains("What it says now"));
}

#[tokio::test]
async fn who_did_not_say_what_was_typed_takes_it_away_and_can_bring_it_back() {
    for school in School::riverside_on_each_engine().await {
        let mut theo = school.signed_in("theo").await;
        let there = format!("/plan/{THEO}");
        let page = theo.get(&there).await;
        let words = "People answer for me because they are in a hurry";
        let card = |page: &Answer| {
            page.body.split("<li class=\"item").skip(1).find(|one| one.contains(words)).map(str::to_owned)
        };
        let mine = card(&page).expect("the card");
        let asked = "Somebody else typed this for you. Are these your words?";
        assert!(
            mine.contains(asked) && !mine.contains("for Theo") && mine.contains(">Change this</a>"),
            "{mine}"
        );
        let no = mine.split("action=\"").find(|rest| rest.contains("/stage\"")).expect("a no");
        let no = no.split('"').next().unwrap_or_default().to_owned();
        let gone = send(&mut theo, &page, &no, &[("to", "withdrawn")]).await;
        let page = theo.get(gone.header("location")).await;
        assert!(page.body.contains(&format!("Taken away: “{words}")), "{}", page.body);
        assert!(card(&page).is_none());
        let back = send(&mut theo, &page, &no, &[("to", "open")]).await;
        let page = theo.get(back.header("location")).await;
        assert!(card(&page).expect("it is back").contains(asked), "and still to be checked");
        let solberg = school.signed_in("ms.solberg").await.get(&there).await;
        let seen = card(&solberg).expect("the card");
        assert!(
            seen.contains("Theo Novak has not checked these words yet.")
                && !seen.contains("Are these your words?")
        );
    }
}

#[tokio::test]
async fn a_goal_that_has_ended_is_not_ended_again() {
    for school in School::riverside_on_each_engine().await {
        let mut maya = school.signed_in("maya").await;
        let stop = format!("{}/goal/{}/stop", plan(), goal(TALK));
        let form = maya.get(&stop).await;
        send(&mut maya, &form, &stop, &[("words", "The fair comes first.")]).await;
        let page = maya.get(&stop).await;
        assert!(page.body.contains("<h1 id=\"ending-title\">This goal has ended</h1>"), "{}", page.body);
        assert!(page.body.contains("Stopped for now on November 22, 2026"));
        assert!(page.body.contains("The fair comes first.") && !page.body.contains("Why do you stop it?"));
        let other = maya.get(&format!("{}/goal/new", plan())).await;
        let (csrf, once) =
            (page.hidden("/language", "_csrf"), other.hidden(&format!("{}/goal/new", plan()), "_once"));
        let stage = stop.replace("/stop", "/stage");
        let replaces = page.hidden(&stage, "replaces");
        let again = [
            ("_csrf", csrf.as_str()),
            ("_once", &once),
            ("_form", "goal/stop"),
            ("replaces", &replaces),
            ("words", "Twice"),
        ];
        let refused = maya.post(&stop, &again).await;
        assert_eq!(refused.status, StatusCode::CONFLICT, "{}", refused.body);
        assert!(refused.body.contains("The fair comes first."), "the first words stand");
        let open = send(&mut maya, &page, &stage, &[("to", "open")]).await;
        assert_eq!(open.status, StatusCode::SEE_OTHER, "{}", open.body);
        assert!(maya.get(&stop).await.body.contains("Why do you stop it?"));
    }
}

#[tokio::test]
async fn what_was_saved_is_named() {
    let school = School::riverside().await;
    let mut maya = school.signed_in("maya").await;
    let action = format!("{}/goal/new", plan());
    let form = maya.get(&action).await;
    let saved = send(&mut maya, &form, &action, &[("statement", "Learn to weld")]).await;
    let page = maya.get(saved.header("location")).await;
    assert!(page.body.contains("<p>Saved. Goal: “Learn to weld”</p>"), "{}", page.body);
    let first = format!("{}/guided/1", plan());
    let form = maya.get(&first).await;
    let saved = send(&mut maya, &form, &first, &[("words", "I mend things")]).await;
    let page = maya.get(saved.header("location")).await;
    assert!(page.body.contains("<p>Saved. Your answer to “What I am good at”</p>"), "{}", page.body);
    let other = maya.get(&format!("{}/guided/3?said=password", plan())).await;
    assert!(!other.body.contains("Your answer to"), "nothing was saved: {}", other.body);
}

#[tokio::test]
async fn an_address_that_somebody_made_names_nothing_that_the_reader_did_not_do() {
    const SECRET: &str = "I am afraid of the gym";
    let school = School::riverside().await;
    let mut maya = school.signed_in("maya").await;
    let action = format!("{}/goal/new", plan());
    let form = maya.get(&action).await;
    let saved = send(&mut maya, &form, &action, &[("statement", SECRET)]).await;
    let there = saved.header("location").split('#').next().expect("an address");
    let item = there.split("item=").nth(1).expect("what was saved").to_owned();
    let stage = format!("{}/goal/{item}/stage", plan());
    let edit = maya.get(&format!("{}/goal/{item}/edit", plan())).await;
    let away = send(&mut maya, &edit, &stage, &[("to", "withdrawn")]).await;
    assert!(away.header("location").contains("said=away"), "{} {}", away.status, away.body);
    assert!(maya.get(away.header("location")).await.body.contains(&format!("Taken away: “{SECRET}”")));

    let mut rivera = school.signed_in("ms.rivera").await;
    let own = suggestion_of(&mut maya, ROBOT).await;
    let own = own.rsplit('/').next().expect("an id");
    for (query, said) in [
        (format!("said=away&item={item}"), ""),
        (format!("said=saved&item={item}"), "<p>Saved.</p>"),
        (format!("said=saved&item={}", goal(TALK)), "<p>Saved.</p>"),
        (format!("said=saved&answered={own}"), "<p>Saved.</p>"),
        (format!("said=password&item={}", goal(TALK)), "<p>Your password is changed."),
    ] {
        let page = rivera.get(&format!("{}?{query}", plan())).await.body;
        assert!(
            page.contains(said) && !page.contains(SECRET) && !page.contains("Taken away"),
            "{query}: {page}"
        );
        assert!(
            !page.contains("Your answer to") && !page.contains("everywhere else. Goal"),
            "{query}: {page}"
        );
    }
    let letter = format!("{}/suggestion/{own}", plan());
    let form = rivera.get(&letter).await;
    let back = send(&mut rivera, &form, &letter, &[("answer", "take_back")]).await;
    let page = rivera.get(back.header("location")).await.body;
    assert!(page.contains("<p>Your suggestion is taken back.</p>"), "{} {page}", back.status);
}

#[tokio::test]
async fn whom_a_court_keeps_away_reads_no_day_on_which_the_student_is_to_be_met() {
    for school in School::riverside_on_each_engine().await {
        let mut grace = school.signed_in("grace.okafor").await;
        let day = "February 25, 2027";
        assert!(grace.get("/").await.body.contains(&format!("You meet about this plan on {day}.")));
        let order = Bond {
            id: RelationId::numbered(960),
            learner: MAYA,
            person: GRACE,
            tie: Tie::Restriction {
                kind: RestrictionKind::NoContact,
                court_reference: "No. 26-7".to_owned(),
            },
            called: "mother".to_owned(),
            from: None,
            until: None,
            recorded_by: None,
            recorded_at: DateTime::UNIX_EPOCH,
        };
        school
            .store
            .write(move |tx| Box::pin(async move { ties::add(tx, TENANT, &[order]).await }))
            .await
            .expect("an order");
        let home = grace.get("/").await;
        assert!(!home.body.contains(day) && !home.body.contains("Your next meeting"), "{}", home.body);
        let page = grace.get(&plan()).await;
        assert_eq!(page.status, StatusCode::OK, "reading is not forbidden");
        assert!(page.body.contains(TALK) && !page.body.contains(day) && !page.body.contains("2027-02-25"));
        for there in ["history", "history?on=2026-11-20", "history/compare?from=2026-09-01&to=2026-11-22"] {
            let page = grace.get(&format!("{}/{there}", plan())).await;
            assert_eq!(page.status, StatusCode::OK, "{there}");
            assert!(!page.body.contains(day), "{there}");
        }
    }
}

#[tokio::test]
async fn a_family_has_its_way_to_the_messages() {
    let school = School::riverside().await;
    let page = school.signed_in("rosario").await.get("/").await;
    let ways = between(&page, "<nav class=\"paths", "</nav>");
    assert!(ways.contains(&format!("href=\"/plan/{MATEO}/conversations\"")), "{ways}");
    assert!(page.body.contains(" data-thumb>"), "at the thumb, so that the head of the page stays low");
}

#[tokio::test]
async fn a_student_is_greeted_once_by_the_first_name() {
    let school = School::riverside().await;
    let mut maya = school.signed_in("maya").await;
    let today = maya.get("/").await;
    assert!(today.body.contains("<h1>Hello, Maya</h1>"), "{}", today.body);
    assert!(maya.get(&plan()).await.body.contains("<h1>My plan</h1>"));
    let grace = school.signed_in("grace.okafor").await.get(&plan()).await;
    assert!(grace.body.contains("<h1>Maya’s plan</h1>") && !grace.body.contains("Maya Okafor"));
    let rivera = school.signed_in("ms.rivera").await.get(&plan()).await;
    assert!(rivera.body.contains("<h1>Maya Okafor’s plan</h1>"), "a teacher has more students");
    let rosario = school.signed_in("rosario").await.get("/").await;
    assert!(
        rosario.body.contains("<h1>Hola, Rosario</h1>") && rosario.body.contains("<bdi>Plan de Mateo</bdi>")
    );
}

#[tokio::test]
async fn what_may_stay_empty_is_said_once_and_empty_parts_are_named_in_the_list() {
    let school = School::riverside().await;
    let mut maya = school.signed_in("maya").await;
    let form = maya.get(&format!("{}/goal/new", plan())).await;
    assert!(!form.body.contains("(you can leave this empty)"));
    assert_eq!(form.body.matches("marked as needed").count(), 1);
    assert_eq!(form.body.matches(">(needed)</span>").count(), 1);
    let page = maya.get(&plan()).await;
    let parts = between(&page, "<details class=\"plan-parts\">", "</details>");
    let line = |part: &str| parts.split("<li>").find(|line| line.contains(part)).unwrap_or_default();
    assert!(!line("My goals").contains("still empty"), "{parts}");
    assert_eq!(parts.contains("(still empty)"), page.body.contains("<p class=\"muted\">"), "{parts}");
    assert!(page.body.contains("id=\"parts\"") && page.body.contains("<a href=\"#parts\">"));
    let rivera = school.signed_in("ms.rivera").await;
    let note = { rivera }.get(&format!("{}/contacts/new", plan())).await;
    let who = between(&note, "for=\"field-somebody\">", "<input");
    assert!(who.contains("Only if you chose “Somebody else”.") && !who.contains("leave this empty"), "{who}");
}
