"""JSON events of the purchase API, as custom clients and PrestaShop send them (domain.md 2.3, 11.6 to 11.8)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from chalicelib.domain.call_errors import EventsFormatError
from chalicelib.domain.proof import Proof
from chalicelib.intake.field_rules import is_blank
from chalicelib.intake.merging import Contradiction, ReadLine, merge
from chalicelib.intake.proof_schema import IDENTIFIERS, Arrival, ProofFields, Refused, read_fields, reference_of
from chalicelib.intake.rejects import Reject, RejectCode

MAX_EVENTS = 50

MAX_EVENTS_TAKEN_IN = 5_000
"""Of a call that is worked through in the background."""


@dataclass(frozen=True)
class ParsedEvents:
    """What a body holds: for each element, in its order, the proof or the reject it became.

    Events of one reference become one proof, which stands in all their places.
    """

    entries: tuple[Proof | Reject, ...]

    @property
    def proofs(self) -> tuple[Proof, ...]:
        """The proofs, each once, in the order of their first events."""
        return tuple({id(entry): entry for entry in self.entries if isinstance(entry, Proof)}.values())

    @property
    def rejects(self) -> tuple[Reject, ...]:
        """The rejects, in the order of the body; `line` is the position in the body, from 1."""
        return tuple(entry for entry in self.entries if isinstance(entry, Reject))


def parse_events(body: object, arrival: Arrival, *, website_id: str, limit: int = MAX_EVENTS) -> ParsedEvents:
    """Read a decoded JSON body: an array of events, each perhaps wrapped in `orderData`. An empty array is no mistake.

    Events of one reference are merged, or refused because they contradict each other, as the rows of a file are.

    Raises:
        EventsFormatError: the body is no array, or holds more than `limit` elements.
    """
    events = enumerate(events_in(body, limit=limit))
    read = [_read(element, website_id, arrival, position=index + 1) for index, element in events]
    became = _merged([one for one in read if isinstance(one, _ReadEvent)], arrival)
    return ParsedEvents(tuple(one if isinstance(one, Reject) else became[one.position] for one in read))


def events_in(body: object, *, limit: int) -> list[object]:
    """The elements of a body, still unread. Raises EventsFormatError as `parse_events`."""
    if not isinstance(body, list):
        raise EventsFormatError("The body must be a JSON array of purchase events, even for one event.")
    if len(body) > limit:
        raise EventsFormatError(f"The body holds {len(body)} purchase events; send at most {limit} per call.")
    return body


@dataclass(frozen=True)
class _ReadEvent:
    """An event that is right, with the raw fields it came from."""

    position: int
    raw: Mapping[str, object]
    fields: ProofFields


def _merged(events: Iterable[_ReadEvent], arrival: Arrival) -> dict[int, Proof | Reject]:
    """What each event became, by position."""
    by_reference: dict[str, list[_ReadEvent]] = {}
    for event in events:
        by_reference.setdefault(event.fields.purchase_reference, []).append(event)
    became: dict[int, Proof | Reject] = {}
    for group in by_reference.values():
        made = merge([ReadLine(one.position, one.fields) for one in group], arrival)
        for one in group:
            became[one.position] = made if isinstance(made, Proof) else _conflict(one, made)
    return became


def _conflict(event: _ReadEvent, found: Contradiction) -> Reject:
    return Reject(
        RejectCode.CONFLICTING_ROWS,
        event.fields.purchase_reference,
        event.position,
        _json_path((found.field,), ()),
        str(event.raw.get(found.field) or ""),
        str(found.others[event.position]),
    )


def _read(element: object, website_id: str, arrival: Arrival, *, position: int) -> _ReadEvent | Reject:
    event = element.get("orderData", element) if isinstance(element, dict) else None
    if not isinstance(event, dict):
        return Reject(RejectCode.UNREADABLE_EVENT, line=position, value=str(element))
    stray = _of_another_website(event, website_id)
    if stray is not None:
        return replace(stray, line=position)
    kept = _products(event.get("products"))
    raw = {**_raw_fields(event), "products": kept if isinstance(kept, str) else [product for _, product in kept]}
    fields = read_fields(raw, arrival)
    if isinstance(fields, Refused):
        indexes = () if isinstance(kept, str) else tuple(index for index, _ in kept)
        return replace(fields.reject, line=position, field=_json_path(fields.path, indexes))
    return _ReadEvent(position, raw, fields)


_EVENT_FIELDS: Mapping[str, tuple[str, ...]] = {
    "purchase_reference": ("purchase_reference",),
    "purchase_date": ("purchase_date",),
    "price": ("price",),
    "first_name": ("consumer", "first_name"),
    "last_name": ("consumer", "last_name"),
    "email": ("consumer", "email"),
    "language": ("consumer", "language"),
    "country": ("consumer", "country"),
    "phone": ("consumer", "phone"),
    "hide_personal_data": ("consumer", "hide_personal_data"),
    "channel": ("sales_channel", "channel"),
    "shop_id": ("sales_channel", "shop_id"),
    "delay": ("solicitation_parameters", "delay"),
    "delay_product": ("solicitation_parameters", "delay_product"),
    "purchase_event_type": ("solicitation_parameters", "purchase_event_type"),
}
"""Raw field -> its place in an event."""

_PRODUCT_FIELDS: Mapping[str, tuple[str, ...]] = {
    "name": ("name",),
    "brand": ("brand",),
    "category": ("category",),
    "price": ("price",),
    "product_url": ("product_url",),
    "image_url": ("image_url",),
    "not_received": ("not_received",),
    "delay": ("delay",),
    "product_ref": ("product_ref", "reference"),
    **{name: ("product_ref", name) for name in IDENTIFIERS},
}
"""Raw product field -> its place in an element of `products`."""


def _at(place: tuple[str, ...], within: Mapping[str, object]) -> object:
    found: object = within
    for name in place:
        found = found.get(name) if isinstance(found, dict) else None
    return found


def _raw_fields(event: Mapping[str, object]) -> dict[str, object]:
    return {field: _at(place, event) for field, place in _EVENT_FIELDS.items()}


def _of_another_website(event: Mapping[str, object], website_id: str) -> Reject | None:
    named = _at(("sales_channel", "website_id"), event)
    if is_blank(named) or str(named).strip().lower() == website_id.lower():
        return None
    return Reject(RejectCode.WRONG_WEBSITE, reference_of(event), field="sales_channel.website_id", value=str(named))


def _products(products: object) -> list[tuple[int, object]] | str:
    """The products with their indexes in the body; a text, which the rules refuse, when they are no list.

    Empty elements are skipped: PrestaShop's retroactive push writes `[]` for an order line without product.
    """
    if products is None or products == {}:
        return []
    if not isinstance(products, list):
        return str(products)
    return [(index, _raw_product(product)) for index, product in enumerate(products) if not _is_empty(product)]


def _is_empty(product: object) -> bool:
    if isinstance(product, dict):
        return all(is_blank(value) or value in ([], {}) for value in _raw_values(product))
    return product is None or product == []


def _raw_values(product: dict[str, object]) -> list[object]:
    return [_at(("product_ref", "reference"), product), product.get("name"), product.get("product_ref")]


def _raw_product(product: object) -> object:
    if not isinstance(product, dict):
        return product
    raw = {field: _at(place, product) for field, place in _PRODUCT_FIELDS.items()}
    if is_blank(raw["ean"]):
        # Both names are sent: the live push says ean, the retroactive one ean13.
        raw["ean"] = _at(("product_ref", "ean13"), product)
    return raw


def _json_path(path: tuple[int | str, ...], indexes: tuple[int, ...]) -> str:
    """The place of a refused raw field as it stands in the event, such as `products[1].product_ref.reference`."""
    if path[0] != "products":
        return ".".join(_EVENT_FIELDS[str(path[0])])
    if len(path) == 1 or not isinstance(path[1], int):
        return "products"
    product = f"products[{indexes[path[1]]}]"
    return ".".join((product, *_PRODUCT_FIELDS[str(path[2])])) if len(path) > 2 else product
