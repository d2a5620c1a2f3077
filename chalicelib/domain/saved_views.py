"""Saved views: named sets of filters of the tracking table, with order and columns, kept on shelves.

A shelf is one person's on one website, or the one its team shares. A view holds what an address may hold: never an
e-mail address, a reference or anything else that was searched.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from chalicelib.domain.errors import TooManyViewsError, ViewNotFoundError
from chalicelib.domain.listing import ListOrder

MOST_VIEWS = 50
"""On one shelf."""

LONGEST_NAME = 60
MOST_FILTER_BYTES = 4_000
"""Of one view, as JSON: a full shelf then stays far below the 400 KB of an item."""

NO_VIEW = "No saved view of yours or of this website's team has this identifier."

Filters = Mapping[str, str | tuple[str, ...]]


class ViewColumn(StrEnum):
    """A column of the tracking table."""

    REFERENCE = "reference"
    EMAIL = "email"
    EXPERIENCE_DATE = "experience_date"
    STATUS = "status"
    NEXT_STEP = "next_step"
    REVIEW_TYPE = "review_type"
    TRANSMISSION_METHOD = "transmission_method"
    CHANNEL = "channel"
    SHOP_ID = "shop_id"
    LANGUAGE = "language"


@dataclass(frozen=True)
class SavedView:
    """A named view.

    Attributes:
        last: a period that moves with today, such as `30d` (d, w, m or y); None for fixed days or all.
        filters: by the names of the list's query; only those that are set.
        columns: in the order in which they are shown.
    """

    view_id: str
    name: str
    last: str | None = None
    filters: Filters = field(default_factory=dict)
    order: ListOrder = ListOrder.NEWEST
    columns: tuple[ViewColumn, ...] = ()


@dataclass(frozen=True)
class Shelf:
    """Views in the order in which they were made; `default_view_id` means something on a person's shelf only."""

    views: tuple[SavedView, ...] = ()
    default_view_id: str | None = None

    def holds(self, view_id: str) -> bool:
        """Whether a view stands here."""
        return any(view.view_id == view_id for view in self.views)


def new_view_id() -> str:
    """An identifier that nobody has."""
    return secrets.token_hex(10)


def adding(shelf: Shelf, view: SavedView) -> Shelf:
    """The shelf with one more view. Raises TooManyViewsError when it is full."""
    if len(shelf.views) >= MOST_VIEWS:
        raise TooManyViewsError(f"There are {MOST_VIEWS} views already: delete one first.")
    return replace(shelf, views=(*shelf.views, view))


def replacing(shelf: Shelf, view: SavedView) -> Shelf:
    """The shelf with the view in the place of the one of this identifier. Raises ViewNotFoundError."""
    _require(shelf, view.view_id)
    return replace(shelf, views=tuple(view if view.view_id == one.view_id else one for one in shelf.views))


def removing(shelf: Shelf, view_id: str) -> Shelf:
    """The shelf without a view. Raises ViewNotFoundError."""
    _require(shelf, view_id)
    return replace(shelf, views=tuple(one for one in shelf.views if one.view_id != view_id))


def _require(shelf: Shelf, view_id: str) -> None:
    if not shelf.holds(view_id):
        raise ViewNotFoundError(NO_VIEW)
