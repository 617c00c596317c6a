//! What holds for every policy and every learner, tried on random ones.

use chrono::{Days, NaiveDate};
use ilp::roster::Grade;
use ilp::screening::below_grade_level::{BelowGradeLevel, Compare, SchoolMonths};
use ilp::screening::chronic_absence::ChronicAbsence;
use ilp::screening::state_assessment::{Cut, StateAssessment};
use ilp::screening::{
    Applies, Attendance, Bound, ContentArea, GradeEquivalent, Hundredths, Learner, Needs, Policy, Program,
    Quantifier, Reason, Referral, Score, Several, Speaks, Standing, Strategy as Tried, Validity, WhichYear,
    explain, judge, mandated_grade, program, referral,
};
use proptest::bool::ANY as EITHER;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 23).expect("a day")
}

fn area(name: &str) -> ContentArea {
    ContentArea { name: name.into(), called: Vec::new(), tested_in: Vec::new() }
}

fn assessment(not_met_in: Quantifier, several: Several) -> Needs {
    let cut = |area: &str, grade, met| Cut {
        area: area.into(),
        grade: Grade::Numbered(grade),
        met: Hundredths::whole(met),
    };
    Needs::StateAssessment(StateAssessment {
        measures: vec!["State".into()],
        areas: vec![area("ELA"), area("Math")],
        not_met_in,
        year: WhichYear::Previous,
        several,
        level_needed: None,
        cuts: vec![cut("ELA", 7, 2552), cut("ELA", 8, 2567), cut("Math", 7, 2567), cut("Math", 8, 2586)],
    })
}

fn below(compare: Compare, several: Several) -> Needs {
    Needs::BelowGradeLevel(BelowGradeLevel {
        measures: vec!["Uniform".into()],
        areas: vec![area("ELA")],
        below_in: Quantifier::Any,
        months: 6,
        compare,
        school_months: SchoolMonths { first_month: 9, first_is: 0, months: 10 },
        several,
        days_max: 365,
    })
}

fn some_rule() -> impl Strategy<Value = Needs> {
    let quantifier = || select(vec![Quantifier::Any, Quantifier::All]);
    let several = || select(vec![Several::Latest, Several::Best]);
    let compare = select(vec![Compare::MoreThan, Compare::AtLeast]);
    prop_oneof![
        (quantifier(), several()).prop_map(|(quantifier, several)| assessment(quantifier, several)),
        (compare, several()).prop_map(|(compare, several)| below(compare, several)),
        Just(Needs::Program(program::Program { any_of: vec!["special_education".into(), "title_i".into()] })),
        Just(Needs::MandatedGrade(mandated_grade::MandatedGrade { grades: vec![Grade::Numbered(8)] })),
        Just(Needs::ChronicAbsence(ChronicAbsence::default())),
        Just(Needs::Referral(referral::Referral::default())),
    ]
}

fn some_needs() -> impl Strategy<Value = Needs> {
    let group = |of: Vec<Needs>, kind: u8, count: usize| match kind {
        0 => Needs::Any(of),
        1 => Needs::All(of),
        _ => Needs::AtLeast { count: 1 + count % of.len(), of },
    };
    some_rule().prop_recursive(2, 12, 4, move |inner| {
        (vec(inner, 1..4), 0..3_u8, 0..4_usize).prop_map(move |(of, kind, count)| group(of, kind, count))
    })
}

fn policy(needs: Needs) -> Policy {
    Policy {
        id: "tried".into(),
        version: 1,
        name: "Tried".into(),
        citation: "None".into(),
        note: String::new(),
        from: None,
        until: None,
        grades: Vec::new(),
        year_begins: 7,
        needs,
    }
}

prop_compose! {
    fn some_score()(
        measure in select(vec!["State", "Uniform", "Other"]),
        subject in select(vec!["ELA", "Math", "Science"]),
        days_ago in 0..700_u64,
        grade in option::of(6..10_u8),
        points in option::of(2500..2600_i32),
        met in option::of(EITHER),
        tenths in option::of(30..90_i32),
        bound in select(vec![Bound::Exactly, Bound::Below, Bound::Above]),
        validity in select(vec![Validity::Valid, Validity::Valid, Validity::Invalidated, Validity::NotTested]),
    ) -> Score<'static> {
        Score {
            measure: measure.into(),
            subject: subject.into(),
            day: today() - Days::new(days_ago),
            year: None,
            grade: grade.map(Grade::Numbered),
            points: points.map(Hundredths::whole),
            level: None,
            met,
            grade_equivalent: tenths.map(|tenths| GradeEquivalent { tenths, bound }),
            validity,
        }
    }
}

prop_compose! {
    fn some_program()(
        kind in select(vec!["special_education", "title_i", "gifted"]),
        since in 0..400_u64,
        until in option::of(0..400_u64),
    ) -> Program<'static> {
        let since = today() - Days::new(since);
        Program { kind: kind.into(), since, until: until.map(|days| since + Days::new(days)) }
    }
}

