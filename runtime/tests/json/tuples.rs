//! Arrays of which each position has a type of its own.

use specwright::{
    Decimal, Field, Json, Nulls, Object, ObjectInfo, Reader, Tuple, TupleInfo, Union, UnionInfo,
    Variant, to_string,
};

use crate::fixtures::{decode, failure};

#[derive(Clone, Default)]
pub struct Line(pub String, pub Decimal, pub Option<Vec<Pair>>);

impl Tuple for Line {
    const INFO: &'static TupleInfo = &TupleInfo {
        name: "Line",
        positions: &[
            Field::required("0"),
            Field::required("1").text(),
            Field::required("2").nullable(),
        ],
    };
}
specwright::tuple!(Line: 0, 1, 2);

#[derive(Clone, Default)]
pub struct Pair(pub i64, pub Option<i64>);

impl Tuple for Pair {
    const INFO: &'static TupleInfo = &TupleInfo {
        name: "Pair",
        positions: &[Field::required("0"), Field::required("1").nullable()],
    };
}
specwright::tuple!(Pair: 0, 1);

#[derive(Clone, Default)]
pub struct Order {
    pub line: Line,
}

impl Object for Order {
    const INFO: &'static ObjectInfo = &ObjectInfo {
        name: "Order",
        fields: &[Field::required("line")],
    };
}
specwright::object!(Order: line);

one_of!(Entry {
    0 Pair(Pair) = Variant::array("Pair"),
    1 Line(Line) = Variant::array("Line"),
    2 Text(String) = Variant::string("Text")
});

#[test]
fn a_tuple_is_written_as_it_came() {
    for json in [
        r#"["a","1.50",[[1,2],[3,null]]]"#,
        r#"["","0",[]]"#,
        r#"["a","-7",null]"#,
    ] {
        let line: Line = decode(json).expect(json);
        assert_eq!(to_string(&line), json);
        assert_eq!(format!("{line:?}"), format!("Line {json}"));
        let order: Order = decode(&format!(r#"{{"line":{json}}}"#)).expect(json);
        assert_eq!(order.line, line);
    }
    // A number in a position that travels as text may come as a number, and the next one must.
    let line: Line = decode(r#" [ "a" , 1.5 , [ [ 1 , 2 ] ] ] "#).expect("a line");
    assert_eq!(to_string(&line), r#"["a","1.5",[[1,2]]]"#);
    assert_eq!(
        line,
        decode::<Line>(r#"["a","1.50",[[1,2]]]"#).expect("the same")
    );
    // Of a member that comes twice the last counts.
    let twice = r#"{"line":["a","1",[[1,2]]],"line":["b","2",null]}"#;
    let order: Order = decode(twice).expect("an order");
    assert_eq!(to_string(&order), r#"{"line":["b","2",null]}"#);
}

#[test]
fn an_error_names_the_position_or_the_length() {
    for (json, expected) in [
        (
            "{}",
            "top level: expected an array, found an object in Line (at byte 0)",
        ),
        (
            "[]",
            "top level: expected 3 elements, found 0 in Line (at byte 0)",
        ),
        (
            r#"["a","1"]"#,
            "top level: expected 3 elements, found 2 in Line (at byte 0)",
        ),
        (
            r#"["a","1",[],{"b":[]},5]"#,
            "top level: expected 3 elements, found 5 in Line (at byte 0)",
        ),
        (
            r#"["a",true,[]]"#,
            "/1: expected a number, found a boolean in Line (at byte 5)",
        ),
        (
            r#"["a","1",[[1,2],[1,"2"]]]"#,
            "/2/1/1: expected a number, found a string in Pair (at byte 19)",
        ),
        (
            r#"["a","1",[[1]]]"#,
            "/2/0: expected 2 elements, found 1 in Pair (at byte 10)",
        ),
    ] {
        assert_eq!(failure::<Line>(json), expected, "{json}");
    }
    let cut = failure::<Line>(r#"["a","1""#);
    assert!(cut.contains("malformed JSON"), "{cut}");
}

#[test]
fn null_is_read_as_empty_only_where_that_is_harmless() {
    let cases = [
        // (what comes, how null is read, what it becomes or the error, and how many were counted)
        (
            r#"{"line":[null,"1",null]}"#,
            Nulls::Empty,
            Ok(r#"{"line":["","1",null]}"#),
            1,
        ),
        (
            r#"{"line":[null,"1",null]}"#,
            Nulls::Refused,
            Err("/line/0"),
            0,
        ),
        (
            r#"{"line":["a",null,null]}"#,
            Nulls::Empty,
            Err("/line/1"),
            0,
        ),
        (
            r#"{"line":["a",null,null]}"#,
            Nulls::Defaults,
            Ok(r#"{"line":["a","0",null]}"#),
            1,
        ),
        (r#"{"line":null}"#, Nulls::Empty, Err("/line"), 0),
        (
            r#"{"line":null}"#,
            Nulls::Defaults,
            Ok(r#"{"line":["","0",null]}"#),
            1,
        ),
    ];
    for (json, nulls, expected, counted) in cases {
        let mut reader = Reader::new(json.as_bytes()).with_nulls(nulls);
        let read = reader.value::<Order>();
        let read = read
            .map(|order| to_string(&order))
            .map_err(|error| error.pointer());
        let read = read.as_deref().map_err(String::as_str);
        assert_eq!(read, expected, "{json} {nulls:?}");
        if read.is_ok() {
            assert_eq!(reader.stats().nulls, counted, "{json} {nulls:?}");
        }
    }
}

#[test]
fn a_union_tells_tuples_apart() {
    for (json, variant) in [("[1,2]", 0), (r#"["a","1",null]"#, 1), (r#""a""#, 2)] {
        let entry: Entry = decode(json).expect(json);
        let found = match entry {
            Entry::Pair(_) => 0,
            Entry::Line(_) => 1,
            Entry::Text(_) => 2,
            Entry::Unknown(_) => 3,
        };
        assert_eq!(found, variant, "{json}");
    }
    assert_eq!(
        failure::<Entry>("[1,2,3]"),
        "top level: no variant fits (Pair: top level: expected 2 elements, found 3; \
         Line: /0: expected a string, found a number) in Entry (at byte 0)"
    );
}
