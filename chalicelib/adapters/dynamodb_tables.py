"""What is stored in the one table: a model per kind of item, the three indexes, and how they are bound to a table.

Attribute names are short because every item pays for them with each write; the comment beside each says what it holds.
Instants are epoch milliseconds. Attributes marked "derived" are computed from the domain at every write, for filters
and indexes only, and never read back as truth.
"""

import zlib
from dataclasses import dataclass
from functools import cache
from types import new_class
from typing import TypeVar, cast

from pynamodb.attributes import BinaryAttribute, BooleanAttribute, NumberAttribute, UnicodeAttribute
from pynamodb.connection import Connection
from pynamodb.indexes import GlobalSecondaryIndex, KeysOnlyProjection
from pynamodb.models import Model


class DueIndex(GlobalSecondaryIndex["Item"]):  # type: ignore[no-untyped-call]  # PynamoDB types no __init_subclass__
    """What the sweeper must look at, and when."""

    class Meta:
        """Name and projection."""

        index_name = "due"
        projection = KeysOnlyProjection()

    due_pk = UnicodeAttribute(hash_key=True)
    due_sk = UnicodeAttribute(range_key=True)


class EmailIndex(GlobalSecondaryIndex["Item"]):  # type: ignore[no-untyped-call]  # PynamoDB types no __init_subclass__
    """Requests by address, and websites by member."""

    class Meta:
        """Name and projection."""

        index_name = "email"
        projection = KeysOnlyProjection()

    email_pk = UnicodeAttribute(hash_key=True)
    email_sk = UnicodeAttribute(range_key=True)


class RareIndex(GlobalSecondaryIndex["Item"]):  # type: ignore[no-untyped-call]  # PynamoDB types no __init_subclass__
    """Requests whose status few rows have."""

    class Meta:
        """Name and projection."""

        index_name = "rare"
        projection = KeysOnlyProjection()

    rare_pk = UnicodeAttribute(hash_key=True)
    rare_sk = UnicodeAttribute(range_key=True)


class Item(Model):
    """The keys every item has or may have. It names no table: an unbound model refuses to work."""

    class Meta:
        """No table."""

        table_name = None

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)
    due_pk = UnicodeAttribute(null=True)  # derived
    due_sk = UnicodeAttribute(null=True)  # derived
    email_pk = UnicodeAttribute(null=True)  # derived
    email_sk = UnicodeAttribute(null=True)  # derived
    rare_pk = UnicodeAttribute(null=True)  # derived
    rare_sk = UnicodeAttribute(null=True)  # derived
    due_index = DueIndex()
    email_index = EmailIndex()
    rare_index = RareIndex()


class RequestItem(Item):
    """A review request; the sort key is its identifier, the website stands in the partition key. Below 1 KB."""

    pi = UnicodeAttribute()  # proof_id
    rf = UnicodeAttribute()  # experience_reference
    xa = NumberAttribute()  # experience_at
    em = UnicodeAttribute()  # customer_email
    la = UnicodeAttribute()  # language
    ty = UnicodeAttribute()  # review_type
    tm = UnicodeAttribute()  # transmission_method
    pa = NumberAttribute()  # planned_at
    fx = UnicodeAttribute()  # facts, JSON: dynamodb_rows.facts_to_text
    ch = UnicodeAttribute()  # channel
    sh = UnicodeAttribute(null=True)  # shop_id
    co = UnicodeAttribute(null=True)  # country
    ex = UnicodeAttribute(null=True)  # explanation, compact text: domain/explanation.py
    dp = BooleanAttribute(null=True)  # has_deferred_product
    ss = UnicodeAttribute()  # send_state
    sp = NumberAttribute()  # step
    rm = NumberAttribute(null=True)  # reminder
    at = NumberAttribute()  # attempt
    ca = NumberAttribute(null=True)  # claimed_at
    ur = BooleanAttribute(null=True)  # urgent
    da = NumberAttribute(null=True)  # due_at
    ml = UnicodeAttribute(null=True)  # mails, compact text: domain/sent_mail.py
    tp = UnicodeAttribute(null=True)  # template of the first e-mail, derived
    ve = NumberAttribute()  # version
    wt = UnicodeAttribute(null=True)  # write token: tells our own write, whose answer was lost, from somebody else's
    st = UnicodeAttribute()  # status, derived
    rs = UnicodeAttribute(null=True)  # reason, derived
    fs = NumberAttribute(null=True)  # when the first e-mail left, or is planned to leave; derived
    mr = NumberAttribute(null=True)  # furthest milestone, by its place among them; derived


