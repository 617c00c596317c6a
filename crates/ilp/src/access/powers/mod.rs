//! What each hat carries: a table of rights a relation, each ruling on every act.

mod office;
mod own;
mod work;

use super::act::Act;
use super::decision::{Because, Field, Fields};
use super::facts::ClassRole;
use super::hats::Hat;

/// How long the glass stays broken.
pub const BREAK_GLASS_MINUTES: u32 = 60;
/// How often one person may break it in a day.
pub const BREAK_GLASS_A_DAY_MAX: u32 = 3;
/// How long ago the person must have proved who they are when they break it.
pub const SIGNED_IN_AGAIN_MINUTES_MAX: u32 = 5;
/// How many characters a reason in words must have, blanks at its ends not counted.
pub const REASON_CHARACTERS_MIN: u32 = 20;

/// Whether this hat gives a right to this act.
pub(super) fn carries(hat: Hat, act: Act) -> bool {
    match hat.because {
        Because::TheStudent => own::student(act),
        Because::Family { standing } => own::family(act, hat.rights, standing),
        Because::Supporter => own::supporter(act),
        Because::Caseload { kind } => work::caseload(act, kind),
        Because::Teaches { role, .. } => work::class(act, role),
        Because::RecordsOfficer { .. } => office::records_officer(act),
        Because::Leader { .. } => office::leader(act),
        Because::Administrator { .. } => office::administrator(act),
        Because::BreakGlass { .. } => office::break_glass(act),
        Because::Staff { .. } => office::staff(act),
    }
}

const LIST: Fields = Fields::of(&[Field::Name, Field::Standing]);
const PLAN: Fields = Fields::of(&[
    Field::Name,
    Field::Standing,
    Field::Plan,
    Field::FamilyWords,
    Field::Records,
    Field::Contact,
]);
const PLAN_ALONE: Fields = Fields::of(&[Field::Name, Field::Plan]);
const RIGHTS: Fields = Fields::of(&[Field::Name, Field::Contact, Field::Custody]);

/// What may be shown of a learner with this act, under this hat.
pub(super) fn fields(because: Because, act: Act) -> Fields {
    match act {
        Act::SeeAggregates | Act::RunSystem | Act::SeeAudit | Act::BreakGlass => Fields::default(),
        Act::ManageAccounts => Fields::of(&[Field::Name]),
        Act::ManageRights => RIGHTS,
        Act::SeeWhoLooked | Act::ReviewBreakGlass => Fields::of(&[Field::Name, Field::Views]),
        Act::SeeLearnerInLists => in_lists(because),
        Act::SeePlan
        | Act::SeeHistory
        | Act::ChangeOwn
        | Act::Propose
        | Act::AnswerProposal
        | Act::Observe
        | Act::Disagree
        | Act::Converse
        | Act::LogContact
        | Act::RecordFor
        | Act::Sign
        | Act::NameSupporter
        | Act::Redact
        | Act::DelayVisibility
        | Act::ExportPlan => in_plans(because),
    }
}

const fn in_lists(because: Because) -> Fields {
    match because {
        Because::Supporter
        | Because::Teaches { role: ClassRole::Proctor, .. }
        | Because::RecordsOfficer { .. } => Fields::of(&[Field::Name]),
        Because::TheStudent
        | Because::Family { .. }
        | Because::Caseload { .. }
        | Because::Teaches { .. }
        | Because::Leader { .. }
        | Because::Administrator { .. }
        | Because::BreakGlass { .. }
        | Because::Staff { .. } => LIST,
    }
}

/// Court orders and consents are nobody's but the officer's: a plan page never shows one parent's case to the other.
const fn in_plans(because: Because) -> Fields {
    match because {
        Because::Supporter => PLAN_ALONE,
        Because::TheStudent
        | Because::Family { .. }
        | Because::Caseload { .. }
        | Because::Teaches { .. }
        | Because::RecordsOfficer { .. }
        | Because::BreakGlass { .. } => PLAN,
        Because::Leader { .. } | Because::Administrator { .. } | Because::Staff { .. } => LIST,
    }
}
