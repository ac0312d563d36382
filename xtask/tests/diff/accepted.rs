//! Breaks that are accepted: told, but no failure, as long as the entry matches and its day has not
//! come.

use crate::run::{Checkout, SHOP, Told, with_colour, without_note};

const NOTE: &str = "\
# Looked at in a review.
- kind: property-removed
  pointer: '#/components/schemas/Order/properties/note'
  reason: The vendor never sent it.
  until: 2999-12-31
";

fn accepting(list: &str, head: &str) -> Told {
    let shop = Checkout::committed(SHOP);
    shop.write("spec/shop.yaml", head);
    shop.write("spec/accepted.yaml", list);
    shop.diff(&["HEAD"])
}

#[test]
fn an_accepted_break_is_told_and_does_not_fail() {
    let told = accepting(NOTE, &without_note());
    assert_eq!(told.code, 0, "{}{}", told.text, told.errors);
    for line in [
        "accepted[property-removed]",
        "= accepted: until 2999-12-31: The vendor never sent it.",
        "Accepted: 1 of them",
        // It still moves the version.
        "Version: needs 0.4.0, is 0.3.2",
    ] {
        assert!(told.text.contains(line), "{line}\n{}", told.text);
    }
}

#[test]
fn an_entry_that_matches_nothing_fails_at_its_place() {
    for head in [SHOP.to_owned(), with_colour()] {
        let told = accepting(NOTE, &head);
        assert_eq!(told.code, 1, "{}{}", told.text, told.errors);
        assert!(
            told.text.contains("error[stale-acceptance]"),
            "{}",
            told.text
        );
        assert!(
            told.text.contains("--> spec/accepted.yaml:2:"),
            "{}",
            told.text
        );
        assert!(told.text.contains("remove the entry"), "{}", told.text);
    }
}

#[test]
fn an_entry_past_its_day_fails_and_accepts_nothing() {
    let told = accepting(&NOTE.replace("2999", "2020"), &without_note());
    assert_eq!(told.code, 1, "{}{}", told.text, told.errors);
    assert!(
        told.text.contains("error[expired-acceptance]"),
        "{}",
        told.text
    );
    assert!(
        told.text.contains("break[property-removed]"),
        "{}",
        told.text
    );
}

#[test]
fn an_entry_of_another_kind_document_or_place_accepts_nothing() {
    let others = [
        NOTE.replace("property-removed", "property-renamed"),
        NOTE.replace("properties/note", "properties/id"),
        NOTE.replace("  reason", "  document: spec/bank.yaml\n  reason"),
    ];
    for list in others {
        let told = accepting(&list, &without_note());
        assert_eq!(told.code, 1, "{list}{}", told.errors);
        assert!(
            told.text.contains("break[property-removed]"),
            "{list}{}",
            told.text
        );
    }
    let own = NOTE.replace("  reason", "  document: spec/shop.yaml\n  reason");
    assert_eq!(accepting(&own, &without_note()).code, 0);
}

#[test]
fn what_changed_in_several_places_is_accepted_in_each_of_them() {
    let shop = Checkout::of(SHOP);
    shop.write("old.yaml", SHOP);
    let both = "        - {name: trace, in: header, required: true, schema: {type: string}}\n";
    let limit = "        - {name: limit";
    let id = "        - {name: id";
    let head = SHOP
        .replace(limit, &format!("{both}{limit}"))
        .replace(id, &format!("{both}{id}"));
    shop.write("new.yaml", &head);
    let entry = |operation: &str| {
        NOTE.replace("property-removed", "required-parameter-added")
            .replace(
                "#/components/schemas/Order/properties/note",
                &format!("#/paths/{operation}/parameters/0"),
            )
    };
    let (orders, order) = (entry("~1orders/get"), entry("~1orders~1{id}/delete"));
    for (list, code) in [
        (orders.clone(), 1),
        (order.clone(), 1),
        (orders + &order, 0),
    ] {
        shop.write("list.yaml", &list);
        let told = shop.diff(&["old.yaml", "new.yaml", "--accepted", "list.yaml"]);
        assert_eq!(told.code, code, "{list}{}{}", told.text, told.errors);
        let names = "= in: GET /orders, DELETE /orders/{id}";
        assert!(told.text.contains(names), "{}", told.text);
        assert_eq!(told.text.matches("[required-parameter-added]").count(), 1);
    }
}

#[test]
fn a_list_that_is_wrong_ends_with_2_at_its_place() {
    let table = [
        (
            NOTE.replace("property-removed", "property-lost"),
            "`property-lost` is no kind of a change",
        ),
        (
            NOTE.replace("'#/components", "'components"),
            "is no pointer",
        ),
        (NOTE.replace("2999-12-31", "soon"), "`soon` is not a day"),
        (NOTE.replace("reason:", "why:"), "needs the text `reason`"),
        (NOTE.replace("reason:", "why:"), "has no key `why`"),
        (
            "kind: property-removed\n".to_owned(),
            "accepted breaks are a list",
        ),
        (
            "- property-removed\n".to_owned(),
            "an accepted break is a mapping",
        ),
    ];
    for (list, why) in table {
        let told = accepting(&list, &without_note());
        assert_eq!(told.code, 2, "{list}{}", told.errors);
        assert!(told.errors.contains(why), "{list}{}", told.errors);
        assert!(
            told.errors.contains("--> spec/accepted.yaml:"),
            "{}",
            told.errors
        );
    }
}

#[test]
fn a_list_is_given_for_documents_that_are_not_ours() {
    let shop = Checkout::of(SHOP);
    shop.write("old.yaml", SHOP);
    shop.write("new.yaml", &without_note());
    shop.write("list.yaml", NOTE);
    let arguments = ["old.yaml", "new.yaml", "--accepted", "list.yaml"];
    let told = shop.diff(&arguments);
    assert_eq!(told.code, 0, "{}{}", told.text, told.errors);
    let formats = [
        ("json", "\"reason\": \"The vendor never sent it.\""),
        (
            "markdown",
            "Accepted until 2999-12-31: The vendor never sent it.",
        ),
        (
            "junit",
            "<skipped message=\"accepted until 2999-12-31: The vendor never sent it.\"/>",
        ),
    ];
    for (format, line) in formats {
        let told = shop.diff(&[&arguments[..], &["--format", format]].concat());
        assert!(told.text.contains(line), "{}", told.text);
    }
    let told = shop.diff(&[&arguments[..], &["--format", "github"]].concat());
    assert_eq!(told.text, "", "nothing to annotate");
}
