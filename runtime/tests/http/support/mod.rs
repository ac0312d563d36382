//! A small API, written as the generator writes one, and a transport without a network.

pub(crate) mod api;
pub(crate) mod fake;

use specwright::testing::{Received, Reply, Server};
use specwright::{Client, ClientOptions, Credential};

pub(crate) use api::{API, CreateNote, Download, GetNote, ListNotes, RemoveNote, Search};

/// A reply of the token endpoint.
pub(crate) const TOKEN: &str =
    r#"{"access_token":"token-1","token_type":"Bearer","expires_in":18000}"#;

/// A server that gives tokens, and answers everything else as the handler says.
pub(crate) fn server(handler: impl Fn(&Received) -> Reply + Send + Sync + 'static) -> Server {
    let server = Server::start(move |request| match request.path.as_str() {
        "/oauth/token" => Reply::json(TOKEN),
        _ => handler(request),
    });
    server.unwrap()
}

/// A client with a fixed token.
pub(crate) fn client(url: &str) -> Client {
    client_with(url, ClientOptions::new())
}

pub(crate) fn client_with(url: &str, options: ClientOptions) -> Client {
    let builder = api::builder().base_url(url).parameter("orgId", "org 1");
    builder
        .credential("bearer", Credential::token("s3cret-token"))
        .options(options)
        .build()
        .unwrap()
}

/// A client that has to ask for its tokens.
pub(crate) fn token_client(url: &str, options: ClientOptions) -> Client {
    let builder = api::builder().base_url(url).parameter("orgId", "org1");
    let credential = Credential::client_credentials("the-id", "the-secret");
    builder
        .credential("OAuth2", credential)
        .options(options)
        .build()
        .unwrap()
}

/// The requests that are not for tokens.
pub(crate) fn calls(server: &Server) -> Vec<Received> {
    server
        .requests()
        .into_iter()
        .filter(|request| request.path != "/oauth/token")
        .collect()
}

pub(crate) fn token_requests(server: &Server) -> usize {
    server.requests().len() - calls(server).len()
}
