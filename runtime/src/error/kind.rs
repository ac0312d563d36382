//! The stable sorts of failure.

/// What sort of failure an [`Error`](crate::Error) is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The server answered with a status other than 2xx.
    Api,
    /// The server's reply is not what its document promises.
    Decode,
    /// No complete reply came.
    Transport,
    /// The time for the call, or for its last attempt, ran out.
    Timeout,
    /// There is no credential for the call, or no token could be had for it.
    Auth,
    /// The client was given something that it cannot work with.
    Config,
    /// The request was given a value that cannot be sent.
    Argument,
    /// The server's pages lead nowhere: a position came back that was there before.
    Pagination,
}
