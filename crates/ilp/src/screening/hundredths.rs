//! A score or a number of days, exact to two places.

use std::fmt;

use serde::de::{Error, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::plan::Amount;

/// A number in hundredths, as the store keeps scores. Written as a whole number, `2432`, or in quotes, `"0.5"`: a binary
/// fraction would not be exact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Hundredths(pub i64);

impl Hundredths {
    /// So many whole ones.
    #[must_use]
    pub const fn whole(number: i32) -> Self {
        Self(number as i64 * 100)
    }
}

impl fmt::Display for Hundredths {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (sign, size) = (if self.0 < 0 { "-" } else { "" }, self.0.unsigned_abs());
        match (size / 100, size % 100) {
            (whole, 0) => write!(f, "{sign}{whole}"),
            (whole, rest) if rest % 10 == 0 => write!(f, "{sign}{whole}.{}", rest / 10),
            (whole, rest) => write!(f, "{sign}{whole}.{rest:02}"),
        }
    }
}

impl Serialize for Hundredths {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.0 % 100 == 0 { serializer.serialize_i64(self.0 / 100) } else { serializer.collect_str(self) }
    }
}

impl<'de> Deserialize<'de> for Hundredths {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Reading)
    }
}

struct Reading;

impl Visitor<'_> for Reading {
    type Value = Hundredths;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a whole number such as 2432, or one with at most two decimals in quotes such as \"0.5\"")
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Hundredths, E> {
        let hundredths = number.checked_mul(100).map(Hundredths);
        hundredths.ok_or_else(|| E::custom("this number is too large"))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Hundredths, E> {
        let number = i64::try_from(number).map_err(|_| E::custom("this number is too large"))?;
        self.visit_i64(number)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Hundredths, E> {
        let millionths = Amount::new(text).map_err(E::custom)?.millionths();
        if millionths % 10_000 != 0 {
            return Err(E::custom("write at most two decimals"));
        }
        Ok(Hundredths(millionths / 10_000))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::Hundredths;

    fn check(written: &Value, hundredths: i64) {
        let read: Hundredths = serde_json::from_value(written.clone()).expect("a number");
        assert_eq!(read, Hundredths(hundredths), "{written}");
        assert_eq!(json!(read), *written);
    }

    #[test]
    fn a_number_is_written_as_it_was_read() {
        check(&json!(2432), 243_200);
        check(&json!(-1), -100);
        check(&json!("0.5"), 50);
        check(&json!("-0.05"), -5);
        check(&json!("17.25"), 1_725);
    }

    #[test]
    fn a_binary_fraction_and_a_third_decimal_are_refused() {
        for written in [json!(0.5), json!("0.125"), json!("half"), json!(i64::MAX)] {
            assert!(serde_json::from_value::<Hundredths>(written.clone()).is_err(), "{written}");
        }
    }
}
