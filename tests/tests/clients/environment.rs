//! Clients whose settings come from the environment, and the hosts that they call unless told
//! otherwise. The environment is that of a whole process: a test runs again in one of its own.

use std::process::Command;

use specwright::testing::{Reply, Server};
use usage_billing::{m3ter, solvimon};

use crate::support::m3ter_server;

/// Is set in the process of its own.
const THERE: &str = "SPECWRIGHT_TEST_IN_ITS_ENVIRONMENT";

fn is_there() -> bool {
    std::env::var_os(THERE).is_some()
}

/// Runs the test of this name with these variables and no others of the two services.
fn again(name: &str, variables: &[(&str, &str)]) {
    let program = std::env::current_exe().expect("this program");
    let mut again = Command::new(program);
    again.args(["--exact", name]).env(THERE, "yes");
    for (inherited, _) in std::env::vars_os() {
        let text = inherited.to_string_lossy();
        if text.starts_with("M3TER_") || text.starts_with("SOLVIMON_") {
            again.env_remove(inherited);
        }
    }
    let output = again.envs(variables.iter().copied()).output();
    let output = output.expect("it runs");
    assert!(output.status.success(), "{output:?}");
}

#[tokio::test]
async fn m3ter_takes_all_from_the_environment() {
    if is_there() {
        let client = m3ter::Client::from_env().expect("a client");
        client.list_events().send().await.expect("a page");
        return;
    }
    let server = m3ter_server(|_| Reply::json("{}"));
    let name = "environment::m3ter_takes_all_from_the_environment";
    let url = server.url();
    let place = [("M3TER_BASE_URL", &*url), ("M3TER_ORG_ID", "from afar")];
    let keys = [("M3TER_API_KEY", "key"), ("M3TER_API_SECRET", "secret")];
    again(name, &[place, keys].concat());
    again(name, &[&place[..], &[("M3TER_API_TOKEN", "mine")]].concat());
    let sent = server.requests();
    let sent: Vec<_> = sent
        .iter()
        .map(|request| (&*request.path, request.header("authorization")))
        .collect();
    let events = "/organizations/from%20afar/events";
    let expected = [
        ("/oauth/token", Some("Basic a2V5OnNlY3JldA==")),
        (events, Some("Bearer t")),
        (events, Some("Bearer mine")),
    ];
    assert_eq!(sent, expected);
}

#[tokio::test]
async fn solvimon_takes_all_from_the_environment() {
    if is_there() {
        let client = solvimon::Client::from_env().expect("a client");
        client.get_event("e").send().await.expect("an event");
        return;
    }
    let server = Server::start(|_| Reply::json("{}")).expect("a free port");
    let name = "environment::solvimon_takes_all_from_the_environment";
    let url = server.url();
    let place = [
        ("SOLVIMON_BASE_URL", &*url),
        ("SOLVIMON_PLATFORM_ID", "plat_1"),
    ];
    again(name, &[&place[..], &[("SOLVIMON_API_KEY", "key")]].concat());
    again(
        name,
        &[&place[..], &[("SOLVIMON_API_TOKEN", "mine")]].concat(),
    );
    let [by_key, by_token] = &server.requests()[..] else {
        panic!("two calls")
    };
    assert_eq!(by_key.header("x-api-key"), Some("key"));
    assert_eq!(by_key.header("x-platform-id"), Some("plat_1"));
    assert_eq!(by_token.header("authorization"), Some("Bearer mine"));
    assert_eq!(by_token.header("x-api-key"), None);
}

#[test]
fn m3ter_has_one_host_and_solvimon_leaves_the_choice() {
    let m3ter = m3ter::Client::builder().org_id("o").bearer_token("t");
    let m3ter = m3ter.build().expect("a client");
    assert_eq!(m3ter.core().base(), "https://api.m3ter.com");
    let hosts = [
        (solvimon::servers::TEST, "https://test.api.solvimon.com"),
        (solvimon::servers::LIVE, "https://api.solvimon.com"),
    ];
    for (server, host) in hosts {
        let solvimon = solvimon::Client::builder().base_url(server).api_key("k");
        let solvimon = solvimon.build().expect("a client");
        assert_eq!(solvimon.core().base(), host);
    }
}
