"""Transmissions and books in the OpenAPI document: what the calls take and answer."""

from chalicelib.api.openapi_operations import json_answer, query, refusals
from chalicelib.api.openapi_schemas import Json, count, flag, instant, many, maybe, record, ref, text, words
from chalicelib.api.transmission_parameters import DEFAULT_DAYS, MOST_DAYS, By, KindWord
from chalicelib.api.transmission_representations import KIND_WORDS
from chalicelib.domain.books import MOST_LIVE_REQUESTS
from chalicelib.domain.listing import DEFAULT_PAGE_SIZE, SHORT_PAGE_SIZES
from chalicelib.domain.proof import TransmissionMethod
from chalicelib.domain.status import Status
from chalicelib.domain.transmission import LineResult, TransmissionMode, TransmissionState
from chalicelib.domain.transmission_search import LineFigure

_DAY = text(format="date")
_SENTENCE = ref("Sentence")
_BY_STATUS: Json = {
    "requests_by_status": maybe(
        {
            "type": "object",
            "properties": {status.value: count(minimum=0) for status in Status},
            "description": "What became of the requests made; statuses without any are left out. Null: not known yet.",
        }
    ),
    "counted_at": maybe(instant("When that was looked at.")),
}
_TRANSMISSION: Json = {
    "transmission_id": text(),
    "kind": text(enum=list(KIND_WORDS.values())),
    "transmission_method": words(TransmissionMethod),
    "mode": words(TransmissionMode, "`validate` says what would happen and changes nothing: it stands in no books."),
    "state": words(TransmissionState, "`repeated`: the very same content was received before."),
    "name": maybe(text("Name of the file.")),
    "size": count("Bytes."),
    "received_at": instant(),
    "day": text("The day of reception in the website's zone, by which the books go.", format="date"),
    "ended_at": maybe(instant()),
    "by": text("The API client or the person; empty for a file that was dropped."),
    "books": ref("Books"),
    "in_error": flag("There is something to correct."),
    "progress": record({"chunks": count(), "chunks_done": count()}),
    "refusal": maybe(ref("Refusal")),
    "repeats": maybe(text("The transmission whose content it repeats.")),
    "reports": record({"log": flag(), "rejected_rows": flag("The refused rows, to correct and send again.")}),
}

TRANSMISSION_SCHEMAS: Json = {
    "Sentence": record({"fr": text(), "en": text()}),
    "Books": record(
        {
            "received": count("Lines: rows of files, events of calls."),
            "accepted": count(),
            "duplicate": count("Known already."),
            "conflict": count("In contradiction to another line or to what was received before."),
            "rejected": count(),
            "withdrawn": count("Those accepted lines that took a proof back."),
            "requests": count("Review requests that the accepted lines made."),
        },
        description="They close: received = accepted + duplicate + conflict + rejected.",
    ),
    "Refusal": record(
        {
            "code": text(),
            "field": maybe(text()),
            "value": maybe(text()),
            "sentence": _SENTENCE,
            "remedy": _SENTENCE,
        },
        description="Why it was refused as a whole.",
    ),
    "Transmission": record(_TRANSMISSION, description="A file or a call through which proofs came in."),
    "TransmissionDetails": record({**_TRANSMISSION, **_BY_STATUS}),
    "TransmissionPage": record(
        {
            "transmissions": many(ref("Transmission"), "Newest first; a page may be short, even empty, and lead on."),
            "next_page_token": maybe(text("Null on the last page.")),
        }
    ),
    "TransmissionLine": record(
        {
            "line": count("Line of the file, the header is line 1; position of the event in a call, from 1."),
            "result": words(LineResult),
            "withdraws": flag("It takes a proof back."),
            "purchase_reference": maybe(text()),
            "error_code": maybe(text("Why it was not accepted.")),
            "sentence": maybe(_SENTENCE),
            "remedy": maybe(_SENTENCE),
            "field": maybe(text("As the merchant named it.")),
            "value": maybe(text("As received; masked for who may not read customers.")),
            "detail": text(),
            "review_request_ids": many(text(), "The requests that stand for its proof, whoever made them."),
        }
    ),
    "TransmissionLinePage": record(
        {
            "lines": many(
                ref("TransmissionLine"), "In order; while a file is worked through, refused ones come first."
            ),
            "next_page_token": maybe(text("Null on the last page.")),
        }
    ),
    "DailyBooks": record(
        {
            "from": _DAY,
            "to": _DAY,
            "days": many(ref("DoorBooks"), "Newest day first; what received nothing is left out."),
        },
        description="The books follow what is received within a few seconds.",
    ),
    "DoorBooks": record(
        {
            "day": _DAY,
            "transmission_method": words(TransmissionMethod),
            "books": ref("Books"),
            "closes": flag("Everything is accounted for, as far as is known."),
            "checked_at": maybe(instant("When the nightly check compared them with lines and requests.")),
            "open_transmission_ids": many(text(), "Some of those that keep the books open."),
            **_BY_STATUS,
        }
    ),
}

