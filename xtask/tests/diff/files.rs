//! Documents in several files: a change counts wherever it was written, and is told there.

use crate::run::{Checkout, SHOP, Told};

/// The same document, whose schema stands in a file of its own.
fn split() -> String {
    let start = SHOP.find("components:").expect("the components");
    let own = "'#/components/schemas/Order'";
    SHOP[..start].replace(own, "parts/order.yaml")
}

const ORDER: &str = "\
type: object
properties:
  id: {type: string}
  lines:
    type: array
    items: {$ref: 'line.yaml#/Line'}
";

const LINE: &str = "\
Line:
  type: object
  properties:
    sku: {type: string}
    note: {type: string}
";

fn checkout() -> Checkout {
    let shop = Checkout::of(&split());
    shop.write("spec/parts/order.yaml", ORDER);
    shop.write("spec/parts/line.yaml", LINE);
    let manifest = "[package]\nname = \"shop\"\nversion = \"0.3.2\"\n";
    shop.write("generated/Cargo.toml", manifest);
    shop.git(&["init", "--quiet", "--initial-branch=main"]);
    shop.commit("The document");
    shop.git(&["tag", "v1"]);
    shop
}

/// A part of a part loses a property, and nothing else changes.
fn shrink(shop: &Checkout, folder: &str) {
    let line = LINE.replace("    note: {type: string}\n", "");
    shop.write(&format!("{folder}/parts/line.yaml"), &line);
}

fn is_told(told: &Told, place: &str) {
    assert_eq!(told.code, 1, "{}{}", told.text, told.errors);
    for line in [
        "break[property-removed]: the property `note` was removed",
        place,
        "5 |     note: {type: string}",
        "- struct Line.note: Option<String> (note)",
        "= in: GET /orders",
    ] {
        assert!(told.text.contains(line), "{line}\n{}", told.text);
    }
    assert_eq!(told.text.matches("break[").count(), 1, "{}", told.text);
}

#[test]
fn a_change_of_a_part_alone_is_seen_in_the_working_tree_and_in_revisions() {
    let shop = checkout();
    assert_eq!(shop.diff(&["HEAD"]).code, 0);
    shrink(&shop, "spec");
    is_told(&shop.diff(&["HEAD"]), "--> spec/parts/line.yaml:5:5");
    shop.commit("Fewer properties");
    is_told(&shop.diff(&["v1", "HEAD"]), "--> spec/parts/line.yaml:5:5");
    let of = |revision| format!("{revision}:spec/shop.yaml");
    let told = shop.diff(&[&of("v1"), &of("HEAD")]);
    is_told(&told, "--> spec/parts/line.yaml:5:5");
    let told = shop.diff(&[&of("v1"), "spec/shop.yaml"]);
    is_told(&told, "--> spec/parts/line.yaml:5:5");
}

#[test]
fn a_change_of_a_part_alone_is_seen_between_files() {
    let shop = checkout();
    for (name, text) in [
        ("shop.yaml", split().as_str()),
        ("parts/order.yaml", ORDER),
        ("parts/line.yaml", LINE),
    ] {
        shop.write(&format!("new/{name}"), text);
    }
    let both = ["spec/shop.yaml", "new/shop.yaml"];
    assert_eq!(shop.diff(&both).code, 0);
    shrink(&shop, "new");
    is_told(&shop.diff(&both), "--> spec/parts/line.yaml:5:5");
    let told = shop.diff(&both);
    assert!(
        told.text.contains("::: new/parts/line.yaml:3:3"),
        "{}",
        told.text
    );
}

#[test]
fn a_document_that_is_put_together_does_not_differ() {
    let shop = checkout();
    let whole = SHOP.replace(
        "        note: {type: string}\n",
        "        lines:\n          type: array\n          items: {$ref: '#/components/schemas/Line'}\n    Line:\n      type: object\n      properties:\n        sku: {type: string}\n        note: {type: string}\n",
    );
    // What a file holds as a whole is called after the file.
    let whole = whole.replace("schemas/Order", "schemas/order");
    shop.write("whole.yaml", &whole.replace("    Order:\n", "    order:\n"));
    let told = shop.diff(&["spec/shop.yaml", "whole.yaml", "--fail-on", "any"]);
    assert_eq!(told.code, 0, "{}{}", told.text, told.errors);
}

#[test]
fn a_break_in_a_part_is_accepted_where_it_was_written() {
    let shop = checkout();
    shrink(&shop, "spec");
    let list = "\
- kind: property-removed
  document: spec/parts/line.yaml
  pointer: '#/Line/properties/note'
  reason: It was never sent.
  until: 2999-12-31
";
    shop.write("spec/accepted.yaml", list);
    let told = shop.diff(&["HEAD"]);
    assert_eq!(told.code, 0, "{}{}", told.text, told.errors);
    assert!(
        told.text.contains("accepted[property-removed]"),
        "{}",
        told.text
    );
}

#[test]
fn a_part_that_cannot_be_read_is_told_at_its_place() {
    let shop = checkout();
    shop.write("spec/parts/line.yaml", "Line: [\n");
    let told = shop.diff(&["HEAD"]);
    assert_eq!(told.code, 2, "{}", told.text);
    assert!(
        told.errors.contains("spec/parts/line.yaml:"),
        "{}",
        told.errors
    );
}
