//! The version that follows from what changed, by Cargo's rules.

use super::finding::{Finding, Rust};
use super::kind::Action;

/// How far a version must move.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Bump {
    /// Not at all.
    #[default]
    None,
    /// Nothing that callers name has changed.
    Patch,
    /// There is more than before.
    Minor,
    /// What callers wrote builds no more, or means something else.
    Major,
}

impl Bump {
    /// Its name in every format.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Patch => "patch",
            Self::Minor => "minor",
            Self::Major => "major",
        }
    }

    /// What some findings need.
    #[must_use]
    pub fn of(findings: &[Finding]) -> Self {
        findings.iter().map(one).max().unwrap_or_default()
    }

    /// The version after another: below 1.0.0 the second number is the first that matters, below
    /// 0.1.0 the third. `None` if the text is not a version.
    #[must_use]
    pub fn after(self, version: &str) -> Option<String> {
        let plain = version.split(['-', '+']).next()?;
        let mut numbers = plain.split('.').map(str::parse::<u64>);
        let mut next = || numbers.next()?.ok();
        let (major, minor, patch) = (next()?, next()?, next()?);
        let (major, minor, patch) = match (self, major, minor) {
            (Self::None, ..) => (major, minor, patch),
            (Self::Major, 0, 0) | (Self::Minor | Self::Patch, 0, _) | (Self::Patch, ..) => {
                (major, minor, patch + 1)
            }
            (Self::Major, 0, _) | (Self::Minor, ..) => (major, minor + 1, 0),
            (Self::Major, ..) => (major + 1, 0, 0),
        };
        Some(format!("{major}.{minor}.{patch}"))
    }
}

fn one(finding: &Finding) -> Bump {
    match finding.rust {
        Rust::BreaksBuild | Rust::ChangesMeaning => Bump::Major,
        Rust::Compatible
            if finding.kind.action == Action::Added && !finding.rust_after.is_empty() =>
        {
            Bump::Minor
        }
        Rust::Compatible => Bump::Patch,
    }
}

/// The version that a release needs, beside the one that there is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// The version before the change.
    pub before: String,
    /// The version now.
    pub is: String,
    /// The lowest version that the change allows.
    pub needs: String,
}

impl Version {
    /// Compares what is with what the findings need. `None` if one of the texts is not a version.
    #[must_use]
    pub fn compare(bump: Bump, before: &str, is: &str) -> Option<Self> {
        let needs = bump.after(before)?;
        Some(Self {
            before: before.to_owned(),
            is: is.to_owned(),
            needs,
        })
    }

    /// Whether the version now is at least the one that is needed.
    #[must_use]
    pub fn suffices(&self) -> bool {
        numbers(&self.is) >= numbers(&self.needs)
    }
}

fn numbers(version: &str) -> Vec<u64> {
    let plain = version.split(['-', '+']).next().unwrap_or_default();
    plain
        .split('.')
        .filter_map(|number| number.parse().ok())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_follow_cargos_rules() {
        let table = [
            (Bump::Major, "1.2.3", "2.0.0"),
            (Bump::Minor, "1.2.3", "1.3.0"),
            (Bump::Patch, "1.2.3", "1.2.4"),
            (Bump::Major, "0.3.2", "0.4.0"),
            (Bump::Minor, "0.3.2", "0.3.3"),
            (Bump::Patch, "0.3.2", "0.3.3"),
            (Bump::Major, "0.0.3", "0.0.4"),
            (Bump::None, "0.3.2", "0.3.2"),
        ];
        for (bump, from, to) in table {
            assert_eq!(
                bump.after(from).as_deref(),
                Some(to),
                "{bump:?} after {from}"
            );
        }
        assert_eq!(Bump::Major.after("next"), None);
    }

    #[test]
    fn a_version_suffices_by_number() {
        let version = |is: &str| Version::compare(Bump::Major, "0.9.2", is).unwrap();
        assert_eq!(version("0.9.2").needs, "0.10.0");
        assert!(!version("0.9.3").suffices());
        assert!(version("0.10.0").suffices());
    }
}
