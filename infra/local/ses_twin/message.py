"""One accepted message as the twin keeps it, and the links inside it."""

from dataclasses import dataclass
from datetime import datetime
from html.parser import HTMLParser

Headers = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Content:
    """What a request carries: subject, header fields in order, bodies; `size` in bytes as SES counts it."""

    subject: str
    headers: Headers
    html: str | None
    text: str | None
    size: int


@dataclass(frozen=True)
class Envelope:
    """Who sends to whom. `source` and the recipients as written, with display names; `identity` is verified."""

    source: str
    identity: str
    to: tuple[str, ...]
    cc: tuple[str, ...]
    bcc: tuple[str, ...]
    reply_to: tuple[str, ...]


@dataclass(frozen=True)
class Message:
    """An accepted message.

    Attributes:
        destination: bare addresses of all recipients, in the order to, cc, bcc.
        tags: the caller's own tags, name -> value.
        configuration_set: None means that no event is ever published for it.
        opens_tracked, clicks_tracked: False when ConfigurationOverrides switched it off for this message.
        caller_address: network address of the caller, shown in events.
        fates: word -> recipients, what became of them (a key of outcomes.TIMELINES).
    """

    message_id: str
    received_at: datetime
    envelope: Envelope
    destination: tuple[str, ...]
    content: Content
    tags: dict[str, str]
    configuration_set: str | None
    opens_tracked: bool
    clicks_tracked: bool
    caller_address: str
    fates: dict[str, tuple[str, ...]]

    def header(self, name: str) -> str | None:
        """Return the first header field of that name, whatever its case."""
        return next((value for key, value in self.content.headers if key.lower() == name.lower()), None)


class _LinkCollector(HTMLParser):
    """Collects the href of every <a>, in order."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep the target of an anchor."""
        target = dict(attrs).get("href") if tag == "a" else None
        if target:
            self.links.append(target)


def links_of(html: str | None) -> list[str]:
    """Return the target of every anchor, in order, character references resolved."""
    collector = _LinkCollector()
    collector.feed(html or "")
    collector.close()
    return collector.links
