//! Proxies and certificates: those of the environment and the system, and those of a client of reqwest
//! of the caller's own.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::process::Command;
use std::sync::Arc;
use std::time::Duration;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use reqwest::redirect::Policy;
use rustls::pki_types::{CertificateDer, PrivatePkcs8KeyDer};
use rustls::{ClientConfig, RootCertStore, ServerConfig, ServerConnection, StreamOwned};
use specwright::testing::{Reply, Server};
use specwright::{ClientOptions, ErrorKind, ReqwestTransport};

use crate::support::{ListNotes, client_with};

/// A certificate for 127.0.0.1 that nobody trusts, and its key: they guard nothing.
const CERTIFICATE: &str = "\
    MIIBdzCCAR2gAwIBAgIUXCPpufO/eiZdJyijQ7kClv64aI0wCgYIKoZIzj0EAwIwGzEZMBcGA1UEAwwQc3Bl\
    Y3dyaWdodCB0ZXN0czAgFw0yNjExMjQyMDAwNTdaGA8yMTI2MTAzMTIwMDA1N1owGzEZMBcGA1UEAwwQc3Bl\
    Y3dyaWdodCB0ZXN0czBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABOjRipJx9m/aFmvdI/wvA5Yl97qqVNNQ\
    amWfkZXG0YF7skKpvAUIfcRtx5qbMGUf0+cUxCY+X1cyaYBURtgEAUKjPTA7MA8GA1UdEQQIMAaHBH8AAAEw\
    CQYDVR0TBAIwADAdBgNVHQ4EFgQUD6KlhEXwE6xYRNMX5QmQGjrjIgswCgYIKoZIzj0EAwIDSAAwRQIgbBOm\
    NZpOaojQSS0YRPIhEkS+zod03B3g5xmOJSpVVBYCIQDkU3V4H9U9kdfX82e6jXFai8W0yJVeBNP5L32jhjWo\
    uw==";
const KEY: &str = "\
    MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg6NuyeaZVICoG30Zoiut/NOYJx6tKsX4Zj+Mh\
    7bYfVzShRANCAATo0YqScfZv2hZr3SP8LwOWJfe6qlTTUGpln5GVxtGBe7JCqbwFCH3EbceamzBlH9PnFMQm\
    Pl9XMmmAVEbYBAFC";

fn certificate() -> CertificateDer<'static> {
    BASE64_STANDARD.decode(CERTIFICATE).unwrap().into()
}

fn provider() -> Arc<rustls::crypto::CryptoProvider> {
    Arc::new(rustls::crypto::ring::default_provider())
}

/// Answers every request with an empty list, over TLS.
fn https_server() -> String {
    let key: PrivatePkcs8KeyDer<'static> = BASE64_STANDARD.decode(KEY).unwrap().into();
    let config = ServerConfig::builder_with_provider(provider())
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![certificate()], key.into());
    let config = Arc::new(config.unwrap());
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("https://{}", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        for socket in listener.incoming().flatten() {
            let tls = ServerConnection::new(Arc::clone(&config)).unwrap();
            let mut stream = StreamOwned::new(tls, socket);
            let mut request = [0; 4096];
            // Who does not trust us hangs up here.
            if stream.read(&mut request).is_ok_and(|length| length > 0) {
                let reply = "HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 11\r\n\r\n";
                let _ = stream.write_all(format!("{reply}{{\"data\":[]}}").as_bytes());
                stream.conn.send_close_notify();
                let _ = stream.flush();
            }
        }
    });
    url
}

#[tokio::test]
async fn a_certificate_counts_only_for_a_client_that_trusts_it() {
    let url = https_server();
    let options = ClientOptions::new().retries(0);
    let wary = client_with(&url, options.clone());
    let error = ListNotes::new(&wary).send().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Transport);
    assert!(error.to_string().contains("certificate"), "{error}");
    assert!(error.to_string().contains("nothing was sent"), "{error}");

    let mut roots = RootCertStore::empty();
    roots.add(certificate()).unwrap();
    let tls = ClientConfig::builder_with_provider(provider())
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_root_certificates(roots)
        .with_no_client_auth();
    let builder = reqwest::Client::builder().tls_backend_preconfigured(tls);
    let own = builder.redirect(Policy::none()).build().unwrap();
    let trusting = client_with(&url, options.transport(ReqwestTransport::from_client(own)));
    let page = ListNotes::new(&trusting).send().await.unwrap();
    assert_eq!(page.data.unwrap().len(), 0);
}

#[tokio::test]
async fn a_proxy_is_asked_in_place_of_the_host() {
    let proxy = Server::start(|_| Reply::json(r#"{"data":[{"id":"1"}]}"#)).unwrap();
    let builder = reqwest::Client::builder().tls_backend_preconfigured(
        ClientConfig::builder_with_provider(provider())
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_root_certificates(RootCertStore::empty())
            .with_no_client_auth(),
    );
    let builder = builder.proxy(reqwest::Proxy::all(proxy.url()).unwrap());
    let own = builder.redirect(Policy::none()).build().unwrap();
    let options = ClientOptions::new()
        .allow_http()
        .timeout(Duration::from_secs(10))
        .transport(ReqwestTransport::from_client(own));
    let page = ListNotes::new(&client_with("http://api.invalid", options))
        .send()
        .await
        .unwrap();
    assert_eq!(page.data.unwrap().len(), 1);
    assert_eq!(proxy.requests()[0].header("host"), Some("api.invalid"));
}

#[tokio::test]
async fn the_proxy_of_the_environment_is_asked() {
    const NAME: &str = "tls::the_proxy_of_the_environment_is_asked";
    const THERE: &str = "SPECWRIGHT_TEST_BEHIND_PROXY";
    if std::env::var_os(THERE).is_some() {
        let client = client_with("http://api.invalid", ClientOptions::new().allow_http());
        let page = ListNotes::new(&client).send().await.unwrap();
        assert_eq!(page.data.unwrap().len(), 1);
        return;
    }
    // The environment is that of a whole process: this test runs again in one of its own.
    let proxy = Server::start(|_| Reply::json(r#"{"data":[{"id":"1"}]}"#)).unwrap();
    let mut again = Command::new(std::env::current_exe().unwrap());
    again.args(["--exact", NAME]).env(THERE, "yes");
    again
        .env("http_proxy", proxy.url())
        .env_remove("HTTP_PROXY")
        .env_remove("NO_PROXY")
        .env_remove("no_proxy");
    let output = again.output().unwrap();
    assert!(output.status.success(), "{output:?}");
    assert_eq!(proxy.requests()[0].header("host"), Some("api.invalid"));
}
