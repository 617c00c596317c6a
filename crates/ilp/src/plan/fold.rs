//! The fold itself: each change checked, then done. Nothing is touched before everything is checked.

use std::collections::btree_map;

use chrono::{DateTime, Utc};

use super::checks::{
    Refused, at_revision, check_about, check_hand, check_links, check_owner, check_supersedes, owner_of_new,
    stamp,
};
use super::{
    Agreement, Author, Body, Change, Closed, ClosedBecause, Delay, Dissent, Entry, Hand, Item, Move, Opening,
    Party, Plan, Provenance, Redaction, Signature, Stage, Supporter, Text, Words, ownership,
};
use crate::{ItemId, OpeningId};

impl Provenance {
    /// Whose words this entry brings, and when they were written: the proposer's where it came in by a proposal.
    pub(super) fn of(entry: &Entry) -> Self {
        match entry.through {
            Some(through) => Self { by: through.proposer, at: through.proposed_at },
            None => Self { by: entry.hand, at: entry.at },
        }
    }
}

/// Takes one entry into the plan, or leaves the plan as it was.
pub(super) fn fold(plan: &mut Plan, entry: &Entry) -> Result<(), Refused> {
    check_hand(plan, &entry.hand)?;
    match &entry.change {
        Change::ItemWritten { item, replaces, says } => write(plan, entry, *item, *replaces, says)?,
        Change::ItemMoved { .. } => move_item(plan, entry)?,
        Change::ItemConfirmed { .. } => confirm(plan, entry)?,
        Change::ItemHandedOver { .. } => hand_over(plan, entry)?,
        Change::AgreementGiven { .. } => agree(plan, entry)?,
        Change::SeenDifferently { .. } | Change::DissentWithdrawn { .. } => dissent(plan, entry)?,
        Change::SupporterNamed { .. } | Change::SupporterReleased { .. } => support(plan, entry)?,
        Change::Opened { .. } => open(plan, entry)?,
        Change::Signed { .. } => sign(plan, entry)?,
        Change::ReviewBegan { .. } | Change::ReviewEnded { .. } => review(plan, entry)?,
        Change::Closed { .. } => close(plan, entry)?,
        Change::LifeMoved { to } => {
            by_the_school(&entry.hand)?;
            plan.life = *to;
        }
        Change::VisibilityDelayed { .. } => delay(plan, entry)?,
        Change::Redacted { .. } => redact(plan, entry)?,
    }
    plan.version += 1;
    Ok(())
}

fn write(
    plan: &mut Plan,
    entry: &Entry,
    id: ItemId,
    replaces: Option<u32>,
    says: &Body<Text>,
) -> Result<(), Refused> {
    check_links(plan, says)?;
    let provisional = entry.hand.recorded_for;
    match replaces {
        None => {
            let owner = owner_of_new(entry, says)?;
            let btree_map::Entry::Vacant(place) = plan.items.entry(id) else {
                return Err(Refused::AlreadyThere);
            };
            place.insert(Item {
                owner,
                revision: 1,
                body: says.clone().map(&mut stamp(entry, &[])),
                stage: Stage::Open,
                begun_by: entry.hand,
                begun_at: entry.at,
                changed_by: entry.hand,
                changed_at: entry.at,
                provisional,
                moved: None,
                agreements: std::collections::BTreeMap::new(),
                delayed: None,
            });
        }
        Some(read) => {
            let old = at_revision(plan, id, read)?;
            check_owner(old.owner, entry)?;
            check_supersedes(old, says)?;
            let old_words = old.words();
            let body = says.clone().map(&mut stamp(entry, &old_words));
            let item = touch(plan, entry, id)?;
            item.body = body;
            item.provisional = provisional;
        }
    }
    for opening in plan.openings.values_mut().filter(|opening| opening.closed.is_none()) {
        opening.written_since = true;
    }
    Ok(())
}

/// The item, one revision further and changed by this entry's hand.
fn touch<'a>(plan: &'a mut Plan, entry: &Entry, id: ItemId) -> Result<&'a mut Item, Refused> {
    let item = plan.items.get_mut(&id).ok_or(Refused::NoSuchItem { item: id })?;
    item.revision += 1;
    item.changed_by = entry.hand;
    item.changed_at = entry.at;
    Ok(item)
}

