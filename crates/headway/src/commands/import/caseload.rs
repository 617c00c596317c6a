//! `headway import caseload`: who is counselor, case manager or interventionist of whom, from a list that the school keeps.

use std::collections::HashMap;
use std::path::PathBuf;

use chrono::NaiveDate;
use clap::Args;
use headway_exchange::sheet::{self, Column, Fault, Line};
use headway_store::caseloads::{self, Load};
use headway_store::{Store, hats};
use ilp::PersonId;
use ilp::access::CaseloadKind;

use super::roster_ids::Finder;
use super::{Failure, print, tenant};
use crate::shell::{self, Ids};

const COLUMNS: [Column; 5] = [
    Column { name: "staff", required: true },
    Column { name: "student", required: true },
    Column { name: "kind", required: true },
    Column { name: "from", required: true },
    Column { name: "until", required: false },
];

/// What the program calls the kinds.
const KINDS: [(&str, CaseloadKind); 3] = [
    ("counselor", CaseloadKind::Counselor),
    ("case_manager", CaseloadKind::CaseManager),
    ("interventionist", CaseloadKind::Interventionist),
];

/// Loads caseloads from a CSV whose header names the columns staff, student, kind, from and, where it ends, until. Nothing
/// is loaded when anything in it is wrong. A running server may go on.
///
/// staff and student are ids of the roster; kind is counselor, `case_manager` or interventionist; from is the first day, until
/// the first day on which it is over, both as 2026-08-24. A line that was loaded before is known again by all but its until;
/// one that is taken out of the file stays: let it end by until.
#[derive(Debug, Args)]
pub(super) struct Caseload {
    /// The CSV.
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// The system of the roster, where several have a person of that id.
    #[arg(long, value_name = "SYSTEM")]
    system: Option<String>,
    /// The host name of the district, where the database has several.
    #[arg(long, value_name = "HOST")]
    tenant: Option<String>,
}

impl Caseload {
    /// Reads, then loads.
    pub(super) fn run(&self) -> Result<(), Failure> {
        let shown = self.file.display();
        let file = std::fs::File::open(&self.file)
            .map_err(|error| Failure::new(format!("nothing was loaded: {shown} cannot be read: {error}")))?;
        let lines = sheet::read(file, &COLUMNS).map_err(|faults| self.refused(&faults))?;
        let rows = rows(&lines).map_err(|faults| self.refused(&faults))?;
        let kept = shell::wait_for(async {
            let store = shell::database_beside().await?;
            let kept = self.load(&store, &rows).await;
            store.close().await;
            kept
        })?;
        print(&format!(
            "caseloads: {} added, {} changed, {} unchanged\n",
            kept.added, kept.changed, kept.unchanged
        ))
    }

    async fn load(&self, store: &Store, rows: &[Row]) -> Result<caseloads::Kept, Failure> {
        let tenant = tenant::named(store, self.tenant.as_deref()).await?;
        let tenant =
            tenant.ok_or_else(|| Failure::new("there is no district yet; import its roster first"))?;
        let finder = Finder { store, tenant: tenant.id, system: self.system.as_deref() };
        let (mut people, mut faults, mut ids) =
            (People { finder, known: HashMap::new() }, Vec::new(), Ids::default());
        let (mut loads, at) = (Vec::new(), shell::now());
        for row in rows {
            let person = people.find(&row.staff, false, (at.date_naive(), tenant.age_of_majority)).await?;
            let learner = people.find(&row.student, true, (at.date_naive(), tenant.age_of_majority)).await?;
            let fault = |column, what: String| Fault { line: row.line, column: Some(column), what };
            match (person, learner) {
                (Ok(person), Ok(learner)) => loads.push(Load {
                    id: ids.mint(),
                    person,
                    learner,
                    kind: row.kind,
                    from: row.from,
                    until: row.until,
                }),
                (person, learner) => {
                    faults.extend(person.err().map(|why| fault("staff", why)));
                    faults.extend(learner.err().map(|why| fault("student", why)));
                }
            }
        }
        if !faults.is_empty() {
            return Err(self.refused(&faults));
        }
        let (id, event) = (tenant.id, (ids.mint(), at));
        let kept =
            store.write(move |tx| Box::pin(async move { caseloads::keep(tx, id, &loads, event).await }));
        kept.await.map_err(|error| Failure::new(format!("nothing was loaded: {error}")))
    }

