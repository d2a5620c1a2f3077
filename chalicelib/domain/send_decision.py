"""What is looked at once more when an e-mail is about to leave: the address, the age, the condition, the window."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from chalicelib.domain import reasons
from chalicelib.domain.collection import OpenTracking, ReminderCondition
from chalicelib.domain.explanation import Explanation
from chalicelib.domain.facts import FactKind, Facts
from chalicelib.domain.forbidden_domains import is_forbidden
from chalicelib.domain.operations import keeps_operators_date
from chalicelib.domain.review_request import ReviewRequest
from chalicelib.domain.rules import Rules
from chalicelib.domain.sandbox import may_be_written_to


@dataclass(frozen=True)
class Leave:
    """Nothing holds the e-mail back."""


@dataclass(frozen=True)
class Wait:
    """The e-mail leaves later."""

    until: datetime
    because: Explanation


@dataclass(frozen=True)
class Skip:
    """This reminder is not meant for this customer; the next one may be."""


@dataclass(frozen=True)
class Refuse:
    """No e-mail may leave; `reason` is a code of `reasons.py`."""

    reason: str


Decision = Leave | Wait | Skip | Refuse


def decide(row: ReviewRequest, rules: Rules, *, now: datetime) -> Decision:
    """What becomes of the planned e-mail of a row now. What an operator asked to send now waits for nothing.

    A date that an operator gave is not looked at through the send window.
    """
    if not may_be_written_to(row.experience_reference, row.customer_email):
        return Refuse(reasons.SANDBOX_ADDRESS)
    if is_forbidden(row.customer_email, rules.collection.forbidden_domains):
        return Refuse(reasons.FORBIDDEN_DOMAIN)
    if row.urgent:
        return Leave()
    # A reminder follows its first e-mail however old the experience has become.
    if row.step == 0 and rules.is_too_old(row.experience_at, at=now):
        return Refuse(reasons.TOO_OLD)
    if not _is_meant_for_this_customer(row, rules):
        return Skip()
    if keeps_operators_date(row):
        return Leave()
    opening, because = rules.moved(now, country=row.country)
    return Wait(opening, because) if opening > now else Leave()


def _is_meant_for_this_customer(row: ReviewRequest, rules: Rules) -> bool:
    """A reminder's condition; what an operator asked for once more has none."""
    reminder = rules.collection.reminder_numbered(row.reminder)
    if reminder is None or row.facts.has(FactKind.RESUMED, row.step):
        return True
    if rules.collection.open_tracking is not OpenTracking.INDIVIDUAL and reminder.condition in RESTS_ON_OPENINGS:
        return not _form_opened(row.facts)
    return CONDITIONS[reminder.condition](row.facts)


def _opened(facts: Facts) -> bool:
    return facts.any(FactKind.OPENED)


def _form_opened(facts: Facts) -> bool:
    return facts.any(FactKind.FORM_OPENED)


CONDITIONS: dict[ReminderCondition, Callable[[Facts], bool]] = {
    ReminderCondition.ANY: lambda _facts: True,
    ReminderCondition.NOT_OPENED: lambda facts: not _opened(facts) and not _form_opened(facts),
    ReminderCondition.OPENED_WITHOUT_FORM: lambda facts: _opened(facts) and not _form_opened(facts),
    ReminderCondition.FORM_WITHOUT_REVIEW: _form_opened,
}
"""Of whom each condition speaks; only what people did counts, not what machines opened."""

RESTS_ON_OPENINGS = frozenset({ReminderCondition.NOT_OPENED, ReminderCondition.OPENED_WITHOUT_FORM})
"""Where openings are not known one by one, these ask only whether the form was opened (decision 22)."""
