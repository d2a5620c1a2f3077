"""Settings as any merchant may have them: Hypothesis strategies, within the limits of the settings document."""

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from chalicelib.domain.collection import (
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
from tests.builders import WEBSITE_ID

UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""How long a case takes says something about the machine, and nothing about the code."""

_LETTERS = "abc XYZ éà'’«»0189,;:!?-&%…ßñ"


def words(shortest: int, longest: int) -> st.SearchStrategy[str]:
    """Text for people, as it is kept: no blanks at its ends."""
    return st.text(_LETTERS, min_size=shortest, max_size=longest).filter(lambda text: text == text.strip())


def delays(*, least_days: int = 0) -> st.SearchStrategy[Delay]:
    """Days and hours."""
    return st.builds(Delay, st.integers(least_days, 365), st.integers(0, 23))


TEXTS = st.lists(
    st.builds(EmailText, st.sampled_from(LANGUAGES), words(0, 200), words(0, 600)),
    max_size=3,
    unique_by=lambda text: text.language,
).map(tuple)

DELAY_RULES = st.lists(
    st.builds(
        DelayRule,
        st.sampled_from([ReviewType.BRAND, ReviewType.PRODUCT]),
        delays(),
        st.none() | words(1, 20),
        st.sampled_from([None, "FR", "BE", "GP"]),
        st.sampled_from([None, *Channel]),
    ),
    max_size=4,
    unique_by=lambda rule: (rule.review_type, rule.shop_id, rule.country, rule.channel),
).map(lambda rules: tuple(rule for rule in rules if any(rule.precision)))

REMINDERS = st.lists(
    st.builds(Reminder, delays(least_days=1), st.sampled_from(ReminderCondition), TEXTS), max_size=3
).map(tuple)

WEEKDAYS = st.sets(st.integers(1, 7), min_size=1).map(lambda days: tuple(sorted(days)))
WINDOWS = st.integers(0, 1380).flatmap(
    lambda opens: st.builds(SendWindow, WEEKDAYS, st.just(opens), st.integers(opens + 60, 1440), st.booleans())
)
DOMAINS = st.lists(
    st.sampled_from(["marketplace.amazon.*", "cdiscount.com", "zalando.fr", "xn--caf-dma.example"]), unique=True
).map(tuple)


@st.composite
def collections(draw: st.DrawFn) -> Collection:
    """A collection, any of its fields set."""
    locale = draw(st.sampled_from(LANGUAGES))
    languages = draw(st.just(()) | st.sets(st.sampled_from(LANGUAGES)).map(lambda some: tuple(sorted({*some, locale}))))
    return Collection(
        website_id=WEBSITE_ID,
        name=draw(words(1, 80)),
        time_zone=draw(st.sampled_from(["Europe/Paris", "America/Guadeloupe", "Asia/Kolkata"])),
        locale=locale,
        country=draw(st.sampled_from(["FR", "BE", "GP"])),
        languages=languages,
        collects_brand=draw(st.booleans()),
        collects_product=draw(st.booleans()),
        brand_delay=draw(delays()),
        product_delay=draw(st.none() | delays()),
        delay_rules=draw(DELAY_RULES),
        reminders=draw(REMINDERS),
        product_request_blocks_reminders=draw(st.booleans()),
        sftp_reminders_unblocked=draw(st.booleans()),
        send_window=draw(st.none() | WINDOWS),
        max_age_days=draw(st.none() | st.integers(1, 730)),
        one_email_a_day=draw(st.booleans()),
        cap=draw(st.none() | st.builds(Cap, st.integers(1, 365), st.sampled_from(CapAction))),
        forbidden_domains=draw(DOMAINS),
        soft_bounces_before_stop=draw(st.integers(1, 10)),
        open_tracking=draw(st.sampled_from(OpenTracking)),
        sender_name=draw(words(0, 64)),
        reply_to=draw(st.sampled_from(["", "hello@shop.example"])),
        first_email_texts=draw(TEXTS),
        prestashop_states=draw(st.lists(st.integers(1, 999999).map(str), unique=True, max_size=4).map(tuple)),
        shards=draw(st.integers(1, 16)),
        trader_contact=draw(words(0, 300)),
        version=draw(st.integers(0, 10**6)),
    )
