//! A large district: schools of learners of whom nothing is known but a name and a grade, and some of the cast who work with
//! more of them than at Riverside. It is what a list has to find its way through.

use chrono::NaiveDate;
use headway_store::people::{self, Names, Person};
use headway_store::places::{self, Class, Organisation};
use headway_store::ties::{self, Bond, Post, Schooling, Stay};
use headway_store::{Store, StoreError, Tx, Work};
use ilp::access::{CaseloadKind, OfficeKind, Tie};
use ilp::sample::Riverside;
use ilp::{ClassId, EnrolmentId, OrgId, PersonId, RelationId, TenantId};
use uuid::Uuid;

use crate::Failed;

const AT_ONCE: usize = 2_000;
const SCHOOLS: usize = 100;
const CLASSES: usize = 5;
const IN_A_CLASS: usize = 30;
const ON_THE_CASELOAD: usize = 400;
const GIVEN: [&str; 7] = ["Marta", "Jonas", "Aylin", "Kwame", "Lucía", "Noor", "Piotr"];

/// Those of the cast who work with the crowd.
#[derive(Debug, Clone, Copy)]
struct Staff {
    tenant: TenantId,
    district: OrgId,
    teacher: PersonId,
    counselor: PersonId,
    leader: PersonId,
}

/// Adds so many learners, in schools of the district of Riverside.
pub(crate) async fn join(store: &Store, riverside: &Riverside, count: usize) -> Result<(), Failed> {
    if count == 0 {
        return Ok(());
    }
    let person = |login: &str| riverside.person(login).map(|one| one.id).ok_or("nobody has this login");
    let district = riverside.organisations.iter().find(|one| one.parent.is_none()).ok_or("no district")?.id;
    let (teacher, counselor, leader) = (person("ms.rivera")?, person("mr.bell")?, person("dr.deshmukh")?);
    let staff = Staff { tenant: riverside.tenant.id, district, teacher, counselor, leader };
    store.write(move |tx| -> Work<'_, _> { Box::pin(schools_open(tx, staff)) }).await?;
    for begin in (0..count).step_by(AT_ONCE) {
        let part = begin..count.min(begin + AT_ONCE);
        let wrote = store.write(move |tx| -> Work<'_, _> {
            Box::pin(async move {
                let mut stays = Vec::new();
                for number in part {
                    people::add(tx, &learner(staff.tenant, number)).await?;
                    stays.push(schooling(number));
                }
                ties::add_schoolings(tx, staff.tenant, &stays).await
            })
        });
        wrote.await?;
    }
    Ok(store.write(move |tx| -> Work<'_, _> { Box::pin(work_begins(tx, staff)) }).await?)
}

async fn schools_open(tx: &Tx, staff: Staff) -> Result<(), StoreError> {
    for number in 0..SCHOOLS {
        let school = Organisation {
            id: school(number),
            kind: "school".to_owned(),
            name: format!("School {number}"),
            parent: Some(staff.district),
            time_zone: None,
        };
        places::add_organisation(tx, staff.tenant, &school).await?;
    }
    Ok(())
}

/// Five classes for the teacher, a caseload for the counselor, and the whole district for a leader.
async fn work_begins(tx: &Tx, staff: Staff) -> Result<(), StoreError> {
    let Staff { tenant, district, teacher, counselor, leader } = staff;
    let from = first_day();
    let class = |number: usize| ClassId::numbered(4_000_000_000 + number as u128);
    let stay = |number: usize, person: PersonId, class: ClassId, role: &str| Stay {
        id: EnrolmentId::numbered(5_000_000_000 + number as u128),
        person,
        class,
        role: role.to_owned(),
        is_primary: role == "teacher",
        from: Some(from),
        until: None,
    };
    for number in 0..CLASSES {
        let (id, name) = (class(number), format!("Class {number}"));
        let class =
            Class { id, course: None, organisation: school(0), code: String::new(), name, terms: Vec::new() };
        places::add_class(tx, tenant, &class).await?;
    }
    let teaches = (0..CLASSES).map(|number| stay(number, teacher, class(number), "teacher"));
    let learns = (0..CLASSES * IN_A_CLASS)
        .map(|number| stay(CLASSES + number, id(number), class(number / IN_A_CLASS), "student"));
    ties::add_stays(tx, tenant, &teaches.chain(learns).collect::<Vec<_>>()).await?;
    let counsels = (0..ON_THE_CASELOAD).map(|number| Bond {
        id: RelationId::numbered(6_000_000_000 + number as u128),
        learner: id(number * 11),
        person: counselor,
        tie: Tie::Caseload { kind: CaseloadKind::Counselor },
        called: String::new(),
        from: Some(from),
        until: None,
        recorded_by: None,
        recorded_at: from.and_time(chrono::NaiveTime::MIN).and_utc(),
    });
    ties::add(tx, tenant, &counsels.collect::<Vec<_>>()).await?;
    let (post, kind) = (Uuid::from_u128(7_000_000_000), OfficeKind::Leader);
    let post = Post { id: post, person: leader, kind, organisation: district, from, until: None };
    ties::add_posts(tx, tenant, &[post]).await
}

fn school(number: usize) -> OrgId {
    OrgId::numbered(3_000_000_000 + (number % SCHOOLS) as u128)
}

/// The learner of this number.
pub(crate) fn id(number: usize) -> PersonId {
    PersonId::numbered(1_000_000_000 + number as u128)
}

fn first_day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 8, 1).expect("a day of the calendar")
}

fn learner(tenant: TenantId, number: usize) -> Person {
    // A prime stride, so that names stand in another order than ids.
    let family = format!("Muster{:05}", number * 7_919 % 100_003);
    let given = GIVEN[number % GIVEN.len()].to_owned();
    Person {
        tenant,
        id: id(number),
        names: Names { given, family, ..Names::default() },
        birth_date: NaiveDate::from_ymd_opt(2013, 5, 1),
        language: None,
        pronouns: None,
        email: None,
        identifier: None,
        enabled: true,
        retired_at: None,
    }
}

fn schooling(number: usize) -> Schooling {
    Schooling {
        id: Uuid::from_u128(2_000_000_000 + number as u128),
        learner: id(number),
        organisation: school(number),
        grade: format!("{:02}", 6 + number / SCHOOLS % 7),
        from: first_day(),
        until: None,
    }
}
