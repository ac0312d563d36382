//! Pages that follow each other.

use specwright::testing::{Received, Reply};

use crate::support::{calls, m3ter_client, m3ter_server};

fn event(id: &str) -> String {
    let time = "2025-01-01T00:00:00Z";
    format!(r#"{{"id": "{id}", "eventName": "e", "eventTime": "{time}", "m3terEvent": {{}}}}"#)
}

#[tokio::test]
async fn an_empty_page_with_a_position_does_not_end_the_stream() {
    let server = m3ter_server(|request: &Received| {
        Reply::json(match request.query_value("nextToken") {
            None => format!(r#"{{"data": [{}], "nextToken": "2"}}"#, event("a")),
            Some("2") => r#"{"data": [], "nextToken": "3"}"#.to_owned(),
            Some("3") => r#"{"nextToken": "4"}"#.to_owned(),
            _ => format!(
                r#"{{"data": [{}, {}], "nextToken": ""}}"#,
                event("b"),
                event("c")
            ),
        })
    });
    let mut events = m3ter_client(&server).list_events().page_size(2).items();
    let mut ids = Vec::new();
    while let Some(event) = events.next().await {
        ids.push(event.expect("an event").id);
    }
    assert_eq!(ids, ["a", "b", "c"]);
    let queries: Vec<String> = calls(&server).into_iter().map(|call| call.query).collect();
    let expected = [
        "pageSize=2",
        "pageSize=2&nextToken=2",
        "pageSize=2&nextToken=3",
        "pageSize=2&nextToken=4",
    ];
    assert_eq!(queries, expected);
}

#[tokio::test]
async fn a_repeated_position_ends_the_stream_with_an_error() {
    let server = m3ter_server(|request: &Received| {
        let next = match request.query_value("nextToken") {
            None => "1",
            Some("1") => "2",
            _ => "1",
        };
        Reply::json(format!(
            r#"{{"data": [{}], "nextToken": "{next}"}}"#,
            event(next)
        ))
    });
    let mut events = m3ter_client(&server).list_events().items();
    let mut seen = Vec::new();
    let error = loop {
        match events.next().await.expect("an error before the end") {
            Ok(event) => seen.push(event.id),
            Err(error) => break error,
        }
    };
    assert_eq!(
        seen,
        ["1", "2", "1"],
        "what came before the loop is not lost"
    );
    assert!(error.to_string().contains("m3ter ListEvents"), "{error}");
    assert!(events.next().await.is_none(), "the stream has ended");
    assert_eq!(calls(&server).len(), 3);
}

#[tokio::test]
async fn pages_can_be_had_one_by_one_and_resumed() {
    let server = m3ter_server(|request: &Received| {
        Reply::json(match request.query_value("nextToken") {
            None => format!(r#"{{"data": [{}], "nextToken": "2"}}"#, event("a")),
            _ => format!(r#"{{"data": [{}]}}"#, event("b")),
        })
    });
    let client = m3ter_client(&server);
    let mut pages = client.list_events().pages();
    let first = pages.next().await.expect("a page").expect("no error");
    assert_eq!(first.data.map(|data| data.len()), Some(1));
    let position = pages.position().expect("there is more").to_owned();
    let mut rest = client.list_events().pages().resume(position);
    let second = rest.next().await.expect("a page").expect("no error");
    assert_eq!(second.data.expect("events")[0].id, "b");
    assert!(rest.next().await.is_none());
}
