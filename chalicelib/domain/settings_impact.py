"""What new settings would do to the requests already scheduled: the figures, and the sentence a person reads."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from chalicelib.domain.replanning import Replan, ReplanResult


@dataclass(frozen=True)
class Impact:
    """Every looked-at request with a planned e-mail is counted once in the first five figures.

    Attributes:
        moved: its e-mail would get another date.
        reminders_ended: its reminder would no longer leave.
        unchanged: its date would stay.
        operators_date: an operator gave its date, which settings do not move.
        not_collected: it asks for a type of review that would no longer be collected; it would still leave as planned.
        leaving_today: of those moved, how many would leave on the website's present day.
        refused: of all, how many would be cancelled when due: too old, or a domain that is not written to.
        complete: whether all requests were looked at; else every figure is a lower bound.
    """

    moved: int = 0
    reminders_ended: int = 0
    unchanged: int = 0
    operators_date: int = 0
    not_collected: int = 0
    leaving_today: int = 0
    refused: int = 0
    complete: bool = True

    def counting(self, replan: Replan, *, leaves_today: bool) -> "Impact":
        """These figures and one more request."""
        field = _COUNTED.get(replan.result)
        if field is None:
            return self
        today = leaves_today and replan.result is ReplanResult.MOVED
        more = replace(self, **{field: getattr(self, field) + 1})
        return replace(more, leaving_today=self.leaving_today + today, refused=self.refused + bool(replan.refused))

    def sentence(self, language: str) -> str:
        """`4,212 scheduled requests would move, 37 would leave today.`; `language` is "fr", else English."""
        words = _FRENCH if language == "fr" else _ENGLISH
        parts = [
            words.told(count, forms)
            for name, forms in words.figures.items()
            if (count := getattr(self, name)) or name == "moved"
        ]
        start = "" if self.complete else words.at_least
        text = start + ", ".join(parts) + "."
        return text[0].upper() + text[1:]


_COUNTED = {
    ReplanResult.MOVED: "moved",
    ReplanResult.REMINDERS_ENDED: "reminders_ended",
    ReplanResult.UNCHANGED: "unchanged",
    ReplanResult.OPERATORS_DATE: "operators_date",
    ReplanResult.NOT_COLLECTED: "not_collected",
}
"""Where a result is counted; a request without a planned e-mail nowhere."""


@dataclass(frozen=True)
class _Words:
    """How a language tells figures: for each its singular and plural form."""

    at_least: str
    thousands: str
    is_plural: Callable[[int], bool]
    figures: dict[str, tuple[str, str]]

    def told(self, count: int, forms: tuple[str, str]) -> str:
        number = f"{count:,}".replace(",", self.thousands)
        return f"{number} {forms[self.is_plural(count)]}"


_FRENCH = _Words(
    at_least="au moins ",
    thousands="\u202f",
    is_plural=lambda count: count > 1,
    figures={
        "moved": ("demande programmée changerait de date", "demandes programmées changeraient de date"),
        "leaving_today": ("partirait aujourd'hui", "partiraient aujourd'hui"),
        "reminders_ended": ("relance ne partirait plus", "relances ne partiraient plus"),
        "refused": ("serait annulée à son échéance", "seraient annulées à leur échéance"),
        "operators_date": ("garderait la date choisie à la main", "garderaient la date choisie à la main"),
        "not_collected": (
            "demande d'un type qui n'est plus collecté partirait comme prévu",
            "demandes d'un type qui n'est plus collecté partiraient comme prévu",
        ),
    },
)
_ENGLISH = _Words(
    at_least="at least ",
    thousands=",",
    is_plural=lambda count: count != 1,
    figures={
        "moved": ("scheduled request would move", "scheduled requests would move"),
        "leaving_today": ("would leave today", "would leave today"),
        "reminders_ended": ("reminder would no longer leave", "reminders would no longer leave"),
        "refused": ("would be cancelled when due", "would be cancelled when due"),
        "operators_date": ("would keep the date chosen by hand", "would keep the date chosen by hand"),
        "not_collected": (
            "request of a type no longer collected would leave as planned",
            "requests of a type no longer collected would leave as planned",
        ),
    },
)
