//! Spans of `tracing`, in OpenTelemetry's names for HTTP clients: `call`, and in it one `attempt` for
//! each request. Without the feature they are nothing.

#[cfg(feature = "tracing")]
pub(crate) use on::Span;

#[cfg(not(feature = "tracing"))]
pub(crate) use off::Span;

#[cfg(feature = "tracing")]
mod on {
    use tracing::Instrument;
    use tracing::field::Empty;

    use crate::{Attempt, CallFacts};

    /// What filters know the spans by.
    const TARGET: &str = "specwright";

    /// A span of a call, or of one attempt of it.
    pub(crate) struct Span(tracing::Span);

    impl Span {
        /// Whether anybody looks at spans.
        pub(crate) fn enabled() -> bool {
            tracing::enabled!(target: TARGET, tracing::Level::INFO)
        }

        pub(crate) fn call(call: &CallFacts<'_>) -> Self {
            Self(tracing::info_span!(
                target: TARGET,
                "call",
                otel.name = call.operation(),
                otel.status_code = Empty,
                attempts = Empty,
            ))
        }

        /// `number` counts the attempts from 0: OpenTelemetry's count of resends.
        pub(crate) fn attempt(&self, call: &CallFacts<'_>, number: usize) -> Self {
            let uri: http::Uri = call.url().parse().unwrap_or_default();
            let name = format!("{} {}", call.method(), call.template());
            let port = match uri.scheme_str() {
                Some("http") => 80,
                _ => 443,
            };
            let span = tracing::info_span!(
                target: TARGET,
                parent: &self.0,
                "attempt",
                otel.name = name.trim_end(),
                otel.kind = "client",
                otel.status_code = Empty,
                otel.status_description = Empty,
                http.request.method = call.method().as_str(),
                http.request.resend_count = Empty,
                http.response.status_code = Empty,
                server.address = uri.host().unwrap_or_default(),
                server.port = uri.port_u16().unwrap_or(port),
                url.full = call.url(),
                url.template = call.template(),
                error.type = Empty,
            );
            if number > 0 {
                span.record("http.request.resend_count", number);
            }
            Self(span)
        }

        pub(crate) async fn around<T>(&self, work: impl Future<Output = T>) -> T {
            work.instrument(self.0.clone()).await
        }

        pub(crate) fn end_attempt(self, attempt: &Attempt) {
            let Some(status) = attempt.status() else {
                let kind = match attempt.is_timeout() {
                    true => "timeout",
                    false => "transport",
                };
                self.0.record("error.type", kind);
                self.0.record("otel.status_code", "ERROR");
                self.0.record("otel.status_description", attempt.cause());
                return;
            };
            self.0.record("http.response.status_code", status.as_u16());
            if !status.is_success() {
                self.0.record("error.type", status.as_str());
                self.0.record("otel.status_code", "ERROR");
            }
        }

        pub(crate) fn end_call(self, attempts: usize, failed: bool) {
            self.0.record("attempts", attempts);
            if failed {
                self.0.record("otel.status_code", "ERROR");
            }
        }
    }
}

#[cfg(not(feature = "tracing"))]
mod off {
    use crate::{Attempt, CallFacts};

    /// Nothing.
    pub(crate) struct Span;

    impl Span {
        pub(crate) fn enabled() -> bool {
            false
        }

        pub(crate) fn call(_: &CallFacts<'_>) -> Self {
            Self
        }

        pub(crate) fn attempt(&self, _: &CallFacts<'_>, _: usize) -> Self {
            Self
        }

        pub(crate) async fn around<T>(&self, work: impl Future<Output = T>) -> T {
            work.await
        }

        pub(crate) fn end_attempt(self, _: &Attempt) {}

        pub(crate) fn end_call(self, _: usize, _: bool) {}
    }
}
