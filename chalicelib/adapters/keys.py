"""The only module that builds the table's keys. Every tenant's key starts with its website, checked here.

| item | pk | sk |
|---|---|---|
| review request | `W#<website>#M#<yyyymm>#<shard>` | `<review_request_id>` |
| reference lock | `W#<website>#REF#<reference hash>` | `brand` or `product` |
| proof | `W#<website>#P#<proof_id>` | `B` |
| review | `W#<website>#P#<proof_id>` | `V#brand` or `V#product#<hash of the product's reference>` |
| opt-out | `W#<website>#OPT#<email hash>` or `G#OPT#<email hash>` | `O` |
| settings, API client, member | `W#<website>#S` | `COLLECTION`, `CLIENT#<client_id>`, `MEMBER#<subject>` |
| month that holds requests | `W#<website>#S` | `MONTH#<yyyymm>` |
| day that holds due rows | `S#DUE` | `DAY#<yyyymmdd>` |

| index | pk | sk |
|---|---|---|
| due | `DUE#<yyyymmdd>#<00..31>`, `WD#..` | `<epoch seconds, 12 digits>#<website>#<review_request_id>#<step>` |
| email (requests) | `W#<website>#E#<first 3 characters>` | `<address>#<9999999999 - epoch>#<review_request_id>` |
| email (members) | `U#<subject>` | `<website>` |
| rare | `W#<website>#X#<status>#<yyyymm>` | `<review_request_id>` |
"""

import hashlib
import re
import zlib
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from chalicelib.domain.errors import WebsiteNotFoundError
from chalicelib.domain.identity import Location, location_of, month_of, normalised_email
from chalicelib.domain.opt_out import OptOut, OptOutScope
from chalicelib.domain.proof import ReviewType
from chalicelib.domain.review_request import DueKind, ReviewRequest
from chalicelib.domain.status import RARE_STATUSES, Status
from chalicelib.usecases.ports import DUE_SHARDS, DueRow

_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")

PROOF_SK = "B"
REVIEW_SK_PREFIX = "V#"
OPT_OUT_SK = "O"
COLLECTION_SK = "COLLECTION"
MONTH_SK_PREFIX = "MONTH#"
DUE_DAYS_PK = "S#DUE"


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


def reference_lock(website_id: str, reference_hash: str, review_type: ReviewType) -> Key:
    """`review_type` is a single one."""
    return Key(f"{_website(website_id)}#REF#{reference_hash}", review_type.value)


def proof(website_id: str, proof_id: str) -> Key:
    """The cold proof; its reviews stand in the same partition."""
    return Key(f"{_website(website_id)}#P#{proof_id}", PROOF_SK)


def review(website_id: str, proof_id: str, product_ref: str | None) -> Key:
    """The answer about the brand (`product_ref` None) or about one product, whose reference may hold any character."""
    about = "brand" if product_ref is None else f"product#{_short_hash(product_ref)}"
    return Key(proof(website_id, proof_id).pk, REVIEW_SK_PREFIX + about)


def _short_hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def opt_out(opt_out: OptOut) -> Key:
    """Where a wish is kept for good."""
    merchant, everyone = opt_outs_covering(opt_out.website_id, opt_out.email_hash)
    return merchant if opt_out.wish.scope is OptOutScope.MERCHANT else everyone


def opt_outs_covering(website_id: str, email_hash: str) -> tuple[Key, Key]:
    """The two places that can hold a wish against this merchant's e-mails: this merchant's, and all merchants'."""
    return Key(f"{_website(website_id)}#OPT#{email_hash}", OPT_OUT_SK), Key(f"G#OPT#{email_hash}", OPT_OUT_SK)


def website_settings(website_id: str) -> str:
    """The partition of settings, clients, members and months."""
    return f"{_website(website_id)}#S"


def collection(website_id: str) -> Key:
    """A website's collection settings."""
    return Key(website_settings(website_id), COLLECTION_SK)


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
    """The day a directory entry speaks of."""
    return datetime.strptime(due_day_sk.removeprefix("DAY#"), "%Y%m%d").replace(tzinfo=UTC).date()


def due_second(due_at: datetime) -> datetime:
    """The first whole second at or after a due instant: the index never gives a row too early."""
    return due_at.astimezone(UTC).replace(microsecond=0) + timedelta(seconds=1 if due_at.microsecond else 0)


def due_partition(kind: DueKind, day: date, shard: int) -> str:
    """One UTC day of one shard."""
    return f"{kind.value}#{day:%Y%m%d}#{shard:02d}"


def due_shard(review_request_id: str) -> int:
    """Stable over processes and versions of Python, unlike `hash`."""
    return zlib.crc32(review_request_id.encode()) % DUE_SHARDS


def due_index(row: ReviewRequest) -> Key | None:
    """The row's place in the due index; None when nothing is due."""
    if row.due_at is None or row.due_kind is None:
        return None
    second = due_second(row.due_at)
    partition = due_partition(row.due_kind, second.date(), due_shard(row.review_request_id))
    return Key(partition, f"{_epoch(second)}#{row.website_id}#{row.review_request_id}#{row.step}")


def due_until(until: datetime) -> str:
    """Sorts after every row of the due index that is due at or before `until`, and before every later one."""
    return f"{_epoch(until)}~"


def due_row(due_sk: str) -> DueRow:
    """What an entry of the due index points to."""
    _, website_id, review_request_id, step = due_sk.split("#")
    return DueRow(website_id, review_request_id, int(step))


def _epoch(at: datetime) -> str:
    return f"{int(at.timestamp()):012d}"


def email_index(row: ReviewRequest) -> Key:
    """Exact and prefix search by address, newest experience first."""
    address = normalised_email(row.customer_email)
    newest_first = 9_999_999_999 - int(row.experience_at.timestamp())
    return Key(f"{_website(row.website_id)}#E#{address[:3]}", f"{address}#{newest_first:010d}#{row.review_request_id}")


def rare_index(row: ReviewRequest) -> Key | None:
    """The row's place among the rows of its status; None for statuses most rows pass through."""
    status = row.current.status
    if status not in RARE_STATUSES:
        return None
    return Key(rare_partition(row.website_id, status, month_of(row.experience_at)), row.review_request_id)


def rare_partition(website_id: str, status: Status, yyyymm: str) -> str:
    """All rows of a rare status and a month."""
    return f"{_website(website_id)}#X#{status.value}#{yyyymm}"
