"""The historical webservice: modules written for it send their orders here as they always did (decision 39)."""

import base64
import json
from collections.abc import Mapping
from enum import IntEnum
from typing import Any
from uuid import uuid4

from chalice.app import Response

from chalicelib.api.blueprint import ApiBlueprint
from chalicelib.api.call_limits import spent_call
from chalicelib.api.forms import FORM
from chalicelib.api.json_bodies import body_bytes
from chalicelib.bootstrap import wiring
from chalicelib.domain.call import Call
from chalicelib.domain.call_errors import OrderFormatError
from chalicelib.domain.call_rate import USUAL_RATE
from chalicelib.domain.proof import Proof, TransmissionMethod
from chalicelib.domain.rules import Rules
from chalicelib.domain.transmission import Line, TransmissionKind, new_transmission_id
from chalicelib.domain.webservice_signature import is_webservice_signature
from chalicelib.intake.line_rejects import line_of_reject, reject_of_line
from chalicelib.intake.webservice_messages import JSON, OrderMessage, read_order_message, read_webservice_form
from chalicelib.observability import metrics
from chalicelib.usecases.receive_call import receive_call

webservice = ApiBlueprint(__name__)

ACTION = "act_api_notification_sha1"
QUERY = "pushCommandeSHA1"


class Return(IntEnum):
    """What the answer's `return` says; modules look for 1 alone."""

    DONE = 1
    TO_CORRECT = 2
    WRONG_SIGNATURE = 5


@webservice.route("/index.php", methods=["POST"], content_types=[FORM])
def receive_order() -> Response:
    """Receive an order of a module of the historical platform, signed with the website's webservice key."""
    http_request = webservice.current_request
    query: Mapping[str, str] = http_request.query_params or {}
    body = body_bytes(http_request)
    dialect = query.get("type", "")
    try:
        form = read_webservice_form(body)
        dialect = dialect or form.get("type", "")
        message = _message(query, form, dialect)
    except OrderFormatError as refused:
        return _answer(dialect, Return.TO_CORRECT, refused.message)
    if not is_webservice_signature(message.sign, message.signed, wiring.webservice_safe.secret(message.website_id)):
        metrics.add_metric("OrderNotSigned", "Count", 1)
        return _answer(dialect, Return.WRONG_SIGNATURE, "The website or the signature is not valid. Check both keys.")
    return _answer(dialect, *_told(_received(message, len(body))))


def _message(query: Mapping[str, str], form: Mapping[str, str], dialect: str) -> OrderMessage:
    if query.get("action") != ACTION:
        raise OrderFormatError("The action is not known.", f"Send action={ACTION} in the address.")
    message = read_order_message(form, dialect)
    if message.order.get("query") != QUERY:
        raise OrderFormatError("The value of query is not known.", f"Send query={QUERY}.")
    return message


def _received(message: OrderMessage, size: int) -> Line:
    """What became of a signed order. Raises TooManyCallsError, BusyError: the module sends it again later."""
    from chalicelib.intake.proof_schema import Arrival
    from chalicelib.intake.webservice_orders import parse_order

    website_id = message.website_id
    spent_call(f"{website_id}.webservice", USUAL_RATE)
    rules = Rules(wiring.websites.collection(website_id), wiring.holidays)
    now = wiring.clock.now()
    transmission_id = new_transmission_id(TransmissionKind.CALL, now, str(uuid4()))
    call = Call(website_id, transmission_id, now, TransmissionMethod.WEBSERVICE, by="", size=size)
    found = parse_order(message.order, Arrival(rules.collection.zone, now, call.method, call.source_id))
    entry = found if isinstance(found, Proof) else line_of_reject(found)
    (line,) = receive_call(wiring.call_intake, call, rules, [entry], now=now)
    return line


def _told(line: Line) -> tuple[Return, str]:
    reject = reject_of_line(line)
    metrics.add_metric("ProofReceived", "Count", 1)
    metrics.add_metric("ProofRejected", "Count", int(reject is not None))
    if reject is None:
        return Return.DONE, ""
    return Return.TO_CORRECT, f"{reject.field}: {reject.sentence('en')} {reject.remedy('en')}"


def _answer(dialect: str, code: Return, debug: str) -> Response:
    """In the encoding of the message: clients that send base64 read the answer as base64."""
    answer: dict[str, Any] = {"return": int(code), **({"debug": debug} if debug else {})}
    if dialect != JSON:
        return Response(answer)
    encoded = base64.urlsafe_b64encode(json.dumps(answer, separators=(",", ":")).encode()).decode()
    return Response(encoded, headers={"Content-Type": "text/plain"})
