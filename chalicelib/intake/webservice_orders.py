"""Orders of the historical webservice (domain.md 2.4, 11.9): its names become raw fields, refusals bear its names."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from chalicelib.domain.proof import Channel, Proof
from chalicelib.intake.csv_columns import HISTORICAL_NAMES, PRODUCT_FIELDS, PURCHASE_FIELDS
from chalicelib.intake.field_rules import is_blank
from chalicelib.intake.proof_schema import Arrival, Refused, proof_of, read_fields
from chalicelib.intake.rejects import Reject
from chalicelib.intake.webservice_messages import OLDER_NAMES

LINE = 1
"""A call carries one order."""

_OLDEST: Mapping[str, str] = {
    **{older.lower(): HISTORICAL_NAMES.get(name, name) for name, older in OLDER_NAMES.items()},
    "refproduit": "product_ref",
    "description": "name",
}
_OWN_NAMES: Mapping[str, str] = {field: name for name, field in reversed(tuple(HISTORICAL_NAMES.items()))}
"""Raw field -> the name to tell when the order does not have it."""

_PRODUCTS = ("products", "produits", "produtos")

_Found = dict[str, tuple[str, object]]
"""Raw field -> the name it has in the order, and its value."""


def parse_order(order: Mapping[str, object], arrival: Arrival) -> Proof | Reject:
    """The proof an order makes, or its first refused field. Never raises, whatever the order holds."""
    found = _fields_of(order, PURCHASE_FIELDS)
    products = list(_products(order))
    raw = {field: value for field, (_, value) in found.items()}
    raw["channel"] = _channel(raw.get("channel"))
    raw["products"] = [_raw_product(product) for _, product in products]
    fields = read_fields(raw, arrival)
    if isinstance(fields, Refused):
        return replace(fields.reject, line=LINE, field=_name_of(fields.path, found, products))
    return proof_of(fields, fields.products, arrival, lines=(LINE,))


def _fields_of(order: Mapping[str, object], known: Mapping[str, str]) -> _Found:
    """What is known of the order; of two names for one field, the first that is not blank speaks."""
    found: _Found = {}
    for name, value in order.items():
        field = _field(name, known)
        if field and (field not in found or (is_blank(found[field][1]) and not is_blank(value))):
            found[field] = (name, value)
    return found


def _field(name: str, known: Mapping[str, str]) -> str | None:
    plain = name.strip().lower()
    column = HISTORICAL_NAMES.get(plain) or _OLDEST.get(plain) or plain
    return known.get(column)


def _channel(value: object) -> object:
    """The channel was free text here, such as `clickncollect`: a word of the merchant's own names no store."""
    word = value.strip().lower() if isinstance(value, str) else ""
    return word if word in {channel.value for channel in Channel} else None


def _products(order: Mapping[str, object]) -> Iterator[tuple[str, object]]:
    """Each product with its place in the order: of a list, of an object keyed 0, 1, …, of one product alone."""
    for name, value in order.items():
        if name.strip().lower() not in _PRODUCTS or not value:
            continue
        places = enumerate(value) if isinstance(value, list) else _places(value)
        yield from ((f"{name}[{place}]", product) for place, product in places if not _is_empty(product))


def _places(value: object) -> Iterator[tuple[object, object]]:
    if isinstance(value, dict) and not _fields_of(value, PRODUCT_FIELDS):
        yield from value.items()
    else:
        yield 0, value


def _is_empty(product: object) -> bool:
    if not isinstance(product, dict):
        return not product
    found = _fields_of(product, PRODUCT_FIELDS)
    return all(is_blank(found.get(field, ("", None))[1]) for field in ("product_ref", "name"))


def _raw_product(product: object) -> object:
    if not isinstance(product, dict):
        return product
    return {field: value for field, (_, value) in _fields_of(product, PRODUCT_FIELDS).items()}


def _name_of(path: tuple[int | str, ...], found: _Found, products: list[tuple[str, object]]) -> str:
    """The place of a refused raw field as it stands in the order, such as `PRODUCTS[1].name_product`."""
    field = str(path[-1])
    if path[0] != "products":
        return found[field][0] if field in found else _OWN_NAMES.get(field, field)
    if len(path) < 3 or not isinstance(path[1], int):
        return products[path[1]][0] if len(path) > 1 and isinstance(path[1], int) else "PRODUCTS"
    place, product = products[path[1]]
    named = _fields_of(product, PRODUCT_FIELDS) if isinstance(product, dict) else {}
    return f"{place}.{named[field][0] if field in named else _OWN_NAMES.get(field, field)}"
