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
        json!({"type": "integer", "minimum": 1, "format": "uint64"}),
    );
    becomes(
        json!({"type": "integer", "maximum": u64::MAX}),
        json!({"type": "integer"}),
    );
    becomes(
        json!({"type": "integer", "minimum": 0, "maximum": 1e30}),
        json!({"type": "integer", "minimum": 0}),
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
fn arrays_of_exact_length_keep_the_schema_of_each_position() {
    let parts = json!([{"type": "string"}, {"type": "number"}]);
    let nullable = json!(["array", "null"]);
    let either = json!(["array", "string"]);
    let closed =
        |ty: &Value| json!({"type": ty, "prefixItems": parts, "items": false, "minItems": 2});
    let marked = rewritten(closed(&json!("array")));
    assert_eq!(marked["items"], json!({ "anyOf": parts }));
    assert_eq!(marked[POSITIONS], json!(true));
    assert_eq!(rewritten(closed(&nullable))[POSITIONS], json!(true));
    assert_eq!(
        rewritten(closed(&either))["anyOf"][0][POSITIONS],
        json!(true)
    );
    let counted = json!({"type": "array", "prefixItems": parts, "minItems": 2, "maxItems": 2});
    assert_eq!(rewritten(counted)[POSITIONS], json!(true));
    // No document can say it by itself.
    becomes(
        json!({ "title": "A", POSITIONS: true }),
        json!({"title": "A"}),
    );
}

#[test]
fn other_arrays_are_lists_of_whatever_can_come() {
    let (text, number) = (json!({"type": "string"}), json!({"type": "number"}));
    let both = json!([text, number]);
    let low = json!({"type": "number", "minimum": 0, "description": "Low."});
    let many = json!(
        vec![json!([text, number]); 7]
            .into_iter()
            .flat_map(|two| two.as_array().cloned().unwrap_or_default())
            .collect::<Vec<_>>()
    );
    let listed = json!({"enum": ["a"], "type": "string"});
    for (array, items) in [
        (
            json!({"prefixItems": both, "items": false}),
            json!({ "anyOf": both }),
        ),
        (
            json!({"prefixItems": both, "maxItems": 2}),
            json!({ "anyOf": both }),
        ),
        (
            json!({"prefixItems": both, "maxItems": 1, "minItems": 1}),
            text.clone(),
        ),
        (
            json!({"prefixItems": both, "maxItems": 3, "minItems": 3}),
            json!({"anyOf": [text, number, {}]}),
        ),
        (
            json!({"prefixItems": both}),
            json!({"anyOf": [text, number, {}]}),
        ),
        (
            json!({"prefixItems": both, "items": text, "minItems": 2}),
            json!({"anyOf": [text, number, text]}),
        ),
        (json!({"prefixItems": [text], "items": text}), text.clone()),
        (
            json!({"prefixItems": [low, number], "items": false, "minItems": 2}),
            low.clone(),
        ),
        (
            json!({"prefixItems": [listed, text], "maxItems": 2}),
            json!({"anyOf": [listed, text]}),
        ),
        (
            json!({"prefixItems": many, "items": false, "minItems": 14}),
            json!({ "anyOf": many }),
        ),
        (
            json!({"prefixItems": [text], "items": false, "minItems": 1}),
            text.clone(),
        ),
    ] {
        let found = rewritten(array.clone());
        assert_eq!(found["items"], items, "{array}");
        assert_eq!(found.get(POSITIONS), None, "{array}");
        assert_eq!(found.get("prefixItems"), None, "{array}");
    }
}

#[test]
fn patterns_keep_every_value() {
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
