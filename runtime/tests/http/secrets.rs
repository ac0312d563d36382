//! No secret is ever shown: everything that can be printed is printed, with random secrets, and
//! searched.

use std::collections::BTreeMap;
use std::fmt::Debug;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use proptest::prelude::*;
use specwright::testing::{Reply, Server};
use specwright::{
    AccessToken, Attempt, CallFacts, Client, ClientOptions, Credential, DriftRecorder, Error, Json,
    Method, Observer, Secret,
};

use crate::support::{ListNotes, api};

/// Everything that was printed, and what must not be in it.
#[derive(Clone, Default)]
struct Printed(Arc<Mutex<String>>);

impl Printed {
    fn debug(&self, value: &impl Debug) {
        self.0
            .lock()
            .unwrap()
            .push_str(&format!("{value:?} {value:#?}\n"));
    }

    fn error(&self, error: &Error) {
        self.debug(error);
        let mut cause: Option<&dyn std::error::Error> = Some(error);
        while let Some(error) = cause {
            self.0
                .lock()
                .unwrap()
                .push_str(&format!("{error} {error:?}\n"));
            cause = error.source();
        }
        error.attempts().iter().for_each(|attempt| {
            self.0
                .lock()
                .unwrap()
                .push_str(&format!("{attempt} {attempt:?}\n"));
        });
    }
}

impl Observer for Printed {
    fn attempt_ended(&self, call: &CallFacts<'_>, attempt: &Attempt) {
        self.debug(call);
        self.debug(attempt);
    }
}

