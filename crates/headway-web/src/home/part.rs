//! What one plan brings to the page of today, in sentences with one link each.

use headway_text::Words;
use ilp::plan::{Body, Change, Entry, Item};
use ilp::today::{News, What, When, Yours, news, next_meeting, to_do};
use ilp::{ItemId, PersonId, ProposalId};

use super::household::Opened;
use crate::plan::body;
use crate::plan::history::told::told;
use crate::plan::letter;
use crate::plan::loaded::Loaded;
use crate::plan::voice::{Line, Speech};
use crate::shell::Visit;

/// So many things at most are anybody's to do now.
pub(super) const TASKS_MAX: usize = 3;
/// So many pieces of news at most are told.
const NEWS_MAX: usize = 5;

/// One plan on the page of today.
pub(super) struct Part {
    /// Tells this plan's headings from another's.
    pub(super) id: PersonId,
    /// Whose plan it is; `None` where it is the reader's own and stands alone.
    pub(super) title: Option<String>,
    pub(super) passing: Option<String>,
    /// Whether the reader is the student and has written nothing yet.
    pub(super) begins: bool,
    pub(super) tasks: Vec<Task>,
    pub(super) nothing: String,
    /// Messages that the reader has not read, in words.
    pub(super) messages: Option<String>,
    pub(super) news: Vec<Piece>,
    /// `None` for whom a court keeps away from the student: no day is theirs to know.
    pub(super) meeting: Option<String>,
    pub(super) plan: String,
    pub(super) plan_label: String,
}

/// One thing to do: what, in whose words, and why now.
pub(super) struct Task {
    pub(super) href: String,
    pub(super) sentence: String,
    pub(super) words: Option<Line>,
    pub(super) why: String,
    /// Where another day is chosen, for what has its day behind it.
    pub(super) another_day: Option<String>,
}

/// One thing that somebody else did.
pub(super) struct Piece {
    /// Where it can be seen, as long as it is there.
    pub(super) href: Option<String>,
    pub(super) name: String,
    pub(super) what: String,
    pub(super) quote: Option<Line>,
    pub(super) date: String,
    pub(super) iso: String,
}

/// The part of a plan; `alone` where the page shows no other.
pub(super) fn part(visit: &Visit, opened: &Opened, alone: bool) -> Part {
    let (words, loaded) = (visit.words, &opened.loaded);
    let (viewer, name) = (&loaded.viewer, loaded.learner_name());
    let is_own = viewer.is_the_student();
    let of_child = [("name", name.as_str().into())];
    let title = match (is_own, alone) {
        (true, true) => None,
        (true, false) => Some(words.text("home-own")),
        (false, _) => Some(words.text_with("home-child", &of_child)),
    };
    let (nothing, plan_label) = if is_own {
        (words.text("today-nothing"), words.text("today-my-plan"))
    } else {
        (words.text_with("today-nothing-family", &of_child), words.text_with("today-plan-of", &of_child))
    };
    Part {
        id: viewer.learner,
        title,
        passing: loaded.passing.map(|passing| passing.words(words, &name)),
        begins: is_own && loaded.plan.items.is_empty(),
        tasks: tasks(visit, loaded),
        nothing,
        messages: messages(words, loaded.unread),
        news: pieces(visit, opened),
        meeting: (!loaded.is_kept_apart).then(|| match next_meeting(&loaded.plan, visit.today()) {
            Some(on) => words.text_with("today-meeting-on", &[("on", words.date(on).into())]),
            None => words.text("today-no-meeting"),
        }),
        plan: format!("/plan/{}", viewer.learner),
        plan_label,
    }
}

fn messages(words: Words, unread: u64) -> Option<String> {
    let count = i64::try_from(unread).unwrap_or(i64::MAX);
    (0 < count).then(|| words.text_with("today-messages", &[("count", count.into())]))
}

/// What is the reader's to do. Who may read and not take part has nothing to do, and is told nothing of it.
fn tasks(visit: &Visit, loaded: &Loaded) -> Vec<Task> {
    let viewer = &loaded.viewer;
    let Some(hand) = viewer.change.or(viewer.answer) else { return Vec::new() };
    let speech = loaded.speech(visit);
    let found = to_do(&loaded.plan, &loaded.proposals, &hand, visit.today(), TASKS_MAX);
    found.iter().filter_map(|yours| task(&speech, loaded, yours)).collect()
}

