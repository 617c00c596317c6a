//! Who is tied to a learner and by what, for who keeps the records: family, court orders, consents, supporters, broken glass.
//!
//! Every row has its days, its evidence and what was said when it was entered and ended. What a row gives is said in
//! [`ilp::access`] alone; here nothing is decided but what an officer may write down.

mod acts;
mod district;
mod finding;
mod keepers;

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use ilp::access::{Act, Because, Field, Office, OfficeKind, Tie, Why, in_force};
use ilp::{PersonId, RelationId};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder};
use serde::{Deserialize, Serialize};

pub use acts::{Left, NewTie, OfAge, Whom, change, end, enter, set_of_age};
pub use district::{Listed, Ordered, Watch, watch};
pub use finding::{Candidate, find_people};
pub use keepers::{AboutKeeper, about_keepers};

use crate::entity::{audit_event, person, plan, relation, schooling};
use crate::permits::{self, Permit, as_relation, asking};
use crate::{StoreError, offices, people};

/// What is known of the rights over one learner's records.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// What the learner is called.
    pub name: String,
    /// `None`: not known, and the learner counts as a minor.
    pub birth_date: Option<NaiveDate>,
    /// Since when a court or the law treats a minor as an adult.
    pub emancipated_from: Option<NaiveDate>,
    /// Since when the record is that of a student after school, who holds the rights whatever their age.
    pub eligible_from: Option<NaiveDate>,
    /// When the rights pass to the learner, or passed.
    pub rights_pass_on: Option<NaiveDate>,
    /// Every tie that there is or was, the latest first.
    pub ties: Vec<Recorded>,
    /// What each of the family finds today at the plan.
    pub today: HashMap<PersonId, Result<Because, Why>>,
    /// What was said about the day on which the learner comes of age, the latest first.
    pub said: Vec<Told>,
}

/// One tie as it was recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recorded {
    /// Its row.
    pub id: RelationId,
    /// Who.
    pub person: PersonId,
    /// What they are called.
    pub name: String,
    /// What ties them.
    pub tie: Tie,
    /// What people call it: `mother`.
    pub called: String,
    /// What shows it.
    pub evidence: Option<String>,
    /// First day, where it is known.
    pub from: Option<NaiveDate>,
    /// First day on which it is over.
    pub until: Option<NaiveDate>,
    /// Who recorded it; `None` for a roster and for the program.
    pub recorded_by: Option<String>,
    /// When.
    pub recorded_at: DateTime<Utc>,
    /// A roster brought it.
    pub is_rosters: bool,
    /// What officers said when they entered, changed or ended it, the latest first.
    pub said: Vec<Told>,
}

impl Recorded {
    /// Whether it is over on this day.
    #[must_use]
    pub fn is_over(&self, today: NaiveDate) -> bool {
        self.until.is_some_and(|until| until <= today)
    }
}

/// What an officer did, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// What: the code of the audit, as `rights/end`.
    pub act: String,
    /// Who; `None` for whoever is not there any more.
    pub by: Option<String>,
    /// When.
    pub at: DateTime<Utc>,
    /// Why, in their words; empty where none were asked.
    pub reason: String,
    /// The days of coming of age before and after, where the act was about them.
    pub days: Option<[OfAge; 2]>,
}

/// What the audit keeps of such an act beside its code: kept from whoever keeps no records, as all that is about a learner.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Noted {
    /// Whom it concerns.
    pub person: Option<PersonId>,
    /// What kind of tie: `restriction no_contact`.
    pub what: String,
    /// Why, in the officer's words.
    pub reason: String,
    /// The days of coming of age before and after, where the act is about them: the person's row keeps the last ones alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub days: Option<[OfAge; 2]>,
}

