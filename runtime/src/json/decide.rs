//! Which variant of a union a value is.

use std::mem;

use jiter::Peek;

use super::error::DecodeError;
use super::nulls::Nulls;
use super::reader::{Reader, syntax};
use super::reason::{DecodeErrorKind, JsonKind, VariantError};
use super::seen::Seen;
use super::union::{Shape, UnionInfo, Variant};

impl<'j> Reader<'j> {
    /// Reads a union by its table: `each` reads the variant at an index, past the end of the table what is
    /// none of them. See [`Union`](crate::Union) for how the variant is found.
    ///
    /// # Errors
    ///
    /// No variant fits that could be meant.
    pub fn union(
        &mut self,
        info: &'static UnionInfo,
        each: &mut dyn FnMut(usize, &mut Self) -> Result<(), DecodeError>,
    ) -> Result<(), DecodeError> {
        let UnionInfo { name, variants } = *info;
        // A variant that is read is fresh, whatever came before.
        self.repeated = false;
        let start = self.mark();
        if let Some(likely) = self.likely.take().filter(|likely| *likely < variants.len()) {
            if each(likely, self).is_ok() {
                return Ok(());
            }
            self.rewind(&start);
        }
        let candidates = self.candidates(variants)?;
        self.rewind(&start);
        match candidates.as_slice() {
            [] => {
                self.unknown_value(name);
                each(variants.len(), self)
            }
            [only] => each(*only, self),
            several => {
                // A variant that takes the `null` as it is comes before one that reads it as empty.
                let nulls = mem::replace(&mut self.nulls, Nulls::Refused);
                let tried = self.try_each(name, variants, several, each);
                self.nulls = nulls;
                match nulls {
                    Nulls::Refused => tried,
                    _ => tried.or_else(|_| self.try_each(name, variants, several, each)),
                }
            }
        }
    }

    /// Reads the value as the first candidate that knows all of it; if none does, as the one that
    /// leaves the least unknown.
    fn try_each(
        &mut self,
        name: &'static str,
        variants: &'static [Variant],
        candidates: &[usize],
        each: &mut dyn FnMut(usize, &mut Self) -> Result<(), DecodeError>,
    ) -> Result<(), DecodeError> {
        let start = self.mark();
        let offset = self.offset();
        let before = self.stats.unknown();
        let mut fitting: Option<(u64, usize)> = None;
        let mut failed = Vec::new();
        for &candidate in candidates {
            let read = each(candidate, self);
            let unknown = self.stats.unknown() - before;
            if read.is_ok() && unknown == 0 {
                return Ok(());
            }
            self.waste(self.position() - offset)?;
            self.rewind(&start);
            match read {
                Ok(()) if fitting.is_none_or(|(least, _)| unknown < least) => {
                    fitting = Some((unknown, candidate));
                }
                Ok(()) => {}
                Err(error) => failed.push(VariantError {
                    variant: variants[candidate].name,
                    error: error.pruned(),
                }),
            }
        }
        match fitting {
            Some((_, candidate)) => each(candidate, self),
            None => Err(self
                .error(DecodeErrorKind::NoVariant(failed))
                .in_model(name)),
        }
    }

    /// Notes bytes that were read in vain. Unions within unions multiply the ways to read them,
    /// and a reply must not be able to keep a client busy for ever.
    fn waste(&mut self, bytes: usize) -> Result<(), DecodeError> {
        const BASE: usize = 1 << 20;
        const SHARE: usize = 64;
        // What a try costs beside its bytes.
        const TRY: usize = 16;
        self.wasted += bytes + TRY;
        if self.wasted > BASE + SHARE * self.source.data.len() {
            return Err(self.error(DecodeErrorKind::TooAmbiguous));
        }
        Ok(())
    }

    /// The variants that the next value can be, the likeliest first. Consumes some of it.
    fn candidates(&mut self, variants: &'static [Variant]) -> Result<Vec<usize>, DecodeError> {
        let kind = self.kind()?;
        let shape = if kind == JsonKind::Number || self.is_number_in_text(kind, variants) {
            self.number_shape(variants)?
        } else {
            Shape::Kind(kind)
        };
        let mut candidates: Vec<usize> = (0..variants.len())
            .filter(|&index| variants[index].shape == shape || variants[index].shape == Shape::Any)
            .collect();
        let says_more = |&index: &usize| variants[index].tag.is_some() || candidates.len() > 1;
        if kind == JsonKind::Object && candidates.iter().any(says_more) {
            let facts = self.object_facts(variants)?;
            by_facts(&mut candidates, variants, &facts);
        }
        Ok(candidates)
    }