fn task(speech: &Speech, loaded: &Loaded, yours: &Yours) -> Option<Task> {
    let (words, learner) = (speech.words, loaded.viewer.learner);
    let why = why(speech, yours.when);
    let of_item = |item: ItemId, sentence: String| {
        let found = loaded.plan.items.get(&item)?;
        let href = format!("/plan/{learner}#item-{item}");
        let words = Some(said(speech, found));
        Some(Task { href, sentence, words, why: why.clone(), another_day: None })
    };
    let is_over = matches!(yours.when, When::Over(_));
    let dated = |task: Option<Task>, form: String| {
        let another_day = is_over.then(|| format!("/plan/{learner}/{form}"));
        task.map(|task| Task { another_day, ..task })
    };
    match yours.what {
        What::Step(item) => {
            dated(of_item(item, words.text("today-step")), format!("step/{item}/edit#field-due"))
        }
        What::Goal(item) => {
            dated(of_item(item, words.text("today-goal")), format!("goal/{item}/edit#field-by"))
        }
        What::Confirm(item) => {
            let typist = loaded.plan.items.get(&item)?.changed_by;
            let name = speech.by(&typist, loaded.plan.items.get(&item)?.changed_at);
            let typed = name.typed.unwrap_or_default();
            let task = of_item(item, words.text("today-confirm"))?;
            Some(Task { why: format!("{typed} {}", task.why), ..task })
        }
        What::Stand(item) => {
            let task = of_item(item, words.text("today-stand"))?;
            Some(Task { href: format!("/plan/{learner}/agree/{item}"), ..task })
        }
        What::Answer(id) => answer(speech, loaded, id, why),
    }
}

fn answer(speech: &Speech, loaded: &Loaded, id: ProposalId, why: String) -> Option<Task> {
    let proposal = loaded.proposals.iter().find(|proposal| proposal.id == id)?;
    let letter = letter::letter(speech, &loaded.plan, letter::When::Now, proposal);
    let name = ("name", speech.speaker(&proposal.by).into());
    // Words about oneself mean nothing without the question that they answer.
    let sentence = match (proposal.changes.as_slice(), letter.sides.first()) {
        ([Change::ItemWritten { says: Body::ProfileEntry(_), .. }], Some(side)) => {
            let part = ("part", side.kind.as_str().into());
            speech.words.text_with("today-answer-part", &[name, part])
        }
        _ => speech.words.text_with("today-answer", &[name]),
    };
    let words = letter.sides.first().map(|side| side.gist.clone());
    Some(Task { href: letter.href, sentence, words, why, another_day: None })
}

/// The main words of an item, in the voice of who wrote them.
fn said(speech: &Speech, item: &Item) -> Line {
    let body: Body<Line> = item.body.clone().map(&mut |words| speech.line(&words));
    let lead = body::says(speech, body).lead;
    Line { by: None, ..lead }
}

fn why(speech: &Speech, when: When) -> String {
    let words = speech.words;
    match when {
        When::Over(day) => words.text_with("today-over", &[("on", words.date(day).into())]),
        When::Today => words.text("today-today"),
        When::Due(day) => words.text_with("today-due", &[("on", words.date(day).into())]),
        When::Waits(since) => {
            let day = since.with_timezone(&speech.zone).date_naive();
            words.text_with("today-waits", &[("on", words.date(day).into())])
        }
        When::AnyDay => words.text("today-any-day"),
    }
}

fn pieces(visit: &Visit, opened: &Opened) -> Vec<Piece> {
    let loaded = &opened.loaded;
    let speech = loaded.speech(visit);
    let found = news(&loaded.proposals, &opened.log, loaded.viewer.person, NEWS_MAX);
    found.into_iter().map(|one| piece(&speech, (loaded, &opened.log), one)).collect()
}

fn piece(speech: &Speech, (loaded, log): (&Loaded, &[Entry]), news: News<'_>) -> Piece {
    let learner = loaded.viewer.learner;
    match news {
        News::Changed(entry) => {
            let told = told(speech, &loaded.plan, log, entry);
            let href = place(loaded, entry).map(|item| format!("/plan/{learner}#item-{item}"));
            let (name, what, quote) = (told.name, told.what, told.quote);
            Piece { href, name, what, quote, date: told.date, iso: told.iso }
        }
        News::Answered { proposal, answer } => {
            let by = speech.by(&answer.by, answer.at);
            let reply = letter::reply(speech, answer);
            let what = [("answer", reply.what.into())];
            Piece {
                href: Some(format!("/plan/{learner}/suggestion/{proposal}")),
                name: by.name,
                what: speech.words.text_with("today-answered", &what),
                quote: reply.words.map(|line| Line { by: None, ..line }),
                date: by.date,
                iso: by.iso,
            }
        }
    }
}

/// The item that a change was about, where the plan still shows it.
fn place(loaded: &Loaded, entry: &Entry) -> Option<ItemId> {
    let item = entry.change.item()?;
    let stage = loaded.plan.items.get(&item)?.stage;
    (stage != ilp::plan::Stage::Withdrawn).then_some(item)
}
