//! Every key exists in every language, with the same gaps; every key that a page asks for exists.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::{Arg, Locale, Words, familiar_words};

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

/// A key's sentence as its file has it, with all its plurals, and as it is said to an adult where that is another one.
struct Message {
    plain: String,
    formal: Option<String>,
}

impl Message {
    fn goes_on(&mut self, line: &str) {
        match (line.strip_prefix("    .formal ="), &mut self.formal) {
            (Some(says), _) => self.formal = Some(says.to_owned()),
            (None, Some(formal)) => formal.extend(["\n", line]),
            (None, None) => self.plain.extend(["\n", line]),
        }
    }

    /// As it is said to an adult.
    fn to_an_adult(&self) -> &str {
        self.formal.as_ref().unwrap_or(&self.plain)
    }
}

fn messages(locale: Locale) -> BTreeMap<String, Message> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("locales").join(locale.tag());
    let (mut found, mut current) = (BTreeMap::<String, Message>::new(), String::new());
    for (path, text) in texts(&folder, &["ftl"]) {
        // A key stands at the beginning of its line; what goes on is indented or closes a brace.
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            if line.starts_with(|c: char| c.is_alphabetic()) {
                let (key, says) = line.split_once(" =").expect("a key and its sentence");
                key.clone_into(&mut current);
                let twice = found.insert(current.clone(), Message { plain: says.to_owned(), formal: None });
                assert!(twice.is_none(), "{} has `{key}` a second time", path.display());
            } else if let Some(message) = found.get_mut(&current) {
                message.goes_on(line);
            }
        }
    }
    found
}

/// The names of the gaps in a sentence.
fn gaps(text: &str) -> BTreeSet<String> {
    let is_name = |c: &char| c.is_alphanumeric() || *c == '-' || *c == '_';
    text.split('$').skip(1).map(|rest| rest.chars().take_while(is_name).collect()).collect()
}

fn keys(locale: Locale) -> Keys {
    messages(locale).into_iter().map(|(key, message)| (key, gaps(&message.plain))).collect()
}

#[test]
fn every_key_stands_in_both_languages_with_the_same_gaps() {
    assert_eq!(keys(Locale::En), keys(Locale::Es));
}

/// A number that chooses "other" in every plural and can be found in a sentence.
const SAMPLE: i64 = 1_234_567;

/// The sentence of a key with sample words in all its gaps, once with texts and once with a number.
fn said(words: Words, key: &str, gaps: &BTreeSet<String>) -> [String; 2] {
    let with = |arg: &dyn Fn(&str) -> Arg| {
        let args: Vec<(&'static str, Arg)> =
            gaps.iter().map(|gap| (&*gap.clone().leak(), arg(gap))).collect();
        words.text_with(key, &args)
    };
    [with(&|gap| format!("<{gap}>").into()), with(&|_| SAMPLE.into())]
}

#[test]
fn every_key_says_something_and_fills_its_gaps_in_both_languages_and_voices() {
    for (words, (key, message)) in Locale::ALL.into_iter().flat_map(|locale| {
        let words = Words::new(locale);
        let voices =
            [words, words.formally()].map(|words| messages(locale).into_iter().map(move |one| (words, one)));
        voices.into_iter().flatten()
    }) {
        let place = format!("{key} in {}", words.locale().tag());
        for text in said(words, &key, &gaps(&message.plain)) {
            assert!(!text.trim().is_empty(), "{place} is empty");
            assert!(!text.contains(['{', '}', '$']), "{place} shows its workings: {text}");
            // A gap that only chooses between sentences is not shown; every other one is.
            for gap in shown_gaps(&message.plain) {
                let (sample, number) = (format!("<{gap}>"), "1,234,567");
                assert!(text.contains(&sample) || text.contains(number), "{place} drops {gap}: {text}");
            }
        }
    }
}

/// The gaps that stand in the text and not only before an arrow.
fn shown_gaps(text: &str) -> BTreeSet<String> {
    between(text, "{ $", " }").map(str::to_owned).filter(|gap| !gap.contains(' ')).collect()
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

/// It is said to students alone, on paper.
const TO_STUDENTS: [&str; 1] = ["invite-student-what"];
/// It says "I" in the plan of a student, and an adult reads it about the student.
const OF_STUDENTS: [&str; 1] = ["plan-misses"];

#[test]
fn no_spanish_sentence_says_tu_to_an_adult() {
    let faults = messages(Locale::Es).into_iter().filter_map(|(key, message)| {
        let familiar = familiar_words(message.to_an_adult());
        let is_as_it_should = familiar.is_empty() != TO_STUDENTS.contains(&key.as_str());
        (!is_as_it_should).then(|| format!("{key}: {familiar:?}"))
    });
    let faults: Vec<String> = faults.collect();
    assert!(faults.is_empty(), "an adult reads these; their `.formal` is for adults: {faults:#?}");
}

#[test]
fn what_spanish_says_in_two_voices_differs_in_nothing_but_the_voice() {
    let mut unknown = Vec::new();
    for (key, Message { plain, formal }) in messages(Locale::Es) {
        let Some(formal) = formal else { continue };
        assert_ne!(plain.trim(), formal.trim(), "`{key}` says the same to everybody");
        let plurals = |text: &str| between(text, "[", "]").map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(gaps(&plain), gaps(&formal), "the gaps of `{key}`");
        assert_eq!(plurals(&plain), plurals(&formal), "the plurals of `{key}`");
        assert!(!plain.to_lowercase().contains("usted"), "`{key}` speaks to a student: {plain}");
        // Else nobody would find it where an adult reads it.
        if familiar_words(&plain).is_empty() && !OF_STUDENTS.contains(&key.as_str()) {
            unknown.push(format!("{key}:{plain}"));
        }
    }
    assert!(unknown.is_empty(), "no word of these says tú, as far as `familiar_words` knows: {unknown:#?}");
    assert!(messages(Locale::En).values().all(|message| message.formal.is_none()), "English has one voice");
}

#[test]
fn a_sentence_is_said_in_the_voice_that_was_asked_for_and_is_remembered_in_it() {
    let words = Words::new(Locale::Es);
    for _ in 0..2 {
        assert_eq!(words.text("account-title"), "Tu cuenta");
        assert_eq!(words.formally().text("account-title"), "Su cuenta");
        assert_eq!(words.formally().text("account-face"), words.text("account-face"));
    }
    let messages = |words: Words| words.text_with("today-messages", &[("count", 1.into())]);
    assert_eq!(
        (messages(words), messages(words.formally())),
        ("Tienes 1 mensaje nuevo".into(), "Tiene 1 mensaje nuevo".into())
    );
    assert_eq!(Words::new(Locale::En).formally(), Words::new(Locale::En));
}

#[test]
fn both_languages_quote_in_one_way() {
    for locale in Locale::ALL {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("locales").join(locale.tag());
        for (path, text) in texts(&folder, &["ftl"]) {
            let quoted = text.contains(['«', '»', '\'', '"']);
            assert!(!quoted, "{}: “these” are the quotes, and ’ the apostrophe", path.display());
        }
    }
}
