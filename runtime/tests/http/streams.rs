//! Bodies that are sent and received as streams: what is repeated, and how long it may take.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use futures_util::{Stream, stream};
use specwright::testing::{Reply, Server};
use specwright::{ByteStream, Bytes, ClientOptions, Json, Lines, Method, Upload};

use crate::support::{calls, client, client_with, server, token_client, token_requests};

/// So many pieces of one byte, with a pause before each.
fn pieces(count: usize, pause: Duration) -> impl Stream<Item = io::Result<Bytes>> + Send {
    stream::unfold(0, move |sent| async move {
        tokio::time::sleep(pause).await;
        (sent < count).then(|| (Ok(Bytes::from_static(b"x")), sent + 1))
    })
}

fn put(client: &specwright::Client, body: impl Into<Upload>) -> specwright::CustomCall {
    client
        .call(Method::PUT, "/file")
        .body("application/octet-stream", body)
}

#[tokio::test]
async fn a_stream_is_sent_once_and_what_can_be_opened_anew_is_repeated() {
    let server = server(|_| Reply::status(503).header("retry-after", "0"));
    let client = client(&server.url());
    let once = Upload::from_stream(pieces(3, Duration::ZERO));
    let error = put(&client, once.clone()).send::<Json>().await.unwrap_err();
    assert_eq!((error.attempts().len(), calls(&server).len()), (1, 1));
    assert_eq!(calls(&server)[0].text(), "xxx");
    let error = put(&client, once).send::<Json>().await.unwrap_err();
    let message = error.to_string();
    assert!(message.contains("was sent before"), "{message}");

    let opened = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&opened);
    let again = Upload::reopened(move || {
        counted.fetch_add(1, Ordering::SeqCst);
        pieces(2, Duration::ZERO)
    });
    let before = calls(&server).len();
    let error = put(&client, again).send::<Json>().await.unwrap_err();
    assert_eq!(
        (error.attempts().len(), opened.load(Ordering::SeqCst)),
        (3, 3)
    );
    let all = calls(&server);
    assert!(all[before..].iter().all(|request| request.text() == "xx"));
}

#[tokio::test]
async fn a_stream_that_was_not_begun_can_still_be_sent() {
    // Nobody listens here: the connection is refused before a byte is read.
    let nobody = Server::start(|_| Reply::status(204)).unwrap().url();
    let once = Upload::from_stream(pieces(1, Duration::ZERO));
    let call = put(&client(&nobody), once.clone());
    let error = call.send::<Json>().await.unwrap_err();
    assert_eq!(error.attempts().len(), 3, "{error}");
    let server = server(|_| Reply::status(204));
    put(&client(&server.url()), once)
        .send::<()>()
        .await
        .unwrap();
    assert_eq!(calls(&server)[0].text(), "x");
}

#[tokio::test]
async fn a_refused_token_is_not_renewed_for_a_stream_that_is_gone() {
    let server = server(|_| Reply::status(401));
    let client = token_client(&server.url(), ClientOptions::new());
    let once = Upload::from_stream(pieces(1, Duration::ZERO));
    let error = put(&client, once).send::<Json>().await.unwrap_err();
    assert!(error.is_auth());
    assert_eq!((calls(&server).len(), token_requests(&server)), (1, 1));
}

#[tokio::test]
async fn an_upload_may_take_as_long_as_it_moves() {
    let server = server(|_| Reply::status(204));
    let time = Duration::from_millis(400);
    let options = ClientOptions::new().timeout(time).attempt_timeout(time);
    let client = client_with(&server.url(), options);
    let slow = Upload::from_stream(pieces(10, time / 4));
    put(&client, slow).send::<()>().await.unwrap();
    let stuck = Upload::from_stream(pieces(2, time * 3));
    let error = put(&client, stuck).send::<()>().await.unwrap_err();
    assert!(error.is_timeout(), "{error}");
}

#[tokio::test]
async fn a_reply_that_is_a_stream_may_take_longer_than_the_call() {
    let server = server(|_| {
        let reply = Reply::status(200).body("application/x-ndjson", "1\n2\n3\n4\n");
        reply.trickle(2, Duration::from_millis(300))
    });
    // Less than the whole reply takes, and much more than its head does, on a busy machine too.
    let time = Duration::from_millis(1000);
    let options = ClientOptions::new().timeout(time).attempt_timeout(time);
    let client = client_with(&server.url(), options.reply_limit(4));
    let call = || client.call(Method::GET, "/feed");
    let mut lines: Lines<Json> = call().send().await.unwrap();
    let mut count = 0;
    while let Some(line) = lines.next().await {
        line.unwrap();
        count += 1;
    }
    assert_eq!(count, 4);
    let stream: ByteStream = call().send().await.unwrap();
    let error = stream.bytes().await.unwrap_err();
    let message = error.to_string();
    assert!(message.contains("longer than 4 bytes"), "{message}");
}

#[tokio::test]
async fn a_stream_that_breaks_says_so_and_ends() {
    let server = server(|_| Reply::status(200).text("1\n2\n3").claiming(99));
    let client = client(&server.url());
    let mut lines: Lines<Json> = client.call(Method::GET, "/feed").send().await.unwrap();
    let mut read = Vec::new();
    while let Some(line) = lines.next().await {
        read.push(line.map_err(|error| error.kind()));
    }
    let broken = read.pop().unwrap().unwrap_err();
    assert_eq!(broken, specwright::ErrorKind::Transport);
    assert!(read.iter().all(Result::is_ok), "{read:?}");
    let refused = server_error().await;
    assert_eq!(refused.status().unwrap().as_u16(), 404);
    assert_eq!(refused.body().unwrap(), "none");
}

/// The body of a refusal is read whole, whatever a success would be.
async fn server_error() -> specwright::Error {
    let server = server(|_| Reply::status(404).text("none"));
    let call = client(&server.url()).call(Method::GET, "/file");
    call.send::<ByteStream>().await.unwrap_err()
}

#[cfg(feature = "blocking")]
#[test]
fn a_stream_is_read_by_waiting() {
    use specwright::blocking::Iter;
    let server = server(|_| Reply::status(200).text("1\n2").trickle(1, Duration::ZERO));
    let client = client(&server.url());
    let call = || client.call(Method::GET, "/feed");
    let bytes: ByteStream = call().send_blocking().unwrap();
    let bytes: Vec<u8> = Iter::new(bytes).flat_map(Result::unwrap).collect();
    assert_eq!(bytes, b"1\n2");
    let lines: Lines<Json> = call().send_blocking().unwrap();
    assert_eq!(Iter::new(lines).map(Result::unwrap).count(), 2);
    let upload = Upload::from_stream(stream::iter([Ok::<_, io::Error>(Bytes::from("x"))]));
    let _ = put(&client, upload).send_blocking::<Json>();
    assert_eq!(calls(&server)[2].text(), "x");
}
