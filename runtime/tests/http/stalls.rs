//! What hangs is found out, by default too: connecting, a reply, a feed, an upload. The sockets are
//! real; once all has come that will come, the clock is paused and jumps to the end of the wait.

use std::fmt::Debug;
use std::io;
use std::net::{SocketAddr, TcpListener};
use std::time::Duration;

use futures_util::stream;
use specwright::testing::{Reply, Server};
use specwright::{
    ByteStream, Bytes, Client, ClientOptions, CustomCall, Error, ErrorKind, Events, Json, Lines,
    Method, Upload,
};

use crate::support::api::Note;
use crate::support::{CreateNote, client, client_with, server};

const SECOND: Duration = Duration::from_secs(1);

/// Long enough for all to happen on loopback that is not a wait, on a busy machine too.
const A_WHILE: Duration = Duration::from_millis(700);

/// A place where nobody gets in any more: who listens but never accepts has few places to wait in,
/// and these are taken.
async fn full() -> (SocketAddr, impl Sized) {
    let socket = tokio::net::TcpSocket::new_v4().unwrap();
    socket.bind("127.0.0.1:0".parse().unwrap()).unwrap();
    let listener = socket.listen(1).unwrap();
    let address = listener.local_addr().unwrap();
    let mut waiting = Vec::new();
    let knock = || tokio::net::TcpStream::connect(address);
    while let Ok(there) = tokio::time::timeout(SECOND / 2, knock()).await {
        waiting.push(there.unwrap());
    }
    (address, (listener, waiting))
}

#[tokio::test]
async fn connecting_has_a_time_of_its_own() {
    let (address, _guard) = full().await;
    let set = ClientOptions::new().connect_timeout(SECOND * 2);
    tokio::time::pause();
    for (options, limit) in [(ClientOptions::new(), SECOND * 5), (set, SECOND * 2)] {
        let client = client_with(&format!("http://{address}"), options.retries(0));
        let body = Note::default();
        let began = tokio::time::Instant::now();
        let error = CreateNote { client, body }.send().await.unwrap_err();
        assert_waited(began, limit);
        assert_eq!(error.kind(), ErrorKind::Timeout);
        let message = error.to_string();
        assert!(message.ends_with("(nothing was sent)"), "{message}");
    }
}

/// The timers of tokio are exact to the millisecond.
fn assert_waited(began: tokio::time::Instant, limit: Duration) {
    let waited = began.elapsed();
    let exact = limit..limit + SECOND / 10;
    assert!(exact.contains(&waited), "{waited:?} in place of {limit:?}");
}

/// Waits on a paused clock for the error of a stream of which one piece has come.
async fn silence<T: Debug>(next: impl Future<Output = Option<Result<T, Error>>>, limit: Duration) {
    tokio::time::pause();
    let began = tokio::time::Instant::now();
    let error = next.await.unwrap().unwrap_err();
    assert_waited(began, limit);
    tokio::time::resume();
    let message = format!("notes GET /feed: no byte of the reply came within {limit:?}");
    assert_eq!(error.to_string(), message);
    assert_eq!(error.attempts().len(), 1);
    assert_eq!(
        (error.kind(), error.is_retryable()),
        (ErrorKind::Timeout, true)
    );
}

/// A server whose replies stop in the middle.
fn stuck() -> Server {
    server(|_| {
        let reply = Reply::status(200).body("text/event-stream", "data: 1\n\ndata: 2\n\n");
        reply.stuck()
    })
}

