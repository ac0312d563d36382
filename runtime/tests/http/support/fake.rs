//! A transport without a network: with the paused clock of tokio it makes hours pass in no time. It is also the proof
//! that a transport of one's own takes some twenty lines.

use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use http::{Request, Response};
use specwright::{Body, BoxFuture, ClientOptions, Transport, TransportError};

/// What the fake network does with a request.
pub(crate) enum Answer {
    Reply(u16, &'static [(&'static str, &'static str)], String),
    NeverSent,
    Lost,
    Never,
    /// The head of a reply, then a failure that claims that nothing was sent.
    HeadOnly,
}

pub(crate) struct Fake {
    handler: Box<dyn Fn(&Sent) -> Answer + Send + Sync>,
    log: Log,
    latency: Duration,
}

/// A request that the fake network took, and when.
#[derive(Clone, Debug)]
pub(crate) struct Sent {
    pub(crate) at: Duration,
    pub(crate) path: String,
    pub(crate) authorization: String,
    headers: http::HeaderMap,
    /// How many requests of this path came before.
    pub(crate) before: usize,
}

impl Sent {
    /// The value of a header, empty if there is none.
    pub(crate) fn header(&self, name: &str) -> String {
        let value = self.headers.get(name).map(|value| value.to_str().unwrap());
        value.unwrap_or_default().to_owned()
    }
}

#[derive(Clone)]
pub(crate) struct Log {
    sent: Arc<Mutex<Vec<Sent>>>,
    start: tokio::time::Instant,
}

impl Log {
    pub(crate) fn all(&self) -> Vec<Sent> {
        self.sent.lock().unwrap().clone()
    }

    pub(crate) fn of(&self, path: &str) -> Vec<Sent> {
        self.all()
            .into_iter()
            .filter(|sent| sent.path.starts_with(path))
            .collect()
    }
}

/// Options with a fake network that takes so long to answer, and the log of what it took.
pub(crate) fn fake(
    latency: Duration,
    handler: impl Fn(&Sent) -> Answer + Send + Sync + 'static,
) -> (ClientOptions, Log) {
    let (fake, log) = Fake::new(latency, handler);
    (ClientOptions::new().transport(fake), log)
}

impl Fake {
    pub(crate) fn new(
        latency: Duration,
        handler: impl Fn(&Sent) -> Answer + Send + Sync + 'static,
    ) -> (Self, Log) {
        let log = Log {
            sent: Arc::default(),
            start: tokio::time::Instant::now(),
        };
        let fake = Self {
            handler: Box::new(handler),
            log: log.clone(),
            latency,
        };
        (fake, log)
    }
}

pub(crate) fn json(body: impl Into<String>) -> Answer {
    Answer::Reply(200, &[("content-type", "application/json")], body.into())
}

pub(crate) fn status(status: u16) -> Answer {
    Answer::Reply(status, &[], String::new())
}

impl Transport for Fake {
    fn send(
        &self,
        request: Request<Body>,
    ) -> BoxFuture<'static, Result<Response<Body>, TransportError>> {
        let path = request.uri().path().to_owned();
        let authorization = request
            .headers()
            .get("authorization")
            .map(|value| value.to_str().unwrap().to_owned());
        let sent = Sent {
            at: self.log.start.elapsed(),
            before: self.log.of(&path).len(),
            authorization: authorization.unwrap_or_default(),
            headers: request.headers().clone(),
            path,
        };
        let answer = (self.handler)(&sent);
        self.log.sent.lock().unwrap().push(sent);
        let latency = self.latency;
        Box::pin(async move {
            tokio::time::sleep(latency).await;
            match answer {
                Answer::Reply(status, headers, body) => {
                    let mut response = Response::builder().status(status);
                    for (name, value) in headers {
                        response = response.header(*name, *value);
                    }
                    Ok(response.body(Body::from(body)).unwrap())
                }
                Answer::NeverSent => Err(TransportError::new("no route").never_sent()),
                Answer::Lost => Err(TransportError::new("connection reset")),
                Answer::HeadOnly => {
                    let broken = Err(TransportError::new("lost in the middle").never_sent());
                    let pieces = futures_util::stream::iter([broken]);
                    Ok(Response::new(Body::from_stream(pieces)))
                }
                Answer::Never => std::future::pending().await,
            }
        })
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        Box::pin(tokio::time::sleep(duration))
    }

    fn now(&self) -> Instant {
        tokio::time::Instant::now().into_std()
    }
}
