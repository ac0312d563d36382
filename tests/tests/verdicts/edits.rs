//! The edits that are judged: each replaces texts of one document by others.

/// A name, and what is replaced by what.
type Edit = (&'static str, &'static [(&'static str, &'static str)]);

const BASE: &str = include_str!("base.yaml");

const EDITS: &[Edit] = &[
    (
        "endpoint removed",
        &[(
            "  /orders/{order}:\n    delete:\n      operationId: deleteOrder\n      tags: [orders]\n      parameters:\n        - {name: order, in: path, required: true, schema: {type: string}}\n      responses:\n        '204': {description: Gone.}\n",
            "",
        )],
    ),
    (
        "operationId renamed",
        &[("operationId: deleteOrder", "operationId: removeOrder")],
    ),
    (
        "operationId removed",
        &[("      operationId: deleteOrder\n", "")],
    ),
    (
        "tag renamed",
        &[(
            "operationId: deleteOrder\n      tags: [orders]",
            "operationId: deleteOrder\n      tags: [admin]",
        )],
    ),
    (
        "path renamed",
        &[("  /orders/{order}:", "  /order/{order}:")],
    ),
    (
        "path parameter renamed",
        &[
            ("/orders/{order}:", "/orders/{id}:"),
            ("{name: order, in: path", "{name: id, in: path"),
        ],
    ),
    (
        "parameter order changed, of one type",
        &[(
            "        - {name: region, in: query, required: true, schema: {type: string}}\n        - {name: customer, in: query, required: true, schema: {type: string, maxLength: 40}}",
            "        - {name: customer, in: query, required: true, schema: {type: string, maxLength: 40}}\n        - {name: region, in: query, required: true, schema: {type: string}}",
        )],
    ),
    (
        "new optional parameter",
        &[(
            "        - {name: cursor,",
            "        - {name: extra, in: query, schema: {type: string}}\n        - {name: cursor,",
        )],
    ),
    (
        "new required parameter",
        &[(
            "        - {name: cursor,",
            "        - {name: extra, in: query, required: true, schema: {type: string}}\n        - {name: cursor,",
        )],
    ),
    (
        "parameter optional to required",
        &[(
            "{name: state, in: query, schema",
            "{name: state, in: query, required: true, schema",
        )],
    ),
    (
        "parameter removed",
        &[(
            "        - {name: state, in: query, schema: {type: string}}\n",
            "",
        )],
    ),
    (
        "parameter moved from query to header",
        &[("{name: state, in: query", "{name: state, in: header")],
    ),
    (
        "parameter int32 to int64",
        &[(
            "{type: integer, format: int32, default: 20",
            "{type: integer, format: int64, default: 20",
        )],
    ),
    (
        "parameter string to enum",
        &[(
            "{name: state, in: query, schema: {type: string}}",
            "{name: state, in: query, schema: {type: string, enum: [open, paid]}}",
        )],
    ),
    (
        "required parameter string to enum",
        &[(
            "{name: region, in: query, required: true, schema: {type: string}}",
            "{name: region, in: query, required: true, schema: {type: string, enum: [north, south]}}",
        )],
    ),
    (
        "parameter string to integer",
        &[(
            "{name: state, in: query, schema: {type: string}}",
            "{name: state, in: query, schema: {type: integer}}",
        )],
    ),
    (
        "parameter one value to a list",
        &[(
            "{name: state, in: query, schema: {type: string}}",
            "{name: state, in: query, schema: {type: array, items: {type: string}}}",
        )],
    ),
    (
        "parameter string to date",
        &[(
            "{name: cursor, in: query, schema: {type: string}}",
            "{name: cursor, in: query, schema: {type: string, format: date}}",
        )],
    ),
    (
        "items of a list parameter string to enum",
        &[(
            "items: {type: string}}}\n        - {name: cursor",
            "items: {type: string, enum: [a, b]}}}\n        - {name: cursor",
        )],
    ),
    (
        "parameter default changed",
        &[("default: 20", "default: 50")],
    ),
    (
        "parameter maximum lowered",
        &[("maximum: 100", "maximum: 50")],
    ),
    (
        "parameter style changed",
        &[(
            "{name: ids, in: query, schema",
            "{name: ids, in: query, explode: false, schema",
        )],
    ),
    (
        "parameter deprecated",
        &[(
            "{name: state, in: query,",
            "{name: state, in: query, deprecated: true,",
        )],
    ),
    (
        "parameter allows null",
        &[(
            "{name: state, in: query, schema: {type: string}}",
            "{name: state, in: query, schema: {type: string, nullable: true}}",
        )],
    ),
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
            ("required: [customer]", "required: [customer, colour]"),
            (
                "        amount: {type: number}\n",
                "        amount: {type: number}\n        colour: {type: string}\n",
            ),
        ],
    ),
    (
        "request property becomes required",
        &[("required: [customer]", "required: [customer, amount]")],
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
        "second success status with another body",
        &[(
            "        '204': {description: Gone.}\n",
            "        '204': {description: Gone.}\n        '202':\n          description: Later.\n          content: {application/json: {schema: {$ref: '#/components/schemas/Related'}}}\n",
        )],
    ),
    (
        "success body of another type",
        &[(
            "          description: The order.\n          content: {application/json: {schema: {$ref: '#/components/schemas/Order'}}}",
            "          description: The order.\n          content: {application/json: {schema: {$ref: '#/components/schemas/Related'}}}",
        )],
    ),
    (
        "200 becomes 201",
        &[(
            "        '200':\n          description: The order.",
            "        '201':\n          description: The order.",
        )],
    ),
    (
        "error reply added",
        &[(
            "        '204': {description: Gone.}\n",
            "        '204': {description: Gone.}\n        '404':\n          description: None.\n          content: {application/json: {schema: {$ref: '#/components/schemas/Problem'}}}\n",
        )],
    ),
    (
        "error reply of another type",
        &[(
            "          description: No.\n          content: {application/json: {schema: {$ref: '#/components/schemas/Problem'}}}",
            "          description: No.\n          content: {application/json: {schema: {$ref: '#/components/schemas/Related'}}}",
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
        "operation deprecated",
        &[(
            "operationId: deleteOrder\n",
            "operationId: deleteOrder\n      deprecated: true\n",
        )],
    ),
    (
        "pages kept from the generator",
        &[(
            "operationId: listOrders\n",
            "operationId: listOrders\n      x-pagination: false\n",
        )],
    ),
    (
        "request media type json to form",
        &[(
            "content: {application/json: {schema: {$ref: '#/components/schemas/NewOrder'}}}",
            "content: {application/x-www-form-urlencoded: {schema: {$ref: '#/components/schemas/NewOrder'}}}",
        )],
    ),
    (
        "request body becomes optional",
        &[(
            "        required: true\n        content: {application/json: {schema: {$ref: '#/components/schemas/NewOrder'}}}",
            "        content: {application/json: {schema: {$ref: '#/components/schemas/NewOrder'}}}",
        )],
    ),
    (
        "request body becomes a list",
        &[(
            "content: {application/json: {schema: {$ref: '#/components/schemas/NewOrder'}}}",
            "content: {application/json: {schema: {type: array, items: {$ref: '#/components/schemas/NewOrder'}}}}",
        )],
    ),
    (
        "security removed",
        &[
            ("security: [{key: []}]\n", "security: []\n"),
            (
                "  securitySchemes:\n    key: {type: apiKey, in: header, name: X-Key}\n",
                "",
            ),
        ],
    ),
    (
        "security scheme added",
        &[
            (
                "security: [{key: []}]\n",
                "security: [{key: []}, {token: []}]\n",
            ),
            (
                "    key: {type: apiKey",
                "    token: {type: http, scheme: bearer}\n    key: {type: apiKey",
            ),
        ],
    ),
    (
        "security scheme of another kind",
        &[(
            "    key: {type: apiKey, in: header, name: X-Key}\n",
            "    key: {type: http, scheme: basic}\n",
        )],
    ),
    (
        "server changed",
        &[("https://shop.example", "https://store.example")],
    ),
    (
        "descriptions changed",
        &[("description: Gone.", "description: It is gone.")],
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
];

/// Every edit: its name, the document, and the edited document.
pub fn all() -> Vec<(String, String, String)> {
    EDITS
        .iter()
        .map(|edit| (edit.0.to_owned(), BASE.to_owned(), edited(edit)))
        .collect()
}

fn edited((name, replacements): &Edit) -> String {
    let mut text = BASE.to_owned();
    for (from, to) in *replacements {
        assert_eq!(text.matches(from).count(), 1, "{name}: {from}");
        text = text.replace(from, to);
    }
    text
}
