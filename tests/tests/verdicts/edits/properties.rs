//! Edits of properties, of replies and of what is sent.

use super::Edit;

pub(super) const EDITS: &[Edit] = &[
    (
        "response property added",
        &[(
            "        note: {type: string}\n",
            "        note: {type: string}\n        size: {type: string}\n",
        )],
    ),
    (
        "response number added",
        &[(
            "        note: {type: string}\n",
            "        note: {type: string}\n        size: {type: number}\n",
        )],
    ),
    (
        "required response property added",
        &[
            (
                "required: [id, placedAt, total]",
                "required: [id, placedAt, total, size]",
            ),
            (
                "        note: {type: string}\n",
                "        note: {type: string}\n        size: {type: string}\n",
            ),
        ],
    ),
    (
        "response property removed",
        &[("        note: {type: string}\n", "")],
    ),
    (
        "property renamed on the wire, same name in Rust",
        &[(
            "        note: {type: string}\n",
            "        Note: {type: string}\n",
        )],
    ),
    (
        "property renamed",
        &[(
            "        colour: {type: string}\n",
            "        color: {type: string}\n",
        )],
    ),
    (
        "response property required to optional",
        &[(
            "required: [id, placedAt, total]",
            "required: [id, placedAt]",
        )],
    ),
    (
        "response property becomes nullable",
        &[(
            "        total: {type: integer}\n",
            "        total: {type: integer, nullable: true}\n",
        )],
    ),
    (
        "optional response property becomes nullable",
        &[(
            "        note: {type: string}\n",
            "        note: {type: string, nullable: true}\n",
        )],
    ),
    (
        "response int32 to int64",
        &[(
            "        count: {type: integer, format: int32}",
            "        count: {type: integer, format: int64}",
        )],
    ),
    (
        "response date-time to date",
        &[(
            "placedAt: {type: string, format: date-time}",
            "placedAt: {type: string, format: date}",
        )],
    ),
    (
        "response format dropped",
        &[(
            "placedAt: {type: string, format: date-time}",
            "placedAt: {type: string}",
        )],
    ),
    (
        "response string to enum",
        &[(
            "        colour: {type: string}\n",
            "        colour: {type: string, enum: [red, blue]}\n",
        )],
    ),
    (
        "response enum value added",
        &[("enum: [open, paid]", "enum: [open, paid, lost]")],
    ),
    (
        "response enum value case changed",
        &[("enum: [open, paid]", "enum: [OPEN, paid]")],
    ),
    (
        "request enum value removed",
        &[("enum: [gift, usual]", "enum: [usual]")],
    ),
    (
        "optional request property added",
        &[(
            "        amount: {type: number}\n",
            "        amount: {type: number}\n        colour: {type: string}\n",
        )],
    ),
    (
        "required request property added",
        &[
            ("depot, pieces]", "depot, pieces, colour]"),
            (
                "        amount: {type: number}\n",
                "        amount: {type: number}\n        colour: {type: string}\n",
            ),
        ],
    ),
    (
        "request property becomes required",
        &[("depot, pieces]", "depot, pieces, amount]")],
    ),
    (
        "request property becomes nullable",
        &[(
            "        amount: {type: number}\n",
            "        amount: {type: number, nullable: true}\n",
        )],
    ),
    (
        "request property removed",
        &[("        amount: {type: number}\n", "")],
    ),
    (
        "request property becomes read-only",
        &[(
            "        amount: {type: number}\n",
            "        amount: {type: number, readOnly: true}\n",
        )],
    ),
    (
        "constructor arguments of one type swapped",
        &[(
            "        customer: {type: string}\n        depot: {type: string}\n",
            "        depot: {type: string}\n        customer: {type: string}\n",
        )],
    ),
    (
        "constructor arguments of two types swapped",
        &[(
            "        depot: {type: string}\n        pieces: {type: integer, format: int32}\n",
            "        pieces: {type: integer, format: int32}\n        depot: {type: string}\n",
        )],
    ),
    (
        "constructor argument renamed",
        &[
            ("required: [customer, depot", "required: [customer, depots"),
            (
                "        depot: {type: string}\n",
                "        depots: {type: string}\n",
            ),
        ],
    ),
    (
        "constructor argument int32 to int64",
        &[(
            "pieces: {type: integer, format: int32}",
            "pieces: {type: integer, format: int64}",
        )],
    ),
    (
        "constructor argument string to enum",
        &[(
            "depot: {type: string}",
            "depot: {type: string, enum: [north, south]}",
        )],
    ),
    (
        "request property gets a default",
        &[(
            "        amount: {type: number}\n",
            "        amount: {type: number, default: 1}\n",
        )],
    ),
    (
        "response property becomes write-only",
        &[(
            "        colour: {type: string}\n",
            "        colour: {type: string, writeOnly: true}\n",
        )],
    ),
    (
        "response property becomes constant",
        &[
            ("openapi: 3.0.3", "openapi: 3.1.0"),
            (
                "        colour: {type: string}\n",
                "        colour: {type: string, const: red}\n",
            ),
        ],
    ),
    (
        "response property becomes bytes",
        &[(
            "        colour: {type: string}\n",
            "        colour: {type: string, format: byte}\n",
        )],
    ),
    (
        "response enum of texts to numbers",
        &[(
            "state: {type: string, enum: [open, paid]}",
            "state: {type: integer, enum: [1, 2]}",
        )],
    ),
    (
        "response enum value renamed",
        &[("enum: [open, paid]", "enum: [open, settled]")],
    ),
];
