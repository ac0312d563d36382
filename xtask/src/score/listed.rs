//! Lists of intended disagreements: each has its reason, and one that happens no more fails.

use std::collections::BTreeMap;

use anyhow::{Context, Result};

/// A list by its keys, with how often each was needed.
#[derive(Debug)]
pub struct Listed {
    file: &'static str,
    reasons: BTreeMap<String, (&'static str, usize)>,
}

/// The lines of a list that say something.
pub(super) fn lines(text: &'static str) -> impl Iterator<Item = &'static str> {
    let lines = text.lines().map(str::trim);
    lines.filter(|line| !line.is_empty() && !line.starts_with('#'))
}

impl Listed {
    /// Cases that are meant to end differently, by case and rule.
    ///
    /// # Errors
    ///
    /// A line has no reason.
    pub fn cases() -> Result<Self> {
        Self::read("cases.txt", include_str!("../../../docs/differ/cases.txt"))
    }

    /// What we tell and the peer does not, by kind.
    ///
    /// # Errors
    ///
    /// A line has no reason.
    pub fn alone() -> Result<Self> {
        Self::read("alone.txt", include_str!("../../../docs/differ/alone.txt"))
    }

    fn read(file: &'static str, text: &'static str) -> Result<Self> {
        let entry = |line: &'static str| {
            let (keys, reason) = line
                .split_once(" : ")
                .with_context(|| format!("{file}: no reason in `{line}`"))?;
            let keys: Vec<&str> = keys.split_whitespace().collect();
            Ok((keys.join(" "), (reason.trim(), 0)))
        };
        Ok(Self {
            file,
            reasons: lines(text).map(entry).collect::<Result<_>>()?,
        })
    }

    /// The reason that is given for some keys.
    pub(super) fn take(&mut self, keys: &[&str]) -> Option<String> {
        let (reason, count) = self.reasons.get_mut(&keys.join(" "))?;
        *count += 1;
        Some((*reason).to_owned())
    }

    /// The entries that nothing has needed.
    pub(super) fn unused(&self) -> impl Iterator<Item = String> {
        let unused = self.reasons.iter().filter(|(_, (_, count))| *count == 0);
        unused.map(|(keys, _)| format!("{}: nothing needs `{}`", self.file, keys))
    }
}
