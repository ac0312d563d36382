//! The token of m3ter: one for any number of callers.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use specwright::testing::{Reply, Server};
use specwright::{AccessToken, Credential};
use usage_billing::m3ter;

use crate::support::{calls, m3ter_client, m3ter_server};

#[tokio::test(flavor = "multi_thread")]
async fn a_thousand_tasks_on_a_fresh_client_cause_one_token_request() {
    let server = Server::start(|request| match request.path.as_str() {
        "/oauth/token" => Reply::json(r#"{"access_token": "t", "expires_in": 18000}"#)
            .after(Duration::from_millis(50)),
        _ => Reply::json(r#"{"data": []}"#),
    });
    let server = server.expect("a free port");
    let client = m3ter_client(&server);
    let tasks: Vec<_> = (0..1000)
        .map(|_| tokio::spawn(client.clone().list_events().send()))
        .collect();
    for task in tasks {
        task.await.expect("no panic").expect("a page");
    }
    assert_eq!(calls(&server).len(), 1000);
    assert_eq!(server.requests().len(), 1001);
}

#[tokio::test]
async fn a_401_causes_one_new_token_and_one_repeat() {
    let tokens = AtomicUsize::new(0);
    let server = Server::start(move |request| match request.path.as_str() {
        "/oauth/token" => {
            let count = tokens.fetch_add(1, Ordering::SeqCst) + 1;
            Reply::json(format!(
                r#"{{"access_token": "t{count}", "expires_in": 18000}}"#
            ))
        }
        _ if request.header("authorization") == Some("Bearer t2") => Reply::json("{}"),
        _ => Reply::json(r#"{"message": "expired"}"#).with_status(401),
    });
    let server = server.expect("a free port");
    m3ter_client(&server)
        .list_events()
        .send()
        .await
        .expect("a page");
    let paths: Vec<String> = server
        .requests()
        .into_iter()
        .map(|request| request.path)
        .collect();
    let events = "/organizations/o%201/events";
    assert_eq!(paths, ["/oauth/token", events, "/oauth/token", events]);
}

#[tokio::test]
async fn a_token_of_ones_own_is_used_as_it_is() {
    let server = m3ter_server(|_| Reply::json("{}"));
    let client = m3ter::Client::builder().base_url(server.url()).org_id("o");
    let client = client.bearer_token("mine").build().expect("a client");
    client.list_events().send().await.expect("a page");
    let [request] = &server.requests()[..] else {
        panic!("one request, none for a token")
    };
    assert_eq!(request.header("authorization"), Some("Bearer mine"));
}

#[tokio::test]
async fn tokens_can_come_from_a_source_of_ones_own() {
    let server = m3ter_server(|_| Reply::json("{}"));
    let vault = Credential::provider(|| async { Ok(AccessToken::new("from the vault")) });
    let client = m3ter::Client::builder().base_url(server.url()).org_id("o");
    let client = client.credential("OAuth2", vault).build();
    let call = client.expect("a client").list_events().send();
    call.await.expect("a page");
    let [request] = &server.requests()[..] else {
        panic!("one request, none for a token")
    };
    assert_eq!(
        request.header("authorization"),
        Some("Bearer from the vault")
    );
}
