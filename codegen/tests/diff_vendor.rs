//! A document of a vendor's size: each edit is told once, however many operations it reaches.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use specwright_codegen::Source;
use specwright_codegen::diff::{Options, Report, diff};

/// So many resources, each with two operations and a schema.
const RESOURCES: usize = 150;

const HEAD: &str = "\
openapi: 3.0.3
info: {title: Vendor, version: '1'}
servers: [{url: https://vendor.example}]
security: [{oauth: [read]}]
components:
  securitySchemes:
    oauth: {type: oauth2, flows: {clientCredentials: {tokenUrl: https://vendor.example/token, scopes: {read: Reads., write: Writes.}}}}
  parameters:
    Page: {name: page, in: query, schema: {type: integer, format: int32, maximum: 100}}
    Trace: {name: X-Trace, in: header, schema: {type: string}}
  responses:
    Problem:
      description: No.
      headers:
        X-Request: {schema: {type: string}}
      content: {application/json: {schema: {$ref: '#/components/schemas/Problem'}}}
  schemas:
    Problem:
      type: object
      required: [code]
      properties:
        code: {type: string}
        hint: {type: string}
        details: {type: array, items: {$ref: '#/components/schemas/Detail'}}
    Detail: {type: object, properties: {field: {type: string}, limit: {type: integer, format: int32}}}
    Money:
      type: object
      required: [amount, currency]
      properties:
        amount: {type: number}
        currency: {$ref: '#/components/schemas/Currency'}
    Currency: {type: string, enum: [EUR, USD]}
    Label: {type: string, maxLength: 40}
";

fn schema(index: usize) -> String {
    format!(
        "    Resource{index}:
      type: object
      required: [id{index}]
      properties:
        id{index}: {{type: string}}
        name{index}: {{$ref: '#/components/schemas/Label'}}
        price{index}: {{$ref: '#/components/schemas/Money'}}
        parent{index}: {{$ref: '#/components/schemas/Resource{}'}}
",
        index / 2
    )
}

fn operations(index: usize) -> String {
    format!(
        "  /resources{index}:
    get:
      operationId: get{index}
      parameters:
        - {{$ref: '#/components/parameters/Page'}}
        - {{$ref: '#/components/parameters/Trace'}}
      responses:
        '200':
          description: Resource {index}.
          content: {{application/json: {{schema: {{$ref: '#/components/schemas/Resource{index}'}}}}}}
        default: {{$ref: '#/components/responses/Problem'}}
    post:
      operationId: post{index}
      parameters:
        - {{$ref: '#/components/parameters/Trace'}}
      requestBody:
        required: true
        content: {{application/json: {{schema: {{$ref: '#/components/schemas/Resource{index}'}}}}}}
      responses:
        '204': {{description: Done {index}.}}
        default: {{$ref: '#/components/responses/Problem'}}
"
    )
}

/// Twenty edits of what is shared and of what is not.
const EDITS: [(&str, &str); 20] = [
    (
        "        amount: {type: number}\n",
        "        amount: {type: number}\n        taxed: {type: boolean}\n",
    ),
    ("        hint: {type: string}\n", ""),
    (
        "        code: {type: string}\n",
        "        code: {type: integer}\n",
    ),
    ("enum: [EUR, USD]", "enum: [EUR, USD, GBP]"),
    ("maxLength: 40", "maxLength: 80"),
    ("maximum: 100", "maximum: 50"),
    (
        "name: X-Trace, in: header, schema",
        "name: X-Trace, in: header, required: true, schema",
    ),
    (
        "limit: {type: integer, format: int32}",
        "limit: {type: integer, format: int64}",
    ),
    (
        "        X-Request: {schema: {type: string}}\n",
        "        X-Request: {schema: {type: string}}\n        X-Left: {schema: {type: integer}}\n",
    ),
    (
        "scopes: {read: Reads., write: Writes.}",
        "scopes: {read: Reads.}",
    ),
    (
        "url: https://vendor.example}",
        "url: https://api.vendor.example}",
    ),
    ("operationId: get17\n", "operationId: fetch17\n"),
    (
        "operationId: post18\n",
        "operationId: post18\n      deprecated: true\n",
    ),
    ("description: Resource 19.", "description: The resource 19."),
    (
        "        id20: {type: string}\n",
        "        id20: {type: string, nullable: true}\n",
    ),
    ("required: [id21]", "required: [id21, name21]"),
    (
        "        '204': {description: Done 22.}\n",
        "        '204': {description: Done 22.}\n        '404': {description: None.}\n",
    ),
    (
        "        id23: {type: string}\n",
        "        id23: {type: string, format: date}\n",
    ),
    (
        "        id24: {type: string}\n",
        "        id24: {type: string, minLength: 3}\n",
    ),
    (
        "        name25: {",
        "        title25: {type: string}\n        name25: {",
    ),
];

fn document() -> String {
    let schemas: String = (0..RESOURCES).map(schema).collect();
    let operations: String = (0..RESOURCES).map(operations).collect();
    format!("{HEAD}{schemas}paths:\n{operations}")
}

fn report(base: &str, head: &str) -> Report {
    let source = |text: &str| [Source::new("vendor", "vendor.yaml", text)];
    diff(&source(base), &source(head), &Options::default()).unwrap()
}

#[test]
fn each_edit_is_told_once() {
    let base = document();
    let mut head = base.clone();
    for (from, to) in EDITS {
        assert_eq!(head.matches(from).count(), 1, "{from}");
        head = head.replace(from, to);
    }
    let report = report(&base, &head);
    let told: Vec<String> = report
        .findings
        .iter()
        .map(|found| format!("{} {} ({})", found.kind, found.message, found.base.pointer))
        .collect();
    // One of them is a description.
    assert_eq!(told.len(), EDITS.len() - 1, "{}", told.join("\n"));
    assert!(report.refused.is_empty(), "{:?}", report.refused);
    let widest = report
        .findings
        .iter()
        .map(|found| found.operations.len())
        .max();
    assert!(widest >= Some(2 * RESOURCES), "{widest:?}");
}

#[test]
fn an_edit_alone_is_told_alone() {
    let base = document();
    for (from, to) in EDITS.into_iter().step_by(7) {
        let report = report(&base, &base.replace(from, to));
        assert_eq!(report.findings.len(), 1, "{from}");
    }
}
