"""The body of an export's call becomes an order: which rows, as what, in which language, masked for whom."""

from enum import StrEnum
from typing import Any, TypeVar

from chalicelib.api.filter_parameters import filter_from_json
from chalicelib.api.json_bodies import json_object
from chalicelib.domain.access import Grant, Permission
from chalicelib.domain.errors import InvalidParameterError
from chalicelib.domain.export_record import ASKED_FORMATS, ExportLanguage, ExportOrder
from chalicelib.domain.listing import ReviewRequestFilter

KNOWN = frozenset({"format", "filter", "language"})

Word = TypeVar("Word", bound=StrEnum)


def asked_export(http_request: Any, website_id: str, grant: Grant) -> ExportOrder:
    """Understand the body. Raises InvalidParameterError naming what is wrong."""
    body = json_object(http_request, KNOWN)
    return ExportOrder(
        website_id=website_id,
        format=_word(body.get("format"), ASKED_FORMATS, "format"),
        language=_word(body.get("language"), tuple(ExportLanguage), "language"),
        wanted=filter_from_json(body.get("filter")) or ReviewRequestFilter(),
        masked=not grant.has(website_id, Permission.READ_CUSTOMERS),
        by=grant.subject,
    )


def _word(value: object, known: tuple[Word, ...], field: str) -> Word:
    word = next((one for one in known if one.value == value), None)
    if word is None:
        raise InvalidParameterError(f"Known values are {', '.join(known)}.", field=field)
    return word
