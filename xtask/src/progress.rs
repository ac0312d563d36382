//! What a command is at while it takes its time, on one line of a terminal.

use std::borrow::Cow;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

/// How often the line is drawn anew.
const TICK: Duration = Duration::from_millis(100);

/// A line that says what goes on, and is wiped when this is dropped. Nothing is shown where the standard
/// error is no terminal.
#[must_use = "the line is wiped when this is dropped"]
pub struct Progress(ProgressBar);

impl Progress {
    /// Shows what goes on, with the time that it takes.
    pub fn of(what: impl Into<Cow<'static, str>>) -> Self {
        Self::shown(
            ProgressBar::new_spinner(),
            "{spinner} {msg}, {elapsed}",
            what,
        )
    }

    /// Shows how many of so many things are done; see [`step`](Self::step).
    pub fn counted(what: impl Into<Cow<'static, str>>, of: usize) -> Self {
        let bar = ProgressBar::new(u64::try_from(of).unwrap_or(u64::MAX));
        Self::shown(bar, "{spinner} {msg} {pos} of {len}", what)
    }

    /// One more thing is done.
    pub fn step(&self) {
        self.0.inc(1);
    }

    fn shown(bar: ProgressBar, template: &str, what: impl Into<Cow<'static, str>>) -> Self {
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        bar.set_message(what);
        bar.enable_steady_tick(TICK);
        Self(bar)
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}
