"""Exports, their files and the directory of feeds: the fakes and the adapters, one after the other."""

import io
import json
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import boto3
import httpx
import openpyxl
import pytest
from openpyxl.utils.escape import unescape

from chalicelib.adapters.sqs_exports import SQSExportsQueue
from chalicelib.domain.errors import BusyError, VersionConflictError
from chalicelib.domain.export_columns import COLUMNS, values_of
from chalicelib.domain.export_record import Export, ExportFailure, ExportFormat, ExportLanguage, ExportState
from chalicelib.domain.export_text import rows_of
from chalicelib.domain.feeds import FeedKind, FeedRun, FeedSettings
from chalicelib.domain.listing import ReviewRequestFilter
from chalicelib.domain.proof import ReviewType
from chalicelib.domain.status import Status
from chalicelib.usecases.export_ports import ExportFiles, Exports, FeedDirectory
from tests.builders import NOW, OTHER_WEBSITE_ID, WEBSITE_ID, a_collection, a_review_request
from tests.fakes import FakeExportFiles, FakeExports, FakeFeedDirectory
from tests.unit.domain.test_spreadsheet_safety import HOSTILE
from tests.unit.usecases.exporting import an_order

MIB = 1024 * 1024
WANTED = ReviewRequestFilter(
    date(2026, 11, 1), None, frozenset({Status.SENT, Status.ERROR}), frozenset({ReviewType.BRAND})
)
RUN = FeedRun(FeedKind.UNSUBSCRIBED, date(2026, 11, 22), full=True)


@pytest.fixture(params=["fake", "dynamodb"])
def exports(request: pytest.FixtureRequest) -> Exports:
    """No exports."""
    if request.param == "fake":
        return FakeExports()
    from chalicelib.adapters.dynamodb_exports import DynamoDBExports

    return DynamoDBExports(request.getfixturevalue("table_name"))


@pytest.fixture(params=["fake", "dynamodb"])
def feeds(request: pytest.FixtureRequest) -> FeedDirectory:
    """Nobody has feeds."""
    if request.param == "fake":
        return FakeFeedDirectory()
    from chalicelib.adapters.dynamodb_exports import DynamoDBFeedDirectory

    return DynamoDBFeedDirectory(request.getfixturevalue("table_name"))


@dataclass
class Files:
    """Where files go, and how a person gets at them."""

    files: ExportFiles
    bucket: str = ""
    drop: str = ""

    def of(self, export: Export) -> bytes:
        if isinstance(self.files, FakeExportFiles):
            return self.files.files[export.export_id]
        feed = export.order.feed
        if feed is None:
            return httpx.get(self.files.download_url(export, lifetime=timedelta(minutes=5))).content
        key = f"{export.order.website_id}/{feed.path}"
        return boto3.client("s3").get_object(Bucket=self.drop, Key=key)["Body"].read()


@pytest.fixture(params=["fake", "s3"])
def files(request: pytest.FixtureRequest) -> Files:
    """Empty buckets."""
    return Files(FakeExportFiles()) if request.param == "fake" else _s3_files(request)


def an_export(number: int = 1, kind: ExportFormat = ExportFormat.CSV, **overrides: Any) -> Export:
    values = {name: overrides.pop(name) for name in ("wanted", "feed", "website_id", "language") if name in overrides}
    name = f"review-requests-2026-11-23.{kind.value}"
    fields: dict[str, Any] = {"created_at": NOW, "file_name": name} | overrides
    return Export(f"{number:013d}0123456789", an_order(kind, **values), **fields)


def a_run(day: int, *, is_test: bool = False, suffix: str = "") -> Export:
    run = FeedRun(FeedKind.UNSUBSCRIBED, date(2026, 11, day), is_test=is_test)
    return replace(an_export(kind=ExportFormat.TSV, feed=run), export_id=run.run_id + suffix)


# ---- exports ---------------------------------------------------------------------------------------------------------
def test_an_export_is_kept_as_it_is(exports: Exports) -> None:
    full = an_export(
        2,
        wanted=WANTED,
        feed=RUN,
        state=ExportState.FAILED,
        rows=7,
        expected=9,
        parts=("a", "b"),
        last_part_bytes=5,
        after="c",
        is_read=True,
        size=12,
        ended_at=NOW,
        failure=ExportFailure.INTERNAL,
    )
    for one in (an_export(1, file_name=None), full):
        assert exports.add(one) is True
        assert exports.add(replace(one, rows=99)) is False
        assert exports.get(WEBSITE_ID, one.export_id) == one
    assert exports.get(WEBSITE_ID, "nothing") is None
    assert exports.get(OTHER_WEBSITE_ID, full.export_id) is None


def test_only_the_version_that_was_read_is_written_over(exports: Exports) -> None:
    export = an_export()
    exports.add(export)
    versions = [export]
    for _ in range(11):
        versions.append(exports.save(replace(versions[-1], rows=versions[-1].rows + 1)))
    for old in versions[:-1]:
        with pytest.raises(VersionConflictError):
            exports.save(old)
    assert exports.get(WEBSITE_ID, export.export_id) == replace(export, rows=11, version=11)
    with pytest.raises(VersionConflictError):
        exports.save(an_export(9))


