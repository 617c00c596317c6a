//! `headway import records`: programs, assessments, attendance and incidents, dry or in earnest.

use std::fmt::Write as _;
use std::path::PathBuf;

use clap::builder::PossibleValue;
use clap::{Args, ValueEnum};
use headway_exchange::records::{self, Faults, Limits, Mapping, Problem, Read, Reader};
use headway_store::records::Unknown;
use headway_store::records::loading::{self, Import, Load, LoadError, ROWS_MAX, Tally};
use headway_store::tenants::Tenant;
use headway_store::{Store, source_ids};
use ilp::records::{Kind, Row};

use super::difference::RecordExport;
use super::meter::Meter;
use super::{Failure, print, tenant};
use crate::shell::{self, Ids};

/// A kind as clap wants it.
#[derive(Debug, Clone, Copy)]
struct Which(Kind);

impl ValueEnum for Which {
    fn value_variants<'a>() -> &'a [Self] {
        const ALL: [Which; 6] = [
            Which(Kind::Programs),
            Which(Kind::Assessments),
            Which(Kind::AssessmentObjectives),
            Which(Kind::Attendance),
            Which(Kind::Incidents),
            Which(Kind::IncidentActions),
        ];
        &ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.0.code()))
    }
}

/// Loads programs, assessments, attendance or incidents from a CSV. Nothing is loaded when anything in it is wrong. A running
/// server may go on.
///
/// The same file a second time changes nothing. A row that says something else about a record that is there corrects it, and what
/// it said before is kept. A record that a file no longer has stays: end a program by its endDate, and take back what should never
/// have been there by the same row with withdrawn true.
#[derive(Debug, Args)]
#[command(after_long_help = columns())]
pub(super) struct Records {
    /// What is in the file.
    #[arg(value_enum, value_name = "KIND")]
    kind: Which,
    /// The CSV: UTF-8, with a header.
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// A TOML file that says which columns and words of another system mean ours; content/mappings/ has two.
    #[arg(long, value_name = "FILE")]
    mapping: Option<PathBuf>,
    /// Says what would be added and corrected, and changes nothing.
    #[arg(long)]
    dry_run: bool,
    /// Writes each row that a dry run would add or correct to this CSV.
    #[arg(long, value_name = "FILE", requires = "dry_run")]
    export: Option<PathBuf>,
    /// The system of the roster whose ids are in the file, where there are several.
    #[arg(long, value_name = "SYSTEM")]
    system: Option<String>,
    /// The host name of the district, where the database has several.
    #[arg(long, value_name = "HOST")]
    tenant: Option<String>,
}

/// The columns of every kind, for `--help`.
fn columns() -> String {
    let mut text = String::from(
        "Columns, found by their names in any order; those with * must be there and filled. Days are written as 2026-11-22.\n",
    );
    let write = "a text grows";
    for kind in Kind::ALL {
        write!(text, "\n{}\n", kind.code()).expect(write);
        for column in records::columns(kind) {
            let needed = if column.required { "*" } else { " " };
            writeln!(text, "  {needed}{:<26}{}; {}", column.name, column.says, column.format.described())
                .expect(write);
        }
    }
    text
}

impl Records {
    /// Reads, then loads or rehearses.
    pub(super) fn run(&self) -> Result<(), Failure> {
        let mapping = self.mapping()?;
        let reader = Reader::open(self.kind.0, &self.file, mapping, Limits::default());
        let reader = reader.map_err(|faults| self.refused(&faults))?;
        let mut meter = Meter::new();
        let done = shell::wait_for(async {
            let store = shell::database_if_there().await?;
            let store =
                store.ok_or_else(|| Failure::new("there is no district yet; import its roster first"))?;
            let done = self.import(&store, reader, &mut meter).await;
            store.close().await;
            done
        });
        meter.end();
        let (told, not_read) = done?;
        if !not_read.is_empty() {
            eprintln!("note: columns that nobody asked for were not read: {}", not_read.join(", "));
        }
        print(&told)
    }

    fn mapping(&self) -> Result<Mapping, Failure> {
        let Some(path) = &self.mapping else { return Ok(Mapping::default()) };
        let shown = path.display();
        let text = std::fs::read_to_string(path)
            .map_err(|error| Failure::new(format!("nothing was loaded: {shown} cannot be read: {error}")))?;
        Mapping::read(&text, self.kind.0).map_err(|faults| {
            for fault in &faults {
                eprintln!("{shown}, {fault}");
            }
            Failure::new(format!("nothing was loaded: {} in {shown}", counted(faults.len() as u64)))
        })
    }

