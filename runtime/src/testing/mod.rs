//! A small HTTP server on this machine, for tests of programs that call an API.
//!
//! It listens on a real socket, so that a test goes through everything that the real call goes
//! through; it runs on a thread of its own, so that it works under any runtime, or none.
//!
//! ```
//! use specwright::testing::{Reply, Server};
//!
//! # fn main() -> std::io::Result<()> {
//! let server = Server::start(|request| match request.path.as_str() {
//!     "/oauth/token" => Reply::json(r#"{"access_token":"a token","expires_in":3600}"#),
//!     _ => Reply::status(404).text("nothing here"),
//! })?;
//! // Give `server.url()` to a client as its base URL, make calls, then look at what came:
//! assert!(server.requests().is_empty());
//! # Ok(())
//! # }
//! ```

mod received;
mod reply;
mod server;
mod wire;

pub use received::Received;
pub use reply::Reply;
pub use server::Server;
