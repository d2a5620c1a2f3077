"""What decides about one website's e-mails: its settings and the calendar of public holidays."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from chalicelib.domain import explanation, reasons
from chalicelib.domain.collection import Collection
from chalicelib.domain.country_zones import zone_of
from chalicelib.domain.explanation import Because, Explanation
from chalicelib.domain.forbidden_domains import is_forbidden
from chalicelib.domain.send_window import Holidays, Place, SendWindow, first_opening


@dataclass(frozen=True)
class Rules:
    """Planning and transitions take this; both parts are plain values, so the same rules give the same answer."""

    collection: Collection
    holidays: Holidays

    def opening(self, at: datetime, *, country: str | None) -> datetime:
        """The first instant at or after `at` at which an e-mail may leave to a customer of this country."""
        return self._opening(self.collection.send_window, at, country)

    def moved(self, at: datetime, *, country: str | None) -> tuple[datetime, Explanation]:
        """`opening`, and why it is not `at`: a public holiday, or else the window; no reason when it is."""
        window = self.collection.send_window
        opening = self._opening(window, at, country)
        if window is None or opening == at:
            return opening, ()
        if opening == self._opening(replace(window, skips_holidays=False), at, country):
            return opening, (explanation.window(at),)
        return opening, (Because(explanation.HOLIDAY, (explanation.instant(at),)),)

    def local_day(self, at: datetime, *, country: str | None) -> date:
        """The day an instant falls on for a customer of this country."""
        return at.astimezone(self.zone(country)).date()

    def zone(self, country: str | None) -> ZoneInfo:
        """The clock of a customer: the country's, else the website's."""
        name = zone_of(country)
        return ZoneInfo(name) if name else self.collection.zone

    def is_too_old(self, experience_at: datetime, *, at: datetime) -> bool:
        """Whether the experience is older at `at` than the merchant asks about."""
        limit = self.collection.max_age_days
        return limit is not None and at - experience_at > timedelta(days=limit)

    def refusal(self, email: str, experience_at: datetime, *, at: datetime) -> str | None:
        """Why no first e-mail leaves to this address at `at`: a code of `reasons.py`, or None."""
        if is_forbidden(email, self.collection.forbidden_domains):
            return reasons.FORBIDDEN_DOMAIN
        return reasons.TOO_OLD if self.is_too_old(experience_at, at=at) else None

    def _opening(self, window: SendWindow | None, at: datetime, country: str | None) -> datetime:
        if window is None:
            return at
        return first_opening(window, at, Place(self.zone(country), country or self.collection.country, self.holidays))
