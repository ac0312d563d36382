//! Access tokens: asked for once, kept, renewed, and never asked for again without need.

use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::time::Duration;

use futures_util::future::join_all;
use specwright::ClientOptions;
use specwright::testing::{Reply, Server};

use crate::support::fake::{Answer, Log, Sent, fake, json};
use crate::support::{ListNotes, TOKEN, calls, server, token_client, token_requests};

pub(crate) const TOKENS: &str = "/oauth/token";

/// A fake network that numbers its tokens, each with this `expires_in`.
pub(crate) fn numbered(
    expires_in: &'static str,
    call: fn(&Sent) -> Answer,
) -> (ClientOptions, Log) {
    fake(Duration::from_millis(10), move |sent| {
        match sent.path.as_str() {
            TOKENS => json(format!(
                r#"{{"access_token":"token-{}"{expires_in}}}"#,
                sent.before + 1
            )),
            _ => call(sent),
        }
    })
}

pub(crate) async fn read(client: &specwright::Client) -> Result<(), specwright::Error> {
    ListNotes::new(client).send().await.map(drop)
}

#[tokio::test]
async fn the_token_request_is_as_the_services_want_it_and_comes_once() {
    let server = server(|_| Reply::json("{}"));
    let client = token_client(&server.url(), ClientOptions::new());
    for _ in 0..5 {
        read(&client).await.unwrap();
    }
    let requests = server.requests();
    assert_eq!(requests.len(), 6);
    let token = &requests[0];
    assert_eq!(
        (token.method.as_str(), token.target().as_str()),
        ("POST", "/oauth/token")
    );
    assert_eq!(
        token.header("authorization"),
        Some("Basic dGhlLWlkOnRoZS1zZWNyZXQ=")
    );
    assert_eq!(
        token.header("content-type"),
        Some("application/x-www-form-urlencoded")
    );
    assert_eq!(token.text(), "grant_type=client_credentials");
    assert!(
        requests[1..]
            .iter()
            .all(|call| call.header("authorization") == Some("Bearer token-1"))
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_thousand_tasks_at_once_cause_one_token_request() {
    let server = Server::start(|request| match request.path.as_str() {
        TOKENS => Reply::json(TOKEN).after(Duration::from_millis(100)),
        _ => Reply::json("{}"),
    });
    let server = server.unwrap();
    let client = token_client(&server.url(), ClientOptions::new());
    let tasks = (0..1000).map(|_| {
        let client = client.clone();
        tokio::spawn(async move { read(&client).await })
    });
    for task in join_all(tasks).await {
        task.unwrap().unwrap();
    }
    assert_eq!((token_requests(&server), calls(&server).len()), (1, 1000));
}

#[tokio::test(start_paused = true)]
async fn a_token_is_renewed_before_it_expires_and_not_sooner() {
    // What the reply says; how long the token is used, in seconds.
    for (expires_in, used) in [
        (r#","expires_in":18000"#, 17_700),
        (r#","expires_in":"18000""#, 17_700),
        (r#","expires_in":600"#, 480),
        (r#","expires_in":10"#, 8),
        ("", 240),
        (r#","expires_in":null"#, 240),
        (r#","expires_in":1e300"#, 1_000_000),
    ] {
        let (options, log) = numbered(expires_in, |_| json("{}"));
        let client = token_client("https://h.example", options);
        read(&client).await.unwrap();
        tokio::time::advance(Duration::from_secs(used - 1)).await;
        read(&client).await.unwrap();
        assert_eq!(log.of(TOKENS).len(), 1, "{expires_in}");
        if used < 1_000_000 {
            tokio::time::advance(Duration::from_secs(2)).await;
            read(&client).await.unwrap();
            assert_eq!(log.of(TOKENS).len(), 2, "{expires_in}");
            assert_eq!(log.all().last().unwrap().authorization, "Bearer token-2");
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_token_without_life_serves_those_who_wait_for_it() {
    let (options, log) = numbered(r#","expires_in":0"#, |_| json("{}"));
    let client = token_client("https://h.example", options);
    join_all((0..10).map(|_| read(&client)))
        .await
        .into_iter()
        .for_each(|result| result.unwrap());
    assert_eq!(log.of(TOKENS).len(), 1);
    read(&client).await.unwrap();
    assert_eq!(log.of(TOKENS).len(), 2);
}

#[tokio::test(start_paused = true)]
async fn clones_and_derived_clients_share_the_token() {
    let (options, log) = numbered(r#","expires_in":600"#, |_| json("{}"));
    let client = token_client("https://h.example", options);
    let derived = client
        .with_options(ClientOptions::new().timeout(Duration::from_secs(5)))
        .unwrap();
    read(&client.clone()).await.unwrap();
    read(&derived).await.unwrap();
    assert_eq!(log.of(TOKENS).len(), 1);
    // The derived one renews it too, for both.
    tokio::time::advance(Duration::from_secs(500)).await;
    read(&derived).await.unwrap();
    read(&client).await.unwrap();
    assert_eq!(log.of(TOKENS).len(), 2);
}

#[tokio::test]
async fn a_token_url_may_be_absolute_but_not_in_the_clear() {
    use specwright::{Api, ClientBuilder, Credential, SecurityScheme};
    const CLEAR: Api = Api::new("clear").server("https://h.example").security(&[
        SecurityScheme::client_credentials("OAuth2", "http://login.example/token"),
    ]);
    let builder =
        ClientBuilder::new(&CLEAR).credential("OAuth2", Credential::client_credentials("i", "s"));
    let error = builder.build().unwrap_err().to_string();
    assert!(
        error.starts_with("clear client: security scheme `OAuth2`: the token URL is not https"),
        "{error}"
    );

    static ASKED: AtomicUsize = AtomicUsize::new(0);
    let login = Server::start(|_| {
        ASKED.fetch_add(1, SeqCst);
        Reply::json(TOKEN)
    });
    // The scheme's URL is a constant of the document, so a test of another host has to leak one.
    let url: &'static str =
        Box::leak(format!("{}/token", login.as_ref().unwrap().url()).into_boxed_str());
    let schemes: &'static [SecurityScheme] =
        Box::leak(Box::new([SecurityScheme::client_credentials(
            "OAuth2", url,
        )]));
    let api: &'static Api = Box::leak(Box::new(crate::support::API.security(schemes)));
    let server = server(|_| Reply::json("{}"));
    let builder = ClientBuilder::new(api)
        .base_url(server.url())
        .parameter("orgId", "o");
    let client = builder
        .credential("OAuth2", Credential::client_credentials("i", "s"))
        .build()
        .unwrap();
    read(&client).await.unwrap();
    assert_eq!((ASKED.load(SeqCst), token_requests(&server)), (1, 0));
}
