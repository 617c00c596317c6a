//! Words in one language, asked for by key.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::{LazyLock, PoisonError, RwLock};

use fluent_templates::fluent_bundle::FluentValue;
use fluent_templates::{LanguageIdentifier, langid, static_loader};

use crate::Locale;

static_loader! {
    static LOADER = {
        locales: "./locales",
        fallback_language: "en",
        // Fluent can wrap every argument in invisible isolation marks. Both languages run left to right, and the marks
        // get into copied text, searches, CSV files and tests; a page that mixes directions uses <bdi> instead.
        customise: |bundle| {
            bundle.set_use_isolating(false);
            bundle.set_formatter(Some(|value, _| grouped(value)));
        },
    };
}

/// What stands in the gaps, by their names.
type Filled<'a> = HashMap<Cow<'static, str>, FluentValue<'a>>;

static EN: LanguageIdentifier = langid!("en");
static ES: LanguageIdentifier = langid!("es");

/// The sentences without gaps that were asked for before, in each language and voice: no page changes them, and a page has
/// many.
static SAID: [[LazyLock<RwLock<Sentences>>; VOICES]; LOCALES] =
    [const { [const { LazyLock::new(RwLock::default) }; VOICES] }; LOCALES];

/// By their keys.
type Sentences = HashMap<String, String>;

/// With the two of the tests.
const LOCALES: usize = Locale::ALL.len() + if cfg!(any(test, feature = "pseudo")) { 2 } else { 0 };
const VOICES: usize = 2;

/// How the reader is spoken to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Voice {
    #[default]
    Familiar,
    Formal,
}

/// A number with its thousands apart: "20,000". Spanish as US schools write it does so with the same comma.
fn grouped(value: &FluentValue<'_>) -> Option<String> {
    let FluentValue::Number(number) = value else { return None };
    let plain = number.as_string().into_owned();
    let (whole, rest) = plain.split_at(plain.find('.').unwrap_or(plain.len()));
    let mut text = String::with_capacity(plain.len() + 3);
    for (at, digit) in whole.char_indices() {
        let (left, before) = (whole.len() - at, text.ends_with(|last: char| last.is_ascii_digit()));
        if before && left.is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    Some(text + rest)
}

/// The words of one language, in one voice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Words {
    locale: Locale,
    voice: Voice,
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
    /// The words of `locale`, as they are said to a student: with "tú" in Spanish.
    #[must_use]
    pub const fn new(locale: Locale) -> Self {
        Self { locale, voice: Voice::Familiar }
    }

    /// The same as they are said to an adult: with "usted" in Spanish. English has one voice.
    ///
    /// A sentence that is said otherwise to an adult has it beside it in the locale file, as its attribute `formal`.
    #[must_use]
    pub const fn formally(self) -> Self {
        let voice = if matches!(self.locale, Locale::Es) { Voice::Formal } else { Voice::Familiar };
        Self { voice, ..self }
    }

    /// The language of these words.
    #[must_use]
    pub const fn locale(self) -> Locale {
        self.locale
    }

    /// The sentence of a key that has no gaps.
    ///
    /// # Panics
    /// In debug builds, when the language lacks the key or a gap is not filled. A release build says it in English, or
    /// shows the key in brackets, instead of breaking a reader's page.
    #[must_use]
    pub fn text(self, key: &str) -> String {
        let said = &SAID[self.locale as usize][self.voice as usize];
        if let Some(sentence) = said.read().unwrap_or_else(PoisonError::into_inner).get(key) {
            return sentence.clone();
        }
        let sentence = self.said(key, None);
        said.write().unwrap_or_else(PoisonError::into_inner).insert(key.to_owned(), sentence.clone());
        sentence
    }

    /// The sentence of a key, its gaps filled: `words.text_with("goals-due", &[("count", 3.into())])`.
    ///
    /// # Panics
    /// As [`Words::text`].
    #[must_use]
    pub fn text_with(self, key: &str, args: &[(&'static str, Arg)]) -> String {
        #[cfg(any(test, feature = "pseudo"))]
        let marked: Vec<(&'static str, Arg)> =
            args.iter().map(|(name, arg)| (*name, self.marked(arg))).collect();
        #[cfg(any(test, feature = "pseudo"))]
        let args = marked.as_slice();
        let filled: Filled<'_> = args.iter().map(|(name, arg)| (Cow::Borrowed(*name), arg.value())).collect();
        self.said(key, Some(&filled))
    }

    fn said(self, key: &str, filled: Option<&Filled<'_>>) -> String {
        let plain = || LOADER.lookup_single_language(self.language(), key, filled);
        let found = match self.voice {
            Voice::Familiar => plain(),
            Voice::Formal => {
                let formal = LOADER.lookup_single_language(self.language(), &format!("{key}.formal"), filled);
                formal.or_else(|_| plain())
            }
        };
        match found {
            #[cfg(any(test, feature = "pseudo"))]
            Ok(said) if !Locale::ALL.contains(&self.locale) => crate::pseudo::disguised(self.locale, &said),
            Ok(said) => said,
            Err(fault) => {
                let tag = self.locale.tag();
                debug_assert!(false, "`{key}` cannot be said in {tag}: {fault:?}");
                let english = LOADER.lookup_single_language(&EN, key, filled);
                english.unwrap_or_else(|_| format!("[{key}]"))
            }
        }
    }

    fn language(self) -> &'static LanguageIdentifier {
        match self.locale {
            Locale::En => &EN,
            Locale::Es => &ES,
            #[cfg(any(test, feature = "pseudo"))]
            Locale::Pseudo | Locale::Mirrored => &EN,
        }
    }

    /// What fills a gap, so that it stays as it is in a language of the tests.
    #[cfg(any(test, feature = "pseudo"))]
    fn marked(self, arg: &Arg) -> Arg {
        match arg {
            Arg::Text(text) if !Locale::ALL.contains(&self.locale) => Arg::Text(crate::pseudo::kept(text)),
            other => other.clone(),
        }
    }
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
