//! What goes wrong, and what the error says about it.

use std::error::Error as _;

use specwright::testing::Reply;
use specwright::{ClientOptions, Error, ErrorKind};

use crate::support::{CreateNote, GetNote, ListNotes, client, client_with, server, token_client};

async fn failure(reply: Reply) -> Error {
    let server = server(move |_| reply.clone());
    let client = client_with(&server.url(), ClientOptions::new().retries(0));
    ListNotes::new(&client).send().await.unwrap_err()
}

#[tokio::test]
async fn a_refusal_says_in_one_line_what_the_server_said() {
    let long = format!(r#"{{"message":"{}"}}"#, "x".repeat(400));
    let cut = format!(": {}…", "x".repeat(300));
    let json = |body: &str| Reply::json(body.to_owned()).with_status(404);
    let cases = [
        (
            json(r#"{"message":"no such organisation"}"#),
            ": no such organisation",
        ),
        (json(r#"{"error":{"message":"gone","code":7}}"#), ": gone"),
        (json(r#"{"detail":"from a problem"}"#), ": from a problem"),
        (json(r#"{"title":"a title","status":404}"#), ": a title"),
        (
            json(r#"{"error":"invalid_client","error_description":"who?"}"#),
            ": who?",
        ),
        (json(r#"{"error":"invalid_client"}"#), ": invalid_client"),
        (json(r#"{"errors":[{"message":"first"}]}"#), ": first"),
        (
            json(r#"{"message":"a\nb\u001b[31m\u202ec"}"#),
            r": a\u{a}b\u{1b}[31m\u{202e}c",
        ),
        (json(r#"{"message":7}"#), ""),
        (json(&long), cut.as_str()),
        (
            Reply::status(404).text("\nplain words\nmore"),
            ": plain words",
        ),
        (Reply::status(404).body("text/html", "<html>"), ""),
        (Reply::status(404), ""),
        // A server that echoes the key must not bring it into a log.
        (
            json(r#"{"message":"bad token s3cret-token"}"#),
            ": bad token [redacted]",
        ),
    ];
    for (reply, message) in cases {
        let error = failure(reply.header("x-request-id", "5f1")).await;
        assert_eq!(
            error.to_string(),
            format!("notes ListNotes: 404 Not Found{message} (request id 5f1)")
        );
        assert!(!format!("{error:?}").contains("s3cret"), "{error:?}");
    }
}

#[tokio::test]
async fn a_refusal_can_be_asked_for_its_parts() {
    let error = failure(
        Reply::json(r#"{"message":"no"}"#)
            .with_status(409)
            .header("X-REQUEST-ID", "r"),
    )
    .await;
    assert_eq!(
        (error.kind(), error.operation()),
        (ErrorKind::Api, "notes ListNotes")
    );
    assert_eq!(
        (error.status().unwrap().as_u16(), error.request_id()),
        (409, Some("r"))
    );
    assert_eq!(error.body().unwrap().as_ref(), br#"{"message":"no"}"#);
    assert_eq!(error.headers().unwrap()["content-type"], "application/json");
    assert_eq!(
        error
            .failure_of::<ListNotes>()
            .unwrap()
            .unwrap()
            .message
            .as_deref(),
        Some("no")
    );
    assert!(error.body_as::<Vec<i64>>().unwrap().is_err());
    assert!(
        error.is_conflict() && !error.is_not_found() && !error.is_retryable() && !error.is_auth()
    );
    assert_eq!((error.attempts().len(), error.retries()), (1, 0));
    assert!(error.source().is_none() && error.decode_error().is_none());
}

#[tokio::test]
async fn statuses_are_classified() {
    for (status, facts) in [
        (400, [false, false, false, false]),
        (401, [false, false, true, false]),
        (403, [false, false, true, false]),
        (404, [false, true, false, false]),
        (410, [false, true, false, false]),
        (408, [true, false, false, false]),
        (429, [true, false, false, true]),
        (500, [true, false, false, false]),
        (501, [false, false, false, false]),
        (503, [true, false, false, false]),
    ] {
        let error = failure(Reply::status(status)).await;
        let found = [
            error.is_retryable(),
            error.is_not_found(),
            error.is_auth(),
            error.is_rate_limited(),
        ];
        assert_eq!(found, facts, "{status}");
    }
}

#[tokio::test]
async fn a_reply_that_does_not_fit_says_where() {
    let reply =
        Reply::json(r#"{"data":[{"id":"1"},{"text":"the text"}]}"#).header("x-request-id", "r");
    let error = failure(reply).await;
    assert_eq!(error.kind(), ErrorKind::Decode);
    let text = error.to_string();
    assert!(
        text.starts_with("notes ListNotes: /data/1/id: required field is missing in Note"),
        "{text}"
    );
    assert!(
        text.ends_with("(request id r)") && !text.contains("the text"),
        "{text}"
    );
    assert_eq!(error.decode_error().unwrap().pointer(), "/data/1/id");
    assert_eq!(error.status().unwrap().as_u16(), 200);
    assert!(
        error.body().is_some()
            && error.failure_of::<ListNotes>().is_none()
            && !error.is_retryable()
    );
    assert!(error.source().is_some());
}

#[tokio::test]
async fn a_reply_that_is_not_json_is_named_by_its_content_type() {
    let cases = [
        (
            Reply::status(200).body("text/html; charset=utf-8", "<html>"),
            "6 bytes of text/html; charset=utf-8",
        ),
        (Reply::status(200), "an empty body"),
        (Reply::status(204), "an empty body"),
    ];
    for (reply, what) in cases {
        let status = if what.starts_with('6') {
            vec![200]
        } else {
            vec![200, 204]
        };
        let error = failure(reply).await;
        let texts: Vec<_> = status
            .iter()
            .map(|status| {
                format!("notes ListNotes: expected JSON, but the {status} reply is {what}")
            })
            .collect();
        assert!(texts.contains(&error.to_string()), "{error}");
        assert_eq!(error.kind(), ErrorKind::Decode);
    }
    // JSON under a wrong name is JSON.
    let server = server(|_| Reply::status(200).text("{}"));
    assert!(ListNotes::new(&client(&server.url())).send().await.is_ok());
}

#[tokio::test]
async fn a_reply_longer_than_the_limit_is_refused() {
    // One comes in many pieces, the other in one.
    for limit in [50_000, 50] {
        let server = server(move |_| Reply::json(vec![b' '; limit * 2]));
        let client = client_with(&server.url(), ClientOptions::new().reply_limit(limit));
        let error = ListNotes::new(&client).send().await.unwrap_err();
        let expected = format!("notes ListNotes: the reply is longer than {limit} bytes");
        assert_eq!(error.to_string(), expected);
        assert!(!error.is_retryable());
        assert_eq!(server.requests().len(), 1);
    }
}

#[tokio::test]
async fn a_key_in_the_query_is_in_no_error() {
    // Nobody listens on the port of a server that has stopped.
    let url = server(|_| Reply::json("{}")).url();
    let builder = crate::support::api::builder()
        .base_url(url)
        .parameter("orgId", "o");
    let builder = builder.credential("query", specwright::Credential::token("hunter2"));
    let client = builder
        .options(ClientOptions::new().retries(0))
        .build()
        .unwrap();
    let error = ListNotes::new(&client).send().await.unwrap_err();
    let text = format!("{error} {error:?} {:?}", error.source());
    assert!(!text.contains("hunter2"), "{text}");
    assert_eq!(error.kind(), ErrorKind::Transport);
    assert!(
        error.to_string().ends_with("(nothing was sent)") && error.is_retryable(),
        "{error}"
    );
}

#[tokio::test]
async fn a_url_that_is_too_long_is_an_error_not_a_panic() {
    let client = client("https://h.example");
    let error = GetNote {
        client,
        id: "x".repeat(70_000),
    }
    .send()
    .await
    .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Argument);
    assert!(
        error
            .to_string()
            .starts_with("notes GetNote: the URL cannot be sent"),
        "{error}"
    );
}

#[tokio::test]
async fn a_broken_reply_is_a_transport_error() {
    let server = server(|_| Reply::json(r#"{"id":"cut in the middle"}"#).cut());
    let client = token_client(&server.url(), ClientOptions::new());
    let body = crate::support::api::Note {
        id: "1".to_owned(),
        text: None,
    };
    let error = CreateNote { client, body }.send().await.unwrap_err();
    // The server may have created the note, so it is not sent again.
    assert_eq!(
        (error.kind(), error.attempts().len()),
        (ErrorKind::Transport, 1)
    );
    assert!(!error.to_string().contains("nothing was sent"), "{error}");
}
