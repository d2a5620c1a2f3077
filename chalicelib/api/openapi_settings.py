"""What the settings routes take and answer."""

from typing import Any

from chalicelib.api.openapi_operations import json_answer, query, refusals
from chalicelib.api.openapi_schemas import Json, count, flag, instant, many, maybe, record, ref, text, words
from chalicelib.domain.collection import MOST_REMINDERS, CapAction, OpenTracking, ReminderCondition
from chalicelib.domain.proof import LANGUAGES, Channel, ReviewType
from chalicelib.domain.settings_history import ApplyTo


def _language(description: str = "") -> Json:
    return text(description, enum=list(LANGUAGES))


def _own_texts(description: str) -> Json:
    return many(ref("OwnText"), description, maxItems=len(LANGUAGES))


_COUNTRY = r"^[A-Z]{2}$"
_CLOCK = r"^([01][0-9]|2[0-3]):[0-5][0-9]$|^24:00$"
_VERSION = count("The version that was read and changed.", minimum=0)
_APPLY_TO = words(ApplyTo, "`scheduled` also moves what is scheduled already, as an operation; `future` by default.")
_NOTE = text("Why, for the history.", maxLength=300)

_SETTINGS: Json = {
    "name": text("The merchant as customers know it.", minLength=1, maxLength=80, pattern=r"\S"),
    "trader_contact": text("How customers reach the merchant, on one line; in every e-mail and form.", maxLength=300),
    "time_zone": text("IANA name: days and naive dates of proofs are read in it."),
    "locale": _language("Written in when a proof names no language, or one that is not in `languages`."),
    "country": text("ISO 3166-1 alpha-2: whose holidays count for customers without a country.", pattern=_COUNTRY),
    "languages": many(_language(), "Customers are written to in these; empty = in all."),
    "collects_brand": flag("Whether reviews of the merchant are asked for."),
    "collects_product": flag("Whether reviews of products are asked for."),
    "brand_delay": ref("Delay"),
    "product_delay": maybe(ref("Delay")),
    "delay_rules": many(ref("DelayRule"), "The most precise one that fits speaks.", maxItems=200),
    "reminders": many(ref("Reminder"), "In order; empty = none.", maxItems=MOST_REMINDERS),
    "product_request_blocks_reminders": flag("No reminder while a product request of the same purchase is to come."),
    "sftp_reminders_unblocked": flag("... except for purchases that came by SFTP."),
    "send_window": maybe(ref("SendWindow")),
    "max_age_days": maybe(count("An older experience is not asked about; null = no limit.", minimum=1, maximum=730)),
    "one_email_a_day": flag("At most one e-mail per customer and day."),
    "cap": maybe(ref("Cap")),
    "forbidden_domains": many(text(), "Never written to; a final `*` stands for any ending.", maxItems=200),
    "soft_bounces_before_stop": count("E-mails that meet a passing failure before we stop.", minimum=1, maximum=10),
    "open_tracking": text(
        "How openings are followed: by each request, counted per day of sending only, or not at all.",
        enum=[mode.value for mode in OpenTracking],
    ),
    "sender_name": text("Whom e-mails are from; empty = `name`.", maxLength=64),
    "reply_to": text("Where answers go; empty = nowhere."),
    "first_email_texts": _own_texts("Own words for the first e-mail."),
    "prestashop_states": many(text(), "Order states in which the PrestaShop module sends a purchase.", maxItems=50),
}

_SAVED: Json = {
    "version": count("Grows by one with every save."),
    "saved_at": maybe(instant()),
    "saved_by": maybe(text("A person, an API client, or `operator`.")),
    "note": text("Why, in the words of who saved it."),
    "settings": ref("Settings"),
}

