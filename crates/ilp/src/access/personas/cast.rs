//! The personas as facts: each is somebody before the same learner on the same morning.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

use crate::access::{
    About, Act, Actor, AdultBasis, CaseloadKind, ClassRole, District, Learner, Moment, Office, OfficeKind,
    Place, Relation, RestrictionKind, Rights, Schooling, Tie,
};
use crate::{ClassId, OrgId, PersonId, TenantId};

/// Somebody before the learner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Persona {
    /// The name in the table.
    pub key: &'static str,
    /// Who that is, in words.
    pub who: &'static str,
    /// The person as the rule sees them.
    pub actor: Actor,
    /// The learner, with what ties the two.
    pub learner: Learner,
}

impl Persona {
    /// The subject of `act` for this persona: the learner, or the learner's school.
    #[must_use]
    pub fn about(&self, act: Act) -> About {
        if act.is_about_a_learner() {
            About::Learner(self.learner.clone())
        } else {
            About::District(District { tenant: TENANT, place: school() })
        }
    }

    fn of(key: &'static str, who: &'static str) -> Self {
        Self { key, who, actor: actor(), learner: minor() }
    }

    fn tied(mut self, tie: Tie) -> Self {
        self.learner.relations.push(Relation {
            tie,
            from: Some(day(2026, 8, 17)),
            until: Some(day(2027, 6, 5)),
        });
        self
    }

    fn tied_until(mut self, tie: Tie, until: NaiveDate) -> Self {
        self.learner.relations.push(Relation { tie, from: Some(day(2026, 1, 5)), until: Some(until) });
        self
    }

    fn post(self, kind: OfficeKind) -> Self {
        self.post_at(kind, SCHOOL)
    }

    /// A post; and the person has said what they need, and proved who they are, so that the table shows what a post may do at most.
    fn post_at(mut self, kind: OfficeKind, organisation: OrgId) -> Self {
        self.actor.offices.push(Office { kind, organisation, from: Some(day(2020, 8, 1)), until: None });
        self.actor.purpose = Some("The family asked for a copy of the record by letter.".to_owned());
        self.actor.signed_in_at = Some(moment().at - TimeDelta::minutes(1));
        self
    }

    fn adult(mut self) -> Self {
        self.learner.birth_date = Some(day(2008, 11, 20));
        self
    }

    fn with(mut self, change: impl FnOnce(&mut Self)) -> Self {
        change(&mut self);
        self
    }
}

const TENANT: TenantId = TenantId::numbered(1);
const OTHER_TENANT: TenantId = TenantId::numbered(2);
const DISTRICT: OrgId = OrgId::numbered(0x10);
const SCHOOL: OrgId = OrgId::numbered(0x11);
const OTHER_SCHOOL: OrgId = OrgId::numbered(0x12);
const LEARNER: PersonId = PersonId::numbered(0x100);
const SOMEBODY: PersonId = PersonId::numbered(0x101);
const CLASS: ClassId = ClassId::numbered(0x200);

/// The morning on which the table is true: Friday 20 November 2026, nine o'clock in the school's time zone.
#[must_use]
pub fn moment() -> Moment {
    Moment { today: day(2026, 11, 20), at: DateTime::UNIX_EPOCH + TimeDelta::seconds(1_795_186_800) }
}

const fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("a day of the calendar")
}

fn school() -> Place {
    Place { organisation: SCHOOL, within: vec![DISTRICT] }
}

fn actor() -> Actor {
    Actor {
        tenant: TENANT,
        person: Some(SOMEBODY),
        disabled: false,
        offices: Vec::new(),
        signed_in_at: None,
        purpose: None,
        break_glass_today: 0,
    }
}

/// Fifteen years old.
fn minor() -> Learner {
    Learner {
        tenant: TENANT,
        person: LEARNER,
        schoolings: vec![Schooling { place: school(), from: Some(day(2025, 8, 18)), until: None }],
        birth_date: Some(day(2011, 5, 4)),
        age_of_majority: 18,
        emancipated_from: None,
        eligible_by_enrolment_from: None,
        relations: Vec::new(),
    }
}

fn family() -> Tie {
    Tie::Family { rights: Rights::ALL, evidence: Some("enrollment form of 2025".to_owned()) }
}

