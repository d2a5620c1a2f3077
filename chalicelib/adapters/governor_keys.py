"""The keys of what governs the sending; the table's other keys stand in `keys.py`.

| item | pk | sk |
|---|---|---|
| the rate | `S#GOVERNOR` | `BUCKET` |
| pause and warm-up, of one website or all | `S#SENDING` | `<website>` or `*` |
| a day's sending, of one website | `W#<website>#D` | `DAY#<yyyymmdd>` |
| a day's sending, of all | `S#D` | `DAY#<yyyymmdd>` |
"""

from datetime import date

from chalicelib.adapters.keys import Key, due_day, website_days, website_of
from chalicelib.domain.sending import ALL_WEBSITES

BUCKET = Key("S#GOVERNOR", "BUCKET")
"""One for the whole table."""

SENDING_PK = "S#SENDING"
"""The states of all websites, read by one query."""


def sending_state(website_id: str) -> Key:
    """What stops or slows a website, or all of them. Raises WebsiteNotFoundError for what cannot be a website."""
    return Key(SENDING_PK, website_id if website_id == ALL_WEBSITES else _checked(website_id))


def sending_day(website_id: str, day: date) -> Key:
    """What was sent on a UTC day by a website, or by all. Raises WebsiteNotFoundError as above."""
    return Key("S#D" if website_id == ALL_WEBSITES else website_days(website_id), due_day(day).sk)


def _checked(website_id: str) -> str:
    """No other text than a website's identifier may stand in a key."""
    return website_of(website_days(website_id))
