//! The keywords of a schema whose value is no schema: types, bounds, defaults, lists of values.

use super::lifecycle;
use super::schema::Compare;
use super::view::{Fact, View};
use crate::Pointer;
use crate::diff::finding::Api;
use crate::diff::kind::{Action, Subject};

/// The bounds: numbers that grow or shrink.
const BOUNDS: [(&str, Subject); 12] = [
    ("minLength", Subject::MinLength),
    ("maxLength", Subject::MaxLength),
    ("minItems", Subject::MinItems),
    ("maxItems", Subject::MaxItems),
    ("minProperties", Subject::MinProperties),
    ("maxProperties", Subject::MaxProperties),
    ("minimum", Subject::Minimum),
    ("maximum", Subject::Maximum),
    ("exclusiveMinimum", Subject::ExclusiveMinimum),
    ("exclusiveMaximum", Subject::ExclusiveMaximum),
    ("minContains", Subject::MinContains),
    ("maxContains", Subject::MaxContains),
];

/// The bounds that hold themselves, and those that do not.
const EXCLUDED: [((&str, Subject), &str); 2] = [
    (("minimum", Subject::Minimum), "exclusiveMinimum"),
    (("maximum", Subject::Maximum), "exclusiveMaximum"),
];

/// The keywords that are there, are not, or say something else.
const PLAIN: [(&str, Subject); 8] = [
    ("default", Subject::Default),
    ("multipleOf", Subject::MultipleOf),
    ("dependentRequired", Subject::DependentRequired),
    ("contentMediaType", Subject::ContentMediaType),
    ("contentEncoding", Subject::ContentEncoding),
    ("$ref", Subject::Reference),
    ("$dynamicRef", Subject::Reference),
    ("xml", Subject::Xml),
];

/// The flags of what travels one way alone.
pub(super) const FLAGS: [(&str, Subject); 2] = [
    ("readOnly", Subject::ReadOnly),
    ("writeOnly", Subject::WriteOnly),
];

pub(super) fn types(compare: &mut Compare<'_, '_>) {
    let (base, head) = (&compare.base, &compare.head);
    let at = (types_at(base), types_at(head));
    if let Some(action) = type_action(base, head) {
        let message = format!("the type is {}, was {}", type_name(head), type_name(base));
        compare.changed(Subject::Type, action, at.clone(), message);
    }
    match (compare.base.nullable, compare.head.nullable) {
        (false, true) => compare.changed(
            Subject::Value,
            Action::BecameNullable,
            at,
            "the value may be null now".to_owned(),
        ),
        (true, false) => compare.changed(
            Subject::Value,
            Action::BecameNotNullable,
            at,
            "the value may not be null any more".to_owned(),
        ),
        _ => {}
    }
}

pub(super) fn types_at(view: &View<'_>) -> Pointer {
    view.types_at.clone().unwrap_or_else(|| view.at.clone())
}

pub(super) fn type_action(base: &View<'_>, head: &View<'_>) -> Option<Action> {
    let (from, to) = (&base.types, &head.types);
    // An object or array that only its keywords tell is one all the same, but no text.
    let told = |view: &View<'_>| {
        !view.properties.is_empty() || !view.one_of.is_empty() || !view.any_of.is_empty()
    };
    if from.is_empty() != to.is_empty() && told(base) && told(head) {
        let (bare, types) = match from.is_empty() {
            true => (base, to),
            false => (head, from),
        };
        if bare.properties.is_empty() || types.as_slice() == ["object"] {
            return None;
        }
    }
    let holds = |many: &[&str], few: &[&str]| {
        many.is_empty()
            || (!few.is_empty()
                && few.iter().all(|name| {
                    many.contains(name) || (*name == "integer" && many.contains(&"number"))
                }))
    };
    let types = match (from == to, holds(to, from), holds(from, to)) {
        (true, ..) => None,
        (_, true, _) => Some(Action::Widened),
        (_, _, true) => Some(Action::Narrowed),
        _ => Some(Action::Changed),
    };
    match (
        types,
        format_action(base.text("format"), head.text("format")),
    ) {
        (one, None) | (None, one) => one,
        (Some(one), Some(other)) if one == other => Some(one),
        _ => Some(Action::Changed),
    }
}

fn format_action(from: Option<&str>, to: Option<&str>) -> Option<Action> {
    match (from, to) {
        (one, other) if one == other => None,
        (Some(_), None) => Some(Action::Widened),
        (None, Some(_)) => Some(Action::Narrowed),
        (Some(one), Some(other)) if wider(one, other) => Some(Action::Widened),
        (Some(one), Some(other)) if wider(other, one) => Some(Action::Narrowed),
        _ => Some(Action::Changed),
    }
}

/// Whether the second format holds every value of the first.
fn wider(one: &str, other: &str) -> bool {
    matches!(
        (one, other),
        ("int32", "int64" | "double") | ("float", "double") | ("date", "date-time")
    )
}

pub(super) fn type_name(view: &View<'_>) -> String {
    let mut types = match view.types.as_slice() {
        [] if view.is_union() => "one of several".to_owned(),
        [] => "any".to_owned(),
        types => types.join(" or "),
    };
    if view.nullable {
        types += " or null";
    }
    match view.text("format") {
        Some(format) => format!("{types} ({format})"),
        None => types,
    }
}

