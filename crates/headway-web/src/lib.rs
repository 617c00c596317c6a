//! HTTP and HTML. A page is a folder: handler, view, HTML and test.
//!
//! [`router`] is the whole web; [`serve()`] answers with it on a socket. Every address is a row of [`registry::all`].
//!
//! A new page is: a folder with `mod.rs` (first line its URL) and `page.html` (`{% extends "layout/page.html" %}`); a
//! struct with a [`Frame`] and `#[derive(Template)]`; a handler that takes a [`Visit`] (and, after a POST, an
//! `Extension<Posted>`) and gives `visit.show(&page)` or a [`PageError`]; its words in both locales; its row in
//! [`registry::all`]. A page with a form describes it once as a [`Form`], shows it through `visit.resume(form)`, reads it
//! with `form.read(&posted)`, and saves it with `visit.save_once(&posted, job)`. A page about a learner reads with
//! `visit.read_about` and saves with `visit.save_about`, which ask for the permit and note who looked.

mod about;
mod account;
mod app;
mod assets;
mod audit;
mod days;
#[cfg(debug_assertions)]
mod design;
mod error;
mod form;
mod further;
mod glass;
mod hats;
mod health;
mod help;
mod home;
mod kinship;
mod language;
mod layout;
mod over;
mod people;
mod plan;
mod proxies;
pub mod registry;
mod rights;
mod serve;
mod shell;
mod sign_in;
mod skimming;
mod students;
mod system;
mod views;

pub use app::{App, Clock, Entropy, Settings};
pub use error::{Kept, PageError};
pub use form::{Field, Form, Outcome, Posted};
pub use layout::Frame;
pub use proxies::{TrustedProxies, UnreadableProxies};
pub use serve::{Limits, Peer, serve};
pub use shell::{Reader, Visit, router};
pub use sign_in::hash_password;
pub use views::ViewLog;

#[cfg(test)]
mod testing;
