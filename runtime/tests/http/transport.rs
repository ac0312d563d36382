//! The transport over reqwest, and the server that tests it.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering::SeqCst};
use std::time::{Duration, Instant};

use futures_util::FutureExt;
use specwright::testing::{Reply, Server};
use specwright::{ClientOptions, ErrorKind};

use crate::support::api::Note;
use crate::support::{CreateNote, ListNotes, calls, client, client_with, server};

#[tokio::test]
async fn a_hang_up_and_a_cut_reply_are_repeated_for_a_read() {
    static COUNT: AtomicUsize = AtomicUsize::new(0);
    let server = server(|_| match COUNT.fetch_add(1, SeqCst) {
        0 => Reply::hang_up(),
        1 => Reply::json(r#"{"data":[{"id":"1"}]}"#).cut(),
        _ => Reply::json(r#"{"data":[{"id":"1"}]}"#),
    });
    let page = ListNotes::new(&client(&server.url())).send().await.unwrap();
    assert_eq!(page.data.unwrap().len(), 1);
    assert_eq!(calls(&server).len(), 3);
}

#[tokio::test]
async fn a_post_is_sent_once_when_the_connection_breaks() {
    let server = server(|_| Reply::hang_up());
    let body = Note {
        id: "1".to_owned(),
        text: None,
    };
    let error = CreateNote {
        client: client(&server.url()),
        body,
    }
    .send()
    .await
    .unwrap_err();
    assert_eq!(
        (error.kind(), calls(&server).len()),
        (ErrorKind::Transport, 1)
    );
}

#[tokio::test]
async fn a_post_is_repeated_when_nobody_listens() {
    let url = Server::start(|_| Reply::json("{}")).unwrap().url();
    let body = Note {
        id: "1".to_owned(),
        text: None,
    };
    let error = CreateNote {
        client: client(&url),
        body,
    }
    .send()
    .await
    .unwrap_err();
    assert_eq!(
        (error.kind(), error.attempts().len()),
        (ErrorKind::Transport, 3)
    );
    assert!(error.to_string().contains("nothing was sent"), "{error}");
}

#[test]
fn without_a_runtime_a_call_is_an_error() {
    let server = server(|_| Reply::json("{}"));
    let client = client(&server.url());
    let call = ListNotes::new(&client).send().now_or_never();
    let error = call.unwrap().unwrap_err();
    let problem = "notes ListNotes: there is no tokio runtime here: call from within one";
    assert!(error.to_string().starts_with(problem), "{error}");
    assert_eq!(error.kind(), ErrorKind::Transport);
}

#[tokio::test]
async fn a_slow_reply_times_out() {
    let server = server(|_| Reply::json("{}").after(Duration::from_secs(5)));
    let options = ClientOptions::new()
        .attempt_timeout(Duration::from_millis(300))
        .retries(1);
    let error = ListNotes::new(&client_with(&server.url(), options))
        .send()
        .await
        .unwrap_err();
    assert_eq!(
        (error.kind(), error.attempts().len(), calls(&server).len()),
        (ErrorKind::Timeout, 2, 2)
    );
}

#[tokio::test]
async fn a_body_that_stalls_times_out_and_one_that_goes_on_does_not() {
    let body = r#"{"data":[{"id":"1"},{"id":"2"}]}"#;
    let pause = Arc::new(AtomicU64::new(20));
    let pauses = Arc::clone(&pause);
    let server = server(move |_| {
        let pause = Duration::from_millis(pauses.load(SeqCst));
        Reply::json(body).trickle(2, pause)
    });
    let options = ClientOptions::new()
        .read_timeout(Duration::from_millis(200))
        .retries(0);
    let client = client_with(&server.url(), options);
    // Sixteen pauses are longer than the limit, but no byte is long in coming.
    let page = ListNotes::new(&client).send().await.unwrap();
    assert_eq!(page.data.unwrap().len(), 2);
    pause.store(2000, SeqCst);
    let began = Instant::now();
    let error = ListNotes::new(&client).send().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout);
    let text = "notes ListNotes: no byte of the reply came within 200ms";
    assert_eq!(error.to_string(), text);
    assert!(
        began.elapsed() < Duration::from_secs(2),
        "{:?}",
        began.elapsed()
    );
}

#[tokio::test]
async fn connections_are_reused() {
    let server = server(|_| Reply::json("{}"));
    let client = client(&server.url());
    for _ in 0..200 {
        ListNotes::new(&client).send().await.unwrap();
    }
    assert_eq!(calls(&server).len(), 200);
}
