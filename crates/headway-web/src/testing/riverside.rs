//! The named cast in a store of its own: who belongs to whom, and the plans with everything suggested in them.

use chrono::{DateTime, NaiveDate, TimeDelta};
use headway_store::access_log::{self, View};
use headway_store::people::{Names, Person};
use headway_store::permits::{self, Permit};
use headway_store::tenants::Tenant;
use headway_store::{
    Store, StoreError, Tx, accounts, arrivals, people, places, plans, proposals, tenants, ties,
};
use ilp::access::{Act, Moment, RestrictionKind, Tie};
use ilp::plan::{Author, Entry, Proposal, acts_for};
use ilp::roster::EnrolmentRole;
use ilp::sample::{self, LearnerPlan, Riverside, riverside};
use ilp::{PersonId, TermId};
use uuid::Uuid;

use super::{HASH, School};

impl School {
    /// Riverside on each engine that is there.
    pub(crate) async fn riverside_on_each_engine() -> Vec<Self> {
        let schools = Self::bare_on_each_engine().await;
        for school in &schools {
            fill(&school.store, riverside()).await;
        }
        schools
    }

    /// Riverside in a file.
    pub(crate) async fn riverside() -> Self {
        let school = Self::bare().await;
        fill(&school.store, riverside()).await;
        school
    }
}

pub(super) async fn fill(store: &Store, all: Riverside) {
    let hash = HASH.clone();
    let filled = store.write(move |tx| {
        Box::pin(async move {
            add_places(tx, &all).await?;
            add_people(tx, &all, &hash).await?;
            add_ties(tx, &all).await
        })
    });
    filled.await.expect("Riverside is settled");
    for plan in riverside().plans {
        store.write(move |tx| Box::pin(async move { add_plan(tx, plan).await })).await.expect("a plan");
    }
    let talked = store
        .write(move |tx| Box::pin(async move { headway_store::sample::add_talks(tx, &riverside()).await }));
    talked.await.expect("they talk");
}

async fn add_places(tx: &Tx, all: &Riverside) -> Result<(), StoreError> {
    let tenant = all.tenant.id;
    let row = Tenant {
        id: tenant,
        host: "plans.riverside.example".to_owned(),
        name: all.tenant.name.to_owned(),
        age_of_majority: 18,
        time_zone: "America/Los_Angeles".to_owned(),
    };
    tenants::create(tx, &row).await?;
    for one in &all.organisations {
        let row = places::Organisation {
            id: one.id,
            kind: "school".to_owned(),
            name: one.name.to_owned(),
            parent: one.parent,
            time_zone: None,
        };
        places::add_organisation(tx, tenant, &row).await?;
    }
    for one in &all.courses {
        let row = places::Course {
            id: one.id,
            organisation: one.organisation,
            code: one.code.clone(),
            name: one.name.clone(),
        };
        places::add_course(tx, tenant, &row).await?;
    }
    for one in &all.classes {
        let row = places::Class {
            id: one.id,
            course: Some(one.course),
            organisation: one.organisation,
            code: one.code.clone(),
            name: one.name.clone(),
            terms: Vec::<TermId>::new(),
        };
        places::add_class(tx, tenant, &row).await?;
    }
    Ok(())
}

async fn add_people(tx: &Tx, all: &Riverside, hash: &str) -> Result<(), StoreError> {
    for one in &all.people {
        let names = Names {
            given: one.given.clone(),
            family: one.family.clone(),
            preferred_given: one.preferred_given.clone(),
            ..Names::default()
        };
        let row = Person {
            tenant: all.tenant.id,
            id: one.id,
            names,
            birth_date: one.birth_date,
            language: Some(one.language.tag().to_owned()),
            pronouns: one.pronouns.clone(),
            email: None,
            identifier: None,
            enabled: true,
            retired_at: None,
        };
        people::add(tx, &row).await?;
        if let Some(login) = &one.login {
            accounts::set_password(tx, all.tenant.id, one.id, (login, hash), DateTime::UNIX_EPOCH).await?;
        }
    }
    Ok(())
}

