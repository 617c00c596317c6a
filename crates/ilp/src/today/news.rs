//! What others did: the answers to one's own suggestions, and the changes that others made.

use chrono::{DateTime, Utc};

use crate::plan::{Answer, Answered, Change, Entry, Proposal};
use crate::{PersonId, ProposalId};

/// One piece of news.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum News<'a> {
    /// Somebody answered a suggestion of the reader's.
    Answered {
        /// Which suggestion.
        proposal: ProposalId,
        /// The latest answer.
        answer: &'a Answered,
    },
    /// Somebody changed the plan.
    Changed(&'a Entry),
}

impl News<'_> {
    /// When it happened.
    #[must_use]
    pub const fn at(&self) -> DateTime<Utc> {
        match self {
            Self::Answered { answer, .. } => answer.at,
            Self::Changed(entry) => entry.at,
        }
    }
}

/// The latest news for `reader`, at most `count_max`, the newest first.
///
/// `log` is in the order in which it was written and may be its end alone. What the reader did, said or took back is no
/// news to them; a change that came in by their own suggestion is told once, as the answer to it.
#[must_use]
pub fn news<'a>(
    proposals: &'a [impl AsRef<Proposal>],
    log: &'a [Entry],
    reader: PersonId,
    count_max: usize,
) -> Vec<News<'a>> {
    let own = |proposal: &&Proposal| proposal.by.speaker() == Some(reader);
    let answers = proposals.iter().map(AsRef::as_ref).filter(own).filter_map(|proposal| {
        let answer = proposal.answers.last()?;
        let by_others = answer.by.speaker() != Some(reader) && answer.answer != Answer::TakenBack;
        by_others.then_some(News::Answered { proposal: proposal.id, answer })
    });
    let of_others = |entry: &&Entry| {
        let through_own = entry.through.is_some_and(|through| through.proposer.speaker() == Some(reader));
        // That a plan type was opened or closed is the school's own bookkeeping.
        let concerns_people = !matches!(entry.change, Change::Opened { .. } | Change::Closed { .. });
        entry.hand.speaker() != Some(reader) && !through_own && concerns_people
    };
    let mut found: Vec<News> = answers.chain(log.iter().filter(of_others).map(News::Changed)).collect();
    found.sort_by_key(|news| std::cmp::Reverse(news.at()));
    found.truncate(count_max);
    found
}

#[cfg(test)]
mod tests {
    use super::{News, news};
    use crate::plan::{Entry, Owner, Proposal};
    use crate::today::sample::*;
    use crate::{ChangeId, PersonId};

    const NONE: [Box<Proposal>; 0] = [];

    fn ids(log: &[Entry], reader: PersonId) -> Vec<ChangeId> {
        let found = news(&NONE, log, reader, 9);
        found
            .iter()
            .map(|one| match one {
                News::Changed(entry) => entry.id,
                News::Answered { .. } => panic!("nobody suggested anything"),
            })
            .collect()
    }

    #[test]
    fn what_others_wrote_is_news_and_what_the_reader_wrote_is_not() {
        let log = [
            later(1, written(1, STUDENT, hope())),
            later(2, written(2, TEACHER, support())),
            later(3, written(3, MOTHER, step_of(MOTHER, None))),
        ];
        assert_eq!(ids(&log, LEARNER), [ChangeId::numbered(3), ChangeId::numbered(2)], "newest first");
        let mother = MOTHER.speaker().expect("a person");
        assert_eq!(ids(&log, mother), [ChangeId::numbered(2), ChangeId::numbered(1)]);
    }

    #[test]
    fn what_somebody_typed_for_the_reader_is_the_readers_own() {
        assert_eq!(ids(&[later(1, written(1, RECORDED, hope()))], LEARNER), []);
    }

    #[test]
    fn an_answer_to_ones_own_suggestion_is_news_and_the_change_it_made_is_not_told_twice() {
        let mine = not_now(suggestion(7, TEACHER, Owner::Student, "2026-09-01"));
        let teacher = TEACHER.speaker().expect("a person");
        let log = [later(1, through(&mine, written(1, STUDENT, hope())))];
        let letters = [Box::new(mine)];
        let found = news(&letters, &log, teacher, 9);
        assert!(matches!(found.as_slice(), [News::Answered { .. }]), "{found:?}");
        assert_eq!(news(&letters, &log, LEARNER, 9), [], "the student answered it");
    }

    #[test]
    fn only_the_latest_are_told() {
        let log: Vec<Entry> = (1..9).map(|n| later(n, written(n.into(), TEACHER, support()))).collect();
        let found = news(&NONE, &log, LEARNER, 2);
        assert_eq!(found.iter().map(News::at).collect::<Vec<_>>(), [at(8), at(7)]);
    }
}
