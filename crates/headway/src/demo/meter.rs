//! How far the demo is: a bar where somebody watches, now and then a line where nobody does.

use std::io::IsTerminal as _;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle};

/// Fewer are made before anybody wonders.
const WORTH_A_LINE: usize = 20_000;
/// Lines where nobody watches.
const LINES: usize = 10;

pub(super) struct Meter {
    bar: ProgressBar,
    count: usize,
    made: usize,
    is_watched: bool,
}

impl Meter {
    pub(super) fn new(count: usize) -> Self {
        let is_watched = std::io::stderr().is_terminal();
        let target = if is_watched { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
        let bar = ProgressBar::with_draw_target(Some(count as u64), target);
        let rate = |state: &ProgressState, to: &mut dyn std::fmt::Write| {
            // A bar shows what it can: a terminal that takes no text is no reason to stop.
            let _ = write!(to, "{:.0}", state.per_sec());
        };
        let style =
            ProgressStyle::with_template("learners  {wide_bar} {pos} of {len}, {rate} a second, {eta} left");
        bar.set_style(style.expect("the template is well formed").with_key("rate", rate));
        Self { bar, count, made: 0, is_watched }
    }

    /// So many more are made.
    pub(super) fn made(&mut self, learners: usize) {
        let tenths = |made: usize| made * LINES / self.count.max(1);
        let before = tenths(self.made);
        self.made += learners;
        self.bar.set_position(self.made as u64);
        if !self.is_watched && WORTH_A_LINE <= self.count && before < tenths(self.made) {
            eprintln!("{}", line(self.made, self.count, self.bar.elapsed().as_secs_f64()));
        }
    }

    /// Takes the bar away.
    pub(super) fn end(&self) {
        self.bar.finish_and_clear();
    }
}

#[expect(clippy::cast_precision_loss, reason = "a rate is shown, and learners are no more than a million")]
fn line(made: usize, count: usize, seconds: f64) -> String {
    let rate = made as f64 / seconds.max(0.001);
    let left = (count - made) as f64 / rate.max(0.001);
    format!("{made} of {count} learners, {rate:.0} a second, {left:.0} seconds left")
}

#[cfg(test)]
mod tests {
    use super::line;

    #[test]
    fn a_line_says_how_far_it_is_how_quickly_and_how_long_yet() {
        assert_eq!(line(20_000, 100_000, 4.0), "20000 of 100000 learners, 5000 a second, 16 seconds left");
    }
}