async fn add_ties(tx: &Tx, all: &Riverside) -> Result<(), StoreError> {
    let tenant = all.tenant.id;
    let posts = all.offices.iter().zip(1_u128..).map(|(one, n)| ties::Post {
        id: Uuid::from_u128(n),
        person: one.person,
        kind: one.kind,
        organisation: one.organisation,
        from: one.from.unwrap_or(DateTime::UNIX_EPOCH.date_naive()),
        until: one.until,
    });
    ties::add_posts(tx, tenant, &posts.collect::<Vec<_>>()).await?;
    let rows = all.relations.iter().map(|one| ties::Bond {
        id: one.id,
        learner: one.learner,
        person: one.person,
        tie: one.tie.clone(),
        called: one.detail.to_owned(),
        from: one.from,
        until: one.until,
        recorded_by: None,
        recorded_at: DateTime::UNIX_EPOCH,
    });
    ties::add(tx, tenant, &rows.collect::<Vec<_>>()).await?;
    let stays = all.enrolments.iter().map(|one| ties::Stay {
        id: one.id,
        person: one.person,
        class: one.class,
        role: if one.role == EnrolmentRole::Student { "student" } else { "teacher" }.to_owned(),
        is_primary: one.role != EnrolmentRole::Student,
        from: one.from,
        until: one.until,
    });
    ties::add_stays(tx, tenant, &stays.collect::<Vec<_>>()).await?;
    let years = all.schoolings.iter().zip(1_u128..).map(|(one, n)| ties::Schooling {
        id: Uuid::from_u128(n),
        learner: one.learner,
        organisation: one.organisation,
        grade: one.grade.to_string(),
        from: one.from.unwrap_or(DateTime::UNIX_EPOCH.date_naive()),
        until: one.until,
    });
    ties::add_schoolings(tx, tenant, &years.collect::<Vec<_>>()).await
}

/// The log as it was told, and every suggestion with its answers.
async fn add_plan(tx: &Tx, plan: LearnerPlan) -> Result<(), StoreError> {
    let tenant = sample::riverside::TENANT;
    let is_new = arrivals::arrive(tx, tenant, plan.learner, &plan.log, &plan.proposals).await?;
    assert!(is_new, "the cast arrives once");
    Ok(())
}

fn today() -> Moment {
    Moment {
        today: NaiveDate::from_ymd_opt(2026, 11, 22).expect("a day"),
        at: DateTime::from_timestamp(1_795_348_800, 0).expect("a time"),
    }
}

/// The permit that whoever made this entry would have had.
async fn permit_of<'tx>(tx: &'tx Tx, learner: PersonId, entry: &Entry) -> Result<Permit<'tx>, StoreError> {
    let Author::Person(person) = entry.hand.author else { panic!("these tests write by people") };
    let asker = permits::asking(sample::riverside::TENANT, person);
    let act = acts_for(&entry.change, &entry.hand)[0];
    let permit = permits::permit(tx, &asker, act, learner, today()).await?;
    Ok(permit.expect("who makes an entry may"))
}

/// A log entry, for tests that change a plan behind the pages' back.
pub(crate) async fn append(store: &Store, learner: PersonId, entries: Vec<Entry>) {
    let appended = store.write(move |tx| {
        Box::pin(async move {
            for entry in &entries {
                let permit = permit_of(tx, learner, entry).await?;
                plans::append(&permit, std::slice::from_ref(entry)).await?.expect("a sound change");
            }
            Ok(())
        })
    });
    appended.await.expect("the store answers");
}

/// A suggestion, as if its author had sent it from a page.
pub(crate) async fn suggest(store: &Store, learner: PersonId, proposal: Proposal) {
    let put = store.write(move |tx| {
        Box::pin(async move {
            let Author::Person(person) = proposal.by.author else { panic!("people suggest") };
            let asker = permits::asking(sample::riverside::TENANT, person);
            let permit = permits::permit(tx, &asker, Act::Propose, learner, today()).await?;
            proposals::put(&permit.expect("who suggests may"), &proposal).await?.expect("a sound suggestion");
            Ok(())
        })
    });
    put.await.expect("the store answers");
}

/// Looks at a learner by somebody at work, one a minute before noon.
pub(crate) async fn look(store: &Store, learner: PersonId, person: PersonId, times: u32) {
    let view = move |n: u32| View {
        tenant: sample::riverside::TENANT,
        learner,
        id: Uuid::from_u128(u128::from(n)),
        at: today().at - TimeDelta::minutes(i64::from(n)),
        person,
        act: "see_plan".to_owned(),
        because: String::new(),
        detail: String::new(),
    };
    let views: Vec<View> = (1..=times).map(view).collect();
    store.write(move |tx| Box::pin(async move { access_log::note(tx, &views).await })).await.expect("noted");
}

/// Forbids somebody the records of a learner, by an order.
pub(crate) async fn forbid(store: &Store, learner: PersonId, login: &'static str) {
    let person = riverside().person(login).expect("somebody of the cast").id;
    let order = ties::Bond {
        id: ilp::RelationId(person.0),
        learner,
        person,
        tie: Tie::Restriction {
            kind: RestrictionKind::NoRecords,
            court_reference: "No. 26-3-00411-9".to_owned(),
        },
        called: String::new(),
        from: None,
        until: None,
        recorded_by: None,
        recorded_at: DateTime::UNIX_EPOCH,
    };
    let tenant = sample::riverside::TENANT;
    store
        .write(move |tx| Box::pin(async move { ties::add(tx, tenant, &[order]).await }))
        .await
        .expect("tied");
}
