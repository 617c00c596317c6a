//! The languages that Headway speaks, and which of them a reader asked for.

/// A language in which every word of Headway exists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Locale {
    /// American English: what is shown where nothing else was asked for.
    #[default]
    En,
    /// Spanish as US schools write it: to a student with "tú", to an adult with "usted" (see [`crate::Words::formally`]).
    Es,
    /// Accented English for tests, whose words are longer.
    #[cfg(any(test, feature = "pseudo"))]
    Pseudo,
    /// A language for tests that is written from right to left.
    #[cfg(any(test, feature = "pseudo"))]
    Mirrored,
}

impl Locale {
    /// All of them, in the order in which the language switch lists them.
    pub const ALL: [Self; 2] = [Self::En, Self::Es];

    /// The tag for `<html lang>`, cookies and stored preferences.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Es => "es",
            // Of the tags that nobody will ever give to a language.
            #[cfg(any(test, feature = "pseudo"))]
            Self::Pseudo => "qps",
            #[cfg(any(test, feature = "pseudo"))]
            Self::Mirrored => "qpr",
        }
    }

    /// The language's own name for itself, which is how its readers find it in a list.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::En => "English",
            Self::Es => "Español",
            #[cfg(any(test, feature = "pseudo"))]
            Self::Pseudo | Self::Mirrored => "",
        }
    }

    /// Which way the language is written: `ltr` or `rtl`.
    #[must_use]
    pub const fn direction(self) -> &'static str {
        match self {
            Self::En | Self::Es => "ltr",
            #[cfg(any(test, feature = "pseudo"))]
            Self::Pseudo => "ltr",
            #[cfg(any(test, feature = "pseudo"))]
            Self::Mirrored => "rtl",
        }
    }

    /// The locale of a tag such as `es`, `es-MX` or `EN_us`; `None` for a language that Headway does not speak yet.
    #[must_use]
    pub fn from_tag(tag: &str) -> Option<Self> {
        let primary = tag.trim().split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
        #[cfg(any(test, feature = "pseudo"))]
        if let Some(locale) = [Self::Pseudo, Self::Mirrored].into_iter().find(|l| l.tag() == primary) {
            return Some(locale);
        }
        Self::ALL.into_iter().find(|locale| locale.tag() == primary)
    }

    /// The best of an `Accept-Language` header; `None` when it names no language of ours, so that the caller decides.
    ///
    /// A weight of 0 means "not this one"; equal weights go by their order, as browsers mean it.
    #[must_use]
    pub fn from_accept_language(header: &str) -> Option<Self> {
        let mut best: Option<(u32, Self)> = None;
        for range in header.split(',') {
            let (tag, parameters) = range.split_once(';').unwrap_or((range, ""));
            let known = Self::from_tag(tag).filter(|locale| Self::ALL.contains(locale));
            let Some(locale) = known else { continue };
            let weight = weight_in_thousandths(parameters);
            if weight > 0 && best.is_none_or(|(most, _)| weight > most) {
                best = Some((weight, locale));
            }
        }
        best.map(|(_, locale)| locale)
    }
}

/// `q=0.8` as 800; 1000 where no weight is given, 0 where it cannot be read.
fn weight_in_thousandths(parameters: &str) -> u32 {
    let Some(q) = parameters.split(';').find_map(|p| p.trim().strip_prefix("q=")) else { return 1000 };
    let (whole, fraction) = q.trim().split_once('.').unwrap_or((q.trim(), ""));
    let thousandths: String = fraction.chars().chain("000".chars()).take(3).collect();
    match (whole.parse::<u32>(), thousandths.parse::<u32>()) {
        (Ok(0), Ok(part)) => part,
        (Ok(1), _) => 1000,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::Locale;

    #[test]
    fn the_reader_gets_the_language_they_like_best_of_ours() {
        let check = |header: &str, expected: Option<Locale>| {
            assert_eq!(Locale::from_accept_language(header), expected, "{header}");
        };
        check("es-MX,es;q=0.9,en;q=0.8", Some(Locale::Es));
        check("en;q=0.5, es;q=0.75", Some(Locale::Es));
        check("so, fr;q=0.9, es;q=0.1", Some(Locale::Es));
        check("es;q=0, en;q=0.1", Some(Locale::En));
        check("en, es", Some(Locale::En));
        check("so, hmn", None);
        check("es;q=banana", None);
        check("", None);
    }

    #[test]
    fn a_region_does_not_change_the_language() {
        let check =
            |tag: &str, expected: Option<Locale>| assert_eq!(Locale::from_tag(tag), expected, "{tag}");
        check("es-US", Some(Locale::Es));
        check("EN_us", Some(Locale::En));
        check("est", None);
    }
}
