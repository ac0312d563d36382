//! How fast the core is beside what one would write by hand: `reqwest` and `serde_json` derive, on
//! the same replies over loopback. `cargo bench -p specwright` measures with criterion and prints
//! the ratios at the end.

#![allow(missing_docs, clippy::unwrap_used, reason = "a benchmark")]

mod models;

use std::hint::black_box;
use std::time::{Duration, Instant};

use criterion::Criterion;
use specwright::testing::{Reply, Server};
use specwright::{Client, ClientBuilder, Credential};

use models::{API, EventPage, ListEvents, PlainPage, page};

fn client(url: &str) -> Client {
    let builder = ClientBuilder::new(&API).base_url(url);
    let builder = builder.credential("bearer", Credential::token("token"));
    builder.build().unwrap()
}

fn runtime() -> tokio::runtime::Runtime {
    let mut builder = tokio::runtime::Builder::new_current_thread();
    builder.enable_all().build().unwrap()
}

/// The time of one run of each, the best of many in turns: what else the machine does strikes both.
fn compare(
    rounds: usize,
    mut ours: impl FnMut(),
    mut theirs: impl FnMut(),
) -> (Duration, Duration) {
    let time = |work: &mut dyn FnMut()| {
        let started = Instant::now();
        work();
        started.elapsed()
    };
    let mut times: (Vec<_>, Vec<_>) = (0..rounds)
        .map(|_| (time(&mut ours), time(&mut theirs)))
        .unzip();
    times.0.sort();
    times.1.sort();
    (times.0[rounds / 2], times.1[rounds / 2])
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
    let (ours, theirs) = compare(4000, ours, theirs);
    let speed = theirs.as_secs_f64() / ours.as_secs_f64();
    println!(
        "RATIO decode: {speed:.2}x the speed of serde_json derive ({ours:?} against {theirs:?})"
    );
    let ours = allocation_counter::measure(|| {
        drop(specwright::from_slice::<EventPage>(body.as_bytes()).unwrap());
    });
    let theirs = allocation_counter::measure(|| {
        drop(serde_json::from_slice::<PlainPage>(body.as_bytes()).unwrap());
    });
    let each = |count: u64| count as f64 / 100.0;
    println!(
        "ALLOCATIONS decode: {:.2} per record, {:.2} with serde_json derive",
        each(ours.count_total),
        each(theirs.count_total)
    );
}

fn call(criterion: &mut Criterion) {
    let server = Server::start(|_| Reply::json(page(0, 1, None))).unwrap();
    let (client, url) = (client(&server.url()), format!("{}/events", server.url()));
    let bare = reqwest::Client::builder()
        .tls_backend_preconfigured(rustls())
        .build()
        .unwrap();
    let (runtime, other) = (runtime(), runtime());
    let ours = || {
        runtime.block_on(async { ListEvents::new(&client).send().await.unwrap() });
    };
    let theirs = || {
        other.block_on(async {
            let request = bare.get(&url).header("authorization", "Bearer token");
            let body = request.send().await.unwrap().bytes().await.unwrap();
            drop(serde_json::from_slice::<PlainPage>(&body).unwrap());
        });
    };
    let mut group = criterion.benchmark_group("a call over loopback");
    group.bench_function("specwright", |bencher| bencher.iter(ours));
    group.bench_function("reqwest and serde_json", |bencher| bencher.iter(theirs));
    group.finish();
    let (ours, theirs) = compare(4000, ours, theirs);
    let overhead = 100.0 * (ours.as_secs_f64() / theirs.as_secs_f64() - 1.0);
    println!("RATIO call: {overhead:+.1}% over bare reqwest ({ours:?} against {theirs:?})");
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

/// Reads so many events, and says what that took of memory on this thread: the client's.
fn read_all(client: &Client, count: usize) -> allocation_counter::AllocationInfo {
    let runtime = runtime();
    allocation_counter::measure(|| {
        runtime.block_on(async {
            let mut items = ListEvents::new(client).items();
            let mut seen = 0;
            while let Some(event) = items.next().await {
                black_box(event.unwrap());
                seen += 1;
            }
            assert_eq!(seen, count);
        });
    })
}

fn paging() {
    let mut most = Vec::new();
    for count in [1_000, 10_000, 100_000] {
        let server = Server::start(move |request| {
            let number = request
                .query_value("nextToken")
                .map_or(0, |text| text.parse().unwrap());
            let next = ((number + 1) * 100 < count).then_some(number + 1);
            Reply::json(page(number, 100, next))
        });
        let started = Instant::now();
        let used = read_all(&client(&server.unwrap().url()), count);
        println!(
            "PAGING {count} events: {:.1} allocations per record, {} bytes at most, {:?}",
            used.count_total as f64 / count as f64,
            used.bytes_max,
            started.elapsed()
        );
        most.push(used.bytes_max);
    }
    println!(
        "RATIO memory: {:.2}x for 100,000 events of that for 1,000",
        most[2] as f64 / most[0] as f64
    );
}

fn main() {
    let mut criterion = Criterion::default()
        .configure_from_args()
        .warm_up_time(Duration::from_millis(500))
        .measurement_time(Duration::from_secs(3));
    decode(&mut criterion);
    call(&mut criterion);
    paging();
    criterion.final_summary();
}
