//! Whose is what: who may have an item of a kind, and who may change it directly.

use super::{Author, Hand, Kind, Owner, Party};
use crate::PersonId;
use crate::access::{Because, CaseloadKind};

/// Whether this side may have items of this kind.
///
/// Hopes, interests, strengths in one's own words, course wishes and experiences are the student's alone. What the school
/// undertakes is the school's alone. Goals may be the student's or the school's: relatives propose them. Observations
/// belong to whoever observed, and the student's own view is the profile. Steps, notes and reviews are anybody's.
#[must_use]
pub const fn may_have(party: Party, kind: Kind) -> bool {
    match kind {
        Kind::ProfileEntry | Kind::Aspiration | Kind::CourseChoice | Kind::Experience => {
            matches!(party, Party::Student)
        }
        Kind::Observation => matches!(party, Party::Family | Party::School),
        Kind::Goal => matches!(party, Party::Student | Party::School),
        Kind::Intervention | Kind::Support => matches!(party, Party::School),
        Kind::Step | Kind::Note | Kind::Review => true,
    }
}

/// Whose a new item is when this hand writes it directly. `None` for a policy or an import: they own nothing.
#[must_use]
pub const fn owner_of_new(hand: &Hand) -> Option<Owner> {
    match (hand.speaks_as(), hand.speaker()) {
        (Party::Student, Some(_)) => Some(Owner::Student),
        (Party::Family, Some(person)) => Some(Owner::Family(person)),
        (Party::School, Some(person)) => Some(Owner::School(person)),
        (_, None) => None,
    }
}

/// Whether this hand may change an item of this owner without asking.
///
/// The speaker counts, not the typist: what a student said and a teacher typed is the student's doing (and provisional).
#[must_use]
pub fn may_change(owner: Owner, hand: &Hand) -> bool {
    owner_of_new(hand) == Some(owner)
}

/// Whether this hand may give the answer that `owner` owes.
///
/// For the school any of its people may give it as far as the plan is concerned; that it is the person responsible, the
/// case manager or else the counselor is decided by access, which knows the relations.
#[must_use]
pub fn may_answer_for(owner: Owner, hand: &Hand) -> bool {
    match owner {
        Owner::School(_) => hand.speaks_as() == Party::School && matches!(hand.author, Author::Person(_)),
        Owner::Student | Owner::Family(_) => may_change(owner, hand),
    }
}

/// Whether this person of the school gives the answer that `responsible` owes: that person; for students and families also the
/// case manager, and where the student has none, the counselor.
#[must_use]
pub fn answers_for_school(
    responsible: PersonId,
    answerer: PersonId,
    because: Because,
    has_case_manager: bool,
) -> bool {
    match because {
        _ if responsible == answerer => true,
        Because::Caseload { kind: CaseloadKind::CaseManager } => true,
        Because::Caseload { kind: CaseloadKind::Counselor } => !has_case_manager,
        _ => false,
    }
}
