//! Edits of bodies and replies, of security and of what is only said.

use super::Edit;

pub(super) const EDITS: &[Edit] = &[
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
        "required request body added",
        &[(
            "operationId: deleteOrder\n      tags: [orders]\n      parameters:\n        - {name: order, in: path, required: true, schema: {type: string}}\n",
            "operationId: deleteOrder\n      tags: [orders]\n      parameters:\n        - {name: order, in: path, required: true, schema: {type: string}}\n      requestBody:\n        required: true\n        content: {application/json: {schema: {$ref: '#/components/schemas/Related'}}}\n",
        )],
    ),
    (
        "optional request body added",
        &[(
            "operationId: deleteOrder\n      tags: [orders]\n      parameters:\n        - {name: order, in: path, required: true, schema: {type: string}}\n",
            "operationId: deleteOrder\n      tags: [orders]\n      parameters:\n        - {name: order, in: path, required: true, schema: {type: string}}\n      requestBody:\n        content: {application/json: {schema: {$ref: '#/components/schemas/Related'}}}\n",
        )],
    ),
    (
        "second request media type added",
        &[(
            "content: {application/json: {schema: {$ref: '#/components/schemas/NewOrder'}}}",
            "content: {application/json: {schema: {$ref: '#/components/schemas/NewOrder'}}, application/x-www-form-urlencoded: {schema: {$ref: '#/components/schemas/NewOrder'}}}",
        )],
    ),
    (
        "success body removed",
        &[(
            "          description: The order.\n          content: {application/json: {schema: {$ref: '#/components/schemas/Order'}}}\n",
            "          description: The order.\n",
        )],
    ),
    (
        "success body json to text",
        &[(
            "          description: The order.\n          content: {application/json: {schema: {$ref: '#/components/schemas/Order'}}}\n",
            "          description: The order.\n          content: {text/plain: {schema: {type: string}}}\n",
        )],
    ),
    (
        "success body json to bytes",
        &[(
            "          description: The order.\n          content: {application/json: {schema: {$ref: '#/components/schemas/Order'}}}\n",
            "          description: The order.\n          content: {application/octet-stream: {schema: {type: string, format: binary}}}\n",
        )],
    ),
    (
        "success body json to a stream of events",
        &[(
            "          description: The order.\n          content: {application/json: {schema: {$ref: '#/components/schemas/Order'}}}\n",
            "          description: The order.\n          content: {text/event-stream: {schema: {$ref: '#/components/schemas/Order'}}}\n",
        )],
    ),
    (
        "body of a reply removed beside it",
        &[(
            "        '204': {description: Gone.}\n",
            "        '204': {description: Gone.}\n        '200':\n          description: The order.\n          content: {application/json: {schema: {$ref: '#/components/schemas/Related'}}}\n",
        )],
    ),
    (
        "security becomes optional",
        &[("security: [{key: []}]", "security: [{key: []}, {}]")],
    ),
    (
        "security scheme becomes OAuth",
        &[(
            "    key: {type: apiKey, in: header, name: X-Key}\n",
            "    key: {type: oauth2, flows: {clientCredentials: {tokenUrl: https://shop.example/token, scopes: {}}}}\n",
        )],
    ),
];
