//! Edits of operations and their parameters.

use super::Edit;

pub(super) const EDITS: &[Edit] = &[
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
        "query parameter renamed",
        &[("{name: region, in: query", "{name: area, in: query")],
    ),
    (
        "required header parameter added",
        &[(
            "        - {name: region, in: query",
            "        - {name: X-Tenant, in: header, required: true, schema: {type: string}}\n        - {name: region, in: query",
        )],
    ),
    (
        "pages declared",
        &[(
            "operationId: listOrders\n",
            "operationId: listOrders\n      x-pagination: {cursor: cursor, next: /next, items: /data}\n",
        )],
    ),
    (
        "idempotency key declared",
        &[(
            "security: [{key: []}]\n",
            "security: [{key: []}]\nx-idempotency-key: {header: Idempotency-Key}\n",
        )],
    ),
    (
        "server variable added",
        &[(
            "servers: [{url: https://shop.example}]",
            "servers: [{url: 'https://{region}.shop.example', variables: {region: {default: eu}}}]",
        )],
    ),
];
