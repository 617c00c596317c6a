//! `headway import`: what another system knows, read whole and loaded whole, or not at all.

use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use clap::{Args, Subcommand};
use headway_exchange::oneroster::{self, Faults, Loaded};
use headway_store::rosters::{self, LoadReport};
use headway_store::tenants::{self, Tenant};
use headway_store::{Store, source_ids};
use ilp::TenantId;
use ilp::roster::{OrganisationKind, Roster};

use super::meter::Meter;
use super::{Failure, calendar, caseload, print, tenant};
use crate::shell::{self, Ids};

/// Loads people, schools and classes from another system.
#[derive(Debug, Args)]
pub(crate) struct Import {
    #[command(subcommand)]
    from: System,
}

#[derive(Debug, Subcommand)]
enum System {
    /// Loads a OneRoster 1.1 or 1.2 set of CSV files, bulk. Nothing is loaded when anything in it is wrong.
    Oneroster(Oneroster),
    /// Loads who is counselor, case manager or interventionist of whom, from a CSV of the school's own.
    Caseload(caseload::Caseload),
}

#[derive(Debug, Args)]
struct Oneroster {
    /// A zip, or a folder with the files.
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// The host name of the district, where the database has several.
    #[arg(long, value_name = "HOST", conflicts_with = "host")]
    tenant: Option<String>,
    /// The host name under which a new district will be served. [default: localhost]
    #[arg(long, value_name = "HOST")]
    host: Option<String>,
    /// The time zone of the district, such as America/Chicago: its days begin at midnight there. [default: UTC for a new
    /// district, and what it has for one that is there]
    #[arg(long, value_name = "ZONE", value_parser = zone)]
    time_zone: Option<String>,
}

fn zone(text: &str) -> Result<String, String> {
    let known = text.parse::<chrono_tz::Tz>();
    known.map(|zone| zone.name().to_owned()).map_err(|_| "name a zone as in America/Chicago".to_owned())
}

impl Import {
    /// Reads, then loads.
    pub(crate) fn run(self) -> Result<(), Failure> {
        match self.from {
            System::Oneroster(oneroster) => oneroster.run(),
            System::Caseload(caseload) => caseload.run(),
        }
    }
}

impl Oneroster {
    fn run(&self) -> Result<(), Failure> {
        let mut meter = Meter::new();
        let read = oneroster::read(&self.file, &mut |at| meter.reading(at));
        meter.file_is_read();
        let loaded = match read {
            Ok(loaded) => loaded,
            Err(faults) => {
                meter.end();
                return Err(refused(&self.file, &faults));
            }
        };
        let done = shell::wait_for(self.load(&loaded, &mut meter));
        meter.end();
        for warning in &loaded.warnings {
            eprintln!("warning: {warning}");
        }
        let (report, today) = done?;
        print(&table(&report))?;
        if let Some(note) = calendar::note(&loaded.roster, today) {
            eprintln!("note: {note}");
        }
        Ok(())
    }

    /// Gives what became of the tables, and the day that it is in the district.
    async fn load(&self, loaded: &Loaded, meter: &mut Meter) -> Result<(LoadReport, NaiveDate), Failure> {
        let store = shell::database().await?;
        let done = self.load_into(&store, &loaded.roster, meter).await;
        store.close().await;
        done
    }

    async fn load_into(
        &self,
        store: &Store,
        roster: &Roster,
        meter: &mut Meter,
    ) -> Result<(LoadReport, NaiveDate), Failure> {
        let mut ids = Ids::default();
        let (tenant, zone) = self.tenant(store, roster, &mut ids).await?;
        say_if_new(store, tenant, &roster.system).await?;
        let import = rosters::Import { tenant, system: roster.system.clone(), at: shell::now() };
        let mut mint = || ids.mint();
        let loaded = rosters::load(store, &import, roster, &mut mint, &mut |at| meter.loading(at)).await;
        let report = loaded.map_err(|error| Failure::new(format!("nothing was loaded: {error}")))?;
        let zone = zone.parse::<chrono_tz::Tz>().unwrap_or(chrono_tz::Tz::UTC);
        Ok((report, import.at.with_timezone(&zone).date_naive()))
    }

