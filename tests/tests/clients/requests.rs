//! What goes over the wire, to the letter.

use specwright::testing::{Reply, Server};
use usage_billing::solvimon;

use crate::support::{calls, m3ter_client, m3ter_server, solvimon_client};

#[tokio::test]
async fn every_parameter_of_list_events_is_sent() {
    let server = m3ter_server(|_| Reply::json("{}"));
    let call = m3ter_client(&server)
        .list_events()
        .page_size(100)
        .ids(["a", "b,c"])
        .notification_id("n/1")
        .account_id("a&b=c")
        .event_type("Notification")
        .notification_code("é")
        .include_actioned(false)
        .next_token("t+/=")
        .event_name("configuration.commitment.created")
        .resource_id("r 1");
    call.send().await.expect("a page");
    let expected = "/organizations/o%201/events?pageSize=100&ids=a&ids=b%2Cc&notificationId=n%2F1\
                    &accountId=a%26b%3Dc&eventType=Notification&notificationCode=%C3%A9\
                    &includeActioned=false&nextToken=t%2B%2F%3D\
                    &eventName=configuration.commitment.created&resourceId=r%201";
    let [request] = &calls(&server)[..] else {
        panic!("one call")
    };
    assert_eq!(request.method, "GET");
    assert_eq!(request.target(), expected);
    assert_eq!(request.header("authorization"), Some("Bearer t"));
    assert_eq!(request.header("accept"), Some("application/json"));
}

#[tokio::test]
async fn what_is_not_set_is_not_sent() {
    let server = m3ter_server(|_| Reply::json(r#"{"id": "1"}"#));
    let client = m3ter_client(&server);
    client.list_events().send().await.expect("a page");
    client.list_commitments().send().await.expect("a page");
    client.list_pricings().send().await.expect("a page");
    client.get_custom_fields().send().await.expect("the fields");
    let targets: Vec<String> = calls(&server).iter().map(|call| call.target()).collect();
    let expected = ["events", "commitments", "pricings", "customfields"];
    assert_eq!(
        targets,
        expected.map(|name| format!("/organizations/o%201/{name}"))
    );
}

#[tokio::test]
async fn dates_are_sent_as_days() {
    let server = m3ter_server(|_| Reply::json("{}"));
    let day = specwright::Date::constant(2025, 3, 9);
    let client = m3ter_client(&server);
    let call = client
        .list_commitments()
        .date(day)
        .end_date_start(day)
        .end_date_end(day);
    call.contract_id("c").send().await.expect("a page");
    let target = calls(&server)[0].target();
    let query = "date=2025-03-09&endDateStart=2025-03-09&endDateEnd=2025-03-09&contractId=c";
    assert_eq!(target, format!("/organizations/o%201/commitments?{query}"));
}

#[tokio::test]
async fn the_token_is_asked_for_with_the_key_and_the_secret() {
    let server = m3ter_server(|_| Reply::json("{}"));
    m3ter_client(&server)
        .list_events()
        .send()
        .await
        .expect("a page");
    let requests = server.requests();
    let token = &requests[0];
    assert_eq!(
        (token.method.as_str(), token.path.as_str()),
        ("POST", "/oauth/token")
    );
    // base64 of `key:secret`
    assert_eq!(
        token.header("authorization"),
        Some("Basic a2V5OnNlY3JldA==")
    );
    assert_eq!(
        token.header("content-type"),
        Some("application/x-www-form-urlencoded")
    );
    assert_eq!(token.text(), "grant_type=client_credentials");
}

#[tokio::test]
async fn a_path_argument_can_neither_traverse_nor_vanish() {
    let server = Server::start(|_| Reply::json("{}")).expect("a free port");
    let client = solvimon_client(&server);
    let cases = [
        ("a/b c?d", "/v1/events/a%2Fb%20c%3Fd"),
        ("../../x", "/v1/events/..%2F..%2Fx"),
        ("%2e%2e", "/v1/events/%252e%252e"),
        ("a#b", "/v1/events/a%23b"),
    ];
    for (argument, expected) in cases {
        client.get_event(argument).send().await.expect("an event");
        let last = server.requests().pop().expect("a request");
        assert_eq!(last.target(), expected);
    }
    let before = server.requests().len();
    for argument in ["", ".", ".."] {
        let error = client
            .get_event(argument)
            .send()
            .await
            .expect_err("refused");
        assert!(error.to_string().contains("resourceId"), "{error}");
    }
    assert_eq!(server.requests().len(), before, "nothing was sent");
}

#[tokio::test]
async fn solvimon_takes_a_key_and_a_platform() {
    let server = Server::start(|_| Reply::json("{}")).expect("a free port");
    let client = solvimon::Client::builder()
        .base_url(server.url())
        .version("2")
        .platform_id("plat_1")
        .api_key("api-key-1");
    let client = client.build().expect("a client");
    client.get_event("e1").send().await.expect("an event");
    solvimon_client(&server)
        .get_event("e1")
        .send()
        .await
        .expect("an event");
    let [with, without] = &server.requests()[..] else {
        panic!("two calls")
    };
    assert_eq!(with.target(), "/v2/events/e1");
    assert_eq!(with.header("x-api-key"), Some("api-key-1"));
    assert_eq!(with.header("x-platform-id"), Some("plat_1"));
    assert_eq!(with.header("authorization"), None);
    assert_eq!(without.header("x-platform-id"), None);
}

#[test]
fn solvimon_has_no_default_host() {
    let error = solvimon::Client::builder()
        .api_key("k")
        .build()
        .expect_err("refused");
    let message = error.to_string();
    assert!(message.contains("SOLVIMON_BASE_URL"), "{message}");
}

#[tokio::test]
async fn an_error_reply_has_its_status_body_and_request_id() {
    let body = r#"{"type": "INVALID_REQUEST", "code": "RESOURCE_NOT_FOUND", "message": "No such event.", "field": null}"#;
    let server = Server::start(move |_| {
        Reply::json(body)
            .with_status(404)
            .header("X-REQUEST-ID", "req-7")
    });
    let server = server.expect("a free port");
    let error = solvimon_client(&server)
        .get_event("e")
        .send()
        .await
        .expect_err("404");
    assert_eq!(error.status().map(|status| status.as_u16()), Some(404));
    assert_eq!(error.request_id(), Some("req-7"));
    assert!(error.is_not_found());
    let failure = error.failure_of::<solvimon::operations::GetEvent>();
    let failure = failure.expect("a body").expect("that can be decoded");
    assert_eq!(
        failure.code,
        solvimon::types::ApiErrorCode::ResourceNotFound
    );
    assert_eq!(
        error.to_string(),
        "solvimon getEventsByResourceId: 404 Not Found: No such event. (request id req-7)"
    );
}
