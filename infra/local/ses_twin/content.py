"""From the Content of a SendEmail request to one Content, whether Simple (SES builds the message) or Raw (MIME)."""

import base64
import binascii
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import getaddresses
from typing import Any
from uuid import uuid4

from infra.local.ses_twin.errors import bad_request
from infra.local.ses_twin.message import Content, Envelope, Headers

Json = dict[str, Any]


def simple_content(simple: Json, envelope: Envelope) -> Content:
    """Build the message SES would build: addresses, subject, the caller's headers, MIME fields."""
    body = simple["Body"]
    html = body.get("Html", {}).get("Data")
    text = body.get("Text", {}).get("Data")
    if html is None and text is None:
        raise bad_request("The message must have a text or an HTML body.")
    subject = simple["Subject"]["Data"]
    extra = tuple((header["Name"], header["Value"]) for header in simple.get("Headers", []))
    headers = (*_address_fields(envelope), ("Subject", subject), *extra, *_mime_fields(html, text))
    size = sum(len(part.encode()) for part in (html or "", text or "", *(name + value for name, value in headers)))
    return Content(subject, headers, html, text, size)


def raw_content(raw: Json) -> tuple[Content, EmailMessage]:
    """Parse a MIME message given as base64; also return it, as addresses may have to be taken from its fields."""
    try:
        data = base64.b64decode(raw["Data"], validate=True)
    except (binascii.Error, ValueError) as error:
        raise bad_request("Content.Raw.Data is not base64.") from error
    mime = message_from_bytes(data, policy=policy.default)
    if not mime.keys():
        raise bad_request("The raw message has no header.")
    headers = tuple((name, str(value)) for name, value in mime.items())
    content = Content(str(mime.get("Subject", "")), headers, _part(mime, "html"), _part(mime, "plain"), len(data))
    return content, mime


def addresses_in(mime: EmailMessage, field: str) -> tuple[str, ...]:
    """Return the bare addresses of one header field of a raw message."""
    return tuple(address for _, address in getaddresses([str(value) for value in mime.get_all(field, [])]))


def _part(mime: EmailMessage, kind: str) -> str | None:
    """Return the text of the message's body of that kind, None when it has none."""
    part = mime.get_body(preferencelist=(kind,))
    return str(part.get_content()) if part is not None else None


def _address_fields(envelope: Envelope) -> Headers:
    """Return From, To, Cc and Reply-To; Bcc never travels."""
    fields = (("To", envelope.to), ("Cc", envelope.cc), ("Reply-To", envelope.reply_to))
    return (("From", envelope.source), *((name, ", ".join(written)) for name, written in fields if written))


def _mime_fields(html: str | None, text: str | None) -> Headers:
    """Return the MIME fields SES writes: alternatives when both bodies exist."""
    if html is not None and text is not None:
        boundary = f"----=_Part_{uuid4().hex}"
        return (("MIME-Version", "1.0"), ("Content-Type", f'multipart/alternative; boundary="{boundary}"'))
    kind = "text/plain" if html is None else "text/html"
    return (
        ("MIME-Version", "1.0"),
        ("Content-Type", f"{kind}; charset=UTF-8"),
        ("Content-Transfer-Encoding", "quoted-printable"),
    )