_TRANSMISSIONS = {"tags": ["Transmissions"]}
PLACE = [
    query(
        "page_size",
        count(minimum=SHORT_PAGE_SIZES[0], maximum=SHORT_PAGE_SIZES[1], default=DEFAULT_PAGE_SIZE),
        "How many at most.",
    ),
    query("page_token", text(), "Where the previous page ended; good for the same question only."),
]
_FROM = query("from", _DAY, "First day of reception, in the website's zone.")
_TO = query("to", _DAY, "Last day of reception, included.")
_METHOD = query("transmission_method", words(TransmissionMethod), "Through this door alone.")
_ONE = "/v1/websites/{website_id}/transmissions/{transmission_id}"

TRANSMISSION_OPERATIONS: dict[tuple[str, str], Json] = {
    ("GET", "/v1/websites/{website_id}/transmissions"): {
        **_TRANSMISSIONS,
        "description": f"Without a first day: all files, or the calls of {DEFAULT_DAYS} days.",
        "parameters": [
            query("kind", words(KindWord), "`files` unless told otherwise."),
            _FROM,
            _TO,
            _METHOD,
            query("result", words(LineFigure), "At least one line ended like this."),
            *PLACE,
        ],
        "responses": {"200": json_answer(ref("TransmissionPage"), "One page."), **refusals(400, 401, 404, 503)},
    },
    ("GET", _ONE): {
        **_TRANSMISSIONS,
        "description": f"Statuses are those of now up to {MOST_LIVE_REQUESTS} requests, else of the last night.",
        "responses": {"200": json_answer(ref("TransmissionDetails"), "As it stands."), **refusals(401, 404, 503)},
    },
    ("GET", f"{_ONE}/lines"): {
        **_TRANSMISSIONS,
        "parameters": [query("result", words(LineFigure), "Those that ended like this; all without."), *PLACE],
        "responses": {"200": json_answer(ref("TransmissionLinePage"), "One page."), **refusals(400, 401, 404, 503)},
    },
    ("POST", f"{_ONE}/reports/{{report}}"): {
        **_TRANSMISSIONS,
        "description": "Asks for the permission to read customers.",
        "responses": {"200": json_answer(ref("Download"), "Good for five minutes."), **refusals(401, 404, 503)},
    },
    ("GET", "/v1/websites/{website_id}/books"): {
        **_TRANSMISSIONS,
        "description": "Statuses are those that the nightly check found; with `by=status`, those of now.",
        "parameters": [
            query("from", _DAY, f"First day of reception, in the website's zone; at most {MOST_DAYS} days."),
            query("to", _DAY, f"Last day, included; without any, the last {DEFAULT_DAYS} days."),
            _METHOD,
            query(
                "by",
                words(By),
                f"Of one day and one transmission method: what became of its requests, up to {MOST_LIVE_REQUESTS}.",
            ),
        ],
        "responses": {"200": json_answer(ref("DailyBooks"), "The books."), **refusals(400, 401, 404, 503)},
    },
}
