//! Idempotency keys, the retry budget, and what an error tells of its attempts. On a paused clock.

use std::collections::HashSet;
use std::time::Duration;

use specwright::{Api, ClientBuilder, ClientOptions, ErrorKind, IdempotencyKey, Json, Method};

use crate::support::api::{Note, PayNote};
use crate::support::fake::{Answer, fake, json, status};
use crate::support::{CreateNote, ListNotes, client_with};

type Headers = &'static [(&'static str, &'static str)];

fn note() -> Note {
    Note {
        id: "1".to_owned(),
        text: None,
    }
}

/// What happened, whether a request under a key is repeated by the server's own rules, and whether by
/// none.
type Case = (&'static str, fn() -> Answer, bool, bool);

const NONE: Headers = &[];

fn reply(status: u16, headers: Headers) -> Answer {
    Answer::Reply(status, headers, String::new())
}

const CASES: &[Case] = &[
    ("400", || reply(400, NONE), false, false),
    ("409", || reply(409, NONE), false, false),
    ("422", || reply(422, NONE), true, false),
    ("429", || reply(429, NONE), true, true),
    ("500", || reply(500, NONE), false, true),
    (
        "500 retryable",
        || reply(500, &[("Idempotency-Retryable", "true")]),
        true,
        true,
    ),
    (
        "500 not retryable",
        || reply(500, &[("Idempotency-Retryable", "false")]),
        false,
        true,
    ),
    ("502", || reply(502, NONE), true, true),
    ("503", || reply(503, NONE), true, true),
    ("lost", || Answer::Lost, true, true),
    ("no answer", || Answer::Never, true, true),
    (
        "told not to",
        || reply(503, &[("x-should-retry", "false")]),
        false,
        false,
    ),
];

#[tokio::test(start_paused = true)]
async fn with_a_key_a_post_is_repeated_as_the_document_says() {
    for (name, fault, by_rules, without) in CASES {
        for (ruled, repeated) in [(true, by_rules), (false, without)] {
            let (options, log) = fake(Duration::ZERO, move |sent| match sent.before {
                0 => fault(),
                _ => json(r#"{"id":"1"}"#),
            });
            let client = client_with("https://h.example", options);
            let body = note();
            let result = match ruled {
                true => PayNote { client, body }.send().await,
                false => {
                    let call = CreateNote { client, body }.customize();
                    call.idempotency_key("by hand").send().await
                }
            };
            assert_eq!(result.is_ok(), *repeated, "{name}: {result:?}");
            let header = if ruled { "x-once" } else { "idempotency-key" };
            let sent = log.all();
            let keys: HashSet<_> = sent.iter().map(|sent| sent.header(header)).collect();
            assert_eq!(sent.len(), 1 + usize::from(*repeated), "{name}");
            assert_eq!(keys.len(), 1, "{name}: all attempts carry the same key");
            assert!(keys.iter().all(|key| !key.is_empty()), "{name}");
        }
    }
}

const EVERYWHERE: Api = Api::new("keyed").idempotency_key(IdempotencyKey::header("Key"));

#[tokio::test(start_paused = true)]
async fn an_api_can_take_keys_with_everything_that_is_not_idempotent() {
    let (options, log) = fake(Duration::ZERO, |sent| match sent.before {
        0 => Answer::Lost,
        _ => json("{}"),
    });
    let builder = ClientBuilder::new(&EVERYWHERE).base_url("https://h.example");
    let client = builder.options(options).build().unwrap();
    let call = |method| client.call(method, "/x");
    call(Method::POST).send::<Json>().await.unwrap();
    call(Method::PATCH).send::<Json>().await.unwrap();
    for method in [Method::GET, Method::PUT, Method::DELETE] {
        call(method).send::<Json>().await.unwrap();
    }
    let by_hand = call(Method::PUT).idempotency_key("mine");
    by_hand.send::<Json>().await.unwrap();
    let keys: Vec<_> = log.all().iter().map(|sent| sent.header("key")).collect();
    assert_eq!(
        keys[0], keys[1],
        "the repeat of the first one carries its key"
    );
    assert_ne!(keys[1], keys[2]);
    assert_eq!((keys[0].len(), keys[2].len()), (36, 36));
    assert_eq!(keys[3..], ["", "", "", "mine"]);
}

#[tokio::test(start_paused = true)]
async fn every_call_has_its_own_key_unless_it_is_given_one() {
    let (options, log) = fake(Duration::ZERO, |_| json(r#"{"id":"1"}"#));
    let client = client_with("https://h.example", options);
    let call = || {
        PayNote {
            client: client.clone(),
            body: note(),
        }
        .customize()
    };
    call().send().await.unwrap();
    call().send().await.unwrap();
    call().idempotency_key("mine").send().await.unwrap();
    call().header("X-Once", "as a header").send().await.unwrap();
    let keys: Vec<_> = log.all().iter().map(|sent| sent.header("x-once")).collect();
    assert_eq!((keys[0].len(), keys[1].len()), (36, 36));
    assert_ne!(keys[0], keys[1]);
    assert_eq!(keys[2..], ["mine", "as a header"]);
    // Without the operation's word for it, nothing is added.
    CreateNote {
        client: client.clone(),
        body: note(),
    }
    .send()
    .await
    .unwrap();
    assert_eq!(log.all().last().unwrap().header("idempotency-key"), "");
    for bad in ["", "a\nb", &"x".repeat(256)] {
        let error = call().idempotency_key(bad).send().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Argument);
    }
}

#[tokio::test(start_paused = true)]
async fn a_client_and_its_kin_share_one_budget_of_retries() {
    let (options, log) = fake(Duration::ZERO, |sent| match sent.before {
        0..60 => status(503),
        _ => json("{}"),
    });
    let client = client_with("https://h.example", options.retry_budget(5).retries(2));
    let derived = client
        .with_options(ClientOptions::new().timeout(Duration::from_secs(9)))
        .unwrap();
    for client in [&client, &client.clone(), &derived, &derived, &client] {
        let error = ListNotes::new(client).send().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Api);
    }
    assert_eq!(log.all().len(), 5 + 5, "five calls, five retries");
    let error = ListNotes::new(&client).send().await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "notes ListNotes: 503 Service Unavailable (not repeated: the retry budget is spent)"
    );
    // One that cannot be repeated anyway does not blame the budget.
    let create = CreateNote {
        client: client.clone(),
        body: note(),
    };
    assert!(
        !create
            .send()
            .await
            .unwrap_err()
            .to_string()
            .contains("budget")
    );
    // A client with a budget of its own is not held up.
    let own = client
        .with_options(ClientOptions::new().retry_budget(5))
        .unwrap();
    assert_eq!(ListNotes::new(&own).send().await.unwrap_err().retries(), 2);
}

#[tokio::test(start_paused = true)]
async fn the_error_tells_of_every_attempt() {
    let (options, _) = fake(Duration::from_millis(20), |sent| match sent.before {
        0 => Answer::Reply(503, &[("retry-after", "2")], String::new()),
        1 => Answer::Lost,
        _ => status(404),
    });
    let client = client_with("https://h.example", options);
    let error = ListNotes::new(&client).send().await.unwrap_err();
    let [first, second, third] = error.attempts() else {
        panic!("{error:?}");
    };
    assert_eq!(first.status().unwrap().as_u16(), 503);
    assert_eq!(first.pause(), Some(Duration::from_secs(2)));
    assert!((20..25).contains(&first.took().as_millis()));
    assert_eq!(
        (second.status(), second.cause()),
        (None, Some("connection reset"))
    );
    assert!(
        second
            .pause()
            .is_some_and(|pause| pause <= Duration::from_secs(1))
    );
    assert_eq!(
        (third.status().unwrap().as_u16(), third.pause()),
        (404, None)
    );
    let told = first.to_string();
    assert!(
        told.starts_with("503 after 2") && told.ends_with("then a pause of 2s"),
        "{told}"
    );
    assert_eq!(error.retries(), 2);
}
