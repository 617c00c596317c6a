//! How far an import is: a bar where somebody watches, a line a step where nobody does.

use headway_exchange::{oneroster, records};
use headway_store::rosters;
use indicatif::{ProgressBar, ProgressState, ProgressStyle};
use std::io::IsTerminal as _;

/// The bar or the lines, on standard error.
pub(super) struct Meter {
    bar: Option<ProgressBar>,
    /// The file that is being read, and its rows so far.
    reading: Option<(&'static str, u64)>,
}

impl Meter {
    /// A bar, if standard error is a terminal.
    pub(super) fn new() -> Self {
        let bar = std::io::stderr().is_terminal().then(|| ProgressBar::new(0));
        Self { bar, reading: None }
    }

    /// Moves on within the files: by bytes, since nobody knows the rows of a file before its end.
    pub(super) fn reading(&mut self, at: oneroster::Progress) {
        let file = at.file.name();
        if self.reading.is_none_or(|(before, _)| before != file) {
            self.file_is_read();
        }
        if self.reading.is_none() {
            self.style("reading {msg}  {wide_bar} {percent:>3} %, {decimal_bytes_per_sec}, {eta} left");
        }
        self.reading = Some((file, at.rows));
        if let Some(bar) = &self.bar {
            bar.set_length(at.bytes_total.max(at.bytes));
            bar.set_position(at.bytes);
            bar.set_message(format!("{file}: {} rows", at.rows));
        }
    }

    /// Moves on within a file of records, whose rows wait as soon as they are read.
    pub(super) fn records(&mut self, kind: &'static str, at: records::Progress) {
        if self.reading.is_none() {
            self.style("reading {msg}  {wide_bar} {percent:>3} %, {decimal_bytes_per_sec}, {eta} left");
        }
        self.reading = Some((kind, at.rows));
        if let Some(bar) = &self.bar {
            bar.set_length(at.bytes_total.max(at.bytes));
            bar.set_position(at.bytes);
            bar.set_message(format!("{kind}: {} rows", at.rows));
        }
    }

    /// The last file is read.
    pub(super) fn file_is_read(&mut self) {
        let Some((file, rows)) = self.reading.take() else { return };
        self.say(&format!("read {file}: {rows} rows"));
    }

    /// Moves on within the rows to be kept.
    pub(super) fn loading(&mut self, at: rosters::Progress) {
        if at.staged == 0 {
            self.say(&format!(
                "writing {} rows, counting the ids by which the roster is known again",
                at.total
            ));
            self.style("loading  {wide_bar} {pos} of {len} rows, {rate} a second, {eta} left");
        }
        if let Some(bar) = &self.bar {
            bar.set_length(at.total);
            bar.set_position(at.staged);
        }
        if at.staged == at.total {
            self.say("all rows are written beside the others; now they take effect, all at once");
        }
    }

    /// Takes the bar away.
    pub(super) fn end(&mut self) {
        self.file_is_read();
        if let Some(bar) = self.bar.take() {
            bar.finish_and_clear();
        }
    }

    fn style(&self, template: &str) {
        if let Some(bar) = &self.bar {
            let rate = |state: &ProgressState, to: &mut dyn std::fmt::Write| {
                // A bar shows what it can: a terminal that takes no text is no reason to stop an import.
                let _ = write!(to, "{:.0}", state.per_sec());
            };
            let style = ProgressStyle::with_template(template).expect("the template is well formed");
            bar.reset();
            bar.set_style(style.with_key("rate", rate));
        }
    }

    fn say(&self, line: &str) {
        match &self.bar {
            Some(bar) => bar.println(line),
            None => eprintln!("{line}"),
        }
    }
}