fn family_with(rights: Rights) -> Tie {
    Tie::Family { rights, evidence: None }
}

fn class(role: ClassRole) -> Tie {
    Tie::ClassTeacher { class: CLASS, role }
}

fn order(kind: RestrictionKind) -> Tie {
    Tie::Restriction { kind, court_reference: "County court, 26-1187, 3 March 2026".to_owned() }
}

fn glass(minutes_ago: i64) -> Tie {
    let since: DateTime<Utc> = moment().at - TimeDelta::minutes(minutes_ago);
    Tie::BreakGlass { reason: "The student wrote of harm in the library.".to_owned(), since }
}

/// All personas, in the order of the table.
#[must_use]
pub fn all() -> Vec<Persona> {
    [
        strangers(),
        students(),
        families(),
        families_of_adults(),
        classes(),
        caseloads(),
        leaders(),
        keepers(),
        others(),
    ]
    .concat()
}

fn strangers() -> Vec<Persona> {
    use OfficeKind::Teacher;
    vec![
        Persona::of("nobody", "Nobody signed in, or the second step of the sign-in is missing")
            .with(|persona| persona.actor.person = None),
        Persona::of("disabled_teacher", "The student's teacher, whose account has been closed")
            .post(Teacher)
            .tied(class(ClassRole::Teacher))
            .with(|persona| persona.actor.disabled = true),
        Persona::of("teacher_in_another_district", "A teacher signed in at another district")
            .post(Teacher)
            .with(|persona| persona.actor.tenant = OTHER_TENANT),
    ]
}

fn students() -> Vec<Persona> {
    let is_the_learner = |persona: &mut Persona| persona.actor.person = Some(LEARNER);
    vec![
        Persona::of("student", "The student, 15").with(is_the_learner),
        Persona::of("adult_student", "The student, 18 today").adult().with(is_the_learner),
        Persona::of("classmate", "Another student of the school, or a brother or sister"),
    ]
}

fn families() -> Vec<Persona> {
    let reads = Rights { see: true, take_part: false, sign: false };
    let nothing = Rights { see: false, take_part: false, sign: false };
    vec![
        Persona::of("parent", "A parent of the student, 15").tied(family()),
        Persona::of(
            "parent_who_lives_elsewhere",
            "A parent who does not live with the student; no court order",
        )
        .tied(family()),
        Persona::of("parent_who_only_reads", "A parent with the right to see alone").tied(family_with(reads)),
        Persona::of("emergency_contact", "A family contact without rights in the record")
            .tied(family_with(nothing)),
        Persona::of("restricted_parent", "A parent whose rights a court has taken away")
            .tied(family())
            .tied(order(RestrictionKind::NoRecords)),
        Persona::of(
            "restricted_parent_who_teaches_the_child",
            "The same, who also teaches the student's class",
        )
        .post(OfficeKind::Teacher)
        .tied(family())
        .tied(class(ClassRole::Teacher))
        .tied(order(RestrictionKind::NoRecords)),
        Persona::of(
            "parent_under_no_contact_order",
            "A parent whom a court forbids to reach the student, but not to read",
        )
        .tied(family())
        .tied(order(RestrictionKind::NoContact)),
    ]
}

fn families_of_adults() -> Vec<Persona> {
    let parent = |key, who| Persona::of(key, who).adult().tied(family());
    vec![
        parent("parent_of_adult", "A parent of the student, who is 18 today"),
        parent("parent_of_adult_with_consent", "The same, with the student's written consent")
            .tied(Tie::AdultConsent { basis: AdultBasis::Consent }),
        parent("parent_of_adult_dependent", "The same, without consent; the student is a dependent for tax")
            .tied(Tie::AdultConsent { basis: AdultBasis::Dependent }),
        parent("guardian_of_adult", "The same, made the adult's guardian by a court")
            .tied(Tie::AdultConsent { basis: AdultBasis::Guardianship }),
    ]
}

