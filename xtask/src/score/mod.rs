//! `cargo xtask diff-score`: how far the differ agrees with the cases of another one, oasdiff.
//!
//! `docs/differ/rules.txt` says which of our kinds is which of its rules, or why none is;
//! `docs/differ/cases.txt` says where a single case is meant to end differently, and
//! `docs/differ/alone.txt` what we tell and it does not. Every other disagreement fails.

mod cases;
mod listed;
mod rules;

use std::collections::BTreeMap;
use std::path::Path;
use std::slice::from_ref;

use anyhow::{Context, Result};
use specwright_codegen::Source;
use specwright_codegen::diff::{Api, Kind, Options, Report, Use, diff};

use crate::cli::Outcome;
use crate::workspace::cannot;
use cases::{Case, Told};
pub use listed::Listed;
pub use rules::{Rule, rules};

/// A finding as an operation sees it, or one that belongs to none.
struct Seen {
    kind: Kind,
    part: Option<Use>,
    operation: Option<String>,
    api: Api,
}

/// What the comparison of all cases came to.
#[derive(Default)]
struct Score {
    told: usize,
    agreed: usize,
    other_verdict: usize,
    whole_cases: usize,
    listed: BTreeMap<String, usize>,
    alone: BTreeMap<String, usize>,
    wrong: Vec<String>,
}

/// Runs the command.
///
/// # Errors
///
/// The cases or a document cannot be read, or one of the lists is not what it should be.
pub fn run(folder: &Path) -> Result<Outcome> {
    let rules = rules()?;
    let (mut cases, mut alone) = (Listed::cases()?, Listed::alone()?);
    let all = cases::read(folder)?;
    let mut score = Score::default();
    for case in &all {
        let seen = seen(&compare(folder, case)?);
        judge(case, &seen, &rules, &mut cases, &mut score)?;
        rest(case, &seen, &rules, &mut alone, &mut score);
    }
    score.wrong.extend(cases.unused());
    score.wrong.extend(alone.unused());
    print!("{}", score.text(all.len()));
    Ok(if score.wrong.is_empty() {
        Outcome::Fine
    } else {
        Outcome::Findings
    })
}

fn compare(folder: &Path, case: &Case) -> Result<Report> {
    let source = |path: &str| -> Result<Source> {
        let path = folder.join(path);
        let text = std::fs::read_to_string(&path).with_context(|| cannot("read", &path))?;
        Ok(Source::new("api", path.display().to_string(), text).foreign())
    };
    let (base, head) = (source(&case.base)?, source(&case.head)?);
    let options = Options {
        today: Some(crate::today()),
        ..Options::default()
    };
    let report = diff(from_ref(&base), from_ref(&head), &options);
    report.map_err(|found| anyhow::anyhow!("{}", found.render(&[base, head], false)))
}

fn seen(report: &Report) -> Vec<Seen> {
    let mut all = Vec::new();
    for found in &report.findings {
        all.extend(found.operations.iter().map(|reached| Seen {
            kind: found.kind,
            part: Some(reached.part),
            operation: Some(unnamed(&reached.operation)),
            api: reached.api,
        }));
        if found.operations.is_empty() {
            all.push(Seen {
                kind: found.kind,
                part: None,
                operation: None,
                api: found.api,
            });
        }
    }
    all
}

/// An operation whatever its path parameters are called: they have no name on the wire.
fn unnamed(operation: &str) -> String {
    let mut parts = operation.split('{');
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        text += "{}";
        text += part.split_once('}').map_or("", |(_, rest)| rest);
    }
    text
}

impl Told {
    fn is(&self, seen: &Seen, rule: &Rule) -> bool {
        let place = match (&self.operation, &self.path) {
            (Some(method), Some(path)) => Some(unnamed(&format!("{method} {path}"))),
            _ => None,
        };
        let there = place.is_none() || seen.operation.is_none() || seen.operation == place;
        rule.is(seen.kind, seen.part) && there
    }
}

/// What the peer tells against what we tell.
fn judge(
    case: &Case,
    seen: &[Seen],
    rules: &BTreeMap<&str, Rule>,
    listed: &mut Listed,
    score: &mut Score,
) -> Result<()> {
    let mut whole = true;
    for told in &case.expected {
        score.told += 1;
        let rule = rules
            .get(told.id.as_str())
            .with_context(|| format!("no line of rules.txt is about {}", told.id))?;
        let found: Vec<&Seen> = seen.iter().filter(|seen| told.is(seen, rule)).collect();
        if found.iter().any(|seen| rule.api == seen.api) {
            score.agreed += 1;
        } else if !found.is_empty() && rule.reason.is_some() {
            score.other_verdict += 1;
        } else if let Some(reason) = listed.take(&[&case.name, &told.id]) {
            whole = false;
            *score.listed.entry(reason).or_default() += 1;
        } else if let Some(reason) = rule.reason.clone().filter(|_| rule.kinds.is_empty()) {
            whole = false;
            *score.listed.entry(reason).or_default() += 1;
        } else {
            whole = false;
            let what = if found.is_empty() {
                "is not told"
            } else {
                "has another verdict"
            };
            score
                .wrong
                .push(format!("{}: {} {what}", case.name, told.id));
        }
    }
    score.whole_cases += usize::from(whole);
    Ok(())
}

/// What we tell and the peer, asked for everything, does not.
fn rest(
    case: &Case,
    seen: &[Seen],
    rules: &BTreeMap<&str, Rule>,
    alone: &mut Listed,
    score: &mut Score,
) {
    let all = || case.everything.iter().chain(&case.expected);
    for seen in seen {
        let known = all().any(|told| {
            let rule = rules.get(told.id.as_str());
            rule.is_some_and(|rule| told.is(seen, rule))
        });
        if known {
            continue;
        }
        let kind = seen.kind.to_string();
        if alone.take(&[&kind]).is_none() {
            let place = seen.operation.as_deref().unwrap_or("the document");
            let wrong = format!("{}: {kind} of {place} is told by us alone", case.name);
            score.wrong.push(wrong);
        }
        *score.alone.entry(kind).or_default() += 1;
    }
}

impl Score {
    fn text(&self, cases: usize) -> String {
        let same = self.agreed + self.other_verdict;
        let mut text = format!(
            "{same} of {} findings are told by both, {} of them with another verdict for a listed reason\n{} of {cases} cases agree as a whole\n",
            self.told, self.other_verdict, self.whole_cases
        );
        for (reason, count) in &self.listed {
            text += &format!("{count} not told: {reason}\n");
        }
        let alone: usize = self.alone.values().sum();
        text += &format!("{alone} told by us alone:");
        for (kind, count) in &self.alone {
            text += &format!(" {kind} {count}");
        }
        text += "\n";
        for wrong in &self.wrong {
            text += &format!("wrong: {wrong}\n");
        }
        text
    }
}
