//! Cargo features per tag: each on its own, all and none of them compile without a warning.

use std::fs;
use std::process::Command;

use crate::program::xtask;
use crate::workspace;

/// Operations with one tag, two, none, and tags whose names are no features; types that one tag
/// alone needs, that two share, and that stand below others.
const TAGGED: &str = r##"
openapi: 3.0.3
info: {title: Tagged, version: '1'}
servers: [{url: https://tagged.example}]
tags: [{name: Pets, description: Animals.}]
paths:
  /pets:
    get:
      operationId: listPets
      tags: [Pets]
      parameters: [{name: born, in: query, required: true, schema: {type: string, format: date}}]
      responses: {'200': {description: x, content: {application/json: {schema: {type: array, items: {$ref: '#/components/schemas/Pet'}}}}}}
    post:
      operationId: addPet
      tags: [Pets, default]
      requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}
      responses: {'204': {description: x}}
  /owners:
    get:
      operationId: listOwners
      tags: ["Owners & others"]
      responses: {'200': {description: x, content: {application/json: {schema: {$ref: '#/components/schemas/Owner'}}}}}
    post:
      operationId: addOwner
      tags: [serde]
      requestBody: {required: true, content: {application/json: {schema: {type: object, properties: {inline: {type: object, properties: {a: {type: string}}}}}}}}
      responses: {'204': {description: x}}
  /health:
    get:
      operationId: health
      responses: {'200': {description: x, content: {application/json: {schema: {$ref: '#/components/schemas/Health'}}}}}
components:
  schemas:
    Pet: {type: object, properties: {name: {type: string}, collar: {$ref: '#/components/schemas/Collar'}, owner: {$ref: '#/components/schemas/Owner'}}}
    Collar: {type: object, properties: {colour: {type: string, enum: [red, blue]}}}
    Owner: {type: object, properties: {name: {type: string}, home: {type: object, properties: {street: {type: string}}}}}
    Health: {type: object, properties: {ok: {type: boolean}}}
"##;

#[test]
fn every_combination_of_features_compiles_without_a_warning() {
    let folder = tempfile::tempdir().expect("a folder");
    let document = folder.path().join("tagged.yaml");
    let out = folder.path().join("tagged-client");
    fs::write(&document, TAGGED).expect("a file");
    let mut command = xtask();
    command.arg("gen").arg("--spec").arg(&document);
    let output = command.arg("--out").arg(&out).output().expect("xtask runs");
    let message = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{message}");
    let manifest = fs::read_to_string(out.join("Cargo.toml")).expect("a manifest");
    let expected = [
        "\"default-tag\"",
        "\"owners-others\"",
        "\"pets\"",
        "\"serde-tag\"",
    ];
    for feature in expected {
        assert!(
            manifest.contains(&format!("\n{feature} = []\n")),
            "{manifest}"
        );
    }
    // The versions that this checkout has locked are at hand.
    let lock = workspace().root().join("Cargo.lock");
    fs::copy(lock, out.join("Cargo.lock")).expect("a lock file");
    let target = workspace().root().join("target/features");
    let every = expected.map(|feature| feature.trim_matches('"'));
    let combinations = every
        .into_iter()
        .chain(["", "tagged_client", "pets,owners-others"]);
    for features in combinations {
        let mut check = Command::new(env!("CARGO"));
        check.args(["check", "--quiet", "--offline", "--no-default-features"]);
        check
            .args(["--features", features])
            .arg("--target-dir")
            .arg(&target);
        check.current_dir(&out).env("RUSTFLAGS", "-Dwarnings");
        let output = check.output().expect("cargo runs");
        let message = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "with `{features}`: {message}");
    }
}
