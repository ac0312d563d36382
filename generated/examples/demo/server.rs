//! The server of the demonstration: a token endpoint and the five documented endpoints.

use std::io;

use usage_billing::specwright::testing::{Received, Reply, Server};

const EVENTS: &str = include_str!("replies/events.json");
const MORE_EVENTS: &str = include_str!("replies/events-2.json");
const COMMITMENTS: &str = include_str!("replies/commitments.json");
const PRICINGS: &str = include_str!("replies/pricings.json");
const CUSTOM_FIELDS: &str = include_str!("replies/custom-fields.json");
const SOLVIMON_EVENT: &str = include_str!("replies/solvimon-event.json");

/// Starts it on a free port of this machine.
pub fn start() -> io::Result<Server> {
    Server::start(reply)
}

fn reply(request: &Received) -> Reply {
    let authorization = request.header("authorization").unwrap_or_default();
    match request.path.as_str() {
        "/oauth/token" if authorization.starts_with("Basic ") => {
            Reply::json(r#"{"access_token": "a-token", "token_type": "Bearer", "expires_in": 18000}"#)
        }
        path if path.starts_with("/organizations/org-1/") => match authorization {
            "Bearer a-token" => m3ter(request),
            _ => Reply::json(r#"{"message": "no valid token"}"#).with_status(401),
        },
        "/v1/events/meda_L8fOy09vDn32SgIp6kRj" => Reply::json(SOLVIMON_EVENT),
        _ => Reply::json(
            r#"{"type": "INVALID_REQUEST", "code": "RESOURCE_NOT_FOUND", "message": "There is no event with this ID."}"#,
        )
        .with_status(404)
        .header("X-REQUEST-ID", "5f0c"),
    }
}

fn m3ter(request: &Received) -> Reply {
    let first = request.query_value("nextToken").is_none();
    match request.path.trim_start_matches("/organizations/org-1/") {
        "events" if first => Reply::json(EVENTS),
        "events" => Reply::json(MORE_EVENTS),
        "commitments" if first => Reply::json(COMMITMENTS),
        "pricings" if first => Reply::json(PRICINGS),
        "commitments" | "pricings" => Reply::json(r#"{"data": []}"#),
        "customfields" => Reply::json(CUSTOM_FIELDS),
        _ => Reply::json(r#"{"message": "no such resource"}"#).with_status(404),
    }
}