    /// Prints every fault.
    fn refused(&self, faults: &[Fault]) -> Failure {
        for fault in faults {
            eprintln!("{}, {fault}", self.file.display());
        }
        let count = if faults.len() == 1 { "1 fault".to_owned() } else { format!("{} faults", faults.len()) };
        Failure::new(format!("nothing was loaded: {count} in {}", self.file.display()))
    }
}

/// The people of a list, each looked up once.
struct People<'a> {
    finder: Finder<'a>,
    known: HashMap<(String, bool), Result<PersonId, String>>,
}

impl People<'_> {
    /// The person, who has to be a student or has to be none: an id in the wrong column would open a plan to a student.
    async fn find(
        &mut self,
        source: &str,
        learns: bool,
        today: (NaiveDate, u8),
    ) -> Result<Result<PersonId, String>, Failure> {
        let key = (source.to_owned(), learns);
        if let Some(known) = self.known.get(&key) {
            return Ok(known.clone());
        }
        let mut found = self.finder.person(source).await?;
        if let Ok(person) = found {
            let who = (self.finder.tenant, person);
            let read =
                self.finder.store.read(move |tx| Box::pin(async move { hats::of(tx, who, today).await }));
            found = match (read.await?.learns, learns) {
                (true, false) => Err(format!("{source} is a student; put the id of the staff here")),
                (false, true) => Err(format!("{source} is no student of the roster")),
                _ => Ok(person),
            };
        }
        self.known.insert(key, found.clone());
        Ok(found)
    }
}

/// A line of the list.
#[derive(Debug)]
struct Row {
    line: u64,
    staff: String,
    student: String,
    kind: CaseloadKind,
    from: NaiveDate,
    until: Option<NaiveDate>,
}

fn rows(lines: &[Line]) -> Result<Vec<Row>, Vec<Fault>> {
    let (mut rows, mut faults, mut seen) = (Vec::new(), Vec::new(), HashMap::new());
    for line in lines {
        match row(line) {
            Ok(row) => rows.push(row),
            Err(wrong) => faults.extend(wrong),
        }
        if let Some(first) = seen.insert(line.cells[..4].to_vec(), line.number) {
            let what = format!("the same is said in line {first}; take one of them out");
            faults.push(Fault { line: line.number, column: None, what });
        }
    }
    if faults.is_empty() { Ok(rows) } else { Err(faults) }
}

fn row(line: &Line) -> Result<Row, Vec<Fault>> {
    let fault = |column, what: String| vec![Fault { line: line.number, column: Some(column), what }];
    let [staff, student, kind, from, until] = &*line.cells else { return Err(Vec::new()) };
    let day = |column, text: &str| {
        let day = text.parse::<NaiveDate>().ok().filter(|day| day.to_string() == text);
        day.ok_or_else(|| fault(column, format!("{text:?} is no day; write it as 2026-08-24")))
    };
    let found = KINDS.iter().find(|(name, _)| *name == kind);
    let kind = found.map(|(_, kind)| *kind).ok_or_else(|| {
        fault("kind", format!("{kind:?} is none; write counselor, case_manager or interventionist"))
    });
    let from = day("from", from);
    let until = if until.is_empty() { Ok(None) } else { day("until", until).map(Some) };
    match (kind, from, until) {
        (Ok(_), Ok(from), Ok(Some(until))) if until <= from => {
            Err(fault("until", "this is not after from; it is the first day on which it is over".to_owned()))
        }
        (Ok(kind), Ok(from), Ok(until)) => {
            Ok(Row { line: line.number, staff: staff.clone(), student: student.clone(), kind, from, until })
        }
        (kind, from, until) => {
            Err([kind.err(), from.err(), until.err()].into_iter().flatten().flatten().collect())
        }
    }
}
