"""Records of the table's stream become changes of review requests; other kinds of items are passed over."""

from collections.abc import Mapping
from typing import Any

from chalicelib.adapters import counter_keys, keys
from chalicelib.adapters.dynamodb_rows import from_item
from chalicelib.adapters.dynamodb_tables import RequestItem
from chalicelib.domain.review_request import ReviewRequest
from chalicelib.domain.status import Status
from chalicelib.usecases.change_ports import RowChange, StreamRecord
from chalicelib.usecases.recount_ports import Checkpoint

SEQUENCE_DIGITS = 40
"""DynamoDB's sequence numbers have 21 to 40 digits (Streams API); filled up they compare as text."""

_Image = Mapping[str, Any]


class TableStream:
    """Fits the port `ChangeReader`. Keeps nothing."""

    def change(self, record: StreamRecord) -> RowChange | None:
        """See the port."""
        told = record["dynamodb"]
        pk, sk = told["Keys"]["pk"]["S"], told["Keys"]["sk"]["S"]
        if not keys.is_review_request(pk, sk):
            return None
        before, written_before = _row(told.get("OldImage"))
        after, written_after = _row(told.get("NewImage"))
        return RowChange(
            website_id=keys.website_of(pk),
            review_request_id=sk,
            sequence_number=self.sequence_number(record),
            before=before,
            after=after,
            written_before=written_before,
            written_after=written_after,
        )

    def checkpoint(self, record: StreamRecord) -> Checkpoint | None:
        """See the port."""
        told = record["dynamodb"]
        pk, sk = told["Keys"]["pk"]["S"], told["Keys"]["sk"]["S"]
        if sk != counter_keys.CHECKPOINT_SK or "NewImage" not in told:
            return None
        token = told["NewImage"]["ck"]["S"]
        return Checkpoint(keys.website_of(pk), counter_keys.source_of(pk), token, self.sequence_number(record))

    def sequence_number(self, record: StreamRecord) -> str:
        """See the port."""
        return str(record["dynamodb"]["SequenceNumber"]).zfill(SEQUENCE_DIGITS)


def _row(image: _Image | None) -> tuple[ReviewRequest | None, Status | None]:
    if not image:
        return None, None
    item = RequestItem.from_raw_data(dict(image))
    return from_item(item), Status(item.st)
