//! `cargo xtask gen --spec … --out …` on documents that are not ours, run as its users run it.

use std::fs;
use std::path::Path;

use xtask::workspace::{files_below, slashed};

use crate::program::{Run, stderr};

/// A document with one of each thing that cannot be used as it stands.
const HALF_WRONG: &str = r##"
openapi: 3.0.3
info: {title: Half wrong, version: '1'}
servers: [{url: https://half.example}]
paths:
  /things/{id}:
    get:
      summary: Reads a thing.
      responses:
        '200': {description: It., content: {application/json: {schema: {$ref: '#/components/schemas/thing'}}}}
    put:
      operationId: upload
      security: [{digest: []}]
      responses: {'204': {description: Done.}}
components:
  securitySchemes: {digest: {type: http, scheme: digest}}
  schemas:
    thing:
      type: object
      requried: [id]
      properties:
        id: {type: string}
        lost: {$ref: '#/components/schemas/Nowhere'}
        other: {$ref: '#/components/schemas/Thing'}
    Thing: {type: object, properties: {name: {type: string}}}
"##;

#[test]
fn what_cannot_be_used_is_left_out_and_listed() {
    let run = Run::of(HALF_WRONG);
    let report = run.path("report.json");
    let output = run.r#gen(&["--report", report.to_str().expect("UTF-8")]);
    let message = stderr(&output);
    assert_eq!(output.status.code(), Some(0), "{message}");
    assert!(
        !message.contains(['\r', '\x1b']),
        "no progress where no terminal is: {message}"
    );
    let surface = run.read("SURFACE/their_client.txt");
    for line in [
        "operation get_things_by_id -> Thing ! Json (GET /things/{id})",
        "operation get_things_by_id.id: String (path id)",
        "operation upload -> () ! Json (PUT /things/{id})",
        "struct Thing.id: Option<String> (id)",
        "struct Thing.lost: Option<Json> (lost)",
        "struct Thing.other: Option<Thing2> (other)",
        "struct Thing2.name: Option<String> (name)",
    ] {
        assert!(surface.contains(line), "{line}\n--- not in ---\n{surface}");
    }
    let report = fs::read_to_string(report).expect("a report");
    for code in [
        "unknown-key",
        "dangling-reference",
        "missing-key",
        "unsupported",
        "name-collision",
    ] {
        assert!(
            report.contains(&format!("\"code\":\"{code}\"")),
            "{code}: {report}"
        );
        assert!(message.contains(&format!("[{code}]")), "{code}: {message}");
    }
}

#[test]
fn strict_refuses_what_would_be_left_out() {
    let run = Run::of(HALF_WRONG);
    let output = run.r#gen(&["--strict"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(
        stderr(&output).contains("nothing is written"),
        "{}",
        stderr(&output)
    );
    assert!(!run.path("their-client").exists());
}

#[test]
fn a_folder_that_holds_something_else_is_left_alone() {
    let run = Run::of(HALF_WRONG);
    fs::create_dir(run.path("their-client")).expect("a folder");
    fs::write(run.path("their-client").join("precious.txt"), "mine").expect("a file");
    let output = run.r#gen(&[]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        stderr(&output).contains("holds something else"),
        "{}",
        stderr(&output)
    );
    assert_eq!(run.read("precious.txt"), "mine");
}

