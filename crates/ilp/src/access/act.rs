//! Everything a person can want to do here, as far as permission is concerned.
//!
//! Every table of rights matches on all acts and has no wildcard, so that a new act does not compile until each role
//! has been ruled on.

use serde::{Deserialize, Serialize};

/// What somebody wants to do. It says nothing about a single item: whose item it is, is `ilp::plan`'s question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Act {
    /// Read a plan as it is now.
    SeePlan,
    /// Read how a plan came to be, and what it said on another day.
    SeeHistory,
    /// Read who has looked at this learner's plan, and why they could.
    SeeWhoLooked,
    /// Change items of the party one acts for: one's own, one's family's, or what the school has undertaken.
    ChangeOwn,
    /// Suggest a change that the owner of the item must answer.
    Propose,
    /// Answer a suggestion that was made to the party one acts for.
    AnswerProposal,
    /// Write down what one has seen, under one's own name.
    Observe,
    /// Attach "I see this differently" to something in the plan.
    Disagree,
    /// Take part in a conversation on the plan, which the student always reads.
    Converse,
    /// Note a talk with the student, the family or somebody else about the student, which the student reads.
    LogContact,
    /// Write down what the student said, for a student who does not type.
    RecordFor,
    /// Sign as the party one acts for. Nobody signs for somebody else.
    Sign,
    /// Name a supporter with whom one wants to decide, or let one go.
    NameSupporter,
    /// Replace text that must not be there by a note that says who, when and under which rule.
    Redact,
    /// Keep one entry from being shown for a while, where safety demands it.
    DelayVisibility,
    /// Take the plan out of the system as a file or on paper.
    ExportPlan,
    /// Ask for one hour's sight of a plan without a relation to the student.
    BreakGlass,
    /// Judge whether such an hour was rightly asked for.
    ReviewBreakGlass,
    /// See that a learner is there: a row of a list or of a search, with name and grade.
    SeeLearnerInLists,
    /// See counts over many learners, small groups suppressed.
    SeeAggregates,
    /// Open, close and reset accounts, and give offices.
    ManageAccounts,
    /// Record family links, consents and court orders with their evidence.
    ManageRights,
    /// Imports, backups, settings.
    RunSystem,
    /// Read the audit events of the system, which hold no plan text.
    SeeAudit,
}

impl Act {
    /// Every act, in the order in which the table of personas shows them.
    pub const ALL: [Self; 24] = [
        Self::SeePlan,
        Self::SeeHistory,
        Self::SeeWhoLooked,
        Self::ChangeOwn,
        Self::Propose,
        Self::AnswerProposal,
        Self::Observe,
        Self::Disagree,
        Self::Converse,
        Self::LogContact,
        Self::RecordFor,
        Self::Sign,
        Self::NameSupporter,
        Self::ExportPlan,
        Self::SeeLearnerInLists,
        Self::BreakGlass,
        Self::ReviewBreakGlass,
        Self::Redact,
        Self::DelayVisibility,
        Self::ManageRights,
        Self::SeeAggregates,
        Self::ManageAccounts,
        Self::RunSystem,
        Self::SeeAudit,
    ];

    /// Whether the act can be asked about one learner.
    #[must_use]
    pub const fn is_about_a_learner(self) -> bool {
        match self {
            Self::SeePlan
            | Self::SeeHistory
            | Self::SeeWhoLooked
            | Self::ChangeOwn
            | Self::Propose
            | Self::AnswerProposal
            | Self::Observe
            | Self::Disagree
            | Self::Converse
            | Self::LogContact
            | Self::RecordFor
            | Self::Sign
            | Self::NameSupporter
            | Self::Redact
            | Self::DelayVisibility
            | Self::ExportPlan
            | Self::BreakGlass
            | Self::ReviewBreakGlass
            | Self::SeeLearnerInLists
            | Self::ManageRights => true,
            Self::SeeAggregates | Self::ManageAccounts | Self::RunSystem | Self::SeeAudit => false,
        }
    }

    /// Whether the act can be asked about a school or district as a whole.
    ///
    /// Rights and reviews can be asked both ways: the officer's list of them is about the district, a row about a learner.
    #[must_use]
    pub const fn is_about_the_district(self) -> bool {
        match self {
            Self::SeeAggregates
            | Self::ManageAccounts
            | Self::RunSystem
            | Self::SeeAudit
            | Self::ManageRights
            | Self::ReviewBreakGlass => true,
            Self::SeePlan
            | Self::SeeHistory
            | Self::SeeWhoLooked
            | Self::ChangeOwn
            | Self::Propose
            | Self::AnswerProposal
            | Self::Observe
            | Self::Disagree
            | Self::Converse
            | Self::LogContact
            | Self::RecordFor
            | Self::Sign
            | Self::NameSupporter
            | Self::Redact
            | Self::DelayVisibility
            | Self::ExportPlan
            | Self::BreakGlass
            | Self::SeeLearnerInLists => false,
        }
    }

    /// Whether an order of no contact forbids the act: what only reads does not reach the student, all else may.
    #[must_use]
    pub const fn reaches_the_student(self) -> bool {
        match self {
            Self::SeePlan
            | Self::SeeHistory
            | Self::SeeWhoLooked
            | Self::ExportPlan
            | Self::SeeLearnerInLists
            | Self::SeeAggregates
            | Self::ManageAccounts
            | Self::RunSystem
            | Self::SeeAudit => false,
            Self::ChangeOwn
            | Self::Propose
            | Self::AnswerProposal
            | Self::Observe
            | Self::Disagree
            | Self::Converse
            | Self::LogContact
            | Self::RecordFor
            | Self::Sign
            | Self::NameSupporter
            | Self::Redact
            | Self::DelayVisibility
            | Self::BreakGlass
            | Self::ReviewBreakGlass
            | Self::ManageRights => true,
        }
    }

    /// Whether the act opens the text of a plan to somebody: then an office must say what for. A redaction or a delay has its
    /// reason in itself.
    #[must_use]
    pub const fn opens_a_plan(self) -> bool {
        match self {
            Self::SeePlan | Self::SeeHistory | Self::ExportPlan => true,
            Self::SeeWhoLooked
            | Self::ChangeOwn
            | Self::Propose
            | Self::AnswerProposal
            | Self::Observe
            | Self::Disagree
            | Self::Converse
            | Self::LogContact
            | Self::RecordFor
            | Self::Sign
            | Self::NameSupporter
            | Self::Redact
            | Self::DelayVisibility
            | Self::BreakGlass
            | Self::ReviewBreakGlass
            | Self::SeeLearnerInLists
            | Self::SeeAggregates
            | Self::ManageAccounts
            | Self::ManageRights
            | Self::RunSystem
            | Self::SeeAudit => false,
        }
    }
}
