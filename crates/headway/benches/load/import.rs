//! How long a large roster takes to load: `script/bench import`.
//!
//! The program writes a set of its demo district and loads it into a new file of SQLite, beside a server that goes on
//! saving. What `sqlite3` takes to put the same files into plain tables, without a look at any cell, is the yardstick.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use chrono::{DateTime, TimeDelta};
use headway_store::tenants::{self, Tenant};
use headway_store::{Store, attempts};
use ilp::TenantId;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, BufReader};
use tokio::process::{Child, Command};
use tokio::task::JoinHandle;

use crate::Failed;

const PROGRAM: &str = env!("CARGO_BIN_EXE_headway");
/// Learners of the set, unless `HEADWAY_BENCH_LEARNERS` names another number.
const LEARNERS: &str = "100000";
const TENANT: TenantId = TenantId::numbered(1);
/// Between two saves of others.
const PAUSE: Duration = Duration::from_millis(20);
/// The line with which an import says that its rows begin to take effect.
const SWITCHES: &str = "now they take effect";

pub(crate) async fn run() -> Result<(), Failed> {
    let learners = std::env::var("HEADWAY_BENCH_LEARNERS").unwrap_or_else(|_| LEARNERS.to_owned());
    let folder = tempfile::tempdir()?;
    let (set, file) = (folder.path().join("set"), folder.path().join("headway.db"));
    let began = Instant::now();
    let arguments = ["demo", "--learners", &learners, "--oneroster", &set.to_string_lossy()];
    let done = watch(Command::new(PROGRAM).args(arguments)).await?;
    let rows = rows_of(&set)?;
    println!("\nA OneRoster set of {learners} learners: {rows} rows, {} MB", size_of(&set)? / 1_000_000);
    println!(
        "  {:<34}{}   {} MB at most",
        "written by the demo",
        shown(began.elapsed()),
        done.peak_kb / 1024
    );
    let store = Store::open(&file.to_string_lossy()).await?;
    let district = Tenant {
        id: TENANT,
        host: "localhost".to_owned(),
        name: "Bench".to_owned(),
        age_of_majority: 18,
        time_zone: "UTC".to_owned(),
    };
    store.write(move |tx| Box::pin(async move { tenants::create(tx, &district).await })).await?;
    let took = load(&store, (&set, &file), rows, "first import").await?;
    load(&store, (&set, &file), rows, "second import, of the same").await?;
    store.close().await;
    println!("  {:<34}{} MB", "the file afterwards", std::fs::metadata(&file)?.len() / 1_000_000);
    match plain_import(&set, &folder.path().join("plain.db")).await? {
        Some(plain) => {
            let times = took.as_secs_f64() / plain.as_secs_f64().max(0.001);
            let what = "sqlite3 .import into plain tables";
            println!("  {what:<34}{}   the first import took {times:.1} times as long", shown(plain));
        }
        None => println!("  sqlite3 is not on this machine, so there is nothing to compare with"),
    }
    Ok(())
}

/// One import while others save; gives how long it took.
async fn load(
    store: &Store,
    (set, file): (&Path, &Path),
    rows: usize,
    what: &str,
) -> Result<Duration, Failed> {
    let others = Others::begin(store.clone());
    let began = Instant::now();
    let mut import = Command::new(PROGRAM);
    import.args(["import", "oneroster"]).arg(set).env("HEADWAY_DATABASE", file);
    let done = watch(&mut import).await?;
    let took = began.elapsed();
    let waits = others.end().await?;
    let (seconds, peak) = (took.as_secs_f64(), done.peak_kb / 1024);
    #[expect(clippy::cast_precision_loss, reason = "a set has fewer rows than a float has digits")]
    let rate = rows as f64 / seconds;
    println!("  {what:<34}{}   {rate:.0} rows a second, {peak} MB at most", shown(took));
    println!("  {:<34}{}", "  the files were read in", shown(done.read_in()));
    println!("  {:<34}{}", "  the rows were written beside in", shown(done.staged_in()));
    println!("  {:<34}{}", "  they took effect in", shown(done.switched_in(took)));
    println!("  {:<34}{waits}", "  a save of others waited");
    let unchanged = |line: &&str| line.split_whitespace().skip(1).take(3).all(|count| count == "0");
    let changed = done.said.lines().skip(1).filter(|line| line.contains(' ')).filter(|line| !unchanged(line));
    println!("  {:<34}{}", "  tables in which it changed rows", changed.count());
    Ok(took)
}

/// What was seen of a program from outside.
struct Done {
    /// Its output.
    said: String,
    /// Its lines to standard error, each with the moment it came.
    told: Vec<(Duration, String)>,
    /// The most memory that it held.
    peak_kb: u64,
}

impl Done {
    fn moment(&self, of: &str) -> Duration {
        self.told.iter().find(|(_, line)| line.contains(of)).map_or(Duration::ZERO, |(at, _)| *at)
    }

    fn read_in(&self) -> Duration {
        self.moment("writing ")
    }

    fn staged_in(&self) -> Duration {
        self.moment(SWITCHES).saturating_sub(self.read_in())
    }

