"""Records of the table's stream become changes of review requests and transmissions; others are passed over."""

from collections.abc import Mapping
from typing import Any

from chalicelib.adapters import counter_keys, keys, transmission_keys
from chalicelib.adapters.dynamodb_rows import from_item
from chalicelib.adapters.dynamodb_tables import RequestItem, TransmissionItem
from chalicelib.adapters.transmission_documents import transmission_from
from chalicelib.domain.review_request import ReviewRequest
from chalicelib.domain.status import Status
from chalicelib.domain.transmission import Transmission
from chalicelib.usecases.change_ports import RowChange, StreamRecord, TransmissionChange
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

    def transmission_change(self, record: StreamRecord) -> TransmissionChange | None:
        """See the port."""
        told = record["dynamodb"]
        if not transmission_keys.is_transmission(told["Keys"]["pk"]["S"], told["Keys"]["sk"]["S"]):
            return None
        before, after = _transmission(told.get("OldImage")), _transmission(told.get("NewImage"))
        return TransmissionChange(self.sequence_number(record), before, after)

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


def _transmission(image: _Image | None) -> Transmission | None:
    return transmission_from(TransmissionItem.from_raw_data(dict(image))) if image else None