SETTINGS_SCHEMAS: Json = {
    "Settings": record(_SETTINGS, description="A website's settings; docs/website-settings.md explains each."),
    "SavedSettings": record(_SAVED, description="One version."),
    "ChangedSettings": record({**_SAVED, "replanning": ref("Replanning")}, description="The settings as they are now."),
    "Replanning": record(
        {
            "state": text(
                "`refused`: the settings are saved, ask for the same once more to start the replanning.",
                enum=["none", "waiting", "refused"],
            ),
            "operation_id": maybe(text("The operation that moves what is scheduled.")),
        }
    ),
    "SettingsVersions": record(
        {
            "items": many(ref("SavedSettings"), "Newest first."),
            "next_before": maybe(count("Give it back as `before` for the next page; null on the last one.")),
        }
    ),
    "SettingsImpact": record(
        {
            "moved": count("E-mails that would get another date."),
            "leaving_today": count("Of these, those that would leave on the website's present day."),
            "reminders_ended": count("Reminders that would no longer leave."),
            "unchanged": count("E-mails whose date would stay."),
            "operators_date": count("Dates chosen by hand, which settings do not move."),
            "not_collected": count("Requests of a type no longer collected; they would leave as planned."),
            "refused": count("Of all, those that would be cancelled when due."),
            "complete": flag("False: not all were looked at, every figure is a lower bound."),
            "sentence": record({"fr": text(), "en": text()}),
        }
    ),
    "Delay": record(
        {"days": count("Of 24 hours.", minimum=0, maximum=365), "hours": count(minimum=0, maximum=23)},
        description="From reception of the proof; for a reminder, from the e-mail before it.",
    ),
    "DelayRule": record(
        {
            "review_type": text(enum=[ReviewType.BRAND.value, ReviewType.PRODUCT.value]),
            "delay": ref("Delay"),
            "shop_id": maybe(text(minLength=1, maxLength=200)),
            "country": maybe(text("The customer's.", pattern=_COUNTRY)),
            "channel": {"type": ["string", "null"], "enum": [*(one.value for one in Channel), None]},
        },
        optional=("shop_id", "country", "channel"),
        description="A delay for the purchases of a shop, a country or a channel; at least one is named.",
    ),
    "Reminder": record(
        {
            "delay": ref("Delay"),
            "condition": words(ReminderCondition, "Of whom it is meant, looked at when it is due."),
            "texts": _own_texts("Own words for this reminder."),
        },
        optional=("condition", "texts"),
        description="At least one day after the e-mail before it.",
    ),
    "SendWindow": record(
        {
            "weekdays": many(count(minimum=1, maximum=7), "1 is Monday.", minItems=1, maxItems=7),
            "opens": text("On the customer's clock.", pattern=_CLOCK),
            "closes": text("At least an hour later, at most 24:00.", pattern=_CLOCK),
            "skips_holidays": flag("Nothing leaves on a public holiday of the customer's country."),
        },
        optional=("skips_holidays",),
        description="When e-mails may leave; null = at any time.",
    ),
    "Cap": record(
        {
            "period_days": count(minimum=1, maximum=365),
            "action": words(CapAction, "What becomes of a request within the period."),
        },
        optional=("action",),
        description="Marketing pressure: at most one request per customer and period; null = no cap.",
    ),
    "OwnText": record(
        {
            "language": _language(),
            "subject": text("One line, plain.", maxLength=200),
            "introduction": text("Plain text in place of our first sentence.", maxLength=600),
        },
        optional=("subject", "introduction"),
        description="An empty text keeps ours. No address of the web, no marks of templates or HTML.",
    ),
}

_PATH = "/v1/websites/{website_id}/settings"
_TAGS = ["Settings"]


def _body(properties: Json, *, optional: tuple[str, ...] = ()) -> Json:
    return {"required": True, "content": {"application/json": {"schema": record(properties, optional=optional)}}}


def _operation(description: str, answer: Json, *codes: int, **more: Any) -> Json:
    return {"tags": _TAGS, "description": description, **more, "responses": {"200": answer, **refusals(*codes)}}


_CHANGED = json_answer(ref("ChangedSettings"), "The settings as they are now.")
_MANAGE = "Asks for the permission to manage the website."

SETTINGS_OPERATIONS: dict[tuple[str, str], Json] = {
    ("GET", _PATH): _operation("Change it and send it back.", json_answer(ref("SavedSettings"), "As now."), 401, 404),
    ("PUT", _PATH): _operation(
        f"Refused with 409 when `version` is not the current one any more. {_MANAGE}",
        _CHANGED,
        *(400, 401, 404, 409, 503),
        requestBody=_body(
            {"version": _VERSION, "settings": ref("Settings"), "apply_to": _APPLY_TO, "note": _NOTE},
            optional=("apply_to", "note"),
        ),
    ),
    ("POST", f"{_PATH}/preview"): _operation(
        f"Changes nothing. {_MANAGE}",
        json_answer(ref("SettingsImpact"), "What `apply_to: scheduled` would do."),
        *(400, 401, 404),
        requestBody=_body({"settings": ref("Settings")}),
    ),
    ("GET", f"{_PATH}/versions"): _operation(
        "Every version that was ever saved.",
        json_answer(ref("SettingsVersions"), "One page."),
        *(400, 401, 404),
        parameters=[
            query("page_size", count(minimum=1, maximum=100, default=20), "How many at most."),
            query("before", count(minimum=1), "Versions below this one alone."),
        ],
    ),
    ("POST", f"{_PATH}/undo"): _operation(
        f"Saves what was set before `version` as a new version; nothing is deleted. {_MANAGE}",
        _CHANGED,
        *(400, 401, 404, 409, 503),
        requestBody=_body({"version": _VERSION, "apply_to": _APPLY_TO, "note": _NOTE}, optional=("apply_to", "note")),
    ),
}
