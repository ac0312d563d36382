//! Edits of schemas as a whole.

use super::Edit;

pub(super) const EDITS: &[Edit] = &[
    (
        "component renamed",
        &[
            ("    Related:\n", "    Relation:\n"),
            ("schemas/Related'", "schemas/Relation'"),
        ],
    ),
    (
        "inline object moved to a component",
        &[
            (
                "extra: {type: object, properties: {gift: {type: boolean}}}",
                "extra: {$ref: '#/components/schemas/Extra'}",
            ),
            (
                "    Related:\n",
                "    Extra: {type: object, properties: {gift: {type: boolean}}}\n    Related:\n",
            ),
        ],
    ),
    (
        "inline object titled",
        &[(
            "extra: {type: object, properties",
            "extra: {type: object, title: More, properties",
        )],
    ),
    (
        "inline object closed and described",
        &[(
            "extra: {type: object, properties",
            "extra: {type: object, description: More., additionalProperties: false, properties",
        )],
    ),
    (
        "reference wrapped in a lone allOf",
        &[(
            "related: {$ref: '#/components/schemas/Related'}",
            "related: {allOf: [{$ref: '#/components/schemas/Related'}]}",
        )],
    ),
    (
        "schema becomes recursive",
        &[(
            "        name: {type: string}\n",
            "        name: {type: string}\n        order: {$ref: '#/components/schemas/Order'}\n",
        )],
    ),
    (
        "oneOf variant added",
        &[
            (
                "        - {$ref: '#/components/schemas/Bank'}\n",
                "        - {$ref: '#/components/schemas/Bank'}\n        - {$ref: '#/components/schemas/Cash'}\n",
            ),
            (
                ", bank: '#/components/schemas/Bank'}",
                ", bank: '#/components/schemas/Bank', cash: '#/components/schemas/Cash'}",
            ),
            (
                "    NewOrder:\n",
                "    Cash:\n      type: object\n      required: [kind]\n      properties: {kind: {type: string}}\n    NewOrder:\n",
            ),
        ],
    ),
    (
        "discriminator removed",
        &[(
            "      discriminator: {propertyName: kind, mapping: {card: '#/components/schemas/Card', bank: '#/components/schemas/Bank'}}\n",
            "",
        )],
    ),
    (
        "additional properties opened",
        &[(
            "    Related:\n      type: object\n",
            "    Related:\n      type: object\n      additionalProperties: true\n",
        )],
    ),
    (
        "additional properties closed",
        &[(
            "    Related:\n      type: object\n",
            "    Related:\n      type: object\n      additionalProperties: false\n",
        )],
    ),
    (
        "additional properties of another type",
        &[(
            "additionalProperties: {type: string}",
            "additionalProperties: {type: integer}",
        )],
    ),
    (
        "properties in another order",
        &[(
            "        id: {type: string}\n        note: {type: string}\n",
            "        note: {type: string}\n        id: {type: string}\n",
        )],
    ),
    (
        "schemas in another order",
        &[
            (
                "    Problem:\n      type: object\n      properties: {message: {type: string}}\n",
                "",
            ),
            (
                "    OrderPage:\n",
                "    Problem:\n      type: object\n      properties: {message: {type: string}}\n    OrderPage:\n",
            ),
        ],
    ),
    (
        "name given to Rust",
        &[(
            "        colour: {type: string}\n",
            "        colour: {type: string, x-rust-name: tint}\n",
        )],
    ),
    (
        "value becomes anything",
        &[("        colour: {type: string}\n", "        colour: {}\n")],
    ),
    (
        "object becomes a list of objects",
        &[(
            "related: {$ref: '#/components/schemas/Related'}",
            "related: {type: array, items: {$ref: '#/components/schemas/Related'}}",
        )],
    ),
    (
        "component becomes another type",
        &[(
            "    Related:\n      type: object\n      properties:\n        name: {type: string}\n",
            "    Related: {type: string}\n",
        )],
    ),
    (
        "object becomes a union",
        &[(
            "related: {$ref: '#/components/schemas/Related'}",
            "related: {anyOf: [{$ref: '#/components/schemas/Related'}, {$ref: '#/components/schemas/Problem'}]}",
        )],
    ),
    (
        "items of a list of another type",
        &[(
            "data: {type: array, items: {$ref: '#/components/schemas/Order'}}",
            "data: {type: array, items: {$ref: '#/components/schemas/Related'}}",
        )],
    ),
    (
        "discriminator value renamed",
        &[("mapping: {card: ", "mapping: {plastic: ")],
    ),
    (
        "discriminator property renamed",
        &[
            (
                "discriminator: {propertyName: kind",
                "discriminator: {propertyName: sort",
            ),
            (
                "      required: [kind, number]\n      properties: {kind:",
                "      required: [sort, number]\n      properties: {sort:",
            ),
            (
                "      required: [kind, account]\n      properties: {kind:",
                "      required: [sort, account]\n      properties: {sort:",
            ),
        ],
    ),
    (
        "map closed",
        &[(
            "labels: {type: object, additionalProperties: {type: string}}",
            "labels: {type: object, additionalProperties: false}",
        )],
    ),
    (
        "property moved into a part of allOf",
        &[(
            "    Related:\n      type: object\n      properties:\n        name: {type: string}\n",
            "    Named: {type: object, properties: {name: {type: string}}}\n    Related:\n      allOf: [{$ref: '#/components/schemas/Named'}]\n",
        )],
    ),
    (
        "tuple becomes a list",
        &[("items: false, minItems: 2}", "items: false}")],
    ),
    (
        "position of another type",
        &[(
            "{type: integer}], items: false",
            "{type: number}], items: false",
        )],
    ),
    (
        "position added",
        &[(
            "{type: integer}], items: false, minItems: 2}",
            "{type: integer}, {type: boolean}], items: false, minItems: 3}",
        )],
    ),
    (
        "position described",
        &[(
            "{type: integer}], items: false",
            "{type: integer, description: How many., maximum: 9}], items: false",
        )],
    ),
];
