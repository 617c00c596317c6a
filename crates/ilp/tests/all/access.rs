//! What holds of `access::decide` for all facts there can be.

use chrono::{DateTime, Datelike, Days, NaiveDate, TimeDelta, Utc};
use ilp::access::{
    About, Act, Actor, AdultBasis, Because, CaseloadKind, ClassRole, Decision, Field, Learner, Moment,
    Office, OfficeKind, Place, Relation, RestrictionKind, Rights, Schooling, Tie, Why, decide,
};
use ilp::{ClassId, OrgId, PersonId, TenantId};
use proptest::prelude::*;
use proptest::sample::select;

const LEARNER: PersonId = PersonId::numbered(1);

fn first_day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 1, 1).expect("a day of the calendar")
}

/// Days of one year, so that rows often meet the day asked about.
fn day() -> impl Strategy<Value = NaiveDate> {
    (0_u64..365).prop_map(|days| first_day() + Days::new(days))
}

fn moment() -> impl Strategy<Value = Moment> {
    (day(), 0_i64..200).prop_map(|(today, minutes)| Moment { today, at: instant(minutes) })
}

fn instant(minutes: i64) -> DateTime<Utc> {
    DateTime::UNIX_EPOCH + TimeDelta::minutes(minutes)
}

fn dates() -> impl Strategy<Value = (Option<NaiveDate>, Option<NaiveDate>)> {
    (prop::option::of(day()), prop::option::of(day()))
}

/// Every tie but a court order.
fn tie() -> impl Strategy<Value = Tie> {
    use CaseloadKind::{CaseManager, Counselor, Interventionist};
    use ClassRole::{Aide, CoTeacher, Proctor, Substitute, Teacher};
    let rights =
        any::<(bool, bool, bool)>().prop_map(|(see, take_part, sign)| Rights { see, take_part, sign });
    let bases = select(vec![AdultBasis::Consent, AdultBasis::Guardianship, AdultBasis::Dependent]);
    let class = (1_u128..4, select(vec![Teacher, CoTeacher, Substitute, Aide, Proctor]));
    prop_oneof![
        rights.prop_map(|rights| Tie::Family { rights, evidence: None }),
        bases.prop_map(|basis| Tie::AdultConsent { basis }),
        class.prop_map(|(class, role)| Tie::ClassTeacher { class: ClassId::numbered(class), role }),
        select(vec![CaseManager, Counselor, Interventionist]).prop_map(|kind| Tie::Caseload { kind }),
        prop::option::of("form").prop_map(|consent| Tie::Supporter { consent }),
        (0_i64..200).prop_map(|since| Tie::BreakGlass { reason: String::new(), since: instant(since) }),
    ]
}

fn restriction() -> impl Strategy<Value = Tie> {
    select(vec![RestrictionKind::NoRecords, RestrictionKind::NoContact])
        .prop_map(|kind| Tie::Restriction { kind, court_reference: String::new() })
}

fn relation(tie: impl Strategy<Value = Tie>) -> impl Strategy<Value = Relation> {
    (tie, dates()).prop_map(|(tie, (from, until))| Relation { tie, from, until })
}

fn place() -> impl Strategy<Value = Place> {
    (2_u128..5, any::<bool>()).prop_map(|(school, in_district)| Place {
        organisation: OrgId::numbered(school),
        within: if in_district { vec![OrgId::numbered(1)] } else { Vec::new() },
    })
}

fn learner() -> impl Strategy<Value = Learner> {
    let stay = (place(), dates()).prop_map(|(place, (from, until))| Schooling { place, from, until });
    let years_old = prop::option::of(17_i32..19);
    let relations = prop::collection::vec(relation(prop_oneof![8 => tie(), 1 => restriction()]), 0..5);
    (prop::collection::vec(stay, 0..3), years_old, day(), prop::option::of(day()), relations).prop_map(
        |(schoolings, years, born, emancipated_from, relations)| Learner {
            tenant: TenantId::numbered(1),
            person: LEARNER,
            schoolings,
            birth_date: years.and_then(|years| born.with_year(2026 - years)),
            age_of_majority: 18,
            emancipated_from,
            eligible_by_enrolment_from: None,
            relations,
        },
    )
}

fn office() -> impl Strategy<Value = Office> {
    use OfficeKind::{
        Administrator, CaseManager, Counselor, Interventionist, Leader, Other, PrivacyOfficer, Teacher,
    };
    let kinds =
        vec![Teacher, Counselor, CaseManager, Interventionist, Leader, PrivacyOfficer, Administrator, Other];
    (select(kinds), 1_u128..5, dates()).prop_map(|(kind, place, (from, until))| Office {
        kind,
        organisation: OrgId::numbered(place),
        from,
        until,
    })
}

