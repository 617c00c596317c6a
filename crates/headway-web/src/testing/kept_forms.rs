//! A form that ends in the middle: sessions that end, forms sent twice, forms that are too big. The page here is the
//! smallest that has everything a page with a form has.

use askama::Template;
use axum::Extension;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use chrono::TimeDelta;
use headway_store::attempts;

use super::{PASSWORD, School, TENANT};
use crate::registry::{self, Access, Route};
use crate::{Field, Form, Frame, Outcome, PageError, Posted, Visit};

#[derive(Template)]
#[template(
    source = r#"{% extends "layout/page.html" %}{% import "form/fields.html" as fields %}{% block main %}
{% call fields::notices(frame, form) %}{% endcall %}
{% call fields::open(form) %}{% endcall %}{% call fields::text(frame, form.field("statement")) %}{% endcall %}
<button>Save</button></form>{% endblock %}"#,
    ext = "html"
)]
struct Page {
    frame: Frame,
    form: Form,
}

fn form(visit: &Visit) -> Form {
    Form::new(visit, "note", "/note").with(Field::new("statement", "Statement".to_owned()))
}

async fn show(visit: Visit) -> Result<Response, PageError> {
    let form = visit.resume(form(&visit)).await?;
    visit.show(&Page { frame: visit.frame("Note".to_owned()), form })
}

/// Saves a note as an attempt under a digest of its own, so that the test can count how often it was done.
async fn save(visit: Visit, Extension(posted): Extension<Posted>) -> Result<Response, PageError> {
    let mut form = form(&visit).read(&posted);
    if form.is_sound() {
        let (at, refuse) = (visit.now, form.value("statement") == "refuse me");
        let outcome = visit.save_once(&posted, move |tx| {
            Box::pin(async move {
                if refuse {
                    return Ok(Outcome::Refused("Not like this.".to_owned()));
                }
                let earlier = attempts::count_since(tx, TENANT, &[7; 32], always()).await?;
                let at = at + TimeDelta::microseconds(i64::try_from(earlier).unwrap_or_default());
                attempts::note(tx, TENANT, &[7; 32], at).await?;
                Ok(Outcome::Done("/note?said=saved".to_owned()))
            })
        });
        match outcome.await? {
            Outcome::Done(location) => return Ok(Redirect::to(&location).into_response()),
            Outcome::Refused(why) => form.refuse("statement", why),
        }
    }
    let frame = visit.frame("Note".to_owned());
    visit.show_as(StatusCode::UNPROCESSABLE_ENTITY, &Page { frame, form })
}

/// From the beginning to the year 2100.
fn always() -> (chrono::DateTime<chrono::Utc>, chrono::DateTime<chrono::Utc>) {
    let end = chrono::DateTime::from_timestamp(4_102_444_800, 0).expect("a moment");
    (chrono::DateTime::UNIX_EPOCH, end)
}

pub(super) fn routes() -> Vec<Route> {
    vec![
        registry::get("/note", Access::SignedIn, show),
        registry::post("/note", Access::SignedIn, save),
        registry::post("/note/elsewhere", Access::SignedIn, save),
    ]
}

pub(super) async fn times_saved(school: &School) -> u64 {
    let counted = school
        .store
        .read(|tx| Box::pin(async move { attempts::count_since(tx, TENANT, &[7; 32], always()).await }));
    counted.await.expect("the store answers")
}

/// The fields that the note's page sends, with these words.
pub(super) fn fields<'a>(keys: &'a [(String, String)], statement: &'a str) -> Vec<(&'a str, &'a str)> {
    let mut fields: Vec<_> = keys.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    fields.push(("statement", statement));
    fields
}

pub(super) fn keys(page: &super::Answer) -> Vec<(String, String)> {
    let names = ["_csrf", "_once", "_form", "_page", "_draft", "_keep"];
    let names = names.into_iter().filter(|name| page.body.contains(&format!("name=\"{name}\"")));
    names.map(|name| (name.to_owned(), page.hidden("/note", name))).collect()
}

