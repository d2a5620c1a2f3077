"""What is counted from the table's stream."""

from collections.abc import Callable
from typing import Any

from chalicelib.bootstrap import wiring
from chalicelib.observability import logger, metrics
from chalicelib.triggers.batches import Answer
from chalicelib.triggers.books import recheck_books
from chalicelib.triggers.table_stream import StreamBatch
from chalicelib.usecases.check_counts import WebsiteCheck, check_counts, recount_website
from chalicelib.usecases.count_books import count_books
from chalicelib.usecases.count_changes import count_changes
from chalicelib.usecases.count_statistics import count_statistics

TIME_FOR_ONE_PARTITION_MS = 300_000
"""A partition of a million rows is read, waited for and read again."""


def on_table_changes(event: Any) -> Answer:
    """Count what changed; what could not be counted is told again, from the oldest failure on."""
    batch = StreamBatch(event)
    failed = {
        **count_changes(wiring.counting, batch.changes),
        **count_statistics(wiring.statistics_store, wiring.counting, batch.changes),
        **count_books(wiring.books, batch.transmissions),
    }
    for number, error in failed.items():
        logger.error("Counting failed", sequence_number=number, exc_info=error)
    metrics.add_metric("CountingFailed", "Count", len(failed))
    if not failed and batch.is_whole:
        for checkpoint in batch.checkpoints:
            wiring.checkpoints.note(checkpoint)
    return batch.answer(failed)


def on_check_counters(context: Any) -> dict[str, int]:
    """Check what is due to be checked, and tell what was wrong."""
    checks = check_counts(wiring.recounting, now=wiring.clock.now(), has_time=_has_time(context))
    for check in checks:
        _tell(check)
    return {"websites": len(checks), "drifted": sum(check.drifted for check in checks)}


def on_recount_website(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """An operator wants one website counted anew, and its books checked.

    Raises WebsiteNotFoundError, KeyError without `website_id`.
    """
    website_id = str(event["website_id"])
    now = wiring.clock.now()
    check = recount_website(wiring.recounting, website_id, now=now, has_time=_has_time(context))
    _tell(check)
    return {
        "website_id": website_id,
        "exact": check.exact,
        "corrected": len(check.corrected),
        "refigured": len(check.refigured),
        "unsettled": check.unsettled,
        "finished": check.is_finished,
        "books": recheck_books(website_id, context),
    }


def _has_time(context: Any) -> Callable[[], bool]:
    return lambda: context.get_remaining_time_in_millis() > TIME_FOR_ONE_PARTITION_MS


def _tell(check: WebsiteCheck) -> None:
    """One line for each day set right, and what the alarms look at."""
    days = [("counts", place.day, place.source) for place in check.corrected]
    days += [("statistics", place.cell.day, place.source) for place in check.refigured]
    for what, day, source in days:
        logger.warning(
            "Counter corrected",
            website_id=check.website_id,
            what=what,
            day=day.isoformat(),
            month=source.month,
            shard=source.shard,
            drift=check.was_complete,
        )
    metrics.add_metric("CounterDrift", "Count", check.drifted)
    metrics.add_metric("CounterUnsettled", "Count", check.unsettled)
    metrics.add_metric("CounterCheckUnheard", "Count", int(not check.is_heard))
    logger.info(
        "Counts checked",
        website_id=check.website_id,
        exact=check.exact,
        corrected=len(check.corrected),
        refigured=len(check.refigured),
        unsettled=check.unsettled,
        finished=check.is_finished,
    )
