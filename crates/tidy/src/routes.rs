//! A route is registered in one place, with who may come through it, so that the authorization test knows every one.
//!
//! The authorization test walks the registry's own table; what is checked here is that no route goes past that table.

use proc_macro2::{Delimiter, TokenTree};

use crate::source::{group, is_ident, line, punct, sequences_without_tests, spaceless};
use crate::tree::{Breach, Tree};

/// The one file that may name a route's path.
const REGISTRY: &str = "crates/headway-web/src/registry.rs";

/// Every way of the router to answer a path.
const WAYS: [&str; 4] = ["route", "route_service", "nest_service", "fallback_service"];

/// How a row of the registry is handed to the router, wherever that is done.
const ROW: &str = "route.path,";

pub(crate) fn breaches(tree: &Tree) -> Vec<Breach> {
    tree.below("crates/", ".rs")
        .filter(|(path, _)| *path != REGISTRY && !path.ends_with("/tests.rs") && !path.contains("/tests/"))
        .flat_map(|(path, text)| of_file(path, text))
        .collect()
}

fn of_file(path: &str, text: &str) -> Vec<Breach> {
    let what = format!("a route goes past the registry; give it a row in `{REGISTRY}`");
    let sequences = sequences_without_tests(text);
    let past = sequences.iter().flat_map(|tokens| tokens.windows(3)).filter(|three| registers(three));
    past.map(|three| Breach::new(path, line(&three[0]), what.as_str())).collect()
}

fn registers(three: &[TokenTree]) -> bool {
    let way = punct(&three[0], '.') && WAYS.iter().any(|way| is_ident(&three[1], way));
    let arguments = group(&three[2], Delimiter::Parenthesis);
    way && arguments.is_some_and(|arguments| !spaceless(&arguments.stream()).starts_with(ROW))
}

#[cfg(test)]
mod tests {
    use super::{REGISTRY, breaches};
    use crate::tree::tests::check;

    #[test]
    fn a_route_is_registered_in_the_registry_and_nowhere_else() {
        let text = "fn pages() -> Router {\n    // never .route(here)\n    Router::new().route(\"/plan\", get(show))\n}\n";
        check(breaches, &[(REGISTRY, text)], &[]);
        check(
            breaches,
            &[("crates/headway-web/src/plan/mod.rs", text)],
            &[
                "crates/headway-web/src/plan/mod.rs:3: a route goes past the registry; give it a row in `crates/headway-web/src/registry.rs`",
            ],
        );
    }

    #[test]
    fn a_row_of_the_registry_may_be_mounted_and_a_test_may_make_up_its_own() {
        let shell = "fn router() { for route in all() { plain = plain.route(route.path, route.handler); } }\n#[cfg(test)]\nmod tests { fn own() { Router::new().route(\"/\", x) } }\n";
        check(breaches, &[("crates/headway-web/src/shell/mod.rs", shell)], &[]);
        let serve = "fn start() { Router::new().route(\"/\", get(hello)) }\n";
        check(breaches, &[("crates/headway-web/src/serve/tests.rs", serve)], &[]);
    }
}
