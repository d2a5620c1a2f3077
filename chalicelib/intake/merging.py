"""Rows of a file and events of a call that speak of one purchase: merged into one proof, or found to contradict."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from chalicelib.domain.identity import normalised_email
from chalicelib.domain.proof import Proof
from chalicelib.intake.proof_schema import Arrival, ProofFields, local_day, proof_of


@dataclass(frozen=True)
class ReadLine:
    """A line (of a file, or an event of a call) whose fields are right."""

    number: int
    fields: ProofFields


@dataclass(frozen=True)
class Contradiction:
    """Lines of one reference that cannot all be right: the raw field that tells them apart, and for each line another
    one to compare it with.
    """

    field: str
    others: Mapping[int, int]


def merge(lines: Sequence[ReadLine], arrival: Arrival) -> Proof | Contradiction:
    """The proof that lines of one reference make, in their order; identical ones collapse.

    If they contradict each other (another address, day, channel, shop, language or delay) none of them is kept, as
    nobody can tell which is right.
    """
    found = _contradiction(lines, arrival.zone)
    if found is not None:
        return found
    fields = [line.fields for line in lines]
    products = [product for one in fields for product in one.products]
    return proof_of(_completed(fields), products, arrival, lines=tuple(line.number for line in lines))


_COMPLETED = ("shop_id", "language", "delay", "delay_product", "price", "country", "phone")
"""What a later line may fill in when the first ones of a reference leave it blank."""


def _completed(fields: Sequence[ProofFields]) -> ProofFields:
    """The first line, its blanks filled from the later ones; one wish for privacy is enough, and every wish to ask."""
    if len(fields) == 1:
        return fields[0]
    found: dict[str, object] = {
        name: next((value for one in fields if (value := getattr(one, name)) is not None), None) for name in _COMPLETED
    }
    found["hide_personal_data"] = any(one.hide_personal_data for one in fields)
    asked = [one.purchase_event_type for one in fields if one.purchase_event_type is not None]
    found["purchase_event_type"] = frozenset().union(*asked) if asked else None
    return fields[0].model_copy(update=found)


def _contradiction(lines: Sequence[ReadLine], zone: ZoneInfo) -> Contradiction | None:
    if len(lines) == 1:
        return None
    compared = [(line.number, _compared(line.fields, zone)) for line in lines]
    for field in compared[0][1]:
        found = _contradiction_on(field, [(number, values[field]) for number, values in compared])
        if found is not None:
            return found
    return None


def _contradiction_on(field: str, values: Sequence[tuple[int, str | None]]) -> Contradiction | None:
    """What is wrong with the values of one field, by line; None, which agrees with anything, when nothing is."""
    seen: dict[str, int] = {}
    for number, value in values:
        if value is not None:
            seen.setdefault(value, number)
    if len(seen) < 2:
        return None
    (usual, first), (_, second), *_ = seen.items()
    return Contradiction(field, {number: second if value == usual else first for number, value in values})


def _compared(fields: ProofFields, zone: ZoneInfo) -> dict[str, str | None]:
    """What must agree between the lines of one reference; a blank agrees with anything.

    Names and prices may differ: rows often carry a line's own price, and a name's spelling does not change who is
    asked.
    """
    return {
        "email": normalised_email(fields.email),
        "purchase_date": local_day(fields, zone),
        "channel": fields.channel.value,
        "shop_id": fields.shop_id,
        "language": fields.language,
        "delay": None if fields.delay is None else str(fields.delay),
        "delay_product": None if fields.delay_product is None else str(fields.delay_product),
    }
