//! The repository as a value: the text of every file that git knows or would add, by its path.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;
use std::{fmt, fs, io};

/// One thing that is wrong, at a line.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Breach {
    pub(crate) path: String,
    pub(crate) line: usize,
    /// What is wrong; then, after a semicolon, what to do.
    pub(crate) what: String,
}

impl Breach {
    pub(crate) fn new(path: &str, line: usize, what: impl Into<String>) -> Self {
        Self { path: path.to_owned(), line, what: what.into() }
    }
}

impl fmt::Display for Breach {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}:{}: {}", self.path, self.line, self.what)
    }
}

/// The files, paths relative to the root with `/` between their parts. Files that are not UTF-8 are left out.
#[derive(Debug, Default)]
pub(crate) struct Tree {
    files: BTreeMap<String, String>,
}

impl Tree {
    /// Reads what git tracks below `root`, and what it would add; what is ignored is not read.
    pub(crate) fn of_repository(root: &Path) -> io::Result<Self> {
        let listing = git(root, &["ls-files", "-z", "--cached", "--others", "--exclude-standard"])?;
        let mut files = BTreeMap::new();
        for path in listing.split('\0').filter(|path| !path.is_empty()) {
            // A file that was deleted but not yet staged is still listed; a link may lead out of the tree.
            let full = root.join(path);
            if !full.is_file() || full.is_symlink() {
                continue;
            }
            if let Ok(text) = String::from_utf8(fs::read(full)?) {
                files.insert(path.to_owned(), text);
            }
        }
        Ok(Self { files })
    }

    /// Every file with its text, in the order of the paths.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.files.iter().map(|(path, text)| (path.as_str(), text.as_str()))
    }

    /// The files below `folder` (which ends in `/`) whose name ends in `ending`.
    pub(crate) fn below(&self, folder: &str, ending: &str) -> impl Iterator<Item = (&str, &str)> {
        self.iter().filter(move |(path, _)| path.starts_with(folder) && path.ends_with(ending))
    }

    pub(crate) fn has(&self, path: &str) -> bool {
        self.files.contains_key(path)
    }

    pub(crate) fn text(&self, path: &str) -> Option<&str> {
        self.files.get(path).map(String::as_str)
    }

    pub(crate) fn len(&self) -> usize {
        self.files.len()
    }

    #[cfg(test)]
    pub(crate) fn of(files: &[(&str, &str)]) -> Self {
        Self { files: files.iter().map(|&(path, text)| (path.to_owned(), text.to_owned())).collect() }
    }
}

/// What a git command prints, or its complaint as an error.
pub(crate) fn git(root: &Path, arguments: &[&str]) -> io::Result<String> {
    let output = Command::new("git").arg("-C").arg(root).args(arguments).output()?;
    if !output.status.success() {
        return Err(io::Error::other(String::from_utf8_lossy(&output.stderr).trim().to_owned()));
    }
    String::from_utf8(output.stdout).map_err(io::Error::other)
}

/// The 1-based line of a byte offset.
pub(crate) fn line_at(text: &str, offset: usize) -> usize {
    text[..offset].matches('\n').count() + 1
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// Runs one check over a small tree and compares its breaches, printed, with what is expected.
    pub(crate) fn check(breaches: fn(&Tree) -> Vec<Breach>, files: &[(&str, &str)], expected: &[&str]) {
        let found: Vec<String> = breaches(&Tree::of(files)).iter().map(ToString::to_string).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_repository_is_what_git_tracks_or_would_add_and_nothing_ignored() {
        let root = tempfile::tempdir().expect("a temporary folder");
        let write = |path: &str, text: &[u8]| {
            let full = root.path().join(path);
            fs::create_dir_all(full.parent().expect("a parent")).expect("a folder");
            fs::write(full, text).expect("a file");
        };
        write(".gitignore", b"/target\n");
        write("target/built.rs", b"fn main() {}\n");
        write("src/new.rs", b"fn main() {}\n");
        write("picture.png", &[0xff, 0xd8, 0x00]);
        git(root.path(), &["init", "--quiet"]).expect("git");
        let tree = Tree::of_repository(root.path()).expect("a tree");
        let paths: Vec<&str> = tree.iter().map(|(path, _)| path).collect();
        assert_eq!(paths, [".gitignore", "src/new.rs"]);
    }

    #[test]
    fn outside_a_repository_the_reason_is_git_s_own() {
        let root = tempfile::tempdir().expect("a temporary folder");
        let why = Tree::of_repository(root.path()).expect_err("no repository here").to_string();
        assert!(why.contains("not a git repository"), "{why}");
    }
}
