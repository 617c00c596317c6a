//! A rule's id is its path below `crates/ilp/src`, and it has its page in the rulebook, which is about that rule.
//!
//! What a rule says about itself stands in its own file, or in a `rule.rs` beside that file.

use proc_macro2::{Delimiter, TokenTree};

use crate::source::{group, is_ident, line, punct, sequences_without_tests, string};
use crate::tree::{Breach, Tree};

const SOURCE: &str = "crates/ilp/src/";
const BOOK: &str = "rulebook/";

pub(crate) fn breaches(tree: &Tree) -> Vec<Breach> {
    let rules: Vec<Rule> = tree.below(SOURCE, ".rs").flat_map(|(path, text)| rules_of(path, text)).collect();
    let mut found: Vec<Breach> = rules.iter().flat_map(|rule| misplaced(rule, tree)).collect();
    for (page, _) in tree.below(BOOK, ".md").filter(|(page, _)| !page.ends_with("/README.md")) {
        let id = page.trim_start_matches(BOOK).trim_end_matches(".md");
        if !rules.iter().any(|rule| rule.id == id) {
            let what = format!("no rule has the id `{id}`; rename the page to its rule's id, or take it out");
            found.push(Breach::new(page, 1, what));
        }
    }
    found
}

struct Rule<'a> {
    path: &'a str,
    line: usize,
    id: String,
}

fn misplaced(rule: &Rule, tree: &Tree) -> Vec<Breach> {
    let mut found = Vec::new();
    let place = rule.path.trim_start_matches(SOURCE).trim_end_matches(".rs").trim_end_matches("/mod");
    let folder = rule.id.rsplit_once('/').map_or("", |(folder, _)| folder);
    let files = [format!("{SOURCE}{}.rs", rule.id), format!("{SOURCE}{}/mod.rs", rule.id)];
    let written = files.iter().any(|file| tree.has(file));
    if place != rule.id && !(written && place == format!("{folder}/rule")) {
        let what = format!(
            "the rule's id is `{}` but its path is `{place}`; an id is the path of its file",
            rule.id
        );
        found.push(Breach::new(rule.path, rule.line, what));
    }
    let page = format!("{BOOK}{}.md", rule.id);
    if !tree.has(&page) {
        let what = format!("the rule `{}` has no page in the rulebook; write `{page}`", rule.id);
        found.push(Breach::new(rule.path, rule.line, what));
    }
    found
}

/// The rules that a file declares, found by the value `Rule { id: "…", … }`.
fn rules_of<'a>(path: &'a str, text: &str) -> Vec<Rule<'a>> {
    let mut found = Vec::new();
    for tokens in sequences_without_tests(text) {
        for pair in tokens.windows(2).filter(|pair| is_ident(&pair[0], "Rule")) {
            let Some(body) = group(&pair[1], Delimiter::Brace) else { continue };
            let body: Vec<TokenTree> = body.stream().into_iter().collect();
            let id = body.windows(3).find(|field| is_ident(&field[0], "id") && punct(&field[1], ':'));
            if let Some(id) = id.and_then(|field| string(&field[2])) {
                found.push(Rule { path, line: line(&pair[0]), id });
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::breaches;
    use crate::tree::tests::check;

    const DECIDE: &str =
        "/// The rule.\npub static RULE: Rule =\n    Rule { id: \"access/decide\", version: 1 };\n";

    #[test]
    fn a_rule_at_its_path_with_its_page_is_in_order() {
        check(
            breaches,
            &[("crates/ilp/src/access/decide.rs", DECIDE), ("rulebook/access/decide.md", "")],
            &[],
        );
        check(
            breaches,
            &[("crates/ilp/src/access/decide/mod.rs", DECIDE), ("rulebook/access/decide.md", "")],
            &[],
        );
    }

    #[test]
    fn a_rule_may_speak_of_itself_beside_its_file_where_there_is_one() {
        let (beside, page) = (("crates/ilp/src/access/rule.rs", DECIDE), ("rulebook/access/decide.md", ""));
        check(breaches, &[beside, page, ("crates/ilp/src/access/decide.rs", "")], &[]);
        check(
            breaches,
            &[beside, page],
            &[
                "crates/ilp/src/access/rule.rs:3: the rule's id is `access/decide` but its path is `access/rule`; an id is the path of its file",
            ],
        );
    }

    #[test]
    fn a_rule_elsewhere_or_without_a_page_is_not() {
        check(
            breaches,
            &[("crates/ilp/src/access/mod.rs", DECIDE)],
            &[
                "crates/ilp/src/access/mod.rs:3: the rule's id is `access/decide` but its path is `access`; an id is the path of its file",
                "crates/ilp/src/access/mod.rs:3: the rule `access/decide` has no page in the rulebook; write `rulebook/access/decide.md`",
            ],
        );
    }

    #[test]
    fn a_page_without_a_rule_is_not_and_the_book_s_own_readme_is() {
        check(
            breaches,
            &[("rulebook/README.md", ""), ("rulebook/on_track/freshman.md", "")],
            &[
                "rulebook/on_track/freshman.md:1: no rule has the id `on_track/freshman`; rename the page to its rule's id, or take it out",
            ],
        );
    }

    #[test]
    fn the_type_itself_and_a_rule_made_up_in_a_test_are_no_rules() {
        let text = "pub struct Rule { pub id: &'static str }\nimpl Rule { fn f() {} }\n#[cfg(test)]\nmod tests { static R: Rule = Rule { id: \"made/up\" }; }\n";
        check(breaches, &[("crates/ilp/src/rule.rs", text)], &[]);
    }
}