    /// The district that is meant, and its time zone. The first roster of an empty database brings its district with it.
    async fn tenant(
        &self,
        store: &Store,
        roster: &Roster,
        ids: &mut Ids,
    ) -> Result<(TenantId, String), Failure> {
        if let Some(tenant) = tenant::named(store, self.tenant.as_deref()).await? {
            if self.host.is_some() {
                eprintln!("note: {} is there already, so --host was not used", tenant.name);
            }
            self.move_zone(store, &tenant).await?;
            return Ok((tenant.id, self.time_zone.clone().unwrap_or(tenant.time_zone)));
        }
        if self.time_zone.is_none() {
            eprintln!(
                "note: no --time-zone was given, so the days of the district begin and its rights end at midnight UTC; \
                 import again with --time-zone, as in America/Chicago, to put that right"
            );
        }
        let tenant = Tenant {
            id: TenantId(ids.mint()),
            host: self.host.clone().unwrap_or_else(|| "localhost".to_owned()),
            name: district(roster),
            age_of_majority: 18,
            time_zone: self.time_zone.clone().unwrap_or_else(|| "UTC".to_owned()),
        };
        let found = (tenant.id, tenant.time_zone.clone());
        let what = format!("new district: {}, served under {}", tenant.name, tenant.host);
        if !store.write(move |tx| Box::pin(async move { tenants::create(tx, &tenant).await })).await? {
            return Err(Failure::new("another import has just made the district; import again"));
        }
        eprintln!("{what}; while it is the only one, it answers to every other host name too");
        Ok(found)
    }
}

impl Oneroster {
    /// A zone that is named is the district's from now on: the first import may have been without one.
    async fn move_zone(&self, store: &Store, tenant: &Tenant) -> Result<(), Failure> {
        let Some(zone) = self.time_zone.clone().filter(|zone| *zone != tenant.time_zone) else {
            return Ok(());
        };
        let (id, what) = (tenant.id, format!("the time zone of {} is {zone} from now on", tenant.name));
        store.write(move |tx| Box::pin(async move { tenants::set_time_zone(tx, id, &zone).await })).await?;
        eprintln!("note: {what}");
        Ok(())
    }
}

/// Says so when a system speaks for the first time beside others: whom they all know is then here once for each.
async fn say_if_new(store: &Store, tenant: TenantId, system: &str) -> Result<(), Failure> {
    let known = store.read(move |tx| Box::pin(source_ids::systems(tx, tenant))).await?;
    if !known.is_empty() && !known.iter().any(|one| one == system) {
        let known = known.join(", ");
        eprintln!("note: this roster is of {system}; nobody in it is taken for somebody known from {known}");
    }
    Ok(())
}

/// What the roster calls its district; without one, what is at the top; without that, the system.
fn district(roster: &Roster) -> String {
    let districts = roster.organisations.iter().filter(|one| one.kind == OrganisationKind::District);
    let tops = roster.organisations.iter().filter(|one| one.parent.is_none());
    districts.chain(tops).next().map_or_else(|| roster.system.clone(), |one| one.name.clone())
}

/// Prints every fault with its remedy.
fn refused(file: &Path, faults: &Faults) -> Failure {
    for fault in &faults.kept {
        eprintln!("{fault}\n    what to do: {}", fault.remedy());
    }
    if 0 < faults.left_out() {
        eprintln!("and {} more", faults.left_out());
    }
    let count = match faults.total {
        1 => "1 fault".to_owned(),
        total => format!("{total} faults"),
    };
    Failure::new(format!("nothing was loaded: {count} in {}", file.display()))
}

fn table(report: &LoadReport) -> String {
    let line = |cells: [&str; 4]| {
        let [table, added, changed, unchanged] = cells;
        format!("{table:<14}{added:>10}{changed:>10}{unchanged:>10}\n")
    };
    let rows = report.0.iter().map(|tally| {
        let counts = [tally.added, tally.changed, tally.unchanged].map(|count| count.to_string());
        line([tally.table, &counts[0], &counts[1], &counts[2]])
    });
    std::iter::once(line(["", "added", "changed", "unchanged"])).chain(rows).collect()
}
