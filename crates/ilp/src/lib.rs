//! The individual learning plan and every judgement about it, as values.
//!
//! Nothing here reads a clock, a file, a network or a source of randomness: today's date, the reader, the language and
//! fresh ids are arguments. What this crate says depends on nothing but what it is given.

pub mod access;
mod id;
pub mod plan;
pub mod records;
pub mod roster;
pub mod rule;
#[cfg(feature = "sample")]
pub mod sample;
pub mod screening;
pub mod today;

pub use id::{
    ChangeId, ClassId, ConversationId, CourseId, DissentId, EnrolmentId, ItemId, JobId, OpeningId, OrgId,
    PersonId, ProposalId, RelationId, RunId, TenantId, TermId,
};
