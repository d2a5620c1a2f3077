"""The body of a search: one thing to look for, and a page. It is a body so that no address stands in a URL."""

from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from chalicelib.domain.errors import InvalidParameterError
from chalicelib.domain.listing import DEFAULT_PAGE_SIZE, PAGE_SIZES
from chalicelib.domain.search import LONGEST_ADDRESS, SHORTEST_PREFIX, Search, SearchKind
from chalicelib.intake.field_rules import Email, Reference


def _address_part(text: str) -> str:
    if not text.isascii() or not text.isprintable():
        raise ValueError("an address has no such character")
    return text.lower()


Prefix = Annotated[
    str,
    StringConstraints(strict=True, strip_whitespace=True, min_length=SHORTEST_PREFIX, max_length=LONGEST_ADDRESS),
    AfterValidator(_address_part),
]


class SearchBody(BaseModel):
    """One of the first three, and where the page begins."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    experience_reference: Reference | None = None
    email: Email | None = None
    email_prefix: Prefix | None = None
    page_size: Annotated[int, Field(strict=True, ge=PAGE_SIZES[0], le=PAGE_SIZES[1])] = DEFAULT_PAGE_SIZE
    page_token: Annotated[str, StringConstraints(strict=True, max_length=500)] | None = None

    @property
    def search(self) -> Search:
        """What is looked for. Raises InvalidParameterError unless it is exactly one thing."""
        asked = [Search(kind, text) for kind in SearchKind if (text := getattr(self, kind.value)) is not None]
        if len(asked) != 1:
            raise InvalidParameterError(f"Send exactly one of {', '.join(SearchKind)}.", field="body")
        return asked[0]


_TAKES = {
    "experience_reference": "The merchant's reference of the purchase, at most 200 characters.",
    "email": "The whole address.",
    "email_prefix": f"The first {SHORTEST_PREFIX} or more characters of the address.",
    "page_size": f"The page size is a whole number from {PAGE_SIZES[0]} to {PAGE_SIZES[1]}.",
    "page_token": "Give back the token of the page before, or none.",
}


def read_search(body: object) -> SearchBody:
    """Understand the body. Raises InvalidParameterError naming the field and what it takes."""
    try:
        return SearchBody.model_validate(body)
    except ValidationError as invalid:
        field = str(next(iter(invalid.errors()[0]["loc"]), "body"))
        known = f"Send a JSON object with some of {', '.join(_TAKES)}."
        raise InvalidParameterError(_TAKES.get(field, known), field=field) from invalid