/// Anybody but the learner.
fn actor() -> impl Strategy<Value = Actor> {
    let signed_in_at = prop::option::of((0_i64..200).prop_map(instant));
    let purpose = prop::option::of("[a-z]{15,25}");
    (prop::collection::vec(office(), 0..3), signed_in_at, purpose, 0_u32..5).prop_map(
        |(offices, signed_in_at, purpose, break_glass_today)| Actor {
            tenant: TenantId::numbered(1),
            person: Some(PersonId::numbered(2)),
            disabled: false,
            offices,
            signed_in_at,
            purpose,
            break_glass_today,
        },
    )
}

fn acts() -> impl Iterator<Item = Act> {
    Act::ALL.into_iter().filter(|act| act.is_about_a_learner())
}

fn decisions(actor: &Actor, learner: &Learner, now: Moment) -> Vec<(Act, Decision)> {
    let about = About::Learner(learner.clone());
    acts().map(|act| (act, decide(actor, act, &about, now))).collect()
}

fn fields(decision: &Decision) -> Vec<Field> {
    match decision {
        Decision::Allow { fields, .. } => fields.iter().collect(),
        Decision::Deny { .. } => Vec::new(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn an_order_against_seeing_the_record_denies_everything_to_everybody(
        actor in actor(), mut learner in learner(), now in moment(), is_the_learner: bool, at in 0_usize..6,
    ) {
        let tie = Tie::Restriction { kind: RestrictionKind::NoRecords, court_reference: String::new() };
        let until = now.today.succ_opt();
        learner.relations.insert(at.min(learner.relations.len()), Relation { tie, from: Some(now.today), until });
        let person = if is_the_learner { Some(LEARNER) } else { actor.person };
        for (act, decision) in decisions(&Actor { person, ..actor }, &learner, now) {
            prop_assert_eq!(decision, Decision::Deny { why: Why::Restricted }, "{:?}", act);
        }
    }

    #[test]
    fn a_row_that_has_ended_or_not_begun_changes_nothing(
        actor in actor(), learner in learner(), now in moment(), tie in prop_oneof![tie(), restriction()],
        has_ended: bool, away in 0_u64..40, other in prop::option::of(day()), at in 0_usize..6,
    ) {
        let (from, until) = if has_ended {
            (other, Some(now.today - Days::new(away)))
        } else {
            (Some(now.today + Days::new(away + 1)), other)
        };
        let mut more = learner.clone();
        more.relations.insert(at.min(learner.relations.len()), Relation { tie, from, until });
        prop_assert_eq!(decisions(&actor, &more, now), decisions(&actor, &learner, now));
    }

    #[test]
    fn without_a_relation_or_an_office_the_learner_is_not_known(
        actor in actor(), learner in learner(), now in moment(),
    ) {
        let actor = Actor { offices: Vec::new(), ..actor };
        let learner = Learner { relations: Vec::new(), ..learner };
        for (act, decision) in decisions(&actor, &learner, now) {
            prop_assert_eq!(decision, Decision::Deny { why: Why::NotKnown }, "{:?}", act);
        }
    }

    #[test]
    fn without_a_relation_only_the_records_officer_reads_a_plan_and_nobody_writes_one(
        actor in actor(), learner in learner(), now in moment(),
    ) {
        let learner = Learner { relations: Vec::new(), ..learner };
        for (act, decision) in decisions(&actor, &learner, now) {
            let by_office = matches!(decision.allowed(), Some(Because::RecordsOfficer { .. }));
            prop_assert!(by_office || !fields(&decision).contains(&Field::Plan), "{:?} {:?}", act, decision);
            let writes = matches!(act, Act::ChangeOwn | Act::Propose | Act::AnswerProposal | Act::Observe | Act::Sign);
            prop_assert!(!writes || decision.allowed().is_none(), "{:?} {:?}", act, decision);
        }
    }

    #[test]
    fn nobody_and_no_closed_account_and_no_other_tenant_may_or_may_know(
        actor in actor(), learner in learner(), now in moment(), person in 1_u128..3,
    ) {
        let person = Some(PersonId::numbered(person));
        let nobody = Actor { person: None, ..actor.clone() };
        let closed = Actor { person, disabled: true, ..actor.clone() };
        let stranger = Actor { person, tenant: TenantId::numbered(2), ..actor };
        for actor in [nobody, closed, stranger] {
            for (act, decision) in decisions(&actor, &learner, now) {
                let hidden = matches!(decision, Decision::Deny { why } if !why.may_know_of());
                prop_assert!(hidden, "{:?} {:?}", act, decision);
            }
        }
    }

    #[test]
    fn the_order_of_the_rows_does_not_matter(actor in actor(), learner in learner(), now in moment()) {
        let mut reversed = learner.clone();
        reversed.relations.reverse();
        reversed.schoolings.reverse();
        let mut other_way = actor.clone();
        other_way.offices.reverse();
        let (one, other) = (decisions(&actor, &learner, now), decisions(&other_way, &reversed, now));
        for ((act, one), (_, other)) in one.into_iter().zip(other) {
            // Which of two posts makes somebody staff is of no weight; the first that is found is named.
            let staff = |decision: &Decision| matches!(decision.allowed(), Some(Because::Staff { .. }));
            prop_assert!(one == other || staff(&one) && staff(&other), "{:?} {:?} {:?}", act, one, other);
        }
    }

    #[test]
    fn one_more_relation_never_takes_anything_away(
        actor in actor(), learner in learner(), now in moment(), more in relation(tie()), at in 0_usize..6,
    ) {
        // A family row does: nobody breaks the glass on their own family, or keeps its records.
        prop_assume!(!matches!(more.tie, Tie::Family { .. }));
        let mut richer = learner.clone();
        richer.relations.insert(at.min(learner.relations.len()), more);
        for ((act, before), (_, after)) in decisions(&actor, &learner, now).iter().zip(decisions(&actor, &richer, now)) {
            prop_assert!(before.allowed().is_none() || after.allowed().is_some(), "{:?} {:?} {:?}", act, before, after);
            let shown = fields(&after);
            prop_assert!(fields(before).iter().all(|field| shown.contains(field)), "{:?} {:?} {:?}", act, before, after);
        }
    }

    #[test]
    fn whoever_is_told_that_a_relation_does_not_reach_so_far_sees_the_name_in_lists(
        actor in actor(), learner in learner(), now in moment(),
    ) {
        let list = decide(&actor, Act::SeeLearnerInLists, &About::Learner(learner.clone()), now);
        for (act, decision) in decisions(&actor, &learner, now) {
            if let Decision::Deny { why: Why::NotCarried { by } } = decision {
                let by_glass = matches!(by, Because::BreakGlass { .. });
                prop_assert!(by_glass || list.allowed().is_some(), "{:?} {:?} {:?}", act, decision, list);
            }
        }
    }

    #[test]
    fn a_class_shows_its_students_from_its_first_day_to_the_day_before_it_ends(
        actor in actor(), learner in learner(), now in moment(), from in day(), until in day(),
    ) {
        let actor = Actor { offices: Vec::new(), ..actor };
        let tie = Tie::ClassTeacher { class: ClassId::numbered(1), role: ClassRole::Teacher };
        let relations = vec![Relation { tie, from: Some(from), until: Some(until) }];
        let decision = decide(&actor, Act::SeePlan, &About::Learner(Learner { relations, ..learner }), now);
        prop_assert_eq!(decision.allowed().is_some(), from <= now.today && now.today < until);
    }

    #[test]
    fn a_parent_sees_until_the_day_before_the_eighteenth_birthday(
        actor in actor(), learner in learner(), born in 0_u64..3_000, days in 0_u64..30_u64, now in moment(),
    ) {
        let born = NaiveDate::from_ymd_opt(2003, 1, 1).expect("a day of the calendar") + Days::new(born);
        let around = born.with_day(1).and_then(|first| first.with_year(born.year() + 18)).expect("a first of a month");
        let today = around + Days::new(days);
        let tie = Tie::Family { rights: Rights::ALL, evidence: None };
        let relations = vec![Relation { tie, from: None, until: None }];
        let learner = Learner { birth_date: Some(born), emancipated_from: None, relations, ..learner };
        let actor = Actor { offices: Vec::new(), ..actor };
        let decision = decide(&actor, Act::SeePlan, &About::Learner(learner), Moment { today, ..now });
        let is_eighteen = (today.year() - 18, today.month(), today.day()) >= (born.year(), born.month(), born.day());
        prop_assert_eq!(decision.allowed().is_none(), is_eighteen, "born {}, {}", born, today);
    }
}
