"""What a merchant sends to change, to try or to undo settings, and what is said of a body that breaks the rules."""

import json
from typing import Annotated, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic_core import ErrorDetails

from chalicelib.domain.errors import FieldProblem, InvalidSettingsError
from chalicelib.domain.settings_history import ApplyTo
from chalicelib.intake import settings_rules as rules
from chalicelib.intake.settings_document import SettingsDocument

NEWEST_VERSION = 99_999_999
SHOWN_VALUE = 80
SHOWN_PROBLEMS = 50

Version = Annotated[int, rules.whole(0, NEWEST_VERSION)]
_Body = TypeVar("_Body", bound=BaseModel)


class Undo(BaseModel):
    """Go back to the version before `version`, which must be the current one."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    version: Version
    apply_to: Annotated[ApplyTo, rules.word(ApplyTo)] = ApplyTo.FUTURE
    note: Annotated[str, rules.line(300)] = ""


class Change(Undo):
    """New settings, made from `version`."""

    settings: SettingsDocument


class Preview(BaseModel):
    """Settings whose consequences somebody wants to see before saving them."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    settings: SettingsDocument


def read_body(kind: type[_Body], body: object) -> _Body:
    """The body as `kind`. Raises InvalidSettingsError that names every field to correct (the first fifty)."""
    try:
        return kind.model_validate(body)
    except ValidationError as invalid:
        problems = [_problem(error) for error in invalid.errors(include_url=False)[:SHOWN_PROBLEMS]]
        raise InvalidSettingsError(problems) from invalid


def _problem(error: ErrorDetails) -> FieldProblem:
    if error["type"] == rules.REFUSED:
        reason, remedy = error["ctx"]["reason"], error["ctx"]["remedy"]
    else:
        reason, remedy = _SHAPES.get(error["type"], _WRONG_SHAPE)
    return FieldProblem(_path(error["loc"]), reason, remedy, _shown(error))


_WRONG_SHAPE = ("This has another shape than the field takes.", "Compare it with the document that GET gives.")
_SHAPES = {
    "missing": ("This field is missing.", "Read the document, change what is to change, and send all of it back."),
    "extra_forbidden": ("Nobody knows this field.", "Leave it out, or correct its name."),
    "tuple_type": ("This is not a list.", "Send a list: `[...]`."),
    "model_type": ("This is not an object.", "Send an object: `{...}`."),
}
"""What pydantic itself finds wrong."""


def _path(places: tuple[int | str, ...]) -> str:
    """Such as `settings.reminders[0].delay.days`; `body` for the whole of it."""
    path = "".join(f"[{place}]" if isinstance(place, int) else f".{place}" for place in places)
    return path.lstrip(".") or "body"


def _shown(error: ErrorDetails) -> str | None:
    """The refused value, shortened; nothing where there is none."""
    if error["type"] == "missing":
        return None
    text = json.dumps(error["input"], ensure_ascii=False, default=lambda part: part.model_dump(mode="json"))
    return text if len(text) <= SHOWN_VALUE else f"{text[:SHOWN_VALUE]}…"
