"""The twin's use cases: accept a message, and what a recipient does with it afterwards."""

import sqlite3
from datetime import datetime
from typing import Any

from infra.local.ses_twin import events, rules
from infra.local.ses_twin.acceptances import Acceptances
from infra.local.ses_twin.account import Account
from infra.local.ses_twin.addresses import bare_address, sending_identity
from infra.local.ses_twin.config import TwinConfig
from infra.local.ses_twin.content import addresses_in, raw_content, simple_content
from infra.local.ses_twin.errors import SesError, bad_request
from infra.local.ses_twin.events import Visitor
from infra.local.ses_twin.faults import Faults
from infra.local.ses_twin.mailbox import Mailbox
from infra.local.ses_twin.message import Content, Envelope, Message, links_of
from infra.local.ses_twin.outbox import Outbox
from infra.local.ses_twin.outcomes import Planned, fate_of, is_delivered, plan
from infra.local.ses_twin.suppression import Suppressed, SuppressionList

Json = dict[str, Any]


class NotDeliveredError(Exception):
    """Nobody can open or report a message that reached no mailbox."""


class Twin:
    """One SES account. All methods are for one event loop; none of them waits."""

    def __init__(self, config: TwinConfig, database: sqlite3.Connection) -> None:
        self.config = config
        self.account = Account(database, config.verified_identities)
        self.acceptances = Acceptances(database, config.max_send_rate, config.max_24_hour_send)
        self.suppression = SuppressionList(database)
        self.mailbox = Mailbox(database)
        self.outbox = Outbox(database, config.publish, config.now)
        self.faults = Faults()
        self._database = database

    def accept(self, body: Json, caller_address: str) -> Message:
        """Accept a SendEmail request (already of the right shape): keep, count and queue its events in one commit.

        Raises:
            SesError: everything SES refuses; then nothing was kept or counted.
        """
        now = self.config.now()
        message = self._message(body, caller_address, now)
        self._check_account(message, now)
        with self._database:
            self.mailbox.add(message)
            self.acceptances.add(message)
            self._queue(message, plan(message, self._mail(message)))
        self.outbox.wake()
        return message

    def open(self, message: Message, visitor: Visitor) -> bool:
        """Record one load of the HTML; return whether the pixel told SES (tracking on, HTML present).

        Raises:
            NotDeliveredError: the message reached no mailbox.
        """
        _must_be_delivered(message)
        now = self.config.now()
        self.mailbox.record_open(message.message_id, now, visitor.ip_address, visitor.user_agent)
        if not message.opens_tracked or message.content.html is None:
            return False
        at = self._happens_at(message, visitor, now)
        self._publish(message, Planned("OPEN", at, events.opened(self._mail(message), at, visitor)))
        return True

    def click(self, message: Message, visitor: Visitor, link: str) -> bool:
        """Follow a link of the message; return whether SES's redirect saw it (tracking on).

        Raises:
            NotDeliveredError: the message reached no mailbox.
            ValueError: the message has no such link.
        """
        _must_be_delivered(message)
        if link not in links_of(message.content.html):
            raise ValueError("the message has no such link")
        if not message.clicks_tracked:
            return False
        at = self._happens_at(message, visitor, self.config.now())
        self._publish(message, Planned("CLICK", at, events.clicked(self._mail(message), at, visitor, link)))
        return True

    def tell(self, message: Message, event_type: str, detail_key: str, detail: Json) -> None:
        """Publish an event of any kind about the message, to every topic that wants to know when it was sent."""
        event = events.of_another_kind(self._mail(message), event_type, detail_key, detail)
        self._publish(message, Planned("SEND", self.config.now(), event))

    def _happens_at(self, message: Message, visitor: Visitor, now: datetime) -> datetime:
        """When what a visitor does counts as done: a machine's at once, a person's no sooner than people are."""
        return max(now, message.received_at + self.config.soonest_by_a_person) if visitor.is_person else now

    def complain(self, message: Message, visitor: Visitor) -> None:
        """Call the message spam: Complaint event, and the recipients go on the suppression list, as on SES.

        Raises:
            NotDeliveredError: the message reached no mailbox.
        """
        _must_be_delivered(message)
        now = self.config.now()
        event = events.complaint(self._mail(message), message.destination, now, visitor.user_agent)
        feedback_id = event["complaint"]["feedbackId"]
        for address in message.destination:
            self.suppression.put(Suppressed(address, "COMPLAINT", now, message.message_id, feedback_id))
        self._publish(message, Planned("COMPLAINT", now, event))

    def _message(self, body: Json, caller_address: str, now: datetime) -> Message:
        """Check a request by itself and make the message of it."""
        rules.check_supported(body)
        rules.check_tags(body.get("EmailTags", []))
        rules.check_headers(body["Content"].get("Simple", {}).get("Headers", []))
        envelope, content = self._envelope_and_content(body)
        destination = tuple(bare_address(each) for each in (*envelope.to, *envelope.cc, *envelope.bcc))
        rules.check_recipients(destination)
        rules.check_size(content.size)
        tracking = body.get("ConfigurationOverrides", {}).get("Tracking", {})
        return Message(
            message_id=events.new_id(now),
            received_at=now,
            envelope=envelope,
            destination=destination,
            content=content,
            tags={tag["Name"]: tag["Value"] for tag in body.get("EmailTags", [])},
            configuration_set=body.get("ConfigurationSetName"),
            opens_tracked=tracking.get("OpenTrackingEnabled") != "DISABLED",
            clicks_tracked=tracking.get("ClickTrackingEnabled") != "DISABLED",
            caller_address=caller_address,
            fates=self._fates(destination),
        )

    def _envelope_and_content(self, body: Json) -> tuple[Envelope, Content]:
        """Read addresses and content; a raw message gives in its fields what the request leaves out."""
        destination = body.get("Destination", {})
        to, cc, bcc = (tuple(destination.get(f"{field}Addresses", [])) for field in ("To", "Cc", "Bcc"))
        reply_to = tuple(body.get("ReplyToAddresses", []))
        for address in reply_to:
            bare_address(address)
        if "Simple" in body["Content"]:
            envelope = Envelope(*self._sender(body.get("FromEmailAddress")), to, cc, bcc, reply_to)
            return envelope, simple_content(body["Content"]["Simple"], envelope)
        content, mime = raw_content(body["Content"]["Raw"])
        if not (to or cc or bcc):
            to, cc, bcc = (addresses_in(mime, field) for field in ("To", "Cc", "Bcc"))
        sender = self._sender(body.get("FromEmailAddress") or str(mime.get("From", "")))
        return Envelope(*sender, to, cc, bcc, reply_to), content

    def _sender(self, source: str | None) -> tuple[str, str]:
        """Return (source as written, verified identity)."""
        if not source:
            raise bad_request("Missing required header 'From'.")
        return source, sending_identity(bare_address(source), self.account.identities(), self.config.region)

    def _fates(self, destination: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
        """Group the recipients by fate, in order of first appearance."""
        fates: dict[str, tuple[str, ...]] = {}
        for address in destination:
            fate = fate_of(address, self.suppression.find(address) is not None)
            fates[fate] = (*fates.get(fate, ()), address)
        return fates

    def _check_account(self, message: Message, now: datetime) -> None:
        """Refuse an unknown or paused configuration set, and a message above the quotas."""
        if message.configuration_set is not None:
            options = self.account.configuration_set(message.configuration_set).get("SendingOptions", {})
            if options.get("SendingEnabled") is False:
                raise SesError("SendingPausedException", "Sending paused for this configuration set.")
        self.acceptances.check_quotas(now)

    def _mail(self, message: Message) -> Json:
        """Return the part common to the events of a message."""
        return events.mail_object(message, self.config.region, self.config.sending_account_id)

    def _queue(self, message: Message, planned: list[Planned]) -> None:
        """Queue each event for each topic that wants its kind. Call inside a transaction."""
        for one in planned:
            for topic_arn in self.account.topics(message.configuration_set, one.matching_type):
                self.outbox.add(message.message_id, topic_arn, one.event, one.at)

    def _publish(self, message: Message, planned: Planned) -> None:
        """Queue one event of a person's act and publish it now."""
        with self._database:
            self._queue(message, [planned])
        self.outbox.wake()


def _must_be_delivered(message: Message) -> None:
    """Raise NotDeliveredError when the message reached no mailbox."""
    if not is_delivered(message):
        raise NotDeliveredError(message.message_id)
