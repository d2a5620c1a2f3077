"""The only module that builds a website's keys: each starts with its website, checked here.

What governs the sending stands in `governor_keys.py`, the due index in `due_keys.py`, the counts in `counter_keys.py`,
the figures of statistics in `statistics_keys.py`, transmissions in `transmission_keys.py`, calls in `call_keys.py`.

| item | pk | sk |
|---|---|---|
| review request | `W#<website>#M#<yyyymm>#<shard>` | `<review_request_id>` |
| proof, and the locks of its reference | `W#<website>#P#<proof_id>` | `B` |
| journal entry | `W#<website>#P#<proof_id>` | `J#<milliseconds, 13 digits>#<operation_id>#<review_request_id>` |
| operation | `W#<website>#O` | `<operation_id>` |
| export, run of a feed | `W#<website>#EXPORT` | `<export_id>` |
| feeds a website gets | `S#FEEDS` | `<website>` |
| review | `W#<website>#P#<proof_id>` | `V#brand` or `V#product#<hash of the product's reference>` |
| contact: opt-outs and limits of a person | `G#CONTACT#<email hash>` | `O` |
| opt-out in a website's list | `W#<website>#OPT` | `<email hash>#<scope>` |
| settings, API client, member | `W#<website>#S` | `COLLECTION`, `CLIENT#<client_id>`, `MEMBER#<subject>` |
| saved views of a person, or of the team | `W#<website>#S` | `VIEWS#<subject>`, `VIEWS` |
| a version of the settings | `W#<website>#S` | `COLLECTION#V<version, 8 digits>` |
| month that holds requests | `W#<website>#S` | `MONTH#<yyyymm>` |
| day that holds due rows | `S#DUE` | `DAY#<yyyymmdd>` |

| index | pk | sk |
|---|---|---|
| email (requests) | `W#<website>#E#<first 3 characters>` | `<address>#<9999999999 - epoch>#<review_request_id>` |
| email (members) | `U#<subject>` | `<website>` |
| rare | `W#<website>#X#<status>#<yyyymm>` | `<review_request_id>` |
"""

import hashlib
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime

from chalicelib.domain.errors import WebsiteNotFoundError
from chalicelib.domain.identity import REVIEW_REQUEST_ID_LENGTH, Location, location_of, month_of, normalised_email
from chalicelib.domain.journal import JournalEntry
from chalicelib.domain.opt_out import OptOut
from chalicelib.domain.review_request import ReviewRequest
from chalicelib.domain.status import RARE_STATUSES, Status

_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")

PROOF_SK = "B"
REVIEW_SK_PREFIX = "V#"
JOURNAL_SK_PREFIX = "J#"
CONTACT_SK = "O"
COLLECTION_SK = "COLLECTION"
MONTH_SK_PREFIX = "MONTH#"
DUE_DAYS_PK = "S#DUE"
FEEDS_PK = "S#FEEDS"


@dataclass(frozen=True)
class Key:
    """Where an item, or an entry of an index, stands."""

    pk: str
    sk: str


def _website(website_id: str) -> str:
    """The start of every key of a website; anything but a UUID could step into another website's keys.

    Raises:
        WebsiteNotFoundError: not a UUID in lower case.
    """
    if not _UUID.fullmatch(website_id):
        raise WebsiteNotFoundError("This website does not exist or this credential gives no access to it.")
    return f"W#{website_id}"


def website_of(pk: str) -> str:
    """The website a tenant's partition key belongs to."""
    return pk.split("#", 2)[1]


def review_request(website_id: str, review_request_id: str) -> Key:
    """Raises ReviewRequestNotFoundError for a text that cannot be an identifier."""
    return Key(month_partition(website_id, location_of(review_request_id)), review_request_id)


def month_partition(website_id: str, location: Location) -> str:
    """The partition of one shard of one month."""
    return f"{_website(website_id)}#M#{location.month}#{location.shard}"


def is_review_request(pk: str, sk: str) -> bool:
    """Whether an item's key is that of a review request, and of nothing else in its partition."""
    parts = pk.split("#")
    return len(parts) == 5 and parts[2] == "M" and len(sk) == REVIEW_REQUEST_ID_LENGTH


def proof(website_id: str, proof_id: str) -> Key:
    """The cold proof with its reference's locks; its reviews stand in the same partition."""
    return Key(f"{_website(website_id)}#P#{proof_id}", PROOF_SK)


def review(website_id: str, proof_id: str, product_ref: str | None) -> Key:
    """The answer about the brand (`product_ref` None) or about one product, whose reference may hold any character."""
    about = "brand" if product_ref is None else f"product#{hashlib.sha256(product_ref.encode()).hexdigest()[:32]}"
    return Key(proof(website_id, proof_id).pk, REVIEW_SK_PREFIX + about)


def journal_entry(entry: JournalEntry) -> Key:
    """Computed from operation and request, so that an operation does something to a request at most once."""
    asked_at = int(entry.asked_at.timestamp() * 1000)
    sk = f"{JOURNAL_SK_PREFIX}{asked_at:013d}#{entry.operation_id}#{entry.review_request_id}"
    return Key(proof(entry.website_id, entry.proof_id).pk, sk)


