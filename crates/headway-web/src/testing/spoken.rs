//! How Spanish speaks to whom: no page says tú to an adult, and none says usted to a student.

use axum::http::{Method, StatusCode};
use headway_text::familiar_words;
use ilp::PersonId;
use ilp::sample::riverside::{MATEO, MAYA, riverside};

use super::authorization::address;
use super::languages::{heard, pages};
use super::{Answer, Browser, School};
use crate::registry;

/// One of each kind of adult, and about whom they ask.
const ADULTS: [(&str, PersonId); 6] = [
    ("rosario", MATEO),
    ("ms.rivera", MAYA),
    ("mr.bell", MAYA),
    ("dr.deshmukh", MAYA),
    ("will.tanaka", MAYA),
    ("ruth.abernathy", MAYA),
];

/// What is said to a form that is sent with nothing in it.
async fn refused_forms(browser: &mut Browser, learner: PersonId) -> Vec<(String, Answer)> {
    let csrf = browser.get("/help").await.hidden("/language", "_csrf");
    let mut answers = Vec::new();
    for route in registry::all().into_iter().filter(|route| route.method == Method::POST) {
        if ["/sign-out", "/language", "/account/language"].contains(&route.path) {
            continue;
        }
        let path = address(route.path, learner);
        let answer = browser.post(&path, &[("_csrf", &csrf), ("_once", "1")]).await;
        if answer.header("content-type").starts_with("text/html") {
            answers.push((format!("POST {}", route.path), answer));
        }
    }
    answers
}

fn in_spanish(mut browser: Browser) -> Browser {
    browser.cookies.insert("__Host-headway-language".to_owned(), "es".to_owned());
    browser
}

/// What stands on these pages and was typed by nobody, each with its page.
fn own_words(pages: &[(String, Answer)]) -> Vec<(String, String)> {
    let typed = format!("{:?}", riverside());
    let texts = pages.iter().flat_map(|(path, page)| {
        assert!(page.body.contains("<html lang=\"es\""), "{path}: {}", page.body);
        heard(&page.body).into_iter().map(move |text| (path.clone(), text))
    });
    texts.filter(|(_, text)| !typed.contains(text.as_str())).collect()
}

/// The texts that say tú, each with its page.
fn familiar(texts: Vec<(String, String)>) -> Vec<String> {
    let said = |(path, text): (String, String)| {
        let words = familiar_words(&text);
        (!words.is_empty()).then(|| format!("{path}: {words:?} in “{text}”"))
    };
    texts.into_iter().filter_map(said).collect()
}

#[tokio::test]
async fn no_page_and_no_refused_form_says_tu_to_an_adult() {
    let school = School::riverside().await;
    let mut faults = Vec::new();
    for (login, learner) in ADULTS {
        let mut browser = in_spanish(school.signed_in(login).await);
        let mut all = pages(&mut browser, learner).await;
        let shown = all.iter().filter(|(_, page)| page.status == StatusCode::OK).count();
        assert!(6 <= shown, "{login} is shown {shown} pages");
        all.extend(refused_forms(&mut browser, learner).await);
        faults.extend(familiar(own_words(&all)).into_iter().map(|fault| format!("{login} {fault}")));
    }
    assert!(faults.is_empty(), "{} texts:\n{}", faults.len(), faults.join("\n"));
}

#[tokio::test]
async fn nobody_is_told_tu_before_it_is_known_who_they_are() {
    let school = School::riverside().await;
    let mut browser = in_spanish(school.browser());
    let mut all = Vec::new();
    for path in ["/sign-in", "/welcome", "/help", "/no-such-page", "/sign-in?said=signed-out"] {
        all.push((path.to_owned(), browser.get(path).await));
    }
    let csrf = all[0].1.hidden("/sign-in", "_csrf");
    for path in ["/sign-in", "/welcome"] {
        let wrong = [("_csrf", csrf.as_str()), ("login", "maya"), ("password", "no"), ("code", "no")];
        all.push((path.to_owned(), browser.post(path, &wrong).await));
        all.push((path.to_owned(), browser.post(path, &[("_csrf", &csrf)]).await));
    }
    let faults = familiar(own_words(&all));
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    assert!(all[0].1.body.contains("Use el nombre y la contraseña"), "{}", all[0].1.body);
}

/// Rooms to which no way leads a student, and what somebody reads before they have signed in.
const OF_OTHERS: [&str; 7] =
    ["/students", "/glass", "/people", "/rights", "/purpose", "/sign-in", "/welcome"];

#[tokio::test]
async fn no_page_of_a_student_says_usted_and_many_say_tu() {
    let school = School::riverside().await;
    let mut maya = in_spanish(school.signed_in("maya").await);
    let mut all = pages(&mut maya, MAYA).await;
    all.extend(refused_forms(&mut maya, MAYA).await);
    all.retain(|(path, _)| !OF_OTHERS.iter().any(|room| path.contains(room)));
    let texts = own_words(&all);
    let formal = |text: &str| {
        let mut words = text.split(|sign: char| !sign.is_alphabetic()).map(str::to_lowercase);
        words.any(|word| FORMAL.split(' ').any(|known| known == word))
    };
    let faults: Vec<_> = texts.iter().filter(|(_, text)| formal(text)).collect();
    assert!(faults.is_empty(), "{faults:#?}");
    let told = familiar(texts).len();
    assert!(60 < told, "only {told} texts say tú");
}

/// What is said to nobody but an adult.
const FORMAL: &str =
    "usted abra agregue complete elija escriba guárdelo inténtelo lea mire pida revise tenga use vuelva";
