//! `headway backup`, `headway restore` and `headway check`: what keeps a database safe.

use std::path::{Path, PathBuf};

use clap::Args;
use headway_store::audit::{self, Event};
use headway_store::backup::{COPIED, Copied};
use headway_store::tenants::{self, Tenant};
use headway_store::{Store, backup, check, people};

use super::{Failure, print};
use crate::shell::{self, Ids};

/// Writes a copy of the database to a new file, and tries that it is whole. A running server may go on.
#[derive(Debug, Args)]
pub(crate) struct Backup {
    /// The file to write; it must not be there yet.
    file: PathBuf,
}

/// Brings a backup back. A running server must be stopped first.
#[derive(Debug, Args)]
pub(crate) struct Restore {
    /// The backup.
    file: PathBuf,
    /// Take the place of the database that is there; the old file is kept beside it.
    #[arg(long)]
    force: bool,
}

/// Looks whether the database is whole: the file, its references, and every plan against its log.
#[derive(Debug, Args)]
pub(crate) struct Check {
    /// Before that, folds anew the names that are kept in another way than names are folded by this version, so that people are
    /// found and stand in order. A running server may go on.
    #[arg(long)]
    mend_names: bool,
}

impl Backup {
    /// Writes and tries the copy.
    pub(crate) fn run(self) -> Result<(), Failure> {
        let address = shell::database_address()?;
        shell::wait_for(async { Ok(backup::backup(&address, &self.file).await?) })?;
        println!("The database is copied to {}, and the copy is sound.", self.file.display());
        // The copy is there whatever becomes of this: it only tells the page of the system how old the last one is.
        if let Err(failure) = shell::wait_for(record(address, &self.file)) {
            eprintln!("note: that there is a backup could not be written down: {failure}");
        }
        Ok(())
    }
}

/// Writes into the record of every district that there is a copy, and of which size.
async fn record(address: String, file: &Path) -> Result<(), Failure> {
    let bytes = std::fs::metadata(file)?.len();
    let file = std::path::absolute(file)?.display().to_string();
    let detail = serde_json::to_string(&Copied { file, bytes })?;
    let store = Store::open_beside(&address).await?;
    let (at, mut ids) = (shell::now(), Ids::default());
    let tenants = store.read(|tx| Box::pin(tenants::all(tx))).await?;
    let event = |tenant: Tenant| Event {
        detail: detail.clone(),
        ..Event::by_command(tenant.id, (ids.mint(), at), COPIED)
    };
    let events: Vec<Event> = tenants.into_iter().map(event).collect();
    let recorded = store.write(move |tx| Box::pin(async move { audit::record_all(tx, &events).await })).await;
    store.close().await;
    Ok(recorded?)
}

impl Restore {
    /// Tries the backup, then puts it in place.
    pub(crate) fn run(self) -> Result<(), Failure> {
        let address = shell::database_address()?;
        let kept = shell::wait_for(async {
            if self.force {
                return Ok(backup::restore_over(&self.file, &address).await?);
            }
            backup::restore(&self.file, &address).await?;
            Ok(None)
        })?;
        println!("{} is now the database.", self.file.display());
        if let Some(old) = kept {
            println!("The database that was there is kept as {}.", old.display());
        }
        Ok(())
    }
}

impl Check {
    /// Prints every table's length and all that is wrong.
    pub(crate) fn run(self) -> Result<(), Failure> {
        let address = shell::database_address()?;
        let (mended, findings) = shell::wait_for(async {
            let store = Store::open_beside(&address).await?;
            let mended = if self.mend_names { Some(people::fold_anew(&store).await?) } else { None };
            let findings = store.read(|tx| Box::pin(check::all(tx))).await?;
            store.close().await;
            Ok((mended, findings))
        })?;
        if let Some(mended) = mended {
            print(&format!("{mended} names were folded anew.\n"))?;
        }
        let tables =
            findings.tables.iter().map(|table| format!("{:<20} {:>12} rows\n", table.table, table.rows));
        let wrong = findings.wrong.iter().map(|sentence| format!("WRONG: {sentence}\n"));
        print(&tables.chain(wrong).collect::<String>())?;
        match (findings.wrong.len(), findings.misfolded) {
            (0, 0) => print("Nothing is wrong.\n"),
            (0, n) => Err(Failure::new(format!(
                "{n} names are folded as an earlier version did; run `headway check --mend-names`"
            ))),
            (n, _) => Err(Failure::new(format!(
                "{n} things are wrong; restore the last sound backup, and keep this file"
            ))),
        }
    }
}
