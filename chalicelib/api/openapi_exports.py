"""Exports and feeds in the OpenAPI document: what the calls take and answer."""

from chalicelib.api.openapi_operations import json_answer, query, refusals
from chalicelib.api.openapi_schemas import Json, count, flag, instant, many, maybe, record, ref, text, words
from chalicelib.domain.export_record import ASKED_FORMATS, ExportFailure, ExportLanguage, ExportState
from chalicelib.domain.feeds import FeedKind
from chalicelib.domain.listing import DEFAULT_PAGE_SIZE, SHORT_PAGE_SIZES

_FORMAT = text(enum=[one.value for one in ASKED_FORMATS])
_OF_EACH_FEED: Json = record({kind.value: maybe(ref("FeedFile")) for kind in FeedKind})

EXPORT_SCHEMAS: Json = {
    "ExportOrder": record(
        {
            "format": _FORMAT,
            "filter": ref("OperationFilter"),
            "language": words(ExportLanguage),
        },
        optional=("filter",),
        description="The rows the list shows under the filter; all of them without one.",
    ),
    "Export": record(
        {
            "export_id": text(),
            "format": _FORMAT,
            "language": words(ExportLanguage),
            "filter": ref("OperationFilter"),
            "masked": flag("Addresses are masked: who asked may not read customers."),
            "by": text("Who asked for it."),
            "state": words(ExportState),
            "failure": maybe(words(ExportFailure)),
            "rows": count("Rows written so far."),
            "expected_rows": maybe(count("Rows there were when it was asked for, where counters can tell.")),
            "file_name": maybe(text()),
            "size": maybe(count("Bytes of the file.")),
            "created_at": instant(),
            "ended_at": maybe(instant()),
            "expires_at": maybe(instant("When the file is removed.")),
        }
    ),
    "ExportPage": record(
        {"items": many(ref("Export"), "Newest first."), "next_page_token": maybe(text("Null on the last page."))}
    ),
    "Download": record({"url": text(format="uri"), "expires_at": instant("When the address ends.")}),
    "FeedSettings": record(
        {
            "deliverability": flag("Every night, one line for each e-mail event of the day before."),
            "unsubscribed": flag("Every night, the opt-outs of the day before."),
            "full": flag("All opt-outs each time, instead of the day's."),
        }
    ),
    "Feeds": record(
        {
            "deliverability": flag(),
            "unsubscribed": flag(),
            "full": flag(),
            "last_files": _OF_EACH_FEED,
            "last_tests": _OF_EACH_FEED,
        }
    ),
    "FeedFile": record(
        {
            "path": text("Below the website's folder of the drop."),
            "day": text("The day it tells of, in the website's time zone.", format="date"),
            "state": words(ExportState),
            "rows": count("Lines written so far."),
            "started_at": instant(),
            "ended_at": maybe(instant()),
        }
    ),
}

_EXPORTS = {"tags": ["Exports"]}
_FEEDS = {"tags": ["Feeds"]}

EXPORT_OPERATIONS: dict[tuple[str, str], Json] = {
    ("POST", "/v1/websites/{website_id}/exports"): {
        **_EXPORTS,
        "description": "Masked without the permission to read customers. At most three of a website at once.",
        "requestBody": {"required": True, "content": {"application/json": {"schema": ref("ExportOrder")}}},
        "responses": {
            "201": json_answer(ref("Export"), "It is made in the background."),
            **refusals(400, 401, 404, 409, 503),
        },
    },
    ("GET", "/v1/websites/{website_id}/exports"): {
        **_EXPORTS,
        "parameters": [
            query(
                "page_size",
                count(minimum=SHORT_PAGE_SIZES[0], maximum=SHORT_PAGE_SIZES[1], default=DEFAULT_PAGE_SIZE),
                "How many exports at most.",
            ),
            query("page_token", text(), "Where the previous page ended."),
        ],
        "responses": {"200": json_answer(ref("ExportPage"), "One page."), **refusals(400, 401, 404)},
    },
    ("GET", "/v1/websites/{website_id}/exports/{export_id}"): {
        **_EXPORTS,
        "responses": {"200": json_answer(ref("Export"), "How far it is."), **refusals(401, 404)},
    },
    ("POST", "/v1/websites/{website_id}/exports/{export_id}/download"): {
        **_EXPORTS,
        "description": "A file that is not masked asks for the permission to read customers.",
        "responses": {"200": json_answer(ref("Download"), "Good for five minutes."), **refusals(401, 404, 409, 410)},
    },
    ("POST", "/v1/websites/{website_id}/exports/{export_id}/cancel"): {
        **_EXPORTS,
        "description": "Repeating it changes nothing.",
        "responses": {"200": json_answer(ref("Export"), "Nothing more is written."), **refusals(401, 404, 409, 503)},
    },
    ("GET", "/v1/websites/{website_id}/feeds"): {
        **_FEEDS,
        "description": "Asks for the permission to manage the website.",
        "responses": {"200": json_answer(ref("Feeds"), "What is on."), **refusals(401, 404)},
    },
    ("PUT", "/v1/websites/{website_id}/feeds"): {
        **_FEEDS,
        "description": "Asks for the permission to manage the website. Files come from the next 03:00 on.",
        "requestBody": {"required": True, "content": {"application/json": {"schema": ref("FeedSettings")}}},
        "responses": {"200": json_answer(ref("Feeds"), "What is on now."), **refusals(400, 401, 404)},
    },
    ("POST", "/v1/websites/{website_id}/feeds/{feed}/write"): {
        **_FEEDS,
        "description": "Asks for the permission to manage the website. The night's file is written all the same.",
        "responses": {"202": json_answer(ref("FeedFile"), "It is being written."), **refusals(400, 401, 404, 503)},
    },
}