#[tokio::test]
async fn a_form_sent_twice_is_done_once() {
    for school in School::on_each_engine(routes).await {
        let mut ana = school.signed_in("ana").await;
        let keys = keys(&ana.get("/note").await);
        for _ in 0..2 {
            let saved = ana.post("/note", &fields(&keys, "Read more")).await;
            assert_eq!((saved.status, saved.header("location")), (StatusCode::SEE_OTHER, "/note?said=saved"));
        }
        assert_eq!(times_saved(&school).await, 1);
        assert!(ana.get("/note?said=saved").await.body.contains("Saved."));
    }
}

#[tokio::test]
async fn a_key_that_was_used_for_other_words_says_so_and_gives_them_back() {
    for school in School::on_each_engine(routes).await {
        let mut ana = school.signed_in("ana").await;
        let keys = keys(&ana.get("/note").await);
        ana.post("/note", &fields(&keys, "Read more")).await;
        let refused = ana.post("/note", &fields(&keys, "Read even more")).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            refused.body.contains("sent before with other words") && refused.body.contains("Read even more")
        );
        assert_eq!(times_saved(&school).await, 1);
    }
}

#[tokio::test]
async fn a_key_that_was_used_elsewhere_does_nothing_here_and_says_so() {
    let school = School::with(routes()).await;
    let mut ana = school.signed_in("ana").await;
    let keys = keys(&ana.get("/note").await);
    ana.post("/note", &fields(&keys, "Read more")).await;
    let refused = ana.post("/note/elsewhere", &fields(&keys, "Read more")).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", refused.header("location"));
    assert_eq!(times_saved(&school).await, 1);
}

#[tokio::test]
async fn a_refused_form_comes_back_filled_and_can_be_sent_again() {
    for school in School::on_each_engine(routes).await {
        let mut ana = school.signed_in("ana").await;
        let keys = keys(&ana.get("/note").await);
        let refused = ana.post("/note", &fields(&keys, "refuse me")).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.body.contains("Not like this.") && refused.body.contains("refuse me</textarea>"));
        assert!(refused.body.contains("aria-invalid=\"true\" aria-describedby=\"field-statement-problem\""));
        let again = self::keys(&refused);
        assert_eq!(ana.post("/note", &fields(&again, "Read more")).await.status, StatusCode::SEE_OTHER);
        let empty = ana.post("/note", &fields(&again, "  ")).await;
        assert!(empty.body.contains("Fill this in.") && empty.body.contains("One thing needs another look"));
    }
}

#[tokio::test]
async fn a_form_of_an_ended_session_comes_back_to_the_same_person_and_to_nobody_else() {
    for school in School::on_each_engine(routes).await {
        let mut browser = school.signed_in("ana").await;
        let keys = keys(&browser.get("/note").await);
        school.clock.pass(TimeDelta::minutes(31));
        let turned = browser.post("/note", &fields(&keys, "My own words")).await;
        assert_eq!(turned.header("location"), "/sign-in?next=%2Fnote&why=kept");
        assert!(browser.get("/sign-in?next=%2Fnote&why=kept").await.body.contains("We kept what you typed"));

        // Ben sits down at the same computer first.
        browser.sign_in("ben", PASSWORD).await;
        assert!(!browser.get("/note").await.body.contains("My own words"));

        let mut ana = school.signed_in("ana").await;
        let page = ana.get("/note").await;
        assert!(page.body.contains("My own words</textarea>") && page.body.contains("Not saved yet"));
        assert_eq!(times_saved(&school).await, 0, "it is shown, not sent again");

        let saved = ana.post("/note", &fields(&self::keys(&page), "My own words")).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER);
        assert!(!ana.get("/note").await.body.contains("My own words"), "what is saved is no draft any more");
        assert_eq!(times_saved(&school).await, 1);
    }
}

