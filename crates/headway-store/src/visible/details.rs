//! What the rows of one page of a list tell beside the name: grade, changes, and what waits, as far as the reader sees it.

use std::collections::HashMap;
use std::sync::Arc;

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use ilp::access::{Act, Moment};
use ilp::plan::{Owner, Plan, Proposal, Sight, Standing};
use ilp::{PersonId, TenantId};
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::filters::GRADE;
use super::list::Listed;
use super::question::Match;
use super::statement;
use crate::hands::Answerer;
use crate::{StoreError, Tx, permits, plans, proposals};

/// By learner.
type ByLearner<T> = HashMap<PersonId, T>;

/// What is known of a learner besides the name, whoever asks.
struct Row {
    grade: Option<String>,
    version: Option<i64>,
    changed_at: Option<DateTime<Utc>>,
}

/// The rows of a page.
pub(super) async fn of(
    tx: &Tx,
    (tenant, person): (TenantId, PersonId),
    today: NaiveDate,
    page: &[Match],
) -> Result<Vec<Listed>, StoreError> {
    let mut rows = rows(tx, (tenant, person), today, page).await?;
    let waiting = waiting(tx, tenant, today, page).await?;
    let mut listed = Vec::with_capacity(page.len());
    for one in page {
        let row = rows.remove(&one.learner);
        let waits = waiting.get(&one.learner).map(Vec::as_slice).unwrap_or_default();
        let sees = 0 < one.shows;
        let version = row.as_ref().and_then(|row| row.version).unwrap_or(0);
        listed.push(Listed {
            learner: one.learner,
            name: one.name.clone(),
            changes: sees.then(|| u64::try_from(version).unwrap_or(0)),
            changed_at: row.as_ref().filter(|_| sees && 0 < version).and_then(|row| row.changed_at),
            grade: row.and_then(|row| row.grade),
            waiting: sees.then_some(waits.len() as u64),
            mine: mine(tx, (tenant, person), today, (one.learner, waits)).await?,
        });
    }
    Ok(listed)
}

/// Leaves those of whose open suggestions the reader would find one in the plan.
pub(super) async fn keep_those_that_wait(
    tx: &Tx,
    tenant: TenantId,
    today: NaiveDate,
    all: &mut Vec<Match>,
) -> Result<(), StoreError> {
    let waiting = waiting(tx, tenant, today, all).await?;
    all.retain(|one| waiting.get(&one.learner).is_some_and(|waits| !waits.is_empty()));
    Ok(())
}

/// Grade, version and last change of these learners.
async fn rows(
    tx: &Tx,
    (tenant, person): (TenantId, PersonId),
    today: NaiveDate,
    page: &[Match],
) -> Result<ByLearner<Row>, StoreError> {
    let mut found = ByLearner::new();
    if page.is_empty() {
        return Ok(found);
    }
    let mut values = vec![tenant.0.into(), person.0.into(), today.into()];
    values.extend(page.iter().map(|one| one.learner.0.into()));
    let held: Vec<String> = (4..=values.len()).map(|n| format!("${n}")).collect();
    // The second value is the reader, whom every text of a list binds so; here nobody asks for them.
    let text = format!(
        "select person.id, {GRADE} as grade, plan.version, plan.changed_at
           from person left join plan on plan.tenant = $1 and plan.learner = person.id
          where person.tenant = $1 and person.id <> $2 and person.id in ({})",
        held.join(", ")
    );
    for row in tx.db().query_all_raw(statement(tx, &text, values)).await? {
        let learner = PersonId(row.try_get::<Uuid>("", "id")?);
        let (grade, version) = (row.try_get("", "grade")?, row.try_get("", "version")?);
        found.insert(learner, Row { grade, version, changed_at: row.try_get("", "changed_at")? });
    }
    Ok(found)
}

/// The open suggestions that the reader would find in each plan: not those about what is kept from view, and not the family's
/// for whom its words are not open. Those about a meeting ahead count for everybody: a number names no day.
async fn waiting(
    tx: &Tx,
    tenant: TenantId,
    today: NaiveDate,
    of: &[Match],
) -> Result<ByLearner<Vec<Arc<Proposal>>>, StoreError> {
    let mut found: ByLearner<Vec<Arc<Proposal>>> = ByLearner::new();
    let learners: Vec<PersonId> = of.iter().filter(|one| 0 < one.shows).map(|one| one.learner).collect();
    // Either engine takes some thousands of values; a caseload and its classes are far below.
    for some in learners.chunks(1_000) {
        for (learner, proposal) in proposals::waiting(tx, tenant, some).await? {
            if proposal.standing() == Standing::Open {
                found.entry(learner).or_default().push(proposal);
            }
        }
    }
    let with: Vec<PersonId> = found.keys().copied().collect();
    for some in with.chunks(1_000) {
        let plans = plans::of_all(tx, tenant, some).await?;
        for learner in some {
            let empty = Plan::empty(*learner);
            let plan = plans.get(learner).map_or(&empty, |plan| plan);
            let shows = of.iter().find(|one| one.learner == *learner).map_or(0, |one| one.shows);
            // The number of what waits says no day and no place.
            let sight = Sight { today, family_words: 1 < shows, delayed: false, whereabouts: true };
            let sighted = sight.on(plan);
            found.entry(*learner).or_default().retain(|proposal| sighted.shows_proposal(proposal));
        }
    }
    Ok(found)
}

/// How many of these the reader answers.
async fn mine(
    tx: &Tx,
    (tenant, person): (TenantId, PersonId),
    today: NaiveDate,
    (learner, waits): (PersonId, &[Arc<Proposal>]),
) -> Result<u64, StoreError> {
    let of_the_family = waits.iter().filter(|one| one.asks == Owner::Family(person)).count() as u64;
    let school: Vec<_> = waits.iter().filter(|one| matches!(one.asks, Owner::School(_))).collect();
    if school.is_empty() {
        return Ok(of_the_family);
    }
    let now = Moment { today, at: today.and_time(NaiveTime::MIN).and_utc() };
    let asked =
        permits::permit(tx, &permits::asking(tenant, person), Act::AnswerProposal, learner, now).await?;
    let Ok(permit) = asked else { return Ok(of_the_family) };
    let answerer = Answerer::of(&permit).await?;
    Ok(of_the_family + school.iter().filter(|one| answerer.answers(one)).count() as u64)
}
