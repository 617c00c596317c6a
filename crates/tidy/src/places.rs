//! Nothing in the repository names one machine's folders, or a host from which packages happen to come.
//!
//! What names them works for one person and breaks for the next, who has a mirror or no network at all.

use crate::tree::{Breach, Tree, line_at};

/// The first parts of absolute paths that only exist on somebody's machine.
const MACHINE_FOLDERS: [&str; 5] = ["work", "root", "home", "Users", "builds"];

/// Parts of names of hosts, written in halves so that this file passes its own check.
const HOSTS: [(&str, &str); 10] = [
    ("crates", ".io"),
    ("npmjs", ".org"),
    ("npmjs", ".com"),
    ("pypi", ".org"),
    ("pythonhosted", ".org"),
    ("deb.debian", ".org"),
    ("archive.ubuntu", ".com"),
    ("proxy.golang", ".org"),
    ("rubygems", ".org"),
    ("yarnpkg", ".com"),
];

/// Cargo writes the registry into every entry of its own lock file.
const MAY_NAME_HOSTS: [&str; 1] = ["Cargo.lock"];

pub(crate) fn breaches(tree: &Tree) -> Vec<Breach> {
    tree.iter()
        .filter(|(path, _)| !MAY_NAME_HOSTS.contains(path))
        .flat_map(|(path, text)| of_file(path, text))
        .collect()
}

fn of_file(path: &str, text: &str) -> Vec<Breach> {
    let mut found = Vec::new();
    for folder in MACHINE_FOLDERS.map(|name| format!("/{name}/")) {
        for (at, _) in text.match_indices(&folder).filter(|(at, _)| begins_a_path(text, *at)) {
            let what = format!(
                "`{folder}` is a folder of one machine; find it from the repository's root or the environment"
            );
            found.push(Breach::new(path, line_at(text, at), what));
        }
    }
    for host in HOSTS.map(|(name, end)| format!("{name}{end}")) {
        for (at, _) in text.match_indices(&host) {
            let what =
                format!("`{host}` is a package registry's host; leave it to the reader's own configuration");
            found.push(Breach::new(path, line_at(text, at), what));
        }
    }
    found.sort();
    found
}

/// A path begins after a space, a quote or a sign, not inside an address or after another folder.
fn begins_a_path(text: &str, at: usize) -> bool {
    let before = text[..at].chars().next_back();
    !before.is_some_and(|sign| sign.is_alphanumeric() || "/.-_}".contains(sign))
}

#[cfg(test)]
mod tests {
    use super::breaches;
    use crate::tree::tests::check;

    #[test]
    fn a_folder_of_one_machine_is_refused_and_a_part_of_a_relative_path_is_not() {
        let absolute = format!("DATA=/{}/me/data\n", "home");
        check(
            breaches,
            &[("a.bash", absolute.as_str())],
            &[&format!(
                "a.bash:1: `/{}/` is a folder of one machine; find it from the repository's root or the environment",
                "home"
            )],
        );
        check(breaches, &[("a.md", "see docs/work/plan and https://example.org/home/ and ../home/x\n")], &[]);
    }

    #[test]
    fn a_registry_s_host_is_refused_but_in_cargo_s_own_lock_file() {
        let text = format!("x\nresolved https://registry.{}.org/a\n", "npmjs");
        check(
            breaches,
            &[("Cargo.lock", text.as_str()), ("e2e/package-lock.json", text.as_str())],
            &[&format!(
                "e2e/package-lock.json:2: `{}.org` is a package registry's host; leave it to the reader's own configuration",
                "npmjs"
            )],
        );
    }
}
