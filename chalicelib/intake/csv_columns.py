"""Columns of a proof file: their names, the historical ones, and how a header is recognised."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from chalicelib.intake.csv_dialect import DELIMITERS, Row, split_line
from chalicelib.intake.proof_schema import IDENTIFIERS

REQUIRED = ("purchase_date", "purchase_reference", "first_name", "last_name", "email")

OF_A_WITHDRAWAL = ("action", "purchase_reference")
"""Enough for a file whose every row withdraws a proof."""

_OF_THE_PURCHASE = (
    *REQUIRED,
    "channel",
    "shop_id",
    "language",
    "country",
    "phone",
    "hide_personal_data",
    "delay",
    "delay_product",
)

_OF_THE_PRODUCT = ("product_ref", "name", "category", "brand", "product_url", "image_url", *IDENTIFIERS)

PURCHASE_FIELDS: Mapping[str, str] = {**{name: name for name in _OF_THE_PURCHASE}, "purchase_price": "price"}
"""Column -> raw field of the proof (domain.md 1.2)."""

PRODUCT_FIELDS: Mapping[str, str] = {**{name: name for name in _OF_THE_PRODUCT}, "product_price": "price"}
"""Column -> raw field of the row's product."""

ACTION_COLUMNS = ("action", "withdrawal_cause")
"""What a row wants: to add a proof, or to withdraw one and why."""

_COLUMNS = frozenset({*PURCHASE_FIELDS, *PRODUCT_FIELDS, *ACTION_COLUMNS})

HISTORICAL_NAMES: Mapping[str, str] = {
    "order_ref": "purchase_reference",
    "order_date": "purchase_date",
    "firstname": "first_name",
    "lastname": "last_name",
    "canal": "channel",
    "id_shop": "shop_id",
    "id_product": "product_ref",
    "name_product": "name",
    "brand_name": "brand",
    "url_product": "product_url",
    "ulr_product": "product_url",
    "url_image_product": "image_url",
    "url_product_image": "image_url",
    "cause": "withdrawal_cause",
    "gtin_ean": "ean",
    "gtin_upc": "upc",
    "gtin_jan": "jan",
    "gtin_isbn": "isbn",
}
"""Names of the historical platform's files, its own misspelling included (domain.md 2.4, 3, 11.10), and short ones."""

_SEPARATORS = re.compile(r"[\s_-]+")


_Places = tuple[tuple[str, int], ...]
"""Raw fields, and the indexes at which they stand in a row."""


@dataclass(frozen=True)
class Header:
    """A recognised header.

    Attributes:
        width: number of columns, the ignored ones included.
        positions: column -> its index; the first one when a column stands twice.
        names: column -> its name as the merchant wrote it, for reports.
    """

    delimiter: str
    width: int
    positions: Mapping[str, int]
    names: Mapping[str, str]

    @property
    def missing(self) -> tuple[str, ...]:
        """Required columns that are not there."""
        required = OF_A_WITHDRAWAL if "action" in self.positions else REQUIRED
        return tuple(column for column in required if column not in self.positions)

    def value(self, row: Row, column: str) -> str:
        """What stands in a column of a row; empty when there is no such column, or the row does not reach it."""
        position = self.positions.get(column, self.width)
        return row.fields[position] if position < min(self.width, len(row.fields)) else ""

    def product_of(self, row: Row) -> dict[str, object]:
        """The raw product of a row; empty when neither its reference nor its name is written."""
        product = _values(row, self._product_places)
        return product if product.get("product_ref") or product.get("name") else {}

    def raw_fields(self, row: Row) -> dict[str, object]:
        """The raw fields of a row of the right width, for `proof_schema.read_fields`."""
        product = self.product_of(row)
        return {**_values(row, self._purchase_places), "products": [product] if product else []}

    def name_of(self, path: tuple[int | str, ...]) -> str:
        """The merchant's own name of the column behind a refused raw field."""
        fields = PRODUCT_FIELDS if path[0] == "products" else PURCHASE_FIELDS
        column = next((column for column, field in fields.items() if field == path[-1]), str(path[-1]))
        return self.names.get(column, column)

    @cached_property
    def _purchase_places(self) -> _Places:
        return self._places(PURCHASE_FIELDS)

    @cached_property
    def _product_places(self) -> _Places:
        return self._places(PRODUCT_FIELDS)

    def _places(self, fields: Mapping[str, str]) -> _Places:
        return tuple((field, self.positions[column]) for column, field in fields.items() if column in self.positions)


def _values(row: Row, places: _Places) -> dict[str, object]:
    return {field: row.fields[place] for field, place in places}


def header_of(line: str) -> Header:
    """Read a header under the delimiter that makes most columns known; the first of `DELIMITERS` when several do."""
    return max((_read(line, delimiter) for delimiter in DELIMITERS), key=lambda header: len(header.positions))


def _read(line: str, delimiter: str) -> Header:
    positions: dict[str, int] = {}
    names: dict[str, str] = {}
    written = split_line(line, delimiter)
    for index, name in enumerate(written):
        column = _column(name)
        if column is not None and column not in positions:
            positions[column] = index
            names[column] = name
    return Header(delimiter, len(written), positions, names)


def _column(name: str) -> str | None:
    """The column a written name means, whatever its case and separators; None for an unknown one."""
    plain = _SEPARATORS.sub("_", name.strip().lower())
    plain = HISTORICAL_NAMES.get(plain, plain)
    return plain if plain in _COLUMNS else None
