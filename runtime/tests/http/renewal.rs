//! Tokens renewed before anybody has to wait, tokens of the caller's own, and calls in another name.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::time::Duration;

use futures_util::future::join_all;
use specwright::{AccessToken, ClientOptions, Credential, ErrorKind, Transport};

use crate::support::fake::{self, Fake, Log, fake, json};
use crate::support::{ListNotes, api, client_with, server, token_client};
use crate::tokens::{TOKENS, read};

const HOUR: Duration = Duration::from_secs(3600);

/// The fake network, with a place to do work beside the callers.
struct Spawning(Fake);

impl Transport for Spawning {
    fn send(
        &self,
        request: http::Request<specwright::Body>,
    ) -> specwright::BoxFuture<
        'static,
        Result<http::Response<specwright::Body>, specwright::TransportError>,
    > {
        self.0.send(request)
    }
    fn sleep(&self, duration: Duration) -> specwright::BoxFuture<'static, ()> {
        self.0.sleep(duration)
    }
    fn now(&self) -> std::time::Instant {
        self.0.now()
    }
    fn spawn(
        &self,
        work: specwright::BoxFuture<'static, ()>,
    ) -> Option<specwright::BoxFuture<'static, ()>> {
        drop(tokio::spawn(work));
        None
    }
}

/// A network of which every reply takes a second. Tokens live an hour; the second one can fail.
fn network(spawns: bool, broken: bool) -> (ClientOptions, Log) {
    let handler = move |sent: &fake::Sent| match (sent.path.as_str(), sent.before) {
        (TOKENS, 1) if broken => fake::status(400),
        (TOKENS, before) => json(format!(
            r#"{{"access_token":"token-{}","expires_in":3600}}"#,
            before + 1
        )),
        _ => json("{}"),
    };
    let (fake, log) = Fake::new(Duration::from_secs(1), handler);
    match spawns {
        true => (ClientOptions::new().transport(Spawning(fake)), log),
        false => (ClientOptions::new().transport(fake), log),
    }
}

#[tokio::test(start_paused = true)]
async fn a_token_near_its_end_is_renewed_while_nobody_waits() {
    let (options, log) = network(true, false);
    let client = token_client("https://h.example", options);
    read(&client).await.unwrap();
    tokio::time::advance(HOUR - Duration::from_secs(200)).await;
    let started = tokio::time::Instant::now();
    for result in join_all((0..50).map(|_| read(&client))).await {
        result.unwrap();
    }
    assert!(
        started.elapsed() < Duration::from_millis(1100),
        "somebody waited"
    );
    assert_eq!(log.of(TOKENS).len(), 2);
    tokio::time::advance(Duration::from_secs(2)).await;
    read(&client).await.unwrap();
    let used = |token: &str| {
        log.all()
            .iter()
            .filter(|sent| sent.authorization == token)
            .count()
    };
    assert_eq!((used("Bearer token-1"), used("Bearer token-2")), (51, 1));
}

#[tokio::test(start_paused = true)]
async fn without_a_place_for_it_one_caller_renews_and_the_others_go_on() {
    let (options, log) = network(false, false);
    let client = token_client("https://h.example", options);
    read(&client).await.unwrap();
    tokio::time::advance(HOUR - Duration::from_secs(200)).await;
    for result in join_all((0..50).map(|_| read(&client))).await {
        result.unwrap();
    }
    let used = |token: &str| {
        log.all()
            .iter()
            .filter(|sent| sent.authorization == token)
            .count()
    };
    assert_eq!((used("Bearer token-1"), used("Bearer token-2")), (50, 1));
    assert_eq!(log.of(TOKENS).len(), 2);
}

#[tokio::test(start_paused = true)]
async fn a_renewal_that_fails_costs_nothing_while_the_old_token_is_good() {
    for spawns in [false, true] {
        let (options, log) = network(spawns, true);
        let client = token_client("https://h.example", options);
        read(&client).await.unwrap();
        tokio::time::advance(HOUR - Duration::from_secs(250)).await;
        for _ in 0..8 {
            read(&client).await.unwrap();
        }
        assert_eq!(log.of(TOKENS).len(), 2, "tries are not repeated at once");
        tokio::time::advance(Duration::from_secs(10)).await;
        read(&client).await.unwrap();
        tokio::time::advance(Duration::from_secs(2)).await;
        read(&client).await.unwrap();
        assert_eq!(log.of(TOKENS).len(), 3);
        assert_eq!(log.all().last().unwrap().authorization, "Bearer token-3");
    }
}

