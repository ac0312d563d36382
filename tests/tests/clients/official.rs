//! What official clients of the two services were seen to get wrong, and these do not. The rest of it
//! is in `tokens`, `pages`, `requests` and in the tests of the client core.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::time::{Duration, Instant};

use specwright::testing::{Reply, Server};
use specwright::{ClientOptions, DriftRecorder, ErrorKind, Json, Method};
use usage_billing::solvimon::types::{MeterData, MeterDataType};

use crate::support::{calls, m3ter_client, m3ter_server, solvimon_client};

#[tokio::test]
async fn five_calls_in_a_row_cause_one_token_request() {
    let server = m3ter_server(|_| Reply::json(r#"{"data": []}"#));
    let client = m3ter_client(&server);
    for _ in 0..5 {
        client.list_events().send().await.expect("a page");
    }
    assert_eq!((calls(&server).len(), server.requests().len()), (5, 6));
}

#[tokio::test]
async fn a_derived_client_gets_a_new_token_after_a_401() {
    let refused = AtomicUsize::new(0);
    let server = m3ter_server(move |_| match refused.fetch_add(1, SeqCst) {
        1 => Reply::status(401),
        _ => Reply::json(r#"{"data": []}"#),
    });
    let client = m3ter_client(&server);
    let options = ClientOptions::new().timeout(Duration::from_secs(20));
    let derived = client.with_options(options).expect("a client");
    client.list_events().send().await.expect("a page");
    derived.list_events().send().await.expect("a page");
    assert_eq!((calls(&server).len(), server.requests().len()), (3, 5));
}

#[tokio::test]
async fn a_post_without_a_key_is_not_sent_again_after_a_500() {
    let server = m3ter_server(|_| Reply::status(500));
    let call = m3ter_client(&server)
        .core()
        .call(Method::POST, "/measurements");
    let error = call
        .json(&Json::Null)
        .send::<Json>()
        .await
        .expect_err("500");
    assert_eq!((error.retries(), calls(&server).len()), (0, 1));
}

#[tokio::test]
async fn a_date_in_retry_after_is_a_date() {
    let asked = AtomicUsize::new(0);
    let server = m3ter_server(move |_| match asked.fetch_add(1, SeqCst) {
        0 => Reply::status(503)
            .header("date", "Sun, 06 Nov 1994 08:49:37 GMT")
            .header("retry-after", "Sun, 06 Nov 1994 08:49:38 GMT"),
        _ => Reply::json(r#"{"data": []}"#),
    });
    let began = Instant::now();
    let page = m3ter_client(&server).list_events().send().await;
    page.expect("a page");
    let took = began.elapsed();
    assert!((1000..10_000).contains(&took.as_millis()), "{took:?}");
}

/// What Solvimon says of an event, or of another.
async fn event(json: &'static str) -> MeterData {
    let server = Server::start(move |_| Reply::json(json)).expect("a free port");
    let event = solvimon_client(&server).get_event("meda_1").send().await;
    event.expect("an event")
}

#[tokio::test]
async fn a_value_that_is_new_and_a_reference_that_is_short_are_no_errors() {
    let json = r#"{"id":"meda_1","reference":"r","type":"GUESSED"}"#;
    let event = event(json).await;
    assert_eq!(event.reference.as_deref(), Some("r"));
    assert_eq!(
        event.r#type,
        Some(MeterDataType::Unknown("GUESSED".to_owned()))
    );
    assert_eq!(specwright::to_string(&event), json);
}

#[tokio::test]
async fn what_only_the_server_sets_survives_writing_back() {
    let json = r#"{"object_type":"METER_DATA","id":"meda_1","reference":"a-long-reference","created_at":"2025-03-14T09:26:53Z"}"#;
    let event = event(json).await;
    assert_eq!(specwright::to_string(&event), json);
    let again: MeterData = specwright::from_slice(json.as_bytes()).expect("an event");
    assert_eq!(again, event);
}

#[tokio::test]
async fn a_field_that_is_new_is_told_and_is_in_the_raw_reply() {
    let server =
        Server::start(|_| Reply::json(r#"{"id":"meda_1","colour":"red","object_type":null}"#));
    let server = server.expect("a free port");
    let drift = DriftRecorder::new();
    let options = ClientOptions::new().drift(drift.clone());
    let client = solvimon_client(&server).with_options(options);
    let call = client.expect("a client").get_event("meda_1").customize();
    let reply = call.send_raw().await.expect("a reply");
    assert_eq!(
        reply.parse().expect("an event").id.as_deref(),
        Some("meda_1")
    );
    let told = "MeterData: add the property `colour` (a string), seen once\n";
    assert_eq!(drift.to_string(), told);
    let json: Json = reply.parse_as().expect("JSON");
    assert_eq!(json.get("colour").and_then(Json::as_str), Some("red"));
}

#[tokio::test]
async fn a_server_that_says_nothing_is_given_up_and_one_that_is_busy_is_asked_again() {
    let server = Server::start(|_| Reply::json("{}").after(Duration::from_secs(60)));
    let server = server.expect("a free port");
    let options = ClientOptions::new().timeout(Duration::from_millis(100));
    let client = solvimon_client(&server)
        .with_options(options)
        .expect("a client");
    let began = Instant::now();
    let error = client
        .get_event("meda_1")
        .send()
        .await
        .expect_err("no reply");
    assert_eq!(error.kind(), ErrorKind::Timeout);
    assert!(began.elapsed() < Duration::from_secs(20), "{error}");
    let asked = AtomicUsize::new(0);
    let server = Server::start(move |_| match asked.fetch_add(1, SeqCst) {
        0 => Reply::status(503).header("retry-after-ms", "1"),
        _ => Reply::json(r#"{"id":"meda_1"}"#),
    });
    let server = server.expect("a free port");
    let event = solvimon_client(&server).get_event("meda_1").send().await;
    event.expect("an event");
    assert_eq!(server.requests().len(), 2);
}

#[tokio::test]
async fn solvimon_is_sent_a_key_and_its_rules_for_repeating_are_kept() {
    let cases = [
        (409, None, 1),
        (422, None, 2),
        (500, None, 1),
        (500, Some("Idempotency-Retryable"), 2),
        (503, None, 2),
        (429, None, 2),
        (400, None, 1),
    ];
    for (status, header, times) in cases {
        let asked = AtomicUsize::new(0);
        let server = Server::start(move |_| match asked.fetch_add(1, SeqCst) {
            0 => {
                let refused = Reply::status(status).header("retry-after-ms", "1");
                refused.header(header.unwrap_or("x-nothing"), "true")
            }
            _ => Reply::status(204),
        });
        let server = server.expect("a free port");
        let client = solvimon_client(&server);
        let call = client.core().call(Method::POST, "/v{version}/events");
        let sent = call.json(&Json::Null).send::<()>().await;
        assert_eq!(sent.is_ok(), times == 2, "{status} {header:?}");
        let requests = server.requests();
        let keys: BTreeSet<_> = requests
            .iter()
            .map(|request| request.header("idempotency-key"))
            .collect();
        assert_eq!((requests.len(), keys.len()), (times, 1), "{status}");
        assert!(
            keys.iter()
                .all(|key| key.is_some_and(|key| key.len() == 36))
        );
    }
}
