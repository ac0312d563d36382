//! Records that do not fit, and replies that know more than the document.

use futures_util::{StreamExt, TryStreamExt};
use specwright::testing::Reply;
use specwright::{ClientOptions, DriftKind, DriftRecorder, ErrorKind, Nulls};

use crate::support::{ListNotes, calls, client, client_with, server};

/// Two pages: every other record of the first one does not fit.
fn broken_pages(token: Option<&str>) -> Reply {
    match token {
        None => Reply::json(
            r#"{"data":[{"id":7,"text":"a"},{"id":"1"},{},{"id":"2"},null],"nextToken":"b"}"#,
        )
        .header("x-request-id", "r-1"),
        _ => Reply::json(r#"{"data":[{"id":"3"},{"id":null}]}"#),
    }
}

#[tokio::test]
async fn a_bad_record_comes_in_its_place_and_the_rest_comes_too() {
    let server = server(|request| broken_pages(request.query_value("nextToken")));
    let items = ListNotes::new(&client(&server.url())).items().lenient();
    let seen: Vec<String> = items
        .map(|item| match item {
            Ok(note) => note.id,
            Err(error) => {
                assert_eq!(
                    (error.kind(), error.is_retryable()),
                    (ErrorKind::Decode, false)
                );
                let raw = String::from_utf8_lossy(error.body().unwrap()).into_owned();
                format!("{} {raw}", error.decode_error().unwrap().pointer())
            }
        })
        .collect()
        .await;
    let expected = [
        r#"/data/0/id {"id":7,"text":"a"}"#,
        "1",
        "/data/2/id {}",
        "2",
        "/data/4 null",
        "3",
        // A text can be empty, so a `null` costs nothing.
        "",
    ];
    assert_eq!(seen, expected);
}

#[tokio::test]
async fn the_error_of_a_record_says_what_any_error_says() {
    let server = server(|request| broken_pages(request.query_value("nextToken")));
    let mut items = ListNotes::new(&client(&server.url())).items().lenient();
    let error = items.next().await.unwrap().unwrap_err();
    assert_eq!(
        error.to_string(),
        "notes ListNotes: /data/0/id: expected a string, found a number in Note (at byte 15) \
         (request id r-1)"
    );
    assert_eq!(items.position(), None);
    let most = ListNotes::new(&client(&server.url())).items().lenient();
    assert_eq!(most.max_items(5).count().await, 5);
    assert_eq!(calls(&server).len(), 2, "the second page is not needed");
}

#[tokio::test]
async fn a_list_is_strict_unless_told_otherwise() {
    let server = server(|request| broken_pages(request.query_value("nextToken")));
    let mut items = ListNotes::new(&client(&server.url())).items();
    assert!(items.next().await.unwrap().is_err());
    assert!(items.next().await.is_none());
    // What is no JSON is no list of records.
    let server = crate::support::server(|_| Reply::json(r#"{"data":[{"id":"1"},"#));
    let mut items = ListNotes::new(&client(&server.url())).items().lenient();
    assert!(items.next().await.unwrap().is_err());
    assert!(items.next().await.is_none());
}

#[tokio::test]
async fn drift_is_recorded_and_says_what_the_document_should_say() {
    let server = server(|request| match request.query_value("nextToken") {
        None => Reply::json(
            r#"{"data":[{"id":"1","tag":"x"},{"id":"2","tag":"y"}],"total":2,"nextToken":"b"}"#,
        ),
        _ => Reply::json(r#"{"data":[{"id":null},{"id":"3","text":null}]}"#),
    });
    let recorder = DriftRecorder::new();
    let options = ClientOptions::new().drift(recorder.clone());
    let client = client_with(&server.url(), options);
    let items = ListNotes::new(&client).items().lenient();
    assert_eq!(
        items
            .filter(|item| std::future::ready(item.is_ok()))
            .count()
            .await,
        4
    );
    let expected = "Note: add the property `tag` (a string), seen 2 times\n\
                    Note: allow `null` for `id`, seen once\n\
                    Note: allow `null` for `text`, seen once\n\
                    NotePage: add the property `total` (a number), seen once\n";
    assert_eq!(recorder.to_string(), expected);
    // So does a client that takes no `null` for an empty text.
    let strict = client.with_options(ClientOptions::new().nulls(Nulls::Refused));
    let strict = ListNotes::new(&strict.unwrap()).items();
    let strict: Result<Vec<_>, _> = strict.try_collect().await;
    let error = strict.unwrap_err();
    assert!(
        error
            .to_string()
            .contains("/data/0/id: expected a string, found null")
    );
    let null = recorder
        .findings()
        .into_iter()
        .find(|drift| drift.kind == DriftKind::Null);
    assert_eq!(null.unwrap().count, 2);
    assert!(!format!("{client:?}{recorder:?}").contains("tag"));
}
