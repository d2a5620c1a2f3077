"""A website's settings as the document a merchant reads and sends back, and what it means to the domain.

Every field of the document must be there: what a document does not name would silently go back to its default.
"""

from abc import ABC, abstractmethod
from dataclasses import asdict, replace
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, ValidationInfo, field_validator, model_validator

from chalicelib.domain.collection import (
    MOST_REMINDERS,
    Cap,
    CapAction,
    Collection,
    EmailText,
    OpenTracking,
    Reminder,
    ReminderCondition,
)
from chalicelib.domain.delays import Delay, DelayRule
from chalicelib.domain.proof import LANGUAGES, Channel, ReviewType
from chalicelib.domain.send_window import SendWindow
from chalicelib.intake import settings_rules as rules

SUBJECT_LENGTH = 200
INTRODUCTION_LENGTH = 600
SHORTEST_WINDOW = 60
"""Minutes: in less, a busy day's e-mails would never all leave."""


class Strict(BaseModel):
    """What a merchant sends. Unknown fields are refused: a typing error must not pass silently."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Part(Strict, ABC):
    """A part of the document that the domain has an object for."""

    @property
    @abstractmethod
    def for_domain(self) -> object:
        """The domain's object of this part."""


class DelayPart(Part):
    """Whole days of 24 hours and whole hours."""

    days: Annotated[int, rules.whole(0, 365)] = 0
    hours: Annotated[int, rules.whole(0, 23)] = 0

    @property
    def for_domain(self) -> Delay:
        """See Part."""
        return Delay(self.days, self.hours)


class DelayRulePart(Part):
    """A delay for the purchases of a shop, a country or a channel."""

    review_type: Annotated[ReviewType, rules.word(ReviewType, ReviewType.BRAND_AND_PRODUCT)]
    delay: DelayPart
    shop_id: Annotated[str, rules.line(200, shortest=1)] | None = None
    country: rules.Country | None = None
    channel: Annotated[Channel, rules.word(Channel)] | None = None

    @model_validator(mode="after")
    def _speaks_of_some(self) -> "DelayRulePart":
        if self.purchases[1:] == (None, None, None):
            raise rules.refusal(
                "This rule speaks of every purchase.",
                "Name a shop, a country or a channel, or change the website's own delay instead.",
            )
        return self

    @property
    def purchases(self) -> tuple[object, ...]:
        """Of what the rule speaks: equal for two rules of which one would never be heard."""
        return (self.review_type, self.shop_id, self.country, self.channel)

    @property
    def for_domain(self) -> DelayRule:
        """See Part."""
        return DelayRule(self.review_type, self.delay.for_domain, self.shop_id, self.country, self.channel)


class EmailTextPart(Part):
    """Own words for one e-mail in one language; an empty one keeps ours."""

    language: rules.Language
    subject: Annotated[str, rules.own_text(SUBJECT_LENGTH, lines=False)] = ""
    introduction: Annotated[str, rules.own_text(INTRODUCTION_LENGTH, lines=True)] = ""

    @property
    def for_domain(self) -> EmailText:
        """See Part."""
        return EmailText(self.language, self.subject, self.introduction)


def _one_a_language(texts: tuple[EmailTextPart, ...]) -> tuple[EmailTextPart, ...]:
    if len({text.language for text in texts}) < len(texts):
        raise rules.refusal("A language stands twice in this list.", "Send one entry for each language.")
    return texts


class ReminderPart(Part):
    """One reminder. What its words promise is the merchant's to answer for: see docs/website-settings.md."""

    delay: DelayPart
    condition: Annotated[ReminderCondition, rules.word(ReminderCondition)] = ReminderCondition.ANY
    texts: Annotated[tuple[EmailTextPart, ...], rules.at_most(len(LANGUAGES))] = ()

    _distinct = field_validator("texts")(_one_a_language)

    @field_validator("delay")
    @classmethod
    def _not_the_same_day(cls, delay: DelayPart) -> DelayPart:
        if delay.days < 1:
            raise rules.refusal("A reminder needs at least one day after the e-mail before it.", "Send days from 1.")
        return delay

    @property
    def for_domain(self) -> Reminder:
        """See Part."""
        return Reminder(self.delay.for_domain, self.condition, tuple(text.for_domain for text in self.texts))


