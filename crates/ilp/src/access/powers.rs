//! What each hat carries: a table of rights a relation, each ruling on every act.

use super::act::Act;
use super::decision::{Because, FamilyStanding, Field, Fields};
use super::facts::{CaseloadKind, ClassRole, Rights};
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
        Because::TheStudent => student(act),
        Because::Family { standing } => family(act, hat.rights, standing),
        Because::Caseload { kind } => caseload(act, kind),
        Because::Teaches { role, .. } => class(act, role),
        Because::Supporter => supporter(act),
        Because::RecordsOfficer { .. } => records_officer(act),
        Because::Leader { .. } => leader(act),
        Because::Administrator { .. } => administrator(act),
        Because::BreakGlass { .. } => matches!(act, Act::SeePlan | Act::SeeHistory),
        Because::Staff { .. } => matches!(act, Act::BreakGlass),
    }
}

/// Everything on one's own plan; a minor too. Observations are others' by their name, and what the student says needs no recorder.
const fn student(act: Act) -> bool {
    match act {
        Act::SeePlan
        | Act::SeeHistory
        | Act::SeeWhoLooked
        | Act::ChangeOwn
        | Act::Propose
        | Act::AnswerProposal
        | Act::Disagree
        | Act::Converse
        | Act::Sign
        | Act::NameSupporter
        | Act::ExportPlan
        | Act::SeeLearnerInLists => true,
        Act::Observe
        | Act::RecordFor
        | Act::Redact
        | Act::DelayVisibility
        | Act::BreakGlass
        | Act::ReviewBreakGlass
        | Act::SeeAggregates
        | Act::ManageAccounts
        | Act::ManageRights
        | Act::RunSystem
        | Act::SeeAudit => false,
    }
}

/// A family's rights, as its row gives them and as its standing limits them.
///
/// To disagree goes with seeing, not with taking part: a parent may place a statement with any record that he may inspect
/// (34 CFR 99.21(b)(2)). An adult's consent to be seen is not a right to see who else looked, or to sign.
const fn family(act: Act, rights: Rights, standing: FamilyStanding) -> bool {
    let (full, consented) = match standing {
        FamilyStanding::OfMinor | FamilyStanding::AsGuardian => (true, true),
        FamilyStanding::ByConsent => (false, true),
        FamilyStanding::OfDependent => (false, false),
    };
    match act {
        Act::SeePlan | Act::SeeHistory | Act::SeeLearnerInLists => rights.see,
        Act::Disagree | Act::ExportPlan => rights.see && consented,
        Act::SeeWhoLooked => rights.see && full,
        Act::ChangeOwn
        | Act::Propose
        | Act::AnswerProposal
        | Act::Observe
        | Act::Converse
        | Act::RecordFor => rights.see && rights.take_part && consented,
        Act::Sign => rights.see && rights.sign && full,
        Act::NameSupporter
        | Act::Redact
        | Act::DelayVisibility
        | Act::BreakGlass
        | Act::ReviewBreakGlass
        | Act::SeeAggregates
        | Act::ManageAccounts
        | Act::ManageRights
        | Act::RunSystem
        | Act::SeeAudit => false,
    }
}

/// Counselor, case manager and interventionist. Only the first two speak for the school: they sign and take a plan out.
const fn caseload(act: Act, kind: CaseloadKind) -> bool {
    match act {
        Act::SeePlan
        | Act::SeeHistory
        | Act::ChangeOwn
        | Act::Propose
        | Act::AnswerProposal
        | Act::Observe
        | Act::Converse
        | Act::RecordFor
        | Act::SeeLearnerInLists => true,
        Act::Sign | Act::ExportPlan => match kind {
            CaseloadKind::CaseManager | CaseloadKind::Counselor => true,
            CaseloadKind::Interventionist => false,
        },
        Act::SeeWhoLooked
        | Act::Disagree
        | Act::NameSupporter
        | Act::Redact
        | Act::DelayVisibility
        | Act::BreakGlass
        | Act::ReviewBreakGlass
        | Act::SeeAggregates
        | Act::ManageAccounts
        | Act::ManageRights
        | Act::RunSystem
        | Act::SeeAudit => false,
    }
}

