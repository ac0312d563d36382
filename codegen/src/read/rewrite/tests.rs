//! Each word of 3.1, and what it becomes.

use super::*;

/// The schema after the rewrite.
fn rewritten(schema: Value) -> Value {
    let mut document = json!({ "openapi": "3.1.0", "components": { "schemas": { "A": schema } } });
    to_3_0(&mut document);
    document["components"]["schemas"]["A"].take()
}

#[track_caller]
fn becomes(schema: Value, expected: Value) {
    assert_eq!(rewritten(schema), expected);
}

#[test]
fn types_with_null_are_nullable() {
    becomes(
        json!({"type": ["string", "null"]}),
        json!({"nullable": true, "type": "string"}),
    );
    becomes(
        json!({"type": "null"}),
        json!({"nullable": true, "enum": [null]}),
    );
    becomes(json!({"type": ["integer"]}), json!({"type": "integer"}));
}

#[test]
fn several_types_are_alternatives_with_their_own_keywords() {
    becomes(
        json!({"type": ["string", "integer", "null"], "minLength": 1, "minimum": 0, "title": "A"}),
        json!({
            "title": "A",
            "nullable": true,
            "anyOf": [{"type": "string", "minLength": 1}, {"type": "integer", "minimum": 0}],
        }),
    );
}

#[test]
fn bounds_of_alternatives_are_in_their_final_form() {
    becomes(
        json!({"type": ["integer", "number"], "exclusiveMinimum": 3.0, "maximum": 1e30}),
        json!({"anyOf": [
            {"type": "integer", "minimum": 3, "exclusiveMinimum": true},
            {"type": "number", "minimum": 3.0, "maximum": 1e30, "exclusiveMinimum": true},
        ]}),
    );
}

#[test]
fn null_as_an_alternative_is_nullable() {
    becomes(
        json!({"anyOf": [{"$ref": "#/a"}, {"type": "null"}]}),
        json!({"nullable": true, "allOf": [{"$ref": "#/a"}]}),
    );
    becomes(
        json!({"oneOf": [{"type": "string"}, {"type": "null"}], "title": "A"}),
        json!({"title": "A", "nullable": true, "type": "string"}),
    );
    becomes(
        json!({"anyOf": [{"type": "string"}, {"type": "integer"}, {"type": "null"}]}),
        json!({"nullable": true, "anyOf": [{"type": "string"}, {"type": "integer"}]}),
    );
}

#[test]
fn constants_are_enums_of_one() {
    becomes(
        json!({"const": "a"}),
        json!({"type": "string", "enum": ["a"]}),
    );
    becomes(json!({"const": null}), json!({"enum": [null]}));
}

#[test]
fn numeric_exclusive_bounds_are_flags() {
    becomes(
        json!({"type": "number", "exclusiveMinimum": 3, "exclusiveMaximum": 5.5, "maximum": 4}),
        json!({"type": "number", "maximum": 4, "minimum": 3, "exclusiveMinimum": true}),
    );
    becomes(
        json!({"minimum": 3, "exclusiveMinimum": true}),
        json!({"minimum": 3, "exclusiveMinimum": true}),
    );
}

#[test]
fn integers_that_no_i64_holds_are_no_bounds() {
    becomes(
        json!({"type": "integer", "minimum": 1.0, "maximum": u64::MAX, "multipleOf": 1e30}),
        json!({"type": "integer", "minimum": 1}),
    );
}

#[test]
fn siblings_of_a_reference_wrap_it() {
    becomes(
        json!({"$ref": "#/a", "description": "text", "type": ["object", "null"]}),
        json!({
            "description": "text",
            "allOf": [{"$ref": "#/a"}],
            "nullable": true,
            "type": "object",
        }),
    );
    becomes(json!({"$ref": "#/a"}), json!({"$ref": "#/a"}));
}

#[test]
fn boolean_schemas_take_everything_or_nothing() {
    becomes(json!(true), json!({}));
    becomes(json!(false), json!({"not": {}}));
    becomes(
        json!({"properties": {"additionalProperties": false}}),
        json!({"properties": {"additionalProperties": {"not": {}}}}),
    );
    becomes(
        json!({"properties": {"a": true}, "additionalProperties": false}),
        json!({"properties": {"a": {}}, "additionalProperties": false}),
    );
}

#[test]
fn tuples_and_patterns_keep_every_value() {
    becomes(
        json!({"type": "array", "prefixItems": [{"type": "string"}, {"type": "number"}], "items": false}),
        json!({
            "type": "array",
            "maxItems": 2,
            "items": {"anyOf": [{"type": "string"}, {"type": "number"}]},
        }),
    );
    becomes(
        json!({"patternProperties": {"^a": {"type": "string"}}, "additionalProperties": false}),
        json!({"additionalProperties": {"type": "string"}}),
    );
}

#[test]
fn text_that_carries_bytes_has_a_format() {
    becomes(
        json!({"contentMediaType": "application/octet-stream"}),
        json!({"type": "string", "format": "binary"}),
    );
    becomes(
        json!({"type": "string", "contentEncoding": "base64", "contentMediaType": "image/png"}),
        json!({"type": "string", "format": "byte"}),
    );
}

#[test]
fn examples_are_left_alone() {
    let example = json!({"type": ["string", "null"], "const": 1, "minLength": null});
    becomes(json!({"example": example}), json!({"example": example}));
    becomes(
        json!({"examples": [example, 2]}),
        json!({"example": example}),
    );
    becomes(
        json!({"enum": [example], "default": null}),
        json!({"enum": [example], "default": null}),
    );
}

#[test]
fn listed_values_of_several_types_are_alternatives() {
    becomes(
        json!({"enum": ["auto", 1, null, 2, "none"]}),
        json!({
            "nullable": true,
            "anyOf": [
                {"type": "string", "enum": ["auto", "none"]},
                {"type": "integer", "enum": [1, 2]},
            ],
        }),
    );
    becomes(
        json!({"type": ["boolean", "number"], "enum": [true, 1, 1.5]}),
        json!({"anyOf": [
            {"type": "boolean", "enum": [true]},
            {"type": "number", "enum": [1, 1.5]},
        ]}),
    );
    becomes(
        json!({"type": ["object", "string"], "enum": [{"a": 1}, "none"]}),
        json!({"anyOf": [
            {"type": "object", "enum": [{"a": 1}]},
            {"type": "string", "enum": ["none"]},
        ]}),
    );
    for as_it_is in [
        json!({"enum": [1, 1.5]}),
        json!({"enum": ["a", []]}),
        json!({"enum": [null, "a"]}),
    ] {
        becomes(as_it_is.clone(), as_it_is);
    }
}

#[test]
fn a_property_may_have_the_name_of_a_keyword() {
    let schema = json!({"properties": {"const": {"type": "string"}, "$ref": {"type": "string"}}});
    becomes(schema.clone(), schema);
}