/// What is known of the rights over the permit's learner; `None` for whoever is no learner.
///
/// # Errors
/// [`StoreError::Refused`] under a permit for anything else.
pub async fn of(permit: &Permit<'_>) -> Result<Option<Known>, StoreError> {
    is_for_rights(permit)?;
    let (tx, tenant, learner) = (permit.tx(), permit.tenant(), permit.learner());
    let Some(row) = person::Entity::find_by_id((tenant.0, learner.0)).one(tx.db()).await? else {
        return Ok(None);
    };
    let rows = relation::Entity::find()
        .filter(relation::Column::Tenant.eq(tenant.0))
        .filter(relation::Column::Learner.eq(learner.0))
        .order_by_desc(relation::Column::RecordedAt)
        .order_by_desc(relation::Column::Id)
        .all(tx.db())
        .await?;
    if rows.is_empty() && !learns(permit).await? {
        return Ok(None);
    }
    let events = events(permit).await?;
    let names = names(permit, &rows, &events).await?;
    let mut today = HashMap::new();
    for row in rows.iter().filter(|row| ["family", "restriction"].contains(&row.kind.as_str())) {
        if let Some(found) = somebody(permit, PersonId(row.person)).await? {
            today.insert(found.person, found.today);
        }
    }
    let ties: Vec<Recorded> =
        rows.into_iter().map(|row| recorded(row, &names, &events)).collect::<Result<_, _>>()?;
    Ok(Some(Known {
        name: names.get(&learner).cloned().unwrap_or_default(),
        birth_date: row.birth_date,
        emancipated_from: row.emancipated_from,
        eligible_from: row.eligible_from,
        rights_pass_on: permit.rights_pass_on(),
        ties,
        today,
        said: said(&events, &format!("person {learner}"), &names),
    }))
}

/// One tie of the permit's learner.
///
/// # Errors
/// As for [`of`].
pub async fn find(permit: &Permit<'_>, id: RelationId) -> Result<Option<Recorded>, StoreError> {
    is_for_rights(permit)?;
    let key = (permit.tenant().0, permit.learner().0, id.0);
    let Some(row) = relation::Entity::find_by_id(key).one(permit.tx().db()).await? else { return Ok(None) };
    let rows = [row];
    let names = names(permit, &rows, &[]).await?;
    let [row] = rows;
    recorded(row, &names, &[]).map(Some)
}

/// Somebody whom an officer is about to tie to the learner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Somebody {
    /// Who.
    pub person: PersonId,
    /// What they are called.
    pub name: String,
    /// What they find today at the plan, by whatever ties them to the learner.
    pub today: Result<Because, Why>,
    /// They run the system or keep the records today.
    pub is_trusted: bool,
    /// They keep the records today.
    pub keeps_records: bool,
}

/// Somebody whom the district knows, as they stand to the permit's learner today.
///
/// # Errors
/// As for [`of`].
pub async fn somebody(permit: &Permit<'_>, who: PersonId) -> Result<Option<Somebody>, StoreError> {
    is_for_rights(permit)?;
    let (tx, tenant) = (permit.tx(), permit.tenant());
    let Some(row) = people::find(tx, tenant, who).await? else { return Ok(None) };
    let found =
        permits::permit(tx, &asking(tenant, who), Act::SeePlan, permit.learner(), permit.now()).await?;
    let today = found.map(|found| found.because());
    let offices = permits::offices(tx, tenant, who).await?;
    let holds = |office: &Office| {
        offices::is_of_trust(office.kind) && in_force(office.from, office.until, permit.now().today)
    };
    let held: Vec<OfficeKind> =
        offices.iter().filter(|office| holds(office)).map(|office| office.kind).collect();
    let keeps_records = held.contains(&OfficeKind::PrivacyOfficer);
    let name = row.names.shown();
    Ok(Some(Somebody { person: who, name, today, is_trusted: !held.is_empty(), keeps_records }))
}

/// What the person of this row would find at the plan today if the row were not there.
///
/// # Errors
/// As for [`of`].
pub async fn without(permit: &Permit<'_>, tie: &Recorded) -> Result<Result<Because, Why>, StoreError> {
    is_for_rights(permit)?;
    let actor = asking(permit.tenant(), tie.person);
    permits::without(permit.tx(), &actor, (Act::SeePlan, permit.learner()), permit.now(), tie.id).await
}

