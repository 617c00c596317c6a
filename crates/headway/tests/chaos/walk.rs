//! Where things are on Headway's pages: the only file here that knows addresses and names of fields.

use std::io::Error;

use super::browser::{Answer, Browser};
use super::page::{self, Form};

/// What somebody writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Goal,
    Step,
}

impl Kind {
    const fn code(self) -> &'static str {
        match self {
            Self::Goal => "goal",
            Self::Step => "step",
        }
    }
}

/// A page that must be there; `Err` where the program or its database is away for the moment.
pub(super) fn page(browser: &mut Browser, path: &str) -> Result<Answer, Error> {
    let answer = browser.get(path)?;
    match answer.status {
        200 => Ok(answer),
        503 => Err(Error::other("the program is busy")),
        other => panic!("GET {path} is answered {other}: {}", answer.body),
    }
}

/// The address of a learner's plan.
pub(super) fn plan(learner: &str) -> String {
    format!("/plan/{learner}")
}

/// The page with the form for a new goal or step.
pub(super) fn fresh(learner: &str, kind: Kind) -> String {
    format!("/plan/{learner}/{}/new", kind.code())
}

/// The addresses of the goals and steps of a plan that its reader may edit.
pub(super) fn editable(browser: &mut Browser, learner: &str) -> Result<Vec<String>, Error> {
    let found = page(browser, &plan(learner))?;
    let is_item =
        |path: &String| (path.contains("/goal/") || path.contains("/step/")) && path.ends_with("/edit");
    Ok(page::links(&found.body).into_iter().filter(is_item).collect())
}

/// The form of the page at `path`, ready to be typed into.
pub(super) fn open(browser: &mut Browser, path: &str) -> Result<Form, Error> {
    Ok(words_form(&page(browser, path)?))
}

/// The form for words that a page shows, also one that shows two versions side by side.
pub(super) fn words_form(page: &Answer) -> Form {
    page::form(&page.body, |form| field(form).is_some())
}

/// What somebody types into the form of a goal, a step or a suggestion.
pub(super) fn say(form: &mut Form, text: &str) {
    let name = field(form).expect("the form is one for words");
    form.set(name, text);
    if form.has("reason") {
        form.set("reason", "You would enjoy it");
    }
}

/// What stands in the form.
pub(super) fn said(form: &Form) -> &str {
    field(form).map_or("", |name| form.value(name))
}

fn field(form: &Form) -> Option<&'static str> {
    ["statement", "what"].into_iter().find(|name| form.has(name))
}

/// The page on which a teacher suggests a goal.
pub(super) fn suggesting(learner: &str) -> String {
    format!("/plan/{learner}/goal/suggest")
}

/// The student's yes to the suggestion at `path`, which shows `text`.
pub(super) fn accepting(browser: &mut Browser, path: &str, text: &str) -> Result<Form, Error> {
    let found = page(browser, path)?;
    assert!(found.words().contains(text), "the student reads what is suggested: {text}");
    let mut form = page::form(&found.body, |form| form.action.contains("/suggestion/"));
    form.set("answer", "accept");
    Ok(form)
}
