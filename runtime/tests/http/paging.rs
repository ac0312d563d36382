//! Pages and items, to the end and no further.

use std::time::Duration;

use futures_util::TryStreamExt;
use specwright::testing::{Received, Reply};
use specwright::{ClientOptions, ErrorKind};

use crate::support::fake::{self, Answer, fake, json};
use crate::support::{ListNotes, calls, client, client_with, server};

/// A page with these ids and this next position.
fn page(ids: &[&str], next: &str) -> String {
    let notes: Vec<_> = ids.iter().map(|id| format!(r#"{{"id":"{id}"}}"#)).collect();
    let next = if next.is_empty() {
        "null".to_owned()
    } else {
        format!("\"{next}\"")
    };
    format!(r#"{{"data":[{}],"nextToken":{next}}}"#, notes.join(","))
}

/// Four pages, the second and third of them empty.
fn four_pages(token: Option<&str>) -> String {
    match token {
        None => page(&["1", "2"], "b c"),
        Some("b%20c") => page(&[], "d"),
        Some("d") => r#"{"nextToken":"e"}"#.to_owned(),
        Some("e") => page(&["3"], ""),
        Some(other) => panic!("no such page: {other}"),
    }
}

fn listing(request: &Received) -> Reply {
    Reply::json(four_pages(request.query_value("nextToken")))
}

#[tokio::test]
async fn an_empty_page_with_a_next_position_does_not_end_the_list() {
    let server = server(listing);
    let client = client(&server.url());
    let items = ListNotes::new(&client).items().all().await.unwrap();
    assert_eq!(
        items
            .iter()
            .map(|note| note.id.as_str())
            .collect::<Vec<_>>(),
        ["1", "2", "3"]
    );
    let queries: Vec<_> = calls(&server).into_iter().map(|call| call.query).collect();
    assert_eq!(
        queries,
        ["", "nextToken=b%20c", "nextToken=d", "nextToken=e"]
    );
    let mut pages = ListNotes::new(&client).pages();
    let mut sizes = Vec::new();
    while let Some(page) = pages.next().await {
        sizes.push(page.unwrap().data.map(|data| data.len()));
    }
    assert_eq!(sizes, [Some(2), Some(0), None, Some(1)]);
    assert!(pages.next().await.is_none() && pages.position().is_none());
}

#[tokio::test]
async fn a_position_that_comes_again_ends_the_list_with_an_error() {
    for back_to in ["b", "c"] {
        let server = server(move |request| {
            Reply::json(match request.query_value("nextToken") {
                None => page(&["1"], "b"),
                Some("b") => page(&["2"], "c"),
                _ => page(&["3"], back_to),
            })
        });
        let mut items = ListNotes::new(&client(&server.url())).items();
        for _ in 0..3 {
            items.next().await.unwrap().unwrap();
        }
        let error = items.next().await.unwrap().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Pagination);
        let text = format!(
            "notes ListNotes: the next page is at `{back_to}`, where a page was before: the list is a loop"
        );
        assert_eq!(error.to_string(), text);
        assert!(items.next().await.is_none());
        assert_eq!(calls(&server).len(), 3);
        let all = ListNotes::new(&client(&server.url())).items().all().await;
        assert_eq!(all.unwrap_err().to_string(), text);
    }
}

#[tokio::test]
async fn no_more_pages_are_asked_for_than_the_items_need() {
    for (most, expected, requests) in [(0, 0, 0), (1, 1, 1), (2, 2, 1), (3, 3, 4), (9, 3, 4)] {
        let server = server(listing);
        let items: Vec<_> = ListNotes::new(&client(&server.url()))
            .items()
            .max_items(most)
            .try_collect()
            .await
            .unwrap();
        assert_eq!(
            (items.len(), calls(&server).len()),
            (expected, requests),
            "{most}"
        );
    }
}

#[tokio::test]
async fn a_position_can_be_stored_and_resumed() {
    let server = server(listing);
    let client = client(&server.url());
    let mut pages = ListNotes::new(&client).pages();
    assert_eq!(pages.position(), None);
    pages.next().await.unwrap().unwrap();
    let stored = pages.position().unwrap().to_owned();
    assert_eq!(stored, "b c");
    let rest: Vec<_> = ListNotes::new(&client)
        .pages()
        .resume(stored)
        .try_collect()
        .await
        .unwrap();
    assert_eq!(rest.len(), 3);

    // Of items, the position is that of the page in hand.
    let mut items = ListNotes::new(&client).items().resume("d");
    assert_eq!(items.position(), Some("d"));
    assert_eq!(items.next().await.unwrap().unwrap().id, "3");
    assert_eq!(items.position(), None);
}

#[tokio::test(start_paused = true)]
async fn dropping_a_future_of_next_loses_and_repeats_nothing() {
    let (options, log) = fake(Duration::from_secs(1), |sent| {
        json(match sent.before {
            0 => page(&["1"], "b"),
            _ => page(&["2"], ""),
        })
    });
    let mut items = ListNotes::new(&client_with("https://h.example", options)).items();
    let mut seen = Vec::new();
    for _ in 0..20 {
        // Each try is given up after 300 ms; the page takes a second.
        match tokio::time::timeout(Duration::from_millis(300), items.next()).await {
            Ok(Some(item)) => seen.push(item.unwrap().id),
            Ok(None) => break,
            Err(_) => {}
        }
    }
    assert_eq!(
        (seen, log.all().len()),
        (vec!["1".to_owned(), "2".to_owned()], 2)
    );
}

#[tokio::test(start_paused = true)]
async fn after_a_passing_error_the_same_page_is_asked_for_again() {
    let (options, log) = fake(Duration::ZERO, |sent| match sent.before {
        0 => json(page(&["1"], "b")),
        1 => fake::status(503),
        _ => json(page(&["2"], "")),
    });
    let mut items = ListNotes::new(&client_with("https://h.example", options.retries(0))).items();
    assert_eq!(items.next().await.unwrap().unwrap().id, "1");
    assert!(items.next().await.unwrap().unwrap_err().is_retryable());
    assert_eq!(items.position(), Some("b"));
    assert_eq!(items.next().await.unwrap().unwrap().id, "2");
    assert!(items.next().await.is_none());
    assert_eq!(log.all().len(), 3);
}

#[tokio::test]
async fn after_a_lasting_error_the_list_is_at_its_end() {
    for broken in [r#"{"data":[{}]}"#, "no json"] {
        let (options, log) = fake(Duration::ZERO, move |sent| match sent.before {
            0 => json(page(&["1"], "b")),
            _ => Answer::Reply(200, &[], broken.to_owned()),
        });
        let mut pages = ListNotes::new(&client_with("https://h.example", options)).pages();
        pages.next().await.unwrap().unwrap();
        assert_eq!(
            pages.next().await.unwrap().unwrap_err().kind(),
            ErrorKind::Decode
        );
        assert_eq!(pages.position(), Some("b"));
        assert!(pages.next().await.is_none());
        assert_eq!(log.all().len(), 2);
    }
}

#[tokio::test]
async fn options_of_the_call_hold_for_every_page() {
    let server = server(|request| Reply::json(four_pages(request.query_value("nextToken"))));
    let client = client_with(&server.url(), ClientOptions::new());
    let call = ListNotes::new(&client)
        .customize()
        .header("x-extra", "1")
        .query("q", "2");
    let pages: Vec<_> = call.pages().try_collect().await.unwrap();
    assert_eq!(pages.len(), 4);
    assert!(
        calls(&server)
            .iter()
            .all(|call| call.header("x-extra") == Some("1") && call.query.ends_with("q=2"))
    );
}

#[test]
fn a_long_list_takes_no_more_memory_than_a_short_one() {
    let server = server(|request| {
        let number = request.query_value("nextToken").unwrap_or("0");
        let number: u32 = number.parse().unwrap();
        let ids: Vec<String> = (0..100).map(|index| format!("{number}-{index}")).collect();
        let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
        Reply::json(page(&ids, &(number + 1).to_string()))
    });
    let most = |count| {
        let client = client(&server.url());
        let runtime = tokio::runtime::Builder::new_current_thread();
        let runtime = { runtime }.enable_all().build().unwrap();
        let used = allocation_counter::measure(|| {
            runtime.block_on(async {
                let mut items = ListNotes::new(&client).items().max_items(count);
                let mut seen = 0;
                while let Some(item) = items.next().await {
                    item.unwrap();
                    seen += 1;
                }
                assert_eq!(seen, count);
            });
        });
        used.bytes_max
    };
    let (short, long) = (most(1_000), most(20_000));
    assert!(
        long < short * 5 / 4,
        "{short} bytes for 1,000, {long} for 20,000"
    );
}
