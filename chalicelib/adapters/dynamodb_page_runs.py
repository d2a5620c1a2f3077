"""Which days of a month have to be read for a page: those that hold a matching row by the counters (decision 19)."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from chalicelib.adapters.dynamodb_page_question import Question, Span
from chalicelib.domain.proof import ReviewType
from chalicelib.domain.status import Status

Cells = Mapping[tuple[ReviewType, Status], int]
CountDays = Callable[[date, date], Mapping[date, Cells] | None]
"""The rows counted by experience day, from one day to another; None when the counts cannot be trusted."""


@dataclass(frozen=True)
class Run:
    """Days in a row that hold matching rows.

    `share` is which part of their rows matches in status and type; None when that is not known.
    """

    span: Span
    share: float | None = None


def runs(question: Question, span: Span, count_days: CountDays | None) -> Iterator[Run]:
    """The parts of a month's span that have to be read, in the page's direction; all of it without counts.

    Every row has a status and a type, so only a filter on these can leave days out.
    """
    wanted = question.filter
    counts = None
    if count_days is not None and (wanted.possible_statuses or wanted.review_types):
        counts = count_days(*span.days(question.zone))
    if counts is None:
        yield Run(span)
        return
    matching = {day: _matching(question, cells) for day, cells in counts.items()}
    for days in _in_a_row(sorted((day for day in counts if matching[day] > 0), reverse=question.is_newest_first)):
        share = sum(matching[day] for day in days) / sum(sum(counts[day].values()) for day in days)
        yield Run(Span.of_days(min(days), max(days), question.zone).within(span), share)


def _matching(question: Question, cells: Cells) -> int:
    """How many of a day's rows match in status and type."""
    types, statuses = question.filter.matching_types, question.filter.possible_statuses
    return sum(
        count
        for (review_type, status), count in cells.items()
        if (not types or review_type in types) and (statuses is None or status in statuses)
    )


def _in_a_row(days: list[date]) -> Iterator[list[date]]:
    """Lists of days that follow each other, in the order given."""
    run: list[date] = []
    for day in days:
        if run and abs(day - run[-1]) > timedelta(days=1):
            yield run
            run = []
        run.append(day)
    if run:
        yield run
