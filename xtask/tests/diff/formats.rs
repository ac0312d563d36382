//! What tools and GitHub read.

use std::fs;
use std::path::Path;

use boon::{Compiler, SchemaIndex, Schemas};
use serde_json::Value;

use crate::run::{Checkout, SHOP, Told, without_note};

/// So many paths that the report of their removal does not fit a comment.
const MANY: usize = 1500;

fn compare(base: &str, head: &str, more: &[&str]) -> Told {
    let shop = Checkout::of(SHOP);
    shop.write("old.yaml", base);
    shop.write("new.yaml", head);
    shop.diff(&[&["old.yaml", "new.yaml"], more].concat())
}

/// A document of many operations, all of which share a schema.
fn many() -> String {
    let path = |index| {
        format!(
            "  /a-rather-long-path-{index}:\n    get:\n      operationId: get{index}\n      responses:\n        '200':\n          description: Here.\n          content: {{application/json: {{schema: {{$ref: '#/components/schemas/Order'}}}}}}\n"
        )
    };
    let paths: String = (0..MANY).map(path).collect();
    SHOP.replace("paths:\n", &format!("paths:\n{paths}"))
}

/// The schema of the report.
struct Schema(Schemas, SchemaIndex);

impl Schema {
    fn new() -> Self {
        let text = include_str!("../../../docs/differ/report.schema.json");
        let value = serde_json::from_str(text).expect("JSON");
        let (place, mut compiler) = ("https://diff.example/report.schema.json", Compiler::new());
        compiler.add_resource(place, value).expect("a place");
        let mut schemas = Schemas::new();
        let index = compiler.compile(place, &mut schemas).expect("a schema");
        Self(schemas, index)
    }

    fn is_satisfied(&self, report: &Value) -> Result<(), String> {
        let outcome = self.0.validate(report, self.1);
        outcome.map_err(|error| format!("{error:#}"))
    }
}

fn report(told: &Told) -> Value {
    serde_json::from_str(&told.text).expect("JSON")
}

#[test]
fn json_satisfies_its_schema() {
    let schema = Schema::new();
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("../codegen/tests/fixtures/diff");
    let mut findings = 0;
    for folder in fs::read_dir(fixtures).expect("the fixtures") {
        let folder = folder.expect("a folder").path();
        let [base, head] = ["base.yaml", "head.yaml"]
            .map(|side| fs::read_to_string(folder.join(side)).expect("a document"));
        let told = report(&compare(&base, &head, &["--format", "json"]));
        schema
            .is_satisfied(&told)
            .expect("the report satisfies its schema");
        findings += told["findings"].as_array().map_or(0, Vec::len);
    }
    assert!(findings > 30, "{findings}");
    // The schema can say no.
    let mut told = report(&compare(SHOP, &without_note(), &["--format", "json"]));
    assert_eq!(told["findings"][0]["kind"], "property-removed");
    told["findings"][0]["rust"] = "maybe".into();
    assert!(schema.is_satisfied(&told).is_err());
}

#[test]
fn json_holds_the_version_and_stale_entries_too() {
    let shop = Checkout::committed(SHOP);
    shop.write("spec/shop.yaml", &without_note());
    let entry = |kind| {
        format!(
            "- {{kind: {kind}, pointer: '#/components/schemas/Order/properties/note', reason: Why not., until: 2999-01-01}}\n"
        )
    };
    let list = entry("property-removed") + &entry("property-renamed");
    shop.write("spec/accepted.yaml", &list);
    let told = report(&shop.diff(&["HEAD", "--format", "json"]));
    Schema::new()
        .is_satisfied(&told)
        .expect("the report satisfies its schema");
    assert_eq!(told["version"]["needs"], "0.4.0");
    assert_eq!(told["stale"][0]["place"]["line"], 2);
    assert_eq!(told["findings"][0]["accepted"]["until"], "2999-01-01");
}

