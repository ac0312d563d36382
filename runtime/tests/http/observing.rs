//! Middleware, observers and spans: what they see, and in which order.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use http::{HeaderValue, Request, Response};
use specwright::testing::Reply;
use specwright::{
    Attempt, Body, BoxFuture, CallFacts, ClientOptions, Middleware, Next, Observer, TransportError,
};

use crate::support::api::Note;
use crate::support::fake::{Answer, fake, json, status};
use crate::support::{CreateNote, ListNotes, calls, client_with, server, token_client};

/// Adds its letter to a header on the way out, and to another one on the way back.
struct Letter(&'static str);

impl Middleware for Letter {
    fn handle(
        &self,
        mut request: Request<Body>,
        next: Next,
    ) -> BoxFuture<'static, Result<Response<Body>, TransportError>> {
        let letter = HeaderValue::from_static(self.0);
        request.headers_mut().append("x-letter", letter.clone());
        Box::pin(async move {
            let mut response = next.run(request).await?;
            response.headers_mut().append("x-letter", letter);
            Ok(response)
        })
    }
}

#[tokio::test]
async fn middleware_stands_around_every_attempt_in_its_order() {
    let failed = std::sync::atomic::AtomicBool::new(false);
    let server = server(
        move |_| match failed.swap(true, std::sync::atomic::Ordering::SeqCst) {
            false => Reply::status(503),
            true => Reply::json("{}"),
        },
    );
    let options = ClientOptions::new()
        .middleware(Letter("a"))
        .middleware(Letter("b"));
    let client = token_client(&server.url(), options);
    let derived = client
        .with_options(ClientOptions::new().middleware(Letter("c")))
        .unwrap();
    let reply = ListNotes::new(&derived)
        .customize()
        .send_raw()
        .await
        .unwrap();
    let letters = |headers: &http::HeaderMap| -> String {
        headers
            .get_all("x-letter")
            .iter()
            .map(|value| value.to_str().unwrap())
            .collect()
    };
    assert_eq!(letters(reply.headers()), "cba");
    let sent: Vec<_> = server
        .requests()
        .iter()
        .map(|sent| letters(&sent.headers))
        .collect();
    assert_eq!(sent, ["abc", "abc", "abc"], "the token, and two attempts");
}

/// Fails in place of the network.
struct Refusing(bool);

impl Middleware for Refusing {
    fn handle(
        &self,
        _: Request<Body>,
        _: Next,
    ) -> BoxFuture<'static, Result<Response<Body>, TransportError>> {
        let error = TransportError::new("no");
        let error = if self.0 { error.never_sent() } else { error };
        Box::pin(std::future::ready(Err(error)))
    }
}

#[tokio::test(start_paused = true)]
async fn an_error_of_middleware_counts_as_sent_unless_it_says_otherwise() {
    for (never_sent, attempts) in [(true, 3), (false, 1)] {
        let (options, log) = fake(Duration::ZERO, |_| json("{}"));
        let client = client_with(
            "https://h.example",
            options.middleware(Refusing(never_sent)),
        );
        let body = Note {
            id: "1".to_owned(),
            text: None,
        };
        let error = CreateNote { client, body }.send().await.unwrap_err();
        assert_eq!((error.attempts().len(), log.all().len()), (attempts, 0));
    }
}

/// Writes down what it is told.
#[derive(Clone, Default)]
struct Notes(Arc<Mutex<Vec<String>>>);

impl Observer for Notes {
    fn attempt_ended(&self, call: &CallFacts<'_>, attempt: &Attempt) {
        let line = format!(
            "{} {} {}: {:?}",
            call.method(),
            call.url(),
            call.template(),
            attempt.status()
        );
        self.0.lock().unwrap().push(line);
    }
    fn call_ended(&self, call: &CallFacts<'_>, attempts: &[Attempt]) {
        let line = format!(
            "{} {} {:?}",
            call.operation(),
            attempts.len(),
            call.headers()
        );
        self.0.lock().unwrap().push(line);
    }
}