fn move_item(plan: &mut Plan, entry: &Entry) -> Result<(), Refused> {
    let Change::ItemMoved { item: id, replaces, to, on, words } = &entry.change else { return Ok(()) };
    let old = at_revision(plan, *id, *replaces)?;
    check_owner(old.owner, entry)?;
    if !to.fits(old.body.kind()) {
        return Err(Refused::NoSuchStage);
    }
    let words = stamped(entry, words.as_ref());
    let item = touch(plan, entry, *id)?;
    item.stage = *to;
    item.moved = Some(Move { by: entry.hand, on: *on, words });
    Ok(())
}

fn stamped(entry: &Entry, text: Option<&Text>) -> Option<Words> {
    text.cloned().map(stamp(entry, &[]))
}

/// A confirmation is the student's own; one that somebody records has to be recorded by another person than the typist.
fn confirm(plan: &mut Plan, entry: &Entry) -> Result<(), Refused> {
    let Change::ItemConfirmed { item: id, revision, .. } = entry.change else { return Ok(()) };
    let item = at_revision(plan, id, revision)?;
    if !ownership::may_change(item.owner, &entry.hand) {
        return Err(Refused::NotYours { owner: item.owner });
    }
    let by_the_typist = entry.hand.recorded_for.is_some() && entry.hand.author == item.changed_by.author;
    if item.provisional.is_none() || by_the_typist {
        return Err(Refused::NothingToConfirm);
    }
    // The text stays the same revision: a confirmation says that these words are mine, it does not change them.
    if let Some(item) = plan.items.get_mut(&id) {
        item.provisional = None;
    }
    Ok(())
}

fn hand_over(plan: &mut Plan, entry: &Entry) -> Result<(), Refused> {
    let Change::ItemHandedOver { item: id, replaces, to } = entry.change else { return Ok(()) };
    let owner = at_revision(plan, id, replaces)?.owner;
    if owner.party() != Party::School {
        return Err(Refused::NotYours { owner });
    }
    by_the_school(&entry.hand)?;
    touch(plan, entry, id)?.owner = super::Owner::School(to);
    Ok(())
}

/// Only people and imports of the school; that it is the right person is decided by access.
fn by_the_school(hand: &Hand) -> Result<(), Refused> {
    if hand.speaks_as() == Party::School { Ok(()) } else { Err(Refused::NotYourDecision) }
}

fn by_student_or_family(hand: &Hand) -> Result<crate::PersonId, Refused> {
    match hand.speaks_as() {
        Party::Student | Party::Family => hand.speaker().ok_or(Refused::NotAPerson),
        Party::School => Err(Refused::NotYourDecision),
    }
}

fn agree(plan: &mut Plan, entry: &Entry) -> Result<(), Refused> {
    let Change::AgreementGiven { item: id, revision, stance, words } = &entry.change else { return Ok(()) };
    let person = by_student_or_family(&entry.hand)?;
    if at_revision(plan, *id, *revision)?.owner.party() != Party::School {
        return Err(Refused::NothingToAgree);
    }
    let words = stamped(entry, words.as_ref());
    let agreement = Agreement { by: entry.hand, at: entry.at, revision: *revision, stance: *stance, words };
    if let Some(item) = plan.items.get_mut(id) {
        item.agreements.insert(person, agreement);
    }
    Ok(())
}

fn dissent(plan: &mut Plan, entry: &Entry) -> Result<(), Refused> {
    let speaker = by_student_or_family(&entry.hand)?;
    match &entry.change {
        Change::SeenDifferently { dissent, about, words } => {
            check_about(plan, *about)?;
            let words = stamp(entry, &[])(words.clone());
            let btree_map::Entry::Vacant(place) = plan.dissents.entry(*dissent) else {
                return Err(Refused::AlreadyThere);
            };
            place.insert(Dissent { about: *about, words, withdrawn_at: None });
        }
        Change::DissentWithdrawn { dissent } => {
            let note = plan.dissents.get_mut(dissent).filter(|note| note.withdrawn_at.is_none());
            let note = note.ok_or(Refused::NoSuchDissent { dissent: *dissent })?;
            if note.words.by.speaker() != Some(speaker) {
                return Err(Refused::NotYourDecision);
            }
            note.withdrawn_at = Some(entry.at);
        }
        _ => {}
    }
    Ok(())
}

