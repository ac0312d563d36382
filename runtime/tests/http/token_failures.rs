//! What happens when a token cannot be had, is refused, or nobody waits for it any more.

use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::time::Duration;

use futures_util::future::join_all;
use specwright::testing::{Reply, Server};
use specwright::{ClientOptions, ErrorKind};

use crate::support::fake::{Answer, fake, json, status};
use crate::support::{ListNotes, TOKEN, calls, token_client, token_requests};
use crate::tokens::{TOKENS, numbered, read};

#[tokio::test(start_paused = true)]
async fn after_a_401_there_is_one_new_token_for_all_and_one_repeat() {
    let (options, log) = numbered("", |sent| match sent.authorization.as_str() {
        "Bearer token-1" => status(401),
        _ => json("{}"),
    });
    let client = token_client("https://h.example", options);
    join_all((0..50).map(|_| read(&client)))
        .await
        .into_iter()
        .for_each(|result| result.unwrap());
    assert_eq!(
        (log.of(TOKENS).len(), log.of("/organizations").len()),
        (2, 100)
    );

    // A server that takes no token at all is asked twice, not for ever; retries have nothing to do with it.
    let (options, log) = numbered("", |_| {
        Answer::Reply(401, &[], r#"{"message":"token-2 is bad"}"#.to_owned())
    });
    let error = read(&token_client("https://h.example", options.retries(0)))
        .await
        .unwrap_err();
    assert_eq!(
        (
            log.of(TOKENS).len(),
            log.of("/organizations").len(),
            error.attempts().len()
        ),
        (2, 2, 2)
    );
    assert_eq!(
        error.to_string(),
        "notes ListNotes: 401 Unauthorized: [redacted] is bad (after 2 attempts)"
    );
}

#[tokio::test(start_paused = true)]
async fn a_failed_token_request_fails_the_waiters_and_is_made_anew_by_the_next() {
    let (options, log) = fake(Duration::from_millis(10), |sent| {
        match (sent.path.as_str(), sent.before) {
            (TOKENS, 0) => Answer::Reply(
                403,
                &[],
                r#"{"error_description":"who is the-secret?"}"#.to_owned(),
            ),
            (TOKENS, _) => json(TOKEN),
            _ => json("{}"),
        }
    });
    let client = token_client("https://h.example", options);
    for result in join_all((0..10).map(|_| read(&client))).await {
        let error = result.unwrap_err();
        assert_eq!(
            (error.kind(), error.is_auth(), error.is_retryable()),
            (ErrorKind::Auth, true, false)
        );
        assert_eq!(
            error.to_string(),
            "notes ListNotes: no access token: 403 Forbidden: who is [redacted]?"
        );
        let source = std::error::Error::source(&error).unwrap().to_string();
        assert_eq!(
            source,
            "notes access token: 403 Forbidden: who is [redacted]?"
        );
    }
    assert_eq!(log.all().len(), 1);
    read(&client).await.unwrap();
    assert_eq!(log.of(TOKENS).len(), 2);
}

#[tokio::test(start_paused = true)]
async fn a_token_request_is_repeated_like_one_that_reads() {
    let (options, log) = fake(Duration::ZERO, |sent| {
        match (sent.path.as_str(), sent.before) {
            (TOKENS, 0) => Answer::Lost,
            (TOKENS, 1) => status(500),
            (TOKENS, _) => json(TOKEN),
            _ => json("{}"),
        }
    });
    read(&token_client("https://h.example", options))
        .await
        .unwrap();
    assert_eq!(log.of(TOKENS).len(), 3);
}

#[tokio::test(start_paused = true)]
async fn a_token_reply_that_makes_no_sense_is_an_error() {
    for (reply, message) in [
        ("{}", "the reply has no `access_token`"),
        (r#"{"access_token":""}"#, "the reply has no `access_token`"),
        (
            r#"{"access_token":"hunter2","token_type":"mac"}"#,
            "the token is of type `mac`, not Bearer",
        ),
        (
            r#"{"access_token":"hunter2\n"}"#,
            "the token holds a control character",
        ),
        (
            "<html>hunter2",
            "expected JSON, but the 200 reply is 13 bytes without a content type",
        ),
    ] {
        let (options, _) = fake(Duration::ZERO, move |_| {
            Answer::Reply(200, &[], reply.to_owned())
        });
        let error = read(&token_client("https://h.example", options))
            .await
            .unwrap_err();
        assert_eq!(
            error.to_string(),
            format!("notes ListNotes: no access token: {message}")
        );
        assert!(!format!("{error:?}").contains("hunter2"), "{error:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn dropping_the_task_that_began_the_fetch_loses_nobody() {
    let (options, log) = fake(Duration::from_secs(1), |sent| match sent.path.as_str() {
        TOKENS => json(TOKEN),
        _ => json("{}"),
    });
    let client = token_client("https://h.example", options);
    let first = tokio::spawn({
        let client = client.clone();
        async move { read(&client).await }
    });
    tokio::time::sleep(Duration::from_millis(100)).await;
    let second = tokio::spawn({
        let client = client.clone();
        async move { read(&client).await }
    });
    tokio::time::sleep(Duration::from_millis(100)).await;
    first.abort();
    second.await.unwrap().unwrap();
    assert_eq!(log.of(TOKENS).len(), 1);

    // When all are dropped, the fetch is over, and the next caller begins another.
    let (options, log) = fake(Duration::from_secs(1), |_| json(TOKEN));
    let client = token_client("https://h.example", options);
    tokio::time::timeout(Duration::from_millis(100), read(&client))
        .await
        .unwrap_err();
    tokio::time::sleep(Duration::from_secs(3600)).await;
    read(&client).await.unwrap();
    assert_eq!(log.of(TOKENS).len(), 2);
}

#[tokio::test(start_paused = true)]
async fn waiting_for_a_token_is_within_the_time_of_the_call() {
    let (options, _) = fake(Duration::ZERO, |_| Answer::Never);
    let call = ListNotes::new(&token_client("https://h.example", options)).customize();
    let error = call
        .timeout(Duration::from_secs(3))
        .send()
        .await
        .unwrap_err();
    assert_eq!(
        (error.kind(), error.attempts().len()),
        (ErrorKind::Timeout, 0)
    );
    assert_eq!(
        error.to_string(),
        "notes ListNotes: no access token within 3s"
    );
}

#[tokio::test]
async fn a_refusal_that_comes_late_does_not_throw_the_new_token_away() {
    let counts = [const { AtomicUsize::new(0) }; 2];
    let server = Server::start(move |request| match request.path.as_str() {
        TOKENS => {
            let number = counts[0].fetch_add(1, SeqCst) + 1;
            Reply::json(format!(r#"{{"access_token":"token-{number}"}}"#))
        }
        _ if request.header("authorization") != Some("Bearer token-1") => Reply::json("{}"),
        // Two calls carry the first token: one is refused at once, the other when the second token is there.
        _ => {
            let late = counts[1].fetch_add(1, SeqCst) as u32;
            Reply::status(401).after(Duration::from_millis(300) * late)
        }
    });
    let server = server.unwrap();
    let client = token_client(&server.url(), ClientOptions::new());
    let results = join_all((0..2).map(|_| read(&client))).await;
    results.into_iter().for_each(|result| result.unwrap());
    assert_eq!((token_requests(&server), calls(&server).len()), (2, 4));
}
