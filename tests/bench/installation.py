"""Suivi as it is wired in production, on the AWS that the SDK's environment names, with one website and a counter."""

import json
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, fields, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from chalice.app import SQSEvent

from chalicelib.adapters.dynamodb_tables import table
from chalicelib.adapters.ses_mailer import SESMailer
from chalicelib.bootstrap import Wiring, wiring
from chalicelib.domain.collection import Collection
from chalicelib.domain.proof import Proof
from chalicelib.domain.review_request import ReviewRequest
from chalicelib.domain.rules import Rules
from chalicelib.domain.settings_history import SavedSettings
from chalicelib.domain.signing import Signer
from chalicelib.observability import flush_metrics, logger
from chalicelib.settings import Settings
from chalicelib.triggers.batches import Answer
from chalicelib.usecases.ports import DUE_SHARDS, DueRow
from chalicelib.usecases.receive_proofs import receive_proofs
from tests.bench.sdk_counter import SdkCounter
from tests.builders import IDENTITIES, WEBSITE_ID, a_collection

SENDER = "avis@suivi.example"
CONFIGURATION_SET = "suivi-bench"
_NOT_USED = "not-used-here"


class Context:
    """What Lambda passes as context, as far as it is read."""

    function_name = "suivi"
    memory_limit_in_mb = 512
    invoked_function_arn = "arn:aws:lambda:eu-west-3:123456789012:function:suivi"
    aws_request_id = "request"

    def get_remaining_time_in_millis(self) -> int:
        """Plenty."""
        return 900_000


@dataclass(frozen=True)
class Installation:
    """One website that collects by `rules`; everything the real wiring builds; its SDK clients watched."""

    wiring: Wiring
    counter: SdkCounter
    rules: Rules

    def receive(self, proofs: Sequence[Proof]) -> list[DueRow]:
        """Take the proofs in now; the first e-mail of each request."""
        store, now = self.wiring.review_requests, self.wiring.clock.now()
        outcomes = receive_proofs(store, self.wiring.identities, self.rules, proofs, now=now)
        website_id = self.rules.collection.website_id
        ids = [review_request_id for outcome in outcomes for review_request_id in outcome.review_request_ids]
        return [DueRow(website_id, row.review_request_id, 0, row.proof_id) for row in map(self.row, ids)]

    def row(self, review_request_id: str) -> ReviewRequest:
        """The row as it stands."""
        row = self.wiring.review_requests.get(self.rules.collection.website_id, review_request_id)
        assert row is not None
        return row

    def due_now(self) -> list[DueRow]:
        """Everything a tick could release, whatever the rate."""
        store, now = self.wiring.review_requests, self.wiring.clock.now()
        pages = (
            store.due(shard, day, until=now, limit=100)
            for day in store.due_days(until=now.date())
            for shard in range(DUE_SHARDS)
        )
        return [row for page in pages for row in page.rows]


def install(table_name: str, collection: Collection | None = None, **parts: Any) -> Installation:
    """Open the website on an empty table, and wire everything as `wire` does."""
    _wire(table_name, parts)
    wiring.websites.save_settings(SavedSettings(collection or a_collection(), datetime.now(UTC), "bench"))
    return wire(table_name, **parts)


def wire(table_name: str, **parts: Any) -> Installation:
    """A new instance, which remembers nothing; `parts` stand in the wiring instead of what bootstrap would build.

    The triggers' own wiring becomes this one's: they and the use cases see the same things.
    """
    _wire(table_name, parts)
    rules = Rules(wiring.websites.current_settings(WEBSITE_ID).collection, wiring.holidays)
    return Installation(wiring, SdkCounter(*_clients(table_name)), rules)


def _wire(table_name: str, parts: dict[str, Any]) -> None:
    presets = {"settings": _settings(table_name), "identities": IDENTITIES, "signer": Signer({"k1": b"a bench's key"})}
    vars(wiring).clear()
    vars(wiring).update(presets | parts)


def _settings(table_name: str) -> Settings:
    unused = dict.fromkeys((field.name for field in fields(Settings)), _NOT_USED) | {"clock_offset_file": ""}
    return replace(
        Settings(**unused),
        stage="bench",
        table_name=table_name,
        public_base_url="https://suivi.example",
        email_sender=SENDER,
        configuration_set=CONFIGURATION_SET,
    )


def _clients(table_name: str) -> list[Any]:
    """Every SDK client of the sender: all adapters of the table share one."""
    mailer = wiring.mailer
    ses = [mailer._ses] if isinstance(mailer, SESMailer) else []
    return [table(table_name).connection.client, *ses]


def silence() -> None:
    """Logs and metrics are written as ever, to where nobody reads them, until the process ends."""
    handler: Any = logger.registered_handler
    handler.stream = sys.stdout = Path(os.devnull).open("w")  # noqa: SIM115 - as long as the process lives


def invoke(trigger: Callable[[SQSEvent], Answer], bodies: Iterable[object]) -> list[str]:
    """Hand a trigger a batch as Lambda does, the metrics written at its end; the messages to be delivered again."""
    answer = flush_metrics(_sqs_event(bodies), trigger)
    return [failed["itemIdentifier"] for failed in answer["batchItemFailures"]]


def _sqs_event(bodies: Iterable[object]) -> SQSEvent:
    """What Lambda hands over for a batch of messages of one queue; dataclasses are written as JSON objects."""
    records = [
        {
            "messageId": f"message-{place}",
            "receiptHandle": "handle",
            "body": json.dumps(body, default=asdict),
            "attributes": {},
            "messageAttributes": {},
            "eventSource": "aws:sqs",
            "eventSourceARN": "arn:aws:sqs:eu-west-3:123456789012:queue",
            "awsRegion": "eu-west-3",
        }
        for place, body in enumerate(bodies)
    ]
    return SQSEvent({"Records": records}, Context())  # type: ignore[arg-type]  # a stub calls the context a dict
