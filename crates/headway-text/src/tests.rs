//! Every key exists in every language, with the same gaps; every key that a page asks for exists.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::{Arg, Locale, Words};

/// A locale's keys, each with the names of its gaps.
type Keys = BTreeMap<String, BTreeSet<String>>;

fn crates() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn files(folder: &Path, endings: &[&str], found: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for path in entries.map(|entry| entry.expect("a readable folder").path()) {
        if path.is_dir() {
            files(&path, endings, found);
        } else if path.extension().and_then(|e| e.to_str()).is_some_and(|e| endings.contains(&e)) {
            found.push(path);
        }
    }
}

fn texts(folder: &Path, endings: &[&str]) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    files(folder, endings, &mut found);
    found
        .into_iter()
        .map(|path| (path.clone(), std::fs::read_to_string(path).expect("readable text")))
        .collect()
}

/// Parts of `text` between `opening` and the next `closing`.
fn between<'a>(text: &'a str, opening: &str, closing: &str) -> impl Iterator<Item = &'a str> {
    text.split(opening).skip(1).filter_map(move |rest| rest.split_once(closing).map(|(part, _)| part))
}

fn keys(locale: Locale) -> Keys {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("locales").join(locale.tag());
    let mut keys = Keys::new();
    for (path, text) in texts(&folder, &["ftl"]) {
        let mut current = String::new();
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            if let Some((key, _)) =
                line.split_once(" =").filter(|_| line.starts_with(|c: char| c.is_alphabetic()))
            {
                key.clone_into(&mut current);
                let twice = keys.insert(current.clone(), BTreeSet::new());
                assert!(twice.is_none(), "{} has `{key}` a second time", path.display());
            }
            let gaps = line.split('$').skip(1).map(|rest| {
                rest.chars().take_while(|c| c.is_alphanumeric() || *c == '-' || *c == '_').collect::<String>()
            });
            if let Some(known) = keys.get_mut(&current) {
                known.extend(gaps);
            }
        }
    }
    keys
}

#[test]
fn every_key_stands_in_both_languages_with_the_same_gaps() {
    assert_eq!(keys(Locale::En), keys(Locale::Es));
}

/// A number that chooses "other" in every plural and can be found in a sentence.
const SAMPLE: i64 = 1_234_567;

/// The sentence of a key with sample words in all its gaps, once with texts and once with a number.
fn said(locale: Locale, key: &str, gaps: &BTreeSet<String>) -> [String; 2] {
    let words = Words::new(locale);
    let with = |arg: &dyn Fn(&str) -> Arg| {
        let args: Vec<(&'static str, Arg)> =
            gaps.iter().map(|gap| (&*gap.clone().leak(), arg(gap))).collect();
        words.text_with(key, &args)
    };
    [with(&|gap| format!("<{gap}>").into()), with(&|_| SAMPLE.into())]
}

#[test]
fn every_key_says_something_and_fills_its_gaps_in_both_languages() {
    for locale in Locale::ALL {
        for (key, gaps) in keys(locale) {
            let place = format!("{key} in {}", locale.tag());
            for text in said(locale, &key, &gaps) {
                assert!(!text.trim().is_empty(), "{place} is empty");
                assert!(!text.contains(['{', '}', '$']), "{place} shows its workings: {text}");
                // A gap that only chooses between sentences is not shown; every other one is.
                for gap in shown_gaps(locale, &key) {
                    let (sample, number) = (format!("<{gap}>"), "1,234,567");
                    assert!(text.contains(&sample) || text.contains(number), "{place} drops {gap}: {text}");
                }
            }
        }
    }
}

/// The gaps of a key that stand in its text and not only before an arrow.
fn shown_gaps(locale: Locale, key: &str) -> BTreeSet<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("locales").join(locale.tag());
    let all: String = texts(&folder, &["ftl"]).into_iter().map(|(_, text)| text).collect();
    let start = format!("\n{key} =");
    let rest = format!("\n{all}");
    let message = rest.split(&start).nth(1).expect("the key is in its file");
    let lines = message.lines().enumerate();
    let lines = lines.take_while(|(n, line)| *n == 0 || line.starts_with([' ', '}', '[', '*']));
    let message = lines.map(|(_, line)| line).collect::<Vec<_>>().join("\n");
    between(&message, "{ $", " }").map(str::to_owned).filter(|gap| !gap.contains(' ')).collect()
}

