"""Replanning: where a planned e-mail would stand under other settings, computed from what the row knows of its origin.

Only what settings decide is worked out again. The instant of reception and delays that came with the proof stay, as
does a date that an operator gave; no e-mail is ever moved into the past.
"""

import re
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from chalicelib.domain import explanation
from chalicelib.domain.collection import Reminder
from chalicelib.domain.delays import rule_for
from chalicelib.domain.explanation import Because
from chalicelib.domain.facts import FactKind
from chalicelib.domain.operations import keeps_operators_date
from chalicelib.domain.planning import Planned, plan
from chalicelib.domain.proof import Customer, Product, Proof, ReviewType, Source
from chalicelib.domain.review_request import ReviewRequest, SendState
from chalicelib.domain.rules import Rules
from chalicelib.domain.send_protocol import UNCONFIRMED_AFTER, explained, product_request_blocks


class ReplanResult(StrEnum):
    """What other settings mean for one row."""

    MOVED = "moved"
    REMINDERS_ENDED = "reminders_ended"
    UNCHANGED = "unchanged"
    OPERATORS_DATE = "operators_date"
    NOT_COLLECTED = "not_collected"
    NOTHING_PLANNED = "nothing_planned"


@dataclass(frozen=True)
class Replan:
    """The row afterwards (the very same one unless it is MOVED or REMINDERS_ENDED).

    `refused` is why its next e-mail would not leave after all when it is due (too old, forbidden domain), a code of
    `reasons.py`: that is decided at that moment, so that going back to the settings before loses nothing.
    """

    result: ReplanResult
    row: ReviewRequest
    refused: str | None = None


def replanned(row: ReviewRequest, proof: Proof | None, *, rules: Rules, now: datetime) -> ReviewRequest | None:
    """The row under these rules; None when it stays as it is. See `replan`."""
    after = replan(row, proof, rules=rules, now=now).row
    return None if after is row else after


def replan(row: ReviewRequest, proof: Proof | None, *, rules: Rules, now: datetime) -> Replan:
    """What these rules mean for a row; `proof` may be None unless `needs_proof(row, rules)`."""
    if not row.may_be_sent or row.due_at is None:
        return Replan(ReplanResult.NOTHING_PLANNED, row)
    if row.urgent or keeps_operators_date(row) or (row.step and not row.reminder):
        return Replan(ReplanResult.OPERATORS_DATE, row)
    if row.reminder:
        return _replanned_reminder(row, rules, now)
    if not _is_collected(row, rules):
        return Replan(ReplanResult.NOT_COLLECTED, row)
    return _replanned_first(row, proof or _purchase(row), rules, now)


def needs_proof(row: ReviewRequest, rules: Rules) -> bool:
    """Whether the row alone does not tell which delays came with the proof."""
    if row.step or not row.may_be_sent:
        return False
    origin = _origin(row)
    if origin is None:
        return True
    knows_brand = row.review_type is not ReviewType.PRODUCT or Because(explanation.WITH_BRAND) in row.explanation
    return not (knows_brand or origin.code in _FED or _has_product_delay(row, rules))


def _is_collected(row: ReviewRequest, rules: Rules) -> bool:
    collected = {
        ReviewType.BRAND: rules.collection.collects_brand,
        ReviewType.PRODUCT: rules.collection.collects_product,
    }
    return all(collected[single] for single in row.review_type.asked)


def _replanned_first(row: ReviewRequest, purchase: Proof, rules: Rules, now: datetime) -> Replan:
    """The first e-mail. One that asks for both stands where its brand request stands."""
    created = row.facts.get(FactKind.CREATED)
    if created is None:
        raise ValueError("a review request always holds the fact `created`")
    single = row.review_type.asked[0]
    asked = replace(purchase, review_types=frozenset({single}))
    (planned,) = plan(asked, rules, received_at=created.at)
    kept = [one for one in row.explanation if one.code in _OF_ITS_PRODUCTS and single is ReviewType.BRAND]
    because = tuple(dict.fromkeys((*planned.explanation, *kept)))
    due_at = _not_before(now, planned, row, rules)
    return _moved(replace(row, explanation=because), row, due_at, rules, now)


_OF_ITS_PRODUCTS = (explanation.JOINED, explanation.WITH_BRAND, explanation.PRODUCT_DEFERRED)
"""What a brand request says of the products of the same purchase stays said."""


def _not_before(now: datetime, planned: Planned, row: ReviewRequest, rules: Rules) -> datetime:
    """The planned instant, or the first one from now on; not before a limit lets the customer be written to again."""
    due_at = planned.due_at if planned.due_at > now else rules.opening(now, country=row.country)
    return max(due_at, row.due_at or due_at) if _is_held_by_limit(row, rules) else due_at


def _is_held_by_limit(row: ReviewRequest, rules: Rules) -> bool:
    held_by = row.explanation[-1].code if row.explanation else ""
    if held_by == explanation.CAPPED:
        return rules.collection.cap is not None
    return held_by == explanation.ONE_A_DAY and rules.collection.one_email_a_day


