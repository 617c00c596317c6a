//! Many who arrive at once, in a district that knows nothing of them yet.

use chrono::{DateTime, Utc};
use ilp::plan::{Change, Entry, Proposal, replay};
use ilp::{PersonId, TenantId};
use sea_orm::IntoActiveModel as _;

use crate::bulk::Rows;
use crate::entity::{
    account, assessment, attendance, change, class, class_term, course, course_mark, enrolment, goal, office,
    person, plan, program, proposal, relation, schooling, step,
};
use crate::people::Person;
use crate::places::{Class, Course};
use crate::records::{self, Record};
use crate::ties::{self, Bond, Post, Schooling, Stay};
use crate::{StoreError, Tx, accounts, people, places, plans, projections, proposals};

/// People, classes, ties, plans and records that are to be written together.
///
/// To make them ready takes as long as to write them, and needs no transaction: one part can be made ready while the one
/// before is written. Nothing is asked of the database, so it is for those of whom nothing is known there: what is there
/// already is refused, and with it the whole part. Nothing that a page calls may use it.
#[derive(Debug, Clone)]
pub struct Many {
    tenant: TenantId,
    courses: Rows<course::Entity>,
    classes: Rows<class::Entity>,
    class_terms: Rows<class_term::Entity>,
    people: Rows<person::Entity>,
    accounts: Rows<account::Entity>,
    offices: Rows<office::Entity>,
    relations: Rows<relation::Entity>,
    enrolments: Rows<enrolment::Entity>,
    schoolings: Rows<schooling::Entity>,
    plans: Rows<plan::Entity>,
    changes: Rows<change::Entity>,
    goals: Rows<goal::Entity>,
    steps: Rows<step::Entity>,
    proposals: Rows<proposal::Entity>,
    attendance: Rows<attendance::Entity>,
    marks: Rows<course_mark::Entity>,
    assessments: Rows<assessment::Entity>,
    programs: Rows<program::Entity>,
}

impl Many {
    /// Nobody yet.
    #[must_use]
    pub fn new(tenant: TenantId) -> Self {
        Self {
            tenant,
            courses: Rows::default(),
            classes: Rows::default(),
            class_terms: Rows::default(),
            people: Rows::default(),
            accounts: Rows::default(),
            offices: Rows::default(),
            relations: Rows::default(),
            enrolments: Rows::default(),
            schoolings: Rows::default(),
            plans: Rows::default(),
            changes: Rows::default(),
            goals: Rows::default(),
            steps: Rows::default(),
            proposals: Rows::default(),
            attendance: Rows::default(),
            marks: Rows::default(),
            assessments: Rows::default(),
            programs: Rows::default(),
        }
    }

    /// Adds a course.
    pub fn course(&mut self, one: &Course) {
        self.courses.push(places::course_row(self.tenant, one));
    }

    /// Adds a class and the terms in which it is taught.
    pub fn class(&mut self, one: &Class) {
        self.classes.push(places::class_row(self.tenant, one));
        self.class_terms.extend(places::term_rows(self.tenant, one));
    }

    /// Adds a person.
    pub fn person(&mut self, one: &Person) {
        self.people.push(people::row(one));
    }

    /// Gives a person an account with this login and the hash of a password.
    pub fn account(&mut self, person: PersonId, login_and_hash: (&str, &str), at: DateTime<Utc>) {
        self.accounts.push(accounts::row(self.tenant, person, login_and_hash, at));
    }

    /// Adds posts.
    pub fn posts(&mut self, posts: &[Post]) {
        self.offices.extend(posts.iter().map(|one| ties::post_row(self.tenant, one)));
    }

    /// Adds ties between people and learners.
    ///
    /// # Errors
    /// [`StoreError::Refused`] for a class, which is two stays.
    pub fn bonds(&mut self, bonds: &[Bond]) -> Result<(), StoreError> {
        for bond in bonds {
            self.relations.push(ties::row(self.tenant, bond)?);
        }
        Ok(())
    }

    /// Adds stays in classes.
    pub fn stays(&mut self, stays: &[Stay]) {
        self.enrolments.extend(stays.iter().map(|one| ties::stay_row(self.tenant, one)));
    }

    /// Adds times in grades and schools.
    pub fn schoolings(&mut self, schoolings: &[Schooling]) {
        self.schoolings.extend(schoolings.iter().map(|one| ties::schooling_row(self.tenant, one)));
    }

    /// Adds a learner's whole log and proposals, and the plan to which they amount.
    ///
    /// # Errors
    /// [`StoreError::Unreadable`] where the log does not fold; [`StoreError::Refused`] where it names supporters or takes
    /// words back, which reaches into other rows: such a learner arrives by [`super::arrive`].
    pub fn plan(
        &mut self,
        learner: PersonId,
        log: &[Entry],
        proposed: &[Proposal],
    ) -> Result<(), StoreError> {
        if log.iter().any(|entry| reaches_further(&entry.change)) {
            return Err(StoreError::Refused(format!("the plan of {learner} cannot come with many others")));
        }
        let after = replay(learner, log).map_err(|broken| StoreError::Unreadable(broken.to_string()))?;
        for (version, entry) in (1..).zip(log) {
            self.changes.push(plans::log_row(self.tenant, learner, version, entry)?);
        }
        self.plans.push(plans::row(self.tenant, &after, log)?);
        for (id, item) in &after.items {
            if let Some(row) = projections::goal_row(self.tenant, learner, *id, item) {
                self.goals.push(row.into_active_model());
            }
            if let Some(row) = projections::step_row(self.tenant, learner, *id, item) {
                self.steps.push(row.into_active_model());
            }
        }
        for one in proposed {
            self.proposals.push(proposals::row(self.tenant, learner, one)?);
        }
        Ok(())
    }

    /// Adds records.
    pub fn records(&mut self, kept: &[Record]) {
        let tenant = self.tenant;
        for one in kept {
            self.attendance.extend(records::attendance_row(tenant, one));
            self.marks.extend(records::mark_row(tenant, one));
            self.assessments.extend(records::assessment_row(tenant, one));
            self.programs.extend(records::program_row(tenant, one));
        }
    }

    /// Writes all of them, those to whom others point first.
    ///
    /// # Errors
    /// [`StoreError::Refused`] where something of it is there already; then nothing of it is written.
    pub async fn arrive(self, tx: &Tx) -> Result<(), StoreError> {
        self.courses.insert(tx).await?;
        self.classes.insert(tx).await?;
        self.class_terms.insert(tx).await?;
        self.people.insert(tx).await?;
        self.accounts.insert(tx).await?;
        self.offices.insert(tx).await?;
        self.relations.insert(tx).await?;
        self.enrolments.insert(tx).await?;
        self.schoolings.insert(tx).await?;
        self.plans.insert(tx).await?;
        self.changes.insert(tx).await?;
        self.goals.insert(tx).await?;
        self.steps.insert(tx).await?;
        self.proposals.insert(tx).await?;
        self.attendance.insert(tx).await?;
        self.marks.insert(tx).await?;
        self.assessments.insert(tx).await?;
        self.programs.insert(tx).await
    }
}

const fn reaches_further(change: &Change) -> bool {
    matches!(
        change,
        Change::SupporterNamed { .. } | Change::SupporterReleased { .. } | Change::Redacted { .. }
    )
}
