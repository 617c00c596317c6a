//! The hats a person wears before one learner: every relation and office of theirs that holds at this moment.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

use super::decision::{Because, FamilyStanding};
use super::facts::{
    Actor, AdultBasis, Learner, Moment, Office, OfficeKind, Place, Relation, RestrictionKind, Rights, Tie,
    in_force,
};
use super::powers::BREAK_GLASS_MINUTES;

/// One hat: what it is called in the log and, for family, how far it reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Hat {
    pub(super) because: Because,
    pub(super) rights: Rights,
}

impl Hat {
    const fn new(because: Because) -> Self {
        Self { because, rights: Rights::ALL }
    }
}

/// The hats before one learner, in the order of [`Because`].
pub(super) fn hats(actor: &Actor, learner: &Learner, now: Moment) -> Vec<Hat> {
    let mut hats = Vec::new();
    if actor.person == Some(learner.person) {
        hats.push(Hat::new(Because::TheStudent));
    }
    let today = now.today;
    hats.extend(relations(learner, today).filter_map(|tie| match tie {
        Tie::Family { rights, .. } => family(*rights, learner, today),
        Tie::ClassTeacher { class, role } => Some(Hat::new(Because::Teaches { class: *class, role: *role })),
        Tie::Caseload { kind } => Some(Hat::new(Because::Caseload { kind: *kind })),
        Tie::Supporter { consent } => {
            (consent.is_some() || is_adult(learner, today)).then_some(Hat::new(Because::Supporter))
        }
        Tie::BreakGlass { since, .. } => broken_glass(actor, *since, now),
        Tie::AdultConsent { .. } | Tie::Restriction { .. } => None,
    }));
    hats.extend(actor.offices.iter().filter_map(|office| post(office, learner, today)).map(Hat::new));
    hats.extend(staff(actor, today).map(Hat::new));
    hats.sort_by_key(|hat| hat.because);
    hats
}

fn relations(learner: &Learner, today: NaiveDate) -> impl Iterator<Item = &Tie> {
    let holds = move |relation: &&Relation| in_force(relation.from, relation.until, today);
    learner.relations.iter().filter(holds).map(|relation| &relation.tie)
}

/// Whether the rights in the record are the student's by now.
fn is_adult(learner: &Learner, today: NaiveDate) -> bool {
    learner.rights_pass_on().is_some_and(|on| on <= today)
}

fn family(rights: Rights, learner: &Learner, today: NaiveDate) -> Option<Hat> {
    if !rights.see {
        return None;
    }
    let standing =
        if is_adult(learner, today) { adult_standing(learner, today)? } else { FamilyStanding::OfMinor };
    Some(Hat { because: Because::Family { standing }, rights })
}

/// The strongest ground on which the family of an adult student keeps its sight.
fn adult_standing(learner: &Learner, today: NaiveDate) -> Option<FamilyStanding> {
    relations(learner, today)
        .filter_map(|tie| match tie {
            Tie::AdultConsent { basis: AdultBasis::Guardianship } => Some(FamilyStanding::AsGuardian),
            Tie::AdultConsent { basis: AdultBasis::Consent } => Some(FamilyStanding::ByConsent),
            Tie::AdultConsent { basis: AdultBasis::Dependent } => Some(FamilyStanding::OfDependent),
            Tie::Family { .. }
            | Tie::Restriction { .. }
            | Tie::ClassTeacher { .. }
            | Tie::Caseload { .. }
            | Tie::Supporter { .. }
            | Tie::BreakGlass { .. } => None,
        })
        .min()
}

/// An hour from the asking on, for as long as the person is staff and it is not their own family.
fn broken_glass(actor: &Actor, since: DateTime<Utc>, now: Moment) -> Option<Hat> {
    let until = since.checked_add_signed(TimeDelta::minutes(i64::from(BREAK_GLASS_MINUTES)))?;
    let open = since <= now.at && now.at < until && staff(actor, now.today).is_some();
    open.then_some(Hat::new(Because::BreakGlass { until }))
}

