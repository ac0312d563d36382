//! The values that a schema lists: `enum`, `const`, `x-extensible-enum`.

use serde_json::Value;

use super::pairing;
use super::schema::Compare;
use crate::Pointer;
use crate::diff::kind::{Action, Subject};

pub(super) fn compare(compare: &mut Compare<'_, '_>) {
    let (base, head) = (compare.base.values.clone(), compare.head.values.clone());
    let is_const = (compare.base.is_const, compare.head.is_const);
    let subject = if is_const.0 || is_const.1 {
        Subject::Const
    } else {
        Subject::Enum
    };
    match (base, head) {
        (Some((from, base)), Some((to, head))) => {
            let kept = is_const == (true, true);
            if kept && from != to {
                let message = format!("the constant is {}, was {}", to[0], from[0]);
                compare.changed(subject, Action::Changed, (base, head), message);
            } else if !kept {
                listed(compare, Subject::EnumValue, (&from, &base), (&to, &head));
            }
        }
        (Some((_, base)), None) => compare.removed(
            subject,
            &base,
            "the values are not listed any more".to_owned(),
        ),
        (None, Some((values, head))) => {
            let values: Vec<String> = values.iter().map(ToString::to_string).collect();
            compare.added(
                subject,
                &head,
                format!("only {} are allowed now", values.join(", ")),
            );
        }
        (None, None) => {}
    }
    if let (Some((from, base)), Some((to, head))) = (
        compare.base.extensible.clone(),
        compare.head.extensible.clone(),
    ) {
        listed(
            compare,
            Subject::ExtensibleEnumValue,
            (&from, &base),
            (&to, &head),
        );
    }
}

fn listed(
    compare: &mut Compare<'_, '_>,
    subject: Subject,
    base: (&[&Value], &Pointer),
    head: (&[&Value], &Pointer),
) {
    let only = |of: &[&Value], other: &[&Value]| -> Vec<usize> {
        let indices = 0..of.len();
        indices
            .filter(|index| !other.contains(&of[*index]))
            .collect()
    };
    let (mut gone, mut new) = (only(base.0, head.0), only(head.0, base.0));
    let lone = gone.len() == 1 && new.len() == 1;
    gone.retain(|from| {
        let is_its = |to: &usize| {
            let near = lone && from == to;
            subject == Subject::EnumValue && are_one(base.0[*from], head.0[*to], near)
        };
        let Some(found) = new.iter().position(is_its) else {
            return true;
        };
        let to = new.remove(found);
        let at = (base.1.join(from), head.1.join(to));
        let message = format!("the value {} is {} now", base.0[*from], head.0[to]);
        compare.changed(subject, Action::Renamed, at, message);
        false
    });
    for index in gone {
        let at = (base.1.join(index), head.1.clone());
        let message = format!("the value {} was removed", base.0[index]);
        compare.changed(subject, Action::Removed, at, message);
    }
    for index in new {
        let at = (base.1.clone(), head.1.join(index));
        let message = format!("the value {} was added", head.0[index]);
        compare.changed(subject, Action::Added, at, message);
    }
}

/// Whether two values are one that is written in another way: in case and separators alone, or, where
/// one has taken the other's place, in some of its letters. Another number is another value, and so is
/// another sign before the same.
fn are_one(one: &Value, other: &Value, near: bool) -> bool {
    let (Some(one), Some(other)) = (one.as_str(), other.as_str()) else {
        return false;
    };
    let digits = |text: &str| -> String { text.chars().filter(char::is_ascii_digit).collect() };
    let sign = |text: &str| text.starts_with(['+', '-']).then(|| text.chars().next());
    let same = pairing::likeness(one, other) >= 1.0;
    let near = near && pairing::are_alike(one, other);
    (same || near) && digits(one) == digits(other) && sign(one) == sign(other)
}
