//! What is asked before a change is made: whose hand it is, whose item, which revision, and what it points at.

use super::{
    About, Author, Body, Entry, Hand, Item, Kind, Owner, Party, Place, Plan, Provenance, Said, Stage, Text,
    Words, ownership,
};
use crate::{DissentId, ItemId, OpeningId, PersonId};

/// Why a change is not made. The plan is as it was; each variant says what can be done instead.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// Somebody else's item.
    #[error("this belongs to somebody else; suggest the change to them")]
    NotYours {
        /// Whose it is.
        owner: Owner,
    },
    /// An item that this side never has, such as an aspiration of the school.
    #[error("only the other side can have such an entry; suggest it to them")]
    NotForYou {
        /// The kind.
        kind: Kind,
        /// The side that cannot have it.
        party: Party,
    },
    /// Not for this side to do at all.
    #[error("this is not for you to do; ask the person whose decision it is")]
    NotYourDecision,
    /// A hand that says it is the student's and is not, or speaks for a person who is not the student.
    #[error("only the student, or somebody who records what the student said, can do this")]
    NotTheStudent,
    /// A supporter whom the student has not named.
    #[error("the student has not named this person as a supporter; ask the student first")]
    NotASupporter,
    /// A policy or an import cannot write what a person owns.
    #[error("a person has to write this")]
    NotAPerson,
    /// Nobody signs for somebody else.
    #[error("a signature is given by the person themself")]
    SignedForAnother,
    /// The item has been changed since the writer read it.
    #[error("somebody has changed this since you opened it; look at both texts and decide")]
    Stale {
        /// Which item.
        item: ItemId,
        /// The revision the writer had read.
        read: u32,
        /// The revision there is now.
        now: u32,
    },
    /// The plan has been changed since the signer read it.
    #[error("the plan has changed since you opened it; read it again before you sign")]
    StalePlan {
        /// The version there is now.
        now: u64,
    },
    /// An item that this plan does not have.
    #[error("this entry is not in the plan")]
    NoSuchItem {
        /// Which item.
        item: ItemId,
    },
    /// A plan type that is not open in this plan.
    #[error("this plan type is not open here")]
    NoSuchOpening {
        /// Which opening.
        opening: OpeningId,
    },
    /// A note that is not there or was taken back.
    #[error("this note is not in the plan any more")]
    NoSuchDissent {
        /// Which note.
        dissent: DissentId,
    },
    /// A supporter that is not there.
    #[error("this person is not among the student's supporters")]
    NoSuchSupporter {
        /// Whom.
        person: PersonId,
    },
    /// An id that is taken already.
    #[error("this is in the plan already")]
    AlreadyThere,
    /// An item keeps its kind and its doer for life.
    #[error("this would turn the entry into another one; write a new entry instead")]
    AnotherThing,
    /// A stage that this kind of item does not have.
    #[error("an entry of this kind cannot be at this stage")]
    NoSuchStage,
    /// A text taken back can be opened again, not edited.
    #[error("this was taken back; open it again before you change it")]
    Withdrawn,
    /// Only what somebody else typed can be confirmed, and not by the same typist.
    #[error("there is nothing to confirm here")]
    NothingToConfirm,
    /// Student and family agree to what the school undertakes, and to nothing else.
    #[error("only what the school has undertaken can be agreed to")]
    NothingToAgree,
    /// A redaction that names no place, or texts that differ.
    #[error("name every place of one text")]
    NotOneText,
}

/// Whether the hand is who it says it is, as far as the plan can tell.
pub(super) fn check_hand(plan: &Plan, hand: &Hand) -> Result<(), Refused> {
    let speaks_for_student = hand.speaks_as() == Party::Student;
    if speaks_for_student != (hand.speaker() == Some(plan.learner)) {
        return Err(Refused::NotTheStudent);
    }
    let Some(recorded) = hand.recorded_for else { return Ok(()) };
    if hand.party == Party::Student || recorded.party == Party::School {
        return Err(Refused::NotTheStudent);
    }
    match (recorded.how, hand.author) {
        (_, Author::Policy(_) | Author::Import(_)) => Err(Refused::NotAPerson),
        (Said::Together, Author::Person(typist)) if !plan.has_supporter(typist) => {
            Err(Refused::NotASupporter)
        }
        _ => Ok(()),
    }
}

