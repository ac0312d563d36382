//! What became of one attempt, as an error and a raw reply tell it.

use std::fmt;
use std::time::Duration;

use http::StatusCode;

use super::retry::Fault;
use crate::RawReply;

/// One time that a request was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attempt {
    status: Option<StatusCode>,
    cause: Option<String>,
    timeout: bool,
    took: Duration,
    pause: Option<Duration>,
}

impl Attempt {
    pub(crate) fn new(outcome: &Result<RawReply, Fault>, took: Duration) -> Self {
        let (status, cause) = match outcome {
            Ok(reply) | Err(Fault::Refused(reply)) => (Some(reply.status), None),
            Err(Fault::Broken(error)) => (None, Some(error.to_string())),
            Err(Fault::Unreadable(problem)) => (None, Some(problem.clone())),
        };
        let timeout = matches!(outcome, Err(Fault::Broken(error)) if error.is_timeout());
        Self {
            status,
            cause,
            timeout,
            took,
            pause: None,
        }
    }

    /// The reply of a request that somebody else sent.
    pub(crate) fn elsewhere(status: StatusCode) -> Self {
        Self {
            status: Some(status),
            cause: None,
            timeout: false,
            took: Duration::ZERO,
            pause: None,
        }
    }

    pub(crate) fn pause_after(&mut self, pause: Duration) {
        self.pause = Some(pause);
    }

    /// The status of the reply, if a whole one came.
    pub fn status(&self) -> Option<StatusCode> {
        self.status
    }

    /// Why no whole reply came.
    pub fn cause(&self) -> Option<&str> {
        self.cause.as_deref()
    }

    /// Whether no whole reply came because the time ran out.
    pub fn is_timeout(&self) -> bool {
        self.timeout
    }

    /// How long it took, from the request to the end of the reply.
    pub fn took(&self) -> Duration {
        self.took
    }

    /// How long the client waited after it before the next one; `None` after the last.
    pub fn pause(&self) -> Option<Duration> {
        self.pause
    }
}

/// Such as `503 after 120ms, then a pause of 800ms`.
impl fmt::Display for Attempt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.status, &self.cause) {
            (Some(status), _) => f.write_str(status.as_str()),
            (None, cause) => f.write_str(cause.as_deref().unwrap_or_default()),
        }?;
        write!(f, " after {:?}", self.took)?;
        self.pause
            .map_or(Ok(()), |pause| write!(f, ", then a pause of {pause:?}"))
    }
}
