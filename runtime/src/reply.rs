//! What a successful reply becomes.

use bytes::Bytes;
use http::header::{CONTENT_TYPE, HeaderMap};
use http::{Response, StatusCode};

use crate::error::escaped;
use crate::stream::Rest;
use crate::{
    Attempt, ByteStream, DecodeError, DecodeErrorKind, DriftRecorder, Error, Handover, Nulls,
    Reader, UndecodedRecord, Value, json,
};

/// A type that a successful reply can become: any [`Value`] out of JSON, `()` where nothing is
/// promised, text, [`Bytes`], or while it comes a [`ByteStream`], [`Lines`](crate::Lines) or
/// [`Events`](crate::Events).
pub trait Reply: Sized {
    /// What the request asks for in `Accept`.
    const ACCEPT: &'static str = "application/json";

    /// When it is handed over.
    const HANDOVER: Handover = Handover::Whole;

    /// Makes the value out of the body.
    ///
    /// # Errors
    ///
    /// The body is not what the document promises.
    fn decode(body: &Bytes) -> Result<Self, DecodeError>;

    /// Makes the value out of a reply that is handed over as a stream.
    #[doc(hidden)]
    fn open(_: ByteStream) -> Option<Self> {
        None
    }

    /// Makes the value out of a reply that is text and no JSON.
    #[doc(hidden)]
    fn of_text(_: &str) -> Option<Self> {
        None
    }

    /// The same with a reader that was told more than the bytes; `None` for what is no JSON.
    #[doc(hidden)]
    fn read(_: &mut Reader<'_>) -> Option<Result<Self, DecodeError>> {
        None
    }
}

impl<T: Value + Default> Reply for T {
    fn read(json: &mut Reader<'_>) -> Option<Result<Self, DecodeError>> {
        Some(json.value().and_then(|value| {
            json.finish()?;
            Ok(value)
        }))
    }

    fn of_text(text: &str) -> Option<Self> {
        T::from_text(text)
    }

    fn decode(body: &Bytes) -> Result<Self, DecodeError> {
        match body.is_empty() {
            // No body is how an operation says nothing where it may say something. Where it must, the
            // body got lost, and what holds `null` must not hide that.
            true if json::present(&T::default()).is_none() => Ok(T::default()),
            _ => crate::from_slice(body),
        }
    }
}

impl Reply for () {
    fn decode(_: &Bytes) -> Result<Self, DecodeError> {
        Ok(())
    }
}

impl Reply for Bytes {
    const ACCEPT: &'static str = "*/*";

    fn decode(body: &Bytes) -> Result<Self, DecodeError> {
        Ok(body.clone())
    }
}

/// How a client wants its replies read.
#[derive(Clone, Debug, Default)]
pub(crate) struct Reading {
    pub(crate) drift: Option<DriftRecorder>,
    pub(crate) nulls: Nulls,
}

impl Reading {
    /// Whether it is what [`from_slice`](crate::from_slice) does.
    fn is_plain(&self) -> bool {
        self.drift.is_none() && self.nulls == Nulls::default()
    }
}

/// A reply whose body is all here.
#[derive(Clone)]
pub(crate) struct RawReply {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
    /// The body, where the reply is handed over before it is there.
    pub(crate) rest: Option<Rest>,
    /// What became of each request that it took to get it.
    pub(crate) attempts: Vec<Attempt>,
}

impl RawReply {
    /// The id that the server gave the request, under one of the usual names.
    pub(crate) fn request_id(&self) -> Option<&str> {
        const NAMES: [&str; 4] = [
            "x-request-id",
            "request-id",
            "x-amzn-requestid",
            "x-correlation-id",
        ];
        NAMES
            .iter()
            .find_map(|name| self.headers.get(*name)?.to_str().ok())
    }

