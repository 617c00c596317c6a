//! What stands on a letter with a code, in the language of whom it is for.

use axum::http::{HeaderMap, header};
use headway_store::invitations;
use headway_text::{Locale, Words};

use crate::shell::Visit;

/// One sheet of paper.
pub(in crate::people) struct Sheet {
    /// One letter; where Headway does not have the reader's language, the same in each that it has.
    pub(in crate::people) letters: Vec<Letter>,
    pub(in crate::people) code: String,
}

/// A letter in one language.
pub(in crate::people) struct Letter {
    pub(in crate::people) lang: &'static str,
    /// With whom it goes home, where it is no student's own and one of many.
    pub(in crate::people) by: Option<String>,
    pub(in crate::people) title: String,
    pub(in crate::people) greeting: String,
    pub(in crate::people) what: String,
    pub(in crate::people) steps: [String; 3],
    pub(in crate::people) until: String,
    pub(in crate::people) lost: String,
}

/// To whom a letter goes.
pub(in crate::people) struct To<'a> {
    /// In which language they read, as the roster says it.
    pub(in crate::people) language: Option<&'a str>,
    pub(in crate::people) name: &'a str,
    /// They are a student: Spanish says tú to them, and speaks formally to everybody else.
    pub(in crate::people) learns: bool,
    /// With whom their letter goes home.
    pub(in crate::people) by: Option<&'a str>,
    /// Whose plans they see as family.
    pub(in crate::people) students: Vec<String>,
}

/// The letter in the language of whom it is for; in all that there are where theirs is none of them.
pub(in crate::people) fn letters(visit: &Visit, headers: &HeaderMap, to: &To<'_>) -> Vec<Letter> {
    let locales = match to.language.map(Locale::from_tag) {
        Some(Some(locale)) => vec![locale],
        Some(None) => Locale::ALL.to_vec(),
        None => vec![Locale::default()],
    };
    locales.into_iter().map(|locale| letter(visit, headers, to, locale)).collect()
}

fn letter(visit: &Visit, headers: &HeaderMap, to: &To<'_>, locale: Locale) -> Letter {
    let words = if to.learns { Words::new(locale) } else { Words::new(locale).formally() };
    let until = (visit.now + invitations::VALID).with_timezone(&visit.zone()).date_naive();
    let school = ("school", visit.tenant.name.as_str().into());
    let address = ("address", address(&visit.tenant.host, headers, locale).into());
    let steps = [
        words.text_with("invite-step-open", &[address]),
        words.text("invite-step-code"),
        words.text("invite-step-choose"),
    ];
    let count = i64::try_from(to.students.len()).unwrap_or(i64::MAX);
    let what = match (to.learns, count) {
        (true, _) => words.text_with("invite-student-what", std::slice::from_ref(&school)),
        (false, 0) => words.text_with("invite-what", std::slice::from_ref(&school)),
        (false, _) => {
            let students = ("students", to.students.join(", ").into());
            words.text_with("invite-family-what", &[school.clone(), students, ("count", count.into())])
        }
    };
    Letter {
        lang: locale.tag(),
        by: to.by.map(|student| words.text_with("letters-by", &[("student", student.into())])),
        title: words.text_with("invite-title", &[school]),
        greeting: words.text_with("invite-greeting", &[("name", to.name.into())]),
        what,
        steps,
        until: words.text_with("invite-until", &[("day", words.date(until).into())]),
        lost: words.text("invite-lost"),
    }
}

/// Where the page is that takes the code: under the district's own name, or, where it was set up without one, under the
/// name that the reader's browser knows it by. It ends with the language of the letter, so that the page opens in it: on a
/// borrowed computer too.
fn address(host: &str, headers: &HeaderMap, locale: Locale) -> String {
    let asked = headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or(host);
    let is_name =
        |text: &str| text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-:[]".contains(&byte));
    let host = if host == "localhost" && is_name(asked) { asked } else { host };
    let is_here = host.starts_with("localhost") || host.starts_with("127.");
    format!("{}://{host}/welcome/{}", if is_here { "http" } else { "https" }, locale.tag())
}
