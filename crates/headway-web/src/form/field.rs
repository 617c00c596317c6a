//! One field of a form.

use headway_text::Words;

/// A field: its label, its hint, what is in it, and what is wrong with it.
#[derive(Debug, Clone)]
pub struct Field {
    /// Its name in the form.
    pub name: &'static str,
    pub(crate) id: String,
    pub(crate) label: String,
    pub(crate) hint: Option<String>,
    pub(crate) value: String,
    pub(crate) problem: Option<String>,
    pub(crate) kind: &'static str,
    pub(crate) autocomplete: Option<&'static str>,
    pub(crate) plain_typing: bool,
    pub(crate) required: bool,
    pub(crate) mark: Mark,
    most_characters: usize,
}

/// Which fields say of themselves whether they may stay empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mark {
    /// Those that may: there are few of them.
    Optional,
    /// Those that must be filled in; that the others may stay empty is said once, above them all.
    Needed,
    Nothing,
}

impl Field {
    /// A line or a text (the template decides) that must be filled in, of at most 2,000 characters.
    #[must_use]
    pub fn new(name: &'static str, label: String) -> Self {
        Self {
            name,
            id: format!("field-{name}"),
            label,
            hint: None,
            value: String::new(),
            problem: None,
            kind: "text",
            autocomplete: None,
            plain_typing: false,
            required: true,
            mark: Mark::Optional,
            most_characters: 2_000,
        }
    }

    /// A password: never shown again, never kept.
    #[must_use]
    pub fn password(mut self, autocomplete: &'static str) -> Self {
        self.kind = "password";
        self.autocomplete = Some(autocomplete);
        self
    }

    /// A date, as `2026-11-22` in the form.
    #[must_use]
    pub fn date(mut self) -> Self {
        self.kind = "date";
        self
    }

    /// A name that is typed as it is: no capitals, no spelling help.
    #[must_use]
    pub fn login(mut self) -> Self {
        self.autocomplete = Some("username");
        self.plain_typing = true;
        self
    }

    /// The line between the label and the field.
    #[must_use]
    pub fn hint(mut self, hint: String) -> Self {
        self.hint = Some(hint);
        self
    }

    /// It may stay empty.
    #[must_use]
    pub fn optional(mut self) -> Self {
        self.required = false;
        self
    }

    /// It may stay empty or not by what is chosen elsewhere in the form, which its hint says.
    #[must_use]
    pub fn by_choice(mut self) -> Self {
        self.required = false;
        self.mark = Mark::Nothing;
        self
    }

    /// What stands behind its label.
    pub(crate) fn marked(&self) -> Option<&'static str> {
        match (self.mark, self.required) {
            (Mark::Optional, false) => Some("form-optional"),
            (Mark::Needed, true) => Some("form-needed"),
            _ => None,
        }
    }

    /// The most characters that it takes.
    #[must_use]
    pub fn most(mut self, characters: usize) -> Self {
        self.most_characters = characters;
        self
    }

    /// What is in it at first.
    #[must_use]
    pub fn filled(mut self, value: impl Into<String>) -> Self {
        self.value = value.into();
        self
    }

    pub(super) fn check(&mut self, words: Words) {
        if self.required && self.value.trim().is_empty() {
            self.problem = Some(words.text("form-required"));
        } else if self.value.chars().count() > self.most_characters {
            let most = i64::try_from(self.most_characters).unwrap_or(i64::MAX);
            self.problem = Some(words.text_with("form-too-long", &[("most", most.into())]));
        }
    }

    /// What may be shown of its value: nothing of a password.
    pub(crate) fn shown(&self) -> &str {
        if self.kind == "password" { "" } else { &self.value }
    }

    pub(crate) fn problem_text(&self) -> &str {
        self.problem.as_deref().unwrap_or_default()
    }

    pub(crate) fn is_described(&self) -> bool {
        self.hint.is_some() || self.problem.is_some()
    }

    /// The ids of the hint and the problem, in the order in which they should be read out.
    pub(crate) fn described_by(&self) -> String {
        let problem = self.problem.as_ref().map(|_| format!("{}-problem", self.id));
        let hint = self.hint.as_ref().map(|_| format!("{}-hint", self.id));
        problem.into_iter().chain(hint).collect::<Vec<_>>().join(" ")
    }
}

/// One of several choices, of which one is taken.
#[derive(Debug, Clone)]
pub(crate) struct Choice {
    pub(crate) value: &'static str,
    pub(crate) label: String,
    pub(crate) is_chosen: bool,
    /// The language of the label, where it is not the page's.
    pub(crate) lang: Option<&'static str>,
}

impl Choice {
    /// A choice that is sent as `value`.
    pub(crate) fn new(value: &'static str, label: String, is_chosen: bool) -> Self {
        Self { value, label, is_chosen, lang: None }
    }
}
