//! What the core takes of memory: allocations per record, and the most that is held at once while a
//! long list is read. `cargo bench -p specwright --bench memory`; its allocator counts, which takes
//! time, so that the speed is measured in a program of its own.

#![allow(missing_docs, dead_code, clippy::unwrap_used, reason = "a benchmark")]

mod models;

use std::hint::black_box;
use std::time::Instant;

use specwright::Client;
use specwright::testing::{Reply, Server};

use models::{EventPage, ListEvents, PlainPage, client, page, runtime};

fn decode() {
    let body = page(0, 100, Some(1));
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
    decode();
    paging();
}
