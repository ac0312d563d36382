//! Drift: what replies hold that the document does not say, counted by type and field.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::error::DecodeError;
use super::reader::Reader;
use super::reason::{DecodeErrorKind, JsonKind};

/// Counts what replies hold that the API's document does not say: unknown fields, unknown values of
/// enums, `null` where a value was promised.
///
/// Off unless a client is given one with [`ClientOptions::drift`](crate::ClientOptions::drift);
/// clones count into the same recorder. Printed, it says what the document should say:
///
/// ```text
/// Commitment: add the property `renewal` (a string), seen 12 times
/// BillingMode: add the value `PREPAID`, seen 3 times
/// Commitment: allow `null` for `amount`, seen once
/// ```
///
/// Names of fields and values of enums come from the server: they are kept in part (200 characters,
/// 10,000 findings), and whoever prints them shows them.
#[derive(Clone, Default)]
pub struct DriftRecorder {
    found: Arc<Mutex<Found>>,
}

#[derive(Default)]
struct Found {
    counts: BTreeMap<Sighting, u64>,
    /// What came after there was no more room.
    beyond: u64,
}

/// One difference between the replies and the document.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Drift {
    /// What sort of difference.
    pub kind: DriftKind,
    /// The type, by its name in the document.
    pub model: &'static str,
    /// The name of the field, or the value of the enum; empty for a union.
    pub name: String,
    /// How often it was seen.
    pub count: u64,
}

/// The sorts of differences.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum DriftKind {
    /// A field that the type does not list. It was skipped.
    UnknownField(JsonKind),
    /// A value that the enum does not list. It was kept.
    UnknownValue,
    /// A value that no variant of the union can be. It was kept.
    UnknownVariant,
    /// `null` in a field that is never null. What it was read as, [`Nulls`](crate::Nulls) says.
    Null,
}

/// Most findings that are kept.
const MOST: usize = 10_000;

/// Longer names are cut.
const LONGEST: usize = 200;

/// One sight of a difference.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Sighting {
    model: &'static str,
    kind: DriftKind,
    name: String,
}

impl Sighting {
    pub(super) fn field(model: &'static str, name: &str, kind: JsonKind) -> Self {
        Self::new(model, DriftKind::UnknownField(kind), name)
    }

    pub(super) fn value(model: &'static str, value: &str) -> Self {
        Self::new(model, DriftKind::UnknownValue, value)
    }

    pub(super) fn variant(model: &'static str) -> Self {
        Self::new(model, DriftKind::UnknownVariant, "")
    }

    pub(super) fn null(model: &'static str, field: &str) -> Self {
        Self::new(model, DriftKind::Null, field)
    }

    fn new(model: &'static str, kind: DriftKind, name: &str) -> Self {
        let name = crate::error::escaped(name, LONGEST);
        Self { model, kind, name }
    }
}

impl DriftRecorder {
    /// A recorder that has seen nothing.
    pub fn new() -> Self {
        Self::default()
    }

    /// Everything found so far, by type.
    pub fn findings(&self) -> Vec<Drift> {
        let found = self.lock();
        let counts = found.counts.iter();
        let findings = counts.map(|(sighting, count)| Drift {
            kind: sighting.kind,
            model: sighting.model,
            name: sighting.name.clone(),
            count: *count,
        });
        findings.collect()
    }

    /// Whether the replies were all as the document says.
    pub fn is_empty(&self) -> bool {
        self.lock().counts.is_empty()
    }

    pub(crate) fn add(&self, sightings: Vec<Sighting>) {
        let mut found = self.lock();
        for sighting in sightings {
            if found.counts.len() < MOST || found.counts.contains_key(&sighting) {
                *found.counts.entry(sighting).or_default() += 1;
            } else {
                found.beyond += 1;
            }
        }
    }

