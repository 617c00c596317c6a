//! What a form sent: names and words in their order.

use ilp::PersonId;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::shell::own_path;

/// More than any form has. Each field costs far more than its bytes where it is shown back.
const FIELDS_MAX: usize = 200;
/// More texts than any form asks for.
const TEXTS_MAX: usize = 20;

/// The fields of a form that was sent. The shell has already checked where it came from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Posted {
    fields: Vec<(String, String)>,
}

impl Posted {
    /// The fields of a body as browsers write it. Whatever cannot be read as text, or kept as such, is replaced, never
    /// refused. More fields than any form has are left out.
    #[must_use]
    pub fn parse(body: &[u8]) -> Self {
        let storable = |text: String| if text.contains('\0') { text.replace('\0', "\u{fffd}") } else { text };
        let fields = form_urlencoded::parse(body).into_owned().take(FIELDS_MAX);
        Self { fields: fields.map(|(name, value)| (storable(name), storable(value))).collect() }
    }

    /// The first value of a name. A second of the same name is not looked at, so that nobody can mean two things.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// All values of a name, for boxes of which several may be ticked.
    pub fn all(&self, name: &str) -> impl Iterator<Item = &str> {
        self.fields.iter().filter(move |(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The key under which this form is saved once; `None` when it is missing or no UUID.
    #[must_use]
    pub fn once(&self) -> Option<Uuid> {
        self.get("_once").and_then(|key| Uuid::parse_str(key).ok())
    }

    /// The key of the kept words with which the form began.
    pub(crate) fn kept_before(&self) -> Option<Uuid> {
        self.get("_draft").and_then(|key| Uuid::parse_str(key).ok())
    }

    /// The name of the form.
    #[must_use]
    pub fn form(&self) -> Option<&str> {
        self.get("_form").filter(|name| !name.is_empty() && name.len() <= 64)
    }

    /// The page that showed the form, when it is one of ours.
    #[must_use]
    pub fn page(&self) -> Option<String> {
        self.get("_page").and_then(own_path)
    }

    /// The learner whom the form is about, if it is about one.
    #[must_use]
    pub fn about(&self) -> Option<PersonId> {
        self.get("_about").and_then(|id| id.parse().ok())
    }

    /// How many characters a draft of it has.
    pub(crate) fn characters(&self) -> usize {
        self.own_fields().map(|(_, value)| value.chars().count()).sum()
    }

    /// What the person typed: without the shell's own fields, without passwords and without the code of an invitation.
    pub(crate) fn own_fields(&self) -> impl Iterator<Item = &(String, String)> {
        let is_secret = |name: &str| name.starts_with('_') || name.contains("password") || name == "code";
        self.fields.iter().filter(move |(name, _)| !is_secret(name))
    }

    /// The texts that somebody typed: without ids, numbers and what was left empty.
    pub(crate) fn typed(&self) -> Vec<String> {
        let is_text =
            |text: &&String| text.chars().any(char::is_alphabetic) && Uuid::parse_str(text).is_err();
        self.own_fields().map(|(_, value)| value).filter(is_text).take(TEXTS_MAX).cloned().collect()
    }

    /// What the reader meant, as a digest: the same form sent again to the same address has the same.
    ///
    /// The fields whose names begin with `_` are the shell's own and change with every showing.
    #[must_use]
    pub fn digest(&self, path: &str) -> [u8; 32] {
        let meant = self.fields.iter().filter(|(name, _)| !name.starts_with('_'));
        Sha256::new().chain_update(path).chain_update(b"\0").chain_update(written(meant)).finalize().into()
    }

    /// The fields as text, to be kept and parsed again; without the shell's own and without passwords.
    #[must_use]
    pub fn keepable(&self) -> String {
        written(self.own_fields())
    }
}

fn written<'a>(fields: impl Iterator<Item = &'a (String, String)>) -> String {
    let mut text = form_urlencoded::Serializer::new(String::new());
    text.extend_pairs(fields.map(|(name, value)| (name, value)));
    text.finish()
}

#[cfg(test)]
mod tests {
    use super::Posted;

    #[test]
    fn the_same_words_have_the_same_digest_whatever_the_shell_added() {
        let first = Posted::parse(b"_csrf=a&_once=1&statement=Read+more&_page=%2Fplan");
        let again = Posted::parse(b"statement=Read+more&_csrf=b");
        assert_eq!(first.digest("/goal/1"), again.digest("/goal/1"));
        assert_ne!(first.digest("/goal/1"), Posted::parse(b"statement=Read+less").digest("/goal/1"));
        assert_ne!(first.digest("/goal/1"), first.digest("/goal/2"), "elsewhere they mean something else");
    }

    #[test]
    fn a_password_is_never_kept() {
        let posted =
            Posted::parse(b"_csrf=x&login=ana&password=secret&new_password=more&code=AB12&why=I+forgot");
        assert_eq!(posted.keepable(), "login=ana&why=I+forgot");
    }

    #[test]
    fn what_no_database_keeps_is_replaced() {
        let posted = Posted::parse(b"na%00me=may%00a&bytes=%ff");
        assert_eq!(posted.get("na\u{fffd}me"), Some("may\u{fffd}a"));
        assert_eq!(posted.get("bytes"), Some("\u{fffd}"));
    }

    #[test]
    fn a_form_of_a_million_fields_is_shown_back_as_a_few() {
        let posted = Posted::parse(&b"a=word&".repeat(100_000));
        assert_eq!((posted.all("a").count(), posted.typed().len()), (200, 20));
    }

    #[test]
    fn the_first_of_two_values_counts() {
        let posted = Posted::parse(b"id=1&id=2");
        assert_eq!((posted.get("id"), posted.all("id").count()), (Some("1"), 2));
    }

    #[test]
    fn a_page_of_another_site_is_no_page() {
        let check = |body: &str, expected: Option<&str>| {
            assert_eq!(Posted::parse(body.as_bytes()).page().as_deref(), expected, "{body}");
        };
        check("_page=/plan/1", Some("/plan/1"));
        check("_page=//evil.test", None);
        check("_page=https://evil.test", None);
    }
}