pub(super) fn keywords(compare: &mut Compare<'_, '_>) {
    // Without `contains` the number of its matches means nothing.
    let contains = compare.base.children.contains_key("contains")
        && compare.head.children.contains_key("contains");
    let idle =
        |subject| !contains && matches!(subject, Subject::MinContains | Subject::MaxContains);
    let excluded = |subject| {
        EXCLUDED.iter().any(|(bound, exclusive)| {
            subject == bound.1 && is_excluded(compare, bound.0, exclusive)
        })
    };
    let idle = |subject| idle(subject) || excluded(subject);
    let told: Vec<_> = BOUNDS
        .into_iter()
        .filter(|(_, subject)| !idle(*subject))
        .collect();
    for (keyword, subject) in told {
        bound(compare, keyword, subject);
    }
    for (keyword, subject) in PLAIN {
        plain(compare, keyword, subject);
    }
    // Nobody writes XML: what it would look like means nothing.
    if !compare.graph.speaks_xml {
        let harmless = Some((Api::Compatible, Api::Compatible));
        compare.graph.rejudge(compare.id, Subject::Xml, harmless);
    }
    flag(compare, "uniqueItems", Subject::UniqueItems);
    pattern(compare);
    for (keyword, subject) in FLAGS {
        flag(compare, keyword, subject);
    }
    lifecycle::schema(compare);
}

fn flag(compare: &mut Compare<'_, '_>, keyword: &str, subject: Subject) {
    let at = |view: &View<'_>| {
        let fact = view.facts.get(keyword);
        fact.map_or(view.at.clone(), |fact| fact.at.clone())
    };
    match (compare.base.flag(keyword), compare.head.flag(keyword)) {
        (true, false) => {
            let at = at(&compare.base);
            compare.removed(subject, &at, format!("`{keyword}` was removed"));
        }
        (false, true) => {
            let at = at(&compare.head);
            compare.added(subject, &at, format!("`{keyword}` was added"));
        }
        _ => {}
    }
}

/// Whether a bound has only stopped, or begun, to hold itself: that is one change, of the bound that does
/// not.
fn is_excluded(compare: &Compare<'_, '_>, bound: &str, exclusive: &str) -> bool {
    let value =
        |view: &View<'_>, keyword: &str| view.facts.get(keyword).map(|fact| fact.value.as_f64());
    let (base, head) = (&compare.base, &compare.head);
    let (old, new) = (
        (value(base, bound), value(base, exclusive)),
        (value(head, bound), value(head, exclusive)),
    );
    matches!((old, new), ((Some(one), None), (None, Some(other))) | ((None, Some(one)), (Some(other), None)) if one == other)
}

fn pair<'a>(compare: &Compare<'_, 'a>, keyword: &str) -> (Option<Fact<'a>>, Option<Fact<'a>>) {
    (
        compare.base.facts.get(keyword).cloned(),
        compare.head.facts.get(keyword).cloned(),
    )
}

fn bound(compare: &mut Compare<'_, '_>, keyword: &str, subject: Subject) {
    match pair(compare, keyword) {
        (Some(base), Some(head)) => {
            let (from, to) = (
                base.value.as_f64().unwrap_or_default(),
                head.value.as_f64().unwrap_or_default(),
            );
            let action = match from.partial_cmp(&to) {
                Some(std::cmp::Ordering::Less) => Action::Increased,
                Some(std::cmp::Ordering::Greater) => Action::Decreased,
                _ => return,
            };
            let message = format!("`{keyword}` is {}, was {}", head.value, base.value);
            compare.changed(subject, action, (base.at, head.at), message);
        }
        (base, head) => presence(compare, keyword, subject, base, head),
    }
}

fn plain(compare: &mut Compare<'_, '_>, keyword: &str, subject: Subject) {
    match pair(compare, keyword) {
        (Some(base), Some(head)) if base.value != head.value => {
            let message = format!("`{keyword}` is {}, was {}", head.value, base.value);
            compare.changed(subject, Action::Changed, (base.at, head.at), message);
        }
        (Some(_), Some(_)) => {}
        (base, head) => presence(compare, keyword, subject, base, head),
    }
}

fn presence(
    compare: &mut Compare<'_, '_>,
    keyword: &str,
    subject: Subject,
    base: Option<Fact<'_>>,
    head: Option<Fact<'_>>,
) {
    match (base, head) {
        (Some(base), _) => compare.removed(
            subject,
            &base.at,
            format!("`{keyword}: {}` was removed", base.value),
        ),
        (None, Some(head)) => compare.added(
            subject,
            &head.at,
            format!("`{keyword}: {}` was added", head.value),
        ),
        (None, None) => {}
    }
}

fn pattern(compare: &mut Compare<'_, '_>) {
    let anything = |fact: &Fact<'_>| matches!(fact.value.as_str(), Some(".*" | "^.*$"));
    let told = |fact: &Fact<'_>| fact.value.as_str() != Some("");
    let (base, head) = pair(compare, "pattern");
    match (base.filter(told), head.filter(told)) {
        (Some(base), Some(head)) if base.value != head.value => {
            let action = if anything(&head) {
                Action::Widened
            } else {
                Action::Changed
            };
            let message = format!("`pattern` is {}, was {}", head.value, base.value);
            compare.changed(Subject::Pattern, action, (base.at, head.at), message);
        }
        (Some(_), Some(_)) => {}
        (base, head) => presence(compare, "pattern", Subject::Pattern, base, head),
    }
}
