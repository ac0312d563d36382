//! Edits of unions, of references and of what many places share.

use super::Edit;

pub(super) const EDITS: &[Edit] = &[
    (
        "schema renamed that only a union uses",
        &[
            (
                "        - {$ref: '#/components/schemas/Card'}\n",
                "        - {$ref: '#/components/schemas/CreditCard'}\n",
            ),
            (
                "card: '#/components/schemas/Card'",
                "card: '#/components/schemas/CreditCard'",
            ),
            ("    Card:\n", "    CreditCard:\n"),
        ],
    ),
    (
        "one alternative is left",
        &[
            ("        - {$ref: '#/components/schemas/Bank'}\n", ""),
            (", bank: '#/components/schemas/Bank'", ""),
        ],
    ),
    (
        "oneOf becomes anyOf",
        &[("      oneOf:\n", "      anyOf:\n")],
    ),
    (
        "property refers to quite another schema",
        &[(
            "related: {$ref: '#/components/schemas/Related'}",
            "related: {$ref: '#/components/schemas/Card'}",
        )],
    ),
    (
        "property becomes a union",
        &[(
            "        colour: {type: string}\n",
            "        colour: {oneOf: [{type: string}, {$ref: '#/components/schemas/Related'}]}\n",
        )],
    ),
    (
        "property may be anything",
        &[("        note: {type: string}\n", "        note: {}\n")],
    ),
    (
        "type and properties vanish",
        &[(
            "    Related:\n      type: object\n      properties:\n        name: {type: string}\n",
            "    Related: {}\n",
        )],
    ),
    (
        "security scheme renamed",
        &[
            ("security: [{key: []}]", "security: [{apiKey: []}]"),
            ("    key: {type: apiKey,", "    apiKey: {type: apiKey,"),
        ],
    ),
    (
        "body that is also a reply becomes text",
        &[(
            "        required: true\n        content: {application/json: {schema: {$ref: '#/components/schemas/NewOrder'}}}",
            "        required: true\n        content: {text/csv: {schema: {type: string}}}",
        )],
    ),
];
