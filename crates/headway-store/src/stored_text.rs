//! What is kept as JSON text, and what of it was read before.

use std::sync::{Arc, OnceLock};

use quick_cache::Weighter;
use quick_cache::sync::Cache;
use serde::Serialize;
use serde::de::DeserializeOwned;
use uuid::Uuid;

use crate::StoreError;

/// Bytes of text that one [`Remembered`] keeps at most; with what they say it is some three times that.
const TEXT_MAX: u64 = 16 * 1024 * 1024;
/// How many texts that may be.
const TEXTS_EXPECTED: usize = 4_096;

pub(crate) fn text<T: Serialize>(value: &T) -> Result<String, StoreError> {
    serde_json::to_string(value).map_err(unreadable)
}

pub(crate) fn parsed<T: DeserializeOwned>(text: &str) -> Result<T, StoreError> {
    serde_json::from_str(text).map_err(unreadable)
}

#[expect(clippy::needless_pass_by_value, reason = "the shape that `map_err` asks for")]
pub(crate) fn unreadable(error: serde_json::Error) -> StoreError {
    StoreError::Unreadable(error.to_string())
}

/// What texts say, kept beside the texts themselves.
///
/// The text is read from the database each time, and what it said before counts only while it is the same to the last
/// byte. So nothing here can be out of date, whoever else writes and whatever is rolled back.
pub(crate) struct Remembered<T>(OnceLock<Cache<Uuid, Known<T>, ByLength>>);

struct Known<T> {
    text: Arc<str>,
    says: Arc<T>,
}

#[derive(Clone)]
struct ByLength;

impl<T> Weighter<Uuid, Known<T>> for ByLength {
    fn weight(&self, _id: &Uuid, known: &Known<T>) -> u64 {
        known.text.len() as u64
    }
}

impl<T: DeserializeOwned> Remembered<T> {
    pub(crate) const fn new() -> Self {
        Self(OnceLock::new())
    }

    /// What `text`, which is kept under `id`, says.
    pub(crate) fn parsed(&self, id: Uuid, text: String) -> Result<Arc<T>, StoreError> {
        let known = self.0.get_or_init(|| Cache::with_weighter(TEXTS_EXPECTED, TEXT_MAX, ByLength));
        if let Some(before) = known.get(&id).filter(|before| *before.text == *text) {
            return Ok(before.says);
        }
        let says = Arc::new(parsed(&text)?);
        known.insert(id, Known { text: text.into(), says: Arc::clone(&says) });
        Ok(says)
    }
}

// Not derived: what is shared can be cloned whatever it is.
impl<T> Clone for Known<T> {
    fn clone(&self) -> Self {
        Self { text: Arc::clone(&self.text), says: Arc::clone(&self.says) }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use uuid::Uuid;

    use super::Remembered;

    #[test]
    fn a_text_is_read_once_and_another_text_of_the_same_id_is_read_anew() {
        let remembered = Remembered::<Vec<u8>>::new();
        let read = |id: u128, text: &str| {
            remembered.parsed(Uuid::from_u128(id), text.to_owned()).expect("a list of numbers")
        };
        let first = read(1, "[1]");
        assert!(Arc::ptr_eq(&first, &read(1, "[1]")));
        assert_eq!(*read(1, "[2]"), [2]);
        assert_eq!(*read(1, "[1]"), [1]);
        assert_eq!(*read(2, "[3]"), [3]);
    }

    #[test]
    fn what_cannot_be_read_is_said_and_not_remembered() {
        let remembered = Remembered::<Vec<u8>>::new();
        let read = |text: &str| remembered.parsed(Uuid::nil(), text.to_owned());
        assert!(read("[1").is_err());
        assert_eq!(*read("[1]").expect("a list"), [1]);
    }
}
