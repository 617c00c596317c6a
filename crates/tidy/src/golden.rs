//! Every variant of `ilp::plan::Change` has a golden file, and a golden file is never edited.
//!
//! Changes are stored for ever. A golden file is one as it was written on the day its variant came to be: if it no longer
//! parses, somebody's plan no longer does.

use std::path::Path;

use proc_macro2::{Delimiter, TokenTree};

use crate::source::{attribute, group, ident, is_ident, line, punct, sequences, string};
use crate::tree::{Breach, Tree, git};

const CHANGE: &str = "crates/ilp/src/plan/change.rs";
const FOLDER: &str = "crates/ilp/golden/change/";
const ALL_GOLDEN: &str = "crates/ilp/golden";

pub(crate) fn breaches(tree: &Tree) -> Vec<Breach> {
    let variants = tree.text(CHANGE).map(variants).unwrap_or_default();
    let mut found = Vec::new();
    for Variant { line, name, stored_as } in &variants {
        let Some(stored_as) = stored_as else {
            let what = format!(
                "`{name}` has no stored name; add `#[serde(rename = \"….1\")]`, which never changes again"
            );
            found.push(Breach::new(CHANGE, *line, what));
            continue;
        };
        if !versioned(stored_as) {
            let what = format!("`{stored_as}` names no version; end it in a dot and a number");
            found.push(Breach::new(CHANGE, *line, what));
        }
        let file = format!("{FOLDER}{stored_as}.json");
        if !tree.has(&file) {
            found.push(Breach::new(CHANGE, *line, format!("`{name}` has no golden file; write `{file}`")));
        }
    }
    for (file, _) in tree.below(FOLDER, "") {
        let stored_as = file.trim_start_matches(FOLDER).trim_end_matches(".json");
        if !variants.iter().any(|variant| variant.stored_as.as_deref() == Some(stored_as)) {
            let what = format!(
                "no variant of `Change` is stored as `{stored_as}`; bring it back, for what was stored stays"
            );
            found.push(Breach::new(file, 1, what));
        }
    }
    found
}

/// Golden files that differ from the ones of the main branch, where git can tell.
///
/// They are compared with the point at which this work left the main branch, so a file may still change until it lands.
pub(crate) fn edited(root: &Path) -> Vec<Breach> {
    let base = ["origin/main", "main"].iter().find_map(|main| git(root, &["merge-base", "HEAD", main]).ok());
    let Some(base) = base else { return Vec::new() };
    let changed = git(
        root,
        &["diff", "--no-renames", "--name-only", "--diff-filter=MDT", base.trim(), "--", ALL_GOLDEN],
    );
    let what = "a golden file was edited or taken out; put it back, and give a new meaning a new version";
    changed.unwrap_or_default().lines().map(|file| Breach::new(file, 1, what)).collect()
}

fn versioned(stored_as: &str) -> bool {
    let number = |version: &str| !version.is_empty() && version.bytes().all(|byte| byte.is_ascii_digit());
    stored_as.rsplit_once('.').is_some_and(|(name, version)| !name.is_empty() && number(version))
}

struct Variant {
    line: usize,
    name: String,
    stored_as: Option<String>,
}

/// The variants of `enum Change`, each with the name under which serde stores it.
fn variants(text: &str) -> Vec<Variant> {
    let all = sequences(text);
    let body = all.iter().flat_map(|tokens| tokens.windows(3)).find_map(|three| {
        let named = is_ident(&three[0], "enum") && is_ident(&three[1], "Change");
        group(&three[2], Delimiter::Brace).filter(|_| named)
    });
    let tokens: Vec<TokenTree> = body.map(|body| body.stream().into_iter().collect()).unwrap_or_default();
    let mut found = Vec::new();
    let (mut at, mut stored_as, mut fresh) = (0, None, true);
    while at < tokens.len() {
        if let Some(inside) = attribute(&tokens[at..]) {
            stored_as = renamed(&inside.stream().into_iter().collect::<Vec<_>>()).or(stored_as);
            at += 1;
        } else if punct(&tokens[at], ',') {
            (stored_as, fresh) = (None, true);
        } else if fresh && let Some(name) = ident(&tokens[at]) {
            found.push(Variant { line: line(&tokens[at]), name, stored_as: stored_as.take() });
            fresh = false;
        }
        at += 1;
    }
    found
}

