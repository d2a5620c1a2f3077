"""What the launcher decides about the SES twin: where it keeps state, whom it trusts, how fast it sends."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

Publish = Callable[[str, str], Awaitable[None]]
"""Hands one event (topic ARN, JSON text) to SNS; raises when SNS did not take it."""


@dataclass(frozen=True)
class TwinConfig:
    """One SES account in one region.

    Attributes:
        database: SQLite file; created when absent, kept between runs.
        publish: where events go. A failure is retried, so it may see an event twice, as SES promises no better.
        verified_identities: domains or addresses that may send; a domain covers its sub-domains.
        max_send_rate: recipients a second.
        max_24_hour_send: recipients in a rolling 24 hours; -1 means unlimited, as in GetAccount.
        sending_account_id: twelve digits, found in every event.
        region: for example eu-west-1, found in ARNs.
        soonest_by_a_person: how long after the acceptance a person's opening or click happens at the earliest.
            Nobody is faster in real life, where a mail must travel and be noticed; with an inbox on one's own screen a
            visitor can be, and would be taken for a machine by whoever follows openings.
        now: aware UTC clock. It may run ahead of the real one but must move: events wait for their instant on it.
    """

    database: Path
    publish: Publish
    verified_identities: tuple[str, ...]
    max_send_rate: float
    max_24_hour_send: float
    sending_account_id: str
    region: str
    now: Callable[[], datetime]
    soonest_by_a_person: timedelta = timedelta(seconds=5)
