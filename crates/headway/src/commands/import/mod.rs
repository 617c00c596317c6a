//! `headway import`: what another system knows, read whole and loaded whole, or not at all.

mod calendar;
mod caseload;
mod difference;
mod meter;
mod oneroster;
mod records;

use clap::{Args, Subcommand};

use super::{Failure, print, roster_ids, tenant};

/// Loads people, schools and classes from another system.
#[derive(Debug, Args)]
pub(crate) struct Import {
    #[command(subcommand)]
    from: System,
}

#[derive(Debug, Subcommand)]
enum System {
    /// Loads a OneRoster 1.1 or 1.2 set of CSV files. Nothing is loaded when anything in it is wrong. A running server may go on.
    Oneroster(oneroster::Oneroster),
    /// Loads who is counselor, case manager or interventionist of whom, from a CSV of the school's own.
    Caseload(caseload::Caseload),
    /// Loads programs, assessments, attendance or incidents from a CSV. Nothing is loaded when anything in it is wrong. A running
    /// server may go on.
    Records(records::Records),
}

impl Import {
    /// Reads, then loads.
    pub(crate) fn run(self) -> Result<(), Failure> {
        match self.from {
            System::Oneroster(oneroster) => oneroster.run(),
            System::Caseload(caseload) => caseload.run(),
            System::Records(records) => records.run(),
        }
    }
}
