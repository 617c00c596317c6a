//! Who needs a plan, and why: one rule a file, and the policy that joins them.
//!
//! Every rule answers with three values: it applies, it does not, or nobody can tell from these facts. A missing score is
//! never "met": a learner about whom nothing is known is listed under "cannot tell", with what is missing.
//!
//! [`judge`] is direct and typed, for a run over a whole district. The same judgement is asked as JSON through
//! [`rule::judge`](crate::rule::judge), rule by rule or as a policy.

mod applies;
mod area;
mod asked;
pub mod below_grade_level;
pub mod chronic_absence;
pub mod credit_deficiency;
mod day;
mod facts;
mod grade_equivalent;
mod hundredths;
pub mod mandated_grade;
mod needs;
pub mod policy;
pub mod program;
mod reason;
pub mod referral;
pub mod state_assessment;
#[cfg(test)]
mod tests;
mod wrong;

pub use applies::{Applies, Quantifier, all, any, at_least};
pub use area::{ContentArea, Several};
pub use day::{Day, WhichYear};
pub use facts::{Attendance, Facts, Learner, Program, Referral, Score, Strategy, Validity};
pub use grade_equivalent::{Bound, GradeEquivalent, NotAGradeEquivalent};
pub use hundredths::Hundredths;
pub use needs::Needs;
pub use policy::{Finding, Outcome, Policy, Standing, explain, judge};
pub use reason::{How, Reason, Speaks};
pub use wrong::{Problem, Wrong};
