"""Which rules gave the date of which e-mail: the explanation of a row, taken apart."""

from itertools import chain

from chalicelib.domain import explanation as codes
from chalicelib.domain.explanation import Because, Explanation, instant
from chalicelib.domain.facts import FactKind
from chalicelib.domain.review_request import ReviewRequest
from chalicelib.domain.sent_mail import mail_of_step

_AGAIN = (codes.RESENT, codes.ADDRESS_CORRECTED)
_BEGINS = frozenset({*_AGAIN, codes.REMINDER, codes.REMINDER_SKIPPED, codes.REMINDER_BLOCKED})
"""With these rules the explanation turns to another e-mail than the one before."""


def rules_of_step(row: ReviewRequest, step: int) -> Explanation:
    """The rules that gave the date of an e-mail, oldest first; empty when they are no longer told."""
    parts = _parts(row.explanation)
    if step == 0:
        return parts[0] if parts and parts[0][0].code not in _BEGINS else ()
    resumed = row.facts.get(FactKind.RESUMED, step)
    if resumed:
        asked = {Because(code, (instant(resumed.at),)) for code in _AGAIN}
        return next((part for part in parts if asked & set(part)), ())
    number = _reminder_of(row, step)
    found = (part for part in reversed(parts) if number and _tells_reminder(part, number))
    return next(found, ())


def rules_of_the_end(row: ReviewRequest) -> Explanation:
    """Why no further e-mail is planned, as far as a rule said so; empty while one is planned."""
    parts = _parts(row.explanation)
    if row.next_email_at is not None or not parts:
        return ()
    ends = (codes.REMINDER_SKIPPED, codes.REMINDER_BLOCKED)
    return parts[-1] if all(because.code in ends for because in parts[-1]) else ()


def _parts(explanation: Explanation) -> list[Explanation]:
    """Cut where another e-mail begins; reminders skipped on the way to the next one stand with it."""
    parts: list[list[Because]] = []
    for because in explanation:
        follows = bool(parts) and parts[-1][-1].code == codes.REMINDER_SKIPPED
        if not parts or (because.code in _BEGINS and not follows):
            parts.append([])
        parts[-1].append(because)
    return [tuple(part) for part in parts]


def _reminder_of(row: ReviewRequest, step: int) -> int:
    """Which reminder an e-mail is; 0 for the first, and for those of which nothing is remembered."""
    if step == row.step:
        return row.reminder
    mail = mail_of_step(row.mails, step)
    return mail.reminder if mail else 0


def _tells_reminder(part: Explanation, number: int) -> bool:
    values = chain.from_iterable(because.values[:1] for because in part if because.code == codes.REMINDER)
    return str(number) in values
