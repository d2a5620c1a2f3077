"""The hourly check of the books."""

from collections.abc import Callable, Sequence
from typing import Any

from chalicelib.bootstrap import wiring
from chalicelib.domain.books import DayCheck
from chalicelib.observability import logger, metrics
from chalicelib.usecases.check_books import check_books, check_days, days_before

TIME_FOR_ONE_STEP_MS = 150_000
"""A chunk of lines with their requests, or a checkpoint in each of the few partitions of a day."""


def on_check_books(context: Any) -> dict[str, int]:
    """Check the books of websites whose midnight has passed, and tell what does not close."""
    checks = check_books(wiring.books_checking, now=wiring.clock.now(), has_time=_has_time(context))
    tell(checks)
    return {"days": len(checks), "open": sum(not check.closes for check in checks)}


def recheck_books(website_id: str, context: Any) -> dict[str, Any]:
    """The last seven days of one website, for an operator. Raises WebsiteNotFoundError."""
    now = wiring.clock.now()
    days = days_before(now.astimezone(wiring.websites.collection(website_id).zone).date())
    checks = check_days(wiring.books_checking, website_id, days, now=now, has_time=_has_time(context))
    tell(checks)
    return {
        "open_days": [check.day.isoformat() for check in checks if check.checked_at and not check.closes],
        "corrected": sum(check.drifted for check in checks),
        "finished": len(checks) == len(days) and checks[-1].checked_at is not None,
    }


def _has_time(context: Any) -> Callable[[], bool]:
    return lambda: context.get_remaining_time_in_millis() > TIME_FOR_ONE_STEP_MS


def tell(checks: Sequence[DayCheck]) -> None:
    """One line a day and one for each door that will not close by itself, and what the alarms look at."""
    for check in checks:
        for method, door in check.doors.items():
            if door.is_stuck:
                logger.warning(
                    "Books open",
                    website_id=check.website_id,
                    day=check.day.isoformat(),
                    transmission_method=method.value,
                    broken=door.broken,
                    overdue=door.overdue,
                    missing_requests=door.found.missing,
                    transmission_ids=list(door.named),
                )
        logger.info(
            "Books checked",
            website_id=check.website_id,
            day=check.day.isoformat(),
            closes=check.closes,
            drifted=check.drifted,
            unsettled=check.unsettled,
            finished=check.checked_at is not None,
        )
    doors = [door for check in checks if check.checked_at for door in check.doors.values()]
    metrics.add_metric("BooksOpen", "Count", sum(door.is_stuck for door in doors))
    metrics.add_metric("BooksDrift", "Count", sum(check.drifted for check in checks))
