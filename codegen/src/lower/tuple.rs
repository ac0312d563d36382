//! Tuples: arrays of which each position has a schema of its own.

use openapiv3::{ReferenceOr, Schema};

use crate::Pointer;
use crate::ir::{Home, Position, Tuple, TypeId};
use crate::lower::context::Lowering;
use crate::lower::{annotations, schema};

/// The words after which the types that stand in the positions are called.
pub(super) const ORDINALS: [&str; 12] = [
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
    "eleventh", "twelfth",
];

/// The positions of the tuple `id`.
pub(super) fn lower<'a>(
    lowering: &mut Lowering<'a>,
    positions: &'a [ReferenceOr<Schema>],
    at: &Pointer,
    id: TypeId,
) -> Tuple {
    let positions = positions.iter().zip(ORDINALS).enumerate();
    let positions = positions.map(|(index, (position, word))| {
        let at = at.join("prefixItems").join(index);
        let docs = annotations::annotations(lowering, position, &at).docs;
        let limits = schema::limits(lowering, position, &at);
        let lowered = schema::lower(lowering, position, &at, Home::Inline(id, word.to_owned()));
        Position {
            docs,
            ty: lowered.into_element(),
            limits,
            at,
        }
    });
    Tuple {
        positions: positions.collect(),
    }
}
