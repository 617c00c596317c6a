//! What was typed in a form, as a plan keeps it: texts and days, with the reason at the field where one cannot be kept.

use chrono::NaiveDate;
use headway_text::Words;
use ilp::plan::{self, Language, TEXT_CHARS_MAX, Text, TextRefused};

use crate::about::day;
use crate::error::PageError;
use crate::form::{Form, Posted};
use crate::shell::Visit;

impl Visit {
    /// The language in which this reader writes: that of the page.
    pub(crate) fn language(&self) -> Language {
        Language::new(self.words.locale().tag()).unwrap_or_else(|_| Language::english())
    }
}

/// The words of a field that has to be filled.
pub(super) fn text(form: &mut Form, name: &str, visit: &Visit) -> Option<Text> {
    let read = Text::new(visit.language(), form.value(name));
    read.map_err(|why| form.refuse(name, problem(visit.words, why))).ok()
}

/// The words of a field that may be left empty. Whether they could be kept is for [`Form::is_sound`] to say.
pub(super) fn text_if_any(form: &mut Form, name: &str, visit: &Visit) -> Option<Text> {
    if form.value(name).is_empty() { None } else { text(form, name, visit) }
}

/// A text of a form: the one that was there where the words are the same, so that it keeps its author and its language.
pub(super) fn text_over(
    language: &Language,
    value: &str,
    old: Option<&plan::Words>,
) -> Result<Text, TextRefused> {
    match old {
        Some(old) if old.as_str() == Some(value) => Ok(old.text.clone()),
        _ => Text::new(language.clone(), value),
    }
}

/// A day of a field that may be left empty.
pub(super) fn date(form: &mut Form, name: &str, words: Words) -> Option<NaiveDate> {
    let value = form.value(name).to_owned();
    if value.is_empty() {
        return None;
    }
    let found = day(&value);
    if found.is_none() {
        let is_far = value.parse::<NaiveDate>().is_ok();
        let why = if is_far { words.text("form-date-too-far") } else { words.text("form-not-a-date") };
        form.refuse(name, why);
    }
    found
}

/// A reason at the field of a new date that is over already. What stands in a plan may lie in the past.
pub(super) fn not_past(form: &mut Form, name: &str, visit: &Visit) {
    if day(form.value(name)).is_some_and(|day| day < visit.today()) {
        form.refuse(name, visit.words.text("form-date-past"));
    }
}

/// The revision over which a form was filled.
pub(super) fn replaced(posted: &Posted) -> Result<u32, PageError> {
    posted.get("replaces").and_then(|revision| revision.parse().ok()).ok_or(PageError::Unreadable)
}

/// Why a text cannot be kept, in words.
fn problem(words: Words, refused: TextRefused) -> String {
    match refused {
        TextRefused::Empty => words.text("form-required"),
        TextRefused::TooLong { .. } => {
            let most = i64::try_from(TEXT_CHARS_MAX).unwrap_or(i64::MAX);
            words.text_with("form-too-long", &[("most", most.into())])
        }
        TextRefused::Unstorable | TextRefused::Language => words.text("form-unstorable"),
    }
}
