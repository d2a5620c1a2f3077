"""How one value of a settings document is read; a refusal says what is wrong and what to send instead."""

import re
import unicodedata
from collections.abc import Hashable
from enum import StrEnum
from typing import Annotated, TypeVar

from email_validator import EmailNotValidError, validate_email
from pydantic import AfterValidator, PlainValidator
from pydantic_core import PydanticCustomError

from chalicelib.domain.country_zones import COUNTRY_ZONES
from chalicelib.domain.proof import LANGUAGES
from chalicelib.intake.website_order import known_zone

REFUSED = "refused"
_Word = TypeVar("_Word", bound=StrEnum)
_Item = TypeVar("_Item", bound=Hashable)

_JOINERS = "\u200c\u200d"
"""Some scripts and emojis are misspelt without them; every other invisible character only serves to deceive."""

_LINK = re.compile(r"://|\bwww\.|[\w-]\.[a-z]{2,}\b", re.IGNORECASE)
_TEMPLATE = re.compile(r"\{[{%#]|[}%#]\}")
_TAG = re.compile(r"<[a-z/!]", re.IGNORECASE)
_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_DOMAIN = re.compile(rf"(?:{_LABEL}\.)+(?:{_LABEL}|\*)")
_STATE = re.compile(r"[1-9][0-9]{0,5}")
_CLOCK = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])|24:00")


def refusal(reason: str, remedy: str) -> PydanticCustomError:
    """The error of a rule. Both sentences are given as they are shown."""
    return PydanticCustomError(REFUSED, "refused", {"reason": reason, "remedy": remedy})


def whole(low: int, high: int) -> PlainValidator:
    """A whole number between two limits, both included."""

    def read(value: object) -> int:
        if isinstance(value, float) and value.is_integer():
            value = int(value)  # JSON knows one kind of number
        if type(value) is not int or not low <= value <= high:
            raise refusal("This is not a whole number within the limits.", f"Send a whole number from {low} to {high}.")
        return value

    return PlainValidator(read)


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise refusal("This is neither true nor false.", "Send true or false.")
    return value


def line(longest: int, *, shortest: int = 0) -> PlainValidator:
    """One line of text for people."""

    def read(value: object) -> str:
        return _readable(value, shortest, longest, allowed="")

    return PlainValidator(read)


def own_text(longest: int, *, lines: bool) -> PlainValidator:
    """A merchant's own words in an e-mail: nothing that mail readers or templates would take for more than words."""
    allowed = "\n" if lines else ""

    def read(value: object) -> str:
        text = _readable(_with_line_feeds(value) if lines else value, 0, longest, allowed)
        if _LINK.search(text):
            raise refusal("This text holds an address of the web.", "Leave it out; put a space after each full stop.")
        if _TEMPLATE.search(text) or _TAG.search(text):
            raise refusal("This text holds marks of a template or of HTML.", "Send plain text without {{, {% or <.")
        return text

    return PlainValidator(read)


def _with_line_feeds(value: object) -> object:
    return value.replace("\r\n", "\n") if isinstance(value, str) else value


def _readable(value: object, shortest: int, longest: int, allowed: str) -> str:
    if not isinstance(value, str) or not shortest <= len(value.strip()) or len(value) > longest:
        raise refusal("This is not a text within the limits.", f"Send a text of {shortest} to {longest} characters.")
    if any(_is_hidden(character) and character not in allowed for character in value):
        remedy = "Write it again, lines parted by line feeds." if allowed else "Write it again on one line."
        raise refusal("This text holds line breaks or invisible characters.", remedy)
    return value.strip()


def _is_hidden(character: str) -> bool:
    return unicodedata.category(character) in ("Cc", "Cs", "Cf", "Zl", "Zp") and character not in _JOINERS


def word(kind: type[_Word], *but: _Word) -> PlainValidator:
    """One of our words, without those in `but`."""
    known = [one.value for one in kind if one not in but]

    def read(value: object) -> _Word:
        if value not in known:
            raise refusal("Nobody knows this word.", f"Send one of {', '.join(known)}.")
        return kind(str(value))

    return PlainValidator(read)


def _language(value: object) -> str:
    if value not in LANGUAGES:
        raise refusal("Nobody is written to in this language.", f"Send one of {', '.join(LANGUAGES)}.")
    return str(value)


def _time_zone(value: object) -> str:
    try:
        return known_zone(value if isinstance(value, str) else "")
    except ValueError as cause:
        raise refusal("This time zone is unknown.", "Send an IANA name such as Europe/Paris.") from cause


def _country(value: object) -> str:
    if not isinstance(value, str) or value not in COUNTRY_ZONES:
        raise refusal("This country is unknown.", "Send its ISO 3166-1 code of two capitals, such as FR.")
    return value


def _address(value: object) -> str:
    """Empty, or an address as SES takes it: ASCII, its domain in lower case and punycode."""
    text = value.strip() if isinstance(value, str) else "?"
    if not text:
        return ""
    try:
        found = validate_email(text, check_deliverability=False, test_environment=True)
    except (EmailNotValidError, UnicodeError) as cause:
        raise _no_address() from cause
    if found.ascii_email is None or "." not in found.domain:
        raise _no_address()
    return found.ascii_email


def _no_address() -> PydanticCustomError:
    return refusal("This is not an e-mail address.", "Send an address such as hello@shop.example, or an empty text.")


def _domain(value: object) -> str:
    text = value.strip().lower() if isinstance(value, str) else ""
    if len(text) > 253 or not _DOMAIN.fullmatch(text) or text.startswith("*"):
        raise refusal(
            "This is not a domain.",
            "Send a domain such as shop.example (punycode for accents), or with any ending: shop.*",
        )
    return text


def _prestashop_state(value: object) -> str:
    if not isinstance(value, str) or not _STATE.fullmatch(value):
        raise refusal("This is no identifier of an order state.", "Send its number as a text, such as 5 for delivered.")
    return value


def _sender_name(name: str) -> str:
    if re.search(r"[@<>]", name):
        raise refusal("A sender's name must not look like an address.", "Leave out @, < and >.")
    return name


def _minutes(value: object) -> int:
    if not isinstance(value, str) or not _CLOCK.fullmatch(value):
        raise refusal("This is not a time of day.", "Send hours and minutes from 00:00 to 24:00, such as 09:30.")
    hours, minutes = value.split(":")
    return int(hours) * 60 + int(minutes)


def at_most(most: int, *, distinct: bool = True) -> AfterValidator:
    """A list of limited length; `distinct`: in which nothing stands twice."""

    def read(items: tuple[_Item, ...]) -> tuple[_Item, ...]:
        if len(items) > most:
            raise refusal(f"This list holds {len(items)} entries.", f"Send at most {most}.")
        if distinct and len(set(items)) < len(items):
            raise refusal("Something stands twice in this list.", "Send each entry once.")
        return items

    return AfterValidator(read)


Flag = Annotated[bool, PlainValidator(_flag)]
Language = Annotated[str, PlainValidator(_language)]
TimeZone = Annotated[str, PlainValidator(_time_zone)]
Country = Annotated[str, PlainValidator(_country)]
Address = Annotated[str, PlainValidator(_address)]
PrestashopState = Annotated[str, PlainValidator(_prestashop_state)]
DomainPattern = Annotated[str, PlainValidator(_domain)]
TimeOfDay = Annotated[int, PlainValidator(_minutes)]
SenderName = Annotated[str, line(64), AfterValidator(_sender_name)]
