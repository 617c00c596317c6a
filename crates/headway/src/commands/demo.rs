//! `headway demo`: a fictional district to look at, with people who sign in and plans that differ.

use std::path::PathBuf;

use clap::Args;

use super::{Failure, print};
use crate::{demo, shell};

/// More than any state of the United States has in one system but the largest; the numbers of people are laid out for it.
const LEARNERS_MAX: usize = 1_000_000;

/// Makes the fictional Riverside district in the empty database `HEADWAY_DATABASE`, or as a set of OneRoster files.
#[derive(Debug, Args)]
pub(crate) struct Demo {
    /// The same seed makes the same district.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// How many learners there are besides the named ones: up to a million.
    #[arg(long, default_value_t = 600, value_parser = learners)]
    learners: usize,
    /// Writes people, schools, classes and enrollments as a OneRoster 1.2 set into this new or empty folder, and makes no
    /// database.
    #[arg(long, value_name = "DIR")]
    oneroster: Option<PathBuf>,
    /// Prints who signs in with which password, and makes nothing.
    #[arg(long, conflicts_with = "oneroster")]
    sign_ins: bool,
}

fn learners(text: &str) -> Result<usize, String> {
    let count = text.parse().map_err(|_| "give a number, as in 5000".to_owned())?;
    if LEARNERS_MAX < count {
        return Err("the demo has at most 1000000 learners; give a smaller number".to_owned());
    }
    Ok(count)
}

impl Demo {
    /// Makes the district or its files, or prints its sign-ins.
    pub(crate) fn run(self) -> Result<(), Failure> {
        if let Some(folder) = &self.oneroster {
            demo::write_set(folder, self.seed, self.learners)?;
            return print(&format!(
                "The set is in {0}. Load it into an empty database with: headway import oneroster {0}\n",
                folder.display()
            ));
        }
        if !self.sign_ins {
            shell::wait_for(async {
                let store = shell::database().await?;
                let made = demo::make(&store, self.seed, self.learners).await;
                store.close().await;
                made
            })?;
        }
        if let Some(note) = demo::year_is_over(shell::now().date_naive()) {
            eprintln!("note: {note}");
        }
        print(&demo::sign_ins())
    }
}

#[cfg(test)]
mod tests {
    use super::learners;

    #[test]
    fn there_are_at_most_a_million_learners() {
        let check = |text: &str, expected: Result<usize, &str>| {
            assert_eq!(learners(text), expected.map_err(str::to_owned), "{text}");
        };
        check("0", Ok(0));
        check("1000000", Ok(1_000_000));
        check("1000001", Err("the demo has at most 1000000 learners; give a smaller number"));
        check("many", Err("give a number, as in 5000"));
        check("-5", Err("give a number, as in 5000"));
    }
}
