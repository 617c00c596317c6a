//! `headway import oneroster`: a roster, dry or in earnest.

use std::path::{Path, PathBuf};

use chrono::{DateTime, NaiveDate, Utc};
use clap::Args;
use headway_exchange::oneroster::{self, Faults, Kept, Loaded, Reference};
use headway_store::rosters::{self, Leaving, LoadError, LoadReport, MAY_LEAVE_PERCENT, Rehearsal};
use headway_store::tenants::{self, Tenant};
use headway_store::{Store, source_ids};
use ilp::TenantId;
use ilp::roster::{OrganisationKind, Roster};

use super::difference::Export;
use super::meter::Meter;
use super::{Failure, calendar, print, tenant};
use crate::shell::{self, Ids};

#[derive(Debug, Args)]
pub(super) struct Oneroster {
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
    /// Says what would change, and changes nothing.
    #[arg(long)]
    dry_run: bool,
    /// Writes each row that a dry run would add, change or retire to this CSV.
    #[arg(long, value_name = "FILE", requires = "dry_run")]
    export: Option<PathBuf>,
    /// How many of a hundred people may leave with this roster. Where more are missing, it is more likely cut off than right,
    /// and nothing is loaded.
    #[arg(long, value_name = "PERCENT", default_value_t = MAY_LEAVE_PERCENT, value_parser = clap::value_parser!(u8).range(0..=100))]
    allow_retire: u8,
}

fn zone(text: &str) -> Result<String, String> {
    let known = text.parse::<chrono_tz::Tz>();
    known.map(|zone| zone.name().to_owned()).map_err(|_| "name a zone as in America/Chicago".to_owned())
}

impl Oneroster {
    /// Reads, then loads or rehearses.
    pub(super) fn run(&self) -> Result<(), Failure> {
        let mut meter = Meter::new();
        let done = shell::wait_for(self.import(&mut meter));
        meter.end();
        done
    }

    async fn import(&self, meter: &mut Meter) -> Result<(), Failure> {
        let set = oneroster::open(&self.file).map_err(|faults| refused(&self.file, &faults))?;
        let there = shell::database_if_there().await?;
        let before = match &there {
            Some(store) => self.told_before(store, set.system()).await?,
            None => None,
        };
        let read = set.read(before, &mut |at| meter.reading(at));
        meter.file_is_read();
        let loaded = read.map_err(|faults| refused(&self.file, &faults))?;
        let done = if self.dry_run {
            self.rehearse(there, &loaded, meter).await
        } else {
            self.load(there, &loaded, meter).await
        };
        meter.end();
        for warning in &loaded.warnings {
            eprintln!("warning: {warning}");
        }
        let (told, today) = done?;
        print(&told)?;
        if let Some(note) = calendar::note(&loaded.roster, today) {
            eprintln!("note: {note}");
        }
        Ok(())
    }

    /// What this system has told the district before, for a set of changes to be laid over.
    async fn told_before(&self, store: &Store, system: &str) -> Result<Option<Reference>, Failure> {
        let Some(tenant) = tenant::named(store, self.tenant.as_deref()).await? else { return Ok(None) };
        let system = system.to_owned();
        let told = store
            .read(move |tx| Box::pin(async move { rosters::told(tx, tenant.id, &system).await }))
            .await?;
        Ok(told.and_then(|bytes| Reference::of(Kept(bytes))))
    }

    /// Gives what became of the tables, and the day that it is in the district.
    async fn load(
        &self,
        there: Option<Store>,
        loaded: &Loaded,
        meter: &mut Meter,
    ) -> Result<(String, NaiveDate), Failure> {
        let store = match there {
            Some(store) => store,
            None => shell::database().await?,
        };
        let done = self.load_into(&store, loaded, meter).await;
        store.close().await;
        done
    }

    async fn load_into(
        &self,
        store: &Store,
        Loaded { roster, kept, .. }: &Loaded,
        meter: &mut Meter,
    ) -> Result<(String, NaiveDate), Failure> {
        let mut ids = Ids::default();
        let (tenant, zone) = self.tenant(store, roster, &mut ids).await?;
        say_if_new(store, tenant, &roster.system).await?;
        let (system, at) = (roster.system.clone(), shell::now());
        let import = rosters::Import { tenant, system, at, kept: kept.0.clone() };
        let mut mint = || ids.mint();
        let staged = rosters::stage(store, &import, roster, &mut mint, &mut |at| meter.loading(at)).await;
        let staged = staged.map_err(not_loaded)?;
        let report = staged.switch(store, self.allow_retire).await.map_err(not_loaded)?;
        Ok((table(&report), day_in(&zone, import.at)))
    }

