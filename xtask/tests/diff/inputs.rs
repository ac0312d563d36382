//! Where the two versions come from, and how the program ends.

use crate::run::{Checkout, SHOP, smaller_limit, with_colour, without_note};

#[test]
fn the_working_tree_is_compared_with_where_its_branch_left_main() {
    let shop = Checkout::committed(SHOP);
    shop.git(&["switch", "--quiet", "--create", "topic"]);
    assert_eq!(shop.diff(&[]).code, 0);
    shop.write("spec/shop.yaml", &without_note());
    let told = shop.diff(&[]);
    assert_eq!(told.code, 1, "{}", told.errors);
    assert!(
        told.text.contains("break[property-removed]"),
        "{}",
        told.text
    );
    assert!(
        told.text.contains("--> spec/shop.yaml:27:9"),
        "{}",
        told.text
    );
    assert!(
        told.text.contains("Version: needs 0.4.0, is 0.3.2"),
        "{}",
        told.text
    );
    // What main does meanwhile is no change of this branch.
    shop.write("spec/shop.yaml", SHOP);
    shop.git(&["switch", "--quiet", "main"]);
    shop.write("spec/shop.yaml", &with_colour());
    shop.commit("A colour");
    shop.git(&["switch", "--quiet", "topic"]);
    assert!(shop.diff(&[]).text.contains("no change"));
}

#[test]
fn revisions_are_compared_with_revisions() {
    let shop = Checkout::committed(SHOP);
    shop.git(&["tag", "v1"]);
    shop.write("spec/shop.yaml", &with_colour());
    shop.write(
        "generated/Cargo.toml",
        "[package]\nname = \"shop\"\nversion = \"0.3.3\"\n",
    );
    shop.commit("A colour");
    let told = shop.diff(&["v1", "HEAD"]);
    assert_eq!(told.code, 0, "{}", told.errors);
    assert!(
        told.text.contains("change[property-added]"),
        "{}",
        told.text
    );
    assert!(
        told.text.contains("Version: 0.3.3 suffices"),
        "{}",
        told.text
    );
    let one = shop.diff(&["v1:spec/shop.yaml", "HEAD:spec/shop.yaml"]);
    assert!(one.text.contains("change[property-added]"), "{}", one.text);
}

#[test]
fn a_document_that_is_new_or_gone_is_told_as_a_whole() {
    let shop = Checkout::committed(SHOP);
    shop.write("spec/bank.yaml", SHOP);
    let told = shop.diff(&["HEAD"]);
    assert_eq!(told.code, 0, "{}", told.errors);
    assert!(told.text.contains("change[api-added]"), "{}", told.text);
    shop.commit("A bank");
    std::fs::remove_file(shop.path("spec/bank.yaml")).expect("it is removed");
    let told = shop.diff(&["HEAD"]);
    assert_eq!(told.code, 1, "{}", told.errors);
    assert!(told.text.contains("break[api-removed]"), "{}", told.text);
}

#[test]
fn files_and_the_standard_input_are_compared() {
    let shop = Checkout::of(SHOP);
    shop.write("new.yaml", &without_note());
    let new = shop.path("new.yaml");
    let new = new.to_str().expect("UTF-8");
    let told = shop.diff_with(&["-", new], SHOP);
    assert_eq!(told.code, 1, "{}", told.errors);
    assert!(told.text.contains("--> <base>:27:9"), "{}", told.text);
    let told = shop.diff_with(&[new, "-"], SHOP);
    assert_eq!(told.code, 0, "{}", told.errors);
    assert!(
        told.text.contains("change[property-added]"),
        "{}",
        told.text
    );
}

#[test]
fn the_least_verdict_that_fails_is_chosen() {
    let shop = Checkout::of(SHOP);
    let ends = |head: &str| {
        shop.write("old.yaml", SHOP);
        shop.write("new.yaml", head);
        ["breaking", "risky", "any", "never"]
            .map(|on| shop.diff(&["old.yaml", "new.yaml", "--fail-on", on]).code)
    };
    assert_eq!(ends(SHOP), [0, 0, 0, 0]);
    assert_eq!(ends(&with_colour()), [0, 0, 1, 0]);
    assert_eq!(
        ends(&SHOP.replace("shop.example", "store.example")),
        [0, 1, 1, 0]
    );
    assert_eq!(ends(&smaller_limit()), [1, 1, 1, 0]);
    assert_eq!(ends(&without_note()), [1, 1, 1, 0]);
}

#[test]
fn what_cannot_be_compared_ends_with_2_and_says_why() {
    let shop = Checkout::of(SHOP);
    shop.write("broken.yaml", "openapi: 3.0.3\ninfo: [\n");
    shop.write("old.yaml", SHOP);
    let table: [(&[&str], &str); 6] = [
        (&["old.yaml", "broken.yaml"], "error[syntax]"),
        (
            &["old.yaml", "nowhere.yaml"],
            "is neither a file nor a revision",
        ),
        (&["old.yaml"], "name both"),
        (&["-", "-"], "only one of the two can be the standard input"),
        (&[], "there is no main branch"),
        (
            &["old.yaml", "old.yaml", "--accepted", "nowhere.yaml"],
            "cannot read nowhere.yaml",
        ),
    ];
    for (arguments, why) in table {
        let told = shop.diff(arguments);
        assert_eq!(told.code, 2, "{arguments:?}: {}", told.errors);
        assert!(told.errors.contains(why), "{arguments:?}: {}", told.errors);
        assert_eq!(told.text, "", "{arguments:?}");
    }
}
