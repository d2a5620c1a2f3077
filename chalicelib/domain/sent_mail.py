"""What is remembered of an e-mail that was composed to leave: enough to compose it again and to prove it is the same.

The words themselves are not kept: the composer is pure, and the settings' versions and the proof are kept for good.
"""

import hashlib
import json
from base64 import urlsafe_b64encode
from collections.abc import Iterable
from dataclasses import asdict, dataclass

from chalicelib.domain.collection import EmailText

STANDARD_TEMPLATE = "standard"
_OWN = "own-"
_BETWEEN_MAILS = "|"
_BETWEEN_VALUES = ","
_DIGEST_BYTES = 12


@dataclass(frozen=True)
class SentMail:
    """The mail of one step, as composed right before its claim.

    Attributes:
        step: number of the e-mail.
        reminder: what it says: 0 = the first e-mail, 1..3 = which reminder.
        settings_version: of the settings it was composed with; 0 = from before their history.
        template: `standard` for our words, else `own-` and six hexadecimal digits of the merchant's words.
        digest: `mail_digest` of all that the customer reads, personal links apart.
    """

    step: int
    reminder: int
    settings_version: int
    template: str
    digest: str


SentMails = tuple[SentMail, ...]


def mail_digest(*parts: str) -> str:
    """16 characters that change with any part: 96 bits of SHA-256."""
    digest = hashlib.sha256()
    for part in parts:
        held = part.encode()
        digest.update(len(held).to_bytes(8, "big") + held)
    return urlsafe_b64encode(digest.digest()[:_DIGEST_BYTES]).decode()


def own_template(texts: Iterable[EmailText]) -> str:
    """The name of a merchant's own words, all languages together: the same words have the same name."""
    words = json.dumps(sorted(tuple(asdict(text).values()) for text in texts))
    return _OWN + hashlib.sha256(words.encode()).hexdigest()[:6]


def remembering(mails: SentMails, mail: SentMail) -> SentMails:
    """With this one; it replaces an earlier one of its step, whose claim was given back."""
    return (*(one for one in mails if one.step != mail.step), mail)


def mail_of_step(mails: SentMails, step: int) -> SentMail | None:
    """The mail composed for a step, if any was."""
    return next((one for one in mails if one.step == step), None)


def to_text(mails: SentMails) -> str:
    """As kept on a row, about 25 bytes each: `0,0,12,,<digest>`; a template of ours is left empty."""
    return _BETWEEN_MAILS.join(_BETWEEN_VALUES.join(_values(mail)) for mail in mails)


def _values(mail: SentMail) -> tuple[str, ...]:
    own = mail.template.removeprefix(_OWN) if mail.template != STANDARD_TEMPLATE else ""
    return str(mail.step), str(mail.reminder), str(mail.settings_version), own, mail.digest


def from_text(text: str) -> SentMails:
    """What `to_text` wrote."""
    return tuple(_mail(one) for one in text.split(_BETWEEN_MAILS)) if text else ()


def _mail(text: str) -> SentMail:
    step, reminder, version, own, digest = text.split(_BETWEEN_VALUES)
    template = _OWN + own if own else STANDARD_TEMPLATE
    return SentMail(int(step), int(reminder), int(version), template, digest)