def _replanned_reminder(row: ReviewRequest, rules: Rules, now: datetime) -> Replan:
    """A reminder counts from the e-mail before it; those skipped in between are counted with their delays."""
    reminder, after = rules.collection.reminder_numbered(row.reminder), _last_email_at(row)
    if reminder is None or product_request_blocks(row, rules.collection):
        ended = _told_anew(row, row, rules)
        return Replan(ReplanResult.REMINDERS_ENDED, replace(ended, send_state=SendState.SENT, due_at=None))
    if after is None:
        return Replan(ReplanResult.UNCHANGED, row)
    delays = [one.delay.duration for one in rules.collection.reminders[_first_after_email(row) - 1 : row.reminder]]
    due_at = rules.opening(max(after + sum(delays, timedelta()), now), country=row.country)
    if _is_held_by_limit(row, rules):
        due_at = max(due_at, row.due_at or due_at)
    return _moved(_with_delay(row, reminder), row, due_at, rules, now)


def _with_delay(row: ReviewRequest, reminder: Reminder) -> ReviewRequest:
    """The row that tells this delay of its reminder, and no other."""
    told = Because(explanation.REMINDER, (str(row.reminder), explanation.delay(reminder.delay)))
    same = (explanation.REMINDER, told.values[0])
    return replace(row, explanation=tuple(told if (b.code, *b.values[:1]) == same else b for b in row.explanation))


def _first_after_email(row: ReviewRequest) -> int:
    """The number of the first reminder planned after the last e-mail that left: lower when some were skipped."""
    number = row.reminder
    while number > 1 and Because(explanation.REMINDER_SKIPPED, (str(number - 1),)) in row.explanation:
        number -= 1
    return number


def _last_email_at(row: ReviewRequest) -> datetime | None:
    """When the e-mail before this one left, or was claimed when nobody knows whether it left."""
    sent = [fact.at for fact in row.facts.of_kind(FactKind.SENT) if fact.step < row.step]
    unknown = [fact.at - UNCONFIRMED_AFTER for fact in row.facts.of_kind(FactKind.UNCONFIRMED) if fact.step < row.step]
    return max((*sent, *unknown), default=None)


def _moved(after: ReviewRequest, row: ReviewRequest, due_at: datetime, rules: Rules, now: datetime) -> Replan:
    refused = None if row.step else rules.refusal(row.customer_email, row.experience_at, at=due_at)
    waits_already = row.due_at is not None and row.due_at <= now and due_at <= now
    if due_at == row.due_at or waits_already:
        return Replan(ReplanResult.UNCHANGED, row, refused)
    planned_at = row.planned_at if row.step else due_at
    moved = replace(_told_anew(after, row, rules), due_at=due_at, planned_at=planned_at)
    return Replan(ReplanResult.MOVED, moved, refused)


def _told_anew(after: ReviewRequest, row: ReviewRequest, rules: Rules) -> ReviewRequest:
    """The row that names the version of the settings and the date before; only the last replanning is told."""
    others = tuple(one for one in after.explanation if one.code != explanation.REPLANNED)
    values = (str(rules.collection.version), explanation.instant(row.due_at or row.planned_at))
    return explained(replace(after, explanation=others), Because(explanation.REPLANNED, values))


_FED = (explanation.FEED_DELAY, explanation.PRODUCTS_DELAY)
_ORIGINS = frozenset(
    {
        *_FED,
        explanation.SHOP_RULE,
        explanation.COUNTRY_RULE,
        explanation.CHANNEL_RULE,
        explanation.GENERAL_RULE,
        explanation.ACCOUNT_DELAY,
    }
)


def _origin(row: ReviewRequest) -> Because | None:
    """The rule that gave the delay; None for rows that never had one or whose explanation grew too long."""
    return next((one for one in row.explanation if one.code in _ORIGINS), None)


def _has_product_delay(row: ReviewRequest, rules: Rules) -> bool:
    collection = rules.collection
    rule = rule_for(collection.delay_rules, _purchase(row), ReviewType.PRODUCT)
    return rule is not None or collection.product_delay is not None


def _purchase(row: ReviewRequest) -> Proof:
    """The purchase as far as delays depend on it: what the row holds of it, and the delay that came with the proof."""
    origin = _origin(row)
    fed = _days(origin) if origin and origin.code in _FED else None
    is_brands = row.review_type is not ReviewType.PRODUCT or Because(explanation.WITH_BRAND) in row.explanation
    return Proof(
        experience_reference=row.experience_reference,
        experience_at=row.experience_at,
        experience_day="",
        customer=Customer(row.customer_email, "", "", row.language, row.country),
        transmission_method=row.transmission_method,
        source=Source(""),
        channel=row.channel,
        shop_id=row.shop_id,
        products=(Product("", ""),),
        brand_delay_days=fed if is_brands else None,
        product_delay_days=None if is_brands else fed,
    )


def _days(origin: Because) -> int:
    """Delays of a feed are whole days."""
    found = re.match(r"P(\d+)D", origin.values[0])
    if found is None:
        raise ValueError(f"This is not the text of a delay: {origin.values[0]}")
    return int(found[1])