    /// Whether a string is a number that travels as text: only where the field says so, and where no
    /// variant is a string itself.
    fn is_number_in_text(&mut self, kind: JsonKind, variants: &[Variant]) -> bool {
        if !self.text || kind != JsonKind::String {
            return false;
        }
        let takes_text =
            |variant: &Variant| matches!(variant.shape, Shape::Any | Shape::Kind(JsonKind::String));
        if variants.iter().any(takes_text) {
            return false;
        }
        let start = self.mark();
        let is_number = self.number().is_ok();
        self.rewind(&start);
        is_number
    }

    /// Integer only if there is a variant for it and the number is written as one.
    fn number_shape(&mut self, variants: &[Variant]) -> Result<Shape, DecodeError> {
        let is_whole = self.number()?.parse::<i64>().is_ok();
        let has_integer = variants
            .iter()
            .any(|variant| variant.shape == Shape::Integer);
        Ok(if is_whole && has_integer {
            Shape::Integer
        } else {
            Shape::Kind(JsonKind::Number)
        })
    }

    /// What the object at the current place has of the fields that the variants ask for.
    fn object_facts(&mut self, variants: &[Variant]) -> Result<Vec<Facts>, DecodeError> {
        let source = self.source;
        let mut facts: Vec<Facts> = variants.iter().map(|_| Facts::default()).collect();
        let mut name_of_tag = mem::take(&mut self.name);
        let mut key = self
            .jiter
            .known_object()
            .map_err(|error| syntax(source, error))?;
        while let Some(name) = key {
            let mut is_tag = false;
            for (variant, facts) in variants.iter().zip(&mut facts) {
                if let Some(index) = variant
                    .required
                    .iter()
                    .position(|required| *required == name)
                {
                    facts.found += usize::from(!facts.seen.insert(index));
                }
                is_tag |= variant.tag.is_some_and(|tag| tag.field == name);
            }
            if is_tag {
                name_of_tag.clear();
                name_of_tag.push_str(name);
            }
            if is_tag && self.peek()? == Peek::String {
                let value = self.string()?;
                for (variant, facts) in variants.iter().zip(&mut facts) {
                    if let Some(tag) = variant.tag.filter(|tag| tag.field == name_of_tag) {
                        facts.tag_fits = Some(tag.values.contains(&value));
                    }
                }
            } else {
                self.skip()?;
            }
            key = self
                .jiter
                .next_key()
                .map_err(|error| syntax(source, error))?;
        }
        self.name = name_of_tag;
        Ok(facts)
    }
}

/// What an object says about one variant.
#[derive(Default)]
struct Facts {
    /// Whether the tag has a value of this variant; none when it did not come.
    tag_fits: Option<bool>,
    /// Which of the required fields have come, and how many.
    seen: Seen,
    found: usize,
}

/// Keeps the variants that an object can be by its tag and its required fields.
fn by_facts(candidates: &mut Vec<usize>, variants: &[Variant], facts: &[Facts]) {
    let says = |fits: bool| move |&index: &usize| facts[index].tag_fits == Some(fits);
    let is_whole = |index: usize| facts[index].found == variants[index].required.len();
    if candidates.iter().any(says(true)) {
        candidates.retain(says(true));
    } else if candidates.iter().any(says(false)) {
        // The document does not list the tag's value: what is left is meant only if it has all it needs.
        candidates.retain(|index| !says(false)(index) && is_whole(*index));
    }
    // When every variant misses something, each is tried, so that the error can name it.
    if candidates.len() > 1 && candidates.iter().any(|&index| is_whole(index)) {
        candidates.retain(|&index| is_whole(index));
    }
    // A variant that asks for more says more: `{id, iban}` is meant by {id, iban}, not by {id}.
    candidates.sort_by_key(|&index| std::cmp::Reverse(variants[index].required.len()));
}
