//! *Rule* `access/decide`: nobody sees or does anything about a learner but by a relation that holds today; a court order
//! beats every relation; the answer names the relation.
//!
//! *Why.* A school must give its staff sight of "only those education records in which they have legitimate educational
//! interests", by reasonable methods. Relations with dates are such a method, and a reason that can be
//! read by the family is what keeps it honest.
//!
//! *Source.* 34 CFR 99.3, 99.4, 99.5, 99.10, 99.21(b)(2), 99.30, 99.31(a)(1) and (a)(8).
//!
//! *Limits.* Whose item an item is, `ilp::plan` decides. The second clock of 34 CFR 300.520, by which a state may pass the
//! rights of special education at another age, is not this rule's.

use std::cmp::Reverse;

use chrono::TimeDelta;

use super::act::Act;
use super::asked::{FIELDS, example, verdict};
use super::decision::{Because, Decision, Field, Why};
use super::facts::{About, Actor, District, Learner, Moment, RestrictionKind, Rights};
use super::hats::{Hat, hats, is_own_family, is_restricted, posts, rights_passed};
use super::powers::{
    BREAK_GLASS_A_DAY_MAX, REASON_CHARACTERS_MIN, SIGNED_IN_AGAIN_MINUTES_MAX, carries, fields,
};

use crate::rule::{Rule, Standing};

/// What `access/decide` says about itself.
pub static RULE: Rule = Rule {
    id: "access/decide",
    version: 1,
    standing: Standing::Law,
    summary: "whether a person may see or do something about a learner or a district today, and why",
    source: "34 CFR 99.3, 99.4, 99.5, 99.10, 99.21(b)(2), 99.30, 99.31(a)(1), 99.31(a)(8)",
    fields: &FIELDS,
    example,
    verdict,
};

/// Whether `actor` may do `act` about this learner or district now, and why.
///
/// Of several relations that carry the act, the one that shows most gives the reason; among equals, the first in the order
/// of [`Because`].
#[must_use]
pub fn decide(actor: &Actor, act: Act, about: &About, now: Moment) -> Decision {
    match why_not_at_all(actor, act, about).map_or_else(|| why(actor, act, about, now), Err) {
        Ok(because) => Decision::Allow { because, fields: shown(because, act, about, now) },
        Err(why) => Decision::Deny { why },
    }
}

fn why_not_at_all(actor: &Actor, act: Act, about: &About) -> Option<Why> {
    if actor.person.is_none() {
        return Some(Why::NobodySignedIn);
    }
    if actor.disabled {
        return Some(Why::AccountDisabled);
    }
    if actor.tenant != about.tenant() {
        return Some(Why::NotKnown);
    }
    let fits = match about {
        About::Learner(_) => act.is_about_a_learner(),
        About::District(_) => act.is_about_the_district(),
    };
    (!fits).then_some(Why::WrongSubject)
}

fn why(actor: &Actor, act: Act, about: &About, now: Moment) -> Result<Because, Why> {
    match about {
        About::Learner(learner) => about_learner(actor, act, learner, now),
        About::District(district) => about_district(actor, act, district, now),
    }
}

fn shown(because: Because, act: Act, about: &About, now: Moment) -> super::Fields {
    let fields = fields(because, act);
    match about {
        About::Learner(learner) if is_restricted(learner, RestrictionKind::NoContact, now.today) => {
            fields.without(Field::Contact)
        }
        About::Learner(_) | About::District(_) => fields,
    }
}

fn about_learner(actor: &Actor, act: Act, learner: &Learner, now: Moment) -> Result<Because, Why> {
    if is_restricted(learner, RestrictionKind::NoRecords, now.today) {
        return Err(Why::Restricted);
    }
    let hats = hats(actor, learner, now);
    let condition = |hat: &Hat| condition(actor, act, learner, now, hat.because);
    let carrying = || hats.iter().filter(|hat| carries(**hat, act));
    let usable = carrying().filter(|hat| condition(hat).is_none()).map(|hat| hat.because);
    if let Some(because) = usable.min_by_key(|because| Reverse(fields(*because, act).count())) {
        return Ok(because);
    }
    let known = || hats.first().filter(|hat| hat.because.knows_of());
    Err(carrying()
        .find_map(condition)
        .or_else(|| known().map(|hat| Why::NotCarried { by: hat.because }))
        .or_else(|| rights_passed(learner, now.today).map(|on| Why::RightsPassed { on }))
        .unwrap_or(Why::NotKnown))
}

fn about_district(actor: &Actor, act: Act, district: &District, now: Moment) -> Result<Because, Why> {
    let posts = posts(actor, &district.place, now.today);
    let carried = |post: &&Because| carries(Hat { because: **post, rights: Rights::ALL }, act);
    posts
        .iter()
        .find(carried)
        .copied()
        .ok_or_else(|| posts.first().map_or(Why::NotKnown, |by| Why::NotCarried { by: *by }))
}

/// What keeps a hat that carries the act from being used for it.
fn condition(actor: &Actor, act: Act, learner: &Learner, now: Moment, because: Because) -> Option<Why> {
    if act.reaches_the_student() && is_restricted(learner, RestrictionKind::NoContact, now.today) {
        return Some(Why::NoContact);
    }
    match because {
        // Nobody keeps the records of their own family (its names stay in their lists), or gets round a consent that an adult child did not give.
        Because::RecordsOfficer { .. } | Because::BreakGlass { .. } | Because::Staff { .. }
            if act != Act::SeeLearnerInLists && is_own_family(actor, learner, now.today) =>
        {
            Some(Why::OwnFamily)
        }
        Because::RecordsOfficer { .. } => act.opens_a_plan().then(|| why_not_stated(actor)).flatten(),
        Because::Staff { .. } => why_not_broken(actor, now),
        Because::TheStudent
        | Because::Family { .. }
        | Because::Caseload { .. }
        | Because::Teaches { .. }
        | Because::Supporter
        | Because::Leader { .. }
        | Because::Administrator { .. }
        | Because::BreakGlass { .. } => None,
    }
}

/// The office of a records officer opens a plan only for a purpose in words.
fn why_not_stated(actor: &Actor) -> Option<Why> {
    let stated = actor.purpose.as_deref().map_or(0, |words| words.trim().chars().count());
    (stated < REASON_CHARACTERS_MIN as usize)
        .then_some(Why::StatePurpose { characters_min: REASON_CHARACTERS_MIN })
}

/// What is asked before the glass breaks.
fn why_not_broken(actor: &Actor, now: Moment) -> Option<Why> {
    if actor.break_glass_today >= BREAK_GLASS_A_DAY_MAX {
        return Some(Why::TooManyToday { times_max: BREAK_GLASS_A_DAY_MAX });
    }
    let recent = TimeDelta::minutes(i64::from(SIGNED_IN_AGAIN_MINUTES_MAX));
    let signed_in_again = actor.signed_in_at.is_some_and(|at| at <= now.at && now.at - at <= recent);
    why_not_stated(actor).or_else(|| {
        (!signed_in_again).then_some(Why::SignInAgain { minutes_max: SIGNED_IN_AGAIN_MINUTES_MAX })
    })
}
