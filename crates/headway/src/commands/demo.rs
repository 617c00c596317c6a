//! `headway demo`: a fictional district to look at, with people who sign in and plans that differ.

use clap::Args;

use super::{Failure, print};
use crate::{demo, shell};

/// Makes the fictional Riverside district in the empty database `HEADWAY_DATABASE`.
#[derive(Debug, Args)]
pub(crate) struct Demo {
    /// The same seed makes the same district.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// How many learners there are besides the named ones.
    #[arg(long, default_value_t = 600)]
    learners: usize,
    /// Prints who signs in with which password, and makes nothing.
    #[arg(long)]
    sign_ins: bool,
}

impl Demo {
    /// Makes the district, or prints its sign-ins.
    pub(crate) fn run(self) -> Result<(), Failure> {
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
