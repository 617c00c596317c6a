//! The demo district as a set of `OneRoster` files.

use std::path::Path;

use headway_exchange::oneroster::{self, Told};
use ilp::sample::{Rostered, rostered};

use crate::commands::Failure;

/// Writes it into a new or empty folder, telling each file when it is done; the same for the same seed and number.
///
/// # Errors
/// A folder with files in it is left as it is.
pub(crate) fn write(to: &Path, seed: u64, count: usize) -> Result<(), Failure> {
    let district = Rostered::new(seed, count);
    let told = Told {
        system: rostered::SYSTEM.to_owned(),
        organisations: Box::new(district.organisations()),
        terms: Box::new(district.terms()),
        courses: Box::new(district.courses()),
        classes: Box::new(district.classes()),
        people: Box::new(district.people()),
        roles: Box::new(district.roles()),
        enrolments: Box::new(district.enrolments()),
    };
    let mut last = None;
    oneroster::write(to, told, &mut |file, rows| {
        if let Some((before, written)) = last.replace((file, rows)).filter(|(before, _)| *before != file) {
            say(before, written);
        }
    })?;
    if let Some((file, rows)) = last {
        say(file, rows);
    }
    Ok(())
}

fn say(file: oneroster::DataFile, rows: u64) {
    eprintln!("wrote {}: {rows} rows", file.name());
}
