//! One token for everybody: however many callers need one at once, it is asked for once.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use futures_util::FutureExt;
use futures_util::future::{Shared, WeakShared};
use http::header::HeaderValue;

use super::Fetch;
use super::token::{self, Token};
use crate::{Client, Error};

/// The token of one credential, shared by a client, its clones and its derived clients.
pub(crate) struct TokenCache {
    url: String,
    basic: HeaderValue,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    token: Option<Arc<Token>>,
    /// The fetch that is under way. Every waiter drives it, so it goes on when the one who began it
    /// is dropped; weak, so that it ends when the last waiter is.
    fetch: Option<WeakShared<Fetch>>,
}

impl TokenCache {
    pub(super) fn new(url: String, basic: HeaderValue) -> Self {
        Self {
            url,
            basic,
            state: Mutex::default(),
        }
    }

    /// The token, fetched if there is none that will last.
    pub(super) async fn token(self: &Arc<Self>, client: &Client) -> Result<Arc<Token>, Arc<Error>> {
        let now = client.transport("access token").map_err(Arc::new)?.now();
        let fetch = {
            let mut state = self.lock();
            if let Some(token) = state.token.as_ref().filter(|token| token.is_fresh(now)) {
                return Ok(Arc::clone(token));
            }
            match state.fetch.as_ref().and_then(WeakShared::upgrade) {
                Some(fetch) => fetch,
                None => self.begin(&mut state, client),
            }
        };
        fetch.await
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
            let fetched = token::fetch(client, cache.url.clone(), cache.basic.clone()).await;
            let mut state = cache.lock();
            // A failure is not kept: those who wait get it, and the next caller asks anew.
            state.fetch = None;
            let token = Arc::new(fetched.map_err(Arc::new)?);
            state.token = Some(Arc::clone(&token));
            Ok(token)
        });
        let fetch = fetch.shared();
        state.fetch = fetch.downgrade();
        fetch
    }

    /// A panic elsewhere leaves no half-written state behind, so the lock is good even then.
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
