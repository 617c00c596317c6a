//! What of a plan one reader may see: what is kept from view, and whose words are not for them, are not there.
//!
//! **The family's words** are what the family owns or says in its own name: its entries, the suggestions it puts or is asked,
//! its agreements and different views. The owner decides, not the author. When the student accepts a suggestion of the
//! mother's, the words keep her name (she wrote them), and from then on they are what the student says in an entry of the
//! student's: whoever may read that entry reads them. To go by the author would tear holes into the student's own goals before
//! the very supporter whom the student chose, for having listened to the family. The letter in which she suggested it, with
//! her reason, stays the family's.
//!
//! **Where the student will be** is kept from whom a court keeps away from them. Such a person may go on reading the record
//! (34 CFR 99.4 takes that from nobody whom the order leaves it), but not a meeting that lies ahead, nor something outside
//! lessons in which the student will take part or goes on taking part: these say where to find them. What is over stays, and so
//! does the help that the school gives in its own hours, which everybody knows. Words that people write are not searched for
//! places.

use std::borrow::Cow;
use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::{About, Body, Change, Dissent, Entry, Hand, Item, Owner, Party, Plan, Proposal};
use crate::ItemId;

/// How far one reader sees on one day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sight {
    /// The day on which they read: what is delayed until then or before is seen again.
    pub today: NaiveDate,
    /// Whether the family's own words are for them; see the top of this file for what these are.
    pub family_words: bool,
    /// Whether they see what is kept from everybody else's view: the officer who keeps it.
    pub delayed: bool,
    /// Whether they may know where the student will be: whom a court keeps away may not.
    pub whereabouts: bool,
}

/// A plan before a reader, and what of it is hidden from them in every view of it.
#[derive(Debug)]
pub struct Sighted<'p> {
    sight: Sight,
    now: &'p Plan,
    hidden: BTreeSet<ItemId>,
}

impl Sight {
    /// The plan of today before this reader. What is hidden in it is hidden on every other day and in every letter too.
    #[must_use]
    pub fn on(self, now: &Plan) -> Sighted<'_> {
        let hides = |item: &Item| !self.shows_item(item);
        let hidden = now.items.iter().filter(|(_, item)| hides(item)).map(|(id, _)| *id).collect();
        Sighted { sight: self, now, hidden }
    }

    fn shows_item(self, item: &Item) -> bool {
        (self.delayed || item.is_visible_on(self.today))
            && self.shows_owner(item.owner)
            && self.shows_days(&item.body)
    }

    /// Whether it may be known: a meeting that lies ahead says where the student will be, and so does an activity that has no
    /// last day yet.
    fn shows_days<T>(self, body: &Body<T>) -> bool {
        let lies_ahead = match body {
            Body::Review(review) => self.today <= review.on,
            Body::Experience(one) => one.until.is_none_or(|until| self.today <= until),
            _ => false,
        };
        self.whereabouts || !lies_ahead
    }

    fn shows_owner(self, owner: Owner) -> bool {
        self.family_words || owner.party() != Party::Family
    }

    fn shows_hand(self, hand: &Hand) -> bool {
        self.family_words || hand.speaks_as() != Party::Family
    }
}

