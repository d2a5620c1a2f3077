"""The answers about exports and feeds are what docs/openapi.json says."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from chalicelib.api.export_representations import export_json, feeds_json
from chalicelib.domain.export_record import KEPT_FOR, Export, ExportFailure, ExportFormat, ExportState
from chalicelib.domain.feeds import FeedKind, FeedRun, FeedSettings
from chalicelib.domain.listing import ReviewRequestFilter
from chalicelib.domain.status import Status
from chalicelib.usecases.write_feeds import LastRun
from tests.builders import NOW
from tests.contract.template_resources import Resource
from tests.contract.test_openapi import assert_fits
from tests.unit.usecases.exporting import an_order


def an_export(**wanted: Any) -> Export:
    return Export("0" * 23, an_order(**wanted), created_at=NOW)


@pytest.mark.parametrize("state", ExportState)
def test_an_export_is_what_the_document_says(state: ExportState) -> None:
    assert_fits(export_json(replace(an_export(), state=state), now=NOW), "Export")
    wanted = ReviewRequestFilter(date(2026, 11, 1), None, frozenset({Status.SENT}))
    full = replace(an_export(wanted=wanted), state=state, failure=ExportFailure.INTERNAL, expected=1, ended_at=NOW)
    assert_fits(export_json(replace(full, size=1, file_name="a.csv"), now=NOW), "Export")


def test_feeds_are_what_the_document_says() -> None:
    run = FeedRun(FeedKind.UNSUBSCRIBED, date(2026, 11, 1))
    written = replace(an_export(kind=ExportFormat.TSV, feed=run), state=ExportState.DONE, ended_at=NOW)
    runs = {FeedKind.DELIVERABILITY: LastRun(None, None), FeedKind.UNSUBSCRIBED: LastRun(written, written)}
    assert_fits(feeds_json(FeedSettings(full=True), runs), "Feeds")


def test_the_bucket_keeps_files_as_long_as_we_say(resources: dict[str, Resource]) -> None:
    bucket = resources["ExportsBucket"]["Properties"]
    (rule,) = bucket["LifecycleConfiguration"]["Rules"]
    assert (rule["Status"], rule["ExpirationInDays"]) == ("Enabled", KEPT_FOR.days)
    assert "AbortIncompleteMultipartUpload" in rule
    assert set(bucket["PublicAccessBlockConfiguration"].values()) == {True}
    assert "BucketEncryption" in bucket