/// The text of `rename = "…"` in the inside of a `serde` attribute.
fn renamed(inside: &[TokenTree]) -> Option<String> {
    let [word, arguments] = inside else { return None };
    let arguments = group(arguments, Delimiter::Parenthesis).filter(|_| is_ident(word, "serde"))?;
    let arguments: Vec<TokenTree> = arguments.stream().into_iter().collect();
    let found = arguments.windows(3).find(|three| is_ident(&three[0], "rename") && punct(&three[1], '='))?;
    string(&found[2])
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::tree::tests::check;

    const SOURCE: &str = "#[derive(Serialize)]\n#[serde(tag = \"kind\")]\npub enum Change {\n    /// A goal is written.\n    #[serde(rename = \"goal_written.1\")]\n    GoalWritten { id: u8, text: String },\n    #[serde(rename = \"redacted.1\", alias = \"x\")]\n    Redacted(u8),\n}\n";

    #[test]
    fn each_variant_has_its_golden_file_and_each_file_its_variant() {
        let written = "crates/ilp/golden/change/goal_written.1.json";
        check(
            breaches,
            &[(CHANGE, SOURCE), (written, "{}"), ("crates/ilp/golden/change/redacted.1.json", "{}")],
            &[],
        );
        check(
            breaches,
            &[(CHANGE, SOURCE), (written, "{}"), ("crates/ilp/golden/change/gone.1.json", "{}")],
            &[
                "crates/ilp/src/plan/change.rs:8: `Redacted` has no golden file; write `crates/ilp/golden/change/redacted.1.json`",
                "crates/ilp/golden/change/gone.1.json:1: no variant of `Change` is stored as `gone.1`; bring it back, for what was stored stays",
            ],
        );
    }

    #[test]
    fn a_variant_without_a_stored_name_or_without_a_version_is_refused() {
        check(
            breaches,
            &[
                (CHANGE, "enum Change {\n    A,\n    #[serde(rename = \"b\")]\n    B,\n}"),
                ("crates/ilp/golden/change/b.json", ""),
            ],
            &[
                "crates/ilp/src/plan/change.rs:2: `A` has no stored name; add `#[serde(rename = \"….1\")]`, which never changes again",
                "crates/ilp/src/plan/change.rs:4: `b` names no version; end it in a dot and a number",
            ],
        );
    }

    #[test]
    fn a_golden_file_of_the_main_branch_is_never_edited_and_a_new_one_may_be() {
        let root = tempfile::tempdir().expect("a temporary folder");
        let run = |arguments: &[&str]| git(root.path(), arguments).expect("git");
        let write =
            |name: &str, text: &str| fs::write(root.path().join(FOLDER).join(name), text).expect("a file");
        let commit = || {
            run(&["add", "-A"]);
            run(&[
                "-c",
                "user.name=t",
                "-c",
                "user.email=t@example.org",
                "commit",
                "--quiet",
                "-m",
                "golden",
            ]);
        };
        run(&["init", "--quiet", "-b", "main"]);
        fs::create_dir_all(root.path().join(FOLDER)).expect("a folder");
        write("old.1.json", "{}");
        commit();
        run(&["switch", "--quiet", "-c", "work"]);
        write("new.1.json", "{}");
        commit();
        write("new.1.json", "{ }");
        assert_eq!(edited(root.path()), []);
        write("old.1.json", "{ }");
        commit();
        let found: Vec<String> = edited(root.path()).iter().map(ToString::to_string).collect();
        assert_eq!(
            found,
            [
                "crates/ilp/golden/change/old.1.json:1: a golden file was edited or taken out; put it back, and give a new meaning a new version"
            ]
        );
    }
}
