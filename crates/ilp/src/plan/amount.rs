//! An exact number as people write it: `72`, `-3`, `0.85`. Never a binary fraction, so what was typed is what is kept.

use serde::{Deserialize, Serialize};

/// Text that is not an amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("write a number such as 12 or 3.5")]
pub struct NotAnAmount;

/// A decimal number with at most 12 digits before the point and 6 behind it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Amount(String);

impl Amount {
    /// The number that `text` writes; a comma is read as the decimal point, as families from many countries type it.
    pub fn new(text: &str) -> Result<Self, NotAnAmount> {
        let text = text.trim().replace(',', ".");
        let digits = text.strip_prefix('-').unwrap_or(&text);
        let (whole, fraction) = digits.split_once('.').map_or((digits, None), |(w, f)| (w, Some(f)));
        let are_digits = |part: &str, most: usize| {
            (1..=most).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
        };
        let well_formed = are_digits(whole, 12) && fraction.is_none_or(|fraction| are_digits(fraction, 6));
        if well_formed { Ok(Self(text)) } else { Err(NotAnAmount) }
    }

    /// The number as it was written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The number in millionths, for comparing and drawing.
    #[must_use]
    pub fn millionths(&self) -> i64 {
        let (sign, digits) = self.0.strip_prefix('-').map_or((1, self.0.as_str()), |rest| (-1, rest));
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let digit = |byte: u8| i64::from(byte - b'0');
        let whole = whole.bytes().fold(0, |sum, byte| sum * 10 + digit(byte));
        let padded = fraction.bytes().chain(std::iter::repeat(b'0')).take(6);
        sign * padded.fold(whole, |sum, byte| sum * 10 + digit(byte))
    }
}

impl TryFrom<String> for Amount {
    type Error = NotAnAmount;
    fn try_from(text: String) -> Result<Self, NotAnAmount> {
        Self::new(&text)
    }
}

impl From<Amount> for String {
    fn from(amount: Amount) -> Self {
        amount.0
    }
}

impl std::fmt::Display for Amount {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, millionths: Option<i64>) {
        assert_eq!(Amount::new(text).ok().map(|amount| amount.millionths()), millionths, "{text:?}");
    }

    #[test]
    fn amounts_are_exact() {
        check("72", Some(72_000_000));
        check(" 0.85 ", Some(850_000));
        check("3,5", Some(3_500_000));
        check("-0.000001", Some(-1));
        check("999999999999.999999", Some(999_999_999_999_999_999));
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for text in ["", "-", "1.", ".5", "1e3", "١", "1.2.3", "9999999999999", "0.1234567", "NaN"] {
            check(text, None);
        }
    }
}
