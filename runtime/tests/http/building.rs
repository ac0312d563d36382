//! Building clients: what wins, what is missing, what is refused.

use std::time::Duration;

use specwright::{ClientBuilder, ClientOptions, Credential, ErrorKind};

use crate::support::{ListNotes, api};

fn complete() -> ClientBuilder {
    api::builder().parameter("orgId", "o")
}

fn variables(set: &[(&str, &str)]) -> ClientBuilder {
    let set: Vec<_> = set
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect();
    api::builder().from_variables(move |name| {
        set.iter()
            .find(|(set, _)| set == name)
            .map(|(_, value)| value.clone())
    })
}

#[test]
fn base_urls() {
    let cases = [
        ("https://h.example", Ok("https://h.example")),
        (
            " https://h.example:8443/base/path// ",
            Ok("https://h.example:8443/base/path"),
        ),
        ("http://localhost:80/", Ok("http://localhost:80")),
        ("http://127.0.0.1:9", Ok("http://127.0.0.1:9")),
        ("http://[::1]:9", Ok("http://[::1]:9")),
        ("http://h.example", Err("is not https")),
        ("http://localhost.evil.example", Err("is not https")),
        ("http://127.0.0.1.evil.example", Err("is not https")),
        ("ftp://h.example", Err("has the scheme ftp, not https")),
        ("h.example", Err("is not an absolute URL")),
        ("/path", Err("is not an absolute URL")),
        ("", Err("is not a URL")),
        ("https://user:hunter2@h.example", Err("holds a user name")),
        ("https://h.example/?q", Err("has a query or a fragment")),
        ("https://h.example/#f", Err("has a query or a fragment")),
        (
            "https://h.example/a/../b",
            Err("has a path with dot segments"),
        ),
    ];
    for (url, expected) in cases {
        let built = complete().base_url(url).build();
        match (built, expected) {
            (Ok(client), Ok(base)) => assert_eq!(client.base(), base),
            (Err(error), Err(part)) => {
                assert_eq!(error.kind(), ErrorKind::Config);
                let message = error.to_string();
                assert!(
                    message.starts_with(&format!("notes client: the base URL {part}")),
                    "{message}"
                );
                assert!(!message.contains("hunter2"));
            }
            (built, expected) => panic!("{url}: {built:?} is not {expected:?}"),
        }
    }
    assert!(
        complete()
            .base_url("http://h.example")
            .options(ClientOptions::new().allow_http())
            .build()
            .is_ok()
    );
}

#[test]
fn what_is_given_wins_over_the_environment_and_that_over_the_document() {
    let empty = [("NOTES_ORG_ID", "env"), ("NOTES_BASE_URL", "")];
    let client = variables(&empty).build().unwrap();
    assert_eq!(client.base(), "https://notes.example.com");
    assert_eq!(client.parameter("orgId").as_deref(), Some("env"));
    assert_eq!(client.parameter("version").as_deref(), Some("1"));
    assert_eq!(client.parameter("x-platform-id"), None);

    let set = [
        ("NOTES_ORG_ID", "env"),
        ("NOTES_BASE_URL", "https://env.example"),
    ];
    assert_eq!(
        variables(&set).build().unwrap().base(),
        "https://env.example"
    );
    let given = variables(&set)
        .base_url("https://given.example")
        .parameter("orgId", "given")
        .build()
        .unwrap();
    assert_eq!(
        (given.base(), given.parameter("orgId").as_deref()),
        ("https://given.example", Some("given"))
    );
}

#[test]
fn what_is_missing_is_named_with_the_ways_to_give_it() {
    const BARE: specwright::Api = specwright::Api::new("bare").base_url_variable("BARE_URL");
    for (error, message) in [
        (
            api::builder().build().unwrap_err(),
            "notes client: `orgId` is missing: call `org_id(…)` on the builder or set NOTES_ORG_ID",
        ),
        (
            variables(&[("NOTES_ORG_ID", "")]).build().unwrap_err(),
            "notes client: `orgId` is missing: call `org_id(…)` on the builder or set NOTES_ORG_ID",
        ),
        (
            ClientBuilder::new(&BARE).build().unwrap_err(),
            "bare client: no base URL: call `base_url(…)` on the builder or set BARE_URL",
        ),
        (
            variables(&[
                ("NOTES_ORG_ID", "o"),
                ("NOTES_BASE_URL", "http://h.example"),
            ])
            .build()
            .unwrap_err(),
            "notes client: NOTES_BASE_URL is not https, so that anybody on the way could read the credentials \
             (ClientOptions::allow_http allows it)",
        ),
    ] {
        assert_eq!(
            (error.kind(), error.to_string().as_str()),
            (ErrorKind::Config, message)
        );
    }
}

#[test]
fn what_cannot_be_used_is_refused_without_being_shown() {
    let cases = [
        (
            complete().parameter("other", "x"),
            "the API has no client parameter `other`; it has `orgId`, `x-platform-id`, `version`",
        ),
        (
            complete().credential("other", Credential::token("x")),
            "the API has no security scheme `other`; it has `OAuth2`, `bearer`, `header`, `query`, `cookie`, `basic`",
        ),
        (
            complete().credential("OAuth2", Credential::token("hunter2")),
            "security scheme `OAuth2`: the credential is of another kind than the scheme",
        ),
        (
            complete().credential("basic", Credential::client_credentials("id", "hunter2")),
            "security scheme `basic`: the credential is of another kind than the scheme",
        ),
        (
            complete().credential("bearer", Credential::token("")),
            "security scheme `bearer`: the credential is empty",
        ),
        (
            complete().credential("bearer", Credential::token("hunter2\r\nx: y")),
            "security scheme `bearer`: the credential has a line break or another control character",
        ),
        (
            complete().options(ClientOptions::new().user_agent("a\nb")),
            "the user agent has a line break or another control character",
        ),
    ];
    for (builder, message) in cases {
        assert_eq!(
            builder.build().unwrap_err().to_string(),
            format!("notes client: {message}")
        );
    }
}

#[tokio::test]
async fn without_credentials_nothing_is_sent_and_the_ways_to_give_them_are_named() {
    let error = ListNotes::new(&complete().build().unwrap())
        .send()
        .await
        .unwrap_err();
    assert_eq!((error.kind(), error.attempts().len()), (ErrorKind::Auth, 0));
    assert_eq!(
        error.to_string(),
        "notes ListNotes: no credentials: the operation needs `OAuth2` (NOTES_KEY and NOTES_SECRET) or `bearer` \
         (NOTES_TOKEN) or `header` or `query` or `cookie` or `basic` (NOTES_USER and NOTES_PASSWORD)"
    );
}

#[test]
fn nothing_shows_a_secret() {
    let secret = "hunter2-s3cret";
    let builder = complete()
        .credential("OAuth2", Credential::client_credentials("id", secret))
        .credential("bearer", Credential::token(secret))
        .credential("header", Credential::token(secret))
        .credential("query", Credential::token(secret))
        .credential("basic", Credential::basic("user", secret));
    let client = builder.clone().build().unwrap();
    let list = ListNotes::new(&client);
    let texts = [
        format!("{builder:?}"),
        format!("{client:?}"),
        format!("{list:?} {:?}", list.clone().items()),
        format!(
            "{:?}",
            list.clone().customize().header("authorization", secret)
        ),
        format!("{:?}", specwright::Secret::from(secret)),
        format!("{:?}", ClientOptions::new().timeout(Duration::from_secs(1))),
    ];
    for text in texts {
        assert!(!text.contains("hunter2"), "{text}");
    }
}