    /// A panic elsewhere leaves no half-counted finding behind.
    fn lock(&self) -> MutexGuard<'_, Found> {
        self.found.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Reader<'_> {
    /// Collects what the types do not know, besides counting it.
    pub(crate) fn watch_drift(&mut self) {
        self.drift = Some(Vec::new());
    }

    /// What was collected.
    pub(crate) fn take_drift(&mut self) -> Vec<Sighting> {
        self.drift.take().unwrap_or_default()
    }

    #[cold]
    pub(super) fn sight(&mut self, sighting: Sighting) {
        if let Some(drift) = &mut self.drift {
            drift.push(sighting);
        }
    }

    /// Notes that this error is about a `null`, if it is.
    #[cold]
    pub(crate) fn sight_null(&mut self, error: &DecodeError) {
        let is_null = matches!(
            error.kind(),
            DecodeErrorKind::WrongType {
                found: JsonKind::Null,
                ..
            }
        );
        if let (true, Some(model), Some(field)) = (is_null, error.model(), error.field()) {
            self.sight(Sighting::null(model, field));
        }
    }

    /// Notes a `null` that is about to be read as absent.
    #[cold]
    pub(super) fn sight_optional_null(
        &mut self,
        model: &'static str,
        field: &'static str,
    ) -> Result<(), DecodeError> {
        if self.kind()? == JsonKind::Null {
            self.sight(Sighting::null(model, field));
        }
        Ok(())
    }
}

impl fmt::Display for Drift {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            kind,
            model,
            name,
            count,
        } = self;
        match kind {
            DriftKind::UnknownField(kind) => {
                write!(f, "{model}: add the property `{name}` ({kind})")
            }
            DriftKind::UnknownValue => write!(f, "{model}: add the value `{name}`"),
            DriftKind::UnknownVariant => write!(f, "{model}: add a variant for other values"),
            DriftKind::Null => write!(f, "{model}: allow `null` for `{name}`"),
        }?;
        match count {
            1 => f.write_str(", seen once"),
            more => write!(f, ", seen {more} times"),
        }
    }
}

impl fmt::Display for DriftRecorder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for finding in self.findings() {
            writeln!(f, "{finding}")?;
        }
        match self.lock().beyond {
            0 => Ok(()),
            beyond => writeln!(f, "and {beyond} more that there was no room for"),
        }
    }
}

impl fmt::Debug for DriftRecorder {
    // Not the findings: they hold texts of the server.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DriftRecorder")
            .field("findings", &self.lock().counts.len())
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Field, Object, ObjectInfo};

    #[derive(Default)]
    struct Promised {
        never: Option<i64>,
        perhaps: Option<i64>,
    }

    impl Object for Promised {
        const INFO: &'static ObjectInfo = &ObjectInfo {
            name: "Promised",
            fields: &[
                Field::optional("never"),
                Field::optional("perhaps").nullable(),
            ],
        };
    }
    crate::object!(Promised: never, perhaps);

    #[test]
    fn a_null_that_was_not_promised_is_absent_and_told() {
        let mut reader = Reader::new(br#"{"never":null,"perhaps":null}"#);
        reader.watch_drift();
        let value: Promised = reader.value().unwrap();
        assert_eq!((value.never, value.perhaps), (None, None));
        let recorder = DriftRecorder::new();
        recorder.add(reader.take_drift());
        let told = recorder.to_string();
        assert_eq!(told, "Promised: allow `null` for `never`, seen once\n");
    }

    #[test]
    fn findings_are_bounded() {
        let recorder = DriftRecorder::new();
        for index in 0..MOST + 5 {
            recorder.add(vec![Sighting::value("Enum", &index.to_string())]);
        }
        recorder.add(vec![Sighting::value("Enum", "0")]);
        assert_eq!(recorder.findings().len(), MOST);
        assert!(
            recorder
                .to_string()
                .ends_with("and 5 more that there was no room for\n")
        );
        assert_eq!(recorder.findings()[0].count, 2);
    }
}
