//! Who may depend on whom, read off the manifests.

use std::collections::BTreeSet;
use std::fs;
use std::process::Command;

use toml::Table;

use crate::workspace;

/// The folder, the package, and the packages of the workspace that it may depend on.
const LAYERS: [(&str, &str, &[&str]); 5] = [
    ("codegen", "specwright-codegen", &[]),
    ("runtime", "specwright", &[]),
    ("generated", "usage-billing", &["specwright"]),
    ("xtask", "xtask", &["specwright-codegen"]),
    (
        "tests",
        "integration-tests",
        &["specwright", "specwright-codegen", "usage-billing", "xtask"],
    ),
];

/// Crates that only the generator may use.
const GENERATOR_ONLY: [&str; 5] = ["openapiv3", "prettyplease", "proc-macro2", "quote", "syn"];

fn manifest(folder: &str) -> Table {
    let path = workspace().root().join(folder).join("Cargo.toml");
    fs::read_to_string(path)
        .expect("a manifest")
        .parse()
        .expect("TOML")
}

/// The names below each kind of dependencies; a package may always depend on itself for its tests.
fn dependencies(folder: &str, kinds: &[&str]) -> BTreeSet<String> {
    let manifest = manifest(folder);
    let tables = kinds
        .iter()
        .filter_map(|kind| manifest.get(*kind)?.as_table());
    tables.flat_map(|table| table.keys().cloned()).collect()
}

#[test]
fn the_core_alone_needs_no_runtime_and_no_http_client() {
    let cargo = Command::new(env!("CARGO"))
        .current_dir(workspace().root())
        .args(["tree", "--locked", "--offline", "--package", "specwright"])
        .args([
            "--no-default-features",
            "--edges",
            "normal",
            "--prefix",
            "none",
        ])
        .output()
        .expect("cargo runs");
    let tree = String::from_utf8_lossy(&cargo.stdout).into_owned();
    assert!(tree.starts_with("specwright v"), "{cargo:?}");
    for line in tree.lines() {
        let name = line.split(' ').next().unwrap_or_default();
        let is_heavy = ["tokio", "reqwest", "hyper", "rustls", "serde", "tracing"].contains(&name);
        assert!(!is_heavy, "{name} is in the tree:\n{tree}");
    }
}

#[test]
fn packages_depend_only_on_the_layers_below() {
    let packages: BTreeSet<&str> = LAYERS.iter().map(|(_, package, _)| *package).collect();
    for (folder, package, allowed) in LAYERS {
        let own = manifest(folder)["package"]["name"]
            .as_str()
            .map(str::to_owned);
        assert_eq!(own.as_deref(), Some(package));
        let all = dependencies(
            folder,
            &["dependencies", "dev-dependencies", "build-dependencies"],
        );
        for dependency in all.iter().filter(|name| packages.contains(name.as_str())) {
            let fits = allowed.contains(&dependency.as_str()) || dependency == package;
            assert!(fits, "{package} must not depend on {dependency}");
        }
    }
}

#[test]
fn the_generators_tools_stay_in_the_generator() {
    for (folder, package, _) in LAYERS.iter().filter(|(folder, ..)| *folder != "codegen") {
        let all = dependencies(folder, &["dependencies", "build-dependencies"]);
        for tool in GENERATOR_ONLY {
            assert!(!all.contains(tool), "{package} must not depend on {tool}");
        }
    }
}

#[test]
fn every_member_of_the_workspace_is_a_layer() {
    let members = manifest("")["workspace"]["members"].clone();
    let members: BTreeSet<String> = members.try_into().expect("a list of folders");
    let layers = LAYERS.map(|(folder, ..)| folder.to_owned());
    assert_eq!(members, BTreeSet::from(layers));
}

#[test]
fn the_stages_of_the_generator_do_not_see_each_others_libraries() {
    let source = workspace().root().join("codegen/src");
    let rules: [(&str, &[&str]); 4] = [
        (
            "ir",
            &["openapiv3", "quote::", "syn::", "proc_macro2", "serde_json"],
        ),
        ("lower", &["quote::", "syn::", "proc_macro2"]),
        ("names", &["openapiv3", "quote::"]),
        (
            "emit",
            &["openapiv3", "format_ident!", "parse_str", "Ident::new"],
        ),
    ];
    for (stage, forbidden) in rules {
        for path in xtask::workspace::files_below(&source.join(stage)).expect("files") {
            let text = fs::read_to_string(&path).expect("a file");
            for word in forbidden {
                assert!(
                    !text.contains(word),
                    "{} must not use `{word}`",
                    path.display()
                );
            }
        }
    }
}

#[test]
fn the_generator_touches_nothing_outside() {
    let source = workspace().root().join("codegen/src");
    for path in xtask::workspace::files_below(&source).expect("files") {
        let text = fs::read_to_string(&path).expect("a file");
        for word in [
            "use std::fs",
            "use std::env",
            "use std::process",
            "use std::net",
            "SystemTime",
        ] {
            assert!(
                !text.contains(word),
                "{} must not use `{word}`",
                path.display()
            );
        }
    }
}