#[test]
#[should_panic(expected = "`plan-title` cannot be said in es")]
fn a_gap_that_a_page_forgets_stops_a_debug_build() {
    let _ = Words::new(Locale::Es).text_with("plan-title", &[("nam", "Maya".into())]);
}

#[test]
#[should_panic(expected = "`plan-title` cannot be said in en")]
fn a_key_with_a_gap_cannot_be_asked_for_without_one() {
    let _ = Words::new(Locale::En).text("plan-title");
}

#[test]
fn somebody_may_write_what_looks_like_a_gap() {
    let said = Words::new(Locale::En).text_with("plan-title", &[("name", "{$name}".into())]);
    assert_eq!(said, "{$name}’s plan");
}

#[test]
fn big_numbers_are_grouped() {
    let check = |number: i64, expected: &str| {
        for locale in Locale::ALL {
            let said = Words::new(locale).text_with("form-too-long", &[("most", number.into())]);
            let found: String =
                said.chars().filter(|c| c.is_ascii_digit() || matches!(c, ',' | '-')).collect();
            assert_eq!(found, expected);
        }
    };
    check(7, "7");
    check(200, "200");
    check(2_000, "2,000");
    check(20_000, "20,000");
    check(-1_234_567, "-1,234,567");
}

#[test]
fn every_key_that_a_page_asks_for_exists_and_every_key_is_asked_for() {
    let known = keys(Locale::En);
    let mut unused: BTreeSet<&str> = known.keys().map(String::as_str).collect();
    for (path, text) in texts(&crates().join("headway-web").join("src"), &["rs", "html"]) {
        for key in between(&text, "text(\"", "\"").chain(between(&text, "text_with(\"", "\"")) {
            assert!(known.contains_key(key), "{} asks for `{key}`, which no locale has", path.display());
        }
        // Where several keys answer one question, the code names them and asks for the one that it chose.
        unused.retain(|key| !text.contains(&format!("\"{key}\"")));
    }
    assert!(unused.is_empty(), "no page asks for {unused:?}");
}

#[test]
fn a_number_chooses_its_plural() {
    let check = |locale: Locale, minutes: i64, expected: &str| {
        let said = Words::new(locale).text_with("pace-wait-minutes", &[("minutes", minutes.into())]);
        assert_eq!(said, expected);
    };
    check(Locale::En, 1, "1 minute");
    check(Locale::En, 3, "3 minutes");
    check(Locale::Es, 1, "1 minuto");
    check(Locale::Es, 3, "3 minutos");
}

#[test]
#[should_panic(expected = "`nobody-wrote-this` cannot be said in en")]
fn a_key_that_nobody_wrote_stops_a_debug_build() {
    let _ = Words::new(Locale::En).text("nobody-wrote-this");
}

#[test]
fn spanish_says_tu_and_both_languages_quote_in_one_way() {
    for locale in Locale::ALL {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("locales").join(locale.tag());
        for (path, text) in texts(&folder, &["ftl"]) {
            let quoted = text.contains(['«', '»', '\'', '"']);
            assert!(!quoted, "{}: “these” are the quotes, and ’ the apostrophe", path.display());
            let formal = text.split(|c: char| !c.is_alphabetic()).find(|word| word.to_lowercase() == "usted");
            assert_eq!(formal, None, "{} speaks to somebody as usted", path.display());
        }
    }
}
