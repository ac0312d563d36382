//! Calls that wait, with and without a runtime around them.

use std::time::Duration;

use specwright::blocking::Blocking;
use specwright::testing::Reply;
use specwright::{Bytes, ClientOptions, ErrorKind, Json, Method};

use crate::support::{ListNotes, calls, client, server, token_client, token_requests};

fn pages(token: Option<&str>) -> Reply {
    Reply::json(match token {
        None => r#"{"data":[{"id":"1"},{"id":"2"}],"nextToken":"b"}"#,
        _ => r#"{"data":[{"id":"3"}]}"#,
    })
}

fn ids(client: &specwright::Client) -> Vec<String> {
    let items = ListNotes::new(client).items_blocking();
    items.map(|item| item.unwrap().id).collect()
}

#[test]
fn without_a_runtime_calls_wait_and_lists_are_iterators() {
    let server = server(|request| pages(request.query_value("nextToken")));
    let client = token_client(&server.url(), ClientOptions::new());
    let page = ListNotes::new(&client).send_blocking().unwrap();
    assert_eq!(page.data.unwrap().len(), 2);
    assert_eq!(ids(&client), ["1", "2", "3"]);
    let pages = ListNotes::new(&client).customize().pages_blocking();
    assert_eq!(pages.count(), 2);
    let mut some = ListNotes::new(&client).items_blocking().max_items(1);
    assert!(some.next().is_some() && some.next().is_none());
    assert_eq!(some.position(), None, "it is still within the first page");
    let resumed = ListNotes::new(&client).items_blocking().resume("b");
    assert_eq!(resumed.position(), Some("b"));
    assert_eq!(resumed.count(), 1);
    let resumed = ListNotes::new(&client).customize().pages_blocking();
    let mut resumed = resumed.resume("b").prefetch();
    assert_eq!(resumed.position(), Some("b"));
    assert!(resumed.next().is_some() && resumed.next().is_none());
    let call = || client.call(Method::GET, "/x");
    let json: Json = call().send_blocking().unwrap();
    assert!(json.get("data").is_some());
    let raw = call().send_raw_blocking::<Json>().unwrap();
    assert_eq!(raw.parse().unwrap(), json);
    let text: Bytes = ListNotes::new(&client)
        .customize()
        .send_as_blocking("text/csv")
        .unwrap();
    assert!(text.starts_with(b"{"));
    let asked = calls(&server).pop().unwrap();
    assert_eq!(asked.header("accept"), Some("text/csv"));
    let raw = ListNotes::new(&client)
        .customize()
        .send_raw_blocking()
        .unwrap();
    assert_eq!(raw.status().as_u16(), 200);
    assert_eq!((token_requests(&server), calls(&server).len()), (1, 12));
}

#[test]
fn many_threads_share_a_client() {
    let server = server(|request| pages(request.query_value("nextToken")));
    let client = token_client(&server.url(), ClientOptions::new());
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..8).map(|_| scope.spawn(|| ids(&client))).collect();
        for thread in threads {
            assert_eq!(thread.join().unwrap().len(), 3);
        }
    });
    assert_eq!((token_requests(&server), calls(&server).len()), (1, 16));
}

/// On one thread, what waits blocks everything: a connection of the runtime that is blocked would
/// never answer.
#[tokio::test]
async fn within_an_async_program_it_neither_panics_nor_waits_for_itself() {
    let server = server(|request| pages(request.query_value("nextToken")));
    let options = ClientOptions::new().timeout(Duration::from_secs(5));
    let client = token_client(&server.url(), options);
    for _ in 0..3 {
        ListNotes::new(&client).send().await.unwrap();
        assert_eq!(ids(&client), ["1", "2", "3"]);
    }
    let client = client.clone();
    let inner = tokio::task::spawn_blocking(move || ids(&client))
        .await
        .unwrap();
    assert_eq!(inner.len(), 3);
    assert_eq!(token_requests(&server), 1, "the token goes along");
}

#[test]
fn failures_retries_and_timeouts_are_the_same() {
    let server = server(|_| Reply::status(503));
    let error = ListNotes::new(&client(&server.url()))
        .send_blocking()
        .unwrap_err();
    assert_eq!((error.kind(), error.attempts().len()), (ErrorKind::Api, 3));
    let slow = crate::support::server(|_| Reply::json("{}").after(Duration::from_secs(5)));
    let call = ListNotes::new(&client(&slow.url())).customize();
    let error = call
        .timeout(Duration::from_millis(50))
        .send_blocking()
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout);
    let mut items = ListNotes::new(&client(&server.url())).items_blocking();
    assert!(items.next().unwrap().is_err());
}
