"""Exported rows as bytes: read again by the tools that read them, every value unharmed or visibly guarded."""

import csv
import io
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from chalicelib.domain.export_columns import COLUMNS, JSON_COLUMNS, values_of
from chalicelib.domain.export_record import ExportFormat, ExportLanguage, ExportOrder
from chalicelib.domain.export_text import cells_of, head_of, rows_of
from chalicelib.domain.export_words import CHANNELS, METHODS, NEXT_STEPS, REVIEW_TYPES, STATUSES
from chalicelib.domain.facts import Fact, FactKind, Facts
from chalicelib.domain.feeds import FeedKind, FeedRun
from chalicelib.domain.listing import ReviewRequestFilter
from chalicelib.domain.proof import Channel, ReviewType, TransmissionMethod
from chalicelib.domain.review_request import ReviewRequest, SendState
from chalicelib.domain.status import Status
from tests.builders import NOW, WEBSITE_ID, a_collection, a_review_request
from tests.unit.domain.test_spreadsheet_safety import HOSTILE

ZONE = a_collection().zone


def an_order(kind: ExportFormat, *, french: bool = True, masked: bool = False, **overrides: Any) -> ExportOrder:
    language = ExportLanguage.FR if french else ExportLanguage.EN
    return ExportOrder(WEBSITE_ID, kind, language, ReviewRequestFilter(), masked, "person", **overrides)


def read_csv(content: bytes, delimiter: str) -> list[list[str]]:
    text = content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))


def written(order: ExportOrder, *rows: ReviewRequest) -> bytes:
    return head_of(order) + rows_of(order, [values_of(row, order, ZONE) for row in rows])


@pytest.mark.parametrize(("french", "delimiter", "heading"), [(True, ";", "Statut"), (False, ",", "Status")])
def test_csv_is_what_excel_of_that_language_opens(french: bool, delimiter: str, heading: str) -> None:
    order = an_order(ExportFormat.CSV, french=french)
    content = written(order, a_review_request())
    assert content.startswith(b'\xef\xbb\xbf"')
    assert content.endswith(b'"\r\n')
    header, row = read_csv(content, delimiter)
    assert len(header) == len(row) == len(COLUMNS)
    assert row[header.index(heading)] == ("Email programmé" if french else "Scheduled email")


def test_times_stand_on_the_websites_clock() -> None:
    sent_at = datetime(2026, 7, 1, 22, 30, 15, 999, tzinfo=UTC)
    row = a_review_request(facts=Facts.of(Fact(NOW, FactKind.CREATED), Fact(sent_at, FactKind.SENT)))
    header, cells = read_csv(written(an_order(ExportFormat.CSV, french=False), row), ",")
    assert cells[header.index("First e-mail sent")] == "2026-07-02 00:30:15"
    line = json.loads(written(an_order(ExportFormat.JSONL), row))
    assert line["first_sent_at"] == "2026-07-02T00:30:15+02:00"


def test_programs_read_codes_and_nulls() -> None:
    line = json.loads(written(an_order(ExportFormat.JSONL), a_review_request()))
    assert list(line) == [column.name for column in JSON_COLUMNS]
    assert (line["status"], line["review_type"], line["next_step"]) == ("scheduled", "brand", "first_email")
    assert (line["shop_id"], line["reason"], line["opened_at"]) == (None, None, None)


def test_a_reason_is_a_sentence_of_the_language() -> None:
    facts = Facts.of(Fact(NOW, FactKind.CREATED), Fact(NOW, FactKind.BOUNCED, 0, "hard_bounce"))
    row = a_review_request(facts=facts, send_state=SendState.SENT, due_at=None)
    for french, sentence in ((True, "L'adresse n'existe pas"), (False, "The address does not exist")):
        line = json.loads(written(an_order(ExportFormat.JSONL, french=french), row))
        assert (line["reason_code"], line["next_step"], line["next_step_at"]) == ("hard_bounce", None, None)
        assert line["reason"].startswith(sentence)


@pytest.mark.parametrize("kind", [ExportFormat.CSV, ExportFormat.JSONL, ExportFormat.XLSX])
def test_a_masked_file_holds_no_address(kind: ExportFormat) -> None:
    row = a_review_request()
    assert row.customer_email.encode() in written(an_order(kind), row)
    masked = written(an_order(kind, masked=True), row)
    assert row.customer_email.encode() not in masked
    assert "c•••@example.com".encode() in masked


@pytest.mark.parametrize("text", [*HOSTILE, 'say "hi"; or, not', "two\r\nlines"])
def test_hostile_values_come_back_unharmed_or_visibly_guarded(text: str) -> None:
    row = replace(a_review_request(), experience_reference=text)
    _, cells = read_csv(written(an_order(ExportFormat.CSV), row), ";")
    assert cells[0] == (f"'{text}" if text in HOSTILE else text)
    assert json.loads(written(an_order(ExportFormat.JSONL), row))["experience_reference"] == text


def test_the_waiting_rows_of_a_workbook_are_read_as_they_were() -> None:
    order, row = an_order(ExportFormat.XLSX), replace(a_review_request(), shop_id="two\r\nlines\u2028x")
    values = values_of(row, order, ZONE)
    (line,) = rows_of(order, [values]).splitlines()
    assert cells_of(line) == list(values)


def test_a_feed_is_tab_delimited_without_a_byte_order_mark() -> None:
    run = FeedRun(FeedKind.UNSUBSCRIBED, NOW.date())
    order = an_order(ExportFormat.TSV, feed=run)
    content = head_of(order) + rows_of(order, [("a", "tab\there", "=1", "two\nlines", "", "f", "g")])
    header, line, end = content.decode().split("\n")
    assert header.split("\t")[0] == "opted_out_at"
    assert line.split("\t") == ["a", "tab here", "'=1", "two lines", "", "f", "g"]
    assert end == ""


def test_every_word_has_both_languages() -> None:
    tables: list[tuple[Any, Any]] = [
        (STATUSES, Status),
        (REVIEW_TYPES, ReviewType),
        (METHODS, TransmissionMethod),
        (CHANNELS, Channel),
    ]
    for words, kind in tables:
        assert set(words) == {one.value for one in kind}
    assert all(word.fr and word.en for words, _ in [*tables, (NEXT_STEPS, None)] for word in words.values())


def test_the_next_reminder_is_named_by_its_number() -> None:
    row = replace(a_review_request(), reminder=2, due_at=NOW + timedelta(days=1))
    header, cells = read_csv(written(an_order(ExportFormat.CSV), row), ";")
    assert cells[header.index("Prochaine étape")] == "Relance n° 2"
