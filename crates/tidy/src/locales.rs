//! Every language has every word: the same messages, attributes and variables as English. What a language says otherwise to
//! adults stands at the message as its attribute `formal`, which English has no use for.

use std::collections::{BTreeMap, BTreeSet};

use crate::tree::{Breach, Tree};

const LOCALES: &str = "crates/headway-text/locales/";
const SOURCE_LANGUAGE: &str = "en";

/// Where a key stands, and the variables that it uses.
struct Entry<'a> {
    path: &'a str,
    line: usize,
    variables: BTreeSet<String>,
}

/// Keys are `message`, `-term` or `message.attribute`.
type Keys<'a> = BTreeMap<String, Entry<'a>>;

pub(crate) fn breaches(tree: &Tree) -> Vec<Breach> {
    let mut found = Vec::new();
    let mut languages: BTreeMap<&str, Keys> = BTreeMap::new();
    for (path, text) in tree.below(LOCALES, ".ftl") {
        let language = path.trim_start_matches(LOCALES).split('/').next().unwrap_or_default();
        let keys = languages.entry(language).or_default();
        for (key, entry) in keys_of(path, text) {
            if let Some(first) = keys.get(&key) {
                let what = format!("`{key}` is said twice, first in {}:{}; keep one", first.path, first.line);
                found.push(Breach::new(path, entry.line, what));
                continue;
            }
            keys.insert(key, entry);
        }
    }
    let nothing = Keys::new();
    let source = languages.get(SOURCE_LANGUAGE).unwrap_or(&nothing);
    for (language, keys) in languages.iter().filter(|(language, _)| **language != SOURCE_LANGUAGE) {
        found.extend(differences(language, source, keys));
    }
    found
}

fn differences(language: &str, source: &Keys, keys: &Keys) -> Vec<Breach> {
    let mut found = Vec::new();
    for (key, Entry { path, line, variables }) in source {
        let Some(entry) = keys.get(key) else {
            found.push(Breach::new(
                path,
                *line,
                format!("`{key}` is not said in `{language}`; say it there"),
            ));
            continue;
        };
        found.extend(other_variables(key, entry, variables));
    }
    for (key, entry) in keys.iter().filter(|(key, _)| !source.contains_key(*key)) {
        if let Some(plain) = key.strip_suffix(".formal").and_then(|plain| source.get(plain)) {
            found.extend(other_variables(key, entry, &plain.variables));
            continue;
        }
        let what = format!("`{key}` is not said in `{SOURCE_LANGUAGE}`; say it there, or take it out");
        found.push(Breach::new(entry.path, entry.line, what));
    }
    found
}

fn other_variables(key: &str, entry: &Entry, expected: &BTreeSet<String>) -> Option<Breach> {
    if entry.variables == *expected || key.starts_with('-') {
        return None;
    }
    let shown =
        |names: &BTreeSet<String>| names.iter().map(|name| format!("${name}")).collect::<Vec<_>>().join(" ");
    let what = format!(
        "`{key}` uses [{}] where `{SOURCE_LANGUAGE}` uses [{}]; use the same variables",
        shown(&entry.variables),
        shown(expected)
    );
    Some(Breach::new(entry.path, entry.line, what))
}

/// The keys of one Fluent file, in order. A message or a term begins at the margin; what is indented belongs to it.
fn keys_of<'a>(path: &'a str, text: &str) -> Vec<(String, Entry<'a>)> {
    let mut found: Vec<(String, Entry)> = Vec::new();
    let mut message = String::new();
    for (line, content) in (1..).zip(text.lines()) {
        if content.starts_with('#') || content.trim().is_empty() {
            continue;
        }
        let indented = content.starts_with([' ', '\t']);
        let (name, value) =
            content.split_once('=').map_or(("", content), |(name, value)| (name.trim(), value));
        let key = match name.strip_prefix('.') {
            Some(attribute) if indented && is_name(attribute) => Some(format!("{message}.{attribute}")),
            None if !indented && is_name(name.strip_prefix('-').unwrap_or(name)) => {
                name.clone_into(&mut message);
                Some(message.clone())
            }
            _ => None,
        };
        if let Some(key) = key {
            found.push((key, Entry { path, line, variables: variables(value) }));
        } else if let Some((_, entry)) = found.last_mut() {
            entry.variables.extend(variables(content));
        }
    }
    found
}

fn is_name(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_alphabetic()) && text.chars().all(in_name)
}

fn in_name(sign: char) -> bool {
    sign.is_ascii_alphanumeric() || sign == '-' || sign == '_'
}

/// The names after `$` inside braces. A dollar sign in plain text is money.
fn variables(text: &str) -> BTreeSet<String> {
    let name = |part: &str| part.chars().take_while(|sign| in_name(*sign)).collect::<String>();
    let mut found = BTreeSet::new();
    for placeable in text.split('{').skip(1) {
        let inside = placeable.split('}').next().unwrap_or_default();
        found.extend(inside.split('$').skip(1).map(name).filter(|name| is_name(name)));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::breaches;
    use crate::tree::tests::check;

    const EN: &str = "crates/headway-text/locales/en/plan.ftl";
    const ES: &str = "crates/headway-text/locales/es/plan.ftl";

    #[test]
    fn the_same_keys_with_the_same_variables_are_in_order() {
        let en = "# Comment = no key\ngoals = { $count ->\n    [one] One goal\n   *[other] { $count } goals for $5\n  }\n    .label = Goals of { $name }\n-brand = Headway\n";
        let es = "-brand = Headway\n\ngoals =\n    { $count ->\n        [one] Una meta\n       *[other] { NUMBER($count) } metas\n    }\n    .label = Metas de { $name }\n";
        check(breaches, &[(EN, en), (ES, es)], &[]);
    }

    #[test]
    fn a_key_that_one_language_lacks_is_named_where_the_other_says_it() {
        check(
            breaches,
            &[(EN, "a = A\n    .hint = H\nb = B\n"), (ES, "a = A\n\nc = C\n")],
            &[
                "crates/headway-text/locales/en/plan.ftl:2: `a.hint` is not said in `es`; say it there",
                "crates/headway-text/locales/en/plan.ftl:3: `b` is not said in `es`; say it there",
                "crates/headway-text/locales/es/plan.ftl:3: `c` is not said in `en`; say it there, or take it out",
            ],
        );
    }

    #[test]
    fn another_voice_of_a_sentence_is_no_word_of_its_own_and_has_the_same_gaps() {
        check(
            breaches,
            &[
                (EN, "a = Hello { $name }\nb = Bye\n"),
                (
                    ES,
                    "a = Hola, { $name }\n    .formal = Le saludo, { $nombre }\nb = Ve\n    .formal = Vaya\n",
                ),
            ],
            &[
                "crates/headway-text/locales/es/plan.ftl:2: `a.formal` uses [$nombre] where `en` uses [$name]; use the same variables",
            ],
        );
    }

    #[test]
    fn a_variable_that_was_misspelt_and_a_key_said_twice_are_refused() {
        check(
            breaches,
            &[(EN, "a = { $name }\n"), (ES, "a = { $nombre }\na = x\n")],
            &[
                "crates/headway-text/locales/es/plan.ftl:2: `a` is said twice, first in crates/headway-text/locales/es/plan.ftl:1; keep one",
                "crates/headway-text/locales/es/plan.ftl:1: `a` uses [$nombre] where `en` uses [$name]; use the same variables",
            ],
        );
    }
}