prop_compose! {
    fn some_referral()(
        by in select(vec!["", "Ms. Rivera", "Mr. Bell"]),
        days_ago in 0..300_u64,
        days in option::of(0..40_u32),
        inputs in 0..3_u32,
    ) -> Referral<'static> {
        let strategies = vec![Tried { name: "Small group".into(), days }];
        Referral { by: by.into(), day: today() - Days::new(days_ago), until: None, strategies, inputs }
    }
}

prop_compose! {
    fn some_learner()(
        grade in option::of(6..10_u8),
        scores in vec(some_score(), 0..6),
        programs in option::of(vec(some_program(), 0..3)),
        attendance in option::of((option::of(0..70_u32), 0..800_i64)),
        referrals in vec(some_referral(), 0..3),
    ) -> Learner {
        let attendance = attendance.map(|(enrolled_days, excused)| Attendance {
            year: 2027,
            enrolled_days,
            excused: Hundredths(excused),
            unexcused: Hundredths(0),
            suspended: Hundredths(0),
        });
        Learner {
            grade: grade.map(Grade::Numbered),
            scores,
            programs,
            attendance: attendance.into_iter().collect(),
            referrals,
            ..Learner::default()
        }
    }
}

fn standing(needs: &Needs, learner: &Learner) -> Standing {
    judge(&policy(needs.clone()), &learner.facts(), today()).standing
}

