//! What the differ says about a change: one pair of documents for each behaviour, and the whole
//! report as a person sees it.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;

use specwright_codegen::Source;
use specwright_codegen::diff::{Api, Options, Report, Rust, diff};

macro_rules! changes {
    ($($behaviour:ident,)+) => {
        $(#[test]
        fn $behaviour() {
            snapshot(stringify!($behaviour));
        })+

        const LISTED: &[&str] = &[$(stringify!($behaviour)),+];
    };
}

changes! {
    body_became_optional,
    docs_changed,
    enum_became_text,
    enum_value_added_to_reply,
    enum_value_removed_from_request,
    enum_value_respelt,
    error_reply_added,
    generator_refuses,
    new_required_property_in_request,
    nothing_changed,
    one_element_all_of,
    operation_deprecated,
    operation_moved,
    operation_removed,
    operation_renamed,
    optional_parameter_added,
    order_of_properties,
    parameter_became_required,
    parameter_default_changed,
    parameter_limit_narrowed,
    parameter_moved,
    parameter_removed,
    parameter_renamed,
    parameter_style_changed,
    parameter_type_widened,
    property_added_to_reply,
    property_became_nullable_in_reply,
    property_became_required_in_reply,
    property_format_dropped,
    property_removed_from_reply,
    property_renamed,
    property_type_changed,
    recursive_schema_told_once,
    reference_or_inline,
    reply_header_removed,
    required_parameter_added,
    required_parameters_reordered,
    required_property_added_to_request,
    rust_name_given,
    schema_renamed,
    security_required,
    server_changed,
    shared_parameter_replaced,
    spelling_of_3_0_or_3_1,
    success_status_changed,
    tag_added,
    tag_renamed,
    union_variant_added,
    unused_schema_changed,
}

fn fixtures() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/diff")
}

fn source(behaviour: &str, side: &str) -> [Source; 1] {
    let text = fs::read_to_string(fixtures().join(behaviour).join(side)).unwrap();
    [Source::new("shop", side, text)]
}

fn report(base: &[Source], head: &[Source]) -> Report {
    let options = Options {
        today: Some("2026-11-22".to_owned()),
        version: Some(("0.3.2".to_owned(), "0.3.2".to_owned())),
        ..Options::default()
    };
    diff(base, head, &options).unwrap()
}

fn snapshot(behaviour: &str) {
    let [base, head] = ["base.yaml", "head.yaml"].map(|side| source(behaviour, side));
    let text = report(&base, &head).to_text(&base, &head, None, false);
    insta::with_settings!({ omit_expression => true }, {
        insta::assert_snapshot!(behaviour, text);
    });
}

#[test]
fn every_fixture_is_listed() {
    let found: BTreeSet<String> = fs::read_dir(fixtures())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    let listed: BTreeSet<String> = LISTED.iter().map(|name| (*name).to_owned()).collect();
    assert_eq!(found, listed);
}

#[test]
fn a_document_does_not_differ_from_itself() {
    for behaviour in LISTED {
        for side in ["base.yaml", "head.yaml"] {
            let one = source(behaviour, side);
            assert!(report(&one, &one).findings.is_empty(), "{behaviour}/{side}");
        }
    }
}

/// What changed one way has changed the other way round, too.
#[test]
fn the_reverse_is_the_mirror() {
    for behaviour in LISTED {
        let [base, head] = ["base.yaml", "head.yaml"].map(|side| source(behaviour, side));
        let there = subjects(&report(&base, &head));
        let back = subjects(&report(&head, &base));
        assert_eq!(there, back, "{behaviour}");
    }
}

/// What changed, how many times. A new required parameter is a kind of its own; a schema that
/// nobody uses is told only when it goes.
fn subjects(report: &Report) -> BTreeMap<&'static str, usize> {
    let mut counts = BTreeMap::new();
    for found in &report.findings {
        let word = found.kind.subject.word();
        *counts
            .entry(word.trim_start_matches("required-"))
            .or_insert(0) += 1;
    }
    counts.remove("schema");
    counts
}

#[test]
fn spelling_is_no_change() {
    let same = [
        "nothing_changed",
        "docs_changed",
        "one_element_all_of",
        "order_of_properties",
        "spelling_of_3_0_or_3_1",
    ];
    for behaviour in same {
        let [base, head] = ["base.yaml", "head.yaml"].map(|side| source(behaviour, side));
        assert!(report(&base, &head).findings.is_empty(), "{behaviour}");
    }
}

#[test]
fn verdicts_reach_what_is_asked_for() {
    let [base, head] =
        ["base.yaml", "head.yaml"].map(|side| source("parameter_limit_narrowed", side));
    let report = report(&base, &head);
    assert!(report.reaches(Some(Api::Breaking), None));
    assert!(!report.reaches(None, Some(Rust::ChangesMeaning)));
}

/// Whoever depends on the crate names the feature.
#[test]
fn a_tag_that_goes_takes_its_feature_along() {
    let [base, head] = ["base.yaml", "head.yaml"].map(|side| {
        let [source] = source("tag_added", side);
        [source.features_per_tag()]
    });
    let kinds = |report: &Report| -> Vec<(String, Rust)> {
        let found = report.findings.iter();
        found.map(|one| (one.kind.to_string(), one.rust)).collect()
    };
    let added = ("tag-added".to_owned(), Rust::Compatible);
    assert_eq!(kinds(&report(&base, &head)), [added]);
    let removed = ("tag-removed".to_owned(), Rust::BreaksBuild);
    assert_eq!(kinds(&report(&head, &base)), [removed]);
}

#[test]
fn every_format_tells_every_break() {
    let [base, head] = ["base.yaml", "head.yaml"].map(|side| source("operation_removed", side));
    let report = report(&base, &head);
    let formats = [
        ("json", report.to_json()),
        ("markdown", report.to_markdown()),
        ("github", report.to_github()),
        ("junit", report.to_junit()),
        ("changelog", report.to_changelog()),
    ];
    for (format, text) in formats {
        insta::with_settings!({ omit_expression => true }, {
            insta::assert_snapshot!(format!("format_{format}"), text);
        });
    }
}
