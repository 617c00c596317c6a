//! What an office may by itself, and whoever has broken the glass.

use crate::access::act::Act;

/// Keeps the record and the rights in it, and writes nothing into the plan.
pub(super) const fn records_officer(act: Act) -> bool {
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
        | Act::LogContact
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
pub(super) const fn leader(act: Act) -> bool {
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
        | Act::LogContact
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
pub(super) const fn administrator(act: Act) -> bool {
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
        | Act::LogContact
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

/// To read, for an hour.
pub(super) const fn break_glass(act: Act) -> bool {
    match act {
        Act::SeePlan | Act::SeeHistory => true,
        Act::SeeWhoLooked
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
        | Act::ExportPlan
        | Act::BreakGlass
        | Act::ReviewBreakGlass
        | Act::SeeLearnerInLists
        | Act::SeeAggregates
        | Act::ManageAccounts
        | Act::ManageRights
        | Act::RunSystem
        | Act::SeeAudit => false,
    }
}

/// Any member of staff may ask for that hour.
pub(super) const fn staff(act: Act) -> bool {
    match act {
        Act::BreakGlass => true,
        Act::SeePlan
        | Act::SeeHistory
        | Act::SeeWhoLooked
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
        | Act::ExportPlan
        | Act::ReviewBreakGlass
        | Act::SeeLearnerInLists
        | Act::SeeAggregates
        | Act::ManageAccounts
        | Act::ManageRights
        | Act::RunSystem
        | Act::SeeAudit => false,
    }
}