/// A server that does the worst: it echoes what it was sent in every message.
fn echo() -> Server {
    let server = Server::start(|request| {
        let auth = request
            .header("authorization")
            .unwrap_or_default()
            .to_owned();
        let key = request.header("x-api-key").unwrap_or_default();
        let cookie = request.header("cookie").unwrap_or_default();
        let text = format!(
            "no: {auth} {key} {cookie} {} {}",
            request.query,
            request.text()
        );
        let body = Json::Object(
            [("message".to_owned(), Json::from(text))]
                .into_iter()
                .collect(),
        );
        match request.path.as_str() {
            // A success that is not what was promised, and holds what was sent.
            "/odd" => Reply::json(body.to_string()).header("x-echo", &auth),
            "/oauth/token" if auth.contains("Z29vZ") => {
                let token = format!(r#"{{"access_token":"tok-{}","expires_in":60}}"#, &auth[8..]);
                Reply::json(token)
            }
            _ => Reply::json(body.to_string()).with_status(403),
        }
    });
    server.unwrap()
}

fn credentials(secret: &str) -> Vec<(&'static str, Credential)> {
    let own = secret.to_owned();
    let provider = move || {
        let own = own.clone();
        async move { Ok(AccessToken::new(own)) }
    };
    vec![
        ("OAuth2", Credential::client_credentials("good", secret)),
        ("OAuth2", Credential::client_credentials("bad", secret)),
        ("bearer", Credential::token(secret)),
        ("header", Credential::token(secret)),
        ("query", Credential::token(secret)),
        ("cookie", Credential::token(secret)),
        ("basic", Credential::basic("user", secret)),
        ("bearer", Credential::provider(provider)),
    ]
}

async fn use_client(client: &Client, printed: &Printed, secret: &str) {
    printed.debug(client);
    let call = ListNotes::new(client).customize();
    printed.debug(&call);
    let other = call.clone().credential("bearer", Credential::token(secret));
    printed.debug(&other);
    let by_hand = call
        .clone()
        .header("authorization", format!("Bearer {secret}"));
    printed.debug(&by_hand);
    printed.error(&other.send().await.unwrap_err());
    printed.error(&call.clone().send().await.unwrap_err());
    printed.debug(&call.clone().items());
    let custom = client.call(Method::GET, "/x");
    printed.debug(&custom);
    printed.error(&custom.send::<Json>().await.unwrap_err());
    printed.debug(&call.request().unwrap().headers());
    printed.debug(&call.clone().pages());
    let odd = client.call(Method::GET, "/odd").query("q", "1");
    match odd.send_raw::<Json>().await {
        Ok(odd) => {
            printed.debug(&odd);
            printed.debug(&odd.attempts());
            printed.error(&odd.parse_as::<Vec<String>>().unwrap_err());
            printed.error(&odd.parse_as::<BTreeMap<String, i64>>().unwrap_err());
        }
        // The one whose credentials buy no token.
        Err(error) => printed.error(&error),
    }
}

/// Failures below HTTP: nobody listens, no time is left, what comes is no HTTP.
async fn fail(client: &Client, printed: &Printed) {
    let options = ClientOptions::new().retries(0);
    let hurried = options.clone().attempt_timeout(Duration::from_nanos(1));
    for options in [options, hurried] {
        let client = client.with_options(options).unwrap();
        printed.debug(&client);
        printed.error(&ListNotes::new(&client).send().await.unwrap_err());
    }
}

/// Webhooks are signed with secrets too.
#[cfg(feature = "webhooks")]
fn distrust(printed: &Printed, secret: &str) {
    use specwright::webhooks::Verifier;
    let verifier: Verifier = Verifier::new("x-time", "x-signature").secrets([secret]);
    printed.debug(&verifier);
    for (time, signature) in [("1", "v1=00"), (secret, secret), ("", "")] {
        let mut headers = http::HeaderMap::new();
        headers.insert("x-time", time.parse().unwrap());
        headers.insert("x-signature", signature.parse().unwrap());
        let error = verifier.event(&headers, secret.as_bytes()).unwrap_err();
        printed.debug(&error);
        printed.0.lock().unwrap().push_str(&format!("{error}\n"));
    }
}

#[cfg(not(feature = "webhooks"))]
fn distrust(_: &Printed, _: &str) {}

fn check(secret: &str) -> String {
    let printed = Printed::default();
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    let work = async {
        let server = echo();
        for (scheme, credential) in credentials(secret) {
            printed.debug(&credential);
            let options = ClientOptions::new()
                .observer(printed.clone())
                .drift(DriftRecorder::new())
                .show(["authorization", "cookie", "x-api-key"]);
            let builder = api::builder()
                .base_url(server.url())
                .parameter("orgId", "o")
                .credential(scheme, credential)
                .options(options);
            printed.debug(&builder);
            let nowhere = builder.clone().base_url("http://127.0.0.1:1");
            use_client(&builder.build().unwrap(), &printed, secret).await;
            fail(&nowhere.build().unwrap(), &printed).await;
        }
        distrust(&printed, secret);
        printed.debug(&Secret::from(secret));
        printed.debug(&AccessToken::new(secret));
        // The recording of a test is printed too, when the test fails.
        printed.debug(&server.requests());
        printed.debug(&server);
    };
    run(&runtime, work, &printed);
    drop(runtime);
    std::mem::take(&mut *printed.0.lock().unwrap())
}

#[cfg(not(feature = "tracing"))]
fn run(runtime: &tokio::runtime::Runtime, work: impl Future<Output = ()>, _: &Printed) {
    runtime.block_on(work);
}

#[cfg(feature = "tracing")]
fn run(runtime: &tokio::runtime::Runtime, work: impl Future<Output = ()>, printed: &Printed) {
    let sink = crate::observing::Sink::default();
    let subscriber = crate::observing::subscriber(&sink);
    tracing::subscriber::with_default(subscriber, || runtime.block_on(work));
    let log = sink.0.lock().unwrap().clone();
    assert!(!log.is_empty());
    printed
        .0
        .lock()
        .unwrap()
        .push_str(&String::from_utf8_lossy(&log));
}

/// The lines that show it.
fn lines<'t>(text: &'t str, secret: &str) -> Vec<&'t str> {
    text.lines()
        .filter(|line| line.contains(secret))
        .take(3)
        .collect()
}

fn encoded(secret: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    let encode = |byte: u8| match plain(byte) {
        true => char::from(byte).to_string(),
        false => format!("%{byte:02X}"),
    };
    secret.bytes().map(encode).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_secret_is_printed(secret in "[!-~]{12,24}") {
        use base64::Engine;
        let text = check(&secret);
        let standard = base64::prelude::BASE64_STANDARD;
        for user in ["good", "bad", "user"] {
            let pair = standard.encode(format!("{user}:{secret}"));
            prop_assert!(lines(&text, &pair).is_empty(), "{:?}", lines(&text, &pair));
        }
        prop_assert!(lines(&text, &secret).is_empty(), "{:?}", lines(&text, &secret));
        // As it stands in a URL.
        let encoded = encoded(&secret);
        prop_assert!(lines(&text, &encoded).is_empty(), "{:?}", lines(&text, &encoded));
        // The token that the secret bought.
        prop_assert!(lines(&text, "tok-").is_empty(), "{:?}", lines(&text, "tok-"));
        // In case nothing is printed at all.
        prop_assert!(text.contains("[redacted]") && text.contains("403"));
        prop_assert!(text.contains("RawResponse") && text.contains("nothing was sent"));
    }
}
