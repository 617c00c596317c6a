//! The edges between our crates, and what the core may depend on.
//!
//! Cargo refuses a cycle; it does not refuse a new edge, and a page that reaches past the store to the core's tests, or a
//! core that learns to read files, is one line in a manifest.

use crate::tree::{Breach, Tree};

/// Each crate of ours with those of ours that it may depend on, in tests too.
const EDGES: [(&str, &[&str]); 7] = [
    ("ilp", &[]),
    ("headway-store", &["ilp"]),
    ("headway-exchange", &["ilp"]),
    ("headway-text", &["ilp"]),
    ("headway-web", &["headway-store", "headway-exchange", "headway-text", "ilp"]),
    ("headway", &["headway-web", "headway-store", "headway-exchange", "headway-text", "ilp"]),
    ("tidy", &[]),
];

/// What `ilp` may depend on: crates that hold values, and none that reads a file, a network, a clock or a device.
const CORE_MAY_USE: [&str; 8] =
    ["chrono", "insta", "proptest", "serde", "serde_json", "serde_path_to_error", "thiserror", "uuid"];

pub(crate) fn breaches(tree: &Tree) -> Vec<Breach> {
    tree.below("crates/", "/Cargo.toml").flat_map(|(path, text)| of_manifest(path, text)).collect()
}

fn of_manifest(path: &str, text: &str) -> Vec<Breach> {
    let name = path.trim_start_matches("crates/").trim_end_matches("/Cargo.toml");
    let Some((_, allowed)) = EDGES.iter().find(|(of, _)| *of == name) else {
        let what = format!(
            "`{name}` has no place in the layers; write a decision record and add it to tidy's layers.rs"
        );
        return vec![Breach::new(path, 1, what)];
    };
    let ours = |dependency: &str| EDGES.iter().any(|(of, _)| *of == dependency);
    let mut found = Vec::new();
    for (line, dependency, rest) in dependencies(text) {
        if rest.contains("package") {
            let what = format!("`{dependency}` is renamed, which hides its crate; use the crate's own name");
            found.push(Breach::new(path, line, what));
        }
        if ours(&dependency) && dependency != name && !allowed.contains(&dependency.as_str()) {
            let what = format!(
                "`{name}` may not depend on `{dependency}`; move what it needs to a layer below both, or hand it in as a value"
            );
            found.push(Breach::new(path, line, what));
        }
        if name == "ilp" && !ours(&dependency) && !CORE_MAY_USE.contains(&dependency.as_str()) {
            let what = format!(
                "`ilp` may not depend on `{dependency}`; keep it to values, or argue in a decision record that it does no I/O"
            );
            found.push(Breach::new(path, line, what));
        }
    }
    found
}

/// Line, name and the rest of the line of every dependency, of any kind and for any target.
fn dependencies(text: &str) -> Vec<(usize, String, String)> {
    let mut found = Vec::new();
    let mut in_section = false;
    for (number, line) in (1..).zip(text.lines().map(str::trim)) {
        if let Some(header) = line.strip_prefix('[') {
            let header = header.split(']').next().unwrap_or_default();
            in_section = header.ends_with("dependencies");
            // `[dependencies.name]` is the long form of one dependency.
            if let Some((section, name)) = header.rsplit_once('.')
                && section.ends_with("dependencies")
            {
                found.push((number, name.trim_matches('"').to_owned(), String::new()));
            }
        } else if in_section && let Some((name, rest)) = line.split_once('=') {
            let name = name.split('.').next().unwrap_or_default().trim().trim_matches('"');
            if !name.starts_with('#') {
                found.push((number, name.to_owned(), rest.to_owned()));
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::breaches;
    use crate::tree::tests::check;

    #[test]
    fn an_edge_that_points_up_is_refused_in_any_kind_of_dependency() {
        let manifest = "[package]\nname = \"headway-store\"\n[dependencies]\nilp.workspace = true\n[dev-dependencies]\nheadway-web = { workspace = true }\n";
        check(
            breaches,
            &[("crates/headway-store/Cargo.toml", manifest)],
            &[
                "crates/headway-store/Cargo.toml:6: `headway-store` may not depend on `headway-web`; move what it needs to a layer below both, or hand it in as a value",
            ],
        );
    }

    #[test]
    fn the_core_depends_on_values_only() {
        let manifest = "[dependencies]\nserde.workspace = true\n\n[target.'cfg(unix)'.dependencies.tokio]\nversion = \"1\"\n";
        check(
            breaches,
            &[("crates/ilp/Cargo.toml", manifest)],
            &[
                "crates/ilp/Cargo.toml:4: `ilp` may not depend on `tokio`; keep it to values, or argue in a decision record that it does no I/O",
            ],
        );
    }

    #[test]
    fn a_crate_that_nobody_drew_and_a_renamed_one_are_refused() {
        check(
            breaches,
            &[
                ("crates/headway-extra/Cargo.toml", ""),
                ("crates/tidy/Cargo.toml", "[dependencies]\nx = { package = \"ilp\" }\n"),
            ],
            &[
                "crates/headway-extra/Cargo.toml:1: `headway-extra` has no place in the layers; write a decision record and add it to tidy's layers.rs",
                "crates/tidy/Cargo.toml:2: `x` is renamed, which hides its crate; use the crate's own name",
            ],
        );
    }

    #[test]
    fn the_edges_that_were_drawn_are_allowed() {
        check(
            breaches,
            &[(
                "crates/headway/Cargo.toml",
                "[dependencies]\nilp = { workspace = true }\nheadway-web.workspace = true\n",
            )],
            &[],
        );
    }
}