/// Only the student names a supporter, and nobody records their own naming.
fn support(plan: &mut Plan, entry: &Entry) -> Result<(), Refused> {
    if entry.hand.speaks_as() != Party::Student {
        return Err(Refused::NotYourDecision);
    }
    match &entry.change {
        Change::SupporterNamed { person, words } => {
            if entry.hand.author == Author::Person(*person) {
                return Err(Refused::NotYourDecision);
            }
            let words = stamp(entry, &[])(words.clone());
            plan.supporters.insert(*person, Supporter { words, until: None });
        }
        Change::SupporterReleased { person } => {
            let supporter = plan.supporters.get_mut(person).filter(|supporter| supporter.until.is_none());
            supporter.ok_or(Refused::NoSuchSupporter { person: *person })?.until = Some(entry.at);
        }
        _ => {}
    }
    Ok(())
}

fn open(plan: &mut Plan, entry: &Entry) -> Result<(), Refused> {
    let Change::Opened { opening, plan_type, because } = &entry.change else { return Ok(()) };
    by_the_school(&entry.hand)?;
    let btree_map::Entry::Vacant(place) = plan.openings.entry(*opening) else {
        return Err(Refused::AlreadyThere);
    };
    let because = because.iter().cloned().map(stamp(entry, &[])).collect();
    place.insert(Opening {
        plan_type: plan_type.clone(),
        by: entry.hand,
        at: entry.at,
        because,
        written_since: false,
        in_review_since: None,
        review_due: None,
        signatures: Vec::new(),
        closed: None,
    });
    Ok(())
}

fn still_open(plan: &mut Plan, id: OpeningId) -> Result<&mut Opening, Refused> {
    let opening = plan.openings.get_mut(&id).filter(|opening| opening.closed.is_none());
    opening.ok_or(Refused::NoSuchOpening { opening: id })
}

fn sign(plan: &mut Plan, entry: &Entry) -> Result<(), Refused> {
    let Change::Signed { opening, plan_version, pack_version } = &entry.change else { return Ok(()) };
    if entry.hand.recorded_for.is_some() || entry.hand.speaker().is_none() {
        return Err(Refused::SignedForAnother);
    }
    let now = plan.version;
    let opening = still_open(plan, *opening)?;
    if *plan_version != now {
        return Err(Refused::StalePlan { now });
    }
    let pack_version = pack_version.clone();
    opening.signatures.push(Signature { by: entry.hand, at: entry.at, plan_version: now, pack_version });
    Ok(())
}

fn review(plan: &mut Plan, entry: &Entry) -> Result<(), Refused> {
    let at: DateTime<Utc> = entry.at;
    if entry.hand.speaks_as() == Party::Family {
        return Err(Refused::NotYourDecision);
    }
    match &entry.change {
        Change::ReviewBegan { opening } => still_open(plan, *opening)?.in_review_since = Some(at),
        Change::ReviewEnded { opening, next } => {
            let opening = still_open(plan, *opening)?;
            opening.in_review_since = None;
            opening.review_due = *next;
        }
        _ => {}
    }
    Ok(())
}

/// The school closes; a student or relative only where the law lets them decline.
fn close(plan: &mut Plan, entry: &Entry) -> Result<(), Refused> {
    let Change::Closed { opening, because, words } = &entry.change else { return Ok(()) };
    if *because != ClosedBecause::Declined {
        by_the_school(&entry.hand)?;
    }
    let words = stamped(entry, words.as_ref());
    still_open(plan, *opening)?.closed = Some(Closed { because: *because, at: entry.at, words });
    Ok(())
}

fn delay(plan: &mut Plan, entry: &Entry) -> Result<(), Refused> {
    let Change::VisibilityDelayed { item: id, until, reason } = &entry.change else { return Ok(()) };
    by_the_school(&entry.hand)?;
    let reason = stamp(entry, &[])(reason.clone());
    let item = plan.items.get_mut(id).ok_or(Refused::NoSuchItem { item: *id })?;
    item.delayed = Some(Delay { by: entry.hand, until: *until, reason });
    Ok(())
}

fn redact(plan: &mut Plan, entry: &Entry) -> Result<(), Refused> {
    let Change::Redacted { places, rule } = &entry.change else { return Ok(()) };
    by_the_school(&entry.hand)?;
    let mut found: Vec<Text> = Vec::new();
    plan.each_words(&mut |words| {
        if places.contains(&words.place) && !found.contains(&words.text) {
            found.push(words.text.clone());
        }
    });
    if places.is_empty() || 1 < found.len() {
        return Err(Refused::NotOneText);
    }
    plan.each_words(&mut |words| {
        if places.contains(&words.place) {
            words.text = Text::Removed { removed_by: entry.id };
        }
    });
    plan.redactions.insert(entry.id, Redaction { by: entry.hand, at: entry.at, rule: rule.clone() });
    Ok(())
}
