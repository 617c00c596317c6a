//! What goes wrong around a server: it is killed, its clients vanish, crawl, press twice, or send too much.
//!
//! The program runs as it is built, over HTTP on this machine, and is judged from outside: by what it answered and by
//! what stands in its tables, read with SQL of our own ([`book`]). Every test prints the seed of its dice, which
//! `HEADWAY_SEED` gives back. `HEADWAY_KILL_ROUNDS` says how often the program is killed.

mod bad_input;
mod beside;
mod book;
mod browser;
mod copies;
pub(crate) mod dice;
mod encrypted;
mod engine;
mod hands;
mod kill;
mod page;
mod program;
mod slow;
mod storm;
mod together;
mod walk;
