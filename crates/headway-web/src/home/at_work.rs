//! What waits for whoever works with students: suggestions to answer, their own promises with a day, and new messages.
//!
//! No word of a plan stands here: they are read on its pages, where the look is written down.

use headway_store::hats::Hats;
use headway_store::promised::{self, Promise, Unread};
use headway_store::visible::{self, State, Wanted};
use headway_store::{StoreError, Tx};
use ilp::PersonId;
use ilp::access::{Actor, Moment};
use ilp::plan::Kind;

use super::part::{TASKS_MAX, Task};
use crate::shell::Visit;

/// So many conversations with something new are named; the plans themselves tell of the others.
const MESSAGES_MAX: usize = 5;
/// Rows of the list of students among which suggestions are counted.
const ROWS: u32 = 200;
/// More promises than anybody reads on a first page.
const PROMISES_MAX: usize = 50;

/// What is known of the reader's work with students.
#[derive(Debug, Clone, Default)]
pub(super) struct Work {
    /// Suggestions that are theirs to answer, and whose plan it is where it is one.
    letters: (u64, Option<PersonId>),
    promises: Vec<Promise>,
    unread: Vec<Unread>,
}

/// A line that says that something was written.
pub(super) struct News {
    pub(super) href: String,
    pub(super) sentence: String,
    pub(super) date: String,
    pub(super) iso: String,
}

pub(super) async fn load(
    tx: &Tx,
    actor: &Actor,
    (hats, person, age_of_majority): (&Hats, PersonId, u8),
    now: Moment,
) -> Result<Option<Work>, StoreError> {
    if !hats.works {
        return Ok(None);
    }
    let who = (actor.tenant, person);
    let wanted = Wanted { state: Some(State::Waiting), count_max: ROWS, ..Wanted::default() };
    let found = visible::list(tx, who, (now.today, age_of_majority), &wanted).await?;
    let is_at_home = |learner: PersonId| hats.children.iter().any(|child| child.id == learner);
    let rows: Vec<_> = found.rows.iter().filter(|row| 0 < row.mine && !is_at_home(row.learner)).collect();
    let one = match rows.as_slice() {
        [one] => Some(one.learner),
        _ => None,
    };
    Ok(Some(Work {
        letters: (rows.iter().map(|row| row.mine).sum(), one),
        promises: promised::promises(tx, who, (now.today, age_of_majority)).await?,
        unread: promised::unread(tx, who, (now, age_of_majority), MESSAGES_MAX).await?,
    }))
}

/// The first few things to do, and those that are shown on demand.
pub(super) fn tasks(visit: &Visit, duties: Vec<Task>, work: Option<&Work>) -> (Vec<Task>, Vec<Task>) {
    let mut first = duties;
    let Some(work) = work else { return (first, Vec::new()) };
    first.extend(letters(visit, work));
    first.extend(work.promises.iter().take(PROMISES_MAX).map(|promise| task(visit, promise)));
    let rest = first.split_off(first.len().min(TASKS_MAX));
    (first, rest)
}

fn letters(visit: &Visit, work: &Work) -> Option<Task> {
    let (count, one) = work.letters;
    let words = visit.words;
    let many = [("count", i64::try_from(count).unwrap_or(i64::MAX).into())];
    (0 < count).then(|| Task {
        href: one.map_or_else(|| "/students?state=waiting".to_owned(), |one| format!("/plan/{one}#letters")),
        sentence: words.text_with("work-letters", &many),
        words: None,
        why: words.text("work-letters-why"),
        another_day: None,
    })
}

fn task(visit: &Visit, promise: &Promise) -> Task {
    let (words, today) = (visit.words, visit.today());
    let is_help = promise.kind == Kind::Intervention;
    let sentence = if is_help { "work-help" } else { "work-step" };
    let why = match (is_help, promise.day.cmp(&today)) {
        (false, std::cmp::Ordering::Less) => "today-over",
        (false, std::cmp::Ordering::Equal) => "today-today",
        (false, std::cmp::Ordering::Greater) => "today-due",
        (true, std::cmp::Ordering::Less) => "work-help-over",
        (true, _) => "work-help-ends",
    };
    Task {
        href: format!("/plan/{}#item-{}", promise.learner, promise.item),
        sentence: words.text_with(sentence, &[("name", promise.name.as_str().into())]),
        words: None,
        why: words.text_with(why, &[("on", words.date(promise.day).into())]),
        another_day: None,
    }
}

/// A line for each conversation in which there is something new.
pub(super) fn news(visit: &Visit, work: &Work) -> Vec<News> {
    let line = |unread: &Unread| {
        let day = unread.at.with_timezone(&visit.zone()).date_naive();
        let said = [("by", unread.by.as_str().into()), ("name", unread.name.as_str().into())];
        let key = if unread.by == unread.name { "work-message-own" } else { "work-message" };
        News {
            href: format!("/plan/{}/conversations/{}", unread.learner, unread.conversation),
            sentence: visit.words.text_with(key, &said),
            date: visit.words.date(day),
            iso: day.to_string(),
        }
    };
    work.unread.iter().map(line).collect()
}
