"""Nightly feeds: once a night on each website's clock, made up for after an outage, and their contents."""

from datetime import UTC, date, datetime, timedelta

import pytest

from chalicelib.domain.errors import BusyError
from chalicelib.domain.export_record import Export, ExportState
from chalicelib.domain.facts import Fact, FactKind
from chalicelib.domain.feeds import FeedKind, FeedRun, FeedSettings
from chalicelib.domain.opt_out import OptOut, OptOutOrigin, OptOutScope, OptOutWish
from chalicelib.usecases.run_export import run_export
from chalicelib.usecases.write_feeds import last_runs, write_feeds, write_test_feed
from tests.builders import NOW, OTHER_WEBSITE_ID, WEBSITE_ID
from tests.unit.usecases.exporting import Exporting

NIGHT = datetime(2026, 11, 24, 2, 30, tzinfo=UTC)
DAY = date(2026, 11, 23)
BOTH = FeedSettings(deliverability=True, unsubscribed=True)


def paths(scene: Exporting) -> list[str]:
    runs = (export.order.feed for export in scene.exports.kept.values())
    return sorted(run.path for run in runs if run)


def run_all(scene: Exporting) -> None:
    messages, scene.queue.messages = scene.queue.messages, []
    for website_id, export_id, _ in messages:
        run_export(scene.desk, website_id, export_id, now=NIGHT, has_time=lambda _: True)


def file_of(scene: Exporting, kind: FeedKind) -> list[list[str]]:
    text = scene.files.files[FeedRun(kind, DAY).run_id].decode()
    return [line.split("\t") for line in text.splitlines()]


def test_each_night_once_at_three_on_the_websites_clock() -> None:
    scene = Exporting(0)
    scene.feeds.save(WEBSITE_ID, BOTH)
    assert write_feeds(scene.desk, now=NIGHT - timedelta(hours=1)) == 2
    assert paths(scene) == ["feeds/deliverability-2026-11-22.tsv", "feeds/unsubscribed-2026-11-22.tsv"]
    run_all(scene)
    assert write_feeds(scene.desk, now=NIGHT) == 2
    run_all(scene)
    for hours in (0, 1, 20):
        assert write_feeds(scene.desk, now=NIGHT + timedelta(hours=hours)) == 0
    assert scene.queue.messages == []


def test_a_website_that_wants_none_gets_none() -> None:
    scene = Exporting(0)
    scene.feeds.save(WEBSITE_ID, FeedSettings(full=True))
    scene.feeds.save(OTHER_WEBSITE_ID, BOTH)  # a website that does not exist any more holds up nobody
    assert write_feeds(scene.desk, now=NIGHT) == 0


def test_after_an_outage_every_missed_day_is_written() -> None:
    scene = Exporting(0)
    scene.feeds.save(WEBSITE_ID, FeedSettings(unsubscribed=True))
    write_feeds(scene.desk, now=NIGHT)
    run_all(scene)
    assert write_feeds(scene.desk, now=NIGHT + timedelta(days=3)) == 3
    assert paths(scene) == [f"feeds/unsubscribed-2026-11-{day}.tsv" for day in (23, 24, 25, 26)]


def test_a_feed_whose_message_was_never_sent_is_started_by_the_next_tick() -> None:
    scene = Exporting(0)
    scene.feeds.save(WEBSITE_ID, FeedSettings(deliverability=True))
    scene.queue.refusal = BusyError("later")
    with pytest.raises(BusyError):
        write_feeds(scene.desk, now=NIGHT)
    scene.queue.refusal = None
    write_feeds(scene.desk, now=NIGHT + timedelta(hours=1))
    run_all(scene)
    (run,) = scene.exports.kept.values()
    assert run.state is ExportState.DONE


def test_deliverability_tells_what_became_of_the_days_e_mails() -> None:
    scene = Exporting(3)
    scene.feeds.save(WEBSITE_ID, FeedSettings(deliverability=True))
    first, second, _ = (row for _, row in sorted(scene.store.rows.items()))
    for row, fact in (
        (first, Fact(NOW, FactKind.SENT)),
        (first, Fact(NOW + timedelta(minutes=1), FactKind.DELIVERED)),
        (second, Fact(NOW - timedelta(days=1), FactKind.SENT)),
        (second, Fact(NOW, FactKind.BOUNCED, 0, "hard_bounce")),
    ):
        scene.learn(row, fact)
    write_feeds(scene.desk, now=NIGHT)
    run_all(scene)
    header, *lines = file_of(scene, FeedKind.DELIVERABILITY)
    told = [dict(zip(header, line, strict=True)) for line in lines]
    assert [(one["event"], one["review_request_id"], one["reason"], one["status"]) for one in told] == [
        ("bounced", second.review_request_id, "hard_bounce", "error"),
        ("sent", first.review_request_id, "", "sent"),
        ("delivered", first.review_request_id, "", "sent"),
    ]
    assert told[0]["customer_email"] == second.customer_email


@pytest.mark.parametrize(("full", "expected"), [(False, ["today"]), (True, ["earlier", "today"])])
def test_unsubscribed_tells_the_days_opt_outs_or_all(full: bool, expected: list[str]) -> None:
    scene = Exporting(1)
    scene.feeds.save(WEBSITE_ID, FeedSettings(unsubscribed=True, full=full))
    (row,) = scene.store.rows.values()
    for email_hash, at in (("today", NOW), ("earlier", NOW - timedelta(days=40)), ("later", NIGHT)):
        wish = OptOutWish(OptOutScope.MERCHANT, OptOutOrigin.PAGE, at)
        scene.contacts.add_opt_out(OptOut(WEBSITE_ID, email_hash, wish, row.review_request_id))
    write_feeds(scene.desk, now=NIGHT)
    run_all(scene)
    header, *lines = file_of(scene, FeedKind.UNSUBSCRIBED)
    assert sorted(line[header.index("email_hash")] for line in lines) == expected
    assert {line[header.index("customer_email")] for line in lines} == {row.customer_email}


def test_one_to_try_it_out_leaves_the_nights_file_alone() -> None:
    scene = Exporting(1)
    scene.feeds.save(WEBSITE_ID, FeedSettings(deliverability=True))
    test = write_test_feed(scene.desk, WEBSITE_ID, FeedKind.DELIVERABILITY, by="person", now=NOW)
    assert test.order.feed == FeedRun(FeedKind.DELIVERABILITY, NOW.date(), is_test=True)
    run_all(scene)
    assert write_feeds(scene.desk, now=NIGHT) == 1
    runs = last_runs(scene.desk, WEBSITE_ID)[FeedKind.DELIVERABILITY]
    assert _path(runs.test) == "feeds/deliverability-2026-11-23-test.tsv"
    assert _path(runs.nightly) == "feeds/deliverability-2026-11-23.tsv"
    assert scene.exports.recent(WEBSITE_ID, size=10).exports == ()


def _path(run: Export | None) -> str | None:
    return run.order.feed.path if run and run.order.feed else None
