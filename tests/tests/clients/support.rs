//! Servers and clients for the tests.

use specwright::testing::{Received, Reply, Server};
use usage_billing::{m3ter, solvimon};

/// A server that gives every caller the token `t` and leaves the rest to `reply`.
pub fn m3ter_server(reply: impl Fn(&Received) -> Reply + Send + Sync + 'static) -> Server {
    let server = Server::start(move |request| match request.path.as_str() {
        "/oauth/token" => Reply::json(r#"{"access_token": "t", "expires_in": 18000}"#),
        _ => reply(request),
    });
    server.expect("a free port")
}

/// A client of that server.
pub fn m3ter_client(server: &Server) -> m3ter::Client {
    let builder = m3ter::Client::builder()
        .base_url(server.url())
        .org_id("o 1");
    builder
        .client_credentials("key", "secret")
        .build()
        .expect("a client")
}

/// A client of a server that plays Solvimon.
pub fn solvimon_client(server: &Server) -> solvimon::Client {
    let builder = solvimon::Client::builder().base_url(server.url());
    builder.api_key("api-key-1").build().expect("a client")
}

/// What the server received apart from token requests.
pub fn calls(server: &Server) -> Vec<Received> {
    let requests = server.requests().into_iter();
    requests
        .filter(|request| request.path != "/oauth/token")
        .collect()
}
