//! `cargo xtask gen` on documents that are wrong, run as its users run it.

use std::fs;
use std::path::Path;
use std::process::Output;

use tempfile::TempDir;
use xtask::workspace::{Workspace, files_below};

use crate::program::xtask;
use crate::workspace;

/// A copy of `spec/` in a checkout of its own, with one text of m3ter's document replaced.
fn checkout(from: &str, to: &str) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let spec = folder.path().join("spec");
    fs::create_dir(&spec).expect("a folder");
    let text = fs::read_to_string(workspace().root().join("spec/m3ter.yaml")).expect("m3ter");
    assert!(text.contains(from), "the document has `{from}`");
    fs::write(spec.join("m3ter.yaml"), text.replacen(from, to, 1)).expect("a file");
    folder
}

/// `cargo xtask gen` in that checkout.
fn r#gen(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = xtask();
    command.arg("--root").arg(folder).arg("gen").args(arguments);
    command.output().expect("xtask runs")
}

#[test]
fn a_wrong_document_gets_one_clear_message_and_nothing_is_written() {
    let cases = [
        (
            "required: [eventName",
            "requried: [eventName",
            "unknown-key",
            "did you mean `required`?",
        ),
        (
            "$ref: '#/components/schemas/EventResponse'",
            "$ref: '#/components/schemas/EventRespones'",
            "dangling-reference",
            "EventResponse",
        ),
        (
            "operationId: ListPricings",
            "operationId: ListEvents",
            "duplicate-operation-id",
            "ListEvents",
        ),
    ];
    for (from, to, code, help) in cases {
        let folder = checkout(from, to);
        let output = r#gen(folder.path(), &[]);
        let message = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(1), "{message}");
        assert!(message.contains(&format!("error[{code}]")), "{message}");
        assert!(message.contains(" spec/m3ter.yaml:"), "{message}");
        assert!(message.contains(to.trim()), "the line is shown: {message}");
        assert!(message.contains(help), "{message}");
        assert!(message.contains("1 error"), "one message: {message}");
        assert!(
            !message.contains('\u{1b}'),
            "no colours where it is not a terminal"
        );
        assert!(
            !folder.path().join("generated").exists(),
            "nothing is written"
        );
    }
}

#[test]
fn every_code_is_explained() {
    let explain = |arguments: &[&str]| {
        let output = xtask().arg("explain").args(arguments).output();
        output.expect("xtask runs")
    };
    let codes = String::from_utf8(explain(&[]).stdout).expect("UTF-8");
    assert!(codes.lines().any(|code| code == "unknown-key"), "{codes}");
    let output = explain(&["unknown-key"]);
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    assert!(text.contains("misspelt"), "{text}");
    let output = explain(&["no-such-code"]);
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn tools_get_one_object_a_line() {
    let folder = checkout("operationId: ListPricings", "operationId: ListEvents");
    let output = r#gen(folder.path(), &["--message-format", "json"]);
    assert_eq!(output.status.code(), Some(1));
    let line = String::from_utf8(output.stdout).expect("UTF-8");
    let found: serde_json::Value = serde_json::from_str(&line).expect("one object");
    assert_eq!(found["code"], "duplicate-operation-id");
    assert_eq!(found["file"], "spec/m3ter.yaml");
    assert!(found["line"].as_u64() > Some(1), "{line}");
    assert!(found["column"].as_u64() >= Some(1), "{line}");
}

#[test]
fn check_names_the_stale_files_and_the_command() {
    let folder = checkout("paths:", "paths:");
    let output = r#gen(folder.path(), &["--check"]);
    let message = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{message}");
    assert!(
        message.contains("generated/src/m3ter/client.rs"),
        "{message}"
    );
    assert!(message.contains("cargo xtask gen"), "{message}");
    assert!(
        !folder.path().join("generated").exists(),
        "nothing is written"
    );
    assert_eq!(r#gen(folder.path(), &[]).status.code(), Some(0));
    assert_eq!(r#gen(folder.path(), &["--check"]).status.code(), Some(0));
    let orphan = folder.path().join("generated/src/m3ter/types/old.rs");
    fs::write(&orphan, "").expect("a file");
    assert_eq!(r#gen(folder.path(), &["--check"]).status.code(), Some(1));
    assert_eq!(r#gen(folder.path(), &[]).status.code(), Some(0));
    assert!(!orphan.exists(), "orphans are removed");
}

#[test]
fn a_second_run_writes_nothing() {
    let folder = checkout("paths:", "paths:");
    r#gen(folder.path(), &[]);
    let root = Workspace::at(folder.path()).generated();
    let times = || {
        let files = files_below(&root).expect("files").into_iter();
        let times = files.map(|path| {
            fs::metadata(path)
                .and_then(|data| data.modified())
                .expect("a time")
        });
        times.collect::<Vec<_>>()
    };
    let before = times();
    let output = r#gen(folder.path(), &[]);
    assert!(String::from_utf8_lossy(&output.stderr).contains("nothing to change"));
    assert_eq!(times(), before);
}
