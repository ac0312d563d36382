//! What is odd in somebody else's document but costs nothing of it is a note, not a warning.

use crate::{codes, generated, source};
use specwright_codegen::Severity;

/// An operation without replies, and bytes where only text can stand.
const ODD: &str = r"
openapi: 3.1.0
info: {title: Odd, version: '1'}
paths:
  /upload:
    post:
      operationId: upload
      requestBody:
        content:
          application/json:
            schema: {type: object, properties: {file: {type: string, format: binary}}}
";

#[test]
fn what_costs_nothing_is_a_note() {
    let found = generated(source(ODD)).diagnostics;
    assert_eq!(codes(&found), ["missing-key", "ignored-keyword"]);
    assert_eq!(found.count(Severity::Note), 2);
}

#[test]
fn what_is_left_out_is_a_warning_and_told_once() {
    let wrong = ODD.replace("operationId: upload", "operationId: upload\n      oops: 1");
    let found = generated(source(&wrong)).diagnostics;
    assert_eq!(
        codes(&found),
        ["unknown-key", "missing-key", "ignored-keyword"]
    );
    assert_eq!(found.count(Severity::Warning), 1);
}
