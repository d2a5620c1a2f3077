"""What an operator sends to open a website."""

from typing import Annotated
from uuid import UUID
from zoneinfo import available_timezones

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from chalicelib.domain.call_rate import CallRate
from chalicelib.domain.collection import Collection, Reminder
from chalicelib.domain.delays import Delay
from chalicelib.domain.proof import LANGUAGES

Days = Annotated[int, Field(ge=0, le=365)]
ReminderDays = Annotated[int, Field(ge=1, le=365)]


def known_zone(name: str) -> str:
    """Raises ValueError for a name that is not in the IANA list."""
    if name not in available_timezones():
        raise ValueError("unknown time zone: use an IANA name such as Europe/Paris")
    return name


def known_language(code: str) -> str:
    """Raises ValueError for a language nobody is written to in."""
    if code not in LANGUAGES:
        raise ValueError(f"unknown language: use one of {', '.join(LANGUAGES)}")
    return code


class CallRateOrder(BaseModel):
    """How often the client may call the doors."""

    model_config = ConfigDict(extra="forbid")

    per_second: Annotated[int, Field(ge=1, le=1_000)]
    burst: Annotated[int, Field(ge=1, le=10_000)]


class WebsiteOrder(BaseModel):
    """The payload of the function `open_website`. Unknown fields are refused: a typing error must not pass silently."""

    model_config = ConfigDict(extra="forbid")

    website_id: UUID
    name: Annotated[str, Field(min_length=1, max_length=80)]
    trader_contact: Annotated[str, Field(max_length=300)] = ""
    time_zone: Annotated[str, AfterValidator(known_zone)] = "Europe/Paris"
    locale: Annotated[str, AfterValidator(known_language)] = "fr"
    client_name: Annotated[str, Field(pattern=r"^[a-z0-9-]{1,40}$")] = "api"
    client_is_sandbox: bool = False
    client_call_rate: CallRateOrder | None = None
    client_keeps_secret: bool = False
    member_subjects: tuple[str, ...] = ()
    brand_delay_days: Days = 0
    product_delay_days: Days | None = None
    reminder_delay_days: Annotated[tuple[ReminderDays, ...], Field(max_length=3)] = (7,)

    @property
    def collection(self) -> Collection:
        """The settings of a website that is opened with this order; what no order names has its default."""
        product = self.product_delay_days
        return Collection(
            website_id=str(self.website_id),
            name=self.name,
            trader_contact=self.trader_contact,
            time_zone=self.time_zone,
            locale=self.locale,
            brand_delay=Delay(self.brand_delay_days),
            product_delay=None if product is None else Delay(product),
            reminders=tuple(Reminder(Delay(days)) for days in self.reminder_delay_days),
        )

    @property
    def call_rate(self) -> CallRate | None:
        """None when the order names none."""
        wanted = self.client_call_rate
        return CallRate(wanted.per_second, wanted.burst) if wanted else None

    @property
    def named_settings(self) -> frozenset[str]:
        """The fields of the collection of which this order speaks."""
        return frozenset(_SETTINGS[name] for name in self.model_fields_set if name in _SETTINGS)


_SETTINGS = {
    "name": "name",
    "trader_contact": "trader_contact",
    "time_zone": "time_zone",
    "locale": "locale",
    "brand_delay_days": "brand_delay",
    "product_delay_days": "product_delay",
    "reminder_delay_days": "reminders",
}
"""Field of an order -> field of the collection."""
