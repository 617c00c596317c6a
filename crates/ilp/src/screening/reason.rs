//! Why a rule says what it says, as codes with what they are about. The words live in `headway-text`.

use std::borrow::Cow;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::below_grade_level::Compare;
use super::{GradeEquivalent, Hundredths};
use crate::roster::Grade;

/// One reason. A stored one is read back as `Reason<'static>`.
///
/// Numbers are as exact as they were judged: days and points in hundredths, credits in halves, grade equivalents in tenths.
/// `area` is the name of a content area in the policy, `year` the calendar year in which a school year ends.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "code", rename_all = "snake_case")]
#[expect(
    missing_docs,
    reason = "the fields are what the type's documentation and each variant's sentence say"
)]
pub enum Reason<'a> {
    /// The standard was not met in this area on that day.
    NotMet { area: Cow<'a, str>, year: i32, day: NaiveDate, how: How },
    /// The standard was met.
    Met { area: Cow<'a, str>, year: i32, day: NaiveDate, how: How },
    /// There is no score in this area, of that year where one is asked for.
    NoScore { area: Cow<'a, str>, year: Option<i32> },
    /// The only score there is was declared void.
    ScoreInvalidated { area: Cow<'a, str>, day: NaiveDate },
    /// The learner was not tested on the day of the test.
    NotTested { area: Cow<'a, str>, day: NaiveDate },
    /// There is a score, and nobody said in which grade it was made.
    NoGradeAtTest { area: Cow<'a, str>, day: NaiveDate },
    /// There is a score, and neither the source nor the policy says whether it meets the standard.
    NoStandard { area: Cow<'a, str>, day: NaiveDate, grade: Option<Grade> },
    /// The test is not given in this area in the learner's grade of then, so nothing is missing.
    NotGiven { area: Cow<'a, str>, grade: Grade },

    /// So many months below grade level, at least where the test ends below. Enough, by the district's rule.
    MonthsBelow {
        area: Cow<'a, str>,
        day: NaiveDate,
        score: GradeEquivalent,
        expected: GradeEquivalent,
        months: i32,
        needed: u16,
        compare: Compare,
    },
    /// So many months below grade level, at most where the test ends above. Not enough; negative: above grade level.
    NotSoFarBelow {
        area: Cow<'a, str>,
        day: NaiveDate,
        score: GradeEquivalent,
        expected: GradeEquivalent,
        months: i32,
        needed: u16,
        compare: Compare,
    },
    /// The test does not measure so far, and what it says fits either answer.
    BeyondTheTest {
        area: Cow<'a, str>,
        day: NaiveDate,
        score: GradeEquivalent,
        expected: GradeEquivalent,
        needed: u16,
        compare: Compare,
    },
    /// The latest score is older than the rule allows.
    ScoreTooOld { area: Cow<'a, str>, day: NaiveDate, days_max: u16 },
    /// The score came without a grade equivalent.
    NoGradeEquivalent { area: Cow<'a, str>, day: NaiveDate },

    /// The learner is in this program since then.
    InProgram { kind: Cow<'a, str>, since: NaiveDate },
    /// The learner is in none of the programs.
    InNoProgram,
    /// The district has loaded no programs.
    NoPrograms,

    /// A plan is asked for in this grade.
    GradeMandated { grade: Grade },
    /// It is not.
    GradeNotMandated { grade: Grade },
    /// The roster does not say in which grade the learner is.
    NoGrade,

    /// Absent so many of the days enrolled, which is at least `percent` of them.
    AbsentDays { year: i32, absent: Hundredths, enrolled: u32, percent: u8 },
    /// Absent so many days, which is less.
    FewerAbsentDays { year: i32, absent: Hundredths, enrolled: u32, percent: u8 },
    /// Attendance of that year was not loaded.
    NoAttendance { year: i32 },
    /// Nobody knows for how many days the learner was enrolled.
    NoEnrolledDays { year: i32 },
    /// Enrolled too few days to say.
    TooFewDays { year: i32, enrolled: u32, needed: u16 },
    /// More days absent than enrolled: one of the two is wrong.
    MoreAbsentThanEnrolled { year: i32, absent: Hundredths, enrolled: u32 },

    /// Behind in credits, by the table of the policy.
    CreditsBehind { grade: Grade, term: u8, half_credits_earned: u32, half_credits_expected: u32 },
    /// Not behind, or by less than counts.
    CreditsInTime { grade: Grade, term: u8, half_credits_earned: u32, half_credits_expected: u32 },
    /// No credits are expected in this grade.
    NoCreditsExpected { grade: Grade },
    /// There is no transcript.
    NoTranscript,
    /// Nobody says in which term of the year today lies.
    NoTerm,

    /// A teacher referred the learner on that day, having tried so many strategies.
    Referred { by: Cow<'a, str>, day: NaiveDate, strategies: u32, inputs: u32 },
    /// There is no open referral.
    NoReferral,
    /// A referral does not name who made it.
    NobodyNamed { day: NaiveDate },
    /// A referral names too few strategies with how long they were tried.
    TooFewStrategies { by: Cow<'a, str>, day: NaiveDate, tried: u32, needed: u16 },
    /// Too few teachers have said what they see.
    TooFewInputs { by: Cow<'a, str>, day: NaiveDate, inputs: u32, needed: u16 },

    /// The policy is for other grades.
    OutsideGrades { grade: Grade },
    /// The policy does not hold on this day.
    NotInForce { from: Option<NaiveDate>, until: Option<NaiveDate> },
}

/// By what it was decided that a standard was met or not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "by", rename_all = "snake_case")]
pub enum How {
    /// The policy's cut score for the grade in which the test was taken.
    CutScore {
        /// The learner's.
        points: Hundredths,
        /// The lowest that meets the standard.
        cut: Hundredths,
        /// The grade of then.
        grade: Grade,
    },
    /// The achievement level.
    Level {
        /// The learner's.
        level: u8,
        /// The lowest that meets the standard.
        needed: u8,
    },
    /// The source says so.
    Reported,
}

/// For what a reason speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Speaks {
    /// For a plan.
    For,
    /// Against one.
    Against,
    /// For neither: it names a fact that is missing.
    OfWhatIsMissing,
}

impl Reason<'_> {
    /// For what it speaks.
    #[must_use]
    pub const fn speaks(&self) -> Speaks {
        match self {
            Self::NotMet { .. }
            | Self::MonthsBelow { .. }
            | Self::InProgram { .. }
            | Self::GradeMandated { .. }
            | Self::AbsentDays { .. }
            | Self::CreditsBehind { .. }
            | Self::Referred { .. } => Speaks::For,
            Self::Met { .. }
            | Self::NotGiven { .. }
            | Self::NotSoFarBelow { .. }
            | Self::InNoProgram
            | Self::GradeNotMandated { .. }
            | Self::FewerAbsentDays { .. }
            | Self::CreditsInTime { .. }
            | Self::NoCreditsExpected { .. }
            | Self::NoReferral
            | Self::OutsideGrades { .. }
            | Self::NotInForce { .. } => Speaks::Against,
            Self::NoScore { .. }
            | Self::ScoreInvalidated { .. }
            | Self::NotTested { .. }
            | Self::NoGradeAtTest { .. }
            | Self::NoStandard { .. }
            | Self::BeyondTheTest { .. }
            | Self::ScoreTooOld { .. }
            | Self::NoGradeEquivalent { .. }
            | Self::NoPrograms
            | Self::NoGrade
            | Self::NoAttendance { .. }
            | Self::NoEnrolledDays { .. }
            | Self::TooFewDays { .. }
            | Self::MoreAbsentThanEnrolled { .. }
            | Self::NoTranscript
            | Self::NoTerm
            | Self::NobodyNamed { .. }
            | Self::TooFewStrategies { .. }
            | Self::TooFewInputs { .. } => Speaks::OfWhatIsMissing,
        }
    }
}
