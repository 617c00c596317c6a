//! How fast Headway is on this machine: `script/bench`. It measures, and is no test: nothing here passes or fails.
//!
//! The program itself is asked over loopback, from the same machine, so that the load's own share is part of every number.

mod client;
mod crowd;
mod district;
mod import;
mod pure;

use std::time::{Duration, Instant};

use client::{Client, Measured};
use district::{District, Reading, Server};
use uuid::Uuid;

/// How long one measurement lasts.
const LASTS: Duration = Duration::from_secs(6);
/// How many read pages at the same time.
const READERS: usize = 16;
/// How many save at the same time.
const WRITERS: usize = 32;

/// Learners of a small district, all with plans.
const SCHOOL: usize = 600;
/// Learners of a large one: most are names and grades alone, which is what lists have to find their way through.
const STATE: usize = 100_000;

type Failed = Box<dyn std::error::Error + Send + Sync>;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Failed> {
    println!("{}", machine());
    if std::env::args().any(|argument| argument == "import") {
        return import::run().await;
    }
    pure::run();
    let folder = tempfile::tempdir()?;
    let servers = std::env::var("HEADWAY_BENCH_POSTGRES").unwrap_or_default();
    let mut servers = servers.split_whitespace();
    for learners in [SCHOOL, STATE] {
        let file = folder.path().join(format!("bench-{learners}.db"));
        engine("SQLite", &file.to_string_lossy(), learners).await?;
        // A district has a database of its own, so there is one address for each.
        if let Some(address) = servers.next() {
            engine("PostgreSQL", address, learners).await?;
        }
    }
    Ok(())
}

async fn engine(name: &str, address: &str, learners: usize) -> Result<(), Failed> {
    let district = District::make(address, learners).await?;
    let server = Server::start(address).await?;
    println!("\n{name}: {} learners, {} changes, {}", district.learners, district.changes, district.size());
    println!("  {:<30}{:>8} ms", "start-up", server.started.as_millis());
    for Reading { what, path, cookie } in &district.readings {
        let measured = read(&server, path, cookie, READERS).await?;
        println!("  {what:<30}{measured}   {}", weight(&server.host, path, cookie).await?);
        if district.is_large() {
            println!("  {:<30}{}", "    a reader alone", read(&server, path, cookie, 1).await?);
        }
    }
    if district.is_large() {
        return server.stop().await;
    }
    let measured = save(&server, &district).await?;
    println!("  {:<30}{measured}", format!("saves, {WRITERS} clients"));
    server.stop().await
}

/// One page, asked for again and again by so many connections.
async fn read(server: &Server, path: &str, cookie: &str, connections: usize) -> Result<Measured, Failed> {
    let request = client::get(&server.host, path, cookie);
    let mut readers = Vec::new();
    let until = Instant::now() + LASTS;
    for _ in 0..connections {
        let (mut client, request) = (Client::connect(&server.host).await?, request.clone());
        readers.push(tokio::spawn(async move {
            let mut waits = Vec::new();
            while Instant::now() < until {
                let began = Instant::now();
                client.expect(&request, 200).await?;
                waits.push(began.elapsed());
            }
            Ok::<_, Failed>(waits)
        }));
    }
    Measured::of(readers, LASTS).await
}

/// What a browser fetches for a page it has never seen: the page and its stylesheet, compressed.
async fn weight(host: &str, path: &str, cookie: &str) -> Result<String, Failed> {
    let (page, text) = client::weigh(host, path, cookie).await?;
    let mut all = page;
    for asset in text.split('"').filter(|part| part.starts_with("/assets/") && !part.contains(".svg")) {
        all += client::weigh(host, asset, cookie).await?.0;
    }
    Ok(format!("{:.1} KB, {:.1} KB with style and script", kilobytes(page), kilobytes(all)))
}

#[expect(clippy::cast_precision_loss, reason = "a page has fewer bytes than a float has digits")]
fn kilobytes(bytes: usize) -> f64 {
    bytes as f64 / 1024.0
}

/// A goal of their own, written anew again and again by as many students as there are [`WRITERS`].
async fn save(server: &Server, district: &District) -> Result<Measured, Failed> {
    let mut writers = Vec::new();
    let until = Instant::now() + LASTS;
    for writer in district.writers.iter().take(WRITERS).cloned() {
        let (mut client, host) = (Client::connect(&server.host).await?, server.host.clone());
        writers.push(tokio::spawn(async move {
            let (mut waits, mut revision) = (Vec::new(), writer.revision);
            while Instant::now() < until {
                let key = Uuid::from_u128(writer.learner.0.as_u128() ^ (u128::from(revision) << 80));
                let request = writer.request(&host, revision, key);
                let began = Instant::now();
                client.expect(&request, 303).await?;
                waits.push(began.elapsed());
                revision += 1;
            }
            Ok::<_, Failed>(waits)
        }));
    }
    Measured::of(writers, LASTS).await
}

/// The machine in a line.
fn machine() -> String {
    let after = |file: &str, name: &str| {
        let text = std::fs::read_to_string(file).unwrap_or_default();
        let line = text.lines().find(|line| line.starts_with(name)).unwrap_or_default();
        line.split_once(':').map(|(_, value)| value.trim().to_owned()).unwrap_or_default()
    };
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let kilobytes: u64 =
        after("/proc/meminfo", "MemTotal").trim_end_matches(" kB").parse().unwrap_or_default();
    format!("{cores} cores, {} MB, {}", kilobytes / 1024, after("/proc/cpuinfo", "model name"))
}