def test_the_newest_exports_come_first_and_feeds_are_found_apart(exports: Exports) -> None:
    for number in (3, 1, 4, 2, 5):
        exports.add(an_export(number))
    exports.add(an_export(6, website_id=OTHER_WEBSITE_ID))
    for day in (20, 22, 21):
        exports.add(a_run(day))
    exports.add(a_run(23, is_test=True, suffix="-000000000007"))
    seen, after = [], None
    while True:
        page = exports.recent(WEBSITE_ID, size=2, after=after)
        seen += [int(one.export_id[:13]) for one in page.exports]
        after = page.next_after
        if after is None:
            break
    assert seen == [5, 4, 3, 2, 1]
    assert exports.last_run(WEBSITE_ID, "feed-unsubscribed-") == a_run(22)
    assert exports.last_run(WEBSITE_ID, "test-unsubscribed-") == a_run(23, is_test=True, suffix="-000000000007")
    assert exports.last_run(WEBSITE_ID, "feed-deliverability-") is None
    assert exports.last_run(OTHER_WEBSITE_ID, "feed-unsubscribed-") is None


# ---- files -----------------------------------------------------------------------------------------------------------
def test_parts_become_one_file(files: Files) -> None:
    contents = [b"a" * (5 * MIB), b"b" * (5 * MIB + 1), "é\r\n".encode()]
    places = tuple(files.files.write_part(WEBSITE_ID, "x", content) for content in contents)
    assert len(set(places)) == 3
    assert files.files.read_part(places[2]) == contents[2]
    export = an_export(parts=places)
    for _ in range(2):
        assert files.files.join(export) == 10 * MIB + 1 + 4
    assert files.of(export) == b"".join(contents)


@pytest.mark.parametrize("content", [b"", b"one"])
def test_a_single_part_becomes_the_file_however_small(files: Files, content: bytes) -> None:
    export = an_export(parts=(files.files.write_part(WEBSITE_ID, "x", content),))
    assert files.files.join(export) == len(content)
    assert files.of(export) == content


def test_a_feed_stands_in_the_merchants_own_folder(files: Files) -> None:
    run = replace(a_run(22), parts=(files.files.write_part(WEBSITE_ID, "x", b"line\n"),))
    files.files.join(run)
    assert files.of(run) == b"line\n"


# ---- S3 alone --------------------------------------------------------------------------------------------------------
@pytest.fixture
def s3_files(request: pytest.FixtureRequest) -> Files:
    """The adapter alone."""
    return _s3_files(request)


def _s3_files(request: pytest.FixtureRequest) -> Files:
    from chalicelib.adapters.s3_export_files import S3ExportFiles

    drop, bucket = request.getfixturevalue("proofs_bucket"), f"exports-{uuid4().hex[:12]}"
    where: Any = {"LocationConstraint": "eu-west-3"}
    boto3.client("s3").create_bucket(Bucket=bucket, CreateBucketConfiguration=where)
    return Files(S3ExportFiles(bucket, drop), bucket, drop)


def test_a_browser_saves_the_file_under_its_name(s3_files: Files) -> None:
    export = an_export(parts=(s3_files.files.write_part(WEBSITE_ID, "x", b"a;b"),))
    s3_files.files.join(export)
    answer = httpx.get(s3_files.files.download_url(export, lifetime=timedelta(minutes=5)))
    assert answer.headers["content-disposition"] == 'attachment; filename="review-requests-2026-11-23.csv"'
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"


@pytest.mark.parametrize("language", ExportLanguage)
def test_a_workbook_holds_texts_as_texts_and_dates_as_dates(s3_files: Files, language: ExportLanguage) -> None:
    texts = [*HOSTILE, "https://example.com", "0042"]
    order = an_order(ExportFormat.XLSX, language=language)
    rows = [replace(a_review_request(), experience_reference=text, due_at=None) for text in texts]
    zone = a_collection().zone
    halves = [rows_of(order, [values_of(row, order, zone) for row in half]) for half in (rows[:3], rows[3:])]
    places = tuple(s3_files.files.write_part(WEBSITE_ID, "x", half) for half in halves)
    export = replace(an_export(kind=ExportFormat.XLSX, language=language), parts=places)
    size = s3_files.files.write_workbook(export)
    content = s3_files.of(export)
    assert len(content) == size
    sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    header, *lines = sheet.iter_rows()
    assert [cell.value for cell in header] == [column.heading(language) for column in COLUMNS]
    assert sheet.freeze_panes == "A2"
    assert [unescape(line[0].value) for line in lines] == texts
    assert {line[0].data_type for line in lines} == {"s"}
    assert {line[2].value.isoformat() for line in lines} == {"2026-11-20T10:30:00"}
    assert {line[2].number_format for line in lines} == {"yyyy-mm-dd hh:mm:ss"}


# ---- feeds and queue -------------------------------------------------------------------------------------------------
def test_only_websites_with_a_feed_are_in_the_directory(feeds: FeedDirectory) -> None:
    assert feeds.settings(WEBSITE_ID) == FeedSettings()
    chosen = FeedSettings(deliverability=True, full=True)
    feeds.save(WEBSITE_ID, chosen)
    feeds.save(OTHER_WEBSITE_ID, FeedSettings(unsubscribed=True))
    assert feeds.settings(WEBSITE_ID) == chosen
    assert dict(feeds.all()) == {WEBSITE_ID: chosen, OTHER_WEBSITE_ID: FeedSettings(unsubscribed=True)}
    feeds.save(OTHER_WEBSITE_ID, FeedSettings())
    assert dict(feeds.all()) == {WEBSITE_ID: chosen}


def test_the_queue_takes_a_message(queue_url: str) -> None:
    SQSExportsQueue(queue_url).put(WEBSITE_ID, "an-export")
    (message,) = boto3.client("sqs").receive_message(QueueUrl=queue_url)["Messages"]
    assert json.loads(message["Body"]) == {"website_id": WEBSITE_ID, "export_id": "an-export"}


def test_a_queue_that_does_not_take_it_is_busy(aws_endpoint: str) -> None:
    with pytest.raises(BusyError):
        SQSExportsQueue(f"{aws_endpoint}/000000000000/nowhere").put(WEBSITE_ID, "an-export")
