//! What the core promises as a whole: the rulebook's tables, and what holds for all facts there can be.

#[path = "all/access.rs"]
mod access;
#[path = "all/rulebook.rs"]
mod rulebook;
#[path = "all/screening.rs"]
mod screening;
#[path = "all/three_values.rs"]
mod three_values;
