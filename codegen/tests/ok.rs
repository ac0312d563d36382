//! What the generator makes of a document: one fixture for each behaviour, and every file that
//! comes out. The package `integration-tests` compiles the same fixtures and calls a server with
//! them.

#![expect(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use specwright_codegen::{Generated, Source, generate};

macro_rules! fixtures {
    ($($behaviour:ident,)+) => {
        $(#[test]
        fn $behaviour() {
            snapshot(stringify!($behaviour));
        })+

        const LISTED: &[&str] = &[$(stringify!($behaviour)),+];
    };
}

fixtures! {
    additional_properties_beside_properties,
    all_of_is_flattened,
    all_of_parts_are_joined,
    all_of_parts_narrow,
    all_of_wrapper_keeps_description,
    api_key_in_query,
    basic_auth,
    bodies_to_choose_from,
    bytes_in_json,
    client_parameters,
    cursor_pagination,
    dates_and_instants,
    deprecated_everywhere,
    descriptions_cannot_run,
    discriminator_on_a_base,
    enum_nullable,
    enum_of_numbers,
    enum_of_one,
    enum_of_several_types,
    enum_with_symbols,
    equal_inline_types_are_one,
    form_encoding,
    free_form_json,
    head_options_and_trace,
    header_and_cookie_parameters,
    idempotency_keys,
    inline_objects_below_their_parent,
    integer_formats,
    json_by_other_names,
    json_lines,
    keyword_names,
    limits_are_documented,
    link_refers_to_a_link_elsewhere,
    map_of_objects,
    media_types,
    missing_operation_id,
    multipart_with_files,
    mutually_recursive_types,
    nested_cursor_pagination,
    no_content,
    not_schema_is_free,
    numbers_as_text,
    optional_nullable_field,
    pages_as_declared,
    pages_by_cursor,
    pages_by_link,
    pages_by_number,
    pages_by_offset,
    pages_that_are_none,
    parameters_with_content,
    path_argument_is_encoded,
    path_styles,
    path_styles_label_and_matrix,
    prelude_names,
    query_array_repeats_key,
    query_array_with_commas,
    query_styles,
    read_only_and_write_only,
    recursive_type_is_boxed,
    reference_into_a_schema,
    references_by_name,
    replies_by_status,
    replies_of_different_types,
    request_body,
    required_arguments,
    required_fields_are_arguments,
    required_nullable_field,
    secrets_are_not_shown,
    security_alternatives_and_none,
    server_must_be_chosen,
    server_sent_events,
    servers,
    shared_parameters,
    streamed_bytes,
    text_bodies,
    tuples_keep_each_position,
    union_beside_properties,
    union_by_discriminator,
    union_by_required_keys,
    union_of_enums_is_an_enum,
    union_of_scalars,
    union_of_texts,
    union_variants_without_names,
    webhooks_are_signed,
}

#[test]
fn every_fixture_is_listed() {
    let files = fs::read_dir(folder()).unwrap();
    let found: BTreeSet<String> = files
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .collect();
    let listed = LISTED.iter().map(|behaviour| format!("{behaviour}.yaml"));
    assert_eq!(found, listed.collect());
}

#[test]
fn two_generations_give_the_same_bytes() {
    let sources: Vec<Source> = LISTED.iter().map(|behaviour| source(behaviour)).collect();
    let once = generate(&sources).unwrap();
    assert!(once.files.len() > 5 * LISTED.len());
    assert_eq!(once.files, generate(&sources).unwrap().files);
}

#[test]
fn an_api_is_the_same_in_any_company() {
    let sources: Vec<Source> = LISTED.iter().map(|behaviour| source(behaviour)).collect();
    let together = generate(&sources).unwrap();
    for behaviour in LISTED {
        let alone = generate(&[source(behaviour)]).unwrap();
        assert_eq!(text(&alone, behaviour), text(&together, behaviour));
    }
}

/// Every file of one API, each below its path.
fn text(generated: &Generated, api: &str) -> String {
    let folder = format!("src/{api}/");
    let surface = format!("SURFACE/{api}.txt");
    let files = generated.files.iter();
    files
        .filter(|file| file.path.starts_with(&folder) || file.path == surface)
        .map(|file| format!("// ==== {}\n{}\n", file.path, file.text))
        .collect()
}

fn snapshot(behaviour: &str) {
    let sources = [source(behaviour)];
    let generated =
        generate(&sources).unwrap_or_else(|found| panic!("{}", found.render(&sources, false)));
    insta::with_settings!({ omit_expression => true }, {
        insta::assert_snapshot!(behaviour, text(&generated, behaviour));
    });
}

fn source(behaviour: &str) -> Source {
    let file = format!("{behaviour}.yaml");
    let text = fs::read_to_string(folder().join(&file)).unwrap();
    Source::new(behaviour, format!("spec/{file}"), text)
}

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/ok")
}
