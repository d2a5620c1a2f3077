"""Statistics: which figures a review request adds to, and what the figures of a period say.

Each request counts in exactly one cell: the day of its first e-mail (`milestones.solicited_at`, in the website's zone)
and what it may be grouped by. The page shows sums over cells; each equals the number of rows its link leads to.
"""

from collections.abc import Iterable, Mapping
from dataclasses import astuple, dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction
from zoneinfo import ZoneInfo

from chalicelib.domain.milestones import AFTER_A_REMINDER, Milestone, reached, reached_after_reminder, solicited_at
from chalicelib.domain.proof import Channel, ReviewType
from chalicelib.domain.review_request import ReviewRequest


@dataclass(frozen=True)
class Cell:
    """Where requests are counted together.

    Attributes:
        day: of the first e-mail, in the website's zone.
        shop_id: None where the merchant named no shop.
        template: of the first e-mail, as in `SentMail`; None before it was written.
    """

    day: date
    review_type: ReviewType
    channel: Channel
    shop_id: str | None
    language: str
    template: str | None


@dataclass(frozen=True)
class Tally:
    """How many requests came at least so far, and how many of them after a reminder; a difference may be negative.

    The first six figures are the milestones in their order, the last three those of `AFTER_A_REMINDER`.
    """

    received: int = 0
    sent: int = 0
    delivered: int = 0
    opened: int = 0
    form_opened: int = 0
    review_submitted: int = 0
    reminded: int = 0
    form_opened_after: int = 0
    review_submitted_after: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(*(one + two for one, two in zip(astuple(self), astuple(other), strict=True)))

    def __pos__(self) -> "Tally":
        return self

    def __neg__(self) -> "Tally":
        return Tally(*(-one for one in astuple(self)))

    def __bool__(self) -> bool:
        return any(astuple(self))

    def at(self, milestone: Milestone) -> int:
        """How many came at least this far."""
        count: int = getattr(self, milestone.value)
        return count


NOBODY = Tally()


def cell_of(row: ReviewRequest, zone: ZoneInfo) -> Cell:
    """Where a request counts; it moves when its first e-mail leaves on another day than planned."""
    day = solicited_at(row.facts, row.planned_at).astimezone(zone).date()
    return Cell(day, row.review_type, row.channel, row.shop_id, row.language, row.template)


def tally_of(row: ReviewRequest) -> Tally:
    """What a request adds to its cell: one for each milestone reached, and for each a reminder had a part in."""
    so_far, after = reached(row.facts), reached_after_reminder(row.facts)
    return Tally(*(int(one in so_far) for one in Milestone), *(int(one in after) for one in AFTER_A_REMINDER))


def difference(before: ReviewRequest | None, after: ReviewRequest | None, zone: ZoneInfo) -> Mapping[Cell, Tally]:
    """What one write to a row changes, cell by cell; a cell of which nothing changes is left out."""
    changes: dict[Cell, Tally] = {}
    for row, signed in ((before, Tally.__neg__), (after, Tally.__pos__)):
        if row is not None:
            cell = cell_of(row, zone)
            changes[cell] = changes.get(cell, NOBODY) + signed(tally_of(row))
    return {cell: tally for cell, tally in changes.items() if tally}


class Dimension(StrEnum):
    """What figures can be grouped by: names of the list's parameters."""

    REVIEW_TYPE = "review_type"
    CHANNEL = "channel"
    SHOP_ID = "shop_id"
    LANGUAGE = "language"
    TEMPLATE = "template"


def values_of(cell: Cell, dimension: Dimension) -> tuple[str, ...]:
    """The groups a cell counts in, as the list's filter finds them.

    Both `brand` and `product` where one e-mail asks for both; none without a shop, or without a template yet.
    """
    if dimension is Dimension.REVIEW_TYPE:
        return tuple(asked.value for asked in cell.review_type.asked)
    value: str | None = getattr(cell, dimension.value)
    return () if value is None else (str(value),)


@dataclass(frozen=True)
class StatisticsFilter:
    """Days from first to last, both included; per dimension the values that match, and "any" where none is named."""

    first_day: date
    last_day: date
    wanted: Mapping[Dimension, frozenset[str]] = field(default_factory=dict)

    @property
    def days(self) -> tuple[date, ...]:
        """Every day of the period."""
        return tuple(self.first_day + timedelta(days) for days in range((self.last_day - self.first_day).days + 1))

    def groups_of(self, cell: Cell, dimension: Dimension) -> Iterable[str]:
        """The groups a matching cell counts in: the wanted ones, since a link to another would leave this filter.

        Whoever looks at product requests sees no group `brand`, though some of them ask for both.
        """
        wanted = self.wanted.get(dimension)
        return [value for value in values_of(cell, dimension) if not wanted or value in wanted]

    def matches(self, cell: Cell) -> bool:
        """Whether a cell's requests stand in the filtered table."""
        return self.first_day <= cell.day <= self.last_day and all(
            wanted.intersection(values_of(cell, dimension)) for dimension, wanted in self.wanted.items() if wanted
        )


@dataclass(frozen=True)
class Report:
    """The figures of a period: altogether, of each of its days, and of each group that occurs."""

    total: Tally
    days: Mapping[date, Tally]
    groups: Mapping[Dimension, Mapping[str, Tally]]


def report(cells: Iterable[tuple[Cell, Tally]], wanted: StatisticsFilter) -> Report:
    """Sum up what matches. A group in which nobody is counted any more is left out."""
    total = NOBODY
    days = dict.fromkeys(wanted.days, total)
    groups: dict[Dimension, dict[str, Tally]] = {dimension: {} for dimension in Dimension}
    for cell, tally in cells:
        if not wanted.matches(cell):
            continue
        total += tally
        days[cell.day] += tally
        for dimension, of_values in groups.items():
            for value in wanted.groups_of(cell, dimension):
                of_values[value] = of_values.get(value, NOBODY) + tally
    return Report(total, days, {dimension: _present(found) for dimension, found in groups.items()})


def _present(groups: Mapping[str, Tally]) -> dict[str, Tally]:
    return {value: tally for value, tally in groups.items() if tally}


def share(part: int, whole: int) -> float | None:
    """A part of a whole to four decimals; None of nothing."""
    return float(round(Fraction(part, whole), 4)) if whole else None
