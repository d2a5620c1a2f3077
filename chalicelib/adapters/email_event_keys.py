"""The keys of what SES told beyond facts; the table's other keys stand in `keys.py`.

| item | pk | sk |
|---|---|---|
| an event we do not know | `W#<website>#P#<proof_id>` | `U#<kind>#<milliseconds, 13 digits>#<fingerprint>` |
| a day's openings of one website | `W#<website>#OPENS` | `DAY#<yyyymmdd>` |
"""

from datetime import date

from chalicelib.adapters.dynamodb_rows import to_milliseconds
from chalicelib.adapters.keys import Key, due_day, proof, website_days
from chalicelib.domain.unknown_event import UnknownEvent

UNKNOWN_SK_PREFIX = "U#"


def unknown_event(website_id: str, proof_id: str, event: UnknownEvent) -> Key:
    """Equal for two deliveries of the same event."""
    sk = f"{UNKNOWN_SK_PREFIX}{event.kind}#{to_milliseconds(event.at):013d}#{event.fingerprint}"
    return Key(proof(website_id, proof_id).pk, sk)


def opens_day(website_id: str, day: date) -> Key:
    """Openings of the e-mails that left on a day. Raises WebsiteNotFoundError for what cannot be a website."""
    return Key(website_days(website_id).removesuffix("#D") + "#OPENS", due_day(day).sk)
