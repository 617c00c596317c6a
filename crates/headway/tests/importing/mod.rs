//! A roster on its way into the store: what is kept, and what a person at the terminal reads.

mod at_the_terminal;
mod beside;
mod families;
mod into_the_store;
mod killed;
mod leaving;
mod offices;
mod records;
mod the_demo;
mod what_it_gives;

use std::path::{Path, PathBuf};

/// The district that comes with the repository.
fn riverside() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../headway-exchange/fixtures/riverside-1.2")
}

/// A copy of it, in which one file's text is changed.
fn riverside_but(file: &str, from: &str, to: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for entry in std::fs::read_dir(riverside()).expect("the district is there") {
        let entry = entry.expect("an entry can be read");
        let mut text = std::fs::read_to_string(entry.path()).expect("a file is text");
        if entry.file_name() == file {
            assert!(text.contains(from), "{file} says {from}");
            text = text.replacen(from, to, 1);
        }
        std::fs::write(folder.path().join(entry.file_name()), text).expect("a copy can be written");
    }
    folder
}

/// `None`, with a line that says so, where the data is not.
fn grand_bend() -> Option<PathBuf> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let folder = std::env::var_os("HEADWAY_SHARED").map_or_else(beside, PathBuf::from);
    let path = folder.join("data/grand-bend/oneroster-1.2.zip");
    if path.exists() {
        return Some(path);
    }
    println!("skipped: Grand Bend is not beside the repository");
    None
}
