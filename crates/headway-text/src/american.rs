//! What schools in the United States read is written as they write it: spelling, and days as "March 12, 2024".

use std::path::{Path, PathBuf};

use crate::dates::ENGLISH;

/// How British words begin that American ones do not.
const BEGINNINGS: [&str; 19] = [
    "practis",
    "neighbour",
    "enrolment",
    "colour",
    "behaviour",
    "favour",
    "honour",
    "labour",
    "organis",
    "recognis",
    "apologis",
    "summaris",
    "travell",
    "labell",
    "cancelled",
    "kilometre",
    "whilst",
    "fulfils",
    "theatre",
];

/// British words that begin as others do that are spelled alike everywhere.
const WHOLE: [&str; 16] = [
    "programme",
    "programmes",
    "centre",
    "centres",
    "licence",
    "licences",
    "judgement",
    "judgements",
    "metre",
    "metres",
    "realise",
    "realised",
    "learnt",
    "spelt",
    "maths",
    "grey",
];

/// The first words of a text that are not American, if there are any.
fn foreign(text: &str) -> Option<String> {
    let words: Vec<&str> =
        text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let is_british = |word: &&&str| {
        let word = word.to_lowercase();
        BEGINNINGS.iter().any(|begins| word.starts_with(begins)) || WHOLE.contains(&word.as_str())
    };
    let is_turned = |pair: &&[&str]| {
        let is_day = pair[0].parse::<u32>().is_ok_and(|day| (1..=31).contains(&day));
        is_day && ENGLISH.contains(&pair[1].trim_end_matches(|c: char| !c.is_alphabetic()))
    };
    let apart: Vec<&str> = text.split_whitespace().collect();
    let british = words.iter().find(is_british).map(|word| (*word).to_owned());
    british.or_else(|| apart.windows(2).find(is_turned).map(|pair| pair.join(" ")))
}

/// Every file below a folder, or the file itself.
fn files(path: &Path, ending: &str, found: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(path) else { return found.push(path.to_owned()) };
    for path in entries.map(|entry| entry.expect("a readable folder").path()) {
        if path.is_dir() || path.extension().is_some_and(|found| found == ending) {
            files(&path, ending, found);
        }
    }
}

/// Fails where a file below `path` has a foreign word in what `read` takes of it as the words of people.
fn check(path: &str, ending: &str, read: fn(&str) -> Vec<String>) {
    let mut found = Vec::new();
    files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(path), ending, &mut found);
    assert!(!found.is_empty(), "{path}");
    for file in found {
        let text = std::fs::read_to_string(&file).expect("readable text");
        let texts = read(&text);
        assert!(!texts.is_empty(), "{} says nothing", file.display());
        for text in texts {
            let foreign = foreign(&text);
            assert!(foreign.is_none(), "{}: {:?} in {text}", file.display(), foreign.unwrap_or_default());
        }
    }
}

/// What stands behind the keys.
fn of_locale(text: &str) -> Vec<String> {
    let said = |line: &str| line.split_once(" = ").map_or(line, |(_, said)| said).to_owned();
    text.lines().filter(|line| !line.starts_with('#')).map(said).collect()
}

/// Prose without what a machine reads: blocks and words between backticks.
fn of_markdown(text: &str) -> Vec<String> {
    let blocks = text.split("```").step_by(2);
    blocks.flat_map(|block| block.lines()).map(|line| line.split('`').step_by(2).collect()).collect()
}

/// Texts in quotes that hold more than one word, without the names in their gaps.
fn of_code(text: &str) -> Vec<String> {
    let quoted = text.lines().filter(|line| !line.trim_start().starts_with("//"));
    let quoted = quoted.flat_map(|line| line.split('"').skip(1).step_by(2));
    let with_words = quoted.filter(|text| text.contains(' '));
    let without_gaps = |text: &str| {
        text.split('{').map(|part| part.split_once('}').map_or(part, |(_, rest)| rest)).collect()
    };
    std::iter::once(String::new()).chain(with_words.map(without_gaps)).collect()
}

#[test]
fn every_page_is_written_in_american_english() {
    check("crates/headway-text/locales/en", "ftl", of_locale);
}

#[test]
fn what_users_read_beside_the_pages_is_written_in_american_english() {
    for path in ["README.md", "CHANGELOG.md", "docs/access.md", "docs/security.md"] {
        check(path, "md", of_markdown);
    }
}

#[test]
fn the_people_of_the_demo_and_the_program_write_american_english() {
    for path in ["crates/ilp/src/sample", "crates/headway/src", "crates/headway-exchange/src"] {
        check(path, "rs", of_code);
    }
}

#[test]
fn british_words_and_turned_days_are_found() {
    let check = |text: &str, expected: Option<&str>| assert_eq!(foreign(text).as_deref(), expected, "{text}");
    check("I practise with the neighbours", Some("practise"));
    check("A Programme of the Centre", Some("Programme"));
    check("a programmer organizes a realistic rehearsal", None);
    check("Superior Court, 12 March 2024", Some("12 March"));
    check("Superior Court, No. 1-2, March 12, 2024", None);
    check("form of 2026-03-12", None);
    assert_eq!(of_markdown("a `colour` b\n```\ncolour\n```\nc"), ["a  b", "", "c"]);
    assert_eq!(of_code("(\"organisation\", \"at {organisation} since\")"), ["", "at  since"]);
    assert_eq!(of_locale("# colour\nkey-colours = red\n   *[other] blue"), ["red", "   *[other] blue"]);
}