    /// Gives what would become of the tables. Where there is no database or no district yet, the roster is tried on an empty
    /// one that goes with the rehearsal.
    async fn rehearse(
        &self,
        there: Option<Store>,
        loaded: &Loaded,
        meter: &mut Meter,
    ) -> Result<(String, NaiveDate), Failure> {
        let found = match &there {
            Some(store) => tenant::named(store, self.tenant.as_deref()).await?,
            None => None,
        };
        let done = if let (Some(store), Some(tenant)) = (&there, found) {
            self.rehearse_in(store, &tenant, loaded, meter).await
        } else {
            let folder = tempfile::tempdir()?;
            let empty = Store::open(&folder.path().join("dry-run.db").to_string_lossy()).await?;
            let tenant = self.new_tenant(&loaded.roster, &mut Ids::default());
            let new = tenant.clone();
            empty.write(move |tx| Box::pin(async move { tenants::create(tx, &new).await })).await?;
            let done = self.rehearse_in(&empty, &tenant, loaded, meter).await;
            empty.close().await;
            done
        };
        if let Some(store) = there {
            store.close().await;
        }
        done
    }

    async fn rehearse_in(
        &self,
        store: &Store,
        tenant: &Tenant,
        Loaded { roster, .. }: &Loaded,
        meter: &mut Meter,
    ) -> Result<(String, NaiveDate), Failure> {
        let mut ids = Ids::default();
        let (tenant_id, system, at) = (tenant.id, roster.system.clone(), shell::now());
        let import = rosters::Import { tenant: tenant_id, system, at, kept: Vec::new() };
        let mut mint = || ids.mint();
        let staged = rosters::stage(store, &import, roster, &mut mint, &mut |at| meter.loading(at)).await;
        let staged = staged.map_err(not_loaded)?;
        if let Some(file) = &self.export {
            let mut export = Export::begin(file)?;
            staged.differences(store, &mut |one| export.row(&one)).await.map_err(not_loaded)?;
            export.end()?;
        }
        let Rehearsal { report, leaving } = staged.rehearse(store).await.map_err(not_loaded)?;
        let mut told = table(&report);
        told.push_str("dry run: nothing was loaded\n");
        if leaving.is_above(self.allow_retire) {
            told.push_str(&(too_many(leaving, self.allow_retire) + "\n"));
        }
        Ok((told, day_in(&tenant.time_zone, import.at)))
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
        let tenant = self.new_tenant(roster, ids);
        let found = (tenant.id, tenant.time_zone.clone());
        let what = format!("new district: {}, served under {}", tenant.name, tenant.host);
        if !store.write(move |tx| Box::pin(async move { tenants::create(tx, &tenant).await })).await? {
            return Err(Failure::new("another import has just made the district; import again"));
        }
        eprintln!("{what}; while it is the only one, it answers to every other host name too");
        Ok(found)
    }

    fn new_tenant(&self, roster: &Roster, ids: &mut Ids) -> Tenant {
        Tenant {
            id: TenantId(ids.mint()),
            host: self.host.clone().unwrap_or_else(|| "localhost".to_owned()),
            name: district(roster),
            age_of_majority: 18,
            time_zone: self.time_zone.clone().unwrap_or_else(|| "UTC".to_owned()),
        }
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

fn day_in(zone: &str, at: DateTime<Utc>) -> NaiveDate {
    let zone = zone.parse::<chrono_tz::Tz>().unwrap_or(chrono_tz::Tz::UTC);
    at.with_timezone(&zone).date_naive()
}

fn not_loaded(error: LoadError) -> Failure {
    let said = match error {
        LoadError::TooManyLeave { leaving, allowed } => too_many(leaving, allowed),
        other => other.to_string(),
    };
    Failure::new(format!("nothing was loaded: {said}"))
}

/// What a person can do about a roster that lacks so many.
fn too_many(leaving: Leaving, allowed: u8) -> String {
    let error = LoadError::TooManyLeave { leaving, allowed };
    let percent = leaving.people.saturating_mul(100).div_ceil(leaving.of.max(1));
    format!(
        "{error}; see whether the file is whole, and where they have really left, import with --allow-retire {percent}"
    )
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
    let line = |cells: [&str; 5]| {
        let [table, added, changed, retired, unchanged] = cells;
        format!("{table:<14}{added:>10}{changed:>10}{retired:>10}{unchanged:>10}\n")
    };
    let rows = report.0.iter().map(|tally| {
        let counts =
            [tally.added, tally.changed, tally.retired, tally.unchanged].map(|count| count.to_string());
        line([tally.table, &counts[0], &counts[1], &counts[2], &counts[3]])
    });
    std::iter::once(line(["", "added", "changed", "retired", "unchanged"])).chain(rows).collect()
}
