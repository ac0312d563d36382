//! How a client behaves towards the network, apart from the API that it calls.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use crate::{DriftRecorder, Middleware, Nulls, Observer, Reading, Transport};

/// Timeouts, retries, limits and the transport of a client. What is not set here keeps its default,
/// or the value of the client that [`Client::with_options`](crate::Client::with_options) derives
/// from.
///
/// ```
/// use std::time::Duration;
/// let options = specwright::ClientOptions::new().timeout(Duration::from_secs(10)).retries(4);
/// ```
#[derive(Clone, Default)]
#[must_use]
pub struct ClientOptions {
    pub(crate) timeout: Option<Duration>,
    pub(crate) attempt_timeout: Option<Duration>,
    pub(crate) connect_timeout: Option<Duration>,
    pub(crate) read_timeout: Option<Duration>,
    pub(crate) feed_timeout: Option<Duration>,
    pub(crate) retries: Option<u32>,
    pub(crate) retry_budget: Option<u32>,
    pub(crate) reply_limit: Option<usize>,
    pub(crate) user_agent: Option<String>,
    pub(crate) allow_http: bool,
    pub(crate) drift: Option<DriftRecorder>,
    pub(crate) nulls: Option<Nulls>,
    pub(crate) middleware: Vec<Arc<dyn Middleware>>,
    pub(crate) observers: Vec<Arc<dyn Observer>>,
    pub(crate) show: Vec<String>,
    pub(crate) transport: Option<Arc<dyn Transport>>,
}

impl ClientOptions {
    /// Every default.
    pub fn new() -> Self {
        Self::default()
    }

    /// The time that a call may take in all: waiting for a token, every attempt, the pauses between
    /// them, the reply's body. 60 seconds unless set.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = Some(timeout);
        self
    }

    /// The time that one attempt may take, its reply's body included. 30 seconds unless set.
    pub fn attempt_timeout(mut self, timeout: Duration) -> Self {
        self.attempt_timeout = Some(timeout);
        self
    }

    /// The time that connecting may take. 5 seconds unless set. A transport of the caller's own has
    /// its own.
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.connect_timeout = Some(timeout);
        self
    }

    /// The time that may pass without a byte of a reply's body once its head is there: a connection
    /// that has gone dead is found out long before the time for the attempt is over. 10 seconds unless
    /// set. It is kept over whatever transport the client has. Feeds have
    /// [a time of their own](Self::feed_timeout).
    pub fn read_timeout(mut self, timeout: Duration) -> Self {
        self.read_timeout = Some(timeout);
        self
    }

    /// The time that a feed ([`Lines`](crate::Lines), [`Events`](crate::Events)) may be silent before
    /// its connection counts as dead. 5 minutes unless set: servers that keep feeds open send a
    /// comment or an empty line far more often. [`Duration::MAX`] waits for ever.
    pub fn feed_timeout(mut self, timeout: Duration) -> Self {
        self.feed_timeout = Some(timeout);
        self
    }

    /// How often a call is repeated that failed in passing. 2 unless set; 0 for never.
    pub fn retries(mut self, retries: u32) -> Self {
        self.retries = Some(retries);
        self
    }

    /// How many retries the client, its clones and its derived clients have together before calls
    /// must succeed again: each success brings a tenth of one back. 100 unless set. It keeps a
    /// failing server from being asked several times as often as a healthy one. Setting it anew for
    /// a derived client gives that one a budget of its own.
    pub fn retry_budget(mut self, retries: u32) -> Self {
        self.retry_budget = Some(retries);
        self
    }

    /// The longest reply body that is read, in bytes. 64 MiB unless set.
    pub fn reply_limit(mut self, bytes: usize) -> Self {
        self.reply_limit = Some(bytes);
        self
    }

    /// Text before `specwright/<version>` in the user agent, such as the caller's own product and
    /// version.
    pub fn user_agent(mut self, prefix: impl Into<String>) -> Self {
        self.user_agent = Some(prefix.into());
        self
    }

    /// Allows `http://` to hosts other than this machine, where anybody on the way can read the
    /// credentials.
    pub fn allow_http(mut self) -> Self {
        self.allow_http = true;
        self
    }

    /// Counts what replies hold that the API's document does not say. Off unless set.
    pub fn drift(mut self, recorder: DriftRecorder) -> Self {
        self.drift = Some(recorder);
        self
    }

    /// What `null` is read as where the document promises a value. [`Nulls::Empty`] unless set.
    pub fn nulls(mut self, nulls: Nulls) -> Self {
        self.nulls = Some(nulls);
        self
    }

    /// Puts code around every attempt. What is added first is the outermost; a derived client has
    /// that of its origin, and inside of it its own.
    pub fn middleware(mut self, middleware: impl Middleware) -> Self {
        self.middleware.push(Arc::new(middleware));
        self
    }

    /// Tells somebody what happens. A derived client tells those of its origin too.
    pub fn observer(mut self, observer: impl Observer) -> Self {
        self.observers.push(Arc::new(observer));
        self
    }

    /// Names of headers and query parameters whose values observers and spans may see. Credentials
    /// stay hidden whatever is named here.
    pub fn show(mut self, names: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.show.extend(names.into_iter().map(Into::into));
        self
    }

    /// The transport that sends the requests, in place of the one over reqwest.
    pub fn transport(mut self, transport: impl Transport) -> Self {
        self.transport = Some(Arc::new(transport));
        self
    }

    /// How replies are to be read.
    pub(crate) fn reading(&self) -> Reading {
        Reading {
            drift: self.drift.clone(),
            nulls: self.nulls.unwrap_or_default(),
        }
    }

    /// These options where they are set, else those.
    pub(crate) fn or(self, base: &Self) -> Self {
        Self {
            timeout: self.timeout.or(base.timeout),
            attempt_timeout: self.attempt_timeout.or(base.attempt_timeout),
            connect_timeout: self.connect_timeout.or(base.connect_timeout),
            read_timeout: self.read_timeout.or(base.read_timeout),
            feed_timeout: self.feed_timeout.or(base.feed_timeout),
            retries: self.retries.or(base.retries),
            retry_budget: self.retry_budget.or(base.retry_budget),
            reply_limit: self.reply_limit.or(base.reply_limit),
            user_agent: self.user_agent.or_else(|| base.user_agent.clone()),
            allow_http: self.allow_http || base.allow_http,
            drift: self.drift.or_else(|| base.drift.clone()),
            nulls: self.nulls.or(base.nulls),
            middleware: joined(&base.middleware, self.middleware),
            observers: joined(&base.observers, self.observers),
            show: joined(&base.show, self.show),
            transport: self.transport.or_else(|| base.transport.clone()),
        }
    }
}

fn joined<T: Clone>(base: &[T], more: Vec<T>) -> Vec<T> {
    base.iter().cloned().chain(more).collect()
}

impl fmt::Debug for ClientOptions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientOptions")
            .field("timeout", &self.timeout)
            .field("attempt_timeout", &self.attempt_timeout)
            .field("connect_timeout", &self.connect_timeout)
            .field("read_timeout", &self.read_timeout)
            .field("feed_timeout", &self.feed_timeout)
            .field("retries", &self.retries)
            .field("retry_budget", &self.retry_budget)
            .field("reply_limit", &self.reply_limit)
            .field("user_agent", &self.user_agent)
            .field("allow_http", &self.allow_http)
            .field("drift", &self.drift)
            .field("nulls", &self.nulls)
            .field("middleware", &self.middleware.len())
            .field("observers", &self.observers.len())
            .field("show", &self.show)
            .field("transport", &self.transport.as_ref().map(|_| "custom"))
            .finish()
    }
}