#[test]
fn a_second_run_writes_nothing_and_a_smaller_document_removes_files() {
    let run = Run::of(HALF_WRONG);
    assert_eq!(run.r#gen(&[]).status.code(), Some(0));
    assert!(stderr(&run.r#gen(&[])).contains("nothing to change"));
    let smaller = HALF_WRONG.replace("other: {$ref: '#/components/schemas/Thing'}", "");
    fs::write(run.path("their.yaml"), smaller).expect("a file");
    assert!(stderr(&run.r#gen(&[])).contains("1 removed"));
}

#[test]
fn a_name_that_cargo_does_not_allow_is_refused() {
    let run = Run::of(HALF_WRONG);
    let ill_formed = ["../up", "Big", "a b", "", "1a", "a--b", "a_", "a\"\nb"];
    let ill_formed = ill_formed.map(|name| (name, "no name for a crate"));
    let taken = ["specwright", "serde", "crate"].map(|name| (name, "stands for something else"));
    for (name, message) in ill_formed.into_iter().chain(taken) {
        let output = run.r#gen(&[&format!("--name={name}")]);
        assert_eq!(output.status.code(), Some(2), "{name}");
        let said = stderr(&output);
        assert!(said.contains(message), "{said}");
    }
}

#[test]
fn swagger_is_refused_with_the_way_out() {
    let run = Run::of("swagger: '2.0'\ninfo: {title: Old, version: '1'}\npaths: {}\n");
    let output = run.r#gen(&[]);
    assert_eq!(output.status.code(), Some(1));
    assert!(
        stderr(&output).contains("swagger2openapi"),
        "{}",
        stderr(&output)
    );
}

/// A name of each kind that tries to leave its folder, its literal or its comment.
const HOSTILE: &str = r##"
openapi: 3.0.3
info: {title: "x\n```\n*/ pub fn evil() {} //", version: '1', description: "*/ mod evil {} /*\n\n    std::process::abort()"}
servers: [{url: 'https://h.example/"; evil!(); "', description: "\"]\npub mod evil {}"}]
tags: [{name: "../../evil", description: "] #![evil]"}]
paths:
  "/a\n pub fn evil() {}": {get: {responses: {'204': {description: x}}}}
  /a"/{b}; evil():
    get:
      operationId: "../../../evil\"]; fn evil() {} //"
      tags: ["../../evil"]
      summary: "\u0085 \u2028 */ evil!()"
      parameters:
        - {name: 'b', in: path, required: true, schema: {type: string, pattern: "\"]*/ evil", default: "\"#evil"}}
        - {name: "c\"; evil(); //", in: query, schema: {type: string}}
      responses:
        '200':
          description: x
          content: {application/json: {schema: {$ref: '#/components/schemas/..~1..~1..~1evil'}}}
components:
  schemas:
    ../../../evil:
      type: object
      description: "```\nevil\n"
      properties:
        "\"] evil": {type: string, enum: ["\"; evil()", "*/", "../..", "\n", "{}"]}
        "x\n pub fn evil() {}": {type: string, description: "a\rb \u202e c"}
        "r#type": {type: string}
        "crate::evil()": {type: string}
  securitySchemes:
    "\"evil": {type: apiKey, in: header, name: "X\"-Evil"}
"##;

#[test]
fn a_hostile_document_stays_in_its_folder_and_its_literals() {
    let run = Run::of(HOSTILE);
    let output = run.r#gen(&[]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let written = files_below(&run.path("")).expect("files");
    let out = run.path("their-client");
    let outside: Vec<_> = written
        .iter()
        .filter(|path| !path.starts_with(&out))
        .collect();
    assert_eq!(outside, [&run.path("their.yaml")]);
    for path in written.iter().filter(|path| is_rust(path)) {
        let relative = slashed(path.strip_prefix(&out).expect("below"));
        assert!(!relative.contains(".."), "{relative}");
        let text = fs::read_to_string(path).expect("a file");
        let code: Vec<String> = text.lines().map(without_texts).collect();
        for line in code {
            // A field or module may well be called `evil`; code of that name may not be there.
            let code = [
                "evil!",
                "mod evil {",
                "[evil",
                "fn evil() {",
                "; evil(",
                "abort(",
            ];
            let found = code.iter().find(|code| line.contains(*code));
            assert!(
                found.is_none() && !line.starts_with("evil("),
                "{relative}: {line}"
            );
        }
    }
}

fn is_rust(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "rs")
}

/// A line of code without its comment and without what stands in its string literals.
fn without_texts(line: &str) -> String {
    let mut code = String::new();
    let mut characters = line.trim_start().chars();
    let mut in_text = false;
    if line.trim_start().starts_with("//") {
        return code;
    }
    while let Some(character) = characters.next() {
        match character {
            '\\' if in_text => drop(characters.next()),
            '"' => in_text = !in_text,
            _ if in_text => {}
            other => code.push(other),
        }
    }
    code
}
