"""What the table's stream tells: one write to one review request, before and after."""

from dataclasses import dataclass

from chalicelib.domain.review_request import ReviewRequest


@dataclass(frozen=True)
class RowChange:
    """One write to a row, in the order in which the stream tells them.

    Attributes:
        sequence_number: the stream's, 40 digits with leading zeros, so that it compares as text. It grows from write to
            write of the same partition (DynamoDB orders a stream by item; all of a partition stand in one shard).
        before: the row as it stood; None when it is new.
        after: the row as it stands; None when it was removed.
    """

    website_id: str
    review_request_id: str
    sequence_number: str
    before: ReviewRequest | None
    after: ReviewRequest | None
