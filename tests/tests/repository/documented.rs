//! Every field, enum value and parameter that the vendors document is in the generated crate.
//!
//! `documented/*.txt` lists their names, read off the vendors' public documents: `Schema.field`,
//! `Schema = VALUE` and `operation ? parameter`.

use std::collections::HashSet;
use std::fs;

use serde_json::Value;

use crate::workspace;

/// Parameters that are a way to authenticate, which the client takes in another form.
const CREDENTIALS: [&str; 1] = ["X-API-KEY"];

struct Crate {
    document: Value,
    surface: HashSet<String>,
}

impl Crate {
    fn of(api: &str) -> Self {
        let root = workspace().root().to_owned();
        let read = |path: String| fs::read_to_string(root.join(path)).expect("a file");
        let surface = read(format!("generated/SURFACE/{api}.txt"));
        Self {
            document: serde_yaml::from_str(&read(format!("spec/{api}.yaml"))).expect("YAML"),
            // `struct Event.id: String (id)` is known by what is before the name and by the name
            // on the wire.
            surface: surface.lines().map(key).collect(),
        }
    }

    /// The Rust name of a schema.
    fn type_name(&self, schema: &str) -> String {
        let schema_object = &self.document["components"]["schemas"][schema];
        let renamed = schema_object["x-rust-name"].as_str();
        renamed.unwrap_or(schema).to_owned()
    }

    /// The Rust name of an operation, and the names of the client's parameters.
    fn operation_name(&self, id: &str) -> String {
        let paths = self.document["paths"].as_object().expect("paths");
        let operations = paths.values().filter_map(|item| item.get("get"));
        let mut operations = operations.filter(|operation| operation["operationId"] == id);
        let operation = operations.next().expect("the operation");
        let renamed = operation["x-rust-name"].as_str();
        renamed.map_or_else(|| snake(id), str::to_owned)
    }

    fn has(&self, line: &str) -> bool {
        if let Some((schema, field)) = line.split_once('.') {
            let name = self.type_name(schema);
            return self.surface.contains(&format!("struct {name} ({field})"));
        }
        if let Some((schema, value)) = line.split_once(" = ") {
            let name = self.type_name(schema);
            return self.surface.contains(&format!("enum {name} ({value})"));
        }
        let (operation, parameter) = line.split_once(" ? ").expect("one of the three forms");
        let operation = self.operation_name(operation);
        let places = ["path", "query", "header"];
        CREDENTIALS.contains(&parameter)
            || places.iter().any(|place| {
                let of_operation = format!("operation {operation} ({place} {parameter})");
                let of_client = format!("client  ({place} {parameter})");
                self.surface.contains(&of_operation) || self.surface.contains(&of_client)
            })
    }
}

/// `struct Event.id: String (id)` → `struct Event (id)`
fn key(line: &str) -> String {
    let (kind, rest) = line.split_once(' ').unwrap_or((line, ""));
    let wire = rest.rfind(" (").map_or("", |at| &rest[at..]);
    let owner = rest.split([' ', '.', ':']).next().unwrap_or_default();
    match kind {
        "client" => format!("client {wire}"),
        _ => format!("{kind} {owner}{wire}"),
    }
}

fn snake(id: &str) -> String {
    let mut snake = String::new();
    for character in id.chars() {
        if character.is_uppercase() && !snake.is_empty() {
            snake.push('_');
        }
        snake.extend(character.to_lowercase());
    }
    snake
}

fn missing(api: &str, documented: &str) -> Vec<String> {
    let generated = Crate::of(api);
    let lines = documented.lines().filter(|line| !generated.has(line));
    lines.map(str::to_owned).collect()
}

#[test]
fn m3ter_is_whole() {
    assert_eq!(
        missing("m3ter", include_str!("documented/m3ter.txt")),
        Vec::<String>::new()
    );
}

#[test]
fn solvimon_is_whole() {
    assert_eq!(
        missing("solvimon", include_str!("documented/solvimon.txt")),
        Vec::<String>::new()
    );
}

#[test]
fn a_field_that_the_crate_lacks_is_found() {
    let lines =
        "EventResponse.id\nEventResponse.idd\nChildBillingMode = CHILDREN\nListEvents ? page";
    let expected = [
        "EventResponse.idd",
        "ChildBillingMode = CHILDREN",
        "ListEvents ? page",
    ];
    assert_eq!(missing("m3ter", lines), expected);
}
