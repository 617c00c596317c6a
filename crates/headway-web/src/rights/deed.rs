//! What an officer does, once, with its event in the same transaction; and from then on nobody's pages are those of before.

use headway_store::audit::{self, Event};
use headway_store::permits::Permit;
use headway_store::rights::{self, Left, NewTie, Noted, OfAge};
use headway_store::{StoreError, Work};
use ilp::access::{Act, RestrictionKind, Rights, Tie};
use ilp::{PersonId, RelationId};

use super::act::Scene;
use super::hidden;
use crate::error::PageError;
use crate::form::{Outcome, Posted};
use crate::shell::Visit;

/// One act.
#[derive(Debug, Clone)]
pub(super) enum Deed {
    /// A tie is entered.
    Enter(NewTie),
    /// A link gives something else from a day on.
    Change {
        id: RelationId,
        rights: Rights,
        evidence: String,
        reason: String,
        from: chrono::NaiveDate,
        ids: [RelationId; 2],
    },
    /// A tie ends.
    End { id: RelationId, from: chrono::NaiveDate, reason: String, copy: RelationId },
    /// The rights pass before the birthday, or no longer do.
    OfAge { read: OfAge, of_age: OfAge, reason: String },
}

impl Deed {
    async fn answer(&self, permit: &Permit<'_>) -> Result<Result<(), Left>, StoreError> {
        match self {
            Self::Enter(new) => rights::enter(permit, new).await,
            Self::Change { id, rights, evidence, from, ids, .. } => {
                rights::change(permit, *id, (*rights, evidence, *from), *ids).await
            }
            Self::End { id, from, copy, .. } => rights::end(permit, *id, *from, *copy).await,
            Self::OfAge { read, of_age, .. } => rights::set_of_age(permit, *read, *of_age).await,
        }
    }

    fn act(&self, scene: &Scene) -> &'static str {
        let ended = scene.tie.as_ref().map(|tie| &tie.tie);
        match (self, ended) {
            (Self::Enter(NewTie { tie: Tie::Restriction { .. }, .. }), _) => "rights/order",
            (Self::Enter(NewTie { tie: Tie::AdultConsent { .. }, .. }), _) => "rights/consent",
            (Self::Enter(_), _) => "rights/link",
            (Self::Change { .. }, _) => "rights/change",
            (Self::End { .. }, Some(Tie::Restriction { .. })) => "rights/lift",
            (Self::End { .. }, _) => "rights/end",
            (Self::OfAge { .. }, _) => "rights/of-age",
        }
    }

    /// The row beside which the officer's words are shown: a roster's is replaced by the one that ends.
    fn object(&self, scene: &Scene) -> String {
        let is_rosters = scene.tie.as_ref().is_some_and(|tie| tie.is_rosters);
        let id = match self {
            Self::OfAge { .. } => return format!("person {}", scene.learner),
            Self::Enter(new) => new.id,
            Self::End { copy, .. } if is_rosters => *copy,
            Self::Change { ids: [id, _], .. } | Self::End { id, .. } => *id,
        };
        format!("relation {id}")
    }

    fn noted(&self, scene: &Scene) -> Noted {
        let (person, tie, reason) = match self {
            Self::Enter(new) => (Some(new.whom.id()), Some(&new.tie), ""),
            Self::Change { reason, .. } | Self::End { reason, .. } => {
                let tie = scene.tie.as_ref();
                (tie.map(|tie| tie.person), tie.map(|tie| &tie.tie), reason.as_str())
            }
            Self::OfAge { reason, .. } => (None, None, reason.as_str()),
        };
        let what = match tie {
            Some(Tie::Restriction { kind: RestrictionKind::NoRecords, .. }) => "no_records",
            Some(Tie::Restriction { kind: RestrictionKind::NoContact, .. }) => "no_contact",
            Some(Tie::AdultConsent { .. }) => "consent",
            Some(Tie::Family { .. }) => "family",
            _ => "",
        };
        let days = match self {
            Self::OfAge { read, of_age, .. } => Some([*read, *of_age]),
            _ => None,
        };
        Noted { person, what: what.to_owned(), reason: reason.to_owned(), days }
    }
}

/// Does it, once. What pages knew of whom it concerns a moment ago is forgotten, so that no name stays above them.
pub(super) async fn save(
    visit: &Visit,
    posted: &Posted,
    scene: &Scene,
    deed: Deed,
) -> Result<Outcome<Left>, PageError> {
    let learner = scene.learner;
    let noted = deed.noted(scene);
    let event = Event {
        act: deed.act(scene).to_owned(),
        object: Some(deed.object(scene)),
        outcome: "done".to_owned(),
        because: "records_officer".to_owned(),
        detail: serde_json::to_string(&noted).unwrap_or_default(),
        ..visit.denial(Act::ManageRights, Some(learner))?
    };
    let concerns: Vec<PersonId> = match noted.person {
        Some(person) => vec![person],
        None => scene.known.ties.iter().map(|tie| tie.person).chain([learner]).collect(),
    };
    let saved = visit.save_about(posted, (Act::ManageRights, learner), move |permit| -> Work<'_, _> {
        Box::pin(async move {
            if let Err(left) = deed.answer(&permit).await? {
                return Ok(Outcome::Refused(left));
            }
            audit::record(permit.tx(), &event).await?;
            Ok(Outcome::Done(format!("/rights/{learner}?said=saved")))
        })
    });
    let outcome = hidden(visit, saved.await)?;
    for person in concerns {
        visit.app.hats.forget((visit.tenant.id, person));
    }
    Ok(outcome)
}
