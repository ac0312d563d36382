//! How fast the core is beside what one would write by hand: `reqwest` and `serde_json` derive, on
//! the same replies over loopback. `cargo bench -p specwright --bench speed` measures with criterion
//! and prints the ratios; `-- nothing` prints the ratios alone.
//!
//! A call is compared with two. *Bare* is the shortest that works: it sends an `Authorization` and
//! reads the body, whatever the status and however long it takes. *Careful* does by hand the part of
//! our work that any program needs that is to run: it follows no redirect, has times for connecting,
//! for a piece of the reply and for all of it, says who it is and what it wants, checks the status
//! and reads no more than a limit. Neither has retries, a budget for them, credentials by scheme,
//! exact decimals, times that are checked, errors that name a place, or a record of its attempts:
//! those are what the rest of the difference is spent on. It is a few microseconds for each call,
//! however large its reply, and loopback is the fastest network there is.

#![allow(missing_docs, dead_code, clippy::unwrap_used, reason = "a benchmark")]

mod models;

use std::hint::black_box;
use std::time::{Duration, Instant};

use criterion::Criterion;
use specwright::testing::{Reply, Server};

use models::{EventPage, ListEvents, PlainPage, client, page, runtime};

/// The median time of one run of each. They take turns, and turns in who is first: what else the
/// machine does strikes all. What lies about in memory changes too: one pattern of free places suits
/// one of two and another the other, by more than they differ.
fn medians<const N: usize>(rounds: usize, works: [&dyn Fn(); N]) -> [Duration; N] {
    const SAME_MEMORY: usize = 50;
    let mut random = fastrand::Rng::with_seed(1);
    let mut held = Vec::new();
    let mut times = works.map(|_| Vec::with_capacity(rounds));
    for round in 0..rounds {
        if round % SAME_MEMORY == 0 {
            held = (0..2000)
                .map(|_| vec![1_u8; random.usize(16..4096)])
                .collect();
            held.retain(|_| random.bool());
        }
        for turn in 0..N {
            let at = (round + turn) % N;
            let started = Instant::now();
            works[at]();
            times[at].push(started.elapsed());
        }
    }
    drop(black_box(held));
    times.map(|mut times| {
        times.sort();
        times[rounds / 2]
    })
}

/// How much longer one takes than the other, in percent.
fn overhead(ours: Duration, theirs: Duration) -> f64 {
    100.0 * (ours.as_secs_f64() / theirs.as_secs_f64() - 1.0)
}

fn decode(criterion: &mut Criterion) {
    let body = page(0, 100, Some(1));
    let mut group = criterion.benchmark_group("decode a page of 100 records");
    group.bench_function("specwright", |bencher| {
        bencher.iter(|| specwright::from_slice::<EventPage>(black_box(body.as_bytes())).unwrap());
    });
    group.bench_function("serde_json derive", |bencher| {
        bencher.iter(|| serde_json::from_slice::<PlainPage>(black_box(body.as_bytes())).unwrap());
    });
    group.finish();
    let ours = || drop(specwright::from_slice::<EventPage>(black_box(body.as_bytes())).unwrap());
    let theirs = || drop(serde_json::from_slice::<PlainPage>(black_box(body.as_bytes())).unwrap());
    let [ours, theirs] = medians(4000, [&ours, &theirs]);
    let speed = theirs.as_secs_f64() / ours.as_secs_f64();
    println!(
        "RATIO decode: {speed:.2}x the speed of serde_json derive ({ours:?} against {theirs:?})"
    );
}

/// One call of a page of so many records.
fn call(criterion: &mut Criterion, records: usize) {
    let server = Server::start(move |_| Reply::json(page(0, records, None))).unwrap();
    let (client, url) = (client(&server.url()), format!("{}/events", server.url()));
    let bare = reqwest::Client::builder()
        .tls_backend_preconfigured(rustls())
        .build()
        .unwrap();
    let careful = careful_client();
    let runtime = runtime();
    let send = async |request: reqwest::RequestBuilder| {
        let request = request.header("authorization", "Bearer token");
        let body = request.send().await.unwrap().bytes().await.unwrap();
        drop(serde_json::from_slice::<PlainPage>(&body).unwrap());
    };
    let ours = || {
        runtime.block_on(async { ListEvents::new(&client).send().await.unwrap() });
    };
    let theirs = || runtime.block_on(send(bare.get(&url)));
    let careful = || runtime.block_on(send_carefully(&careful, &url));
    let mut group = criterion.benchmark_group(format!("a call over loopback, {records} records"));
    group.bench_function("specwright", |bencher| bencher.iter(ours));
    group.bench_function("reqwest and serde_json", |bencher| bencher.iter(theirs));
    group.bench_function("the same, carefully", |bencher| bencher.iter(careful));
    group.finish();
    let [ours, theirs, careful] = medians(4000, [&ours, &theirs, &careful]);
    println!(
        "RATIO call, {records} records: {:+.1}% over bare reqwest ({ours:?} against {theirs:?}), \
         {:+.1}% over a careful one ({careful:?})",
        overhead(ours, theirs),
        overhead(ours, careful),
    );
}

/// A client with the times and the policies of ours.
fn careful_client() -> reqwest::Client {
    let builder = reqwest::Client::builder()
        .tls_backend_preconfigured(rustls())
        .redirect(reqwest::redirect::Policy::none())
        .retry(reqwest::retry::never())
        .connect_timeout(Duration::from_secs(5))
        .read_timeout(Duration::from_secs(10))
        .timeout(Duration::from_secs(30));
    builder.build().unwrap()
}

async fn send_carefully(client: &reqwest::Client, url: &str) {
    const LIMIT: usize = 64 << 20;
    let request = client
        .get(url)
        .header("authorization", "Bearer token")
        .header("accept", "application/json")
        .header("user-agent", "specwright/0.1.0");
    let mut reply = request.send().await.unwrap();
    assert!(reply.status().is_success());
    let mut body = Vec::new();
    while let Some(piece) = reply.chunk().await.unwrap() {
        assert!(piece.len() <= LIMIT - body.len());
        body.extend_from_slice(&piece);
    }
    drop(serde_json::from_slice::<PlainPage>(&body).unwrap());
}

fn rustls() -> impl std::any::Any {
    rustls::ClientConfig::builder_with_provider(std::sync::Arc::new(
        rustls::crypto::ring::default_provider(),
    ))
    .with_safe_default_protocol_versions()
    .unwrap()
    .with_root_certificates(rustls::RootCertStore::empty())
    .with_no_client_auth()
}

fn main() {
    let mut criterion = Criterion::default()
        .configure_from_args()
        .warm_up_time(Duration::from_millis(500))
        .measurement_time(Duration::from_secs(3));
    decode(&mut criterion);
    call(&mut criterion, 1);
    call(&mut criterion, 100);
    criterion.final_summary();
}
