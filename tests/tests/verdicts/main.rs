//! The differ's verdicts on Rust code, judged by the compiler: a caller that names everything in the
//! crate of one document is compiled against the crate of another.
//!
//! All crates are modules of one, and all callers too, so that it costs a few runs of `cargo check`.
//! The outcome is published in `docs/differ/rustc.md`.

#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

mod caller;
mod compiler;
mod edits;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;

use compiler::Project;
use specwright_codegen::diff::{Options, Report, Rust, diff};
use specwright_codegen::{GeneratedFile, Source, generate};
use xtask::workspace::Workspace;

/// A change, one way or back.
struct Change {
    name: String,
    base: usize,
    head: usize,
}

/// Documents, each a module of the project, with what is generated from them.
#[derive(Default)]
struct Modules {
    texts: Vec<String>,
    generated: Vec<Vec<GeneratedFile>>,
}

impl Modules {
    /// The module of a document; none if the generator refuses it, so that there is no Rust.
    fn of(&mut self, text: &str) -> Option<usize> {
        let known = self.texts.iter().position(|known| known == text);
        let index = known.unwrap_or_else(|| {
            let generated = generate(&[source(text, self.texts.len())]);
            self.generated
                .push(generated.map_or_else(|_| Vec::new(), |found| found.files));
            self.texts.push(text.to_owned());
            self.texts.len() - 1
        });
        (!self.generated[index].is_empty()).then_some(index)
    }
}

fn source(text: &str, module: usize) -> Source {
    Source::new(format!("m{module}"), format!("m{module}.yaml"), text)
}

fn report(base: &str, head: &str) -> Report {
    let (base, head) = ([source(base, 0)], [source(head, 0)]);
    let report = diff(&base, &head, &Options::default());
    report.unwrap_or_else(|found| panic!("{}", found.render(&[], false)))
}

fn verdict(report: &Report) -> Rust {
    let verdicts = report.findings.iter().map(|found| found.rust);
    verdicts.max().unwrap_or_default()
}

/// Every edit, and every pair of documents among the differ's fixtures, both ways.
fn changes(modules: &mut Modules) -> Vec<Change> {
    let mut pairs: Vec<(String, String, String)> = edits::all();
    let fixtures = Workspace::here().root().join("codegen/tests/fixtures/diff");
    let folders = fs::read_dir(fixtures).expect("the fixtures");
    let mut folders: Vec<_> = folders
        .map(|entry| entry.expect("a folder").path())
        .collect();
    folders.sort();
    for folder in folders {
        let [base, head] = ["base.yaml", "head.yaml"]
            .map(|side| fs::read_to_string(folder.join(side)).expect(side));
        let name = folder
            .file_name()
            .expect("a name")
            .to_string_lossy()
            .replace('_', " ");
        pairs.push((name, base, head));
    }
    let mut changes = Vec::new();
    for (name, base, head) in pairs {
        let (Some(base), Some(head)) = (modules.of(&base), modules.of(&head)) else {
            continue;
        };
        let back = format!("{name}, back");
        changes.push(Change { name, base, head });
        changes.push(Change {
            name: back,
            base: head,
            head: base,
        });
    }
    changes
}

/// The callers of one document, and the documents that they are compiled against: their own, too.
fn callers(changes: &[Change]) -> BTreeSet<(usize, usize)> {
    let own = changes.iter().map(|change| (change.base, change.base));
    own.chain(changes.iter().map(|change| (change.base, change.head)))
        .collect()
}

#[test]
fn the_compiler_confirms_every_verdict() {
    let mut modules = Modules::default();
    let changes = changes(&mut modules);
    let mut project = Project::new();
    let mut surfaces = Vec::new();
    for (index, files) in modules.generated.iter().enumerate() {
        surfaces.push(project.add_crate(index, files));
    }
    for (base, head) in callers(&changes) {
        project.add_caller(base, head, &caller::text(&surfaces[base], head));
    }
    let broken = project.broken_callers();
    let mut wrong = String::new();
    for change in &changes {
        if let Some(errors) = broken.get(&(change.base, change.base)) {
            let name = &change.name;
            _ = writeln!(wrong, "{name}: the caller is wrong: {errors:?}");
        }
    }
    let mut matrix = String::new();
    for change in &changes {
        let report = report(&modules.texts[change.base], &modules.texts[change.head]);
        let errors = broken.get(&(change.base, change.head));
        let expected = verdict(&report);
        if (expected == Rust::BreaksBuild) != errors.is_some() {
            let (name, expected) = (&change.name, expected.name());
            _ = writeln!(wrong, "{name}: {errors:?}, but we say {expected}");
            for found in &report.findings {
                let (kind, lines) = (found.kind, (&found.rust_before, &found.rust_after));
                _ = writeln!(wrong, "  {kind} {}: {lines:?}", found.rust.name());
            }
        }
        row(&mut matrix, &change.name, &report, errors);
    }
    assert!(wrong.is_empty(), "{wrong}");
    published(&matrix);
}

fn row(matrix: &mut String, name: &str, report: &Report, errors: Option<&BTreeSet<String>>) {
    let kinds: BTreeMap<String, Rust> = report
        .findings
        .iter()
        .map(|found| (found.kind.to_string(), found.rust))
        .collect();
    let kinds: Vec<String> = kinds.keys().map(|kind| format!("`{kind}`")).collect();
    let errors = errors.map(|codes| codes.iter().cloned().collect::<Vec<_>>().join(", "));
    _ = writeln!(
        matrix,
        "| {name} | {} | {} | {} |",
        if kinds.is_empty() {
            "–".to_owned()
        } else {
            kinds.join(", ")
        },
        verdict(report).name(),
        errors.unwrap_or_else(|| "builds".to_owned()),
    );
}

/// The table in the docs is what came out; `UPDATE_DOCS=1` writes it.
fn published(matrix: &str) {
    let path = Workspace::here().root().join("docs/differ/rustc.md");
    let text = format!("{HEAD}{matrix}");
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::write(&path, &text).expect("the table is written");
    }
    let known = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        known == text,
        "docs/differ/rustc.md is stale: UPDATE_DOCS=1 cargo test -p integration-tests --test verdicts"
    );
}

const HEAD: &str = "\
# What changes of a document mean to Rust callers, by the compiler

A caller that names everything in the crate of the document before the change (each method with its
arguments, each field with its type, each variant) is compiled against the crate of the document after
it. `cargo test -p integration-tests --test verdicts` does so, compares the outcome with the verdict of
`cargo xtask diff`, and holds this table to it; the codes are those of rustc's errors. A verdict that
the meaning changes is one that a compiler cannot see: it builds.

| change | findings | verdict | rustc |
|---|---|---|---|
";
