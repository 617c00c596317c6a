//! What ties the people of Riverside to each other: posts, families, caseloads, classes.

use super::people::{
    ABERNATHY, BELL, CLARKE, DANIEL, DENISE, DESHMUKH, ELIJAH, GRACE, HADDAD, JUNE, KAHALE, KATARINA, MATEO,
    MAYA, PHAM, RIVERA, ROSARIO, SOLBERG, TANAKA, THEO,
};
use super::places::{
    DISTRICT, ELECTRICITY, ELEMENTARY, ENGLISH_8, HIGH, MIDDLE, PHYSICS, SCIENCE_6, SCIENCE_8, SECOND_GRADE,
};
use crate::access::{AdultBasis, CaseloadKind, OfficeKind, RestrictionKind, Rights, Tie};
use crate::roster::{EnrolmentRole, Grade};
use crate::sample::rows::{Enrolment, Office, Relation, Schooling};
use crate::sample::say::day;
use crate::{ClassId, EnrolmentId, OrgId, PersonId, RelationId};

pub(super) fn offices() -> Vec<Office> {
    use OfficeKind::{
        Administrator, CaseManager, Counselor, Interventionist, Leader, PrivacyOfficer, Teacher,
    };
    let held = |(person, kind, organisation, year): (PersonId, OfficeKind, OrgId, i32)| Office {
        person,
        kind,
        organisation,
        from: Some(day(year, 8, 15)),
        until: None,
    };
    [
        (RIVERA, Teacher, MIDDLE, 2019),
        (PHAM, Teacher, MIDDLE, 2016),
        (HADDAD, Teacher, ELEMENTARY, 2021),
        (KAHALE, Teacher, HIGH, 2014),
        (BELL, Counselor, MIDDLE, 2018),
        (BELL, Counselor, HIGH, 2018),
        (SOLBERG, CaseManager, DISTRICT, 2012),
        (CLARKE, Interventionist, ELEMENTARY, 2022),
        (CLARKE, Interventionist, MIDDLE, 2024),
        (DESHMUKH, Leader, MIDDLE, 2020),
        (TANAKA, Administrator, DISTRICT, 2017),
        (ABERNATHY, PrivacyOfficer, DISTRICT, 2009),
    ]
    .map(held)
    .to_vec()
}

fn families() -> [(PersonId, PersonId, Tie, &'static str, i32); 9] {
    let row = |rights, evidence: &str| Tie::Family { rights, evidence: Some(evidence.to_owned()) };
    let form = "enrollment form";
    let paper = "Superior Court, No. 24-3-01187-2, March 12, 2024";
    let without_sign = Rights { sign: false, ..Rights::ALL };
    let no_records = Tie::Restriction { kind: RestrictionKind::NoRecords, court_reference: paper.to_owned() };
    [
        (MAYA, GRACE, row(Rights::ALL, form), "mother", 2018),
        (MAYA, DANIEL, row(without_sign, form), "father", 2018),
        (MAYA, DANIEL, no_records, "father", 2024),
        (JUNE, PHAM, row(Rights::ALL, form), "father", 2024),
        (MATEO, ROSARIO, row(Rights::ALL, "letter of guardianship"), "grandmother", 2022),
        (ELIJAH, DENISE, row(Rights::ALL, form), "mother", 2014),
        (ELIJAH, DENISE, Tie::AdultConsent { basis: AdultBasis::Consent }, "mother", 2026),
        (THEO, KATARINA, row(Rights::ALL, form), "mother", 2020),
        (
            ELIJAH,
            KAHALE,
            Tie::Supporter { consent: Some("named by the student".to_owned()) },
            "teacher",
            2026,
        ),
    ]
}

const CASELOADS: [(PersonId, PersonId, CaseloadKind, &str); 8] = [
    (MAYA, BELL, CaseloadKind::Counselor, "counselor"),
    (THEO, BELL, CaseloadKind::Counselor, "counselor"),
    (MATEO, BELL, CaseloadKind::Counselor, "counselor"),
    (ELIJAH, BELL, CaseloadKind::Counselor, "counselor"),
    (THEO, SOLBERG, CaseloadKind::CaseManager, "case manager"),
    (JUNE, CLARKE, CaseloadKind::Interventionist, "reading interventionist"),
    (THEO, CLARKE, CaseloadKind::Interventionist, "reading interventionist"),
    (MATEO, SOLBERG, CaseloadKind::CaseManager, "case manager"),
];

pub(super) fn relations() -> Vec<Relation> {
    let families = families().map(|(learner, person, tie, detail, year)| {
        // The consent is from the days after his birthday, the order and everything else from their papers.
        let from = match &tie {
            Tie::AdultConsent { .. } | Tie::Supporter { .. } => day(year, 10, 5),
            Tie::Restriction { .. } => day(year, 3, 12),
            _ => day(year, 8, 20),
        };
        (learner, person, tie, detail, from)
    });
    let caseloads = CASELOADS.map(|(learner, person, kind, detail)| {
        (learner, person, Tie::Caseload { kind }, detail, day(2025, 8, 25))
    });
    let theo = Tie::Supporter { consent: Some("form signed by Katarina Novak, October 14, 2025".to_owned()) };
    let supporter = (THEO, SOLBERG, theo, "case manager", day(2025, 10, 14));
    let rows = families.into_iter().chain(caseloads).chain([supporter]);
    let numbered = rows.zip(1_u128..);
    let row = |((learner, person, tie, detail, from), n)| Relation {
        id: RelationId::numbered(n),
        learner,
        person,
        tie,
        detail,
        from: Some(from),
        until: None,
    };
    numbered.map(row).collect()
}

pub(super) fn enrolments() -> Vec<Enrolment> {
    use EnrolmentRole::{Student, Teacher};
    let stays: [(ClassId, PersonId, EnrolmentRole); 13] = [
        (ENGLISH_8, RIVERA, Teacher),
        (ENGLISH_8, MAYA, Student),
        (SCIENCE_8, PHAM, Teacher),
        (SCIENCE_8, MAYA, Student),
        (SECOND_GRADE, HADDAD, Teacher),
        (SECOND_GRADE, JUNE, Student),
        (PHYSICS, KAHALE, Teacher),
        (PHYSICS, MATEO, Student),
        (ELECTRICITY, KAHALE, Teacher),
        (ELECTRICITY, ELIJAH, Student),
        (SCIENCE_6, PHAM, Teacher),
        (SCIENCE_6, THEO, Student),
        (PHYSICS, ELIJAH, Student),
    ];
    let stay = |((class, person, role), n)| Enrolment {
        id: EnrolmentId::numbered(n),
        class,
        person,
        role,
        from: Some(day(2026, 8, 24)),
        until: Some(day(2027, 6, 12)),
    };
    stays.into_iter().zip(1_u128..).map(stay).collect()
}

pub(super) fn schoolings() -> Vec<Schooling> {
    let learners =
        [(MAYA, MIDDLE, 8), (JUNE, ELEMENTARY, 2), (MATEO, HIGH, 10), (ELIJAH, HIGH, 12), (THEO, MIDDLE, 6)];
    let year = |learner, organisation, grade, from, until| Schooling {
        learner,
        organisation,
        grade: Grade::Numbered(grade),
        from: Some(from),
        until,
    };
    let both = |(learner, organisation, grade)| {
        let before = if learner == THEO { ELEMENTARY } else { organisation };
        let (first, begins) = (day(2025, 8, 25), day(2026, 8, 24));
        [
            year(learner, before, grade - 1, first, Some(begins)),
            year(learner, organisation, grade, begins, None),
        ]
    };
    learners.into_iter().flat_map(both).collect()
}
