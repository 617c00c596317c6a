//! Taking a text out of all that is kept: the one place where a row of a log or a proposal is ever rewritten.

use std::collections::BTreeSet;

use ilp::plan::{Change, Entry, Letter, Place, Plan, Proposal, Refused, Text, places_of, without};
use ilp::{ChangeId, PersonId, TenantId};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use crate::entity::{change, draft, proposal};
use crate::permits::Permit;
use crate::plans::{as_entry, kind_and_body, log_of};
use crate::stored_text::parsed;
use crate::{StoreError, Tx, proposals};

/// Whether a redaction names one text and every place of it, and whether an entry that is none brings no mark of one.
pub(crate) async fn check(
    permit: &Permit<'_>,
    plan: &Plan,
    entry: &Entry,
) -> Result<Result<(), Refused>, StoreError> {
    let Change::Redacted { places, letters, .. } = &entry.change else {
        let forged = |text: Text| match text {
            Text::Removed { removed_by } => !plan.redactions.contains_key(&removed_by),
            Text::Written(_) => false,
        };
        let is_forged = entry.change.texts().into_iter().any(forged);
        return Ok(if is_forged { Err(Refused::NotOneText) } else { Ok(()) });
    };
    let (tx, about) = (permit.tx, (permit.tenant(), permit.learner()));
    let log = log_of(tx, about.0, about.1).await?;
    let written = if letters.is_empty() { Vec::new() } else { proposals_about(tx, about).await? };
    let of_places = places.iter().map(|place| text_at(&log, *place));
    let of_letters = letters.iter().map(|letter| text_in(&written, *letter));
    let named: Option<Vec<Text>> = of_places.chain(of_letters).collect();
    let Some((text, others)) = named.as_deref().and_then(<[Text]>::split_first) else {
        return Ok(Err(Refused::NotOneText));
    };
    let all: BTreeSet<Place> = places_of(&log, text).into_iter().collect();
    let stated: BTreeSet<Place> = places.iter().copied().collect();
    // A place that is left out would bring the text back with the next replay.
    let is_one = others.iter().all(|other| other == text) && all == stated;
    Ok(if is_one { Ok(()) } else { Err(Refused::NotOneText) })
}

/// What a letter names.
fn text_in(written: &[Proposal], letter: Letter) -> Option<Text> {
    let proposed = written.iter().find(|proposed| proposed.id == letter.proposal)?;
    texts_of(proposed).get(usize::from(letter.nth)).cloned()
}

fn texts_of(proposed: &Proposal) -> Vec<Text> {
    let mut texts = Vec::new();
    let _ = proposed.clone().map_texts(&mut |text| {
        texts.push(text.clone());
        text
    });
    texts
}

async fn proposals_about(
    tx: &Tx,
    (tenant, learner): (TenantId, PersonId),
) -> Result<Vec<Proposal>, StoreError> {
    let rows = proposal::Entity::find()
        .filter(proposal::Column::Tenant.eq(tenant.0))
        .filter(proposal::Column::Learner.eq(learner.0))
        .all(tx.db())
        .await?;
    rows.iter().map(|row| parsed(&row.body)).collect()
}

fn text_at(log: &[Entry], place: Place) -> Option<Text> {
    let entry = log.iter().find(|entry| entry.id == place.change)?;
    entry.change.texts().get(usize::from(place.nth)).cloned()
}

/// Takes the texts at these places out of the log, and the same texts out of every proposal and draft about the learner.
///
/// Backups that were made before still hold them, and so do the files of a server of PostgreSQL until it has vacuumed.
pub(crate) async fn scrub(
    tx: &Tx,
    (tenant, learner): (TenantId, PersonId),
    redaction: ChangeId,
    places: &[Place],
    letters: &[Letter],
) -> Result<(), StoreError> {
    let mut gone = scrub_log(tx, (tenant, learner), redaction, places).await?;
    let proposed = proposals_about(tx, (tenant, learner)).await?;
    gone.extend(letters.iter().filter_map(|letter| text_in(&proposed, *letter)));
    for one in proposed {
        let left = one.clone().map_texts(&mut |text| {
            if gone.contains(&text) { Text::Removed { removed_by: redaction } } else { text }
        });
        if left != one {
            proposals::keep(tx, tenant, learner, &left).await?;
        }
    }
    tx.db().leave_no_trace();
    discard_drafts(tx, (tenant, learner), &gone).await
}

async fn scrub_log(
    tx: &Tx,
    (tenant, learner): (TenantId, PersonId),
    redaction: ChangeId,
    places: &[Place],
) -> Result<Vec<Text>, StoreError> {
    let theirs = || {
        change::Entity::find()
            .filter(change::Column::Tenant.eq(tenant.0))
            .filter(change::Column::Learner.eq(learner.0))
    };
    let ids = places.iter().map(|place| place.change.0);
    let rows = theirs().filter(change::Column::Id.is_in(ids)).all(tx.db()).await?;
    let mut gone = Vec::new();
    for row in rows {
        let entry = as_entry(&row)?;
        for (nth, text) in (0..).zip(entry.change.texts()) {
            if places.contains(&Place { change: entry.id, nth }) {
                gone.push(text);
            }
        }
        let (_, body) = kind_and_body(&without(entry.id, entry.change, places, redaction))?;
        change::Entity::update_many()
            .col_expr(change::Column::Body, Expr::value(body))
            .filter(change::Column::Tenant.eq(tenant.0))
            .filter(change::Column::Learner.eq(learner.0))
            .filter(change::Column::Version.eq(row.version))
            .exec(tx.db())
            .await?;
    }
    Ok(gone)
}

/// What somebody has typed about the learner and not saved goes too, where it may hold the text.
async fn discard_drafts(
    tx: &Tx,
    (tenant, learner): (TenantId, PersonId),
    gone: &[Text],
) -> Result<(), StoreError> {
    if gone.is_empty() {
        return Ok(());
    }
    // A form's encoding hides a text from a search, so all drafts about this learner are let go: there are few, and old ones.
    draft::Entity::delete_many()
        .filter(draft::Column::Tenant.eq(tenant.0))
        .filter(draft::Column::About.eq(learner.0))
        .exec(tx.db())
        .await?;
    Ok(())
}
