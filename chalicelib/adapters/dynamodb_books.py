"""The books by day and door in DynamoDB: one item a cell, changed by one conditional write.

Attributes: a number for each figure that ever was, as in a transmission's item, `wm` the watermark. What tells a
transmission from a cell in the table's stream is its state (`sg`), so that no cell calls the function that writes it.
"""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date

from chalicelib.adapters import books_keys
from chalicelib.adapters.transmission_documents import BOOK_ATTRIBUTES
from chalicelib.adapters.watermarked_items import Raw, WatermarkedItems, number, watermark_of
from chalicelib.domain.books import BooksPlace
from chalicelib.domain.transmission import Books
from chalicelib.usecases.books_ports import BooksDelta, CellFigures


class DynamoDBBooks:
    """Fits the port `BooksStore`."""

    def __init__(self, table_name: str) -> None:
        self._items = WatermarkedItems(table_name)

    def add(self, place: BooksPlace, delta: BooksDelta) -> bool:
        """See the port."""
        numbers = _numbers(delta.difference)
        return self._items.add(books_keys.cell(place), numbers, first=delta.first, last=delta.last)

    def watermark(self, place: BooksPlace) -> str:
        """See the port."""
        return self._items.watermark(books_keys.cell(place))

    def cells(self, website_id: str, *, first: date, last: date) -> Mapping[BooksPlace, CellFigures]:
        """See the port. A year of three doors is some hundred kilobytes."""
        low, high = books_keys.cells_between(first, last)
        return {
            books_keys.place_of(website_id, raw["sk"]["S"]): CellFigures(_books(raw), watermark_of(raw))
            for raw in self._items.between(books_keys.books(website_id), low, high, strongly=True)
        }

    def correct(self, place: BooksPlace, found: CellFigures, right: CellFigures) -> bool:
        """See the port."""
        attributes = {name: number(value) for name, value in _numbers(right.books).items()}
        return self._items.correct(books_keys.cell(place), attributes, found=found.watermark, right=right.watermark)


def _numbers(books: Books) -> dict[str, int]:
    """The figures that are not zero, by attribute."""
    return {BOOK_ATTRIBUTES[figure]: count for figure, count in asdict(books).items() if count}


def _books(raw: Raw) -> Books:
    return Books(**{figure: int(raw[name]["N"]) for figure, name in BOOK_ATTRIBUTES.items() if name in raw})