    /// The reply as its type, or an error that names the operation.
    pub(crate) fn decode<T: Reply>(self, subject: &str, reading: &Reading) -> Result<T, Error> {
        if T::HANDOVER != Handover::Whole
            && let Some(value) = T::open(ByteStream::new(subject, self.clone())?)
        {
            return Ok(value);
        }
        if let Some(value) = self.text().and_then(T::of_text) {
            return Ok(value);
        }
        let decoded = match reading.is_plain() {
            true => T::decode(&self.body),
            false => self.read(None, reading).map(|(value, _)| value),
        };
        decoded.map_err(|error| self.undecodable(subject, error))
    }

    /// The same, but records of the list at `pointer` that do not fit come apart, each with its
    /// place in the list.
    pub(crate) fn decode_records<T: Reply>(
        self,
        subject: &str,
        reading: &Reading,
        pointer: &str,
    ) -> Result<(T, Vec<(usize, Error)>), Error> {
        match self.read(Some(pointer), reading) {
            Ok((value, undecoded)) => {
                let records = undecoded.into_iter();
                let errors = records.map(|record| (record.index, self.bad_record(subject, record)));
                Ok((value, errors.collect()))
            }
            Err(error) => Err(self.undecodable(subject, error)),
        }
    }

    /// The body as text, if the reply says that it is something else than JSON.
    fn text(&self) -> Option<&str> {
        let content_type = self.headers.get(CONTENT_TYPE)?.as_bytes();
        if content_type == b"application/json" {
            return None;
        }
        let mut words = content_type.windows(4);
        match words.any(|word| word.eq_ignore_ascii_case(b"json")) {
            true => None,
            false => std::str::from_utf8(&self.body).ok(),
        }
    }

    fn read<T: Reply>(
        &self,
        lenient: Option<&str>,
        reading: &Reading,
    ) -> Result<(T, Vec<UndecodedRecord>), DecodeError> {
        let mut json = Reader::new(&self.body).with_nulls(reading.nulls);
        if let Some(pointer) = lenient {
            json = json.with_lenient_array(pointer);
        }
        if reading.drift.is_some() {
            json.watch_drift();
        }
        let value = match T::read(&mut json) {
            Some(value) if !self.body.is_empty() => value,
            _ => T::decode(&self.body),
        };
        if let Some(drift) = &reading.drift {
            if let Err(error) = &value {
                json.sight_null(error);
            }
            drift.add(json.take_drift());
        }
        Ok((value?, json.take_undecoded()))
    }

    /// The error of one record: its body is the JSON of that record alone.
    fn bad_record(&self, subject: &str, record: UndecodedRecord) -> Error {
        let reply = Self {
            status: self.status,
            headers: self.headers.clone(),
            body: Bytes::from(record.raw),
            rest: None,
            attempts: self.attempts.clone(),
        };
        Error::decode(subject, record.error.to_string(), reply, Some(record.error))
    }

    /// A body that is no JSON at all is told apart from one with a wrong field: there the content
    /// type is the clue.
    fn undecodable(self, subject: &str, error: DecodeError) -> Error {
        let malformed = matches!(error.kind(), DecodeErrorKind::Malformed(_));
        let content_type = self
            .headers
            .get(CONTENT_TYPE)
            .map(|value| String::from_utf8_lossy(value.as_bytes()));
        let says_json = content_type
            .as_deref()
            .is_some_and(|text| text.contains("json"));
        if self.body.is_empty() || (malformed && !says_json) {
            let what = match (self.body.len(), content_type) {
                (0, _) => "an empty body".to_owned(),
                (length, None) => format!("{length} bytes without a content type"),
                (length, Some(text)) => format!("{length} bytes of {}", escaped(&text, 80)),
            };
            let message = format!(
                "expected JSON, but the {} reply is {what}",
                self.status.as_u16()
            );
            return Error::decode(subject, message, self, Some(error));
        }
        Error::decode(subject, error.to_string(), self, Some(error))
    }
}

impl From<RawReply> for Response<Bytes> {
    fn from(reply: RawReply) -> Self {
        let mut response = Self::new(reply.body);
        *response.status_mut() = reply.status;
        *response.headers_mut() = reply.headers;
        response
    }
}
