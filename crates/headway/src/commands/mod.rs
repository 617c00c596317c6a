//! What can be asked of the program: a file a command.

use std::io::{ErrorKind, Write as _};

pub(crate) mod account;
pub(crate) mod demo;
pub(crate) mod import;
pub(crate) mod judge;
pub(crate) mod keep;
pub(crate) mod office;
pub(crate) mod password;
mod roster_ids;
pub(crate) mod serve;
mod tenant;

/// Prints to standard output. Whoever reads it may have had enough, as `head` has: that is no failure.
pub(crate) fn print(text: &str) -> Result<(), Failure> {
    let mut out = std::io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(Failure::new(format!("standard output takes nothing: {error}")))
        }
        _ => Ok(()),
    }
}

/// Why a command did not do its work: a sentence for the person at the terminal.
#[derive(Debug)]
pub(crate) struct Failure(String);

impl Failure {
    /// A failure with this sentence.
    pub(crate) fn new(sentence: impl Into<String>) -> Self {
        Self(sentence.into())
    }
}

impl std::fmt::Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl<E: std::error::Error> From<E> for Failure {
    fn from(error: E) -> Self {
        // A cause is said after what it caused: "the file cannot be read: permission denied".
        let mut sentence = error.to_string();
        let mut cause = error.source();
        while let Some(deeper) = cause {
            let said = deeper.to_string();
            if !sentence.contains(&said) {
                sentence.push_str(": ");
                sentence.push_str(&said);
            }
            cause = deeper.source();
        }
        Self(sentence)
    }
}
