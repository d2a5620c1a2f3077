"""What becomes of an accepted message: one fate per recipient, and the events each fate brings, in order."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from infra.local.ses_twin import events
from infra.local.ses_twin.addresses import simulator_box
from infra.local.ses_twin.message import Message

Json = dict[str, Any]
Builder = Callable[[Json, tuple[str, ...], datetime, datetime], Json]
"""(mail object, recipients, instant of the event, instant of acceptance) -> event."""


@dataclass(frozen=True)
class Planned:
    """An event to publish at `at`; `matching_type` is the API's word for its kind ("DELIVERY_DELAY")."""

    matching_type: str
    at: datetime
    event: Json


def _delivery(mail: Json, recipients: tuple[str, ...], at: datetime, accepted_at: datetime) -> Json:
    return events.delivery(mail, recipients, at, at - accepted_at)


def _delay(mail: Json, recipients: tuple[str, ...], at: datetime, _accepted_at: datetime) -> Json:
    return events.delivery_delay(mail, recipients, at)


def _complaint(mail: Json, recipients: tuple[str, ...], at: datetime, _accepted_at: datetime) -> Json:
    return events.complaint(mail, recipients, at, "Amazon SES Mailbox Simulator")


def _reject(mail: Json, _recipients: tuple[str, ...], _at: datetime, _accepted_at: datetime) -> Json:
    return events.reject(mail)


def _bounce(kind: str, subkind: str, status: str, diagnostic: str) -> Builder:
    """Return the builder of a bounce in which every recipient failed alike."""

    def build(mail: Json, recipients: tuple[str, ...], at: datetime, _accepted_at: datetime) -> Json:
        failed = [
            {"emailAddress": address, "action": "failed", "status": status, "diagnosticCode": diagnostic}
            for address in recipients
        ]
        return events.bounce(mail, kind, subkind, failed, at)

    return build


def _out_of_office(mail: Json, recipients: tuple[str, ...], at: datetime, _accepted_at: datetime) -> Json:
    return events.bounce(mail, "Transient", "General", [{"emailAddress": address} for address in recipients], at)


_ON_ACCOUNT_LIST = (
    "Amazon SES did not send the message to this address because it is on the suppression list for your account."
)
_ON_GLOBAL_LIST = (
    "Amazon SES has suppressed sending to this address because it has a recent history of bouncing "
    "as an invalid address."
)
Steps = tuple[tuple[float, str, Builder], ...]
TIMELINES: dict[str, Steps] = {
    "success": ((0.3, "DELIVERY", _delivery),),
    "suppressed": ((0.2, "BOUNCE", _bounce("Permanent", "OnAccountSuppressionList", "5.1.1", _ON_ACCOUNT_LIST)),),
    "suppressionlist": ((0.2, "BOUNCE", _bounce("Permanent", "Suppressed", "5.1.1", _ON_GLOBAL_LIST)),),
    "bounce": ((0.4, "BOUNCE", _bounce("Permanent", "General", "5.1.1", "smtp; 550 5.1.1 user unknown")),),
    "softbounce": ((0.4, "BOUNCE", _bounce("Transient", "MailboxFull", "5.2.2", "smtp; 552 5.2.2 mailbox full")),),
    "ooto": ((0.3, "DELIVERY", _delivery), (0.6, "BOUNCE", _out_of_office)),
    "complaint": ((0.3, "DELIVERY", _delivery), (0.6, "COMPLAINT", _complaint)),
    "delay": ((0.3, "DELIVERY_DELAY", _delay), (0.9, "DELIVERY", _delivery)),
    "reject": ((0.2, "REJECT", _reject),),
}
"""Fate -> (seconds after acceptance, kind, builder). `delay`, `softbounce` and `reject` are boxes of this twin only."""

DELIVERED = frozenset({"success", "ooto", "complaint", "delay"})
"""Fates that leave the message in a mailbox, where a person can open it."""


def fate_of(address: str, suppressed: bool) -> str:
    """Return the fate of a bare address: the simulator's box decides, else the suppression list, else success."""
    box = simulator_box(address)
    if box is not None:
        return box if box in TIMELINES and box != "suppressed" else "success"
    return "suppressed" if suppressed else "success"


def is_delivered(message: Message) -> bool:
    """Whether at least one recipient has the message in a mailbox."""
    return any(fate in DELIVERED for fate in message.fates)


def plan(message: Message, mail: Json) -> list[Planned]:
    """Return every event of an accepted message in time order: Send, then what its recipients' fates bring."""
    accepted_at = message.received_at
    planned = [Planned("SEND", accepted_at, events.send(mail))]
    for fate, recipients in message.fates.items():
        for seconds, kind, build in TIMELINES[fate]:
            at = accepted_at + timedelta(seconds=seconds)
            planned.append(Planned(kind, at, build(mail, recipients, at, accepted_at)))
    return sorted(planned, key=lambda event: event.at)
