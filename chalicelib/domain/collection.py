"""A website's collection settings: when, what and in whose name customers are asked."""

from dataclasses import dataclass
from datetime import timedelta
from zoneinfo import ZoneInfo


@dataclass(frozen=True)
class Collection:
    """What a merchant decided for one website.

    Attributes:
        name: the merchant as customers know it.
        time_zone: IANA name; naive dates of proofs and the days of filters are read in it.
        locale: language of the website, used when a proof names none.
        brand_delay_days, product_delay_days: whole days from reception; product None = together with the brand.
        reminder_delay_days: days from one e-mail to the next for each reminder; empty = no reminder; at most three.
        shards: month partitions per month, 1 to 16.
        trader_contact: how customers reach the merchant, on one line; every e-mail and form shows it.
    """

    website_id: str
    name: str
    time_zone: str = "Europe/Paris"
    locale: str = "fr"
    collects_brand: bool = True
    collects_product: bool = True
    brand_delay_days: int = 0
    product_delay_days: int | None = None
    reminder_delay_days: tuple[int, ...] = (7,)
    shards: int = 1
    trader_contact: str = ""

    @property
    def zone(self) -> ZoneInfo:
        """The time zone object; raises ZoneInfoNotFoundError for an unknown name."""
        return ZoneInfo(self.time_zone)

    def reminder_delay(self, step: int) -> timedelta | None:
        """How long after the previous e-mail the reminder `step` (1..) leaves; None when there is none."""
        if 1 <= step <= len(self.reminder_delay_days):
            return timedelta(days=self.reminder_delay_days[step - 1])
        return None
