//! One token for everybody: however many callers need one at once, it is asked for once, and renewed
//! before anybody has to wait for it.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use futures_util::FutureExt;
use futures_util::future::{Shared, WeakShared};
use http::header::{HeaderName, HeaderValue};

use super::token::{self, Token};
use super::{Credentials, Fetch};
use crate::{Client, Error};

/// After a renewal failed that was not urgent, the next one waits so long.
const PAUSE: Duration = Duration::from_secs(10);

/// The token of one credential, shared by a client, its clones and its derived clients.
///
/// A token that is near its end is renewed while it still serves. Who does it? The transport, if it
/// can [spawn](crate::Transport::spawn): then nobody waits. Else the first caller to come near the
/// end drives the renewal and waits for it, while all others go on with the old token. When the
/// renewal fails, the old token serves on until its end, with a try every ten seconds.
///
/// The request for a token runs under the timeouts and retries of the client that began it, also
/// for callers of derived clients that wait for it; each of them waits no longer than its own call
/// may take.
pub(crate) struct TokenCache {
    source: Source,
    /// Where the token goes, and what stands before it.
    header: HeaderName,
    prefix: &'static str,
    state: Mutex<State>,
}

/// Where tokens come from.
#[derive(Clone)]
pub(super) enum Source {
    ClientCredentials { url: String, basic: HeaderValue },
    Own(Arc<dyn Credentials>),
}

#[derive(Default)]
struct State {
    token: Option<Arc<Token>>,
    /// The fetch that is under way. Every waiter drives it, so it goes on when the one who began it
    /// is dropped; weak, so that it ends when the last waiter is.
    fetch: Option<WeakShared<Fetch>>,
    /// When a renewal may be tried again that is not urgent.
    renew_after: Option<Instant>,
}

impl TokenCache {
    pub(super) fn new(source: Source, header: HeaderName, prefix: &'static str) -> Self {
        Self {
            source,
            header,
            prefix,
            state: Mutex::default(),
        }
    }

    /// One with the same token, that asks for the next one itself.
    #[cfg(feature = "blocking")]
    pub(super) fn apart(&self) -> Self {
        let state = State {
            token: self.lock().token.clone(),
            ..State::default()
        };
        Self {
            source: self.source.clone(),
            header: self.header.clone(),
            prefix: self.prefix,
            state: Mutex::new(state),
        }
    }

    pub(super) fn header(&self) -> &HeaderName {
        &self.header
    }

    /// The token, fetched if there is none that is good.
    pub(super) async fn token(self: &Arc<Self>, client: &Client) -> Result<Arc<Token>, Arc<Error>> {
        let transport = client.transport("access token").map_err(Arc::new)?;
        let now = transport.now();
        let (old, fetch) = {
            let mut state = self.lock();
            let under_way = state.fetch.as_ref().and_then(WeakShared::upgrade);
            match state.token.clone() {
                Some(token) if token.is_fresh(now) => return Ok(token),
                Some(token) if token.is_good(now) => {
                    if under_way.is_some() || state.renew_after.is_some_and(|after| now < after) {
                        return Ok(token);
                    }
                    (Some(token), self.begin(&mut state, client))
                }
                _ => match under_way {
                    Some(fetch) => (None, fetch),
                    None => (None, self.begin(&mut state, client)),
                },
            }
        };
        let Some(old) = old else {
            return fetch.await;
        };
        match transport.spawn(fetch.clone().map(drop).boxed()) {
            None => Ok(old),
            Some(_) => Ok(fetch.await.unwrap_or(old)),
        }
    }

    /// Drops this token, unless another has taken its place already: of many callers that the
    /// server refuses at once, only the first one's refusal counts.
    pub(super) fn forget(&self, refused: &Arc<Token>) {
        let mut state = self.lock();
        if state
            .token
            .as_ref()
            .is_some_and(|token| Arc::ptr_eq(token, refused))
        {
            state.token = None;
        }
    }

    fn begin(self: &Arc<Self>, state: &mut State, client: &Client) -> Shared<Fetch> {
        let (cache, client) = (Arc::clone(self), client.clone());
        let fetch: Fetch = Box::pin(async move {
            let fetched = cache.fetch(&client).await;
            let now = client.transport("access token").map(|it| it.now()).ok();
            let mut state = cache.lock();
            // A failure is not kept: those who wait get it, and the next caller asks anew.
            state.fetch = None;
            if fetched.is_err() {
                state.renew_after = now.and_then(|now| now.checked_add(PAUSE));
            }
            let token = Arc::new(fetched.map_err(Arc::new)?);
            state.renew_after = None;
            state.token = Some(Arc::clone(&token));
            Ok(token)
        });
        let fetch = fetch.shared();
        state.fetch = fetch.downgrade();
        fetch
    }

    async fn fetch(&self, client: &Client) -> Result<Token, Error> {
        match &self.source {
            Source::ClientCredentials { url, basic } => {
                token::fetch(client.clone(), url.clone(), basic.clone()).await
            }
            Source::Own(own) => token::ask(client.clone(), Arc::clone(own), self.prefix).await,
        }
    }

    /// A panic elsewhere leaves no half-written state behind, so the lock is good even then.
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
