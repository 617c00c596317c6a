//! Names that say nothing of what is inside.

use crate::tree::{Breach, Tree};

const EMPTY_NAMES: [&str; 11] = [
    "utils", "util", "common", "helpers", "helper", "types", "manager", "managers", "service", "services",
    "misc",
];

/// Modules, folders and pages whose name would fit anything.
pub(crate) fn breaches(tree: &Tree) -> Vec<Breach> {
    let empty = |part: &&str| EMPTY_NAMES.contains(&part.split('.').next().unwrap_or_default());
    tree.iter()
        .filter(|(path, _)| {
            path.starts_with("crates/") || path.starts_with("e2e/") || path.starts_with("script/")
        })
        .filter_map(|(path, _)| Some((path, path.split('/').find(empty)?)))
        .map(|(path, part)| {
            Breach::new(path, 1, format!("`{part}` says nothing of what is inside; name it by what it gives"))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::breaches;
    use crate::tree::tests::check;

    #[test]
    fn a_module_named_for_nothing_is_refused_as_a_file_and_as_a_folder() {
        check(
            breaches,
            &[
                ("crates/ilp/src/helpers.rs", ""),
                ("crates/ilp/src/types/goal.rs", ""),
                ("crates/headway-web/src/plan/common.html", ""),
                ("crates/ilp/src/plan/goal.rs", ""),
            ],
            &[
                "crates/headway-web/src/plan/common.html:1: `common.html` says nothing of what is inside; name it by what it gives",
                "crates/ilp/src/helpers.rs:1: `helpers.rs` says nothing of what is inside; name it by what it gives",
                "crates/ilp/src/types/goal.rs:1: `types` says nothing of what is inside; name it by what it gives",
            ],
        );
    }
}
