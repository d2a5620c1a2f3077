"""Which openings and clicks were no person's: mail scanners, prefetching proxies, privacy relays, programs.

Decision 21 tells the signals and what each is worth. A person must look like one: whoever loads the picture under a
name that no mail program and no browser bears is no evidence of a person either.
"""

import re
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network

SOONEST_BY_A_PERSON = timedelta(seconds=5)
"""Between SES taking the mail and a person seeing it: it must travel, be filtered, be noticed and be opened."""

NAME_LENGTH = 1000
"""Characters of a name that are looked at: anybody may load the picture under a name made to keep us busy."""

_LIKELY_BOT = "Likely"
"""SES's own verdict, in `isBotEvent`."""

_PRIVACY_RELAY = "Mozilla/5.0"
"""All that Apple Mail Privacy Protection says of itself: it loads every picture, read or not."""

_GMAIL_PREFETCH = "Edge/12.246 Mozilla/5.0"
"""End of the fixed name under which Gmail loads pictures ahead; its proxy on a real opening says GoogleImageProxy."""

_PERSONS_PROXY = re.compile(r"GoogleImageProxy|YahooMailProxy")
"""Gmail and Yahoo load a picture through these when the person opens the mail, from their own networks."""

_LOOKS_LIKE_A_PERSON = re.compile(
    r"^(?:Mozilla/[45]\.0 \((?!compatible[;)](?!.*(?:MSIE|ms-office|Lotus-Notes)))|Opera/[0-9.]+ \(|Dalvik/[0-9.]+ \("
    r"|(?:Microsoft Office|Microsoft Outlook|MacOutlook|Outlook-(?:Express|iOS|Android)|YahooMobileMail|Thunderbird"
    r"|Airmail|Barca(?:Pro)?|MailBar|Postbox|eM ?Client|Evolution|Samsung Email|ProtonMail|Spark|Canary"
    r"|K-9 Mail|FairEmail|Mail)[ /;]"
    r"|BlackBerry[0-9]{4}/)"
)
"""Browsers, engines built into mail programs, and mail programs under their own name."""

_MACHINE_WORDS = re.compile(
    r"(?:\b(?:curl|wget|python|headless\w*|phantomjs|selenium|puppeteer|playwright|lighthouse|jsdom|libwww-perl"
    r"|go-http-client|java/|okhttp|axios|node-fetch|undici|guzzle|ruby|httpclient|winhttp|urlgrabber|cypress"
    r"|\w*(?:bot|spider|crawler|scraper)s?(?:\b|_|V\d)(?! [^\W\d])"
    r"|[\w-]*(?:preview|imgproxy|externalhit|externalagent|externalfetcher)\b"
    r"|whatsapp|skypeuripreview|scanner|scanning|monitor(?:ing)?\b|uptime|validator|barracuda|mimecast|proofpoint"
    r"|symantec|messagelabs|safe ?links|forefront|trend ?micro|tmes\b|fireeye|trellix|ironport|ciscosecure\w*|sophos"
    r"|fortimail|fortiguard|kaspersky|mcafee|bitdefender|zscaler|vade ?secure|hornetsecurity|spamexperts|mailguard"
    r"|\w*powershell|pingdom\w*|urlscan|virustotal|phishtank|checkphish|google-safety|googleother|google-read-aloud|feedfetcher"
    r"|bingpreview|slurp|archiver|crawl|\w*synthetics|[\w-]*inspectiontool|(?:link|site)check)"
    r"|\(KHTML, like Gecko; compatible|\+https?://|@[\w.-]+\.\w+\))",
    re.IGNORECASE,
)
"""Tools, libraries, browsers without a screen, previewers and scanners that name themselves, and every program that
leaves the address of a page or of its keeper in its name: none of which a person's mail program does."""

_SCANNER_NETWORKS = {
    "Barracuda Email Gateway Defense": ("64.235.144.0/20", "209.222.80.0/21"),
    "Cisco Secure Email": ("184.94.240.0/20",),
    "Microsoft Defender and Exchange Online Protection": (
        "40.92.0.0/15",
        "40.94.0.0/16",
        "40.107.0.0/16",
        "104.47.0.0/17",
    ),
    "Mimecast": ("91.220.42.0/24", "195.130.217.0/24", "207.211.30.0/23", "170.10.128.0/17"),
    "Proofpoint": ("67.231.144.0/20", "148.163.128.0/17", "185.132.180.0/22"),
    "Symantec (MessageLabs)": ("67.219.240.0/20", "85.158.136.0/21", "195.245.230.0/23", "216.82.240.0/20"),
    "Trend Micro": ("150.70.0.0/16",),
}
"""Networks of mail filters, in which nobody reads mail. The vendors name them as senders of their filtered mail."""


@dataclass(frozen=True)
class Visit:
    """One load of the picture, or one click, as SES tells it.

    Attributes:
        after: since SES took the mail; None when not told.
        verdict: SES's `isBotEvent`; None when not told.
    """

    user_agent: str
    ip_address: str = ""
    after: timedelta | None = None
    verdict: str | None = None


def is_machine(visit: Visit) -> bool:
    """Whether a visit is no evidence of a person (reliability.md 7.4).

    `isBotEvent: "Unlikely"` overrules nothing: SES says so of what it did not recognise, and to call a person a machine
    costs less than the reverse, which would tell a merchant that somebody read what nobody saw.
    """
    name = visit.user_agent.strip()[:NAME_LENGTH]
    if visit.verdict == _LIKELY_BOT or name in ("", _PRIVACY_RELAY) or name.endswith(_GMAIL_PREFETCH):
        return True
    if visit.after is not None and visit.after < SOONEST_BY_A_PERSON:
        return True
    if _PERSONS_PROXY.search(name):
        return False
    return (
        _MACHINE_WORDS.search(name) is not None
        or _LOOKS_LIKE_A_PERSON.search(name) is None
        or _is_in_a_scanners_network(visit.ip_address)
    )


def _is_in_a_scanners_network(address: str) -> bool:
    try:
        found = ip_address(address.strip())
    except ValueError:
        return False
    return any(found in network for network in _networks())


@cache
def _networks() -> tuple[IPv4Network | IPv6Network, ...]:
    return tuple(ip_network(network) for networks in _SCANNER_NETWORKS.values() for network in networks)
