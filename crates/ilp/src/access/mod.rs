//! Who may see, do or propose what about a learner or a district, and why.
//!
//! One pure function, [`decide`], over dated facts. Whoever asks gets the reason: it goes to the access log, and the
//! student and the family read it in words. Which *items* of a plan a party may change is not decided here but by
//! their owner, in `ilp::plan`; both must agree.

mod act;
mod asked;
mod decide;
mod decision;
mod facts;
mod hats;
#[cfg(any(test, feature = "sample"))]
pub mod personas;
mod powers;

pub use act::Act;
pub use asked::Facts;
pub use decide::{RULE, decide};
pub use decision::{Because, Decision, FamilyStanding, Field, Fields, Why};
pub use facts::{
    About, Actor, AdultBasis, CaseloadKind, ClassRole, District, Learner, Moment, Office, OfficeKind, Place,
    Relation, RestrictionKind, Rights, Schooling, Tie, in_force,
};
pub use hats::staff;
pub use powers::{
    BREAK_GLASS_A_DAY_MAX, BREAK_GLASS_MINUTES, REASON_CHARACTERS_MIN, SIGNED_IN_AGAIN_MINUTES_MAX,
};