#[tokio::test(start_paused = true)]
async fn the_callers_own_source_is_asked_once_renewed_and_asked_again_after_a_401() {
    static ASKED: AtomicUsize = AtomicUsize::new(0);
    let provider = || async {
        let number = ASKED.fetch_add(1, SeqCst) + 1;
        tokio::time::sleep(Duration::from_secs(1)).await;
        match number {
            4 => Err("the vault is sealed".into()),
            _ => Ok(AccessToken::new(format!("own-{number}")).expires_in(HOUR)),
        }
    };
    for (scheme, place, prefix) in [
        ("OAuth2", "authorization", "Bearer "),
        ("header", "x-api-key", ""),
    ] {
        ASKED.store(0, SeqCst);
        let (options, log) = fake(Duration::ZERO, move |sent| match sent.header(place) {
            value if value == format!("{prefix}own-2") => fake::status(401),
            _ => json("{}"),
        });
        let builder = api::builder()
            .base_url("https://h.example")
            .parameter("orgId", "o");
        let client = builder
            .credential(scheme, Credential::provider(provider))
            .options(options)
            .build()
            .unwrap();
        for result in join_all((0..20).map(|_| read(&client))).await {
            result.unwrap();
        }
        assert_eq!(ASKED.load(SeqCst), 1, "asked once for twenty");
        read(&client).await.unwrap();
        assert_eq!(ASKED.load(SeqCst), 1, "kept while it is good");
        tokio::time::advance(HOUR).await;
        read(&client).await.unwrap();
        let last = log.all().last().unwrap().header(place);
        assert_eq!(last, format!("{prefix}own-3"), "the second one was refused");
        tokio::time::advance(HOUR).await;
        let error = read(&client).await.unwrap_err();
        assert_eq!(
            (error.kind(), error.to_string().as_str()),
            (
                ErrorKind::Auth,
                "notes ListNotes: no access token: the vault is sealed"
            )
        );
        read(&client).await.unwrap();
    }
}

#[tokio::test]
async fn a_provider_fits_only_where_a_token_goes_into_a_header() {
    for scheme in ["query", "cookie", "basic"] {
        let builder = api::builder()
            .base_url("https://h.example")
            .parameter("orgId", "o");
        let provider = Credential::provider(|| async { Ok(AccessToken::new("t")) });
        let error = builder.credential(scheme, provider).build().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Config, "{scheme}");
    }
}

#[tokio::test]
async fn one_call_can_be_made_in_another_name() {
    let server = server(|_| specwright::testing::Reply::json("{}"));
    let client = client_with(&server.url(), ClientOptions::new());
    let call = || ListNotes::new(&client).customize();
    call()
        .credential("header", Credential::token("another-key"))
        .send()
        .await
        .unwrap();
    call()
        .credential("bearer", Credential::token("another-token"))
        .send()
        .await
        .unwrap();
    let own = Arc::new(AtomicUsize::new(0));
    let asked = Arc::clone(&own);
    let provider = move || {
        asked.fetch_add(1, SeqCst);
        async { Ok(AccessToken::new("own").expires_in(HOUR)) }
    };
    let pages = call().credential("OAuth2", Credential::provider(provider));
    pages.clone().send().await.unwrap();
    pages.send().await.unwrap();
    call().send().await.unwrap();
    let sent: Vec<_> = server
        .requests()
        .iter()
        .map(|it| {
            (
                it.header("authorization").map(str::to_owned),
                it.header("x-api-key").map(str::to_owned),
            )
        })
        .collect();
    let bearer = |token: &str| (Some(format!("Bearer {token}")), None);
    let key = (None, Some("another-key".to_owned()));
    let expected = [
        key,
        bearer("another-token"),
        bearer("own"),
        bearer("own"),
        bearer("s3cret-token"),
    ];
    assert_eq!(sent, expected);
    assert_eq!(own.load(SeqCst), 1, "the token is kept between the calls");
    let error = call()
        .credential("nosuch", Credential::token("t"))
        .send()
        .await
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        "notes ListNotes: the API has no security scheme `nosuch`; it has `OAuth2`, `bearer`, `header`, `query`, \
         `cookie`, `basic`"
    );
}
