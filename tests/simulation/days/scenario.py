"""What a seed stands for: the day, the websites and their settings, how much comes in, and which misfortunes."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

from chalicelib.domain.collection import Cap, CapAction, Collection, Reminder, ReminderCondition
from chalicelib.domain.delays import Delay
from chalicelib.domain.send_window import EVERY_DAY, SendWindow

DAYS = (
    datetime(2026, 3, 29, tzinfo=UTC),  # clocks go forward in Europe
    datetime(2026, 10, 25, tzinfo=UTC),  # and back
    datetime(2026, 3, 8, tzinfo=UTC),  # forward in the United States
    datetime(2026, 11, 1, tzinfo=UTC),  # and back
    datetime(2026, 5, 1, tzinfo=UTC),  # a public holiday in most of Europe
    datetime(2026, 6, 17, tzinfo=UTC),
)
HOLIDAYS = {("FR", date(2026, 5, 1)), ("DE", date(2026, 5, 1)), ("FR", date(2026, 11, 1)), ("US", date(2026, 7, 4))}
PLACES = (
    ("FR", "fr", "Europe/Paris"),
    ("US", "en", "America/New_York"),
    ("JP", "en", "Asia/Tokyo"),
    ("DE", "de", "Europe/Berlin"),
    ("AU", "en", "Australia/Lord_Howe"),  # half an hour of summer time
)
OUTAGE = timedelta(hours=6)
MOST_SKEW = timedelta(minutes=5)


@dataclass(frozen=True)
class Outage:
    """`kind`: SES refuses, SES is silent, or the ticks stop."""

    kind: str
    begins: datetime
    ends: datetime

    def covers(self, now: datetime) -> bool:
        """Whether it lasts."""
        return self.begins <= now < self.ends


@dataclass(frozen=True)
class Scenario:
    """One seed."""

    seed: int
    start: datetime
    collections: tuple[Collection, ...]
    requests: int
    customers: int
    rate: float
    daily_quota: float
    outage: Outage | None
    pauses: int
    operations: int
    settings_changes: int
    withdrawals: int


def holiday(country: str, day: date) -> bool:
    """Fits `Holidays`."""
    return (country, day) in HOLIDAYS


def scenario_of(seed: int, random: Random) -> Scenario:
    """The same for the same seed."""
    start = random.choice(DAYS)
    requests = random.randint(40, 55)
    return Scenario(
        seed=seed,
        start=start,
        collections=tuple(_collection(number, random) for number in range(random.randint(2, 4))),
        requests=requests,
        customers=random.randint(requests // 3, requests),
        rate=random.choice((8.0, 14.0, 50.0)),
        daily_quota=requests / 2 if random.random() < 0.1 else 50_000.0,
        outage=_outage(start, random) if random.random() < 0.2 else None,
        pauses=random.choice((0, 0, 1, 2)),
        operations=random.randint(0, 6),
        settings_changes=random.choice((0, 0, 1, 2)),
        withdrawals=random.choice((0, 5, 15)),
    )


def _outage(start: datetime, random: Random) -> Outage:
    begins = start + timedelta(hours=random.uniform(0, 18))
    return Outage(random.choice(("refuses", "silent", "no ticks")), begins, begins + OUTAGE)


def _collection(number: int, random: Random) -> Collection:
    country, locale, zone = random.choice(PLACES)
    return Collection(
        website_id=f"{number:08d}-0000-4000-8000-000000000000",
        name=f"Shop {number}",
        country=country,
        locale=locale,
        time_zone=zone,
        brand_delay=Delay(hours=random.choice((0, 0, 1, 6, 24))),
        product_delay=random.choice((None, None, Delay(1), Delay(0, 2))),
        **some_settings(random),
    )


def some_settings(random: Random) -> dict[str, Any]:
    """What a merchant may set again at any time."""
    return {
        "reminders": tuple(_reminder(random) for _ in range(random.randint(0, 3))),
        "send_window": _window(random),
        "one_email_a_day": random.random() < 0.6,
        "cap": random.choice((None, None, Cap(1), Cap(3, CapAction.DROP))),
        "max_age_days": random.choice((None, None, None, 4)),
        "soft_bounces_before_stop": random.choice((1, 3)),
        "product_request_blocks_reminders": random.random() < 0.5,
    }


def _reminder(random: Random) -> Reminder:
    return Reminder(Delay(random.choice((0, 1, 3)), random.choice((1, 6))), random.choice(tuple(ReminderCondition)))


def _window(random: Random) -> SendWindow | None:
    if random.random() < 0.4:
        return None
    weekdays = random.choice((EVERY_DAY, EVERY_DAY, (1, 2, 3, 4, 5)))
    opens = random.choice((0, 120, 480, 540))
    return SendWindow(weekdays, opens, opens + random.choice((60, 480, 720)), skips_holidays=random.random() < 0.5)
