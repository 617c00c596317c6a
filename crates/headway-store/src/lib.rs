//! What is kept, in SQLite or PostgreSQL; the only crate that talks to a database.
//!
//! A [`Store`] runs jobs: `store.read(job)` and `store.write(job)`. A job gets an opaque [`Tx`], calls the functions of
//! the modules below with it, and gives a value back. Everything a job did is kept together or not at all.

pub mod access_log;
pub mod accounts;
mod address;
pub mod arrivals;
pub mod at_home;
pub mod attempts;
pub mod attending;
pub mod audit;
pub mod backup;
pub mod caseloads;
pub mod check;
pub mod contacts;
pub mod conversations;
mod db;
pub mod directory;
pub mod drafts;
mod entity;
mod error;
mod fold;
pub mod glass;
mod hands;
pub mod hats;
mod instant;
pub mod invitations;
pub mod jobs;
pub mod letters;
pub mod looks;
mod migrate;
pub mod offices;
pub mod once;
pub mod oversight;
pub mod overview;
pub mod people;
pub mod permits;
pub mod places;
pub mod plans;
mod postgres;
mod projections;
pub mod promised;
pub mod proposals;
pub mod purposes;
pub mod records;
mod redactions;
pub mod rights;
pub mod rosters;
#[cfg(feature = "sample")]
pub mod sample;
pub mod saved_views;
pub mod sessions;
mod soundness;
pub mod source_ids;
mod sqlite;
mod store;
mod stored_text;
mod supporters;
pub mod team;
pub mod tenants;
pub mod ties;
mod two;
pub mod visible;

pub use error::{OpenError, StoreError};
pub use store::{Store, Tx, Work};
pub use two::LetIn;