    async fn import(
        &self,
        store: &Store,
        reader: Reader,
        meter: &mut Meter,
    ) -> Result<(String, Vec<String>), Failure> {
        let tenant = tenant::named(store, self.tenant.as_deref()).await?;
        let tenant =
            tenant.ok_or_else(|| Failure::new("there is no district yet; import its roster first"))?;
        let system = self.system(store, &tenant).await?;
        let mut ids = Ids::default();
        let import = Import { tenant: tenant.id, system, kind: self.kind.0, at: shell::now() };
        let load =
            loading::begin(store, import, ids.mint()).await.map_err(|error| not_loaded(error.into()))?;
        let read = match self.stage(store, &load, (reader, &mut ids), meter).await {
            Ok(read) => read,
            Err(failure) => {
                load.give_up(store).await?;
                return Err(failure);
            }
        };
        meter.file_is_read();
        if !self.dry_run {
            let tally = load.switch(store).await.map_err(not_loaded)?;
            return Ok((self.told(tally), read.not_read));
        }
        let tally = self.rehearse(store, &load).await;
        load.give_up(store).await?;
        Ok((self.told(tally?) + "dry run: nothing was loaded\n", read.not_read))
    }

    /// The system whose ids are in the file.
    async fn system(&self, store: &Store, tenant: &Tenant) -> Result<String, Failure> {
        let id = tenant.id;
        let mut known = store.read(move |tx| Box::pin(source_ids::systems(tx, id))).await?;
        let list = known.join(", ");
        match &self.system {
            Some(system) if known.contains(system) => Ok(system.clone()),
            _ if known.is_empty() => Err(Failure::new("there is no roster yet; import it first")),
            Some(system) => Err(Failure::new(format!("no roster of {system:?} was loaded; there is {list}"))),
            None if 1 < known.len() => Err(Failure::new(format!(
                "there are rosters of several systems; choose one with --system: {list}"
            ))),
            None => Ok(known.swap_remove(0)),
        }
    }

    /// Lets every row wait, or tells everything that is wrong.
    async fn stage(
        &self,
        store: &Store,
        load: &Load,
        (mut reader, ids): (Reader, &mut Ids),
        meter: &mut Meter,
    ) -> Result<Read, Failure> {
        let mut rows: Vec<Row> = Vec::with_capacity(ROWS_MAX);
        loop {
            let row = reader.next_row();
            let is_over = row.is_none();
            rows.extend(row);
            if is_over || rows.len() == ROWS_MAX {
                let some = std::mem::replace(&mut rows, Vec::with_capacity(ROWS_MAX));
                stage_some(store, load, (&mut reader, some), ids).await?;
                meter.records(self.kind.0.code(), reader.progress());
            }
            if is_over {
                break;
            }
        }
        if !reader.is_faulty() {
            let found = load.settle(store).await.map_err(not_loaded)?;
            for (line, first) in &found.told {
                reader.refuse(*line, None, Problem::SaidOtherwise(*first));
            }
            reader.count_more(found.total - found.told.len() as u64);
        }
        reader.end().map_err(|faults| {
            meter.end();
            self.refused(&faults)
        })
    }

    async fn rehearse(&self, store: &Store, load: &Load) -> Result<Tally, Failure> {
        if let Some(file) = &self.export {
            let mut export = RecordExport::begin(file, self.kind.0)?;
            load.differences(store, &mut |one| export.row(&one)).await.map_err(not_loaded)?;
            export.end()?;
        }
        load.rehearse(store).await.map_err(not_loaded)
    }

    fn told(&self, tally: Tally) -> String {
        let Tally { added, corrected, unchanged } = tally;
        format!("{}: {added} added, {corrected} corrected, {unchanged} unchanged\n", self.kind.0.code())
    }

    /// Prints every fault with its remedy.
    fn refused(&self, faults: &Faults) -> Failure {
        for fault in &faults.kept {
            eprintln!("{fault}\n    what to do: {}", fault.remedy());
        }
        if 0 < faults.left_out() {
            eprintln!("and {} more", faults.left_out());
        }
        Failure::new(format!("nothing was loaded: {} in {}", counted(faults.total), self.file.display()))
    }
}

async fn stage_some(
    store: &Store,
    load: &Load,
    (reader, rows): (&mut Reader, Vec<Row>),
    ids: &mut Ids,
) -> Result<(), Failure> {
    if rows.is_empty() {
        return Ok(());
    }
    let places: Vec<(u64, String, Option<String>, Option<String>)> = rows
        .iter()
        .map(|row| (row.line, row.student.clone(), row.school.clone(), row.class.clone()))
        .collect();
    let unknown = load.stage(store, rows, &mut || ids.mint()).await.map_err(not_loaded)?;
    for (at, what) in unknown {
        let (line, student, school, class) = &places[at];
        let told = |id: &Option<String>| id.clone().unwrap_or_default();
        let (column, problem) = match what {
            Unknown::Student => ("studentSourcedId", Problem::UnknownStudent(student.clone())),
            Unknown::NotAStudent => ("studentSourcedId", Problem::NotAStudent(student.clone())),
            Unknown::School => ("schoolSourcedId", Problem::UnknownSchool(told(school))),
            Unknown::Class => ("classSourcedId", Problem::UnknownClass(told(class))),
        };
        reader.refuse(*line, Some(column), problem);
    }
    Ok(())
}

fn counted(faults: u64) -> String {
    if faults == 1 { "1 fault".to_owned() } else { format!("{faults} faults") }
}

#[expect(clippy::needless_pass_by_value, reason = "the shape that `map_err` asks for")]
fn not_loaded(error: LoadError) -> Failure {
    Failure::new(format!("nothing was loaded: {error}"))
}
