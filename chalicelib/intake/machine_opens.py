"""Which loads of the open pixel were no person's: mail scanners, prefetching proxies, privacy relays."""

import re

_LIKELY_BOT = "Likely"
"""SES's own verdict, in `isBotEvent`."""

_PRIVACY_RELAY = "Mozilla/5.0"
"""All that Apple Mail Privacy Protection says of itself: it loads every picture, read or not."""

_GMAIL_PREFETCH = "Edge/12.246 Mozilla/5.0"
"""End of the fixed name under which Gmail loads pictures ahead; its proxy on a real opening says GoogleImageProxy."""

_MACHINE_WORDS = re.compile(
    r"\b(?:curl|wget|python|headless\w*|phantomjs|selenium|puppeteer|playwright|libwww-perl|go-http-client|java/|okhttp"
    r"|axios|node-fetch|ruby|\w*(?:bot|spider|crawler)\b(?! \w)|scanner|barracuda|mimecast|proofpoint|symantec"
    r"|safelinks|forefront|messagelabs|trendmicro|fireeye|ironport|sophos|virustotal)",
    re.IGNORECASE,
)
"""Command-line tools, libraries, browsers without a screen, and scanners that name themselves."""


def is_machine_open(user_agent: str, is_bot_event: str | None = None) -> bool:
    """Whether an Open event is no evidence of a person (reliability.md 7.4); a nameless client is none either.

    `GoogleImageProxy` and `YahooMailProxy` load pictures when a person opens the mail, so they count as the person.
    """
    name = user_agent.strip()
    if is_bot_event == _LIKELY_BOT or name in ("", _PRIVACY_RELAY) or name.endswith(_GMAIL_PREFETCH):
        return True
    return _MACHINE_WORDS.search(name) is not None
