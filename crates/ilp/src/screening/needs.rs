//! What makes a learner need a plan: a tree of rules with their settings.

use serde::{Deserialize, Serialize};

use super::asked::Settings;
use super::below_grade_level::BelowGradeLevel;
use super::chronic_absence::ChronicAbsence;
use super::credit_deficiency::CreditDeficiency;
use super::mandated_grade::MandatedGrade;
use super::program::Program;
use super::referral::Referral;
use super::state_assessment::StateAssessment;
use super::{Problem, Wrong};
use crate::rule::Rule;

/// A rule with its settings, or several joined.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Needs {
    /// One of these is enough.
    Any(Vec<Needs>),
    /// It takes each of these.
    All(Vec<Needs>),
    /// It takes some of these.
    AtLeast {
        /// How many.
        count: usize,
        /// Of which.
        of: Vec<Needs>,
    },
    /// Not successful on the state's assessment.
    StateAssessment(StateAssessment),
    /// Months below grade level.
    BelowGradeLevel(BelowGradeLevel),
    /// In a program.
    Program(Program),
    /// In a grade in which everybody has a plan.
    MandatedGrade(MandatedGrade),
    /// Often absent.
    ChronicAbsence(ChronicAbsence),
    /// Behind in credits.
    CreditDeficiency(CreditDeficiency),
    /// Referred by a teacher.
    Referral(Referral),
}

impl Needs {
    /// How deep groups may lie in groups.
    pub const DEPTH_MAX: usize = 4;

    /// The rules of a policy in reading order, as findings count them.
    #[must_use]
    pub fn rules(&self) -> Vec<&'static Rule> {
        match self {
            Self::Any(of) | Self::All(of) | Self::AtLeast { of, .. } => {
                of.iter().flat_map(Self::rules).collect()
            }
            rule => rule.rule().map(|(rule, _)| rule).into_iter().collect(),
        }
    }

    /// The one rule that this is. `None`: it joins others.
    pub(super) fn rule(&self) -> Option<(&'static Rule, &dyn Settings)> {
        Some(match self {
            Self::Any(_) | Self::All(_) | Self::AtLeast { .. } => return None,
            Self::StateAssessment(settings) => (&super::state_assessment::RULE, settings),
            Self::BelowGradeLevel(settings) => (&super::below_grade_level::RULE, settings),
            Self::Program(settings) => (&super::program::RULE, settings),
            Self::MandatedGrade(settings) => (&super::mandated_grade::RULE, settings),
            Self::ChronicAbsence(settings) => (&super::chronic_absence::RULE, settings),
            Self::CreditDeficiency(settings) => (&super::credit_deficiency::RULE, settings),
            Self::Referral(settings) => (&super::referral::RULE, settings),
        })
    }

    /// Its name in TOML and JSON, which is the end of the rule's id.
    fn name(&self) -> &'static str {
        match self {
            Self::Any(_) => "any",
            Self::All(_) => "all",
            Self::AtLeast { .. } => "at_least",
            rule => rule.rule().map_or("", |(rule, _)| rule.id.trim_start_matches("screening/")),
        }
    }

    /// The first thing in it that no run could make sense of, `depth` groups below the policy.
    pub(super) fn check(&self, depth: usize) -> Result<(), Wrong> {
        let here = format!("/{}", self.name());
        if let Some((_, settings)) = self.rule() {
            return settings.check().map_err(|wrong| wrong.below(&here));
        }
        let (of, place) = match self {
            Self::AtLeast { of, .. } => (&of[..], format!("{here}/of")),
            Self::Any(of) | Self::All(of) => (&of[..], here.clone()),
            _ => (&[][..], here.clone()),
        };
        if of.is_empty() {
            return Err(Wrong::at(place, Problem::Empty("rule")));
        }
        if Self::DEPTH_MAX <= depth {
            return Err(Wrong::at(place, Problem::TooDeep(Self::DEPTH_MAX)));
        }
        if let Self::AtLeast { count, of } = self
            && !(1..=of.len()).contains(count)
        {
            let problem = Problem::Count { count: *count, rules: of.len() };
            return Err(Wrong::at(format!("{here}/count"), problem));
        }
        let each = of.iter().enumerate();
        each.into_iter().try_for_each(|(at, needs)| {
            needs.check(depth + 1).map_err(|wrong| wrong.below(&format!("{place}/{at}")))
        })
    }
}
