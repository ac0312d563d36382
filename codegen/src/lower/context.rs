//! What the lowering of one document carries with it.

use std::collections::{HashMap, HashSet};

use crate::Pointer;
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Severity};
use crate::ir::{ClientParameter, Home, IdempotencyKey, Shape, Type, TypeDef, TypeId};
use crate::lower::annotations::Annotations;
use crate::lower::family::Families;
use crate::lower::join::Join;
use crate::read::Document;
use crate::source::Ownership;

/// The state of the lowering of one document.
pub(super) struct Lowering<'a> {
    /// The document.
    pub document: &'a Document,
    /// The types met so far, in the order in which they were met.
    pub types: Vec<TypeDef>,
    /// The parameters that belong to the client, met so far.
    pub client_parameters: Vec<ClientParameter>,
    /// What the document says of idempotency keys in general.
    pub idempotency_key: Option<IdempotencyKey>,
    /// What the targets of `$ref`s became.
    pub targets: HashMap<Pointer, Target>,
    /// The places of the schemas that each object is put together from.
    pub bases: HashMap<TypeId, HashSet<Pointer>>,
    /// What was made of two types, so that types which contain themselves are joined once.
    pub joined: HashMap<(Join, TypeId, TypeId), TypeId>,
    /// The schemas that others are built on, by their discriminators.
    pub families: Families,
    diagnostics: &'a mut Diagnostics,
}

/// What the target of a `$ref` became.
#[derive(Clone)]
pub(super) enum Target {
    /// Its lowering has begun and needs no name, so that meeting it again means no end.
    Begun,
    /// This.
    Done(Lowered),
}

/// What a schema became.
#[derive(Clone)]
pub(super) struct Lowered {
    /// The type of its values that are not null.
    pub ty: Type,
    /// Whether null is one of its values.
    pub nullable: bool,
}

impl Lowered {
    /// A type whose values are never null.
    pub fn plain(ty: Type) -> Self {
        Self {
            ty,
            nullable: false,
        }
    }

    /// The same type, whose values may also be null if it is so.
    pub fn or_null(self, nullable: bool) -> Self {
        Self {
            nullable: self.nullable || nullable,
            ..self
        }
    }

    /// The type for a place that has no presence of its own, such as the item of a list.
    pub fn into_element(self) -> Type {
        if self.nullable {
            Type::Nullable(Box::new(self.ty))
        } else {
            self.ty
        }
    }
}

impl<'a> Lowering<'a> {
    pub fn new(document: &'a Document, diagnostics: &'a mut Diagnostics) -> Self {
        Self {
            document,
            types: Vec::new(),
            client_parameters: Vec::new(),
            idempotency_key: None,
            targets: HashMap::new(),
            bases: HashMap::new(),
            joined: HashMap::new(),
            families: Families::of(&document.openapi),
            diagnostics,
        }
    }

    /// Makes room for a named type before its shape is known, so that it may refer to itself.
    pub fn reserve(
        &mut self,
        home: Home,
        at: &Pointer,
        annotations: &Annotations,
        shape: Shape,
    ) -> TypeId {
        let id = TypeId(self.types.len());
        self.types.push(TypeDef {
            home,
            rust_name: annotations.rust_name.clone(),
            docs: annotations.docs.clone(),
            deprecated: annotations.deprecated,
            direction: crate::ir::Direction::Response,
            shape,
            at: at.clone(),
        });
        id
    }

    /// Reports an error at a value of the document.
    pub fn error(&self, code: Code, at: &Pointer, message: impl Into<String>) -> Diagnostic {
        Diagnostic::error(code, self.document.source, at, message)
    }

    /// Reports what is wrong in the document: an error in our own, a warning in somebody else's,
    /// where it is left out.
    pub fn refuse(&mut self, mut diagnostic: Diagnostic) {
        if self.document.ownership == Ownership::Foreign {
            diagnostic.severity = Severity::Warning;
        }
        self.report(diagnostic);
    }

    /// Takes note of a finding.
    pub fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// Refuses what the generator does not do, and says what it does. In somebody else's document it
    /// is left out, with a warning.
    pub fn unsupported(
        &mut self,
        at: &Pointer,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        let diagnostic = self.error(Code::Unsupported, at, message).help(help);
        self.refuse(diagnostic);
    }
}
