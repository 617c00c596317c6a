//! What the pages of a plan load, in one transaction and a handful of queries.

use std::collections::HashMap;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use headway_store::permits::Permit;
use headway_store::{StoreError, at_home, conversations, people, places, plans, proposals};
use ilp::PersonId;
use ilp::access::Because;
use ilp::plan::{Plan, Proposal};

use super::passing::{self, Passing};
use super::viewer::Viewer;
use super::voice::{Speech, people as people_in};
use crate::shell::Visit;

/// A plan as one reader may see it, with what is said about it.
#[derive(Debug, Clone)]
pub(crate) struct Loaded {
    pub(crate) viewer: Viewer,
    pub(crate) plan: Arc<Plan>,
    /// What is suggested; on a past day nothing, since letters are read and answered today.
    pub(crate) proposals: Vec<Arc<Proposal>>,
    pub(crate) names: HashMap<PersonId, String>,
    /// Rights that pass to the student around today.
    pub(crate) passing: Option<Passing>,
    /// The class by which the reader sees it, where it is one.
    pub(crate) class: Option<String>,
    /// How many messages about the plan the reader has not read.
    pub(crate) unread: u64,
    /// What an officer said that they open it for.
    pub(crate) purpose: Option<String>,
    /// Whether a court order keeps the reader from the student; the plan that the store gives then has
    /// no meeting ahead.
    pub(crate) is_kept_apart: bool,
}

impl Loaded {
    pub(crate) fn speech(&self, visit: &Visit) -> Speech {
        Speech {
            words: visit.words,
            zone: visit.zone(),
            reader: self.viewer.person,
            names: self.names.clone(),
            learner: self.viewer.learner,
            to_the_student: self.viewer.is_the_student(),
        }
    }

    /// Learns the names of more people; what the learner is called stays as it is.
    pub(crate) async fn meet(&mut self, permit: &Permit<'_>, people: &[PersonId]) -> Result<(), StoreError> {
        let missing: Vec<PersonId> =
            people.iter().copied().filter(|person| !self.names.contains_key(person)).collect();
        self.names.extend(people::names_of(permit.tx(), permit.tenant(), &missing).await?);
        Ok(())
    }

    pub(crate) fn learner_name(&self) -> String {
        self.names.get(&self.viewer.learner).cloned().unwrap_or_default()
    }
}

/// The plan of today.
pub(crate) async fn now(permit: &Permit<'_>) -> Result<Loaded, StoreError> {
    let (plan, proposals) = proposals::with_plan(permit).await?;
    load(permit, plan, proposals).await
}

/// The plan as it was, and never more of it than may be seen today.
pub(crate) async fn as_of(permit: &Permit<'_>, until: DateTime<Utc>) -> Result<Loaded, StoreError> {
    load(permit, Arc::new(plans::as_of(permit, until).await?), Vec::new()).await
}

/// The names of these people, as this reader says them: to the student and the family, the student has a first name.
pub(crate) async fn names(
    permit: &Permit<'_>,
    ids: &[PersonId],
) -> Result<HashMap<PersonId, String>, StoreError> {
    let mut names: HashMap<PersonId, String> =
        people::names_of(permit.tx(), permit.tenant(), ids).await?.into_iter().collect();
    if let Some(called) = at_home::called(permit).await? {
        names.insert(permit.learner(), called);
    }
    Ok(names)
}

async fn load(
    permit: &Permit<'_>,
    plan: Arc<Plan>,
    proposals: Vec<Arc<Proposal>>,
) -> Result<Loaded, StoreError> {
    let viewer = Viewer::of(permit).await?;
    let names = names(permit, &people_in(&plan, &proposals)).await?;
    let class = match viewer.because {
        Because::Teaches { class, .. } => {
            let found = places::class_names(permit.tx(), permit.tenant(), &[class]).await?;
            found.into_iter().map(|(_, name)| name).next()
        }
        _ => None,
    };
    let passing = passing::near(permit);
    let unread = conversations::unread(permit).await?;
    let purpose = permit.purpose().map(str::to_owned);
    Ok(Loaded {
        viewer,
        plan,
        proposals,
        names,
        passing,
        class,
        unread,
        purpose,
        is_kept_apart: permit.is_kept_apart(),
    })
}
