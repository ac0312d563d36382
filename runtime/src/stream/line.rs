//! Lines out of bytes that come in pieces.

use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::{Buf, Bytes, BytesMut};
use futures_core::Stream;

use super::bytes::{ByteStream, too_long};
use crate::Error;

/// Cuts a stream into lines, which end with LF, CR or both. It holds one line at most.
#[derive(Debug)]
pub(super) struct LineReader {
    source: ByteStream,
    buffer: BytesMut,
    /// How much of the buffer is known to have no end of a line.
    searched: usize,
    /// The line before ended with a CR: an LF that comes next belongs to it.
    after_cr: bool,
    ended: bool,
}

impl LineReader {
    pub(super) fn new(source: ByteStream) -> Self {
        Self {
            source,
            buffer: BytesMut::new(),
            searched: 0,
            after_cr: false,
            ended: false,
        }
    }

    pub(super) fn source(&self) -> &ByteStream {
        &self.source
    }

    /// The next line, without its end. The last one needs none.
    pub(super) fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Bytes, Error>>> {
        loop {
            if let Some(line) = self.take_line() {
                return Poll::Ready(Some(Ok(line)));
            }
            if self.ended {
                self.searched = 0;
                let rest = std::mem::take(&mut self.buffer).freeze();
                return Poll::Ready((!rest.is_empty()).then_some(Ok(rest)));
            }
            if self.buffer.len() > self.source.limit() {
                let limit = self.source.limit();
                self.end();
                let error = too_long(self.source.subject(), "line", limit);
                return Poll::Ready(Some(Err(error)));
            }
            match ready!(Pin::new(&mut self.source).poll_next(context)) {
                Some(Ok(piece)) => self.buffer.extend_from_slice(&piece),
                Some(Err(error)) => {
                    // Half a line is no line.
                    self.end();
                    return Poll::Ready(Some(Err(error)));
                }
                None => self.ended = true,
            }
        }
    }

    fn end(&mut self) {
        self.buffer.clear();
        self.searched = 0;
        self.ended = true;
    }

    fn take_line(&mut self) -> Option<Bytes> {
        if self.after_cr && !self.buffer.is_empty() {
            self.after_cr = false;
            if self.buffer[0] == b'\n' {
                self.buffer.advance(1);
            }
        }
        let unsearched = self.buffer[self.searched..].iter();
        let Some(found) = unsearched
            .copied()
            .position(|byte| byte == b'\n' || byte == b'\r')
        else {
            self.searched = self.buffer.len();
            return None;
        };
        let line = self.buffer.split_to(self.searched + found).freeze();
        self.after_cr = self.buffer.get_u8() == b'\r';
        self.searched = 0;
        Some(line)
    }
}
