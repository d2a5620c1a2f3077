"""Every code that can stand in a proof file has its words, in both languages."""

from enum import StrEnum

import pytest

from chalicelib.domain.facts import FactKind
from chalicelib.domain.history import PLANNED, UNKNOWN_EVENT, ActorKind
from chalicelib.domain.operation_record import OperationKind
from chalicelib.domain.proof import Channel, ReviewType, TransmissionMethod
from chalicelib.domain.status import Status
from chalicelib.pages.proof_file_words import VALUES, WORDS

KINDS: dict[str, type[StrEnum]] = {
    "review_type": ReviewType,
    "transmission_method": TransmissionMethod,
    "channel": Channel,
    "status": Status,
    "actor": ActorKind,
    "fact": FactKind,
    "operation": OperationKind,
}


@pytest.mark.parametrize("kind", KINDS)
def test_every_code_has_its_words(kind: str) -> None:
    codes = {code.partition(".")[2] for code in VALUES if code.startswith(f"{kind}.")}
    assert codes - {PLANNED, UNKNOWN_EVENT} == {word.value for word in KINDS[kind]}


def test_nothing_is_left_empty() -> None:
    assert all(french and english for french, english in (*WORDS.values(), *VALUES.values()))
