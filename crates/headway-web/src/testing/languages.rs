//! Every page in two languages that nobody speaks: what stands there in plain letters was typed by somebody, or is a fault;
//! and each language says which way it runs.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use axum::http::{Method, StatusCode};
use ilp::PersonId;
use ilp::sample::riverside::{MAYA, riverside};

use super::authorization::address;
use super::{Answer, Browser, School};
use crate::registry;

/// One of each who has pages of their own.
const READERS: [&str; 6] = ["maya", "grace.okafor", "ms.rivera", "mr.pham", "will.tanaka", "ruth.abernathy"];

/// The texts of a page's HTML that a reader sees or hears: between the tags, and in the attributes that are read out.
pub(super) fn heard(html: &str) -> Vec<String> {
    let main = html.split_once("<body>").map_or(html, |(_, body)| body);
    let mut texts = Vec::new();
    for part in main.split('<').skip(1) {
        let (tag, text) = part.split_once('>').unwrap_or((part, ""));
        // Commands and names of tables are the machine's words.
        if !tag.starts_with("code") {
            texts.push(text.to_owned());
        }
        for name in ["aria-label", "alt", "title", "placeholder", "data-out", "data-way", "data-unkept"] {
            let value = tag.split_once(&format!(" {name}=\"")).and_then(|(_, rest)| rest.split_once('"'));
            texts.extend(value.map(|(value, _)| value.to_owned()));
        }
    }
    let plain = |text: String| {
        let text = text.replace("&#38;", "&").replace("&#39;", "'").replace("&#34;", "\"");
        text.replace("&#60;", "<").replace("&#62;", ">").trim().to_owned()
    };
    texts.into_iter().map(plain).filter(|text| !text.is_empty()).collect()
}

/// The words of a text in plain letters; an id and the path of a file are none.
fn plain_words(text: &str) -> impl Iterator<Item = &str> {
    let is_a_name = |token: &&str| token.contains(|sign: char| sign.is_ascii_digit() || sign == '/');
    let tokens = text.split_whitespace().filter(move |token| !is_a_name(token));
    let words = tokens.flat_map(|token| token.split(|sign: char| !sign.is_alphabetic()));
    words.filter(|word| 1 < word.len() && word.is_ascii())
}

/// What the people of Riverside are called and have typed; and names that are the same in every language.
fn typed_by_somebody() -> BTreeSet<String> {
    let known = format!("{:?}", riverside());
    // What help is called begins with a capital, which its code in the catalogue has not.
    let same = "Chrome English SQLite MB KB am pm UTC Peer";
    plain_words(&known).chain(plain_words(same)).map(str::to_owned).collect()
}

pub(super) async fn pages(browser: &mut Browser, learner: PersonId) -> Vec<(String, Answer)> {
    let mut pages = Vec::new();
    for route in registry::all().into_iter().filter(|route| route.method == Method::GET) {
        if ["/health", "/assets/{name}", "/design"].contains(&route.path) {
            continue;
        }
        let path = address(route.path, learner);
        let answer = browser.get(&path).await;
        if answer.header("content-type").starts_with("text/html") {
            pages.push((route.path.to_owned(), answer));
        }
    }
    pages
}

#[tokio::test]
async fn no_page_says_a_word_that_is_not_in_the_locale_files() {
    let school = School::riverside().await;
    let known = typed_by_somebody();
    let (mut faults, mut shown) = (Vec::new(), 0);
    for login in READERS {
        let mut browser = school.signed_in(login).await;
        browser.cookies.insert("__Host-headway-language".to_owned(), "qps".to_owned());
        for (path, page) in pages(&mut browser, MAYA).await {
            assert!(page.body.contains("<html lang=\"qps\" dir=\"ltr\""), "{path}");
            shown += u32::from(page.status == StatusCode::OK);
            let texts = heard(&page.body);
            let words = texts.iter().flat_map(|text| plain_words(text));
            faults.extend(words.filter(|word| !known.contains(*word)).map(|word| format!("{path}: {word}")));
        }
    }
    faults.sort();
    faults.dedup();
    assert!(faults.is_empty(), "{} words of no locale:\n{}", faults.len(), faults.join("\n"));
    assert!(60 < shown, "only {shown} pages were shown");
}

#[tokio::test]
async fn a_language_that_runs_from_the_right_is_shown_so_on_every_page() {
    let school = School::riverside().await;
    for login in ["maya", "will.tanaka"] {
        let mut browser = school.signed_in(login).await;
        browser.cookies.insert("__Host-headway-language".to_owned(), "qpr".to_owned());
        for (path, page) in pages(&mut browser, MAYA).await {
            assert!(page.body.contains("<html lang=\"qpr\" dir=\"rtl\""), "{path}");
        }
        browser.cookies.insert("__Host-headway-language".to_owned(), "es".to_owned());
        assert!(browser.get("/account").await.body.contains("<html lang=\"es\" dir=\"ltr\""));
    }
}

fn templates(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("the sources are there") {
        let path = entry.expect("a readable folder").path();
        if path.is_dir() {
            templates(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "html") {
            found.push(path);
        }
    }
}

/// What stands in a template beside what is filled in: without `{{ … }}`, `{% … %}` and `{# … #}`.
fn literal(template: &str) -> String {
    let mut rest = template.to_owned();
    for (opening, closing) in [("{#", "#}"), ("{{", "}}"), ("{%", "%}")] {
        while let Some(start) = rest.find(opening) {
            let end = rest[start..].find(closing).expect("it is closed") + start + closing.len();
            rest.replace_range(start..end, "");
        }
    }
    rest
}

#[test]
fn no_template_has_words_of_its_own() {
    let mut found = Vec::new();
    templates(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut found);
    assert!(20 < found.len(), "the templates are found");
    for path in found {
        let template = std::fs::read_to_string(&path).expect("a template");
        for text in heard(&format!("<body><i>{}", literal(&template))) {
            let word = text.split(|sign: char| !sign.is_alphabetic()).find(|word| 1 < word.len());
            assert_eq!(word, None, "{} says “{text}” in every language", path.display());
        }
    }
}

#[test]
fn no_rule_of_the_stylesheet_knows_left_from_right() {
    let style = crate::assets::STYLE;
    for physical in [
        "margin-left",
        "margin-right",
        "padding-left",
        "padding-right",
        "border-left",
        "border-right",
        "text-align: left",
        "text-align: right",
        "float: left",
        "float: right",
        " left:",
        " right:",
        " width:",
        " height:",
    ] {
        let line = style.lines().find(|line| line.contains(physical) && !line.contains("@media"));
        assert_eq!(line, None, "{physical}");
    }
}
