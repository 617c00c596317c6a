//! Slow clients: half-open requests are closed within 15 seconds, while others are answered.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use super::browser::Browser;
use super::engine::Database;
use super::program::Server;
use super::walk;

const HALF_OPEN: usize = 50;
const CLOSED_WITHIN: Duration = Duration::from_secs(15);
/// Far above what a busy machine takes, and far below what waiting for the slow would take.
const P99_MAX: Duration = Duration::from_secs(3);

#[test]
fn half_open_requests_are_closed_within_15_seconds_while_others_are_answered() {
    let database = Database::on_sqlite();
    let server = Server::start(&database);
    let mut maya = Browser::of(server.address, "maya");
    let plan = walk::plan(&database.person("maya"));
    let post = maya.request("POST", &plan, &"x".repeat(9_000));
    let get = maya.request("GET", &plan, "");
    let is_over = AtomicBool::new(false);
    let (open_for, mut answered) = std::thread::scope(|scope| {
        let (get, post, address) = (&get, &post, server.address);
        let slow: Vec<_> =
            (0..HALF_OPEN).map(|n| scope.spawn(move || linger(address, n, get, post))).collect();
        let busy = scope.spawn(|| {
            let mut answered = Vec::new();
            while !is_over.load(Ordering::Relaxed) {
                let began = Instant::now();
                walk::page(&mut maya, &plan).expect("the plan is shown");
                answered.push(began.elapsed());
                std::thread::sleep(Duration::from_millis(20));
            }
            answered
        });
        let open_for: Vec<Duration> =
            slow.into_iter().map(|one| one.join().expect("it was closed")).collect();
        is_over.store(true, Ordering::Relaxed);
        (open_for, busy.join().expect("others are answered"))
    });
    let longest = open_for.iter().max().expect("there are some");
    answered.sort();
    let p99 = answered[answered.len() * 99 / 100];
    println!(
        "slow clients: {HALF_OPEN} half-open requests, closed after {} ms at most; {} others, p99 {} ms",
        longest.as_millis(),
        answered.len(),
        p99.as_millis()
    );
    assert!(*longest <= CLOSED_WITHIN, "open for {longest:?}");
    assert!(p99 <= P99_MAX, "others waited {p99:?}");
    server.stop();
}

/// Says nothing, or drips a byte a quarter of a second; gives how long the server bore it.
fn linger(address: SocketAddr, number: usize, get: &[u8], post: &[u8]) -> Duration {
    let began = Instant::now();
    let mut stream = TcpStream::connect(address).expect("the server listens");
    stream.set_read_timeout(Some(Duration::from_millis(250))).expect("a socket");
    let head = post.windows(4).position(|four| four == b"\r\n\r\n").expect("it has a head") + 4;
    let drips: &[u8] = match number % 3 {
        0 => &[],
        1 => &get[..get.len() - 2],
        _ => {
            stream.write_all(&post[..head]).expect("the head is taken");
            &post[head..]
        }
    };
    let mut drips = drips.iter();
    while began.elapsed() < CLOSED_WITHIN * 2 {
        if drips.next().is_some_and(|byte| stream.write_all(&[*byte]).is_err()) {
            break;
        }
        match stream.read(&mut [0; 512]) {
            Ok(0) => break,
            Ok(_) => {}
            Err(error) if error.kind() == std::io::ErrorKind::WouldBlock => {}
            Err(_) => break,
        }
    }
    began.elapsed()
}
