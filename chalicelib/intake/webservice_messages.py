"""A call of the historical webservice, from its bytes to the fields of one order, and the text it is signed over.

The dialects are those of public clients (domain.md 2.4): `type=json2` sends JSON, `type=json` JSON in base64url and
names its type in the address or in the form. The oldest one, PHP's `serialize`, is refused: reading it is not safe.
"""

import base64
import binascii
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qs

from chalicelib.domain.call_errors import InvalidJsonError, OrderFormatError
from chalicelib.domain.webservice_signature import SIGNED
from chalicelib.intake.strict_json import read_json

JSON2, JSON = "json2", "json"
MAX_FORM_FIELDS = 100

OLDER_NAMES: Mapping[str, str] = {
    "order_ref": "refCommande",
    "lastname": "nom",
    "firstname": "prenom",
    "order_date": "dateCommande",
    "delay": "delaiSendAvis",
}
"""Name -> the one of the oldest clients."""


@dataclass(frozen=True)
class OrderMessage:
    """One order as it was sent.

    Attributes:
        website_id: whose it says it is; nothing is proved before the signature.
        order: the message's fields.
        signed: the texts its signature may have been made over.
    """

    website_id: str
    order: Mapping[str, object]
    sign: str
    signed: tuple[str, ...]


def read_webservice_form(body: bytes) -> Mapping[str, str]:
    """The fields of the posted form, each with its first value, as Latin-1, which loses no byte.

    Raises OrderFormatError for more fields than any client sends.
    """
    try:
        fields = parse_qs(
            body.decode("latin-1"), keep_blank_values=True, encoding="latin-1", max_num_fields=MAX_FORM_FIELDS
        )
    except ValueError as cause:
        raise OrderFormatError("The form has too many fields.", "Send the fields idWebsite and message.") from cause
    return {name: values[0] for name, values in fields.items()}


def read_order_message(form: Mapping[str, str], dialect: str) -> OrderMessage:
    """The order in the form's `message`. Raises OrderFormatError, naming the field."""
    website_id = form.get("idWebsite", "").strip().lower()
    if not website_id:
        raise OrderFormatError("The value of idWebsite is missing.", "Send the website's identifier.")
    order = _decoded(form.get("message", "").encode("latin-1"), dialect)
    sign = order.get("sign")
    if not isinstance(sign, str):
        raise OrderFormatError("The value of sign is missing.", "Send the signature of the order as a text.")
    return OrderMessage(website_id, order, sign, _signed(order))


def _decoded(message: bytes, dialect: str) -> dict[str, object]:
    if dialect not in (JSON, JSON2):
        raise OrderFormatError(f"The type is neither {JSON2} nor {JSON}.", f"Send type={JSON2} and message as JSON.")
    try:
        order = read_json(_from_base64(message) if dialect == JSON else message)
    except (InvalidJsonError, binascii.Error) as cause:
        told = "base64 of JSON" if dialect == JSON else "JSON"
        raise OrderFormatError(f"The message is not {told} in UTF-8.", f"Send message as {told}.") from cause
    if not isinstance(order, dict):
        raise OrderFormatError("The message is not a JSON object.", "Send one order as a JSON object.")
    return order


_PLAIN = bytes.maketrans(b"-_\xe2\x80", b"+/+/")
"""URL-safe to plain base64. Thelia's module was written with a typographic hyphen: what it sends for `-` and `_` is the
first and the second byte of that character."""


def _from_base64(message: bytes) -> bytes:
    plain = b"".join(message.split()).translate(_PLAIN).rstrip(b"=")
    return base64.b64decode(plain + b"=" * (-len(plain) % 4), validate=True)


def _signed(order: Mapping[str, object]) -> tuple[str, ...]:
    """As sent, concatenated; clients that leave out what their language takes for nothing leave out a delay of 0."""
    parts = [_as_signed(order, name) for name in SIGNED]
    texts = ["".join(parts)]
    if parts[-1] == "0":
        texts.append("".join(parts[:-1]))
    return tuple(texts)


def _as_signed(order: Mapping[str, object], name: str) -> str:
    """What PHP and JavaScript make of a value between two texts. Raises OrderFormatError for what has no text."""
    value = order.get(name, order.get(OLDER_NAMES.get(name, name)))
    if isinstance(value, str):
        return value
    if value is None or isinstance(value, bool):
        return "1" if value else ""
    if isinstance(value, int | float):
        return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
    raise OrderFormatError(f"The value of {name} is neither a text nor a number.", f"Send {name} as a text.")
