"""Who opened the e-mail: a labelled corpus of people's programs and of machines, and each signal by itself."""

import csv
from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.intake.machine_opens import SOONEST_BY_A_PERSON, Visit, is_machine

CORPUS = Path(__file__).resolve().parents[2] / "data" / "opens_corpus.csv"
CHROME = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/122.0.0.0 Safari/537.36"
)
GMAIL = "Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy)"
LATER = timedelta(hours=1)


def cases() -> list[dict[str, str]]:
    with CORPUS.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def visit_of(case: dict[str, str]) -> Visit:
    after = timedelta(seconds=float(case["seconds_after_sending"]))
    return Visit(case["user_agent"], case["ip"], after, case["is_bot_event"] or None)


def verdict_on(case: dict[str, str]) -> str:
    return "machine" if is_machine(visit_of(case)) else "person"


def test_the_corpus_is_large_labelled_and_without_repetition() -> None:
    found = cases()
    labels = Counter(case["expected"] for case in found)
    assert len(found) >= 200
    assert labels.keys() == {"person", "machine"}
    assert min(labels.values()) >= 100
    assert len({tuple(case.values()) for case in found}) == len(found)
    assert all(case["source"] and case["event"] in ("Open", "Click") for case in found)


def test_who_is_called_a_person_is_one() -> None:
    """The whole table of confusion: whoever changes a rule sees here what it costs."""
    confusion = Counter((case["expected"], verdict_on(case)) for case in cases())
    assert confusion == {
        ("person", "person"): 127,
        ("person", "machine"): 4,
        ("machine", "machine"): 174,
        ("machine", "person"): 5,
    }
    called_person = confusion["person", "person"] + confusion["machine", "person"]
    assert confusion["person", "person"] / called_person >= 0.95


def test_only_cases_known_to_be_hard_are_called_otherwise_than_they_are() -> None:
    wrong = [case["source"] for case in cases() if verdict_on(case) != case["expected"]]
    assert [source for source in wrong if not source.startswith("hard:")] == [
        "crawler-user-agents (MIT): listed as a robot; drawn at random"
    ]


def test_a_person_with_a_usual_program() -> None:
    assert not is_machine(Visit(CHROME, "203.0.113.7", LATER))


@pytest.mark.parametrize(
    ("seconds", "machine"), [(-3600, True), (0, True), (4.999, True), (SOONEST_BY_A_PERSON.total_seconds(), False)]
)
@pytest.mark.parametrize("name", [CHROME, GMAIL])
def test_nobody_is_faster_than_a_person(name: str, seconds: float, machine: bool) -> None:
    assert is_machine(Visit(name, after=timedelta(seconds=seconds))) is machine


def test_without_an_instant_the_time_says_nothing() -> None:
    assert not is_machine(Visit(CHROME))


@pytest.mark.parametrize("address", ["67.231.152.5", "40.94.25.101", " 209.222.82.60 "])
def test_nobody_reads_mail_in_a_filters_network(address: str) -> None:
    assert is_machine(Visit(CHROME, address, LATER))
    assert not is_machine(Visit(GMAIL, address, LATER)), "a proxy that people use loads from networks of its own"


@pytest.mark.parametrize("address", ["", "localhost", "999.1.1.1", "2001:db8::1", "::ffff:203.0.113.7"])
def test_an_address_that_says_nothing(address: str) -> None:
    assert not is_machine(Visit(CHROME, address, LATER))


@pytest.mark.parametrize(
    ("visit", "machine"),
    [
        (Visit(CHROME, after=LATER, verdict="Likely"), True),
        (Visit(GMAIL, after=LATER, verdict="Likely"), True),
        (Visit(CHROME, after=LATER, verdict="Unlikely"), False),
        (Visit("curl/8.5.0", after=LATER, verdict="Unlikely"), True),
        (Visit(CHROME, after=timedelta(seconds=1), verdict="Unlikely"), True),
        (Visit("Mozilla/5.0", after=LATER, verdict="Unlikely"), True),
        (Visit(CHROME, after=LATER, verdict="Perhaps"), False),
    ],
)
def test_the_verdict_of_ses_convicts_and_never_acquits(visit: Visit, machine: bool) -> None:
    assert is_machine(visit) is machine


def test_who_bears_no_name_we_know_is_no_evidence_of_a_person() -> None:
    assert is_machine(Visit("Contraption/3.1", "203.0.113.7", LATER))


@given(st.text(max_size=3000), st.text(max_size=50), st.none() | st.timedeltas(), st.none() | st.text(max_size=9))
def test_any_text_gets_an_answer(name: str, address: str, after: timedelta | None, verdict: str | None) -> None:
    assert is_machine(Visit(name, address, after, verdict)) in (True, False)


@pytest.mark.parametrize(
    "text", ["bot" * 20_000, "a-" * 50_000 + "x", "Mozilla/5.0 (" + "compatible;" * 20_000, "@a." * 40_000]
)
def test_a_hostile_name_is_answered_too(text: str) -> None:
    """Quadratic patterns would hang here until the suite's own time is up."""
    assert is_machine(Visit(text, "203.0.113.7", LATER)) in (True, False)