fn classes() -> Vec<Persona> {
    let teacher = |key, who| Persona::of(key, who).post(OfficeKind::Teacher);
    let other = |key, who| Persona::of(key, who).post(OfficeKind::Other);
    vec![
        teacher("teacher", "Teaches a class in which the student is").tied(class(ClassRole::Teacher)),
        teacher("substitute", "Stands in for that teacher, in the dates of the row")
            .tied(class(ClassRole::Substitute)),
        other("aide", "Helps in that class").tied(class(ClassRole::Aide)),
        other("proctor", "Supervises that class").tied(class(ClassRole::Proctor)),
        teacher("teacher_of_last_term", "Taught the student until yesterday")
            .tied_until(class(ClassRole::Teacher), day(2026, 11, 20)),
        Persona::of("teacher_in_another_school", "Teaches in another school of the district")
            .post_at(OfficeKind::Teacher, OTHER_SCHOOL),
        teacher("teacher_of_own_child", "Teaches the student and is the student's parent")
            .tied(class(ClassRole::Teacher))
            .tied(family()),
        teacher("teacher_of_own_adult_child", "The same; the student is 18 and has given no consent")
            .adult()
            .tied(class(ClassRole::Teacher))
            .tied(family()),
    ]
}

fn caseloads() -> Vec<Persona> {
    vec![
        Persona::of("counselor", "The student is on this counselor's caseload")
            .post(OfficeKind::Counselor)
            .tied(Tie::Caseload { kind: CaseloadKind::Counselor }),
        Persona::of("counselor_of_others", "A counselor of the same school, with other students")
            .post(OfficeKind::Counselor),
        Persona::of("case_manager", "Manages the student's IEP")
            .post(OfficeKind::CaseManager)
            .tied(Tie::Caseload { kind: CaseloadKind::CaseManager }),
        Persona::of("interventionist", "Delivers an intervention to the student")
            .post(OfficeKind::Interventionist)
            .tied(Tie::Caseload { kind: CaseloadKind::Interventionist }),
    ]
}

fn leaders() -> Vec<Persona> {
    vec![
        Persona::of("principal", "Leads the student's school").post(OfficeKind::Leader),
        Persona::of("principal_of_another_school", "Leads another school")
            .post_at(OfficeKind::Leader, OTHER_SCHOOL),
        Persona::of("district_leader", "Leads the district").post_at(OfficeKind::Leader, DISTRICT),
        Persona::of("principal_who_teaches_the_student", "Leads the school and teaches the student")
            .post(OfficeKind::Leader)
            .tied(class(ClassRole::Teacher)),
    ]
}

fn keepers() -> Vec<Persona> {
    let officer = |key, who| Persona::of(key, who).post_at(OfficeKind::PrivacyOfficer, DISTRICT);
    let administrator = |key, who| Persona::of(key, who).post_at(OfficeKind::Administrator, DISTRICT);
    vec![
        officer("records_officer", "The records officer, who has said in words what the plan is opened for"),
        officer("records_officer_without_a_purpose", "The records officer, who has not")
            .with(|persona| persona.actor.purpose = None),
        officer("records_officer_and_parent", "The records officer, before the record of their own child")
            .tied(family()),
        administrator("administrator", "Runs the system"),
        administrator("administrator_who_teaches_the_student", "Runs the system and teaches the student")
            .post(OfficeKind::Teacher)
            .tied(class(ClassRole::Teacher)),
    ]
}

fn others() -> Vec<Persona> {
    let librarian = |key, who| Persona::of(key, who).post(OfficeKind::Other);
    let consent = Some("Form of 2 September 2026, signed by the family".to_owned());
    vec![
        Persona::of("supporter", "Named by the student to decide with; the family has consented")
            .tied(Tie::Supporter { consent }),
        Persona::of("supporter_without_consent", "Named by the student; no consent is recorded")
            .tied(Tie::Supporter { consent: None }),
        librarian("librarian_who_broke_the_glass", "A librarian who broke the glass 59 minutes ago")
            .tied(glass(59)),
        librarian("librarian_an_hour_later", "A librarian who broke the glass 60 minutes ago")
            .tied(glass(60)),
        librarian(
            "librarian_the_fourth_time_today",
            "A librarian who has broken the glass three times today",
        )
        .with(|persona| persona.actor.break_glass_today = 3),
        librarian("librarian_without_a_reason", "A librarian who gives no reason")
            .with(|persona| persona.actor.purpose = None),
    ]
}
