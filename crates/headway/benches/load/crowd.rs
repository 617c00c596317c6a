//! Learners of whom nothing is known but a name and a grade: what a list of a large district has to find its way through.

use chrono::NaiveDate;
use headway_store::people::{self, Names, Person};
use headway_store::ties::{self, Schooling};
use headway_store::{Store, Work};
use ilp::sample::Riverside;
use ilp::{OrgId, PersonId, TenantId};
use uuid::Uuid;

use crate::Failed;

const AT_ONCE: usize = 2_000;
const GIVEN: [&str; 7] = ["Marta", "Jonas", "Aylin", "Kwame", "Lucía", "Noor", "Piotr"];

/// Adds so many learners to the school of the first of the cast.
pub(crate) async fn join(store: &Store, riverside: &Riverside, count: usize) -> Result<(), Failed> {
    let tenant = riverside.tenant.id;
    let first = riverside.plans.first().ok_or("nobody has a plan")?.learner;
    let hers = riverside.schoolings.iter().rfind(|one| one.learner == first);
    let school = hers.ok_or("the first of the cast goes to no school")?.organisation;
    for begin in (0..count).step_by(AT_ONCE) {
        let part = begin..count.min(begin + AT_ONCE);
        let wrote = store.write(move |tx| -> Work<'_, _> {
            Box::pin(async move {
                let mut stays = Vec::new();
                for number in part {
                    let learner = learner(tenant, number);
                    people::add(tx, &learner).await?;
                    stays.push(schooling(learner.id, school, number));
                }
                ties::add_schoolings(tx, tenant, &stays).await
            })
        });
        wrote.await?;
    }
    Ok(())
}

fn learner(tenant: TenantId, number: usize) -> Person {
    // A prime stride, so that names stand in another order than ids.
    let family = format!("Muster{:05}", number * 7_919 % 100_003);
    let given = GIVEN[number % GIVEN.len()].to_owned();
    Person {
        tenant,
        id: PersonId::numbered(1_000_000_000 + number as u128),
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

fn schooling(learner: PersonId, organisation: OrgId, number: usize) -> Schooling {
    Schooling {
        id: Uuid::from_u128(2_000_000_000 + number as u128),
        learner,
        organisation,
        grade: format!("{:02}", 6 + number % 7),
        from: NaiveDate::from_ymd_opt(2026, 8, 1).expect("a day of the calendar"),
        until: None,
    }
}