class SendWindowPart(Part):
    """Hours `HH:MM`, local to the customer, and ISO weekdays (1 = Monday) in which e-mails may leave."""

    weekdays: Annotated[tuple[Annotated[int, rules.whole(1, 7)], ...], rules.at_most(7)]
    opens: rules.TimeOfDay
    closes: rules.TimeOfDay
    skips_holidays: rules.Flag = False

    @field_validator("weekdays")
    @classmethod
    def _in_order(cls, weekdays: tuple[int, ...]) -> tuple[int, ...]:
        if not weekdays:
            raise rules.refusal("No e-mail could ever leave.", "Send at least one weekday, 1 (Monday) to 7 (Sunday).")
        return tuple(sorted(weekdays))

    @field_validator("closes")
    @classmethod
    def _stays_open_long_enough(cls, closes: int, info: ValidationInfo) -> int:
        if closes - info.data.get("opens", 0) < SHORTEST_WINDOW:
            raise rules.refusal(
                "The window must open before it closes and stay open for an hour.",
                f"Send `closes` at least {SHORTEST_WINDOW} minutes after `opens`, at most 24:00.",
            )
        return closes

    @property
    def for_domain(self) -> SendWindow:
        """See Part."""
        return SendWindow(self.weekdays, self.opens, self.closes, self.skips_holidays)


class CapPart(Part):
    """Marketing pressure."""

    period_days: Annotated[int, rules.whole(1, 365)]
    action: Annotated[CapAction, rules.word(CapAction)] = CapAction.DEFER

    @property
    def for_domain(self) -> Cap:
        """See Part."""
        return Cap(self.period_days, self.action)


class SettingsDocument(Strict):
    """The whole document. Fields have the names and the meaning they have in `Collection`."""

    name: Annotated[str, rules.line(80, shortest=1)]
    trader_contact: Annotated[str, rules.line(300)]
    time_zone: rules.TimeZone
    locale: rules.Language
    country: rules.Country
    languages: Annotated[tuple[rules.Language, ...], rules.at_most(len(LANGUAGES))]
    collects_brand: rules.Flag
    collects_product: rules.Flag
    brand_delay: DelayPart
    product_delay: DelayPart | None
    delay_rules: Annotated[tuple[DelayRulePart, ...], rules.at_most(200)]
    reminders: Annotated[tuple[ReminderPart, ...], rules.at_most(MOST_REMINDERS, distinct=False)]
    product_request_blocks_reminders: rules.Flag
    sftp_reminders_unblocked: rules.Flag
    send_window: SendWindowPart | None
    max_age_days: Annotated[int, rules.whole(1, 730)] | None
    one_email_a_day: rules.Flag
    cap: CapPart | None
    forbidden_domains: Annotated[tuple[rules.DomainPattern, ...], rules.at_most(200)]
    soft_bounces_before_stop: Annotated[int, rules.whole(1, 10)]
    open_tracking: Annotated[OpenTracking, rules.word(OpenTracking)]
    sender_name: rules.SenderName
    reply_to: rules.Address
    first_email_texts: Annotated[tuple[EmailTextPart, ...], rules.at_most(len(LANGUAGES))]
    prestashop_states: Annotated[tuple[rules.PrestashopState, ...], rules.at_most(50)]

    _distinct = field_validator("first_email_texts")(_one_a_language)

    @field_validator("languages")
    @classmethod
    def _hold_the_one_to_fall_back_on(cls, languages: tuple[str, ...], info: ValidationInfo) -> tuple[str, ...]:
        locale = info.data.get("locale")
        if languages and locale and locale not in languages:
            raise rules.refusal("This list leaves out the website's own language.", f"Add `{locale}` to it.")
        return languages

    @field_validator("delay_rules")
    @classmethod
    def _each_is_heard(cls, delay_rules: tuple[DelayRulePart, ...]) -> tuple[DelayRulePart, ...]:
        if len({rule.purchases for rule in delay_rules}) < len(delay_rules):
            raise rules.refusal("Two rules speak of the same purchases.", "Send one rule for each.")
        return delay_rules


def collection_of(document: SettingsDocument, current: Collection, version: int) -> Collection:
    """The settings a document asks for, made from `version`; what stands in no document stays as it is."""
    values = {name: _for_domain(getattr(document, name)) for name in SettingsDocument.model_fields}
    return replace(current, **values, version=version)


def _for_domain(value: object) -> Any:
    if isinstance(value, tuple):
        return tuple(_for_domain(one) for one in value)
    return value.for_domain if isinstance(value, Part) else value


def document_of(collection: Collection) -> dict[str, Any]:
    """The document that says what the settings are: sent back unchanged, it changes nothing."""
    values = asdict(collection)
    if collection.send_window:
        window = collection.send_window
        values["send_window"] |= {"opens": clock(window.opens), "closes": clock(window.closes)}
    return {name: values[name] for name in SettingsDocument.model_fields}


def clock(minutes: int) -> str:
    """Minutes from midnight as `HH:MM`; the end of the day is 24:00."""
    return f"{minutes // 60:02d}:{minutes % 60:02d}"
