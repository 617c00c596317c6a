//! An import that is killed (-9) at random moments: the store is as before or as after, never between.

use std::fmt::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use headway_exchange::oneroster::{self, Loaded};
use headway_store::rosters::{self, Import};
use headway_store::{Store, check, tenants};

use super::into_the_store::{ids, minute};
use super::riverside;
use crate::chaos::dice::Dice;
use crate::engines::each_engine;

const KILLS: usize = 30;
/// Enough rows for an import to be killed in each of its steps.
const STUDENTS: usize = 400;

/// Riverside with many more students. In another edition all of them have another name and a stay elsewhere, and some have
/// left.
fn edition(folder: &Path, is_second: bool) -> Loaded {
    let (mut users, mut roles, mut stays, mut births) =
        (String::new(), String::new(), String::new(), String::new());
    for number in (0..STUDENTS).filter(|number| !is_second || number % 20 != 0) {
        let id = format!("more-{number}");
        let family = if is_second { "After" } else { "Before" };
        let class = if is_second { "cls-alg" } else { "cls-eng9" };
        let write = "a text grows";
        writeln!(users, "{id},,,true,{id},,Kim,{family},,,,,,,09,,,,,,org-high,").expect(write);
        writeln!(roles, "rol-{id},,,{id},primary,student,,,org-high,").expect(write);
        writeln!(stays, "enr-{id},,,{class},org-high,{id},student,,,").expect(write);
        writeln!(births, "{id},,,2012-01-01,,,,,,,,,,,,").expect(write);
    }
    for entry in std::fs::read_dir(riverside()).expect("the district is there") {
        let path = entry.expect("an entry can be read").path();
        let name = path.file_name().expect("a file has a name").to_string_lossy().into_owned();
        let mut text = std::fs::read_to_string(&path).expect("a file is text").trim_end().to_owned() + "\r\n";
        text.push_str(match name.as_str() {
            "users.csv" => &users,
            "roles.csv" => &roles,
            "enrollments.csv" => &stays,
            "demographics.csv" => &births,
            _ => "",
        });
        std::fs::write(folder.join(name), text).expect("a copy can be written");
    }
    oneroster::read(folder, &mut |_| {}).unwrap_or_else(|faults| panic!("{faults}"))
}

fn importing(address: &str, folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_headway"));
    command.args(["import", "oneroster"]).arg(folder).env("HEADWAY_DATABASE", address);
    // The day of the judgement below: what leaves is over on the day of the import.
    command.env("HEADWAY_CLOCK_STARTS", minute(0).to_rfc3339());
    command.stdout(Stdio::null()).stderr(Stdio::null());
    command
}

/// Whether the store says exactly what this edition says: nothing of it would change, and it is what is kept.
async fn says(store: &Store, edition: &Loaded, round: usize) -> bool {
    let tenant = store.read(|tx| Box::pin(tenants::all(tx))).await.expect("it can be read")[0].id;
    let system = edition.roster.system.clone();
    let import = Import { tenant, system: system.clone(), at: minute(0), kept: edition.kept.0.clone() };
    let mut mint = ids((round as u128 + 1) << 80);
    let staged = rosters::stage(store, &import, &edition.roster, &mut mint, &mut |_| {}).await;
    let seen = staged.expect("it waits").rehearse(store).await.expect("it can be tried");
    let told = store.read(move |tx| Box::pin(async move { rosters::told(tx, tenant, &system).await })).await;
    let is_kept = told.expect("it can be read").as_ref() == Some(&edition.kept.0);
    assert_eq!(seen.report.differences() == 0, is_kept, "round {round}: rows and what is kept go together");
    is_kept
}

#[tokio::test(flavor = "multi_thread")]
async fn an_import_that_is_killed_leaves_the_store_as_before_or_as_after() {
    let (one, two) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
    let editions = [edition(one.path(), false), edition(two.path(), true)];
    let folders = [one.path(), two.path()];
    let mut dice = Dice::for_test("killed imports");
    let (mut killed, mut after) = (0, 0);
    let counts = std::sync::Mutex::new((&mut killed, &mut after, &mut dice));
    each_engine(async |address| {
        assert!(importing(&address, folders[0]).status().expect("it runs").success());
        let begun = Instant::now();
        assert!(importing(&address, folders[1]).status().expect("it runs").success());
        let whole = begun.elapsed();
        let mut now = 1;
        for round in 0..KILLS {
            let next = 1 - now;
            let pause = {
                let mut counts = counts.lock().expect("nobody panicked");
                whole.mul_f64(0.1).saturating_add(Duration::from_micros(
                    counts.2.next() % u64::try_from(whole.as_micros()).expect("it is short").max(1),
                ))
            };
            let mut child = importing(&address, folders[next]).spawn().expect("the program starts");
            std::thread::sleep(pause);
            let was_running = child.try_wait().expect("it can be asked").is_none();
            child.kill().expect("it can be killed");
            child.wait().expect("it ends");
            let store = Store::open(&address).await.expect("it opens again");
            let is_after = says(&store, &editions[next], round).await;
            assert!(is_after || says(&store, &editions[now], round + KILLS).await, "round {round}: between");
            let found = store.read(|tx| Box::pin(check::all(tx))).await.expect("all can be read");
            assert_eq!(found.wrong, Vec::<String>::new(), "round {round}");
            store.close().await;
            if is_after {
                now = next;
            }
            let mut counts = counts.lock().expect("nobody panicked");
            *counts.0 += usize::from(was_running);
            *counts.1 += usize::from(is_after);
        }
        assert!(importing(&address, folders[0]).status().expect("it runs").success());
        let store = Store::open(&address).await.expect("it opens");
        assert!(says(&store, &editions[0], 3 * KILLS).await, "in the end it goes on as ever");
        store.close().await;
    })
    .await;
    println!("killed while running: {killed}; done all the same: {after}");
    assert!(KILLS / 3 < killed, "most were killed on their way, {killed}");
}
