"""A website's collection settings: when, what and in whose name customers are asked."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from chalicelib.domain.delays import AT_ONCE, Delay, DelayRule
from chalicelib.domain.forbidden_domains import MARKETPLACE_RELAYS
from chalicelib.domain.send_window import SendWindow

MOST_REMINDERS = 3
PRESTASHOP_DELIVERED = "5"


class ReminderCondition(StrEnum):
    """Of whom a reminder is meant, looked at when it is due. A submitted review stops every reminder."""

    ANY = "any"
    NOT_OPENED = "not_opened"
    OPENED_WITHOUT_FORM = "opened_without_form"
    FORM_WITHOUT_REVIEW = "form_without_review"


class OpenTracking(StrEnum):
    """How openings of e-mails are followed, the freest first."""

    INDIVIDUAL = "individual"
    AGGREGATED = "aggregated"
    OFF = "off"

    def stricter(self, other: "OpenTracking") -> "OpenTracking":
        """The one of both that lets less be known."""
        modes = list(OpenTracking)
        return max(self, other, key=modes.index)


@dataclass(frozen=True)
class EmailText:
    """A merchant's own words for one e-mail in one language: plain text; an empty one keeps ours."""

    language: str
    subject: str = ""
    introduction: str = ""


@dataclass(frozen=True)
class Reminder:
    """One reminder: how long after the e-mail before it, for whom, and in which words."""

    delay: Delay
    condition: ReminderCondition = ReminderCondition.ANY
    texts: tuple[EmailText, ...] = ()


class CapAction(StrEnum):
    """What becomes of a request that meets the cap."""

    DEFER = "defer"
    DROP = "drop"


@dataclass(frozen=True)
class Cap:
    """At most one request per customer within `period_days` days of the last one's first e-mail, all shops together."""

    period_days: int
    action: CapAction = CapAction.DEFER


@dataclass(frozen=True)
class Collection:
    """What a merchant decided for one website.

    Attributes:
        name: the merchant as customers know it.
        time_zone: IANA name; naive dates of proofs and the days of filters are read in it.
        locale: language of the website, used when a proof names none or one that is not in `languages`.
        country: ISO 3166-1 alpha-2; whose public holidays count for customers without a country.
        languages: languages customers are written to in; empty = all we know.
        brand_delay, product_delay: from reception; product None = together with the brand.
        delay_rules: delays for some purchases only; the most specific rule that fits speaks.
        reminders: at most three, in order; empty = no reminder.
        product_request_blocks_reminders: no reminder while a product request of the same proof is deferred.
        sftp_reminders_unblocked: ... except for proofs that came by SFTP (domain.md 5).
        send_window: when e-mails may leave; None = at any time.
        max_age_days: an experience older than this when its first e-mail is due is not asked about; None = no limit.
        one_email_a_day: at most one e-mail per customer and calendar day.
        cap: marketing pressure; None = no cap.
        forbidden_domains: domains never written to, those below them included; a final `*` stands for any ending.
        soft_bounces_before_stop: passing failures of one address after which it is no longer written to.
        open_tracking: whether openings are learnt by each request, only counted per day, or not followed at all.
        sender_name: whom the e-mail is from; "" = `name`.
        reply_to: where answers go; "" = nowhere.
        first_email_texts: the merchant's own words for the first e-mail.
        prestashop_states: identifiers of the order states in which the PrestaShop module sends a purchase.
        shards: month partitions per month, 1 to 16.
        trader_contact: how customers reach the merchant, on one line; every e-mail and form shows it.
        version: grows by one each time the settings are saved; 0 = never saved.
    """

    website_id: str
    name: str
    time_zone: str = "Europe/Paris"
    locale: str = "fr"
    country: str = "FR"
    languages: tuple[str, ...] = ()
    collects_brand: bool = True
    collects_product: bool = True
    brand_delay: Delay = AT_ONCE
    product_delay: Delay | None = None
    delay_rules: tuple[DelayRule, ...] = ()
    reminders: tuple[Reminder, ...] = (Reminder(Delay(days=7)),)
    product_request_blocks_reminders: bool = True
    sftp_reminders_unblocked: bool = True
    send_window: SendWindow | None = None
    max_age_days: int | None = None
    one_email_a_day: bool = True
    cap: Cap | None = None
    forbidden_domains: tuple[str, ...] = MARKETPLACE_RELAYS
    soft_bounces_before_stop: int = 3
    open_tracking: OpenTracking = OpenTracking.INDIVIDUAL
    sender_name: str = ""
    reply_to: str = ""
    first_email_texts: tuple[EmailText, ...] = ()
    prestashop_states: tuple[str, ...] = (PRESTASHOP_DELIVERED,)
    shards: int = 1
    trader_contact: str = ""
    version: int = 0

    @property
    def zone(self) -> ZoneInfo:
        """The time zone object; raises ZoneInfoNotFoundError for an unknown name."""
        return ZoneInfo(self.time_zone)

    @property
    def shown_sender(self) -> str:
        """Whom an e-mail is from, as the customer reads it."""
        return self.sender_name or self.name

    def reminder_numbered(self, number: int) -> Reminder | None:
        """The reminder 1..3; None when there is none of this number."""
        return self.reminders[number - 1] if 1 <= number <= len(self.reminders) else None

    @property
    def cap_period(self) -> timedelta | None:
        """How long a customer is left alone after a request's first e-mail."""
        return timedelta(days=self.cap.period_days) if self.cap else None
