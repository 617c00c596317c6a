//! What the student, the family and the student's supporter may.

use crate::access::act::Act;
use crate::access::decision::FamilyStanding;
use crate::access::facts::Rights;

/// Everything on one's own plan; a minor too. Observations are others' by their name, and what the student says needs no recorder.
pub(super) const fn student(act: Act) -> bool {
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
        | Act::LogContact
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
/// To disagree goes with seeing, not with taking part: whoever may inspect a record may place a statement with it, after a
/// hearing (34 CFR 99.21(b)(2)) for which we do not ask. An adult's consent to be seen is not a right to see who else looked, or to sign.
pub(super) const fn family(act: Act, rights: Rights, standing: FamilyStanding) -> bool {
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
        | Act::LogContact
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

/// With the student, never instead of them: no signature, no naming of others, no copy to take away.
pub(super) const fn supporter(act: Act) -> bool {
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
        | Act::LogContact
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
