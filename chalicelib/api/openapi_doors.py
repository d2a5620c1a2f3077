"""The doors of connectors and of the historical webservice in the OpenAPI document."""

from chalicelib.api.connector_settings import PUSH_PATH
from chalicelib.api.openapi_operations import form_body, json_answer, query, refusals
from chalicelib.api.openapi_proofs import door
from chalicelib.api.openapi_schemas import Json, count, flag, instant, many, maybe, record, ref, text
from chalicelib.api.webservice import ACTION, Return
from chalicelib.domain.webservice_key import LONGEST, SHORTEST
from chalicelib.intake.json_proofs import MAX_EVENTS_TAKEN_IN
from chalicelib.intake.webservice_messages import JSON, JSON2

_KEY: Json = {
    "is_set": flag("Whether orders signed with it are taken."),
    "changed_at": maybe(instant("When it was set or removed; null when neither ever happened.")),
    "changed_by": maybe(text("Who did.")),
    "endpoint": text("Where modules of the historical webservice send their orders.", format="uri"),
}

_RETURNS = "1: kept, now or before; 2: something is to be corrected; 5: the website or the signature is not valid."

DOORS: Json = {
    "PushedOrders": many(
        {"anyOf": [ref("PurchaseEvent"), ref("PastOrder")]},
        "Of the live push, or of the one-time push of past orders, whose products may hold `[]`.",
        maxItems=MAX_EVENTS_TAKEN_IN,
    ),
    "PastOrder": record(
        {"orderData": ref("PurchaseEvent"), "status": text(), "purchase_date": text()},
        optional=("status", "purchase_date"),
    ),
    "OrderAnswer": record(
        {
            "return": {"type": "integer", "enum": [int(code) for code in Return], "description": _RETURNS},
            "debug": text("What is wrong and what to send instead, in English."),
        },
        optional=("debug",),
    ),
    "WebserviceKey": record(_KEY, description="The key itself is kept sealed and never shown again."),
    "WebserviceKeyWish": record(
        {
            "secret": maybe(
                text(
                    "The secret key the modules use already, in visible ASCII characters; without it, one is made.",
                    minLength=SHORTEST,
                    maxLength=LONGEST,
                )
            )
        },
        optional=("secret",),
    ),
    "ConnectorSettings": record(
        {
            "reloaded": flag("The module is to push, as its newer versions do."),
            "processInit": text("The module pushes when an order changes its state.", const="onorderstatuschange"),
            "activateCollect": flag("Whether brand reviews are collected."),
            "hasProductReviewCollection": flag("Whether product reviews are collected."),
            "brandDelay": count("Days, hours rounded up."),
            "productDelay": count("Days, hours rounded up; as the brand's when it has none of its own."),
            "choosenStatus": text("Order states in which a purchase is pushed, parted by `;`."),
            "blacklistedExtensions": many(text(), "Domains that are never written to."),
            "displayReviews": flag("Suivi shows no reviews."),
            "countryCode": text("ISO 3166-1 alpha-2."),
            "pushOrdersEndpoint": text("Where purchases are pushed.", format="uri"),
            "retroactiveOrdersEndpoint": text("Where past purchases are pushed, once.", format="uri"),
        },
        description="In the words of the PrestaShop module.",
    ),
    "WebserviceKeyMade": record({**_KEY, "secret": maybe(text("The key that was made; shown this once."))}),
}

_MANAGE = "Asks for the permission to manage the website."
_WEBSERVICE_KEY = "/v1/websites/{website_id}/webservice-key"

_CONNECTOR_SETTINGS: Json = {
    "tags": ["Connectors"],
    "parameters": [
        {**query("website-id", text(), "The credential's website."), "required": True},
        query("connector-type-id", text(const="1"), "1 is PrestaShop."),
        query("release-version", text(), "The module's version."),
    ],
    "responses": {
        "200": json_answer(ref("ConnectorSettings"), "As the website's settings say."),
        **refusals(400, 401, 404),
    },
}

_PUSH: Json = door(
    "PushedOrders",
    {"202": json_answer(ref("TakenIn"), "Everything is durably kept; the books fill as it is worked through.")},
    description="What becomes of each order is told by the transmission's lines.",
)

DOOR_OPERATIONS: dict[tuple[str, str], Json] = {
    ("POST", PUSH_PATH): {
        **_PUSH,
        "parameters": [
            *_PUSH["parameters"],
            query("noOrder", text(const="true"), "An empty run: with an empty body, nothing is written."),
        ],
    },
    ("POST", "/index.php"): {
        "tags": ["Historical webservice"],
        "description": "Takes signed orders. With `type=json` the answer is base64 of JSON, as the message is.",
        "parameters": [
            {**query("action", text(const=ACTION), "The only one."), "required": True},
            query("type", text(enum=[JSON2, JSON]), "How the message is written; may also stand in the form."),
        ],
        "requestBody": form_body(
            {
                "idWebsite": text(),
                "message": text("One order: JSON for `json2`, base64url of JSON for `json`."),
                "type": text(enum=[JSON2, JSON]),
            },
            "As modules of the historical platform post it.",
            required=("idWebsite", "message"),
        ),
        "responses": {
            "200": {
                "description": "What became of the order.",
                "content": {
                    "application/json": {"schema": ref("OrderAnswer")},
                    "text/plain": {"schema": text("base64url of the same.")},
                },
            },
            **refusals(413, 415, 429, 503),
        },
    },
    ("GET", "/v2/connector-settings"): {
        **_CONNECTOR_SETTINGS,
        "description": "The PrestaShop module asks at most once an hour. Asks for the permission to transmit proofs.",
    },
    ("POST", "/v2/connector-settings"): {
        **_CONNECTOR_SETTINGS,
        "description": "The same, as modules of version 9 ask; what they tell of themselves is not kept.",
        "requestBody": {"required": False, "content": {"application/json": {"schema": {}}}},
    },
    ("GET", _WEBSERVICE_KEY): {
        "tags": ["Historical webservice"],
        "description": _MANAGE,
        "responses": {"200": json_answer(ref("WebserviceKey"), "As it stands."), **refusals(401, 404)},
    },
    ("PUT", _WEBSERVICE_KEY): {
        "tags": ["Historical webservice"],
        "description": f"The key before holds no longer. {_MANAGE}",
        "requestBody": {"required": True, "content": {"application/json": {"schema": ref("WebserviceKeyWish")}}},
        "responses": {"200": json_answer(ref("WebserviceKeyMade"), "It holds at once."), **refusals(400, 401, 404)},
    },
    ("DELETE", _WEBSERVICE_KEY): {
        "tags": ["Historical webservice"],
        "description": _MANAGE,
        "responses": {"200": json_answer(ref("WebserviceKey"), "It holds no longer."), **refusals(401, 404)},
    },
}