/// Whether this entry may change something of this owner: the owner directly; through a proposal the one who answers for
/// the owner, or an owner whose own proposal was accepted.
pub(super) fn check_owner(owner: Owner, entry: &Entry) -> Result<(), Refused> {
    let may = match &entry.through {
        None => ownership::may_change(owner, &entry.hand),
        Some(through) => {
            ownership::may_answer_for(owner, &entry.hand) || ownership::may_change(owner, &through.proposer)
        }
    };
    if may { Ok(()) } else { Err(Refused::NotYours { owner }) }
}

/// Whose the new item of this entry is.
pub(super) fn owner_of_new(entry: &Entry, says: &Body<Text>) -> Result<Owner, Refused> {
    let owner = match &entry.through {
        None => ownership::owner_of_new(&entry.hand).ok_or(Refused::NotAPerson)?,
        Some(through) => through.of,
    };
    check_owner(owner, entry)?;
    let kind = says.kind();
    if !ownership::may_have(owner.party(), kind) {
        return Err(Refused::NotForYou { kind, party: owner.party() });
    }
    match says {
        Body::Step(step) if step.doer != owner => Err(Refused::NotYours { owner: step.doer }),
        _ => Ok(owner),
    }
}

/// The item, if it is there and at the revision that the writer had read.
pub(super) fn at_revision(plan: &Plan, item: ItemId, read: u32) -> Result<&Item, Refused> {
    let found = plan.items.get(&item).ok_or(Refused::NoSuchItem { item })?;
    let now = found.revision;
    if now == read { Ok(found) } else { Err(Refused::Stale { item, read, now }) }
}

/// Whether a new body may supersede the item's: same kind, same doer, not taken back.
pub(super) fn check_supersedes(old: &Item, says: &Body<Text>) -> Result<(), Refused> {
    let same_doer = match (&old.body, says) {
        (Body::Step(old), Body::Step(new)) => old.doer == new.doer,
        _ => true,
    };
    if old.body.kind() != says.kind() || !same_doer {
        return Err(Refused::AnotherThing);
    }
    if old.stage == Stage::Withdrawn { Err(Refused::Withdrawn) } else { Ok(()) }
}

/// Whether everything a body points at is in the plan.
pub(super) fn check_links(plan: &Plan, says: &Body<Text>) -> Result<(), Refused> {
    let links = match says {
        Body::Goal(goal) => &goal.links.items,
        Body::Step(step) => &step.serves,
        Body::Intervention(intervention) => &intervention.serves,
        _ => return Ok(()),
    };
    match links.iter().find(|item| !plan.items.contains_key(item)) {
        Some(&item) => Err(Refused::NoSuchItem { item }),
        None => Ok(()),
    }
}

/// Whether what a dissent is about exists.
pub(super) fn check_about(plan: &Plan, about: About) -> Result<(), Refused> {
    match about {
        About::Item(item) if !plan.items.contains_key(&item) => Err(Refused::NoSuchItem { item }),
        About::Opening(opening) if !plan.openings.contains_key(&opening) => {
            Err(Refused::NoSuchOpening { opening })
        }
        About::Item(_) | About::Opening(_) | About::Plan => Ok(()),
    }
}

/// Gives every text of a change its author, date and place.
///
/// A text that the item said already keeps its author and date: whoever corrects the due date of a goal does not become
/// the author of its words.
pub(super) fn stamp<'a>(entry: &'a Entry, old: &'a [Words]) -> impl FnMut(Text) -> Words + 'a {
    let Provenance { by, at } = Provenance::of(entry);
    let mut nth = 0;
    move |text| {
        let place = Place { change: entry.id, nth };
        nth += 1;
        let kept = old.iter().find(|words| words.text == text).cloned();
        kept.unwrap_or(Words { text, by, at, place })
    }
}
