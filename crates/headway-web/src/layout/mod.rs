//! What stands around every page: head, header, messages and footer.
//!
//! `parts.html` beside this file has what pages share: the empty state.

use headway_text::{Arg, Locale, Words};

/// What the base layout shows. Every page's struct has one, under the name `frame`.
#[derive(Debug, Clone)]
pub struct Frame {
    /// The page's name, for the title of the window.
    pub title: String,
    /// Whose plan this is, or which school's Headway.
    pub place: Option<String>,
    /// The name of whoever is signed in.
    pub account: Option<String>,
    /// The token for the forms of the header; without it (on an error before a visit began) they are left out.
    pub csrf: Option<String>,
    /// Where the language switch comes back to.
    pub path: String,
    /// What the last action did: "Saved."
    pub message: Option<String>,
    words: Words,
}

impl Frame {
    /// A frame that knows the language and nothing else.
    #[must_use]
    pub fn bare(words: Words, title: String) -> Self {
        Self { title, place: None, account: None, csrf: None, path: "/".to_owned(), message: None, words }
    }

    /// As [`Words::text`], for templates.
    #[must_use]
    pub fn text(&self, key: &str) -> String {
        self.words.text(key)
    }

    /// As [`Words::text_with`] with one gap, which is all that templates need; pages fill the others in Rust.
    #[must_use]
    pub fn text_with(&self, key: &str, name: &'static str, arg: impl Into<Arg>) -> String {
        self.words.text_with(key, &[(name, arg.into())])
    }

    /// The language of the page, for `<html lang>`.
    #[must_use]
    pub fn lang(&self) -> &'static str {
        self.words.locale().tag()
    }

    /// Whether a stranger is offered the way in: on every page but the one that is it.
    pub(crate) fn offers_sign_in(&self) -> bool {
        self.csrf.is_some() && !self.path.starts_with("/sign-in")
    }

    pub(crate) fn other_languages(&self) -> impl Iterator<Item = Locale> + use<> {
        let shown = self.words.locale();
        Locale::ALL.into_iter().filter(move |locale| *locale != shown)
    }
}

#[cfg(test)]
mod tests {
    use askama::Template;
    use headway_text::{Locale, Words};

    use super::Frame;

    #[derive(Template)]
    #[template(source = r#"{% extends "layout/page.html" %}{% block main %}{% endblock %}"#, ext = "html")]
    struct Page {
        frame: Frame,
    }

    fn page(csrf: Option<&str>) -> String {
        let mut frame = Frame::bare(Words::new(Locale::En), "A <page>".to_owned());
        frame.csrf = csrf.map(str::to_owned);
        frame.account = Some("Maya <Okafor>".to_owned());
        Page { frame }.render().expect("it renders")
    }

    #[test]
    fn what_people_are_called_is_text_and_never_html() {
        let page = page(Some("token"));
        assert!(page.contains("A &#60;page&#62; · Headway") && page.contains("Maya &#60;Okafor&#62;"));
        assert!(page.contains("action=\"/language\"") && page.contains("action=\"/sign-out\""));
    }

    #[test]
    fn an_error_before_a_visit_has_no_form_that_could_not_be_sent() {
        assert!(!page(None).contains("<form"));
    }
}
