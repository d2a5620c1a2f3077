"""What is generated from the domain is complete in both languages and written as the page reads it."""

import json
from dataclasses import astuple
from pathlib import Path

import pytest

from chalicelib.domain import reasons
from infra import generate

CODES = {value for name, value in vars(reasons).items() if name.isupper() and isinstance(value, str)}


def test_every_reason_code_has_its_sentences() -> None:
    assert set(reasons.REASONS) == CODES


@pytest.mark.parametrize("code", sorted(reasons.REASONS))
def test_a_reason_says_what_happened_and_what_to_do_in_both_languages(code: str) -> None:
    reason = reasons.REASONS[code]
    assert all(sentence.endswith(".") and sentence.strip() == sentence for sentence in astuple(reason))
    assert reason.sentence_fr != reason.sentence_en
    assert reason.next_action_fr != reason.next_action_en


def test_the_page_finds_each_reason_in_each_language() -> None:
    written = json.loads(generate.reasons_json())
    assert written[reasons.HARD_BOUNCE]["en"] == {
        "sentence": reasons.REASONS[reasons.HARD_BOUNCE].sentence_en,
        "next_action": reasons.REASONS[reasons.HARD_BOUNCE].next_action_en,
    }
    assert written[reasons.HARD_BOUNCE]["fr"]["sentence"] == reasons.REASONS[reasons.HARD_BOUNCE].sentence_fr
    assert set(written) == set(reasons.REASONS)


def test_the_page_knows_the_columns_and_limits_of_the_intake() -> None:
    assert generate.COLUMNS_FILE.read_text("utf-8") == generate.columns_json(), "run `make openapi`"


def test_a_generated_file_is_left_alone_when_nothing_changes(tmp_path: Path) -> None:
    path = tmp_path / "new" / "file.json"
    generate.write(path, "{}\n")
    before = path.stat()
    generate.write(path, "{}\n")
    assert (path.stat().st_ino, path.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    generate.write(path, "[]\n")
    assert path.read_text() == "[]\n"
    assert [found.name for found in path.parent.iterdir()] == ["file.json"]


def test_an_unknown_name_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert generate.main(["reason"]) == 2
    assert "Known: reasons columns openapi" in capsys.readouterr().err
