//! The transport over reqwest, and the server that tests it.

use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::time::Duration;

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

#[tokio::test]
async fn a_slow_reply_times_out() {
    let server = server(|_| Reply::json("{}").after(Duration::from_secs(5)));
    let options = ClientOptions::new()
        .attempt_timeout(Duration::from_millis(50))
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
async fn connections_are_reused() {
    let server = server(|_| Reply::json("{}"));
    let client = client(&server.url());
    for _ in 0..200 {
        ListNotes::new(&client).send().await.unwrap();
    }
    assert_eq!(calls(&server).len(), 200);
}
