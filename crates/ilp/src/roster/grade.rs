//! The grade a learner is in, or a course is for.

use std::fmt;

use serde::de::{Error, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A grade, ordered by age from infants to after school; ungraded and a system's own words come last.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Grade {
    /// `IT`: infants and toddlers.
    InfantToddler,
    /// `PR`: preschool.
    Preschool,
    /// `PK`: the year before kindergarten.
    Prekindergarten,
    /// `TK`: between prekindergarten and kindergarten.
    TransitionalKindergarten,
    /// `KG`.
    Kindergarten,
    /// `01` to `13`. Thirteen is a year after the twelfth that is still at school.
    Numbered(u8),
    /// `PS`: after school.
    Postsecondary,
    /// `UG`: taught without grades.
    Ungraded,
    /// A word of the system's own, kept as it came.
    Other(String),
}

impl Grade {
    /// The grade with this code. `9` is read as `09`; a word in no list becomes `Other`.
    ///
    /// # Source
    /// Common Education Data Standards, "Entry Grade Level", which `OneRoster` recommends.
    #[must_use]
    pub fn from_code(code: &str) -> Self {
        match code {
            "IT" => Self::InfantToddler,
            "PR" => Self::Preschool,
            "PK" => Self::Prekindergarten,
            "TK" => Self::TransitionalKindergarten,
            "KG" => Self::Kindergarten,
            "PS" => Self::Postsecondary,
            "UG" => Self::Ungraded,
            word => numbered(word).map_or_else(|| Self::Other(word.to_owned()), Self::Numbered),
        }
    }
}

fn numbered(word: &str) -> Option<u8> {
    let digits = matches!(word.len(), 1 | 2) && word.bytes().all(|byte| byte.is_ascii_digit());
    word.parse().ok().filter(|number| digits && (1..=13).contains(number))
}

/// The code, which `from_code` reads back.
impl fmt::Display for Grade {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::InfantToddler => "IT",
            Self::Preschool => "PR",
            Self::Prekindergarten => "PK",
            Self::TransitionalKindergarten => "TK",
            Self::Kindergarten => "KG",
            Self::Numbered(number) => return write!(f, "{number:02}"),
            Self::Postsecondary => "PS",
            Self::Ungraded => "UG",
            Self::Other(word) => word,
        })
    }
}

impl Serialize for Grade {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// From its code, or from a bare number: people write `8` for the eighth grade.
impl<'de> Deserialize<'de> for Grade {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Reading)
    }
}

struct Reading;

impl Visitor<'_> for Reading {
    type Value = Grade;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a grade such as 8, \"08\" or \"KG\"")
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Grade, E> {
        self.visit_str(&number.to_string())
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Grade, E> {
        self.visit_str(&number.to_string())
    }

    fn visit_str<E: Error>(self, code: &str) -> Result<Grade, E> {
        Ok(Grade::from_code(code))
    }
}

#[cfg(test)]
mod tests {
    use super::Grade;

    fn check(code: &str, expected: &Grade) {
        assert_eq!(&Grade::from_code(code), expected);
    }

    #[test]
    fn codes_are_read_and_words_in_no_list_are_kept() {
        check("KG", &Grade::Kindergarten);
        check("09", &Grade::Numbered(9));
        check("9", &Grade::Numbered(9));
        check("13", &Grade::Numbered(13));
        check("14", &Grade::Other("14".into()));
        check("00", &Grade::Other("00".into()));
        check("+1", &Grade::Other("+1".into()));
        check("009", &Grade::Other("009".into()));
        check("kg", &Grade::Other("kg".into()));
    }

    #[test]
    fn a_bare_number_is_a_grade_too() {
        let read: Vec<Grade> = serde_json::from_str(r#"[8, "08", "KG"]"#).expect("grades");
        assert_eq!(read, [Grade::Numbered(8), Grade::Numbered(8), Grade::Kindergarten]);
        assert_eq!(serde_json::to_string(&read).expect("codes"), r#"["08","08","KG"]"#);
    }

    #[test]
    fn grades_stand_in_the_order_of_age() {
        let ordered =
            ["IT", "PR", "PK", "TK", "KG", "01", "02", "09", "10", "12", "13", "PS", "UG", "Sophomore"];
        let mut grades: Vec<Grade> = ordered.iter().rev().map(|code| Grade::from_code(code)).collect();
        grades.sort();
        assert_eq!(grades.iter().map(Grade::to_string).collect::<Vec<_>>(), ordered);
    }
}