/// Who works in a class, by how much of the class is theirs.
const fn class(act: Act, role: ClassRole) -> bool {
    let (teaches, helps) = match role {
        ClassRole::Teacher | ClassRole::CoTeacher | ClassRole::Substitute => (true, true),
        ClassRole::Aide => (false, true),
        ClassRole::Proctor => (false, false),
    };
    match act {
        Act::SeeLearnerInLists => true,
        Act::SeePlan | Act::Propose | Act::Observe | Act::Converse | Act::RecordFor => helps,
        Act::SeeHistory | Act::ChangeOwn | Act::AnswerProposal => teaches,
        Act::SeeWhoLooked
        | Act::Disagree
        | Act::Sign
        | Act::NameSupporter
        | Act::Redact
        | Act::DelayVisibility
        | Act::ExportPlan
        | Act::BreakGlass
        | Act::ReviewBreakGlass
        | Act::SeeAggregates
        | Act::ManageAccounts
        | Act::ManageRights
        | Act::RunSystem
        | Act::SeeAudit => false,
    }
}

/// With the student, never instead of them: no signature, no naming of others, no copy to take away.
const fn supporter(act: Act) -> bool {
    match act {
        Act::SeePlan
        | Act::SeeHistory
        | Act::ChangeOwn
        | Act::Propose
        | Act::AnswerProposal
        | Act::Converse
        | Act::RecordFor
        | Act::SeeLearnerInLists => true,
        Act::SeeWhoLooked
        | Act::Observe
        | Act::Disagree
        | Act::Sign
        | Act::NameSupporter
        | Act::Redact
        | Act::DelayVisibility
        | Act::ExportPlan
        | Act::BreakGlass
        | Act::ReviewBreakGlass
        | Act::SeeAggregates
        | Act::ManageAccounts
        | Act::ManageRights
        | Act::RunSystem
        | Act::SeeAudit => false,
    }
}

/// Keeps the record and the rights in it, and writes nothing into the plan.
const fn records_officer(act: Act) -> bool {
    match act {
        Act::SeePlan
        | Act::SeeHistory
        | Act::SeeWhoLooked
        | Act::ExportPlan
        | Act::SeeLearnerInLists
        | Act::Redact
        | Act::DelayVisibility
        | Act::ReviewBreakGlass
        | Act::ManageRights
        | Act::SeeAudit => true,
        Act::ChangeOwn
        | Act::Propose
        | Act::AnswerProposal
        | Act::Observe
        | Act::Disagree
        | Act::Converse
        | Act::RecordFor
        | Act::Sign
        | Act::NameSupporter
        | Act::BreakGlass
        | Act::SeeAggregates
        | Act::ManageAccounts
        | Act::RunSystem => false,
    }
}

/// Who is on which list and why, and counts: no plan's text.
const fn leader(act: Act) -> bool {
    match act {
        Act::SeeLearnerInLists | Act::SeeAggregates => true,
        Act::SeePlan
        | Act::SeeHistory
        | Act::SeeWhoLooked
        | Act::ChangeOwn
        | Act::Propose
        | Act::AnswerProposal
        | Act::Observe
        | Act::Disagree
        | Act::Converse
        | Act::RecordFor
        | Act::Sign
        | Act::NameSupporter
        | Act::Redact
        | Act::DelayVisibility
        | Act::ExportPlan
        | Act::BreakGlass
        | Act::ReviewBreakGlass
        | Act::ManageAccounts
        | Act::ManageRights
        | Act::RunSystem
        | Act::SeeAudit => false,
    }
}

/// Runs the system and sees no plan.
const fn administrator(act: Act) -> bool {
    match act {
        Act::ManageAccounts | Act::RunSystem | Act::SeeAudit => true,
        Act::SeePlan
        | Act::SeeHistory
        | Act::SeeWhoLooked
        | Act::ChangeOwn
        | Act::Propose
        | Act::AnswerProposal
        | Act::Observe
        | Act::Disagree
        | Act::Converse
        | Act::RecordFor
        | Act::Sign
        | Act::NameSupporter
        | Act::Redact
        | Act::DelayVisibility
        | Act::ExportPlan
        | Act::BreakGlass
        | Act::ReviewBreakGlass
        | Act::SeeLearnerInLists
        | Act::SeeAggregates
        | Act::ManageRights => false,
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