def operation(website_id: str, operation_id: str) -> Key:
    """An operation; their identifiers sort by the instant they were asked for."""
    return Key(f"{_website(website_id)}#O", operation_id)


def export(website_id: str, export_id: str) -> Key:
    """An export or a run of a feed; the identifiers of exports sort by the instant they were asked for."""
    return Key(f"{_website(website_id)}#EXPORT", export_id)


def feeds(website_id: str) -> Key:
    """The feeds of a website, in the directory the hourly tick reads."""
    return Key(FEEDS_PK, _website(website_id).removeprefix("W#"))


def contact(email_hash: str) -> Key:
    """A person, known by the address, over all websites: the parts of each stand in attributes of their own."""
    return Key(f"G#CONTACT#{email_hash}", CONTACT_SK)


def contact_part(kind: str, website_id: str) -> str:
    """The attribute of a contact that holds one thing about one website: flat, because no map makes itself."""
    return f"{kind}_{_website(website_id).removeprefix('W#').replace('-', '')}"


def opt_out_list(website_id: str) -> str:
    """The partition of a website's list of opt-outs."""
    return f"{_website(website_id)}#OPT"


def opt_out_entry(opt_out: OptOut) -> Key:
    """A wish in the list of the website it reached us through."""
    return Key(opt_out_list(opt_out.website_id), f"{opt_out.email_hash}#{opt_out.wish.scope.value}")


def website_days(website_id: str) -> str:
    """The partition of what was sent, day by day."""
    return f"{_website(website_id)}#D"


def counts(website_id: str) -> str:
    """The partition of a website's counts."""
    return f"{_website(website_id)}#C"


def statistics(website_id: str) -> str:
    """The partition of a website's figures."""
    return f"{_website(website_id)}#T"


def transmissions(website_id: str) -> str:
    """The partition of a website's files, and the start of those of its calls and chunks."""
    return f"{_website(website_id)}#F"


def website_calls(website_id: str) -> str:
    """The start of the partitions of what is known of a website's calls."""
    return f"{_website(website_id)}#CALL"


def website_settings(website_id: str) -> str:
    """The partition of settings, clients, members and months."""
    return f"{_website(website_id)}#S"


def collection(website_id: str) -> Key:
    """A website's collection settings."""
    return Key(website_settings(website_id), COLLECTION_SK)


def settings_version(website_id: str, version: int) -> Key:
    """One version of a website's settings, kept for good."""
    return Key(website_settings(website_id), f"{COLLECTION_SK}#V{version:08d}")


def views(website_id: str, subject: str | None) -> Key:
    """The shelf of a person's saved views; without a subject, the one the website's team shares."""
    return Key(website_settings(website_id), "VIEWS" if subject is None else f"VIEWS#{subject}")


def client(website_id: str, client_id: str) -> Key:
    """An API client."""
    return Key(website_settings(website_id), f"CLIENT#{client_id}")


def member(website_id: str, subject: str) -> Key:
    """A person's role on a website."""
    return Key(website_settings(website_id), f"MEMBER#{subject}")


def member_index(website_id: str, subject: str) -> Key:
    """How a person's websites are found, in the e-mail index."""
    return Key(member_index_partition(subject), website_id)


def member_index_partition(subject: str) -> str:
    """Where all websites of a person stand, in the e-mail index."""
    return f"U#{subject}"


def month(website_id: str, yyyymm: str) -> Key:
    """The entry of a month in the website's directory of months."""
    return Key(website_settings(website_id), MONTH_SK_PREFIX + yyyymm)


def due_day(day: date) -> Key:
    """The entry of a day in the directory of the due index."""
    return Key(DUE_DAYS_PK, f"DAY#{day:%Y%m%d}")


def day_of(due_day_sk: str) -> date:
    """The day an entry speaks of."""
    return datetime.strptime(due_day_sk.removeprefix("DAY#"), "%Y%m%d").replace(tzinfo=UTC).date()


def email_index(row: ReviewRequest) -> Key:
    """Exact and prefix search by address, newest experience first."""
    start = email_index_start(row.website_id, row.customer_email)
    newest_first = 9_999_999_999 - int(row.experience_at.timestamp())
    return Key(start.pk, f"{start.sk}{newest_first:010d}#{row.review_request_id}")


def email_index_start(website_id: str, email: str) -> Key:
    """Where all requests of an address stand: their partition, and how their sort keys begin."""
    address = normalised_email(email)
    return Key(f"{_website(website_id)}#E#{address[:3]}", f"{address}#")


def rare_index(row: ReviewRequest) -> Key | None:
    """The row's place among the rows of its status; None for statuses most rows pass through."""
    status = row.current.status
    if status not in RARE_STATUSES:
        return None
    return Key(rare_partition(row.website_id, status, month_of(row.experience_at)), row.review_request_id)


def rare_partition(website_id: str, status: Status, yyyymm: str) -> str:
    """All rows of a rare status and a month."""
    return f"{_website(website_id)}#X#{status.value}#{yyyymm}"
