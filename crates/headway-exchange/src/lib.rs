//! Bytes to values and back: rosters, records and whatever else schools exchange.

pub mod oneroster;
pub mod packs;
pub mod records;
pub mod sheet;
