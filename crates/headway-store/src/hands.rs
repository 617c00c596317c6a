//! Whether a permit carries what somebody is about to write: the act, the typist, the capacity, and for whom.
//!
//! `ilp::plan` knows whose an item is and takes the hand at its word; only here is the hand held against who asks.

use ilp::PersonId;
use ilp::access::{Act, Because, CaseloadKind};
use ilp::plan::{Author, Change, Entry, Hand, Owner, Party, Plan, Proposal, acts_for, ownership};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use crate::StoreError;
use crate::entity::relation;
use crate::permits::{self, Permit};

/// Refuses an entry that this permit does not carry. That is a fault of the page that asks, not of a person.
pub(crate) async fn check_entry(permit: &Permit<'_>, plan: &Plan, entry: &Entry) -> Result<(), StoreError> {
    if entry.through.is_some() || !acts_for(&entry.change, &entry.hand).contains(&permit.act()) {
        return Err(not_carried(permit, entry.change.kind()));
    }
    if let Change::ItemHandedOver { item, .. } = &entry.change {
        let owner = plan.items.get(item).map(|item| item.owner);
        let manages = matches!(
            permit.because(),
            Because::Caseload { kind: CaseloadKind::CaseManager | CaseloadKind::Counselor }
        );
        if owner != Some(Owner::School(permit.person())) && !manages {
            return Err(not_carried(permit, entry.change.kind()));
        }
    }
    check_hand(permit, &entry.hand, entry.change.kind()).await
}

/// Refuses a hand that is not the permit's: another typist, another capacity, or words of somebody who has no say here.
pub(crate) async fn check_hand(permit: &Permit<'_>, hand: &Hand, what: &str) -> Result<(), StoreError> {
    let party = party_of(permit.because());
    let own = hand.author == Author::Person(permit.person());
    // A supporter may be anybody whom the student has named, and acts with the student or not at all.
    let fits = party.map_or(hand.recorded_for.is_some(), |party| hand.party == party);
    if !(own && fits) {
        return Err(not_carried(permit, what));
    }
    match hand.recorded_for {
        Some(recorded) if recorded.party == Party::Family => {
            let said_by = permits::asking(permit.tenant(), recorded.said_by);
            let theirs =
                permits::permit(permit.tx, &said_by, Act::ChangeOwn, permit.learner(), permit.now()).await?;
            let is_family = theirs.is_ok_and(|theirs| matches!(theirs.because(), Because::Family { .. }));
            if is_family { Ok(()) } else { Err(not_carried(permit, what)) }
        }
        _ => Ok(()),
    }
}

/// Which of the answers that the school owes one person gives: their own, and for students and families those of the case
/// manager, else of the counselor.
#[derive(Debug, Clone, Copy)]
pub struct Answerer {
    person: PersonId,
    because: Option<Because>,
    has_case_manager: bool,
}

impl Answerer {
    /// The holder of this permit, as the right to answer would find them.
    pub async fn of(permit: &Permit<'_>) -> Result<Self, StoreError> {
        let because = permit.also(Act::AnswerProposal);
        // It is asked for only where it decides.
        let counsels = Because::Caseload { kind: CaseloadKind::Counselor };
        let has_case_manager = because == Some(counsels) && has_case_manager(permit).await?;
        Ok(Self { person: permit.person(), because, has_case_manager })
    }

    /// Whether they give the answer that this proposal asks for; whether it is the student's or a relative's to give is the
    /// plan's question.
    #[must_use]
    pub fn answers(&self, proposal: &Proposal) -> bool {
        let Owner::School(responsible) = proposal.asks else { return true };
        self.because.is_some_and(|because| {
            ownership::answers_for_school(responsible, self.person, because, self.has_case_manager)
        })
    }
}

async fn has_case_manager(permit: &Permit<'_>) -> Result<bool, StoreError> {
    let rows = relation::Entity::find()
        .filter(relation::Column::Tenant.eq(permit.tenant().0))
        .filter(relation::Column::Learner.eq(permit.learner().0))
        .filter(relation::Column::Kind.eq("caseload"))
        .filter(relation::Column::Variant.eq("case_manager"))
        .all(permit.tx.db())
        .await?;
    let today = permit.now().today;
    Ok(rows.iter().any(|row| ilp::access::in_force(row.since, row.until, today)))
}

/// The side on which somebody stands; `None` for a supporter, who stands with the student from any side.
const fn party_of(because: Because) -> Option<Party> {
    match because {
        Because::TheStudent => Some(Party::Student),
        Because::Family { .. } => Some(Party::Family),
        Because::Supporter => None,
        Because::Caseload { .. }
        | Because::Teaches { .. }
        | Because::RecordsOfficer { .. }
        | Because::Leader { .. }
        | Because::Administrator { .. }
        | Because::BreakGlass { .. }
        | Because::Staff { .. } => Some(Party::School),
    }
}

fn not_carried(permit: &Permit<'_>, what: &str) -> StoreError {
    StoreError::Refused(format!(
        "a permit for {:?} because of {:?} does not carry {what}",
        permit.act(),
        permit.because()
    ))
}

/// Refuses a permit for another act. That is a fault of the page that asks, not of a person.
pub(crate) fn check_act(permit: &Permit<'_>, act: Act) -> Result<(), StoreError> {
    if permit.act() == act { Ok(()) } else { Err(not_carried(permit, &format!("{act:?}"))) }
}

/// Refuses to show the plan under a permit that does not open it.
pub(crate) fn check_shows_plan(permit: &Permit<'_>) -> Result<(), StoreError> {
    let shows = permit.fields().has(ilp::access::Field::Plan);
    if shows { Ok(()) } else { Err(not_carried(permit, "the text of the plan")) }
}
