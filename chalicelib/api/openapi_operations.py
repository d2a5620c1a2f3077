"""What each route takes and answers, once per method and path: the part of the contract that the code cannot tell."""

from chalicelib.api.openapi_schemas import Json, ref, text, words
from chalicelib.pages.unsubscribe import UnsubscribeScope

REFUSALS: dict[int, str] = {
    400: "Something in the request cannot be understood; `errors` says what.",
    401: "The credential is missing, wrong or expired.",
    404: "There is nothing here for this credential.",
    409: "It was done before; the first time stands.",
    410: "The link has expired.",
    413: "The body is larger than 5 MB.",
    415: "The body is of another kind than the route takes, or it is compressed.",
    422: "Something in the form is to be corrected, or this idempotency key was sent with another body.",
    429: "This client calls too often; try again after `Retry-After` seconds.",
    503: "Nothing was changed; try again after `Retry-After` seconds.",
}


def json_answer(schema: Json, description: str) -> Json:
    """An answer in JSON."""
    return {"description": description, "content": {"application/json": {"schema": schema}}}


def refusals(*codes: int) -> Json:
    """The answers to what is refused, in the one shape of errors."""
    content = {"application/problem+json": {"schema": ref("Problem")}}
    return {str(code): {"description": REFUSALS[code], "content": content} for code in codes}


def html(description: str) -> Json:
    """A page for a customer."""
    return {"description": description, "content": {"text/html": {"schema": text()}}}


def page_refusals(*codes: int) -> Json:
    """The same refusals, as pages for a person."""
    return {str(code): html(REFUSALS[code]) for code in codes}


def query(name: str, schema: Json, description: str) -> Json:
    """An optional parameter of the query string; a list is given by repeating the parameter."""
    return {"name": name, "in": "query", "required": False, "schema": schema, "description": description}


def form_body(properties: Json, description: str, *, required: tuple[str, ...] = ()) -> Json:
    """Fields posted by a form."""
    schema: Json = {"type": "object", "properties": properties}
    if required:
        schema["required"] = list(required)
    content = {"application/x-www-form-urlencoded": {"schema": schema}}
    return {"description": description, "required": bool(required), "content": content}


_TOKEN: Json = {
    "tags": ["Sign-in"],
    "description": "The client's identifier and secret stand in `Authorization: Basic` or in the body.",
    "security": [{"clientSecret": []}, {}],
    "requestBody": form_body(
        {
            "grant_type": text(const="client_credentials"),
            "client_id": text(),
            "client_secret": text(),
            "scope": text(),
            "audience": text(),
        },
        "As RFC 6749, 4.4.",
        required=("grant_type",),
    ),
    "responses": {
        "200": json_answer(ref("AccessToken"), "A token for five minutes."),
        "400": json_answer(ref("TokenError"), "Not `client_credentials`."),
        "401": json_answer(ref("TokenError"), REFUSALS[401]),
    },
}

_OPT_OUT_SCOPE: Json = words(UnsubscribeScope)

OPERATIONS: dict[tuple[str, str], Json] = {
    ("POST", "/realms/skeepers/protocol/openid-connect/token"): _TOKEN,
    ("POST", "/am/oauth2/alpha/access_token"): _TOKEN,
    ("GET", "/v1/config"): {
        "tags": ["Sign-in"],
        "responses": {"200": json_answer(ref("Config"), "The back office's configuration.")},
    },
    ("GET", "/v1/me"): {
        "tags": ["Sign-in"],
        "responses": {"200": json_answer(ref("Me"), "Who is signed in."), **refusals(401)},
    },
    ("GET", "/v1/websites/{website_id}/review-requests/{review_request_id}"): {
        "tags": ["Review requests"],
        "responses": {
            "200": json_answer(ref("ReviewRequestDetails"), "The row, the proof and the history."),
            **refusals(401, 404),
        },
    },
    ("POST", "/v1/websites/{website_id}/review-requests/{review_request_id}/cancel"): {
        "tags": ["Review requests"],
        "description": "Repeating it changes nothing. Asks for the permission to transmit proofs.",
        "responses": {
            "200": json_answer(ref("ReviewRequest"), "The row afterwards."),
            **refusals(401, 404),
        },
    },
    ("GET", "/form/{token}"): {
        "tags": ["Customer's pages"],
        "description": "Shows; changes nothing.",
        "responses": {"200": html("The form, or that it was already submitted."), **page_refusals(404, 410)},
    },
    ("POST", "/form/{token}"): {
        "tags": ["Customer's pages"],
        "requestBody": form_body(
            {
                "brand-rating": text("1 to 5."),
                "brand-comment": text(),
                "initials_only": text(const="yes"),
            },
            "Each product has `product-<key>-rating`, `-comment` and `-not_received`, as the form names them.",
        ),
        "responses": {"200": html("Thanks."), **page_refusals(404, 409, 410, 422)},
    },
    ("POST", "/form/{token}/opened"): {
        "tags": ["Customer's pages"],
        "description": "Sent by the page once a person has it in front of them; link scanners never send it.",
        "requestBody": form_body({"page_nonce": text()}, "As the page holds it.", required=("page_nonce",)),
        "responses": {"204": {"description": "Noted."}, **refusals(400, 410)},
    },
    ("GET", "/form/assets/{name}"): {
        "tags": ["Customer's pages"],
        "responses": {
            "200": {
                "description": "The pages' style sheet or script.",
                "content": {"text/css": {"schema": text()}, "text/javascript": {"schema": text()}},
            },
            **refusals(404),
        },
    },
    ("GET", "/unsubscribe/{token}"): {
        "tags": ["Customer's pages"],
        "description": "Shows; changes nothing.",
        "parameters": [query("scope", _OPT_OUT_SCOPE, "The choice that comes first.")],
        "responses": {"200": html("Both choices."), **page_refusals(404)},
    },
    ("POST", "/unsubscribe/{token}"): {
        "tags": ["Customer's pages"],
        "description": "Also the one-click address of RFC 8058; repeating it changes nothing.",
        "requestBody": form_body(
            {"scope": _OPT_OUT_SCOPE, "List-Unsubscribe": text(const="One-Click")},
            "Without `scope`, the merchant of the link.",
        ),
        "responses": {"200": html("Done."), **page_refusals(404)},
    },
}
