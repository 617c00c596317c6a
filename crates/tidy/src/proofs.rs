//! Every test that `docs/security.md` names is there, and is a test.
//!
//! A promise stands there beside the test that would fail if it no longer held: `headway_web::testing::walk::…` for one in
//! Rust, `e2e/…` for a file of journeys.

use crate::tree::{Breach, Tree};

const PAGE: &str = "docs/security.md";

pub(crate) fn breaches(tree: &Tree) -> Vec<Breach> {
    let page = tree.text(PAGE).unwrap_or_default();
    let mut found = Vec::new();
    for (line, text) in (1..).zip(page.lines()) {
        for name in text.split('`').skip(1).step_by(2) {
            let is_missing = match name.split_once("::") {
                Some((owner, rest)) => !is_test(tree, owner, rest),
                None => name.starts_with("e2e/") && !tree.has(name),
            };
            if is_missing {
                let what =
                    format!("there is no test `{name}`; name the one that proves this line, or write it");
                found.push(Breach::new(PAGE, line, what));
            }
        }
    }
    found
}

/// Whether a crate has this test at this path of modules.
fn is_test(tree: &Tree, owner: &str, path: &str) -> bool {
    let folder = format!("crates/{}/", owner.replace('_', "-"));
    let Some((modules, name)) = path.rsplit_once("::") else { return false };
    let place = modules.replace("::", "/");
    let file = place.strip_suffix("/tests").unwrap_or(&place);
    let places = [&*place, file]
        .into_iter()
        .flat_map(|place| ["src", "tests"].map(|root| format!("{folder}{root}/{place}")))
        .flat_map(|place| [format!("{place}.rs"), format!("{place}/mod.rs")]);
    places.into_iter().filter_map(|file| tree.text(&file)).any(|text| has_test(text, name))
}

fn has_test(text: &str, name: &str) -> bool {
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let begins = [format!("fn {name}("), format!("async fn {name}(")];
    lines.iter().enumerate().any(|(at, line)| {
        let above = lines[..at].iter().rev().take_while(|line| line.starts_with('#'));
        begins.iter().any(|begin| line.starts_with(begin))
            && above.into_iter().any(|line| line.contains("test"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_promise_without_its_test_is_a_breach() {
        let test = "#[tokio::test]\nasync fn nobody_gets_in() {}\nfn no_test() {}\n";
        let inside = "mod tests {\n    #[test]\n    #[should_panic]\n    fn it_panics() {}\n}\n";
        let check = |named: &str, expected: usize| {
            let page = format!("# Security\n\n| 1 | cookies | `{named}` |\n");
            let tree = Tree::of(&[
                (PAGE, &page),
                ("crates/headway-web/src/testing/walk.rs", test),
                ("crates/headway-web/src/shell/mod.rs", inside),
                ("crates/headway-store/tests/story/breaking.rs", test),
                ("e2e/journeys/student.spec.js", ""),
            ]);
            assert_eq!(breaches(&tree).len(), expected, "{named}");
        };
        check("headway_web::testing::walk::nobody_gets_in", 0);
        check("headway_web::testing::walk::somebody_gets_in", 1);
        check("headway_web::testing::walk::no_test", 1);
        check("headway_web::walk::nobody_gets_in", 1);
        check("headway_web::shell::tests::it_panics", 0);
        check("headway_store::story::breaking::nobody_gets_in", 0);
        check("headway_web::testing", 1);
        check("e2e/journeys/student.spec.js", 0);
        check("e2e/journeys/teacher.spec.js", 1);
        check("SameSite=Lax", 0);
    }
}
