"""The pages a person reads say what is there: commands exist, words are explained, links lead somewhere."""

import re
from enum import StrEnum
from pathlib import Path

import pytest

from chalicelib.domain.facts import FactKind
from chalicelib.domain.proof import ReviewType, TransmissionMethod
from chalicelib.domain.review_request import SendState
from chalicelib.domain.status import Status

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "infra").rglob("*.md")])
WORDS = (Status, FactKind, ReviewType, TransmissionMethod, SendState)


def read(*parts: str) -> str:
    return ROOT.joinpath(*parts).read_text("utf-8")


def targets() -> set[str]:
    return set(re.findall(r"^([a-z0-9-]+):", read("Makefile"), re.MULTILINE))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_a_command_that_is_named_exists(page: Path) -> None:
    named = set(re.findall(r"(?:^|`)make ([a-z0-9-]+)", page.read_text("utf-8"), re.MULTILINE))
    assert named <= targets()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_a_link_inside_the_project_leads_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", page.read_text("utf-8"))
    inside = [link for link in links if not re.match(r"[a-z]+:", link)]
    assert [link for link in inside if not (page.parent / link).exists()] == []


def test_every_target_a_person_may_ask_for_is_in_the_help() -> None:
    helped = set(re.findall(r"^([a-z0-9-]+):.*## ", read("Makefile"), re.MULTILINE))
    internal = {"processes", "system", "python", "page"}
    assert targets() - internal == helped


def test_the_readme_shows_the_two_commands() -> None:
    assert {"make run", "make test"} <= set(re.findall(r"make \w+", read("README.md")))


@pytest.mark.parametrize("kind", WORDS, ids=lambda kind: kind.__name__)
def test_every_word_of_the_table_is_in_the_glossary(kind: type[StrEnum]) -> None:
    glossary = set(re.findall(r"`([a-z_]+)`", read("docs", "glossary.md")))
    assert {word.value for word in kind} <= glossary


def test_the_readme_names_every_room() -> None:
    rooms = {path.name for path in (ROOT / "chalicelib").iterdir() if path.is_dir() and not path.name.startswith("_")}
    assert {room for room in rooms if f"{room}/" not in read("README.md")} == set()


def test_every_decision_is_numbered_and_has_its_four_parts() -> None:
    decisions = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    numbers = [int(path.name[:4]) for path in decisions]
    assert numbers == sorted(set(numbers)), "two decisions have one number"
    for path in decisions:
        headings = re.findall(r"^## (\w+)", path.read_text("utf-8"), re.MULTILINE)
        assert headings == ["Context", "Decision", "Proof", "Consequence"], path.name


def test_every_version_of_the_changelog_has_a_date_and_entries_that_say_something() -> None:
    changelog = read("CHANGELOG.md")
    versions = re.split(r"^## ", changelog, flags=re.MULTILINE)[1:]
    assert versions
    for version in versions:
        heading, *lines = version.splitlines()
        assert re.fullmatch(r"\[(Unreleased|\d+\.\d+\.\d+\] - \d{4}-\d\d-\d\d)\]?", heading), heading
        entries = [line for line in lines if line.startswith("-")]
        assert entries or "Unreleased" in heading
        assert [entry for entry in entries if len(entry) < 12] == []
