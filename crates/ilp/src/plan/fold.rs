//! The fold itself: each change checked, then done. Nothing is touched before everything is checked.

use std::collections::btree_map;

use chrono::{DateTime, Utc};

use super::checks::{
    Refused, at_revision, check_about, check_hand, check_links, check_owner, check_size, check_supersedes,
    owner_of_new, stamp,
};
use super::{
    Agreement, Author, Body, Change, Closed, ClosedBecause, Delay, Dissent, Entry, Hand, Item, Kind, Move,
    Opening, Owner, Party, Plan, Provenance, RecordedFor, Redaction, Signature, Stage, Supporter, Text,
    Words, ownership,
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
    check_links(plan, id, says)?;
    check_size(says)?;
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
                provisional: said_by_the_owner(entry, owner),
                moved: None,
                agreements: std::collections::BTreeMap::new(),
                delayed: None,
            });
        }
        Some(read) => {
            let old = at_revision(plan, id, read)?;
            check_owner(old.owner, entry)?;
            check_supersedes(old, says)?;
            let (owner, old_words) = (old.owner, old.body_words());
            let body = says.clone().map(&mut stamp(entry, &old_words));
            let item = touch(plan, entry, id)?;
            item.body = body;
            item.provisional = said_by_the_owner(entry, owner);
        }
    }
    for opening in plan.openings.values_mut().filter(|opening| opening.closed.is_none()) {
        opening.written_since = true;
    }
    Ok(())
}

/// What somebody else typed for the owner: by accepting, or by proposing where it was the owner's own counter-proposal.
fn said_by_the_owner(entry: &Entry, owner: Owner) -> Option<RecordedFor> {
    let counter = entry.through.filter(|through| ownership::may_answer_for(owner, &through.proposer));
    counter.map_or(entry.hand.recorded_for, |through| through.proposer.recorded_for)
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
    item.provisional = said_by_the_owner(entry, item.owner).or(item.provisional);
    item.stage = *to;
    item.moved = Some(Move { by: entry.hand, on: *on, words });
    Ok(())
}

fn stamped(entry: &Entry, text: Option<&Text>) -> Option<Words> {
    text.cloned().map(stamp(entry, &[]))
}

/// A confirmation is the owner's own; one that somebody records has to be recorded by another person than the typists.
fn confirm(plan: &mut Plan, entry: &Entry) -> Result<(), Refused> {
    let Change::ItemConfirmed { item: id, revision, .. } = entry.change else { return Ok(()) };
    let item = at_revision(plan, id, revision)?;
    if !ownership::may_change(item.owner, &entry.hand) {
        return Err(Refused::NotYours { owner: item.owner });
    }
    let typed = |hand: &Hand| hand.recorded_for.is_some() && hand.author == entry.hand.author;
    let by_a_typist = typed(&entry.hand)
        && (typed(&item.changed_by) || item.body_words().iter().any(|words| typed(&words.by)));
    if item.provisional.is_none() || by_a_typist {
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
    let learner = plan.learner;
    let old = at_revision(plan, id, replaces)?;
    if old.owner.party() != Party::School {
        return Err(Refused::NotYours { owner: old.owner });
    }
    a_person_of_the_school(&entry.hand)?;
    // What somebody saw or wrote stays theirs; only what is undertaken can pass to a colleague.
    if to == learner || matches!(old.body.kind(), Kind::Observation | Kind::Note) {
        return Err(Refused::AnotherThing);
    }
    let item = touch(plan, entry, id)?;
    item.owner = Owner::School(to);
    if let Body::Step(step) = &mut item.body {
        step.doer = item.owner;
    }
    Ok(())
}

/// A person of the school who speaks for themself; that it is the right one is decided by access.
fn a_person_of_the_school(hand: &Hand) -> Result<(), Refused> {
    by_the_school(hand)?;
    if matches!(hand.author, Author::Person(_)) { Ok(()) } else { Err(Refused::NotAPerson) }
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
        // A different view is taken back by whoever has it, and by no typist in their name.
        Change::DissentWithdrawn { .. } if entry.hand.recorded_for.is_some() => {
            return Err(Refused::NotYourDecision);
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
    // Signatures themselves are changes: whoever signs next has read the same text.
    let since = plan.openings.values().flat_map(|opening| &opening.signatures);
    let since = since.filter(|signature| *plan_version <= signature.plan_version).count() as u64;
    let now = plan.version;
    let opening = still_open(plan, *opening)?;
    if *plan_version + since != now {
        return Err(Refused::StalePlan { now });
    }
    let read = *plan_version;
    let pack_version = pack_version.clone();
    opening.signatures.push(Signature { by: entry.hand, at: entry.at, plan_version: read, pack_version });
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

/// The school closes; declining, where the law lets them, is the student's or a relative's own word.
fn close(plan: &mut Plan, entry: &Entry) -> Result<(), Refused> {
    let Change::Closed { opening, because, words } = &entry.change else { return Ok(()) };
    match because {
        ClosedBecause::Declined if entry.hand.recorded_for.is_some() => {
            return Err(Refused::SignedForAnother);
        }
        ClosedBecause::Declined => by_student_or_family(&entry.hand).map(|_| ())?,
        _ => by_the_school(&entry.hand)?,
    }
    let words = stamped(entry, words.as_ref());
    still_open(plan, *opening)?.closed = Some(Closed { because: *because, at: entry.at, words });
    Ok(())
}

fn delay(plan: &mut Plan, entry: &Entry) -> Result<(), Refused> {
    let Change::VisibilityDelayed { item: id, until, reason } = &entry.change else { return Ok(()) };
    a_person_of_the_school(&entry.hand)?;
    let reason = stamp(entry, &[])(reason.clone());
    let item = plan.items.get_mut(id).ok_or(Refused::NoSuchItem { item: *id })?;
    item.delayed = Some(Delay { by: entry.hand, until: *until, reason });
    Ok(())
}

fn redact(plan: &mut Plan, entry: &Entry) -> Result<(), Refused> {
    let Change::Redacted { places, letters, rule } = &entry.change else { return Ok(()) };
    a_person_of_the_school(&entry.hand)?;
    let mut found: Vec<Text> = Vec::new();
    plan.each_words(&mut |words| {
        if places.contains(&words.place) && !found.contains(&words.text) {
            found.push(words.text.clone());
        }
    });
    if (places.is_empty() && letters.is_empty()) || 1 < found.len() {
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
