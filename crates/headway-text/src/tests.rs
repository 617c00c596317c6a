//! Every key exists in every language, with the same gaps; every key that a page asks for exists.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::{Locale, Words};

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

#[test]
fn every_key_of_the_files_can_be_read() {
    for locale in Locale::ALL {
        for (key, gaps) in keys(locale).into_iter().filter(|(_, gaps)| gaps.is_empty()) {
            assert!(gaps.is_empty());
            assert!(!Words::new(locale).text(&key).trim().is_empty(), "{key} is empty in {}", locale.tag());
        }
    }
}

#[test]
fn every_key_that_a_page_asks_for_exists_and_every_key_is_asked_for() {
    let known = keys(Locale::En);
    let mut unused: BTreeSet<&str> = known.keys().map(String::as_str).collect();
    for (path, text) in texts(&crates().join("headway-web").join("src"), &["rs", "html"]) {
        for key in between(&text, "text(\"", "\"").chain(between(&text, "text_with(\"", "\"")) {
            assert!(known.contains_key(key), "{} asks for `{key}`, which no locale has", path.display());
            unused.remove(key);
        }
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
#[should_panic(expected = "no locale has the key")]
fn a_key_that_nobody_wrote_stops_a_debug_build() {
    let _ = Words::new(Locale::En).text("nobody-wrote-this");
}
