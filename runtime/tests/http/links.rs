//! Pages that are found by links, and credentials that stay at home.

use futures_util::TryStreamExt;
use specwright::testing::{Received, Reply, Server};
use specwright::{Credential, ErrorKind};

use crate::support::api::LinkedNotes;
use crate::support::{api, client};

fn linked(client: &specwright::Client) -> LinkedNotes {
    LinkedNotes {
        client: client.clone(),
        next: None,
    }
}

/// A server of which the first page links there.
fn linking(to: String) -> Server {
    let server = Server::start(move |request| match request.query_value("page") {
        None => Reply::json(format!(r#"{{"data":[{{"id":"1"}}],"nextToken":"{to}"}}"#)),
        Some(_) => Reply::json(r#"{"data":[{"id":"2"}]}"#),
    });
    server.unwrap()
}

fn carries(request: &Received) -> (bool, bool) {
    (
        request.header("authorization").is_some(),
        request.header("x-extra").is_some(),
    )
}

#[tokio::test]
async fn a_link_to_the_own_origin_is_followed_with_credentials() {
    let server = linking("/linked?page=2&limit=2".to_owned());
    let call = linked(&client(&server.url()))
        .customize()
        .header("x-extra", "1")
        .query("q", "1");
    let notes: Vec<_> = call.items().try_collect().await.unwrap();
    assert_eq!(notes.len(), 2);
    let requests = server.requests();
    assert_eq!(
        requests[1].target(),
        "/linked?page=2&limit=2",
        "as it was given"
    );
    assert!(
        requests
            .iter()
            .all(|request| carries(request) == (true, true))
    );
}

#[tokio::test]
async fn a_link_to_another_origin_is_followed_without_credentials() {
    let elsewhere = Server::start(|_| Reply::json(r#"{"data":[{"id":"2"}]}"#)).unwrap();
    for (scheme, credential) in [
        ("bearer", Credential::token("s3cret-token")),
        ("header", Credential::token("s3cret-token")),
        ("query", Credential::token("s3cret-token")),
        ("cookie", Credential::token("s3cret-token")),
    ] {
        let server = linking(format!("{}/linked?page=2", elsewhere.url()));
        let builder = api::builder()
            .base_url(server.url())
            .parameter("orgId", "o")
            .parameter("x-platform-id", "p");
        let client = builder.credential(scheme, credential).build().unwrap();
        let call = linked(&client).customize().header("x-extra", "1");
        let by_hand = call.header("authorization", "Bearer by-hand");
        let notes: Vec<_> = by_hand.items().try_collect().await.unwrap();
        assert_eq!(notes.len(), 2, "{scheme}");
        assert_eq!(server.requests()[0].header("x-platform-id"), Some("p"));
    }
    assert_eq!(elsewhere.requests().len(), 4);
    for request in elsewhere.requests() {
        assert_eq!(
            (carries(&request), request.header("x-api-key")),
            ((false, false), None)
        );
        assert_eq!(request.header("x-platform-id"), None);
        assert_eq!(
            (request.query.as_str(), request.header("cookie")),
            ("page=2", None)
        );
    }
}

#[tokio::test]
async fn a_link_that_cannot_be_trusted_ends_the_list() {
    let links = [
        "http://elsewhere.example/x?page=2",
        "https://user:pass@elsewhere.example/?page=2",
        "//elsewhere.example/?page=2",
        "ftp://elsewhere.example/?page=2",
        "file:///etc/passwd",
        "page=2",
    ];
    for link in links {
        let server = linking(link.to_owned());
        let mut items = linked(&client(&server.url())).customize().items();
        items.next().await.unwrap().unwrap();
        let error = items.next().await.unwrap().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Pagination, "{link}");
        assert!(
            error.to_string().contains("a link of the server"),
            "{error}"
        );
        assert!(items.next().await.is_none());
        assert_eq!(server.requests().len(), 1);
    }
}

#[cfg(feature = "gzip")]
mod gzip {
    use std::io::Write;

    use specwright::ClientOptions;

    use super::*;
    use crate::support::{ListNotes, client_with};

    fn zipped(text: &[u8]) -> Vec<u8> {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        encoder.write_all(text).unwrap();
        encoder.finish().unwrap()
    }

    fn reply(body: Vec<u8>) -> Reply {
        Reply::json(body).header("content-encoding", "gzip")
    }

    #[tokio::test]
    async fn a_compressed_reply_is_read_within_the_limit() {
        let server = Server::start(|request| match request.header("accept-encoding") {
            Some("gzip") => reply(zipped(br#"{"data":[{"id":"1"}]}"#)),
            _ => Reply::status(406),
        });
        let url = server.as_ref().unwrap().url();
        let raw = ListNotes::new(&client(&url))
            .customize()
            .send_raw()
            .await
            .unwrap();
        assert_eq!(raw.parse().unwrap().data.unwrap().len(), 1);
        assert!(!raw.headers().contains_key("content-encoding"));
        let own = ListNotes::new(&client(&url))
            .customize()
            .header("accept-encoding", "identity");
        assert_eq!(
            own.send().await.unwrap_err().status().unwrap().as_u16(),
            406
        );
    }

    #[tokio::test]
    async fn a_bomb_is_not_unpacked_and_a_broken_one_is_an_error() {
        let bomb = zipped(&vec![b' '; 50_000_000]);
        assert!(bomb.len() < 60_000);
        let cut = zipped(br#"{"data":[]}"#);
        let cut = cut[..cut.len() - 6].to_vec();
        let cases = [
            (bomb, "the reply is longer than 100000 bytes", 1),
            (cut, "the reply is not what gzip makes", 2),
            (b"plain".to_vec(), "the reply is not what gzip makes", 2),
        ];
        for (body, message, attempts) in cases {
            let server = Server::start(move |_| reply(body.clone())).unwrap();
            let options = ClientOptions::new().reply_limit(100_000).retries(1);
            let client = client_with(&server.url(), options);
            let error = ListNotes::new(&client).send().await.unwrap_err();
            assert!(error.to_string().contains(message), "{error}");
            assert_eq!(error.attempts().len(), attempts);
        }
    }
}
