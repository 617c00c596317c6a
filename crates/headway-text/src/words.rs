//! Words in one language, asked for by key.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::{LazyLock, PoisonError, RwLock};

use fluent_templates::fluent_bundle::FluentValue;
use fluent_templates::{LanguageIdentifier, Loader, langid, static_loader};

use crate::Locale;

static_loader! {
    static LOADER = {
        locales: "./locales",
        fallback_language: "en",
        // Fluent can wrap every argument in invisible isolation marks. Both languages run left to right, and the marks
        // get into copied text, searches, CSV files and tests; a page that mixes directions uses <bdi> instead.
        customise: |bundle| bundle.set_use_isolating(false),
    };
}

static EN: LanguageIdentifier = langid!("en");
static ES: LanguageIdentifier = langid!("es");

/// The sentences without gaps that were asked for before, in each language: no page changes them, and a page has many.
static SAID: [LazyLock<RwLock<HashMap<String, String>>>; Locale::ALL.len()] =
    [const { LazyLock::new(RwLock::default) }; Locale::ALL.len()];

/// The words of one language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Words {
    locale: Locale,
}

/// What stands in the gap of a sentence: text as it is, or a number, whose plural the language decides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Arg {
    /// A name, a date that is already written out, somebody's words.
    Text(String),
    /// A count: `{ $count -> [one] … *[other] … }` in the locale chooses by it.
    Number(i64),
}

impl Words {
    /// The words of `locale`.
    #[must_use]
    pub const fn new(locale: Locale) -> Self {
        Self { locale }
    }

    /// The language of these words.
    #[must_use]
    pub const fn locale(self) -> Locale {
        self.locale
    }

    /// The sentence of a key that has no gaps.
    ///
    /// # Panics
    /// In debug builds, when no locale has the key. A release build shows the key in brackets instead of breaking a
    /// reader's page.
    #[must_use]
    pub fn text(self, key: &str) -> String {
        let said = &SAID[self.locale as usize];
        if let Some(sentence) = said.read().unwrap_or_else(PoisonError::into_inner).get(key) {
            return sentence.clone();
        }
        let Some(sentence) = LOADER.try_lookup(self.language(), key) else { return missing(key) };
        said.write().unwrap_or_else(PoisonError::into_inner).insert(key.to_owned(), sentence.clone());
        sentence
    }

    /// The sentence of a key, its gaps filled: `words.text_with("goals-due", &[("count", 3.into())])`.
    ///
    /// # Panics
    /// As [`Words::text`].
    #[must_use]
    pub fn text_with(self, key: &str, args: &[(&'static str, Arg)]) -> String {
        let filled: HashMap<Cow<'static, str>, FluentValue<'_>> =
            args.iter().map(|(name, arg)| (Cow::Borrowed(*name), arg.value())).collect();
        LOADER.try_lookup_with_args(self.language(), key, &filled).unwrap_or_else(|| missing(key))
    }

    fn language(self) -> &'static LanguageIdentifier {
        match self.locale {
            Locale::En => &EN,
            Locale::Es => &ES,
        }
    }
}

fn missing(key: &str) -> String {
    debug_assert!(false, "no locale has the key `{key}`: add it to locales/*/");
    format!("[{key}]")
}

impl Arg {
    fn value(&self) -> FluentValue<'_> {
        match self {
            Self::Text(text) => FluentValue::from(text.as_str()),
            Self::Number(number) => FluentValue::from(*number),
        }
    }
}

impl From<&str> for Arg {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<&String> for Arg {
    fn from(text: &String) -> Self {
        Self::Text(text.clone())
    }
}

impl From<String> for Arg {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<i64> for Arg {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}
