//! Deprecation, the day after which something may go, and how stable it is said to be.

use std::cmp::Ordering;

use super::Walk;
use super::document::Node;
use super::schema::Compare;
use super::view::View;
use crate::Pointer;
use crate::diff::finding::Use;
use crate::diff::is_day;
use crate::diff::kind::{Action, Subject};

/// What is said about the life of something.
#[derive(Clone, Copy, Debug)]
struct Life<'a> {
    deprecated: bool,
    sunset: Option<&'a str>,
    stability: Option<&'a str>,
}

/// A change of it: what, the keyword, and a sentence.
type Change = (Subject, Action, &'static str, String);

pub(super) fn schema(compare: &mut Compare<'_, '_>) {
    let of = |view: &View<'_>, life: &mut Vec<Pointer>| {
        life.extend(
            ["deprecated", "x-sunset", "x-stability-level"].map(|keyword| {
                view.facts
                    .get(keyword)
                    .map_or(view.at.clone(), |fact| fact.at.clone())
            }),
        );
    };
    let (mut old, mut new) = (Vec::new(), Vec::new());
    of(&compare.base, &mut old);
    of(&compare.head, &mut new);
    let life = |deprecated, sunset, stability| Life {
        deprecated,
        sunset,
        stability,
    };
    let base = life(
        compare.base.flag("deprecated"),
        compare.base.text("x-sunset"),
        compare.base.text("x-stability-level"),
    );
    let head = life(
        compare.head.flag("deprecated"),
        compare.head.text("x-sunset"),
        compare.head.text("x-stability-level"),
    );
    for (subject, action, keyword, message) in changes(base, head) {
        let index = ["deprecated", "x-sunset"]
            .iter()
            .position(|known| *known == keyword)
            .unwrap_or(2);
        compare.changed(
            subject,
            action,
            (old[index].clone(), new[index].clone()),
            message,
        );
    }
}

/// The same of an operation or a parameter.
pub(super) fn node(walk: &mut Walk<'_>, old: &Node<'_>, new: &Node<'_>, id: usize, part: Use) {
    for (subject, action, keyword, message) in changes(life(old), life(new)) {
        let at = (old.at.join(keyword), new.at.join(keyword));
        walk.push(subject, action, (&at.0, &at.1), message, Some((id, part)));
    }
}

fn life<'a>(node: &Node<'a>) -> Life<'a> {
    Life {
        deprecated: node.flag("deprecated"),
        sunset: node.text("x-sunset"),
        stability: node.text("x-stability-level"),
    }
}

fn changes(old: Life<'_>, new: Life<'_>) -> Vec<Change> {
    let mut found = Vec::new();
    let mut push =
        |subject, action, keyword, message: String| found.push((subject, action, keyword, message));
    match (old.deprecated, new.deprecated) {
        (false, true) => push(
            Subject::Deprecation,
            Action::Added,
            "deprecated",
            "it is deprecated now".to_owned(),
        ),
        (true, false) => push(
            Subject::Deprecation,
            Action::Removed,
            "deprecated",
            "it is not deprecated any more".to_owned(),
        ),
        _ => {}
    }
    match (old.sunset, new.sunset) {
        (from, Some(day)) if from != Some(day) && new.deprecated && !is_day(day) => {
            push(
                Subject::Sunset,
                Action::Invalid,
                "x-sunset",
                format!("`{day}` is not a day such as 2027-01-31"),
            );
        }
        (None, Some(day)) if old.deprecated && new.deprecated => {
            push(
                Subject::Sunset,
                Action::Added,
                "x-sunset",
                format!("it may end on {day}"),
            );
        }
        (Some(day), None) if new.deprecated => {
            push(
                Subject::Sunset,
                Action::Removed,
                "x-sunset",
                format!("the day of its end, {day}, is not told any more"),
            );
        }
        (Some(from), Some(to)) if from != to => {
            let action = match to.cmp(from) {
                _ if !is_day(from) => Action::Changed,
                Ordering::Less => Action::Decreased,
                _ => Action::Increased,
            };
            push(
                Subject::Sunset,
                action,
                "x-sunset",
                format!("it may end on {to}, was {from}"),
            );
        }
        _ => {}
    }
    if let Some(action) = stability(old.stability, new.stability) {
        let said = new.stability.unwrap_or("stable");
        push(
            Subject::Stability,
            action,
            "x-stability-level",
            format!("its stability is `{said}` now"),
        );
    }
    found
}

fn stability(from: Option<&str>, to: Option<&str>) -> Option<Action> {
    match (rank(from), rank(to)) {
        _ if from == to => None,
        (_, None) => Some(Action::Invalid),
        (None, _) => Some(Action::Changed),
        (Some(from), Some(to)) => match to.cmp(&from) {
            Ordering::Less => Some(Action::Decreased),
            Ordering::Equal => None,
            Ordering::Greater => Some(Action::Increased),
        },
    }
}

/// The place of a level among the levels; none if it is not one.
fn rank(stability: Option<&str>) -> Option<u8> {
    match stability {
        Some("draft") => Some(0),
        Some("alpha") => Some(1),
        Some("beta") => Some(2),
        Some("stable") | None => Some(3),
        Some(_) => None,
    }
}
