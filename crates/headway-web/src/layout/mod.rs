//! What stands around every page: head, header, messages and footer.
//!
//! `parts.html` beside this file has what pages share, with one way to do each thing; the page `/design` of development
//! builds shows all of it. `navigation` has the ways that lead from every page.

pub(crate) mod navigation;

use headway_store::looks::{Contrast, Face, Look, Size};
use headway_text::{Arg, Locale, Words};

use navigation::Way;

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
    /// How the reader likes pages.
    pub(crate) look: Look,
    /// Where the reader can go from every page.
    pub(crate) ways: Vec<Way>,
    /// On a phone, students and families have their ways at the thumb.
    pub(crate) is_at_the_thumb: bool,
    words: Words,
}

impl Frame {
    /// A frame that knows the language and nothing else.
    #[must_use]
    pub fn bare(words: Words, title: String) -> Self {
        Self {
            title,
            place: None,
            account: None,
            csrf: None,
            path: "/".to_owned(),
            message: None,
            look: Look::default(),
            ways: Vec::new(),
            is_at_the_thumb: false,
            words,
        }
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

    /// Which way the page's language is written, for `<html dir>`.
    pub(crate) fn dir(&self) -> &'static str {
        self.words.locale().direction()
    }

    /// The reading face, where it is not the one that pages are made in.
    pub(crate) fn face(&self) -> Option<&'static str> {
        (self.look.face != Face::default()).then(|| self.look.face.word())
    }

    pub(crate) fn size(&self) -> Option<&'static str> {
        (self.look.size != Size::default()).then(|| self.look.size.word())
    }

    /// Whether what stands above a page is folded on a phone: in very large letters it would fill the screen.
    pub(crate) fn folds(&self) -> bool {
        self.look.size == Size::VeryLarge && self.account.is_some()
    }

    pub(crate) fn contrast(&self) -> Option<&'static str> {
        (self.look.contrast != Contrast::default()).then(|| self.look.contrast.word())
    }

    /// Whether this is the page of the reader's own account.
    pub(crate) fn is_account(&self) -> bool {
        self.path.split('?').next() == Some("/account")
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