#[tokio::test]
async fn a_stream_that_falls_silent_ends_with_an_error_that_says_so() {
    let server = stuck();
    let set = ClientOptions::new()
        .read_timeout(SECOND * 3)
        .feed_timeout(SECOND * 70);
    let client_of = |set: &ClientOptions| client_with(&server.url(), set.clone());
    let call = |client: &Client| client.call(Method::GET, "/feed");
    type Change = fn(CustomCall) -> CustomCall;
    let cases: [(Client, Change, [u32; 2]); 3] = [
        (client(&server.url()), |call| call, [10, 300]),
        (client_of(&set), |call| call, [3, 70]),
        (
            client_of(&set),
            |call| call.read_timeout(SECOND * 4),
            [4, 4],
        ),
    ];
    for (client, change, [stream, feed]) in cases {
        let call = || change(call(&client));
        let mut bytes: ByteStream = call().send().await.unwrap();
        assert_eq!(bytes.next().await.unwrap().unwrap(), "data: 1\n\n");
        silence(bytes.next(), SECOND * stream).await;
        assert!(bytes.next().await.is_none());

        let mut bytes: ByteStream = call().send().await.unwrap();
        assert_eq!(bytes.next().await.unwrap().unwrap(), "data: 1\n\n");
        silence(async { Some(bytes.bytes().await) }, SECOND * stream).await;

        let mut events: Events<i64> = call().send().await.unwrap();
        assert_eq!(events.next().await.unwrap().unwrap().data, 1);
        silence(events.next(), SECOND * feed).await;
        assert!(events.next().await.is_none());

        let mut lines: Lines<Json> = call().send().await.unwrap();
        assert!(lines.next().await.unwrap().is_err(), "it is no JSON");
        silence(lines.next(), SECOND * feed).await;
        assert!(lines.next().await.is_none());
    }
}

/// Waits on a paused clock for the error of a call that has got as far as it gets.
async fn stall(
    call: impl Future<Output = Result<Json, Error>> + Send + 'static,
) -> (String, Duration) {
    let began = tokio::time::Instant::now();
    let call = tokio::spawn(call);
    tokio::time::sleep(A_WHILE).await;
    tokio::time::pause();
    let error = call.await.unwrap().unwrap_err();
    tokio::time::resume();
    assert!(error.is_timeout(), "{error:?}");
    (error.to_string(), began.elapsed())
}

#[tokio::test]
async fn a_reply_that_stops_in_the_middle_is_given_up() {
    let server = stuck();
    let call = client(&server.url()).call(Method::GET, "/feed").retries(0);
    let (message, took) = stall(call.send()).await;
    assert_eq!(
        message,
        "notes GET /feed: no byte of the reply came within 10s"
    );
    assert!(took < SECOND * 12, "{took:?}");
}

/// So many pieces of a megabyte, and then nothing more, but no end.
fn endless(count: usize) -> Upload {
    let piece = || Ok::<_, io::Error>(Bytes::from(vec![b'x'; 1 << 20]));
    let pieces = stream::iter((0..count).map(move |_| piece()));
    Upload::from_stream(futures_util::StreamExt::chain(pieces, stream::pending()))
}

#[tokio::test]
async fn an_upload_that_stops_says_who_stopped() {
    // It takes connections and reads nothing of them.
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let deaf = format!("http://{}", listener.local_addr().unwrap());
    let reads = server(|_| Reply::json("1"));
    let late = server(|_| Reply::json("1").after(SECOND * 1000));
    let giver = "the stream of the request's body brought nothing";
    let taker = "the server took no more of the request's body";
    let cases = [
        (deaf, endless(1000), taker),
        (reads.url(), endless(1), giver),
        (reads.url(), endless(0), giver),
        (
            late.url(),
            Upload::reopened(|| stream::iter([Ok::<_, io::Error>(Bytes::from("x"))])),
            "no reply",
        ),
        (late.url(), endless(1).with_length(1 << 20), "no reply"),
    ];
    for (url, body, problem) in cases {
        let call = client(&url).call(Method::PUT, "/file").retries(0);
        let (message, took) = stall(call.body("text/plain", body).send()).await;
        assert_eq!(message, format!("notes PUT /file: {problem} within 30s"));
        assert!(took < SECOND * 32, "{took:?}");
    }
}
