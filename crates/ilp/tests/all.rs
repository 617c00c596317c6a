//! What the core promises as a whole: the rulebook's tables, and what holds for all facts there can be.

#[path = "all/access.rs"]
mod access;
#[path = "all/rulebook.rs"]
mod rulebook;
