"""Every code that code can produce has its sentences, and whoever stands in error or is cancelled has a code."""

import ast
from datetime import UTC, datetime, timedelta
from itertools import combinations
from pathlib import Path

import pytest

from chalicelib.domain import reasons
from chalicelib.domain.facts import Fact, FactKind, Facts
from chalicelib.domain.opt_out import OptOutOrigin, OptOutScope, OptOutWish
from chalicelib.domain.reasons import REASONS
from chalicelib.domain.status import Status, current_status

CODE = Path(__file__).resolve().parents[3] / "chalicelib"
T0 = datetime(2026, 3, 4, 9, 0, tzinfo=UTC)


def codes_named_in(module: Path) -> set[str]:
    """The names `reasons.<NAME>` that a module reads."""
    nodes = ast.walk(ast.parse(module.read_text("utf-8")))
    return {
        node.attr
        for node in nodes
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id == "reasons"
        and node.attr.isupper()
        and node.attr != "REASONS"
    }


def test_every_code_that_code_names_has_its_entry() -> None:
    named = set().union(*(codes_named_in(module) for module in CODE.rglob("*.py")))
    assert len(named) >= 10, "the search finds what it looks for"
    assert {getattr(reasons, name) for name in named} <= REASONS.keys()


def test_every_code_has_its_name_and_is_named_by_code() -> None:
    codes = {value for name, value in vars(reasons).items() if name.isupper() and isinstance(value, str)}
    assert codes == REASONS.keys()
    named = set().union(*(codes_named_in(module) for module in CODE.rglob("*.py")))
    assert {getattr(reasons, name) for name in named} == codes, "a code nobody gives would be a promise nobody keeps"


@pytest.mark.parametrize("code", REASONS)
def test_a_reason_says_in_both_languages_what_it_is_and_what_can_be_done(code: str) -> None:
    reason = REASONS[code]
    sentences = (reason.sentence_fr, reason.sentence_en, reason.next_action_fr, reason.next_action_en)
    assert all(sentence.strip() == sentence and sentence.endswith(".") for sentence in sentences)
    assert reason.sentence_fr != reason.sentence_en
    assert reason.next_action_fr != reason.next_action_en


@pytest.mark.parametrize("origin", OptOutOrigin)
def test_every_way_to_opt_out_has_a_reason(origin: OptOutOrigin) -> None:
    assert OptOutWish(OptOutScope.MERCHANT, origin, T0).reason in REASONS


def test_nobody_stands_in_error_or_is_cancelled_without_a_reason() -> None:
    """All sets of up to four facts, none of which says why."""
    kinds = [kind for kind in FactKind if kind is not FactKind.CREATED]
    seen = set()
    for size in range(1, 5):
        for chosen in combinations(kinds, size):
            facts = [Fact(T0 + timedelta(minutes=place), kind) for place, kind in enumerate(chosen, start=1)]
            current = current_status(Facts.of(Fact(T0, FactKind.CREATED), *facts))
            seen.add(current.status)
            if current.status in (Status.ERROR, Status.CANCELLED):
                assert current.reason in REASONS, chosen
    assert {Status.ERROR, Status.CANCELLED} <= seen
