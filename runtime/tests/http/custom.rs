//! Raw replies, and calls of endpoints that the document lacks.

use specwright::testing::{Reply, Server};
use specwright::{Bytes, ClientOptions, ErrorKind, Json, Method, Nullable};

use crate::support::api::{Note, NotePage};
use crate::support::{ListNotes, calls, client, client_with, server, token_client, token_requests};

#[tokio::test]
async fn a_raw_reply_has_it_all_and_is_decoded_on_demand() {
    let server = server(|_| {
        Reply::json(r#"{"data":[{"id":"1"}],"more":7}"#)
            .with_status(206)
            .header("x-request-id", "r-1")
            .header("x-left", "quota of mine")
    });
    let list = ListNotes::new(&client(&server.url())).customize();
    let reply = list.send_raw().await.unwrap();
    assert_eq!(reply.status().as_u16(), 206);
    assert_eq!(reply.headers()["x-left"], "quota of mine");
    assert_eq!(reply.request_id(), Some("r-1"));
    assert_eq!(&reply.bytes()[..], br#"{"data":[{"id":"1"}],"more":7}"#);
    assert_eq!(reply.attempts().len(), 1);
    assert_eq!(reply.parse().unwrap().data.unwrap()[0].id, "1");
    let json = reply.parse_as::<Json>().unwrap();
    assert_eq!(json.pointer("/more").and_then(Json::as_i64), Some(7));
    let error = reply.parse_as::<Vec<Note>>().unwrap_err();
    assert_eq!(
        error.to_string(),
        "notes ListNotes: top level: expected an array, found an object (at byte 0) (request id r-1)"
    );
    let text = format!("{reply:?}");
    assert!(!text.contains("quota") && !text.contains("data"), "{text}");
}

#[tokio::test]
async fn an_endpoint_that_the_document_lacks_is_called_like_any_other() {
    let failed = std::sync::atomic::AtomicBool::new(false);
    let server = server(
        move |_| match failed.swap(true, std::sync::atomic::Ordering::SeqCst) {
            false => Reply::status(503),
            true => Reply::json(r#"{"id":"7"}"#),
        },
    );
    let client = token_client(&server.url(), ClientOptions::new());
    let call = client.call(Method::PUT, "/organizations/{orgId}/v{version}/things/{id}");
    let call = call
        .path("id", "a/b?c")
        .query("q[]", "x&y")
        .header("x-extra", "1");
    let body = Note {
        id: "7".to_owned(),
        text: None,
    };
    let note: Note = call.json(&body).send().await.unwrap();
    assert_eq!(note, body);
    let sent = calls(&server);
    assert_eq!((sent.len(), token_requests(&server)), (2, 1));
    assert_eq!(sent[1].method, "PUT");
    assert_eq!(
        sent[1].target(),
        "/organizations/org1/v1/things/a%2Fb%3Fc?q%5B%5D=x%26y"
    );
    assert_eq!(sent[1].header("authorization"), Some("Bearer token-1"));
    assert_eq!(sent[1].header("content-type"), Some("application/json"));
    assert_eq!(
        (sent[1].header("x-extra"), sent[1].text().as_str()),
        (Some("1"), r#"{"id":"7"}"#)
    );
}

#[tokio::test]
async fn its_options_hold_for_it() {
    let server = server(|_| Reply::status(503));
    let client = client(&server.url());
    let call = || client.call(Method::POST, "/x");
    call().send::<Json>().await.unwrap_err();
    assert_eq!(calls(&server).len(), 1, "a post is sent once");
    let error = call()
        .idempotency_key("k")
        .retries(1)
        .send::<Json>()
        .await
        .unwrap_err();
    assert_eq!(calls(&server).len(), 3, "with a key it is repeated");
    assert!(
        calls(&server)[1..]
            .iter()
            .all(|call| call.header("idempotency-key") == Some("k"))
    );
    assert_eq!(
        error.to_string(),
        "notes POST /x: 503 Service Unavailable (after 2 attempts)"
    );
    call()
        .without_credentials()
        .body("text/csv", "a,b")
        .send::<()>()
        .await
        .unwrap_err();
    let last = calls(&server).pop().unwrap();
    assert_eq!(
        (last.header("authorization"), last.text().as_str()),
        (None, "a,b")
    );
    assert_eq!(last.header("content-type"), Some("text/csv"));
}

#[tokio::test]
async fn a_path_can_neither_leave_its_place_nor_lose_a_part() {
    let server = server(|_| Reply::json("{}"));
    let client = client(&server.url());
    let below = "the path is below the base URL and must begin with `/`";
    let dots = "the path has a segment of nothing but dots";
    let query = "the path has a query: give its parameters with `query(…)`";
    let encoded = "the path must be encoded: give its arguments with `path(…)`";
    let brace = "the path has a brace without its counterpart";
    let refused = [
        ("https://elsewhere.example/x", below),
        ("x", below),
        ("/a/../b", dots),
        ("/a/%2e%2E/b", dots),
        ("/a/./b", dots),
        ("/a?b=c", query),
        ("/a#b", encoded),
        ("/a b", encoded),
        ("/a\\b", encoded),
        ("/a\r\nb", encoded),
        ("/a/{nobody}", "path parameter `nobody` has no value"),
        ("/a/{id", brace),
        ("/a/}", brace),
    ];
    for (path, problem) in refused {
        let result = client.call(Method::GET, path).send::<Json>().await;
        let error = result.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Argument, "{path}");
        assert!(error.to_string().ends_with(problem), "{error}");
    }
    let lost = client.call(Method::GET, "/a/{id}").path("id", "1");
    let lost = lost.path("version", "2").send::<Json>().await.unwrap_err();
    let problem = "notes GET /a/{id}: the path has no place `{version}` for an argument";
    assert_eq!(lost.to_string(), problem);
    // Below the base URL two slashes are an empty segment, not a host.
    let call = client.call(Method::GET, "//elsewhere.example");
    call.send::<Json>().await.unwrap();
    for value in ["", ".", ".."] {
        let call = client.call(Method::GET, "/a/{id}/b").path("id", value);
        assert_eq!(
            call.send::<Json>().await.unwrap_err().kind(),
            ErrorKind::Argument,
            "{value}"
        );
    }
    assert_eq!(calls(&server).len(), 1);
}

#[tokio::test]
async fn what_it_brings_can_be_anything() {
    let server = Server::start(|_| Reply::json(r#"{"data":[],"new":1}"#)).unwrap();
    let client = client_with(&server.url(), ClientOptions::new());
    let call = || client.call(Method::GET, "/x");
    call().send::<()>().await.unwrap();
    assert_eq!(call().send::<Bytes>().await.unwrap().len(), 19);
    assert_eq!(call().send::<NotePage>().await.unwrap().data.unwrap(), []);
}

#[tokio::test]
async fn a_body_that_was_promised_must_come() {
    let server = server(|request| Reply::status(request.path[1..].parse().unwrap()));
    let client = client(&server.url());
    for status in ["200", "204"] {
        let call = || client.call(Method::GET, format!("/{status}"));
        let error = call().send::<Json>().await.unwrap_err();
        let text = format!("expected JSON, but the {status} reply is an empty body");
        assert!(error.to_string().ends_with(&text), "{error}");
        assert_eq!(error.kind(), ErrorKind::Decode);
        assert!(call().send::<Nullable<Json>>().await.unwrap().is_absent());
        assert_eq!(call().send::<Option<Json>>().await.unwrap(), None);
        call().send::<()>().await.unwrap();
    }
}
