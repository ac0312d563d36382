//! What arrives at the server for the values that a caller gives, byte for byte.

use specwright::testing::Reply;
use specwright::{Call, ErrorKind, Json, Style};

use crate::support::api::Place;
use crate::support::{GetNote, ListNotes, Search, calls, client, server};

#[tokio::test]
async fn a_path_argument_cannot_change_the_path() {
    let server = server(|_| Reply::json(r#"{"id":"1"}"#));
    let client = client(&server.url());
    let cases = [
        ("plain", "plain"),
        ("a/b c?d", "a%2Fb%20c%3Fd"),
        ("../../admin", "..%2F..%2Fadmin"),
        ("%2f", "%252f"),
        ("#", "%23"),
        ("...", "..."),
        ("a;b,c=d&e+f", "a%3Bb%2Cc%3Dd%26e%2Bf"),
        ("é\r\n\0", "%C3%A9%0D%0A%00"),
        ("~_.-", "~_.-"),
        (" ", "%20"),
    ];
    for (id, wire) in cases {
        GetNote {
            client: client.clone(),
            id: id.to_owned(),
        }
        .send()
        .await
        .unwrap();
        assert_eq!(
            calls(&server).last().unwrap().path,
            format!("/v1/notes/{wire}/text"),
            "{id:?}"
        );
    }
}

#[tokio::test]
async fn a_path_argument_that_would_vanish_is_refused_by_name() {
    let server = server(|_| Reply::json("{}"));
    let client = client(&server.url());
    for (id, message) in [
        ("", "notes GetNote: path parameter `id` is empty"),
        (
            ".",
            "notes GetNote: path parameter `id` makes a segment of nothing but dots",
        ),
        (
            "..",
            "notes GetNote: path parameter `id` makes a segment of nothing but dots",
        ),
    ] {
        let error = GetNote {
            client: client.clone(),
            id: id.to_owned(),
        }
        .send()
        .await
        .unwrap_err();
        assert_eq!(
            (error.kind(), error.to_string().as_str()),
            (ErrorKind::Argument, message)
        );
        assert!(!error.is_retryable());
    }
    assert!(calls(&server).is_empty());
}

/// What a request for these values looks like: its target, `x-list`, `x-map`, `x-json` and `cookie`.
fn wire(place: Place, style: Style, list: &[&str], json: &str) -> Result<[String; 5], String> {
    let search = Search {
        client: client("http://localhost"),
        place,
        style,
        list: list.iter().map(|text| (*text).to_owned()).collect(),
        map: [("a".to_owned(), 1), ("b&".to_owned(), 2)].into(),
        json: specwright::from_slice(json.as_bytes()).unwrap(),
    };
    let request = Call::new(search)
        .request()
        .map_err(|error| error.to_string())?;
    let header = |name: &str| {
        request
            .headers()
            .get(name)
            .map_or("-", |value| value.to_str().unwrap())
            .to_owned()
    };
    let target = request.uri().path_and_query().unwrap().to_string();
    Ok([
        target,
        header("x-list"),
        header("x-map"),
        header("x-json"),
        header("cookie"),
    ])
}

#[test]
fn a_query_is_written_in_every_style() {
    let cases = [
        (
            Style::FormExploded,
            "list%5B%5D=a%2Cb&list%5B%5D=c%20d&a=1&b%26=2&json=x",
        ),
        (Style::Form, "list%5B%5D=a%2Cb,c%20d&map=a,1,b%26,2&json=x"),
        (
            Style::SpaceDelimited,
            "list%5B%5D=a%2Cb%20c%20d&map=a%201%20b%26%202&json=x",
        ),
        (
            Style::PipeDelimited,
            "list%5B%5D=a%2Cb%7Cc%20d&map=a%7C1%7Cb%26%7C2&json=x",
        ),
        (
            Style::DeepObject,
            "list%5B%5D=a%2Cb&list%5B%5D=c%20d&map%5Ba%5D=1&map%5Bb%26%5D=2&json=x",
        ),
    ];
    for (style, query) in cases {
        let [target, ..] = wire(Place::Query, style, &["a,b", "c d"], r#""x""#).unwrap();
        assert_eq!(target, format!("/search/all?{query}"), "{style:?}");
    }
}

#[test]
fn a_scalar_is_written_as_its_json_says() {
    for (json, query) in [
        ("true", "&json=true"),
        ("1.50", "&json=1.50"),
        (
            "12345678901234567890.123456789",
            "&json=12345678901234567890.123456789",
        ),
        (r#""""#, "&json="),
        ("null", ""),
        ("[]", ""),
        (r#"[1,null,"x"]"#, "&json=1,x"),
    ] {
        let [target, ..] = wire(Place::Query, Style::Form, &[], json).unwrap();
        assert_eq!(
            target,
            format!("/search/all?map=a,1,b%26,2{query}"),
            "{json}"
        );
    }
}

#[test]
fn headers_cookies_and_paths_are_written_in_their_styles() {
    let [_, list, map, json, _] = wire(Place::Header, Style::Simple, &["a", "b c"], "7").unwrap();
    assert_eq!([list, map, json], ["a,b c", "a,1,b&,2", "7"]);
    let [_, _, map, ..] = wire(Place::Header, Style::SimpleExploded, &[], "7").unwrap();
    assert_eq!(map, "a=1,b&=2");
    let [.., cookie] = wire(Place::Cookie, Style::Form, &["a;b", "c"], r#""x y""#).unwrap();
    assert_eq!(cookie, "list=a%3Bb,c; json=x%20y");
    let [target, ..] = wire(Place::Path, Style::Simple, &["a/b", "c"], "1").unwrap();
    assert_eq!(target, "/search/a%2Fb,c");
}

#[test]
fn what_a_parameter_cannot_say_is_refused() {
    for (place, list, json, message) in [
        (
            Place::Query,
            "a",
            "[[1]]",
            "query parameter `json` holds a list or object inside another",
        ),
        (
            Place::Query,
            "a",
            r#"{"a":{}}"#,
            "query parameter `json` holds a list or object inside another",
        ),
        (
            Place::Header,
            "a\r\nx: y",
            "1",
            "header parameter `x-list` has a line break or another control character",
        ),
        (Place::Path, "", "1", "path parameter `path` is empty"),
    ] {
        let error = wire(place, Style::Simple, &[list], json).unwrap_err();
        assert_eq!(error, format!("notes Search: {message}"));
    }
    // All of them at once.
    let error = wire(Place::Header, Style::Simple, &["\n"], "[[1]]").unwrap_err();
    assert!(
        error.contains("`x-list`") && error.contains("`x-json`"),
        "{error}"
    );
    assert_eq!(specwright::to_string(&Json::Null), "null");
}

#[tokio::test]
async fn a_repeated_key_is_repeated_and_an_absent_one_is_not_sent() {
    let server = server(|_| Reply::json("{}"));
    let client = client(&server.url());
    let mut list = ListNotes::new(&client);
    list.ids = Some(vec!["a".to_owned(), "b,c".to_owned()]);
    list.send().await.unwrap();
    ListNotes::new(&client).send().await.unwrap();
    let targets: Vec<_> = calls(&server).iter().map(|call| call.target()).collect();
    assert_eq!(
        targets,
        [
            "/organizations/org%201/notes?ids=a&ids=b%2Cc",
            "/organizations/org%201/notes"
        ]
    );
    assert_eq!(calls(&server)[0].header("x-platform-id"), None);
}
