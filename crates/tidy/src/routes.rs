//! A route is registered in one place, with the act it performs, so that the authorization test knows every one.

use proc_macro2::{Delimiter, TokenTree};

use crate::source::{group, is_ident, line, punct, sequences};
use crate::tree::{Breach, Tree};

/// The one file that may hand a route to the router. The authorization test walks what it registers.
const REGISTRY: &str = "crates/headway-web/src/registry.rs";

/// Every way of the router to answer a path that would go past the registry.
const WAYS: [&str; 4] = ["route", "route_service", "nest_service", "fallback_service"];

pub(crate) fn breaches(tree: &Tree) -> Vec<Breach> {
    tree.below("crates/", ".rs")
        .filter(|(path, _)| *path != REGISTRY)
        .flat_map(|(path, text)| {
            sequences(text)
                .iter()
                .flat_map(|tokens| tokens.windows(3))
                .filter(|three| registers(three))
                .map(|three| {
                    let what = format!(
                        "a route goes past the registry; register it with its act, through `{REGISTRY}`"
                    );
                    Breach::new(path, line(&three[0]), what)
                })
                .collect::<Vec<_>>()
        })
        .collect()
}

fn registers(three: &[TokenTree]) -> bool {
    punct(&three[0], '.')
        && WAYS.iter().any(|way| is_ident(&three[1], way))
        && group(&three[2], Delimiter::Parenthesis).is_some()
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
                "crates/headway-web/src/plan/mod.rs:3: a route goes past the registry; register it with its act, through `crates/headway-web/src/registry.rs`",
            ],
        );
    }
}
