"""What somebody sends to save a view, and what is said of a body that breaks the rules.

What the filters may hold is the list's own matter (`api/filter_parameters.py`); here stands what only a view must obey.
"""

import json
import re
from typing import Annotated, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict

from chalicelib.domain.errors import InvalidSettingsError, InvalidViewError
from chalicelib.domain.listing import ListOrder
from chalicelib.domain.saved_views import LONGEST_NAME, MOST_FILTER_BYTES, ViewColumn
from chalicelib.intake import settings_rules as rules
from chalicelib.intake.settings_bodies import read_body

_PERIOD = re.compile(r"[1-9][0-9]{0,3}[dwmy]")
_ID_LENGTH = 40
_Body = TypeVar("_Body", bound=BaseModel)


def _without_address(text: str) -> str:
    if "@" in text:
        raise rules.refusal("This text looks like an e-mail address.", "Leave personal data out of views.")
    return text


def _period(text: str | None) -> str | None:
    if text is not None and not _PERIOD.fullmatch(text):
        raise rules.refusal("This is no period.", "Send a number and d, w, m or y, such as 30d.")
    return text


def _impersonal(filters: dict[str, object]) -> dict[str, object]:
    text = json.dumps(filters, ensure_ascii=False)
    if len(text.encode("utf-8", "surrogatepass")) > MOST_FILTER_BYTES:
        raise rules.refusal("These filters are too many.", f"Send at most {MOST_FILTER_BYTES} bytes.")
    _without_address(text)
    return filters


def _distinct(columns: tuple[ViewColumn, ...]) -> tuple[ViewColumn, ...]:
    if len(set(columns)) < len(columns):
        raise rules.refusal("A column stands here twice.", "Name each column once.")
    return columns


class ViewBody(BaseModel):
    """A view as it is wished."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: Annotated[str, rules.line(LONGEST_NAME, shortest=1), AfterValidator(_without_address)]
    last: Annotated[str | None, AfterValidator(_period)] = None
    filters: Annotated[dict[str, object], AfterValidator(_impersonal)] = {}
    order: Annotated[ListOrder, rules.word(ListOrder)] = ListOrder.NEWEST
    columns: Annotated[tuple[Annotated[ViewColumn, rules.word(ViewColumn)], ...], AfterValidator(_distinct)] = ()


class NewViewBody(ViewBody):
    """A view to be made; `shared` puts it on the team's shelf."""

    shared: rules.Flag = False


class DefaultViewBody(BaseModel):
    """The view that opens by itself, or null."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    view_id: Annotated[str, rules.line(_ID_LENGTH, shortest=1)] | None


def read_view(kind: type[_Body], body: object) -> _Body:
    """The body understood. Raises InvalidViewError that names every field to correct."""
    try:
        return read_body(kind, body)
    except InvalidSettingsError as refused:
        raise InvalidViewError(refused.problems) from refused
