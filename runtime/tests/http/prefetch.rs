//! The next page is asked for while the caller works, and no page that nobody needs.

use std::time::Duration;

use specwright::ClientOptions;
use specwright::testing::{Received, Reply, Server};

use crate::support::{ListNotes, calls, client};

const PAUSE: Duration = Duration::from_millis(60);

/// Five pages of two items.
fn page(request: &Received) -> Reply {
    let number: u32 = request
        .query_value("nextToken")
        .map_or(0, |text| text.parse().unwrap());
    let next = match number {
        4 => "null".to_owned(),
        number => format!("\"{}\"", number + 1),
    };
    Reply::json(format!(
        r#"{{"data":[{{"id":"{number}a"}},{{"id":"{number}b"}}],"nextToken":{next}}}"#
    ))
}

fn server() -> Server {
    crate::support::server(page)
}

/// So many pages have been asked for, which need not be at once on a busy machine, and no more.
async fn asked(server: &Server, pages: usize) {
    for _ in 0..1000 {
        if calls(server).len() >= pages {
            break;
        }
        tokio::time::sleep(PAUSE / 6).await;
    }
    tokio::time::sleep(PAUSE).await;
    assert_eq!(calls(server).len(), pages);
}

#[tokio::test]
async fn the_next_page_comes_while_the_caller_works_and_the_order_stays() {
    let server = server();
    let mut items = ListNotes::new(&client(&server.url())).items().prefetch();
    let mut seen = Vec::new();
    while let Some(item) = items.next().await {
        seen.push(item.unwrap().id);
        // One page ahead, and never two.
        asked(&server, (seen.len().div_ceil(2) + 1).min(5)).await;
    }
    assert_eq!(seen.concat(), "0a0b1a1b2a2b3a3b4a4b");
    assert_eq!(calls(&server).len(), 5);
    let mut pages = ListNotes::new(&client(&server.url())).pages().prefetch();
    pages.next().await.unwrap().unwrap();
    assert_eq!(
        pages.position(),
        Some("1"),
        "where the page starts that is read next"
    );
    asked(&server, 7).await;
}

#[tokio::test]
async fn without_it_no_page_is_asked_for_ahead() {
    let server = server();
    let mut items = ListNotes::new(&client(&server.url())).items();
    items.next().await.unwrap().unwrap();
    tokio::time::sleep(PAUSE).await;
    assert_eq!(calls(&server).len(), 1);
}

#[tokio::test]
async fn a_page_that_no_item_is_needed_of_is_not_asked_for() {
    for (most, pages) in [(1, 1), (2, 1), (3, 2), (10, 5)] {
        let server = server();
        let mut items = ListNotes::new(&client(&server.url()))
            .items()
            .prefetch()
            .max_items(most);
        while let Some(item) = items.next().await {
            item.unwrap();
            tokio::time::sleep(PAUSE / 4).await;
        }
        assert_eq!(calls(&server).len(), pages, "{most}");
    }
}

#[tokio::test]
async fn dropping_the_list_drops_the_request() {
    let server = crate::support::server(|request| match request.query_value("nextToken") {
        None => page(request),
        // The page ahead fails, and would be asked for again after a pause.
        Some(_) => Reply::status(503).header("retry-after-ms", "40"),
    });
    let options = ClientOptions::new().retries(9);
    let client = crate::support::client_with(&server.url(), options);
    let mut items = ListNotes::new(&client).items().prefetch();
    items.next().await.unwrap().unwrap();
    while calls(&server).len() < 2 {
        tokio::time::sleep(PAUSE / 20).await;
    }
    drop(items);
    // What was on its way when it was dropped may still arrive.
    tokio::time::sleep(PAUSE).await;
    let before = calls(&server).len();
    tokio::time::sleep(PAUSE * 3).await;
    assert_eq!(calls(&server).len(), before);
}