proptest! {
    #[test]
    fn any_is_one_of_several_and_all_is_each_of_them(rules in vec(some_rule(), 1..5), learner in some_learner()) {
        let counted = |count| standing(&Needs::AtLeast { count, of: rules.clone() }, &learner);
        prop_assert_eq!(standing(&Needs::Any(rules.clone()), &learner), counted(1));
        prop_assert_eq!(standing(&Needs::All(rules.clone()), &learner), counted(rules.len()));
    }

    #[test]
    fn who_is_identified_has_a_reason_and_who_cannot_be_told_about_lacks_a_fact(
        needs in some_needs(),
        learner in some_learner(),
    ) {
        let policy = policy(needs);
        prop_assert_eq!(policy.check(), Ok(()));
        let facts = learner.facts();
        let outcome = judge(&policy, &facts, today());
        let reasons = || outcome.findings.iter().flat_map(|finding| &finding.reasons);
        match outcome.standing {
            Standing::Identified => prop_assert!(reasons().any(|reason| reason.speaks() == Speaks::For)),
            Standing::CannotTell => prop_assert!(outcome.missing().next().is_some()),
            Standing::NotIdentified => {}
        }
        for finding in &outcome.findings {
            let speaks = |of| finding.reasons.iter().any(|reason: &Reason| reason.speaks() == of);
            match finding.applies {
                Applies::Yes => prop_assert!(speaks(Speaks::For), "{finding:?}"),
                Applies::CannotTell => prop_assert!(speaks(Speaks::OfWhatIsMissing), "{finding:?}"),
                Applies::No => prop_assert!(false, "a rule that does not apply is left out: {finding:?}"),
            }
        }
        let mut explained = explain(&policy, &facts, today());
        prop_assert_eq!(explained.findings.len(), policy.needs.rules().len());
        prop_assert!(explained.findings.iter().all(|finding| !finding.reasons.is_empty()));
        explained.findings.retain(|finding| finding.applies != Applies::No);
        prop_assert_eq!(explained, outcome);
    }

    #[test]
    fn the_order_of_facts_changes_nothing(needs in some_needs(), learner in some_learner()) {
        let mut backwards = learner.clone();
        backwards.scores.reverse();
        backwards.referrals.reverse();
        backwards.programs.iter_mut().for_each(|programs| programs.reverse());
        prop_assert_eq!(standing(&needs, &learner), standing(&needs, &backwards));
    }

    #[test]
    fn a_day_later_or_of_no_account_a_fact_changes_nothing(
        needs in some_needs(),
        learner in some_learner(),
        mut score in some_score(),
    ) {
        let before = standing(&needs, &learner);
        let with = |score: &Score<'static>| {
            let scores = learner.scores.iter().cloned().chain([score.clone()]).collect();
            standing(&needs, &Learner { scores, ..learner.clone() })
        };
        score.measure = "Other".into();
        prop_assert_eq!(with(&score), before);
        score.measure = "State".into();
        score.day = today() + Days::new(1);
        score.year = Some(2026);
        prop_assert_eq!(with(&score), before);
        score.measure = "Uniform".into();
        prop_assert_eq!(with(&score), before);
    }

    /// A void score says nothing: it is never a pass and never a failure.
    #[test]
    fn a_void_score_changes_no_answer(needs in some_needs(), learner in some_learner(), mut score in some_score()) {
        score.validity = Validity::Invalidated;
        let scores = learner.scores.iter().cloned().chain([score]).collect();
        let with = Learner { scores, ..learner.clone() };
        prop_assert_eq!(standing(&needs, &learner), standing(&needs, &with));
    }

    /// Where the best score counts, another test can lift somebody out of a list and never put them on it.
    #[test]
    fn another_try_never_harms_where_the_best_counts(learner in some_learner(), score in some_score()) {
        let scores = learner.scores.iter().cloned().chain([score]).collect();
        let with = Learner { scores, ..learner.clone() };
        for needs in [assessment(Quantifier::Any, Several::Best), below(Compare::AtLeast, Several::Best)] {
            if standing(&needs, &learner) == Standing::NotIdentified {
                prop_assert_eq!(standing(&needs, &with), Standing::NotIdentified);
            }
        }
    }

    /// To be in one more program, to be referred once more and to miss one more day only ever speak for a plan.
    #[test]
    fn more_need_never_moves_a_name_down(
        needs in some_needs(),
        learner in some_learner(),
        program in some_program(),
        referral in some_referral(),
    ) {
        let mut with = learner.clone();
        with.programs.iter_mut().for_each(|programs| programs.push(program.clone()));
        with.referrals.push(referral);
        for attendance in &mut with.attendance {
            let days = attendance.enrolled_days.map_or(0, |days| i64::from(days) * 100);
            attendance.excused = Hundredths((attendance.excused.0 + 100).min(days.max(attendance.excused.0)));
        }
        let up = |learner| match standing(&needs, learner) {
            Standing::NotIdentified => 0,
            Standing::CannotTell => 1,
            Standing::Identified => 2,
        };
        prop_assert!(up(&learner) <= up(&with));
    }

    /// Lower by a tenth is never less below, and to ask for less never finds fewer.
    #[test]
    fn a_lower_score_is_never_less_below(tenths in 1..130_i32, grade in 1..13_u8, months in 1..40_u16) {
        let says = |tenths, months, compare| {
            let mut needs = below(compare, Several::Latest);
            let Needs::BelowGradeLevel(rule) = &mut needs else { unreachable!("it was made so") };
            rule.months = months;
            let score = Score {
                measure: "Uniform".into(),
                subject: "ELA".into(),
                day: today(),
                year: None,
                grade: Some(Grade::Numbered(grade)),
                points: None,
                level: None,
                met: None,
                grade_equivalent: Some(GradeEquivalent::exactly(tenths)),
                validity: Validity::Valid,
            };
            standing(&needs, &Learner { scores: vec![score], ..Learner::default() }) == Standing::Identified
        };
        for compare in [Compare::MoreThan, Compare::AtLeast] {
            prop_assert!(!says(tenths, months, compare) || says(tenths - 1, months, compare));
            prop_assert!(!says(tenths, months + 1, compare) || says(tenths, months, compare));
        }
        prop_assert_eq!(says(tenths, months, Compare::MoreThan), says(tenths, months + 1, Compare::AtLeast));
    }

    /// What is stored of a run can be judged again, and its reasons read.
    #[test]
    fn facts_and_outcome_come_back_from_json(needs in some_needs(), learner in some_learner()) {
        let stored = serde_json::to_string(&learner.facts()).expect("facts are JSON");
        prop_assert_eq!(&serde_json::from_str::<Learner>(&stored).expect("a learner reads them"), &learner);
        let policy = policy(needs);
        let written = serde_json::to_string(&policy).expect("a policy is JSON");
        prop_assert_eq!(&serde_json::from_str::<Policy>(&written).expect("it is read back"), &policy);
        let facts = learner.facts();
        let outcome = explain(&policy, &facts, today());
        let kept = serde_json::to_string(&outcome).expect("an outcome is JSON");
        let read: ilp::screening::Outcome<'static> = serde_json::from_str(&kept).expect("it is read back");
        prop_assert_eq!(read, outcome);
    }
}

#[test]
fn nothing_is_allocated_for_whom_nothing_is_found() {
    let needs = Needs::Any(vec![
        Needs::Program(program::Program { any_of: vec!["title_i".into()] }),
        Needs::MandatedGrade(mandated_grade::MandatedGrade { grades: vec![Grade::Numbered(8)] }),
        Needs::Referral(referral::Referral::default()),
    ]);
    let learner =
        Learner { grade: Some(Grade::Numbered(7)), programs: Some(Vec::new()), ..Learner::default() };
    let policy = policy(needs);
    let facts = learner.facts();
    let outcome = judge(&policy, &facts, today());
    assert_eq!(outcome.standing, Standing::NotIdentified);
    assert_eq!(outcome.findings.capacity(), 0);
    assert_eq!(outcome.outside, None);
}