class DocumentItem(Item):
    """A cold part that is read and written whole: proof, review, collection settings, API client, member.

    Proofs are deflated: most then cost the two units of a transaction's first KB instead of four.
    """

    bd = UnicodeAttribute(null=True)  # body, JSON
    bz = BinaryAttribute(null=True, legacy_encoding=False)  # the same, deflated


class PassingItem(DocumentItem):
    """A document that the table forgets by itself: a webhook's lane, a line of its log."""

    expires_at = NumberAttribute(null=True)  # epoch seconds


class ProofItem(DocumentItem):
    """A proof, and who asked for its reference first: one JSON list `[review_request_id, fingerprint, source mark]` per
    thing asked. One item for both, because a transaction costs two units for each item it writes.
    """

    brand = UnicodeAttribute(null=True)
    product = UnicodeAttribute(null=True)
    withdrawn = UnicodeAttribute(null=True)  # the first withdrawal, JSON list `[source mark, cause, instant]`


class TransmissionItem(DocumentItem):
    """A transmission: `bd` holds what never changes; the figures grow by ADD, and the stream sums them by day."""

    sg = UnicodeAttribute()  # state
    rc = NumberAttribute()  # lines received
    ac = NumberAttribute()  # accepted
    du = NumberAttribute()  # duplicate
    cf = NumberAttribute()  # conflict
    rj = NumberAttribute()  # rejected
    wd = NumberAttribute()  # withdrawn, of those accepted
    nr = NumberAttribute()  # review requests made
    cn = NumberAttribute()  # chunks
    cd = NumberAttribute()  # chunks that are over
    ea = NumberAttribute(null=True)  # ended_at
    ef = UnicodeAttribute(null=True)  # refusal and repeats, JSON
    li = BinaryAttribute(null=True, legacy_encoding=False)  # lines of a call, JSON lines, deflated


class ChunkItem(DocumentItem):
    """A chunk of a transmission."""

    ov = BooleanAttribute(null=True)  # over


def deflated(text: str) -> bytes:
    """What `bz` holds."""
    return zlib.compress(text.encode(), zlib.Z_BEST_COMPRESSION)


def inflated(content: bytes) -> str:
    """What was deflated."""
    return zlib.decompress(content).decode()


def body_of(item: DocumentItem) -> str:
    """The JSON of a document, however it is held."""
    return inflated(item.bz) if item.bz else item.bd or ""


class CountItem(Item):
    """A number that grows by ADD."""

    n = NumberAttribute()


class MonthItem(Item):
    """A month that holds review requests."""

    ns = NumberAttribute()  # number of shards in use


class DueDayItem(Item):
    """A day that may hold due rows: its sort key says it all."""


@dataclass(frozen=True)
class Table:
    """The models of one table, sharing one connection."""

    name: str
    connection: Connection
    requests: type[RequestItem]
    proofs: type[ProofItem]
    documents: type[DocumentItem]
    passing: type[PassingItem]
    counts: type[CountItem]
    months: type[MonthItem]
    due_days: type[DueDayItem]
    transmissions: type[TransmissionItem]
    chunks: type[ChunkItem]


_M = TypeVar("_M", bound=Model)


@cache
def table(name: str) -> Table:
    """The models bound to a table; one botocore client for all of them, whoever asks."""
    shared = _bound(Item, name)._get_connection()  # the only way PynamoDB has to share a client between models

    def bound(model: type[_M]) -> type[_M]:
        child = _bound(model, name)
        child._connection = shared
        return child

    return Table(
        name=name,
        connection=shared.connection,
        requests=bound(RequestItem),
        proofs=bound(ProofItem),
        documents=bound(DocumentItem),
        passing=bound(PassingItem),
        counts=bound(CountItem),
        months=bound(MonthItem),
        due_days=bound(DueDayItem),
        transmissions=bound(TransmissionItem),
        chunks=bound(ChunkItem),
    )


def _bound(model: type[_M], table_name: str) -> type[_M]:
    meta = type("Meta", (), {"table_name": table_name, "connect_timeout_seconds": 2, "read_timeout_seconds": 5})
    body = {"Meta": meta, "__module__": __name__}
    return cast("type[_M]", new_class(model.__name__, (model,), exec_body=lambda namespace: namespace.update(body)))
