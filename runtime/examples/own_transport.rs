//! A transport of one's own: requests go over hyper, without reqwest and its TLS.
//!
//! Everything else stays as it is: credentials, retries, timeouts, pages. The client tells the
//! transport when to give up by dropping its future.

use futures_util::TryStreamExt;
use futures_util::stream::{self, MapOk};
use http_body_util::{BodyExt, Either, Full, StreamBody};
use hyper::body::Frame;
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use specwright::testing::{Reply, Server};
use specwright::{Api, Body, BoxFuture, Bytes, ClientBuilder, ClientOptions, Json, Method};
use specwright::{Transport, TransportError, Upload, http};

struct Hyper(Client<HttpConnector, Outgoing>);

/// A body that is here whole, of which hyper tells the length, or one that is a stream.
type Outgoing = Either<Full<Bytes>, StreamBody<MapOk<Body, fn(Bytes) -> Frame<Bytes>>>>;

fn outgoing(body: Body) -> Outgoing {
    match body.as_bytes() {
        Some(bytes) => Either::Left(Full::new(bytes.clone())),
        None => Either::Right(StreamBody::new(body.map_ok(Frame::data))),
    }
}

impl Transport for Hyper {
    fn send(
        &self,
        request: http::Request<Body>,
    ) -> BoxFuture<'static, Result<http::Response<Body>, TransportError>> {
        let client = self.0.clone();
        Box::pin(async move {
            let response = client.request(request.map(outgoing)).await;
            let response = response.map_err(|error| match error.is_connect() {
                // Nothing has left, so that even a request that does something can be repeated.
                true => TransportError::new(error).never_sent(),
                false => TransportError::new(error),
            })?;
            let pieces = |body: hyper::body::Incoming| body.into_data_stream();
            Ok(response.map(|body| Body::from_stream(pieces(body).map_err(TransportError::new))))
        })
    }

    fn sleep(&self, duration: std::time::Duration) -> BoxFuture<'static, ()> {
        Box::pin(tokio::time::sleep(duration))
    }
}

static API: Api = Api::new("example");

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let server = Server::start(|request| match request.path.as_str() {
        "/echo" => Reply::json(request.text().to_owned()),
        _ => Reply::status(404),
    })?;
    let transport = Hyper(Client::builder(TokioExecutor::new()).build_http());
    let client = ClientBuilder::new(&API)
        .base_url(server.url())
        .options(ClientOptions::new().transport(transport))
        .build()?;
    let hello = Json::from("hello");
    let echo: Json = client
        .call(Method::POST, "/echo")
        .json(&hello)
        .send()
        .await?;
    println!("{echo}");
    assert_eq!(echo, hello);
    let pieces = ["[1", ",2]"].map(|piece| Ok::<_, std::io::Error>(Bytes::from(piece)));
    let upload = Upload::from_stream(stream::iter(pieces));
    let call = client
        .call(Method::POST, "/echo")
        .body("application/json", upload);
    assert_eq!(call.send::<Vec<i64>>().await?, [1, 2]);
    let missing = client.call(Method::GET, "/missing").send::<Json>().await;
    assert!(missing.is_err_and(|error| error.is_not_found()));
    Ok(())
}

#[test]
fn it_works() {
    let result = main();
    assert!(result.is_ok(), "{result:?}");
}