#[test]
fn a_comment_fits_and_says_what_it_leaves_out() {
    let told = compare(&many(), SHOP, &["--format", "markdown"]);
    let characters = told.text.chars().count();
    assert!((50_000..65_536).contains(&characters), "{characters}");
    assert!(
        told.text.contains("API: 1500 breaking"),
        "{}",
        &told.text[..200]
    );
    let left = told.text.lines().last().expect("a line");
    assert!(left.contains(" more changes do not fit here ("), "{left}");
    assert!(left.contains(" `operation-removed`)"), "{left}");
    let (open, closed) = (
        told.text.matches("<details>"),
        told.text.matches("</details>"),
    );
    assert_eq!(open.count(), closed.count());
}

#[test]
fn annotations_are_told_once_a_place_and_breaking_first() {
    let base = many();
    let head = base
        .replace("        note: {type: string}\n", "")
        .replace("https://shop.example", "https://store.example");
    let told = compare(&base, &head, &["--format", "github"]);
    let lines: Vec<&str> = told.text.lines().collect();
    assert_eq!(lines.len(), 2, "{}", told.text);
    assert!(
        lines[0].starts_with("::error file=new.yaml,line="),
        "{}",
        lines[0]
    );
    assert!(
        lines[0].contains("title=property-removed::"),
        "{}",
        lines[0]
    );
    assert!(
        lines[1].starts_with("::warning file=new.yaml,line=3,"),
        "{}",
        lines[1]
    );
}

#[test]
fn the_changelog_has_the_entry_of_the_release() {
    let shop = Checkout::committed(SHOP);
    shop.write("spec/shop.yaml", &without_note());
    let told = shop.diff(&["HEAD", "--changelog"]);
    assert_eq!(told.code, 1, "{}", told.errors);
    assert_eq!(
        told.text,
        "## 0.4.0\n\n### Removed\n\n- **Breaking:** the property `note` was removed (`struct Order.note: Option<String> (note)`).\n"
    );
    let both = shop.diff(&["HEAD", "--changelog", "--format", "json"]);
    assert_eq!(both.code, 2, "one output has one form");
}

#[test]
fn a_report_goes_to_a_file_if_asked() {
    let shop = Checkout::of(SHOP);
    shop.write("new.yaml", &without_note());
    let told = shop.diff(&["spec/shop.yaml", "new.yaml", "--output", "report.txt"]);
    assert_eq!((told.code, told.text.as_str()), (1, ""));
    let report = fs::read_to_string(shop.path("report.txt")).expect("the report");
    assert!(report.contains("break[property-removed]"), "{report}");
    assert!(!report.contains('\u{1b}'), "a file has no colours");
}

#[test]
fn one_comparison_is_told_in_many_forms() {
    let shop = Checkout::of(SHOP);
    shop.write("new.yaml", &without_note());
    let both = ["--also", "markdown=review.md", "--also", "json=review.json"];
    let arguments = [
        &["spec/shop.yaml", "new.yaml", "--format", "github"][..],
        &both,
    ]
    .concat();
    let told = shop.diff(&arguments);
    assert_eq!(told.code, 1, "{}", told.errors);
    assert!(
        told.text.starts_with("::error file=new.yaml,"),
        "{}",
        told.text
    );
    let written = |name| fs::read_to_string(shop.path(name)).expect("a form");
    assert!(written("review.md").starts_with("<!-- cargo xtask diff -->"));
    assert!(written("review.json").contains("\"property-removed\""));
    let wrong = shop.diff(&["spec/shop.yaml", "new.yaml", "--also", "review.md"]);
    assert_eq!(wrong.code, 2, "{}", wrong.errors);
    assert!(
        wrong.errors.contains("a form, `=` and a file"),
        "{}",
        wrong.errors
    );
}

#[test]
fn what_comes_along_with_a_removal_is_counted() {
    let fields: String = (0..40)
        .map(|index| format!("        f{index}: {{type: string, enum: [a{index}]}}\n"))
        .collect();
    let base = format!("{SHOP}{fields}");
    let head = base.split("  /orders:").next().expect("a head").to_owned() + "  {}\n";
    for format in ["terminal", "markdown"] {
        let told = compare(&base, &head, &["--format", format]);
        assert!(told.text.contains("- … and "), "{format}: {}", told.text);
    }
}
