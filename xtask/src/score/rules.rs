//! The rules of the peer in our words.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result, ensure};
use specwright_codegen::diff::{Api, Kind, Use};

/// Stands among the uses of a property that does not travel that way.
const UNSENT: &str = "unsent";

/// One rule of the peer.
#[derive(Clone, Debug)]
pub struct Rule {
    /// Its verdict.
    pub api: Api,
    /// Our kinds that tell the same.
    pub kinds: BTreeSet<Kind>,
    /// How an operation must use what has changed; none: no operation is needed.
    pub parts: Vec<Use>,
    /// Whether the property does not travel that way, which makes every change of it harmless.
    pub unsent: bool,
    /// Why we tell it otherwise or not at all.
    pub reason: Option<String>,
}

impl Rule {
    /// Whether something that we tell is what the rule tells.
    #[must_use]
    pub fn is(&self, kind: Kind, part: Option<Use>) -> bool {
        self.kinds.contains(&kind)
            && (self.parts.is_empty() || part.is_some_and(|part| self.parts.contains(&part)))
    }

    /// Our verdicts on it.
    #[must_use]
    pub fn ours(&self) -> BTreeSet<Api> {
        if self.unsent {
            return BTreeSet::from([Api::Compatible]);
        }
        let parts = match self.parts.as_slice() {
            [] => &[Use::Operation],
            parts => parts,
        };
        let verdicts = |kind: &Kind| parts.iter().map(|part| kind.api(*part)).collect::<Vec<_>>();
        self.kinds.iter().flat_map(verdicts).collect()
    }
}

/// Every rule by its name.
///
/// # Errors
///
/// A line of the list is not what it should be.
pub fn rules() -> Result<BTreeMap<&'static str, Rule>> {
    let text = include_str!("../../../docs/differ/rules.txt");
    let (mut rules, mut wrong) = (BTreeMap::new(), Vec::new());
    for line in super::listed::lines(text) {
        match rule(line) {
            Ok((name, rule)) => drop(rules.insert(name, rule)),
            Err(error) => wrong.push(format!("{error:#}: {line}")),
        }
    }
    ensure!(wrong.is_empty(), "rules.txt\n{}", wrong.join("\n"));
    Ok(rules)
}

fn rule(line: &'static str) -> Result<(&'static str, Rule)> {
    let (columns, reason) = match line.split_once(" : ") {
        Some((columns, reason)) => (columns, Some(reason.trim().to_owned())),
        None => (line, None),
    };
    let columns: Vec<&str> = columns.split_whitespace().collect();
    let [name, api, kinds, parts] = columns[..] else {
        anyhow::bail!("a line is: rule, verdict, kinds, uses, and a reason after a colon");
    };
    let words = |text: &'static str| {
        let words = text.split(',');
        words.filter(|word| !["-", UNSENT].contains(word))
    };
    let kind = |word| Kind::from_name(word).with_context(|| format!("{word} is no kind"));
    let part = |word| Use::from_name(word).with_context(|| format!("{word} is no use"));
    let rule = Rule {
        api: Api::from_name(api).with_context(|| format!("{api} is no verdict"))?,
        kinds: words(kinds).map(kind).collect::<Result<_>>()?,
        parts: words(parts).map(part).collect::<Result<_>>()?,
        unsent: parts.split(',').any(|word| word == UNSENT),
        reason,
    };
    let ours = rule.ours();
    let same = ours.iter().filter(|api| **api == rule.api).count();
    ensure!(
        rule.reason.is_some() || same > 0,
        "our verdict differs, so a reason is needed; ours: {ours:?}"
    );
    ensure!(
        rule.reason.is_none() || same < ours.len() || ours.is_empty(),
        "our verdict is the same, so no reason is needed"
    );
    Ok((name, rule))
}
