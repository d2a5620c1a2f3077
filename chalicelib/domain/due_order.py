"""Places in the order of due rows, given to `ReviewRequests.due` as `after`.

All that is known outside the store of a row's sort key: `<epoch seconds, 12 digits>#<website>#...`.
"""

from datetime import UTC, date, datetime, timedelta


def place_before(instant: datetime) -> str:
    """Before every row due at or after the instant (by whole seconds), after every earlier one."""
    return f"{int(instant.timestamp()) - 1:012d}~"


def place_past_website(place: str, website_id: str) -> str:
    """After all rows of a website that are due in the same second as the place."""
    return f"{place[:12]}#{website_id}~"


def instant_of(place: str) -> datetime:
    """The second of a place."""
    return datetime.fromtimestamp(int(place[:12]), UTC)


def day_of(place: str) -> date:
    """The UTC day a place belongs to: the one of the first row that can follow it."""
    following = instant_of(place) + timedelta(seconds=1 if place[12:] == "~" else 0)
    return following.date()
