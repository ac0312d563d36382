//! The server: a socket, a thread, a record of what came.

use std::convert::Infallible;
use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};
use std::thread::JoinHandle;

use bytes::Bytes;
use futures_util::future::select;
use http::header::CONTENT_LENGTH;
use http_body_util::BodyExt;
use hyper::body::{Body, Frame, Incoming};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;

use super::reply::Ending;
use super::{Received, Reply, wire};

/// A running server. It stops when it is dropped.
pub struct Server {
    address: SocketAddr,
    shared: Arc<Shared>,
    stop: Option<oneshot::Sender<Infallible>>,
    thread: Option<JoinHandle<()>>,
}

struct Shared {
    handler: Box<dyn Fn(&Received) -> Reply + Send + Sync>,
    requests: Mutex<Vec<Received>>,
}

impl Server {
    /// Starts a server on a free port of 127.0.0.1 that answers as the handler says.
    ///
    /// # Errors
    ///
    /// The operating system grants no socket or thread.
    pub fn start(handler: impl Fn(&Received) -> Reply + Send + Sync + 'static) -> io::Result<Self> {
        let shared = Arc::new(Shared {
            handler: Box::new(handler),
            requests: Mutex::default(),
        });
        let listener = std::net::TcpListener::bind("127.0.0.1:0")?;
        listener.set_nonblocking(true)?;
        let address = listener.local_addr()?;
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()?;
        let (stop, stopped) = oneshot::channel();
        let serving = Arc::clone(&shared);
        let thread = std::thread::Builder::new()
            .name("specwright-testing".to_owned())
            .spawn(move || {
                runtime.block_on(select(stopped, Box::pin(accept(listener, serving))));
            })?;
        Ok(Self {
            address,
            shared,
            stop: Some(stop),
            thread: Some(thread),
        })
    }

    /// The URL to give to a client as its base URL.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Every request so far, in the order of arrival.
    pub fn requests(&self) -> Vec<Received> {
        self.shared
            .requests
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }
}

impl std::fmt::Debug for Server {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Server")
            .field("address", &self.address)
            .finish_non_exhaustive()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            // A handler that panicked has shown its message already.
            drop(thread.join());
        }
    }
}

async fn accept(listener: std::net::TcpListener, shared: Arc<Shared>) {
    let Ok(listener) = TcpListener::from_std(listener) else {
        return;
    };
    while let Ok((stream, _)) = listener.accept().await {
        tokio::spawn(serve(stream, Arc::clone(&shared)));
    }
}

async fn serve(stream: TcpStream, shared: Arc<Shared>) {
    let Ok((stream, second)) = wire::twice(stream) else {
        return;
    };
    let second = Arc::new(second);
    let service =
        service_fn(move |request| answer(request, Arc::clone(&shared), Arc::clone(&second)));
    // An error here is a client that left, or a reply that was meant to break.
    drop(
        http1::Builder::new()
            .serve_connection(TokioIo::new(stream), service)
            .await,
    );
}

async fn answer(
    request: hyper::Request<Incoming>,
    shared: Arc<Shared>,
    socket: Arc<TcpStream>,
) -> Result<hyper::Response<Pieces>, io::Error> {
    let (parts, body) = request.into_parts();
    let received = Received {
        method: parts.method,
        path: parts.uri.path().to_owned(),
        query: parts.uri.query().unwrap_or_default().to_owned(),
        headers: parts.headers,
        body: body.collect().await.map_err(io::Error::other)?.to_bytes(),
    };
    shared
        .requests
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .push(received.clone());
    let reply = (shared.handler)(&received);
    if !reply.delay.is_zero() {
        tokio::time::sleep(reply.delay).await;
    }
    if reply.ending == Ending::Nothing {
        return Err(io::Error::other("this reply is meant to be none"));
    }
    if reply.ending == Ending::Reset {
        socket.set_zero_linger()?;
        return Err(io::Error::other("this reply is meant to be a reset"));
    }
    if let Some(wire) = &reply.wire {
        wire::write(&socket, &reply, wire).await?;
        return Err(io::Error::other("this reply is not HTTP's business"));
    }
    let length = reply.body.len();
    let piece = match reply.ending {
        Ending::Cut | Ending::Stuck => reply.body.slice(..length / 2),
        _ => reply.body,
    };
    let mut response = hyper::Response::new(Pieces {
        piece: Some(piece),
        ending: reply.ending,
    });
    *response.status_mut() = reply.status;
    *response.headers_mut() = reply.headers;
    response
        .headers_mut()
        .entry(CONTENT_LENGTH)
        .or_insert(length.into());
    Ok(response)
}

/// One piece of body, and then perhaps a break.
struct Pieces {
    piece: Option<Bytes>,
    ending: Ending,
}

impl Body for Pieces {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        match (self.piece.take(), self.ending) {
            (Some(piece), _) if !piece.is_empty() => Poll::Ready(Some(Ok(Frame::data(piece)))),
            (_, Ending::Cut) => {
                Poll::Ready(Some(Err(io::Error::other("this reply is meant to break"))))
            }
            (_, Ending::Stuck) => Poll::Pending,
            _ => Poll::Ready(None),
        }
    }
}
