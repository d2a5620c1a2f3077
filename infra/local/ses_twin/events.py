"""The JSON of every event, exactly as SES publishes it to SNS through a configuration set.

Source of each shape: SES developer guide, "Contents of event data that Amazon SES publishes to Amazon SNS" and its
examples. Every function returns the whole top-level object.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

from infra.local.ses_twin.addresses import bare_address, domain_of
from infra.local.ses_twin.message import Message

Json = dict[str, Any]
MAX_HEADER_BYTES = 10 * 1024
REPORTING_MTA = "twin.smtp-out.amazonses.com"
DELIVERY_ATTEMPTS_LAST = timedelta(hours=12)


def instant(moment: datetime) -> str:
    """Write an aware instant as SES does: UTC, milliseconds, Z."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def send(mail: Json) -> Json:
    """SES accepted the message."""
    return {"eventType": "Send", "mail": mail, "send": {}}


def delivery(mail: Json, recipients: Sequence[str], at: datetime, took: timedelta) -> Json:
    """The recipients' server took the message."""
    body = {
        "timestamp": instant(at),
        "processingTimeMillis": int(took / timedelta(milliseconds=1)),
        "recipients": list(recipients),
        "smtpResponse": "250 2.6.0 Message received",
        "remoteMtaIp": "127.0.0.1",
        "reportingMTA": REPORTING_MTA,
    }
    return {"eventType": "Delivery", "mail": mail, "delivery": body}


def bounce(mail: Json, kind: str, subkind: str, recipients: list[Json], at: datetime) -> Json:
    """Delivery failed; recipients as {emailAddress, action?, status?, diagnosticCode?}."""
    body = {
        "bounceType": kind,
        "bounceSubType": subkind,
        "bouncedRecipients": recipients,
        "timestamp": instant(at),
        "feedbackId": new_id(at),
        "reportingMTA": f"dns; {REPORTING_MTA}",
    }
    return {"eventType": "Bounce", "mail": mail, "bounce": body}


def complaint(mail: Json, recipients: Sequence[str], at: datetime, user_agent: str) -> Json:
    """The recipient called the message spam."""
    body = {
        "complainedRecipients": [{"emailAddress": address} for address in recipients],
        "timestamp": instant(at),
        "feedbackId": new_id(at),
        "complaintSubType": None,
        "userAgent": user_agent,
        "complaintFeedbackType": "abuse",
        "arrivalDate": instant(at),
    }
    return {"eventType": "Complaint", "mail": mail, "complaint": body}


def reject(mail: Json) -> Json:
    """SES found a virus after it had accepted the message."""
    return {"eventType": "Reject", "mail": mail, "reject": {"reason": "Bad content"}}


def delivery_delay(mail: Json, recipients: Sequence[str], at: datetime) -> Json:
    """The message waits for the recipients' server."""
    diagnostic = "smtp; 421 4.4.1 Unable to connect to remote host"
    delayed = [{"emailAddress": each, "status": "4.4.1", "diagnosticCode": diagnostic} for each in recipients]
    body = {
        "timestamp": instant(at),
        "delayType": "TransientCommunicationFailure",
        "expirationTime": instant(at + DELIVERY_ATTEMPTS_LAST),
        "delayedRecipients": delayed,
        "reportingMTA": REPORTING_MTA,
    }
    return {"eventType": "DeliveryDelay", "mail": mail, "deliveryDelay": body}


@dataclass(frozen=True)
class Visitor:
    """Who loads, clicks or complains: what SES shows as ipAddress, userAgent and, where it judged, isBotEvent.

    `is_person`: nobody was named, so that the visitor of the inbox, or a script, stands for a person.
    """

    ip_address: str
    user_agent: str
    is_bot_event: str | None = None
    is_person: bool = True


def opened(mail: Json, at: datetime, visitor: Visitor) -> Json:
    """The pixel was loaded."""
    return {"eventType": "Open", "mail": mail, "open": _visit(at, visitor)}


def clicked(mail: Json, at: datetime, visitor: Visitor, link: str) -> Json:
    """A link was followed; ses:tags on links are not read, hence no link tags."""
    return {"eventType": "Click", "mail": mail, "click": {**_visit(at, visitor), "link": link, "linkTags": None}}


def _visit(at: datetime, visitor: Visitor) -> Json:
    """Who came and when; SES's own verdict only where there is one."""
    who = {"ipAddress": visitor.ip_address, "timestamp": instant(at), "userAgent": visitor.user_agent}
    return who if visitor.is_bot_event is None else {**who, "isBotEvent": visitor.is_bot_event}


def of_another_kind(mail: Json, event_type: str, detail_key: str, detail: Json) -> Json:
    """An event of a kind that SES may bring one day: whoever listens must not lose it."""
    return {"eventType": event_type, "mail": mail, detail_key: detail}


def new_id(at: datetime) -> str:
    """Return a new message or feedback id in SES's form: 16 hex digits of the instant, a UUID, 000000."""
    return f"0102{int(at.timestamp() * 1000):012x}-{uuid4()}-000000"


def mail_object(message: Message, region: str, account_id: str) -> Json:
    """Return the part common to all events of a message."""
    headers, truncated = _first_headers(message)
    return {
        "timestamp": instant(message.received_at),
        "source": message.envelope.source,
        "sourceArn": f"arn:aws:ses:{region}:{account_id}:identity/{message.envelope.identity}",
        "sendingAccountId": account_id,
        "messageId": message.message_id,
        "destination": list(message.destination),
        "headersTruncated": truncated,
        "headers": headers,
        "commonHeaders": _common_headers(message),
        "tags": _tags(message),
    }


def _first_headers(message: Message) -> tuple[list[Json], bool]:
    """Return the header fields up to 10 KB, and whether some were cut off."""
    kept: list[Json] = []
    size = 0
    for name, value in message.content.headers:
        size += len(name) + len(value.encode())
        if size > MAX_HEADER_BYTES:
            return kept, True
        kept.append({"name": name, "value": value})
    return kept, False


def _common_headers(message: Message) -> Json:
    """Return the parsed header fields SES repeats; absent ones are left out."""
    envelope = message.envelope
    lists = {"to": envelope.to, "cc": envelope.cc, "replyTo": envelope.reply_to}
    return {
        "from": [envelope.source],
        **{name: list(written) for name, written in lists.items() if written},
        "messageId": message.message_id,
        "subject": message.content.subject,
    }


def _tags(message: Message) -> dict[str, list[str]]:
    """Return the automatic tags and the caller's, each as an array."""
    automatic = {
        "ses:operation": "SendEmail",
        "ses:configuration-set": message.configuration_set or "",
        "ses:source-ip": message.caller_address,
        "ses:from-domain": domain_of(bare_address(message.envelope.source)),
        "ses:caller-identity": "local",
    }
    return {name: [value] for name, value in (automatic | message.tags).items()}
