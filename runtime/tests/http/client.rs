//! Whole calls over a socket: what is sent, what comes back, who sees the credentials.

use specwright::testing::{Reply, Server};
use specwright::{Bytes, Call, Client, ClientOptions, Credential, ErrorKind};

use crate::support::api::Note;
use crate::support::{
    CreateNote, Download, GetNote, ListNotes, RemoveNote, api, calls, client, client_with, server,
};

fn note(id: &str) -> Note {
    Note {
        id: id.to_owned(),
        text: None,
    }
}

#[tokio::test]
async fn a_call_carries_its_headers_and_decodes_its_reply() {
    let server = server(|_| Reply::json(r#"{"data":[{"id":"1","text":"hello","new":true}]}"#));
    let client = client_with(
        &format!("{}/base/", server.url()),
        ClientOptions::new().user_agent("billing/7"),
    );
    let page = ListNotes::new(&client).send().await.unwrap();
    assert_eq!(
        page.data,
        Some(vec![Note {
            id: "1".to_owned(),
            text: Some("hello".to_owned())
        }])
    );
    let call = &calls(&server)[0];
    assert_eq!(
        (call.method.as_str(), call.path.as_str()),
        ("GET", "/base/organizations/org%201/notes")
    );
    assert_eq!(call.header("authorization"), Some("Bearer s3cret-token"));
    assert_eq!(call.header("accept"), Some("application/json"));
    assert_eq!(
        call.header("user-agent"),
        Some(concat!("billing/7 specwright/", env!("CARGO_PKG_VERSION")))
    );
    assert_eq!((call.header("content-type"), call.body.len()), (None, 0));
}

#[tokio::test]
async fn a_body_is_json_and_replies_of_nothing_and_of_bytes_are_taken() {
    let server = server(|request| match request.path.as_str() {
        "/notes" => Reply::json(request.body.clone()).with_status(201),
        "/download" => Reply::status(200).body("image/png", &b"\x89PNG"[..]),
        _ => Reply::status(204),
    });
    let client = client(&server.url());
    assert_eq!(
        CreateNote {
            client: client.clone(),
            body: note("7")
        }
        .send()
        .await
        .unwrap(),
        note("7")
    );
    assert_eq!(
        calls(&server)[0].header("content-type"),
        Some("application/json")
    );
    assert_eq!(calls(&server)[0].text(), r#"{"id":"7"}"#);
    let raw = Call::new(CreateNote {
        client: client.clone(),
        body: note("7"),
    })
    .send_raw()
    .await
    .unwrap();
    assert_eq!(
        (raw.status().as_u16(), raw.bytes().as_ref()),
        (201, &br#"{"id":"7"}"#[..])
    );
    RemoveNote {
        client: client.clone(),
        id: "7".to_owned(),
    }
    .send()
    .await
    .unwrap();
    let bytes = Download { client }.send().await.unwrap();
    assert_eq!(bytes, Bytes::from_static(b"\x89PNG"));
    let download = calls(&server).pop().unwrap();
    assert_eq!(
        (download.header("accept"), download.header("authorization")),
        (Some("*/*"), None)
    );
}

#[tokio::test]
async fn each_kind_of_credential_goes_to_its_place() {
    let server = server(|_| Reply::json("{}"));
    let cases = [
        (
            "bearer",
            Credential::token("k?y"),
            "authorization",
            "Bearer k?y",
            "",
        ),
        ("header", Credential::token("k?y"), "x-api-key", "k?y", ""),
        (
            "query",
            Credential::token("k?y"),
            "authorization",
            "-",
            "key=k%3Fy",
        ),
        (
            "cookie",
            Credential::token("k?y"),
            "cookie",
            "session=k%3Fy",
            "",
        ),
        (
            "basic",
            Credential::basic("user", "pass"),
            "authorization",
            "Basic dXNlcjpwYXNz",
            "",
        ),
    ];
    for (scheme, credential, header, value, query) in cases {
        let builder = api::builder()
            .base_url(server.url())
            .parameter("orgId", "o");
        ListNotes::new(&builder.credential(scheme, credential).build().unwrap())
            .send()
            .await
            .unwrap();
        let call = calls(&server).pop().unwrap();
        assert_eq!(
            (call.header(header).unwrap_or("-"), call.query.as_str()),
            (value, query),
            "{scheme}"
        );
    }
}

#[tokio::test]
async fn a_credential_in_the_program_wins_over_one_in_the_environment() {
    let environment = |name: &str| match name {
        "NOTES_KEY" | "NOTES_SECRET" | "NOTES_TOKEN" => Some("environment".to_owned()),
        _ => None,
    };
    let builder = api::builder()
        .parameter("orgId", "o")
        .credential("header", Credential::token("program"));
    let request = Call::new(ListNotes::new(
        &builder.from_variables(environment).build().unwrap(),
    ))
    .request()
    .unwrap();
    assert_eq!(request.headers()["x-api-key"], "program");
    assert!(!request.headers().contains_key("authorization"));
}

#[tokio::test]
async fn a_redirect_is_not_followed_so_no_credential_leaves_the_host() {
    let other = Server::start(|_| Reply::json("{}")).unwrap();
    let far = other.url();
    let cases = [
        (format!("{far}/x?key=s3cret"), far),
        (
            "https://u:p@h.example/".to_owned(),
            "https://h.example".to_owned(),
        ),
        ("/x?key=s3cret".to_owned(), "another path".to_owned()),
    ];
    for (target, place) in cases {
        let server = server(move |_| Reply::status(307).header("location", &target));
        let call = ListNotes::new(&client(&server.url())).send();
        let error = call.await.unwrap_err();
        assert_eq!(
            (error.kind(), error.status().unwrap().as_u16()),
            (ErrorKind::Api, 307)
        );
        let text = format!(
            "notes ListNotes: 307 Temporary Redirect: it leads to {place}, which is not followed: is the base URL right?"
        );
        assert_eq!(error.to_string(), text);
    }
    assert!(other.requests().is_empty());
}

#[tokio::test]
async fn a_call_can_add_headers_and_query_but_cannot_split_the_message() {
    let server = server(|_| Reply::json("{}"));
    let client = client(&server.url());
    let list = || ListNotes::new(&client).customize();
    let call = list()
        .header("x-extra", "1")
        .header("Authorization", "Bearer other")
        .query("a b", "c&d");
    call.send().await.unwrap();
    let call = &calls(&server)[0];
    assert_eq!(call.query, "a%20b=c%26d");
    assert_eq!(
        (call.header("x-extra"), call.header("authorization")),
        (Some("1"), Some("Bearer other"))
    );
    for (name, value, message) in [
        (
            "x-extra",
            "1\r\nx: y",
            "header `x-extra` has a line break or another control character",
        ),
        ("x extra", "1", "`x extra` is no name of a header"),
        (
            "Content-Length",
            "0",
            "header `content-length` belongs to the transport",
        ),
        ("host", "h", "header `host` belongs to the transport"),
    ] {
        let error = list().header(name, value).send().await.unwrap_err();
        assert_eq!(error.to_string(), format!("notes ListNotes: {message}"));
    }
    assert_eq!(calls(&server).len(), 1);
}

#[test]
fn a_request_is_built_and_a_reply_decoded_without_sending() {
    let call = Call::new(GetNote {
        client: client("https://h.example/base"),
        id: "7".to_owned(),
    });
    let request = call.request().unwrap();
    assert_eq!(request.uri(), "https://h.example/base/v1/notes/7/text");
    assert_eq!(request.headers()["authorization"], "Bearer s3cret-token");
    assert!(!format!("{request:?}").contains("s3cret"));
    let reply = http::Response::new(Bytes::from(r#"{"id":"7"}"#));
    assert_eq!(call.decode(reply).unwrap(), note("7"));
    let refused = http::Response::builder()
        .status(404)
        .body(Bytes::new())
        .unwrap();
    assert!(call.decode(refused).unwrap_err().is_not_found());
}

#[tokio::test]
async fn a_client_and_its_futures_can_move_between_threads() {
    fn moves<T: Send>(value: T) -> T {
        value
    }
    fn shared<T: Send + Sync + Clone + 'static>(_: &T) {}
    let server = server(|_| Reply::json("{}"));
    let client: Client = client(&server.url());
    shared(&client);
    moves(ListNotes::new(&client).send()).await.unwrap();
    drop(moves(ListNotes::new(&client).items()));
    assert_eq!(
        std::mem::size_of::<specwright::Error>(),
        std::mem::size_of::<usize>()
    );
}
