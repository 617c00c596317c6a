//! The words: locales and typed access to them.
//!
//! Every sentence that a person reads stands in `locales/<language>/<page>.ftl`, once in each language. A page asks for
//! it by its key: `words.text("sign-in-title")`. A key that does not exist stops a debug build, and a test reads the
//! sources for keys, so that a missing word never reaches a page.

mod dates;
mod locale;
#[cfg(any(test, feature = "pseudo"))]
mod pseudo;
#[cfg(any(test, feature = "pseudo"))]
mod voice;
mod words;

pub use locale::Locale;
#[cfg(any(test, feature = "pseudo"))]
pub use voice::familiar_words;
pub use words::{Arg, Words};

#[cfg(test)]
mod american;
#[cfg(test)]
mod tests;
