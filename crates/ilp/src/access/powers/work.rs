//! What the people who work with a student may: by a class, by a caseload.

use crate::access::act::Act;
use crate::access::facts::{CaseloadKind, ClassRole};

/// Counselor, case manager and interventionist. Only the first two speak for the school: they sign and take a plan out.
pub(super) const fn caseload(act: Act, kind: CaseloadKind) -> bool {
    match act {
        Act::SeePlan
        | Act::SeeHistory
        | Act::ChangeOwn
        | Act::Propose
        | Act::AnswerProposal
        | Act::Observe
        | Act::Converse
        | Act::LogContact
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
pub(super) const fn class(act: Act, role: ClassRole) -> bool {
    let (teaches, helps) = match role {
        ClassRole::Teacher | ClassRole::CoTeacher | ClassRole::Substitute => (true, true),
        ClassRole::Aide => (false, true),
        ClassRole::Proctor => (false, false),
    };
    match act {
        Act::SeeLearnerInLists => true,
        Act::SeePlan | Act::Propose | Act::Observe | Act::Converse | Act::RecordFor => helps,
        Act::SeeHistory | Act::ChangeOwn | Act::AnswerProposal | Act::LogContact => teaches,
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