/// What an office shows of this learner: only the leader's and the records officer's show anything.
fn post(office: &Office, learner: &Learner, today: NaiveDate) -> Option<Because> {
    if !in_force(office.from, office.until, today) {
        return None;
    }
    let organisation = office.organisation;
    match office.kind {
        OfficeKind::Leader => {
            goes_to_school_in(learner, office, today).then_some(Because::Leader { organisation })
        }
        OfficeKind::PrivacyOfficer => {
            went_to_school_in(learner, office, today).then_some(Because::RecordsOfficer { organisation })
        }
        OfficeKind::Teacher
        | OfficeKind::Counselor
        | OfficeKind::CaseManager
        | OfficeKind::Interventionist
        | OfficeKind::Administrator
        | OfficeKind::Other => None,
    }
}

fn goes_to_school_in(learner: &Learner, office: &Office, today: NaiveDate) -> bool {
    learner
        .schoolings
        .iter()
        .any(|stay| in_force(stay.from, stay.until, today) && stay.place.is_within(office.organisation))
}

/// The records of those who have left stay with the officer of where they went last; who never came to a school is everybody's.
fn went_to_school_in(learner: &Learner, office: &Office, today: NaiveDate) -> bool {
    let begun = || learner.schoolings.iter().filter(|stay| stay.from.is_none_or(|from| from <= today));
    begun().next().is_none() || begun().any(|stay| stay.place.is_within(office.organisation))
}

/// The post by which this person is staff and may break the glass. Whoever only runs the system may not.
///
/// For the way to that form alone: whether the glass may be broken about somebody, [`decide`](super::decide) says.
#[must_use]
pub fn staff(actor: &Actor, today: NaiveDate) -> Option<Because> {
    let is_staff = |office: &&Office| match office.kind {
        OfficeKind::Teacher
        | OfficeKind::Counselor
        | OfficeKind::CaseManager
        | OfficeKind::Interventionist
        | OfficeKind::Leader
        | OfficeKind::PrivacyOfficer
        | OfficeKind::Other => in_force(office.from, office.until, today),
        OfficeKind::Administrator => false,
    };
    actor.offices.iter().find(is_staff).map(|office| Because::Staff { organisation: office.organisation })
}

/// What an office gives over a school or district.
pub(super) fn posts(actor: &Actor, place: &Place, today: NaiveDate) -> Vec<Because> {
    let holds =
        |office: &&Office| in_force(office.from, office.until, today) && place.is_within(office.organisation);
    let mut posts: Vec<_> = actor.offices.iter().filter(holds).map(office_hat).collect();
    posts.sort_unstable();
    posts
}

const fn office_hat(office: &Office) -> Because {
    let organisation = office.organisation;
    match office.kind {
        OfficeKind::Leader => Because::Leader { organisation },
        OfficeKind::PrivacyOfficer => Because::RecordsOfficer { organisation },
        OfficeKind::Administrator => Because::Administrator { organisation },
        OfficeKind::Teacher
        | OfficeKind::Counselor
        | OfficeKind::CaseManager
        | OfficeKind::Interventionist
        | OfficeKind::Other => Because::Staff { organisation },
    }
}

/// Whether an order of this kind holds today.
pub(super) fn is_restricted(learner: &Learner, kind: RestrictionKind, today: NaiveDate) -> bool {
    relations(learner, today).any(|tie| matches!(tie, Tie::Restriction { kind: found, .. } if *found == kind))
}

/// Whether the learner is the person who asks, or their family with or without rights.
pub(super) fn is_own_family(actor: &Actor, learner: &Learner, today: NaiveDate) -> bool {
    actor.person == Some(learner.person)
        || relations(learner, today).any(|tie| matches!(tie, Tie::Family { .. }))
}

/// Since when the student holds the rights that a family row of this person gave before.
pub(super) fn rights_passed(learner: &Learner, today: NaiveDate) -> Option<NaiveDate> {
    let on = learner.rights_pass_on().filter(|on| *on <= today)?;
    relations(learner, today).any(|tie| matches!(tie, Tie::Family { rights, .. } if rights.see)).then_some(on)
}
