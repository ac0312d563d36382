//! What the generator says about a document that is wrong: one fixture for each behaviour, and the
//! whole message as a person sees it.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use specwright_codegen::{Source, generate};

macro_rules! errors {
    ($($behaviour:ident . $extension:ident,)+) => {
        $(#[test]
        fn $behaviour() {
            let file = concat!(stringify!($behaviour), ".", stringify!($extension));
            snapshot(stringify!($behaviour), &message(file));
        })+

        const LISTED: &[&str] =
            &[$(concat!(stringify!($behaviour), ".", stringify!($extension))),+];
    };
}

errors! {
    alias_bomb.yaml,
    all_of_conflict.yaml,
    all_of_of_other_than_objects.yaml,
    all_of_without_a_value.yaml,
    binary_in_json.yaml,
    client_parameter_not_text.yaml,
    colon_in_text.yaml,
    dangling_reference.yaml,
    duplicate_key.yaml,
    duplicate_key_in_json.json,
    duplicate_operation_id.yaml,
    empty_document.yaml,
    json_syntax_error.json,
    missing_key.yaml,
    missing_version.yaml,
    misspelt_word.yaml,
    name_collision_of_alternatives.yaml,
    name_collision_of_enum_values.yaml,
    name_collision_of_fields.yaml,
    name_collision_of_operations.yaml,
    name_collision_of_parameters.yaml,
    name_collision_of_types.yaml,
    not_a_mapping.yaml,
    number_as_text_without_field.yaml,
    object_requires_itself.yaml,
    other_file_reference.yaml,
    pagination_of_missing_field.yaml,
    pagination_without_cursor.yaml,
    path_parameter_missing.yaml,
    path_parameter_not_in_path.yaml,
    path_reference.yaml,
    reference_cycle.yaml,
    reference_of_wrong_kind.yaml,
    schema_contains_itself.yaml,
    second_document.yaml,
    several_errors_at_once.yaml,
    style_of_another_location.yaml,
    swagger_two.yaml,
    tabs.yaml,
    text_after_json.json,
    too_deep.yaml,
    too_deep_in_json.json,
    unknown_key.yaml,
    unknown_key_in_one_long_line.json,
    unknown_key_in_parameter.yaml,
    unknown_security_scheme.yaml,
    unsupported_authentication.yaml,
    unsupported_version.yaml,
    version_without_quotes.yaml,
    webhook_signature_without_event.yaml,
    what_was_meant.yaml,
    wrong_idempotency_key.yaml,
    wrong_keyword_type.yaml,
    wrong_webhook_signature.yaml,
    wrong_x_rust_name.yaml,
    yaml_indentation.yaml,
    yaml_syntax_error.yaml,
}

#[test]
fn every_fixture_is_listed() {
    let files = fs::read_dir(folder()).unwrap();
    let found: BTreeSet<String> = files
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .collect();
    assert_eq!(found, LISTED.iter().map(|&file| file.to_owned()).collect());
}

#[test]
fn messages_for_tools_are_one_json_object_a_line() {
    let sources = [source("several_errors_at_once.yaml")];
    let lines = generate(&sources).unwrap_err().to_json(&sources);
    for line in lines.lines() {
        let object: serde_json::Value = serde_json::from_str(line).unwrap();
        assert!(object["line"].as_u64().unwrap() > 1, "{line}");
        assert!(
            object["pointer"].as_str().unwrap().starts_with("#/"),
            "{line}"
        );
    }
    snapshot("messages_for_tools", &lines);
}

fn message(file: &str) -> String {
    let sources = [source(file)];
    let diagnostics = generate(&sources).unwrap_err();
    assert!(diagnostics.errors() > 0);
    diagnostics.render(&sources, false)
}

fn source(file: &str) -> Source {
    let text = fs::read_to_string(folder().join(file)).unwrap();
    Source::new("api", format!("spec/{file}"), text)
}

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/err")
}

fn snapshot(name: &str, text: &str) {
    insta::with_settings!({ omit_expression => true }, {
        insta::assert_snapshot!(name, text);
    });
}