impl<'p> Sighted<'p> {
    /// The plan of today as it may be seen.
    #[must_use]
    pub fn now(&self) -> Cow<'p, Plan> {
        self.then(self.now)
    }

    /// The plan of any day as it may be seen today.
    #[must_use]
    pub fn then<'t>(&self, plan: &'t Plan) -> Cow<'t, Plan> {
        let mut agreements = plan.items.values().flat_map(|item| item.agreements.values());
        let whole = plan.items.keys().all(|id| !self.hidden.contains(id))
            && agreements.all(|agreement| self.sight.shows_hand(&agreement.by))
            && plan.dissents.values().all(|dissent| self.shows_dissent(dissent))
            && self.sight.whereabouts;
        if whole { Cow::Borrowed(plan) } else { Cow::Owned(self.cut(plan.clone())) }
    }

    fn cut(&self, mut plan: Plan) -> Plan {
        plan.items.retain(|id, item| !self.hidden.contains(id) && self.sight.shows_days(&item.body));
        for item in plan.items.values_mut() {
            item.agreements.retain(|_, agreement| self.sight.shows_hand(&agreement.by));
            if let (Body::Review(review), false) = (&mut item.body, self.sight.whereabouts) {
                review.next = review.next.filter(|next| *next < self.sight.today);
            }
        }
        plan.dissents.retain(|_, dissent| self.shows_dissent(dissent));
        plan
    }

    fn shows_dissent(&self, dissent: &Dissent) -> bool {
        self.shows_about(dissent.about) && self.sight.shows_hand(&dissent.words.by)
    }

    fn shows_about(&self, about: About) -> bool {
        match about {
            About::Item(item) => !self.hidden.contains(&item),
            About::Opening(_) | About::Plan => true,
        }
    }

    /// The item of this change that the reader may not know of, if it is one.
    #[must_use]
    pub fn hides(&self, change: &Change) -> Option<ItemId> {
        if let Change::ItemWritten { item, says, .. } = change
            && !self.sight.shows_days(says)
        {
            return Some(*item);
        }
        match self.about(change) {
            About::Item(item) => self.hidden.contains(&item).then_some(item),
            About::Opening(_) | About::Plan => None,
        }
    }

    fn about(&self, change: &Change) -> About {
        match change {
            Change::SeenDifferently { about, .. } => *about,
            Change::DissentWithdrawn { dissent } => {
                self.now.dissents.get(dissent).map_or(About::Plan, |dissent| dissent.about)
            }
            change => change.item().map_or(About::Plan, About::Item),
        }
    }

    /// Whether a suggestion may be seen: nothing of it is hidden, and nobody's words in it are.
    #[must_use]
    pub fn shows_proposal(&self, proposal: &Proposal) -> bool {
        self.sight.shows_owner(proposal.of)
            && self.sight.shows_owner(proposal.asks)
            && self.sight.shows_hand(&proposal.by)
            && !proposal.changes.iter().any(|change| self.hides(change).is_some())
    }

    /// Whether an entry of the log may be seen. That something was kept from view is the officer's alone to know.
    #[must_use]
    pub fn shows_entry(&self, entry: &Entry) -> bool {
        let is_officers = matches!(entry.change, Change::VisibilityDelayed { .. });
        (self.sight.delayed || !is_officers)
            && self.hides(&entry.change).is_none()
            && self.sight.shows_hand(&entry.hand)
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::*;
    use super::super::{Experience, Review, Said, accept, replay};
    use super::*;
    use crate::{ChangeId, DissentId, PersonId, ProposalId};

    const HIDDEN: ItemId = ItemId::numbered(2);

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day of the calendar")
    }

    fn kept_until(until: &str) -> Change {
        Change::VisibilityDelayed { item: HIDDEN, until: day(until), reason: text("Safety") }
    }

    fn differs(item: ItemId) -> Change {
        Change::SeenDifferently {
            dissent: DissentId::numbered(1),
            about: About::Item(item),
            words: text("Not at all"),
        }
    }

    fn log() -> Vec<Entry> {
        vec![
            entry(1, student(), write(1, None, goal("Read"))),
            entry(2, teacher(), write(2, None, support("Extra time"))),
            entry(3, mother(), write(3, None, note("We read at home"))),
            entry(4, mother(), differs(HIDDEN)),
            entry(5, counselor(), kept_until("2026-10-01")),
        ]
    }

    fn seen(sight: Sight) -> (Vec<u32>, Vec<ItemId>, usize) {
        let (log, plan) = (log(), replay(learner(), &log()).expect("a sound log"));
        let sighted = sight.on(&plan);
        let entries = log.iter().zip(1..).filter(|(entry, _)| sighted.shows_entry(entry));
        let shown = sighted.now().into_owned();
        (entries.map(|(_, n)| n).collect(), shown.items.into_keys().collect(), shown.dissents.len())
    }

    const FAMILY: Sight =
        Sight { today: NaiveDate::MIN, family_words: true, delayed: false, whereabouts: true };

    #[test]
    fn what_is_kept_from_view_is_nowhere_until_its_day_and_the_officer_sees_it() {
        let check = |sight: Sight, entries: &[u32], items: &[u128], dissents: usize| {
            let items: Vec<ItemId> = items.iter().map(|n| ItemId::numbered(*n)).collect();
            assert_eq!(seen(sight), (entries.to_vec(), items, dissents), "{sight:?}");
        };
        let before = Sight { today: day("2026-09-30"), ..FAMILY };
        check(before, &[1, 3], &[1, 3], 0);
        check(Sight { today: day("2026-10-01"), ..FAMILY }, &[1, 2, 3, 4], &[1, 2, 3], 1);
        check(Sight { delayed: true, ..before }, &[1, 2, 3, 4, 5], &[1, 2, 3], 1);
        check(Sight { delayed: true, family_words: false, ..before }, &[1, 2, 5], &[1, 2], 0);
    }

    #[test]
    fn whom_a_court_keeps_away_does_not_learn_where_the_student_will_be() {
        let meeting = |on: &str, next: Option<&str>| {
            let (on, next) = (day(on), next.map(day));
            Body::Review(Review { on, agenda: Vec::new(), people: Vec::new(), outcome: None, next })
        };
        let camp = Body::Experience(Experience {
            what: text("Camp at the lake"),
            from: Some(day("2026-11-01")),
            until: Some(day("2026-11-08")),
            learned: None,
        });
        let club = Body::Experience(Experience {
            what: text("Robotics, every Thursday"),
            from: Some(day("2025-09-18")),
            until: None,
            learned: None,
        });
        let log = [
            entry(1, counselor(), write(1, None, meeting("2026-09-20", Some("2026-12-01")))),
            entry(2, counselor(), write(2, None, meeting("2026-11-05", None))),
            entry(3, student(), write(3, None, camp)),
            entry(4, student(), write(4, None, goal("Read"))),
            entry(5, student(), write(5, None, club)),
        ];
        let plan = replay(learner(), &log).expect("a sound log");
        let check =
            |today: &str, whereabouts: bool, items: &[u128], entries: &[usize], next: Option<&str>| {
                let sighted = Sight { today: day(today), whereabouts, ..FAMILY };
                let sighted = sighted.on(&plan);
                let shown = sighted.now();
                let expected: Vec<ItemId> = items.iter().map(|n| ItemId::numbered(*n)).collect();
                assert_eq!(shown.items.keys().copied().collect::<Vec<_>>(), expected, "{today}");
                let told = (1..).zip(&log).filter(|(_, entry)| sighted.shows_entry(entry));
                assert_eq!(told.map(|(n, _)| n).collect::<Vec<usize>>(), entries, "{today}");
                let Body::Review(held) = &shown.items[&ItemId::numbered(1)].body else { panic!("a meeting") };
                assert_eq!(held.next, next.map(day), "{today}");
            };
        check("2026-10-01", true, &[1, 2, 3, 4, 5], &[1, 2, 3, 4, 5], Some("2026-12-01"));
        check("2026-10-01", false, &[1, 4], &[1, 4], None);
        // A day that has come is still one on which they can be met; one that is over is not.
        check("2026-11-05", false, &[1, 4], &[1, 4], None);
        check("2026-11-06", false, &[1, 2, 4], &[1, 2, 4], None);
        // What goes on has no last day: it is never over.
        check("2026-12-02", false, &[1, 2, 3, 4], &[1, 2, 3, 4], Some("2026-12-01"));
    }

    #[test]
    fn what_is_hidden_today_is_hidden_in_the_plan_of_any_day_and_in_letters() {
        let now = replay(learner(), &log()).expect("a sound log");
        let earlier = replay(learner(), &log()[..2]).expect("a sound log");
        let sighted = Sight { today: day("2026-09-30"), ..FAMILY };
        let sighted = sighted.on(&now);
        assert!(sighted.then(&earlier).items.keys().eq([&ItemId::numbered(1)]));
        let letter = |item: u128, by: Hand| Proposal {
            id: ProposalId::numbered(1),
            by,
            at: at(9),
            of: Owner::Student,
            asks: Owner::Student,
            reason: text("I think so"),
            changes: vec![write(item, Some(1), goal("More"))],
            counters: None,
            answers: Vec::new(),
        };
        assert!(sighted.shows_proposal(&letter(1, mother())));
        assert!(!sighted.shows_proposal(&letter(2, mother())));
        let leader = Sight { today: day("2026-10-01"), family_words: false, ..FAMILY };
        assert!(leader.on(&now).shows_proposal(&letter(2, teacher())));
        assert!(!leader.on(&now).shows_proposal(&letter(2, mother())));
        let for_family =
            Hand::recording(PersonId::numbered(4), Party::School, PersonId::numbered(2), Said::Talk);
        let for_family = Hand {
            recorded_for: for_family
                .recorded_for
                .map(|said| super::super::RecordedFor { party: Party::Family, ..said }),
            ..for_family
        };
        assert!(
            !leader.on(&now).shows_proposal(&letter(1, for_family)),
            "typed by a teacher, said by a mother"
        );
    }

    #[test]
    fn words_that_the_student_took_over_from_the_family_are_the_students() {
        let letter = Proposal {
            id: ProposalId::numbered(1),
            by: mother(),
            at: at(2),
            of: Owner::Student,
            asks: Owner::Student,
            reason: text("You love it"),
            changes: vec![write(1, Some(1), goal("Read aloud to Leo"))],
            counters: None,
            answers: Vec::new(),
        };
        let log = [entry(1, student(), write(1, None, goal("Read")))];
        let before = replay(learner(), &log).expect("a sound log");
        let ids = [ChangeId::numbered(2)];
        let (plan, entries) = accept(&before, &letter, (&student(), at(3)), &ids, &[]).expect("hers to take");
        let supporter = Sight { today: day("2026-10-01"), family_words: false, ..FAMILY };
        let sighted = supporter.on(&plan);
        let shown = sighted.now();
        let said = &shown.items[&ItemId::numbered(1)].body_words()[0];
        assert_eq!(
            (said.as_str(), said.by),
            (Some("Read aloud to Leo"), mother()),
            "hers to say, by the mother"
        );
        assert!(sighted.shows_entry(&entries[0]));
        assert!(!sighted.shows_proposal(&letter), "the letter is the family's");
    }

    #[test]
    fn a_plan_without_secrets_is_shown_as_it_is() {
        let plan = replay(learner(), &log()[..2]).expect("a sound log");
        assert!(matches!(FAMILY.on(&plan).now(), Cow::Borrowed(_)));
    }
}
