//! Progress with real units on a terminal; silent when stderr is piped.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use quarterdeck_app::{Progress, Stage};
use std::io::IsTerminal;
use std::sync::Mutex;

/// What the person at the terminal sees while the audit runs.
pub(crate) struct Terminal {
    bar: Mutex<ProgressBar>,
    visible: bool,
    notice: Box<dyn Fn(&str) + Sync + Send>,
}

impl Terminal {
    pub(crate) fn new() -> Self {
        let visible = std::io::stderr().is_terminal();
        let notice: Box<dyn Fn(&str) + Sync + Send> = if visible {
            // git's own progress: one line that rewrites itself.
            Box::new(|line| {
                use std::io::Write;
                let shown: String = line.chars().filter(|c| !c.is_control()).take(110).collect();
                let _ = write!(std::io::stderr().lock(), "\r\x1b[2K{shown}\r");
            })
        } else {
            Box::new(|_| {})
        };
        Self { bar: Mutex::new(ProgressBar::hidden()), visible, notice }
    }

    pub(crate) fn notice(&self) -> &(dyn Fn(&str) + Sync) {
        &*self.notice
    }

    /// Takes the progress line away.
    pub(crate) fn clear(&self) {
        if let Ok(bar) = self.bar.lock() {
            bar.finish_and_clear();
        }
    }
}

impl Progress for Terminal {
    fn stage(&self, stage: Stage, total: Option<u64>) {
        if !self.visible {
            return;
        }
        let (verb, unit) = match stage {
            Stage::List => ("Listing files", ""),
            Stage::Files => ("Reading", "files"),
            Stage::Commits => ("Walking", "commits"),
            Stage::Changes => ("Comparing", "commits"),
            Stage::Versions => ("Reading history", "versions"),
            Stage::Judge => ("Judging", ""),
            Stage::Write => ("Writing", ""),
            _ => ("Putting together", ""),
        };
        let template = match total {
            Some(_) => format!("{verb} {{human_pos}} of {{human_len}} {unit}, {{eta}} left"),
            None if unit.is_empty() => verb.to_owned(),
            None => format!("{verb} {{human_pos}} {unit}"),
        };
        let style = ProgressStyle::with_template(&template).unwrap_or_else(|_| ProgressStyle::default_bar());
        let next = ProgressBar::with_draw_target(total, ProgressDrawTarget::stderr_with_hz(10)).with_style(style);
        if let Ok(mut bar) = self.bar.lock() {
            bar.finish_and_clear();
            *bar = next;
            bar.tick();
        }
    }

    fn advance(&self, by: u64) {
        if self.visible
            && let Ok(bar) = self.bar.lock()
        {
            bar.inc(by);
        }
    }
}

/// Columns to write for: the terminal's when it says so, else 100.
pub(crate) fn width() -> usize {
    let columns = std::env::var("COLUMNS").ok().and_then(|text| text.parse().ok());
    columns.filter(|columns| (40..=400).contains(columns)).unwrap_or(100)
}
