//! The values that a schema lists: `enum`, `const`, `x-extensible-enum`.

use serde_json::Value;

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
    for (index, value) in base
        .0
        .iter()
        .enumerate()
        .filter(|(_, value)| !head.0.contains(value))
    {
        let at = (base.1.join(index), head.1.clone());
        compare.changed(
            subject,
            Action::Removed,
            at,
            format!("the value {value} was removed"),
        );
    }
    for (index, value) in head
        .0
        .iter()
        .enumerate()
        .filter(|(_, value)| !base.0.contains(value))
    {
        let at = (base.1.clone(), head.1.join(index));
        compare.changed(
            subject,
            Action::Added,
            at,
            format!("the value {value} was added"),
        );
    }
}
