//! What is repeated, after how long, and what is not. On a paused clock.

use std::time::Duration;

use specwright::{Client, Error, ErrorKind};

use crate::support::api::Note;
use crate::support::fake::{Answer, Log, fake, json, status};
use crate::support::{CreateNote, ListNotes, client_with};

type Headers = &'static [(&'static str, &'static str)];

/// A client of a network that answers with one fault, and well from then on.
fn once(fault: fn() -> Answer) -> (Client, Log) {
    let (options, log) = fake(Duration::ZERO, move |sent| match sent.before {
        0 => fault(),
        _ => json(r#"{"id":"1"}"#),
    });
    (client_with("https://h.example", options), log)
}

/// A client of a network that always answers so.
fn always(retries: u32, answer: impl Fn() -> Answer + Send + Sync + 'static) -> (Client, Log) {
    let (options, log) = fake(Duration::ZERO, move |_| answer());
    (
        client_with("https://h.example", options.retries(retries)),
        log,
    )
}

async fn read(client: &Client) -> Result<(), Error> {
    ListNotes::new(client).send().await.map(drop)
}

async fn create(client: &Client) -> Result<(), Error> {
    let body = Note {
        id: "1".to_owned(),
        text: None,
    };
    CreateNote {
        client: client.clone(),
        body,
    }
    .send()
    .await
    .map(drop)
}

#[tokio::test(start_paused = true)]
async fn a_request_is_repeated_only_where_that_is_safe() {
    const NONE: Headers = &[];
    const AFTER: Headers = &[("retry-after", "1")];
    const YES: Headers = &[("x-should-retry", "true")];
    const NO: Headers = &[("x-should-retry", "false")];
    fn reply(status: u16, headers: Headers) -> Answer {
        Answer::Reply(status, headers, String::new())
    }
    // What happened; whether a GET is repeated; whether a POST is.
    type Case = (&'static str, fn() -> Answer, bool, bool);
    let cases: &[Case] = &[
        ("400", || reply(400, NONE), false, false),
        ("400 told to retry", || reply(400, YES), true, true),
        ("404", || reply(404, NONE), false, false),
        ("408", || reply(408, NONE), true, false),
        ("409", || reply(409, NONE), false, false),
        ("429", || reply(429, NONE), true, true),
        ("429 told not to", || reply(429, NO), false, false),
        ("500", || reply(500, NONE), true, false),
        ("500 with a wait", || reply(500, AFTER), true, false),
        ("500 told to retry", || reply(500, YES), true, true),
        ("500 told not to", || reply(500, NO), false, false),
        ("501", || reply(501, NONE), false, false),
        ("502", || reply(502, NONE), true, false),
        ("503", || reply(503, NONE), true, false),
        ("503 with a wait", || reply(503, AFTER), true, true),
        ("504", || reply(504, NONE), true, false),
        ("no connection", || Answer::NeverSent, true, true),
        ("connection lost", || Answer::Lost, true, false),
        ("no answer", || Answer::Never, true, false),
        ("no body", || Answer::HeadOnly, true, false),
    ];
    for (name, fault, reads, writes) in cases {
        let (client, log) = once(*fault);
        assert_eq!(read(&client).await.is_ok(), *reads, "GET, {name}");
        assert_eq!(log.all().len(), 1 + usize::from(*reads), "GET, {name}");
        let (client, log) = once(*fault);
        assert_eq!(create(&client).await.is_ok(), *writes, "POST, {name}");
        assert_eq!(log.all().len(), 1 + usize::from(*writes), "POST, {name}");
    }
}

#[tokio::test(start_paused = true)]
async fn the_server_says_how_long_to_wait() {
    // One that the server does not say is drawn between nothing and half a second.
    let drawn = 0..=500;
    let cases: &[(Headers, std::ops::RangeInclusive<u128>)] = &[
        (&[("retry-after", "7")], 7000..=7002),
        (&[("retry-after", "0.25")], 250..=252),
        (
            &[("retry-after-ms", "1500"), ("retry-after", "7")],
            1500..=1502,
        ),
        (
            &[
                ("date", "Sun, 06 Nov 1994 08:49:37 GMT"),
                ("retry-after", "Sun, 06 Nov 1994 08:50:07 GMT"),
            ],
            30_000..=30_002,
        ),
        (&[("retry-after", "Sun, 06 Nov 1994 08:49:37 GMT")], 0..=2),
        (&[("retry-after", "60")], 60_000..=60_002),
        (&[("retry-after", "soon")], drawn.clone()),
        (&[("retry-after", "-1")], drawn.clone()),
        (&[("retry-after", "NaN")], drawn.clone()),
        (&[], drawn),
    ];
    for &(headers, ref expected) in cases {
        let (options, log) = fake(Duration::ZERO, move |sent| match sent.before {
            0 => Answer::Reply(429, headers, String::new()),
            _ => json("{}"),
        });
        let client = client_with(
            "https://h.example",
            options.timeout(Duration::from_secs(100)),
        );
        read(&client).await.unwrap();
        let waited = (log.all()[1].at - log.all()[0].at).as_millis();
        assert!(expected.contains(&waited), "{headers:?}: {waited}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_wait_that_is_too_long_is_left_to_the_caller() {
    let cases: &[(Headers, u64)] = &[
        (&[("retry-after", "61")], 61),
        (&[("retry-after-ms", "90000")], 90),
        (&[("retry-after", "1e300")], u64::MAX),
    ];
    for &(headers, seconds) in cases {
        let (options, log) = fake(Duration::ZERO, move |_| {
            Answer::Reply(429, headers, String::new())
        });
        // The call itself would have the time for it.
        let options = options.retries(5).timeout(Duration::from_secs(3600));
        let client = client_with("https://h.example", options);
        let error = read(&client).await.unwrap_err();
        assert!(error.is_rate_limited() && error.is_retryable());
        assert_eq!(error.retry_after().unwrap().as_secs(), seconds);
        assert_eq!((log.all().len(), error.attempts().len()), (1, 1));
    }
    // So is one that goes beyond the call's own time.
    let (options, log) = fake(Duration::ZERO, |_| {
        Answer::Reply(503, &[("retry-after", "20")], String::new())
    });
    let client = client_with(
        "https://h.example",
        options.timeout(Duration::from_secs(10)),
    );
    assert_eq!(
        read(&client).await.unwrap_err().status().unwrap().as_u16(),
        503
    );
    assert_eq!((log.all().len(), log.all()[0].at.as_secs()), (1, 0));
}

#[tokio::test(start_paused = true)]
async fn pauses_grow_are_random_and_have_a_limit() {
    let mut longest = [Duration::ZERO; 7];
    let mut shortest = Duration::MAX;
    for _ in 0..60 {
        let (options, log) = fake(Duration::ZERO, |_| status(500));
        let options = options.retries(7).timeout(Duration::from_secs(600));
        read(&client_with("https://h.example", options))
            .await
            .unwrap_err();
        let times: Vec<_> = log.all().iter().map(|sent| sent.at).collect();
        assert_eq!(times.len(), 8);
        for (retry, (longest, pair)) in longest.iter_mut().zip(times.windows(2)).enumerate() {
            let pause = pair[1] - pair[0];
            let limit = Duration::from_millis(500 << retry).min(Duration::from_secs(8));
            assert!(
                pause <= limit + Duration::from_millis(2),
                "{retry}: {pause:?}"
            );
            *longest = pause.max(*longest);
            shortest = shortest.min(pause);
        }
    }
    assert!(
        shortest < Duration::from_millis(100),
        "never less than {shortest:?}"
    );
    for (retry, longest) in longest.into_iter().enumerate() {
        let limit = Duration::from_millis(500 << retry).min(Duration::from_secs(8));
        assert!(
            longest > limit / 2,
            "{retry}: never more than {longest:?} of {limit:?}"
        );
    }
}

#[tokio::test(start_paused = true)]
async fn retries_are_counted_and_end() {
    let (client, log) = always(2, || status(502));
    let error = read(&client).await.unwrap_err();
    assert_eq!(
        (log.all().len(), error.attempts().len(), error.retries()),
        (3, 3, 2)
    );
    assert_eq!(
        error.to_string(),
        "notes ListNotes: 502 Bad Gateway (after 3 attempts)"
    );
    let (client, log) = always(2, || status(502));
    ListNotes::new(&client)
        .customize()
        .retries(0)
        .send()
        .await
        .unwrap_err();
    assert_eq!(log.all().len(), 1);
}

#[tokio::test(start_paused = true)]
async fn every_attempt_has_its_time_and_the_call_has_one_for_all() {
    let (options, log) = fake(Duration::ZERO, |_| Answer::Never);
    let options = options
        .retries(9)
        .attempt_timeout(Duration::from_secs(4))
        .timeout(Duration::from_secs(10));
    let client = client_with("https://h.example", options);
    let started = tokio::time::Instant::now();
    let error = read(&client).await.unwrap_err();
    assert_eq!(
        (error.kind(), error.is_retryable()),
        (ErrorKind::Timeout, true)
    );
    assert_eq!(
        error.to_string(),
        "notes ListNotes: no reply within the 10s that the call may take (after 3 attempts)"
    );
    let took = started.elapsed().as_millis();
    assert!((10_000..10_010).contains(&took), "{took}");
    assert_eq!(log.all().len(), 3);

    let call = ListNotes::new(&client)
        .customize()
        .attempt_timeout(Duration::from_secs(1))
        .retries(0);
    let error = call.send().await.unwrap_err();
    assert_eq!(error.to_string(), "notes ListNotes: no reply within 1s");
    let error = ListNotes::new(&client)
        .customize()
        .timeout(Duration::ZERO)
        .send()
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout);
}
