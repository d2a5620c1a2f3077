"""The rows of a website of any size: one pattern from the newest row on, so that every page has its like in each size.

Per hundred rows each status has its share and per thousand every mixture of status and type has its own, evenly mixed:
the first matches of any filter stand as deep below the newest row of a small website as of a large one.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from chalicelib.domain.explanation import Because
from chalicelib.domain.facts import Fact, FactKind, Facts
from chalicelib.domain.identity import Identities, month_of
from chalicelib.domain.proof import ReviewType, TransmissionMethod
from chalicelib.domain.review_request import ReviewRequest, SendState
from chalicelib.domain.sent_mail import SentMail, mail_digest
from chalicelib.domain.status import Status
from tests.builders import IDENTITIES, a_proof

ZONE = ZoneInfo("Europe/Paris")
NEWEST_DAY = date(2026, 11, 20)

SHARES: dict[Status, int] = {
    Status.SENT: 31,
    Status.REMINDER_SENT: 24,
    Status.OPENED: 18,
    Status.SCHEDULED: 10,
    Status.REVIEW_SUBMITTED: 7,
    Status.FORM_OPENED: 6,
    Status.CANCELLED: 2,
    Status.ERROR: 2,
}
"""Of a hundred rows (reliability.md 4.2 tells the usual life)."""

TYPES: tuple[ReviewType, ...] = (
    *(ReviewType.BRAND,) * 5,
    *(ReviewType.PRODUCT,) * 3,
    *(ReviewType.BRAND_AND_PRODUCT,) * 2,
)
Kind = tuple[ReviewType, Status]
_STATUSES = tuple(status for status, share in SHARES.items() for _ in range(share))

_KNOWN: dict[Status, tuple[FactKind, ...]] = {
    Status.SCHEDULED: (),
    Status.SENT: (FactKind.SENT, FactKind.DELIVERED),
    Status.REMINDER_SENT: (FactKind.SENT, FactKind.DELIVERED),
    Status.OPENED: (FactKind.SENT, FactKind.DELIVERED, FactKind.OPENED),
    Status.FORM_OPENED: (FactKind.SENT, FactKind.DELIVERED, FactKind.OPENED, FactKind.FORM_OPENED),
    Status.REVIEW_SUBMITTED: (FactKind.SENT, FactKind.DELIVERED, FactKind.FORM_OPENED, FactKind.REVIEW_SUBMITTED),
    Status.ERROR: (FactKind.SENT, FactKind.BOUNCED),
    Status.CANCELLED: (FactKind.CANCELLED,),
}


@dataclass(frozen=True)
class Website:
    """A website with `days` days of `per_day` requests each."""

    website_id: str
    days: int
    per_day: int
    identities: Identities = IDENTITIES

    @property
    def size(self) -> int:
        """All rows."""
        return self.days * self.per_day

    @property
    def months(self) -> list[str]:
        """Months in UTC that hold rows: a day of the zone begins in the UTC day before."""
        days = (self._day(number) for number in (0, self.size - 1))
        newest, oldest = (datetime.combine(day, time.min, ZONE) for day in days)
        instants = [oldest + timedelta(days=n) for n in range((newest - oldest).days + 1)]
        return sorted({month_of(instant) for instant in (*instants, newest + timedelta(hours=23))})

    def rows(self, start: int = 0, end: int | None = None) -> Iterator[ReviewRequest]:
        """The rows from the `start`th newest on, up to the `end`th."""
        return (self._row(number) for number in range(start, min(end or self.size, self.size)))

    def kind(self, number: int) -> tuple[ReviewType, Status]:
        """Type and status of the row that stands `number` rows below the newest one.

        With fifty rows a day every second place is taken, so that each day holds every kind.
        """
        block, place = divmod(number * max(1, 100 // self.per_day), 100)
        return TYPES[(place + 3 * block) % 10], _STATUSES[place * 37 % 100]

    @cached_property
    def counts_by_month(self) -> Mapping[tuple[date, str], Mapping[Kind, int]]:
        """What the counters know: by day, and by month of the rows' partition."""
        counted: dict[tuple[date, str], Counter[Kind]] = {}
        for number in range(self.size):
            place = self._day(number), month_of(self._experience_at(number))
            counted.setdefault(place, Counter())[self.kind(number)] += 1
        return counted

    @cached_property
    def counts(self) -> Mapping[date, Mapping[Kind, int]]:
        """By day alone."""
        found: dict[date, Counter[Kind]] = {}
        for (day, _), counts in self.counts_by_month.items():
            found.setdefault(day, Counter()).update(counts)
        return found

    def _day(self, number: int) -> date:
        return NEWEST_DAY - timedelta(days=number // self.per_day)

    def _experience_at(self, number: int) -> datetime:
        midnight = datetime.combine(self._day(number), time.min, ZONE)
        of_day = self.per_day - 1 - number % self.per_day
        return midnight + timedelta(seconds=of_day * 86_000 // self.per_day)

    def _row(self, number: int) -> ReviewRequest:
        experience_at = self._experience_at(number)
        review_type, status = self.kind(number)
        proof = a_proof(experience_reference=f"CMD-2026-{number:08}", experience_at=experience_at)
        created_at = experience_at + timedelta(hours=1)
        planned = status in (Status.SCHEDULED, Status.SENT)
        return ReviewRequest(
            website_id=self.website_id,
            review_request_id=self.identities.review_request_id(self.website_id, proof, review_type),
            proof_id=self.identities.proof_id(self.website_id, proof),
            experience_reference=proof.experience_reference,
            experience_at=experience_at,
            customer_email=f"camille.durand{number:08}@example.com",
            language="fr",
            review_type=review_type,
            transmission_method=TransmissionMethod.SFTP,
            planned_at=created_at,
            due_at=created_at + timedelta(days=7) if planned else None,
            facts=_facts(status, created_at),
            country="FR",
            explanation=(Because("account", ("P0DT0H",)),),
            mails=(SentMail(0, 0, 1, "standard", mail_digest(proof.experience_reference)),),
            send_state=SendState.PLANNED if planned else SendState.SENT,
        )


def _facts(status: Status, created_at: datetime) -> Facts:
    known = [Fact(created_at + timedelta(minutes=n), kind) for n, kind in enumerate(_KNOWN[status], start=1)]
    if status is Status.REMINDER_SENT:
        known.append(Fact(created_at + timedelta(days=7), FactKind.SENT, 1))
    return Facts.of(Fact(created_at, FactKind.CREATED), *known)
