//! Thousands of random schedules of faults against the client, over real sockets.
//!
//! A server breaks its replies in every way that servers and proxies do; a [`world`] keeps the books
//! of what arrived and of what the client was told; a [`program`] makes calls and checks what came
//! back against the books. The client's clock runs fifty times as fast, so that its pauses cost
//! little.
//!
//! A schedule is its seed. To see one again: `SPECWRIGHT_SEED=<seed> SPECWRIGHT_SCHEDULES=1`.
//! The long soak: `SPECWRIGHT_SCHEDULES=200000 cargo test -p specwright --test http storm`.

mod fault;
mod program;
mod quick;
mod world;

use std::collections::HashMap;
use std::pin::pin;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use futures_util::StreamExt;
use futures_util::future::{Either, select};
use specwright::testing::{Received, Reply, Server};

use world::World;

/// So many run by default: some ten seconds on two cores.
const SCHEDULES: u64 = 3000;

/// In the normal run no schedule begins after this time, however slow the machine.
const PATIENCE: Duration = Duration::from_secs(60);

/// So many at once.
const ABREAST: usize = 48;

/// Nothing in a schedule takes nearly as many turns of the runtime: what does, hangs. Turns are
/// counted and not seconds: on a machine that is busy with something else they take longer.
const TURNS: u32 = 1500;

/// How long a turn takes at least.
const TURN: Duration = Duration::from_millis(20);

pub(crate) type Worlds = Arc<Mutex<HashMap<u64, World>>>;

fn number(variable: &str, default: u64) -> u64 {
    let text = std::env::var(variable).unwrap_or_default();
    text.parse().unwrap_or(default)
}

/// The server of all schedules: the first segment of the path is the seed.
fn start(worlds: &Worlds, elsewhere: String) -> Server {
    let worlds = Arc::clone(worlds);
    let server = Server::start(move |request: &Received| {
        let (seed, path) = request.path[1..].split_once('/').unwrap();
        let mut worlds = worlds.lock().unwrap();
        match worlds.get_mut(&seed.parse().unwrap()) {
            Some(world) => world.answer(&format!("/{path}"), request, &elsewhere),
            // Of a schedule that has ended: a request that was under way when it was given up.
            None => Reply::hang_up(),
        }
    });
    server.unwrap()
}

async fn turns() {
    for _ in 0..TURNS {
        tokio::time::sleep(TURN).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn random_schedules_of_faults_do_no_harm() {
    let first = number("SPECWRIGHT_SEED", 1);
    let count = number("SPECWRIGHT_SCHEDULES", SCHEDULES);
    let worlds = Worlds::default();
    let elsewhere = Server::start(|_| Reply::json(r#"{"id":"stolen","data":[]}"#)).unwrap();
    let server = start(&worlds, elsewhere.url());
    let transport = quick::Quick::new();
    let run = |seed: u64| {
        let (worlds, transport, url) = (worlds.clone(), transport.clone(), server.url());
        async move {
            let schedule = tokio::spawn(program::run(seed, worlds, transport, url));
            match select(schedule, pin!(turns())).await {
                Either::Left((Ok(report), _)) => {
                    report.map_err(|problem| format!("seed {seed}: {problem}"))
                }
                Either::Left((Err(panic), _)) => Err(format!("seed {seed}: {panic}")),
                Either::Right(_) => Err(format!("seed {seed}: no end within {TURNS} turns")),
            }
        }
    };
    let (started, soak) = (Instant::now(), count > SCHEDULES);
    let in_time = |_: &u64| soak || started.elapsed() < PATIENCE;
    let mut runs = futures_util::stream::iter((first..first + count).take_while(in_time).map(run))
        .buffer_unordered(ABREAST);
    let (mut problems, mut tally) = (Vec::new(), program::Tally::default());
    while let Some(outcome) = runs.next().await {
        match outcome {
            Ok(part) => tally.add(&part),
            Err(problem) => problems.push(problem),
        }
    }
    println!("{tally:?} in {:?}", started.elapsed());
    assert!(
        problems.is_empty(),
        "{}",
        problems[..problems.len().min(10)].join("\n")
    );
    assert!(
        elsewhere.requests().is_empty(),
        "a redirect to another host was followed"
    );
    // A storm in which nothing fails, or nothing succeeds, would prove nothing.
    let run = tally.schedules;
    if count == SCHEDULES {
        assert!(run >= 1000, "only {run} schedules in {PATIENCE:?}");
        assert!(tally.faults > run && tally.records > run && tally.failed_calls > run / 10);
        assert!(
            tally.whole_lists > run / 20 && tally.bad_records > run / 20,
            "{tally:?}"
        );
    }
}
