//! Checks on the repository itself: what cargo, rustfmt and clippy cannot see.
//!
//! Run at the root of the repository (`cargo run -p tidy`). Every breach is one line that says where it is, what is wrong
//! and what to do; the exit code is 1 where there is any.

mod entities;
mod golden;
mod layers;
mod locales;
mod names;
mod places;
mod proofs;
mod routes;
mod rules;
mod sizes;
mod source;
mod tree;
mod unfinished;

use std::path::Path;
use std::process::ExitCode;

use tree::{Breach, Tree};

/// Every check, in the order in which its breaches are printed.
const CHECKS: [fn(&Tree) -> Vec<Breach>; 11] = [
    source::breaches,
    layers::breaches,
    names::breaches,
    sizes::breaches,
    unfinished::breaches,
    rules::breaches,
    golden::breaches,
    entities::breaches,
    routes::breaches,
    locales::breaches,
    proofs::breaches,
];

fn main() -> ExitCode {
    let root = Path::new(".");
    let tree = match Tree::of_repository(root) {
        Ok(tree) => tree,
        Err(why) => {
            eprintln!("tidy: {why}; run it at the root of the repository, with git installed");
            return ExitCode::from(2);
        }
    };
    let mut breaches: Vec<Breach> = CHECKS.iter().flat_map(|check| check(&tree)).collect();
    breaches.extend(places::breaches(&tree));
    breaches.extend(golden::edited(root));
    for breach in &breaches {
        println!("{breach}");
    }
    println!("tidy: {} files, {} breaches", tree.len(), breaches.len());
    if breaches.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
