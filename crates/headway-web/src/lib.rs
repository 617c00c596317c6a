//! HTTP and HTML. A page is a folder: handler, view, HTML and test.
//!
//! [`router`] is the whole web; [`serve()`] answers with it on a socket. Every address is a row of [`registry::all`].

mod app;
mod assets;
mod error;
mod form;
mod health;
mod help;
mod home;
mod language;
mod layout;
pub mod registry;
mod serve;
mod shell;
mod sign_in;

pub use app::{App, Clock, Entropy, Settings};
pub use error::{Kept, PageError};
pub use form::{Field, Form, Outcome, Posted};
pub use layout::Frame;
pub use serve::{Limits, Peer, serve};
pub use shell::{Reader, Visit, router};
pub use sign_in::hash_password;

#[cfg(test)]
mod testing;
