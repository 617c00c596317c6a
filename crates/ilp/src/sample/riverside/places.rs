//! Where Riverside learns: its schools, its year, its courses and classes.

use crate::roster::{Grade, OrganisationKind, TermKind};
use crate::sample::rows::{Class, Course, Organisation, Tenant, Term};
use crate::sample::say::day;
use crate::{ClassId, CourseId, OrgId, TenantId, TermId};

/// The district as a tenant.
pub const TENANT: TenantId = TenantId::numbered(1);
/// Riverside Unified School District.
pub const DISTRICT: OrgId = OrgId::numbered(1);
/// Cedar Creek Elementary School, kindergarten to grade 5.
pub const ELEMENTARY: OrgId = OrgId::numbered(2);
/// Riverside Middle School, grades 6 to 8.
pub const MIDDLE: OrgId = OrgId::numbered(3);
/// Riverside High School, grades 9 to 12.
pub const HIGH: OrgId = OrgId::numbered(4);

/// The school year 2026-27.
pub const YEAR: TermId = TermId::numbered(1);
const LAST_YEAR: TermId = TermId::numbered(4);

/// Ms. Rivera's English class, in which Maya is.
pub const ENGLISH_8: ClassId = ClassId::numbered(1);
/// Mr. Pham's science class, in which Maya is.
pub const SCIENCE_8: ClassId = ClassId::numbered(2);
/// Ms. Haddad's second grade, in which June is.
pub const SECOND_GRADE: ClassId = ClassId::numbered(3);
/// Mr. Kahale's physics class, in which Mateo is.
pub const PHYSICS: ClassId = ClassId::numbered(4);
/// Mr. Kahale's class in applied electricity, in which Elijah is.
pub const ELECTRICITY: ClassId = ClassId::numbered(5);
/// Mr. Pham's science class for grade 6, in which Theo is.
pub const SCIENCE_6: ClassId = ClassId::numbered(6);

pub(super) const TENANT_ROW: Tenant =
    Tenant { id: TENANT, name: "Riverside Unified School District", host: "riverside.example" };

const TIME_ZONE: &str = "America/Los_Angeles";

pub(super) fn organisations() -> Vec<Organisation> {
    use OrganisationKind::{District, School};
    let one = |id, kind, name, parent| Organisation { id, kind, name, parent, time_zone: TIME_ZONE };
    vec![
        one(DISTRICT, District, "Riverside Unified School District", None),
        one(ELEMENTARY, School, "Cedar Creek Elementary School", Some(DISTRICT)),
        one(MIDDLE, School, "Riverside Middle School", Some(DISTRICT)),
        one(HIGH, School, "Riverside High School", Some(DISTRICT)),
    ]
}

pub(super) fn terms() -> Vec<Term> {
    let year = |id, name, from, until, school_year| {
        let (kind, parent) = (TermKind::SchoolYear, None);
        Term { id, kind, name, from, until, parent, school_year }
    };
    let half = |id, name, from, until| {
        let (kind, parent) = (TermKind::Semester, Some(YEAR));
        Term { id, kind, name, from, until, parent, school_year: 2027 }
    };
    vec![
        year(YEAR, "2026-27", day(2026, 8, 24), day(2027, 6, 12), 2027),
        half(TermId::numbered(2), "Fall 2026", day(2026, 8, 24), day(2027, 1, 23)),
        half(TermId::numbered(3), "Spring 2027", day(2027, 1, 26), day(2027, 6, 12)),
        year(LAST_YEAR, "2025-26", day(2025, 8, 25), day(2026, 6, 13), 2026),
    ]
}

/// Id, school, code, name, subject, grade.
const COURSES: [(u128, OrgId, &str, &str, &str, u8); 6] = [
    (1, MIDDLE, "ENG8", "English 8", "English", 8),
    (2, MIDDLE, "SCI8", "Science 8", "Science", 8),
    (3, ELEMENTARY, "GR2", "Grade 2", "Elementary", 2),
    (4, HIGH, "PHY1", "Physics of the Everyday", "Science", 10),
    (5, HIGH, "CTE-EL2", "Applied Electricity 2", "Career and technical", 12),
    (6, MIDDLE, "SCI6", "Science 6", "Science", 6),
];

pub(super) fn courses() -> Vec<Course> {
    let course = |(id, organisation, code, name, subject, grade): (u128, OrgId, &str, &str, _, u8)| Course {
        id: CourseId::numbered(id),
        organisation,
        code: code.to_owned(),
        name: name.to_owned(),
        subject,
        grades: vec![Grade::Numbered(grade)],
    };
    COURSES.map(course).to_vec()
}

pub(super) fn classes() -> Vec<Class> {
    let class = |(id, organisation, code, name, _, _): (u128, OrgId, &str, &str, &str, u8)| Class {
        id: ClassId::numbered(id),
        course: CourseId::numbered(id),
        organisation,
        term: YEAR,
        code: format!("{code}-1"),
        name: format!("{name}, period {id}"),
    };
    COURSES.map(class).to_vec()
}