/// Whether the permit's learner is one: there is a plan or a school for them.
async fn learns(permit: &Permit<'_>) -> Result<bool, StoreError> {
    let (db, tenant, learner) = (permit.tx().db(), permit.tenant(), permit.learner());
    let schools = schooling::Entity::find()
        .filter(schooling::Column::Tenant.eq(tenant.0))
        .filter(schooling::Column::Learner.eq(learner.0));
    if 0 < schools.count(db).await? {
        return Ok(true);
    }
    Ok(plan::Entity::find_by_id((tenant.0, learner.0)).one(db).await?.is_some())
}

async fn events(permit: &Permit<'_>) -> Result<Vec<audit_event::Model>, StoreError> {
    let events = audit_event::Entity::find()
        .filter(audit_event::Column::Tenant.eq(permit.tenant().0))
        .filter(audit_event::Column::Learner.eq(permit.learner().0))
        .filter(audit_event::Column::Act.starts_with("rights/"))
        .filter(audit_event::Column::Outcome.eq("done"))
        .order_by_desc(audit_event::Column::At)
        .order_by_desc(audit_event::Column::Id);
    Ok(events.all(permit.tx().db()).await?)
}

async fn names(
    permit: &Permit<'_>,
    rows: &[relation::Model],
    events: &[audit_event::Model],
) -> Result<HashMap<PersonId, String>, StoreError> {
    let mut ids: Vec<PersonId> = rows.iter().map(|row| PersonId(row.person)).collect();
    ids.extend(rows.iter().filter_map(|row| row.recorded_by.map(PersonId)));
    ids.extend(events.iter().filter_map(|event| event.actor.map(PersonId)));
    ids.push(permit.learner());
    ids.sort_unstable();
    ids.dedup();
    Ok(people::names_of(permit.tx(), permit.tenant(), &ids).await?.into_iter().collect())
}

fn recorded(
    row: relation::Model,
    names: &HashMap<PersonId, String>,
    events: &[audit_event::Model],
) -> Result<Recorded, StoreError> {
    let name = |id| names.get(&PersonId(id)).cloned();
    // What people call a tie stands where the reason of broken glass stands.
    let called = if row.kind == "break_glass" { String::new() } else { row.detail.clone() };
    Ok(Recorded {
        id: RelationId(row.id),
        person: PersonId(row.person),
        name: name(row.person).unwrap_or_default(),
        called,
        evidence: row.evidence.clone(),
        from: row.since,
        until: row.until,
        recorded_by: row.recorded_by.and_then(name),
        recorded_at: row.recorded_at,
        is_rosters: !row.source.is_empty(),
        said: said(events, &format!("relation {}", row.id), names),
        tie: as_relation(row)?.tie,
    })
}

fn said(events: &[audit_event::Model], object: &str, names: &HashMap<PersonId, String>) -> Vec<Told> {
    let about = |event: &&audit_event::Model| event.object.as_deref() == Some(object);
    let told = |event: &audit_event::Model| {
        let noted: Noted = serde_json::from_str(&event.detail).unwrap_or_default();
        Told {
            act: event.act.clone(),
            by: event.actor.and_then(|actor| names.get(&PersonId(actor)).cloned()),
            at: event.at,
            reason: noted.reason,
            days: noted.days,
        }
    };
    events.iter().filter(about).map(told).collect()
}

/// Refuses where the permit is to another act, or does not show what an officer alone reads: a fault of the program.
fn is_for_rights(permit: &Permit<'_>) -> Result<(), StoreError> {
    if permit.act() == Act::ManageRights && permit.fields().has(Field::Custody) {
        return Ok(());
    }
    Err(StoreError::Refused(format!("a permit for {:?} is none to rights", permit.act())))
}