#[tokio::test(start_paused = true)]
async fn an_observer_sees_all_attempts_and_only_what_is_listed() {
    let (options, _) = fake(Duration::ZERO, |sent| match sent.before {
        0 => status(503),
        1 => Answer::Lost,
        _ => json("{}"),
    });
    let notes = Notes::default();
    let options = options
        .observer(notes.clone())
        .show(["nextToken", "x-open", "authorization"]);
    let client = client_with("https://h.example", options);
    let mut list = ListNotes::new(&client);
    list.ids = Some(vec!["hidden".to_owned()]);
    list.next_token = Some("shown".to_owned());
    let call = list
        .customize()
        .header("x-open", "o")
        .header("x-closed", "c");
    call.header("authorization", "Bearer by-hand")
        .send()
        .await
        .unwrap();
    let url = "https://h.example/organizations/org%201/notes?ids=REDACTED&nextToken=shown";
    let attempt = |end: &str| format!("GET {url} /organizations/{{orgId}}/notes: {end}");
    let expected = [
        attempt("Some(503)"),
        attempt("None"),
        attempt("Some(200)"),
        r#"notes ListNotes 3 [("accept", "application/json"), ("x-open", "o")]"#.to_owned(),
    ];
    assert_eq!(*notes.0.lock().unwrap(), expected);
}

#[tokio::test]
async fn an_observer_is_told_of_token_requests() {
    let server = server(|_| Reply::json("{}"));
    let notes = Notes::default();
    let client = token_client(&server.url(), ClientOptions::new().observer(notes.clone()));
    ListNotes::new(&client).send().await.unwrap();
    let told = notes.0.lock().unwrap().join("\n");
    assert!(told.starts_with("POST http://127.0.0.1:"), "{told}");
    assert!(told.contains("\nnotes access token 1"), "{told}");
    assert_eq!(calls(&server).len(), 1);
}

/// What is written to a log.
#[cfg(feature = "tracing")]
#[derive(Clone, Default)]
pub(crate) struct Sink(pub(crate) Arc<Mutex<Vec<u8>>>);

#[cfg(feature = "tracing")]
impl std::io::Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }
    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// A subscriber that writes every span when it closes.
#[cfg(feature = "tracing")]
pub(crate) fn subscriber(sink: &Sink) -> impl tracing::Subscriber + Send + Sync + use<> {
    let sink = sink.clone();
    tracing_subscriber::fmt()
        .with_ansi(false)
        .with_max_level(tracing::Level::TRACE)
        .with_span_events(tracing_subscriber::fmt::format::FmtSpan::CLOSE)
        .with_writer(Mutex::new(sink))
        .finish()
}

#[cfg(feature = "tracing")]
#[tokio::test(start_paused = true)]
async fn spans_bear_the_names_of_opentelemetry() {
    let (options, _) = fake(Duration::ZERO, |sent| match sent.before {
        0 => status(503),
        1 => Answer::Lost,
        2 => Answer::Never,
        _ => json("{}"),
    });
    let client = client_with("https://h.example:8443", options.retries(3));
    let sink = Sink::default();
    let guard = tracing::subscriber::set_default(subscriber(&sink));
    let call = ListNotes::new(&client)
        .customize()
        .query("secret", "hidden");
    call.send().await.unwrap();
    drop(guard);
    let log = String::from_utf8(sink.0.lock().unwrap().clone()).unwrap();
    let attempts: Vec<_> = log
        .lines()
        .filter(|line| line.contains("attempt{"))
        .collect();
    assert_eq!(attempts.len(), 4, "{log}");
    let all = [
        r#"otel.name="GET /organizations/{orgId}/notes""#,
        r#"otel.kind="client""#,
        r#"http.request.method="GET""#,
        r#"server.address="h.example""#,
        "server.port=8443",
        r#"url.full="https://h.example:8443/organizations/org%201/notes?secret=REDACTED""#,
        r#"url.template="/organizations/{orgId}/notes""#,
    ];
    for part in all {
        assert!(
            attempts.iter().all(|line| line.contains(part)),
            "{part} in {log}"
        );
    }
    let each: [&[&str]; 4] = [
        &[
            "http.response.status_code=503",
            r#"error.type="503""#,
            r#"otel.status_code="ERROR""#,
        ],
        &[
            r#"error.type="transport""#,
            r#"otel.status_description="connection reset""#,
            "http.request.resend_count=1",
        ],
        &[
            r#"error.type="timeout""#,
            r#"otel.status_description="no reply within 30s""#,
        ],
        &[
            "http.response.status_code=200",
            "http.request.resend_count=3",
        ],
    ];
    for (line, parts) in attempts.iter().zip(each) {
        assert!(
            parts.iter().all(|part| line.contains(part)),
            "{parts:?} in {line}"
        );
    }
    let call = log.lines().find(|line| !line.contains("attempt{")).unwrap();
    assert!(
        call.contains(r#"otel.name="notes ListNotes""#) && call.contains("attempts=4"),
        "{call}"
    );
    assert!(!log.contains("hidden"), "{log}");
    assert!(
        log.lines().all(|line| line.contains(": specwright: close")),
        "{log}"
    );
}
