//! Whole sets through the one door, `read`: sound ones, and one per thing that can be wrong.

mod bounds;
mod containers;
mod deltas;
mod districts;
mod rows;
mod tables;
mod tolerance;
mod written;

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};

use tempfile::TempDir;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::{Faults, Limits, Loaded, Problem, Warning, read, read_within};

/// Riverside's files, to be spoiled before they are read.
#[derive(Clone)]
struct Set {
    files: BTreeMap<String, Vec<u8>>,
    home: std::rc::Rc<TempDir>,
}

impl Set {
    fn riverside() -> Self {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/riverside-1.2");
        let files = fs::read_dir(folder).expect("the fixture is in the repository").map(|item| {
            let path = item.expect("the fixture can be listed").path();
            let name = path.file_name().expect("a file has a name").to_string_lossy().into_owned();
            (name, fs::read(&path).expect("the fixture can be read"))
        });
        Self { files: files.collect(), home: TempDir::new().expect("a temporary folder").into() }
    }

    /// Replaces text that must be there, once.
    fn with(mut self, file: &str, old: &str, new: &str) -> Self {
        let text = String::from_utf8(self.files[file].clone()).expect("the fixture is UTF-8");
        assert!(text.contains(old), "{file} has no {old:?}");
        self.files.insert(file.to_owned(), text.replacen(old, new, 1).into_bytes());
        self
    }

    fn with_bytes(mut self, file: &str, bytes: impl Into<Vec<u8>>) -> Self {
        self.files.insert(file.to_owned(), bytes.into());
        self
    }

    fn without(mut self, file: &str) -> Self {
        self.files.remove(file).expect("the fixture has the file");
        self
    }

    fn renamed(mut self, old: &str, new: &str) -> Self {
        let bytes = self.files.remove(old).expect("the fixture has the file");
        self.with_bytes(new, bytes)
    }

    fn zip(&self) -> PathBuf {
        let path = self.home.path().join("set.zip");
        let mut zip = ZipWriter::new(File::create(&path).expect("a file in a temporary folder"));
        for (name, bytes) in &self.files {
            zip.start_file(name.as_str(), SimpleFileOptions::default()).expect("a new entry");
            zip.write_all(bytes).expect("room for the entry");
        }
        zip.finish().expect("room for the list of contents");
        path
    }

    fn folder(&self) -> PathBuf {
        let path = self.home.path().join("set");
        fs::create_dir(&path).expect("a folder in a temporary folder");
        for (name, bytes) in &self.files {
            fs::write(path.join(name), bytes).expect("a file in a temporary folder");
        }
        path
    }

    fn read(&self) -> Result<Loaded, Faults> {
        read(&self.zip(), &mut |_| {})
    }

    fn read_within(&self, limits: &Limits) -> Result<Loaded, Faults> {
        read_within(&self.zip(), limits, &mut |_| {})
    }
}

/// File, line (0: none), column (`""`: none) and problem of each fault.
type Expected<'a> = (&'a str, u64, &'a str, Problem);

fn check_faults(found: Result<Loaded, Faults>, expected: &[Expected]) {
    let faults = found.expect_err("the set has a fault");
    let seen: Vec<Expected> = faults
        .kept
        .iter()
        .map(|fault| {
            (
                &*fault.file,
                fault.line.unwrap_or(0),
                fault.column.as_deref().unwrap_or(""),
                fault.problem.clone(),
            )
        })
        .collect();
    assert_eq!(seen, expected);
    assert!(faults.kept.iter().all(|fault| fault.remedy().len() > 10));
}

fn check_warnings(found: &[Warning], expected: &[(&str, super::Notice, u64)]) {
    let seen: Vec<_> =
        found.iter().map(|warning| (&*warning.file, warning.notice.clone(), warning.count)).collect();
    assert_eq!(seen, expected);
}