#[tokio::test]
async fn kept_words_can_be_thrown_away() {
    let school = School::with(routes()).await;
    let mut ana = school.signed_in("ana").await;
    let keys = keys(&ana.get("/note").await);
    school.clock.pass(TimeDelta::minutes(31));
    ana.post("/note", &fields(&keys, "My own words")).await;
    ana.sign_in("ana", PASSWORD).await;
    let page = ana.get("/note").await;
    let csrf = page.hidden("/drafts/discard", "_csrf");
    let draft = page.hidden("/drafts/discard", "_draft");
    let fields = [("_csrf", csrf.as_str()), ("form", "note"), ("_draft", &draft), ("_page", "/note")];
    let thrown = ana.post("/drafts/discard", &fields).await;
    assert_eq!(thrown.header("location"), "/note");
    assert!(!ana.get("/note").await.body.contains("My own words"));
}

#[tokio::test]
async fn a_text_that_is_too_big_is_kept_as_far_as_it_fits() {
    let school = School::with(routes()).await;
    let mut ana = school.signed_in("ana").await;
    let keys = keys(&ana.get("/note").await);
    let big = "word ".repeat(2 << 20);
    let refused = ana.post("/note", &fields(&keys, &big)).await;
    assert_eq!(refused.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(refused.body.contains("as a draft for you") && refused.body.contains("href=\"/note\""));
    assert!(ana.get("/note").await.body.contains("word word"));
    assert_eq!(times_saved(&school).await, 0);
}

#[tokio::test]
async fn saving_one_window_keeps_the_words_of_the_other() {
    for school in School::on_each_engine(routes).await {
        let mut ana = school.signed_in("ana").await;
        let first = keys(&ana.get("/note").await);
        let second = keys(&ana.get("/note").await);
        let third = keys(&ana.get("/note").await);
        school.clock.pass(TimeDelta::minutes(31));
        let visit = ana.cookies.clone();
        for (keys, words) in [(&first, "Words of the first"), (&second, "Words of the second")] {
            ana.cookies.clone_from(&visit);
            ana.post("/note", &fields(keys, words)).await;
            school.clock.pass(TimeDelta::seconds(1));
        }
        ana.sign_in("ana", PASSWORD).await;
        let csrf = ana.get("/note").await.hidden("/note", "_csrf");
        let third: Vec<_> = third.into_iter().filter(|(name, _)| name != "_csrf").collect();
        let saved =
            ana.post("/note", &[fields(&third, "Of the third"), vec![("_csrf", &csrf)]].concat()).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
        for words in ["Words of the second", "Words of the first"] {
            let page = ana.get("/note").await;
            assert!(page.body.contains(&format!("{words}</textarea>")), "{words}: {}", page.body);
            ana.post("/note", &fields(&self::keys(&page), words)).await;
        }
        assert!(!ana.get("/note").await.body.contains("Not saved yet"));
        assert_eq!(times_saved(&school).await, 3);
    }
}

#[tokio::test]
async fn only_what_is_sent_to_a_form_of_ours_is_kept() {
    let school = School::with(routes()).await;
    let mut ana = school.signed_in("ana").await;
    let keys = keys(&ana.get("/note").await);
    let big = "word ".repeat(2 << 20);
    for path in ["/help", "/language", "/sign-out", "/nowhere"] {
        let refused = ana.post(path, &fields(&keys, &big)).await;
        assert_eq!(refused.status, StatusCode::PAYLOAD_TOO_LARGE, "{path}");
        assert!(!refused.body.contains("as a draft for you"), "{path}");
    }
    let mut other = keys.clone();
    other.retain(|(name, _)| name != "_form");
    other.push(("_form".to_owned(), "goal/new".to_owned()));
    assert!(!ana.post("/note", &fields(&other, &big)).await.body.contains("as a draft for you"));
    assert!(!ana.get("/note").await.body.contains("Not saved yet"));
}
