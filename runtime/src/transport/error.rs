//! Why no complete reply came, with the two facts that decide whether the request may be sent
//! again.

use std::fmt;

/// The request failed below HTTP: no connection, a broken one, or no time left.
#[derive(Debug)]
pub struct TransportError {
    source: Box<dyn std::error::Error + Send + Sync>,
    reached: bool,
    timeout: bool,
}

impl TransportError {
    /// A failure after which the server may have seen the request: the careful assumption.
    pub fn new(source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self {
            source: source.into(),
            reached: true,
            timeout: false,
        }
    }

    /// States that not one byte of the request left, so that it can be sent again whatever it does.
    #[must_use]
    pub fn never_sent(mut self) -> Self {
        self.reached = false;
        self
    }

    /// States that the failure was a timeout of the transport's own.
    #[must_use]
    pub fn timed_out(mut self) -> Self {
        self.timeout = true;
        self
    }

    /// The failure came after the reply's head, so the server has seen the request, whatever the
    /// transport thinks.
    pub(crate) fn after_headers(mut self) -> Self {
        self.reached = true;
        self
    }

    /// Whether the server may have seen the request.
    pub fn may_have_reached_server(&self) -> bool {
        self.reached
    }

    /// Whether the transport gave up because of time.
    pub fn is_timeout(&self) -> bool {
        self.timeout
    }
}

impl fmt::Display for TransportError {
    /// The whole chain of causes in one line: "error sending request" alone helps nobody.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.source)?;
        let mut cause = self.source.source();
        while let Some(error) = cause {
            write!(f, ": {error}")?;
            cause = error.source();
        }
        Ok(())
    }
}

impl std::error::Error for TransportError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        // The source itself is already in this error's text; the chain goes on below it.
        self.source.source()
    }
}
