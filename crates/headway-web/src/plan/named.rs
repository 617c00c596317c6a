//! What the last action was about, by name: "Saved." alone says little on a long page.

use headway_text::Words;
use ilp::plan::{Author, Item, Kind, Stage, Standing};
use ilp::{ItemId, ProposalId};

use super::card::{Press, stage_note};
use super::goal::as_it_is;
use super::letter::{kind, standing};
use super::loaded::Loaded;
use super::voice::Speech;
use crate::shell::Visit;

/// So many characters of a text name it.
const CHARS_MAX: usize = 90;

/// What has just been taken away, and the way back.
pub(super) struct Away {
    pub(super) message: String,
    pub(super) press: Press,
}

/// "Saved.", with what was saved: the item or the suggestion of the address, where it was this reader who saved it and it still
/// stands. Anybody can make an address, so that it names nothing else.
pub(super) fn message(visit: &Visit, loaded: &Loaded, speech: &Speech) -> Option<String> {
    let said = visit.said()?;
    if !visit.says_saved() {
        return Some(said);
    }
    let reader = visit.reader().ok()?.person;
    if let Some(item) = visit.saved_item().and_then(|item| loaded.plan.items.get(&item)) {
        // What they confirmed was typed by somebody else, and said by them.
        let is_confirmed = item.provisional.is_none() && item.changed_by.speaker() == Some(reader);
        let is_theirs = item.stage != Stage::Withdrawn
            && (item.changed_by.author == Author::Person(reader) || is_confirmed);
        return Some(if is_theirs { about_item(speech, said, item) } else { said });
    }
    let found = answered(visit).and_then(|id| loaded.proposals.iter().find(|found| found.id == id));
    let last = found.and_then(|found| Some((found, found.answers.last()?)));
    let Some((found, _)) = last.filter(|(_, last)| last.by.author == Author::Person(reader)) else {
        return Some(said);
    };
    if found.standing() == Standing::TakenBack {
        return Some(speech.words.text("message-taken-back"));
    }
    let gaps = [
        ("message", said.into()),
        ("name", speech.speaker(&found.by).into()),
        ("answer", standing(speech.words, found.standing()).into()),
    ];
    Some(speech.words.text_with("message-answered", &gaps))
}

fn about_item(speech: &Speech, said: String, item: &Item) -> String {
    let (kind, words) = (kind(speech, &item.body), short(&as_it_is(speech, item).lead.text));
    let stands = stands(speech, item);
    // A meeting has no words of its own.
    if words.is_empty() {
        return format!("{said} {kind}");
    }
    let gaps = [("message", said.into()), ("kind", kind.into()), ("words", words.into())];
    let about = speech.words.text_with("message-about", &gaps);
    stands.map_or_else(|| about.clone(), |stands| format!("{about} {stands}"))
}

/// How far it is now, where that is what was saved last.
fn stands(speech: &Speech, item: &Item) -> Option<String> {
    let written = item.body_words().iter().map(|words| words.at).max();
    item.moved.as_ref().filter(|_| written.is_none_or(|written| written < item.changed_at))?;
    let said = match item.stage {
        Stage::Open => speech.words.text("message-open-again"),
        _ => format!("{}.", stage_note(speech.words, item)?),
    };
    Some(said)
}

/// "Saved.", with the question that was answered.
pub(super) fn of_question(words: Words, said: String, question: String) -> String {
    words.text_with("message-question", &[("message", said.into()), ("part", question.into())])
}

/// What the address says was taken away a moment ago, where it still is and the reader may bring it back.
pub(super) fn away(visit: &Visit, loaded: &Loaded, speech: &Speech) -> Option<Away> {
    let is_away = visit.path.split_once('?')?.1.split('&').any(|pair| pair == "said=away");
    let id = visit.saved_item().filter(|_| is_away)?;
    let item = loaded.plan.items.get(&id).filter(|item| item.stage == Stage::Withdrawn)?;
    if !loaded.viewer.may_change(item) {
        return None;
    }
    let words = visit.words;
    let gaps = [("words", short(&as_it_is(speech, item).lead.text).into())];
    let back = match item.body.kind() {
        Kind::Goal | Kind::Step => words.text("away-back-open"),
        _ => words.text("away-back"),
    };
    let press = Press {
        action: format!("/plan/{}/{}/{id}/stage", loaded.viewer.learner, room(item.body.kind())),
        once: visit.app.fresh_id().to_string(),
        replaces: Some(item.revision),
        name: "to",
        buttons: vec![("open", back)],
    };
    Some(Away { message: words.text_with("away-done", &gaps), press })
}

/// The part of an address under which things of this kind are moved.
pub(super) const fn room(kind: Kind) -> &'static str {
    match kind {
        Kind::Goal => "goal",
        Kind::Step => "step",
        Kind::Observation => "observation",
        _ => "entry",
    }
}

/// Where a reader comes to when they have taken this away.
pub(super) fn away_at(learner: ilp::PersonId, item: ItemId) -> String {
    format!("/plan/{learner}?said=away&item={item}")
}

/// Where a reader comes to when they have answered this suggestion with something else than a yes.
pub(super) fn answered_at(learner: ilp::PersonId, proposal: ProposalId) -> String {
    format!("/plan/{learner}?said=saved&answered={proposal}")
}

fn answered(visit: &Visit) -> Option<ProposalId> {
    let (_, query) = visit.path.split_once('?')?;
    query.split('&').find_map(|pair| pair.strip_prefix("answered=")?.parse().ok())
}

/// The beginning of a text, up to a whole word.
pub(super) fn short(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= CHARS_MAX {
        return line;
    }
    let cut: String = line.chars().take(CHARS_MAX).collect();
    let whole = cut.rsplit_once(' ').map_or(cut.as_str(), |(whole, _)| whole);
    format!("{whole} …")
}

#[cfg(test)]
mod tests {
    use super::{CHARS_MAX, short};

    #[test]
    fn a_long_text_is_named_by_its_first_whole_words() {
        assert_eq!(short("Learn\n to weld"), "Learn to weld");
        let long = short(&"word ".repeat(40));
        assert!(long.ends_with("word …") && long.chars().count() <= CHARS_MAX + 2, "{long}");
        assert_eq!(short(&"w".repeat(100)).chars().count(), CHARS_MAX + 2, "one long word is cut");
    }
}