    fn switched_in(&self, all: Duration) -> Duration {
        all.saturating_sub(self.moment(SWITCHES))
    }
}

/// Runs the program to its end and looks on.
async fn watch(command: &mut Command) -> Result<Done, Failed> {
    let began = Instant::now();
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).kill_on_drop(true).spawn()?;
    let (mut output, errors) = (
        child.stdout.take().ok_or("the program has no output")?,
        child.stderr.take().ok_or("the program has no errors")?,
    );
    let saying = tokio::spawn(async move {
        let mut said = String::new();
        output.read_to_string(&mut said).await.map(|_| said)
    });
    let telling = tokio::spawn(async move {
        let (mut lines, mut told) = (BufReader::new(errors).lines(), Vec::new());
        while let Ok(Some(line)) = lines.next_line().await {
            told.push((began.elapsed(), line));
        }
        told
    });
    let peak_kb = peak(&mut child).await?;
    let (said, told) = (saying.await??, telling.await?);
    if child.wait().await?.success() {
        Ok(Done { said, told, peak_kb })
    } else {
        Err(told.last().map_or_else(String::new, |(_, line)| line.clone()).into())
    }
}

/// The most memory that a process held until its end, as the system counts it.
async fn peak(child: &mut Child) -> Result<u64, Failed> {
    let status = child.id().map(|id| PathBuf::from(format!("/proc/{id}/status"))).ok_or("it has ended")?;
    let mut peak = 0;
    while child.try_wait()?.is_none() {
        let text = std::fs::read_to_string(&status).unwrap_or_default();
        let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let now = line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok());
        peak = now.unwrap_or(peak);
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    Ok(peak)
}

/// Somebody who saves a little thing again and again, as a server does while people work.
struct Others {
    over: Arc<AtomicBool>,
    saving: JoinHandle<(Vec<Duration>, usize)>,
}

impl Others {
    fn begin(store: Store) -> Self {
        let over = Arc::new(AtomicBool::new(false));
        let until = Arc::clone(&over);
        let saving = tokio::spawn(async move {
            let (mut waits, mut refused, mut saves) = (Vec::new(), 0, 0);
            while !until.load(Ordering::Relaxed) {
                let began = Instant::now();
                let (at, digest) = (DateTime::UNIX_EPOCH + TimeDelta::seconds(saves), [7; 32]);
                saves += 1;
                let save = store
                    .write(move |tx| Box::pin(async move { attempts::note(tx, TENANT, &digest, at).await }));
                refused += usize::from(save.await.is_err());
                waits.push(began.elapsed());
                tokio::time::sleep(PAUSE).await;
            }
            (waits, refused)
        });
        Self { over, saving }
    }

    async fn end(self) -> Result<String, Failed> {
        self.over.store(true, Ordering::Relaxed);
        let (mut waits, refused) = self.saving.await?;
        waits.sort_unstable();
        let part = |hundredth: usize| waits.get(waits.len() * hundredth / 100).copied().unwrap_or_default();
        let longest = waits.last().copied().unwrap_or_default();
        Ok(format!(
            "half of {} saves {} ms, 99 of 100 {} ms, the longest {} ms; {refused} were refused",
            waits.len(),
            part(50).as_millis(),
            part(99).as_millis(),
            longest.as_millis()
        ))
    }
}

/// The same files in tables without a type, a key or a check. `None`: there is no `sqlite3`.
async fn plain_import(set: &Path, file: &Path) -> Result<Option<Duration>, Failed> {
    let mut script = String::from(".mode csv\n");
    for name in names(set)? {
        let table = name.trim_end_matches(".csv");
        writeln!(script, ".import '{}' {table}", set.join(&name).display())?;
    }
    let path = file.with_extension("sql");
    std::fs::write(&path, script)?;
    let began = Instant::now();
    let mut command = Command::new("sqlite3");
    match command.arg(file).stdin(std::fs::File::open(path)?).status().await {
        Ok(status) if status.success() => Ok(Some(began.elapsed())),
        Ok(_) => Err("sqlite3 did not import the set".into()),
        Err(_) => Ok(None),
    }
}

fn names(set: &Path) -> Result<Vec<String>, Failed> {
    let mut names = Vec::new();
    for file in std::fs::read_dir(set)? {
        names.push(file?.file_name().to_string_lossy().into_owned());
    }
    names.sort();
    Ok(names)
}

/// The data rows of all files but the manifest.
fn rows_of(set: &Path) -> Result<usize, Failed> {
    use std::io::BufRead as _;
    let mut rows = 0;
    for name in names(set)?.iter().filter(|name| *name != "manifest.csv") {
        rows += std::io::BufReader::new(std::fs::File::open(set.join(name))?).lines().count() - 1;
    }
    Ok(rows)
}

fn size_of(set: &Path) -> Result<u64, Failed> {
    let mut bytes = 0;
    for name in names(set)? {
        bytes += std::fs::metadata(set.join(name))?.len();
    }
    Ok(bytes)
}

fn shown(time: Duration) -> String {
    format!("{:>8.1} s", time.as_secs_f64())
}
