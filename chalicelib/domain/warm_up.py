"""A new sender's first days: how many e-mails a day, so that mail providers get to know it (reliability.md 7.3)."""

from datetime import date

ALLOWANCES = (
    200,
    500,
    1_000,
    2_000,
    5_000,
    10_000,
    15_000,
    22_500,
    33_750,
    50_000,
    75_000,
    112_500,
    168_750,
    253_125,
    379_687,
    569_530,
    854_295,
)
"""E-mails on the first day, the second, ...: half as many again each day from the sixth on. Afterwards: no limit."""


def daily_allowance(started_on: date, day: date) -> int | None:
    """The most e-mails of a UTC day in a warm-up; None when it is over. Before its start: the first day's."""
    place = max(0, (day - started_on).days)
    return ALLOWANCES[place] if place < len(ALLOWANCES) else None
