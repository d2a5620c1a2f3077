"""What an operator sends to open a website."""

from typing import Annotated
from uuid import UUID
from zoneinfo import available_timezones

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from chalicelib.domain.proof import LANGUAGES

Days = Annotated[int, Field(ge=0, le=365)]


def _known_zone(name: str) -> str:
    if name not in available_timezones():
        raise ValueError("unknown time zone: use an IANA name such as Europe/Paris")
    return name


def _known_language(code: str) -> str:
    if code not in LANGUAGES:
        raise ValueError(f"unknown language: use one of {', '.join(LANGUAGES)}")
    return code


class WebsiteOrder(BaseModel):
    """The payload of the function `open_website`. Unknown fields are refused: a typing error must not pass silently."""

    model_config = ConfigDict(extra="forbid")

    website_id: UUID
    name: Annotated[str, Field(min_length=1, max_length=80)]
    trader_contact: Annotated[str, Field(max_length=300)] = ""
    time_zone: Annotated[str, AfterValidator(_known_zone)] = "Europe/Paris"
    locale: Annotated[str, AfterValidator(_known_language)] = "fr"
    client_name: Annotated[str, Field(pattern=r"^[a-z0-9-]{1,40}$")] = "api"
    member_subjects: tuple[str, ...] = ()
    brand_delay_days: Days = 0
    product_delay_days: Days | None = None
    reminder_delay_days: Annotated[tuple[Days, ...], Field(max_length=3)] = (7,)
