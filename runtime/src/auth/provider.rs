//! Credentials that the caller provides while the program runs.

use std::error::Error;
use std::fmt;
use std::time::Duration;

use futures_core::future::BoxFuture;

use crate::Secret;

/// A source of tokens of the caller's own: a vault, a sidecar, another flow of OAuth2.
///
/// The client asks it as it asks a token endpoint: once for any number of waiting callers, again
/// before the token expires, and again when the server refuses the token. A closure that returns a
/// future is one too:
///
/// ```
/// use std::time::Duration;
/// use specwright::{AccessToken, Credential};
///
/// let credential = Credential::provider(|| async {
///     let token = std::fs::read_to_string("/run/secrets/token")?;
///     Ok(AccessToken::new(token).expires_in(Duration::from_secs(600)))
/// });
/// # drop(credential);
/// ```
pub trait Credentials: Send + Sync + 'static {
    /// A token that is good now. An error is the error of all calls that wait; the next call asks
    /// again. Its text becomes part of theirs, so it must not hold a secret.
    fn token(&self) -> BoxFuture<'static, Result<AccessToken, Box<dyn Error + Send + Sync>>>;
}

impl<F, T> Credentials for F
where
    F: Fn() -> T + Send + Sync + 'static,
    T: Future<Output = Result<AccessToken, Box<dyn Error + Send + Sync>>> + Send + 'static,
{
    fn token(&self) -> BoxFuture<'static, Result<AccessToken, Box<dyn Error + Send + Sync>>> {
        Box::pin(self())
    }
}

/// A token, and how long it is good.
#[derive(Clone)]
#[must_use]
pub struct AccessToken {
    pub(super) secret: Secret,
    pub(super) life: Duration,
}

impl AccessToken {
    /// A token for the calls that wait for it now. The next call asks for another, which is right
    /// where the source keeps its tokens itself.
    pub fn new(token: impl Into<Secret>) -> Self {
        Self {
            secret: token.into(),
            life: Duration::ZERO,
        }
    }

    /// The token is kept, and renewed in time.
    pub fn expires_in(mut self, life: Duration) -> Self {
        self.life = life;
        self
    }
}

impl fmt::Debug for AccessToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AccessToken")
            .field("life", &self.life)
            .finish_non_exhaustive()
    }
}
