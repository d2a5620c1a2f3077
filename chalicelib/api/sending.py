"""The flow of a website's e-mails over HTTP: look at it, stop it, let it run again."""

from enum import StrEnum

from chalicelib.api.access import GUARD
from chalicelib.api.auth import current_grant
from chalicelib.api.blueprint import ApiBlueprint
from chalicelib.api.json_bodies import json_object
from chalicelib.api.representations import Json, instant
from chalicelib.bootstrap import wiring
from chalicelib.domain.access import Permission
from chalicelib.domain.errors import InvalidParameterError
from chalicelib.domain.sending import OURSELVES, Pause, Resumption
from chalicelib.observability import logger
from chalicelib.usecases.control_sending import Order, pause_sending, resume_sending
from chalicelib.usecases.show_sending import Sending, show_sending

sending = ApiBlueprint(__name__)

LONGEST_REASON = 300


class SendingWord(StrEnum):
    """Whether a website's e-mails leave."""

    RUNNING = "running"
    PAUSED = "paused"


@sending.route("/v1/websites/{website_id}/sending", methods=["GET"], **GUARD)
def show_sending_state(website_id: str) -> Json:
    """Show whether e-mails leave, how many wait, how fast they leave and when the last one will."""
    current_grant(sending.current_request).require(website_id, Permission.READ_REQUESTS)
    return _shown(website_id)


@sending.route("/v1/websites/{website_id}/sending/pause", methods=["POST"], **GUARD)
def pause_website(website_id: str) -> Json:
    """Stop the e-mails of the website; they wait."""
    order = _order(website_id)
    pause_sending(wiring.governor, order, now=wiring.clock.now())
    logger.info("Sending paused", website_id=website_id, by=order.by)
    return _shown(website_id)


@sending.route("/v1/websites/{website_id}/sending/resume", methods=["POST"], **GUARD)
def resume_website(website_id: str) -> Json:
    """Let the e-mails of the website leave again."""
    order = _order(website_id)
    resume_sending(wiring.governor, order, now=wiring.clock.now())
    logger.info("Sending resumed", website_id=website_id, by=order.by)
    return _shown(website_id)


def _order(website_id: str) -> Order:
    http_request = sending.current_request
    grant = current_grant(http_request)
    grant.require(website_id, Permission.MANAGE)
    reason = json_object(http_request, ["reason"]).get("reason")
    if not isinstance(reason, str) or not 1 <= len(reason.strip()) <= LONGEST_REASON:
        raise InvalidParameterError(f"Say why, in 1 to {LONGEST_REASON} characters.", field="reason")
    return Order(website_id, grant.subject, reason.strip())


def _shown(website_id: str) -> Json:
    return sending_json(show_sending(wiring.governor, website_id=website_id, now=wiring.clock.now()))


def sending_json(shown: Sending) -> Json:
    """As the document says."""
    return {
        "state": (SendingWord.PAUSED if shown.pause else SendingWord.RUNNING).value,
        "pause": _pause(shown.pause, shown) if shown.pause else None,
        "resumption": _resumption(shown.resumption) if shown.resumption else None,
        "waiting": shown.waiting,
        "waiting_is_more": shown.waiting_is_more,
        "per_second": round(shown.per_second, 3),
        "expected_end_at": instant(shown.expected_end_at) if shown.expected_end_at else None,
        "released_today": shown.released_today,
        "allowance_today": shown.allowance_today,
        "as_of": instant(shown.as_of) if shown.as_of else None,
    }


def _pause(pause: Pause, shown: Sending) -> Json:
    """Who stopped all websites is an operator of ours, whom merchants need not know."""
    by = OURSELVES if shown.pause_is_of_all else pause.by
    return {
        "origin": pause.origin.value,
        "by": by,
        "reason": pause.reason,
        "at": instant(pause.at),
        "all_websites": shown.pause_is_of_all,
    }


def _resumption(resumption: Resumption) -> Json:
    return {"by": resumption.by, "reason": resumption.reason, "at": instant(resumption.at)}
