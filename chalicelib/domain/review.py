"""What a customer submits: a rating and a comment for the brand and for each product."""

from dataclasses import dataclass
from datetime import datetime

from chalicelib.domain.errors import ReviewAnswerError

COMMENT_MAX_LENGTH = 5000


@dataclass(frozen=True)
class ReviewAnswer:
    """One rating from 1 to 5 and its comment. Both are mandatory (domain.md 8).

    Raises:
        ReviewAnswerError: rating outside 1..5, comment empty or longer than 5,000 characters.
    """

    rating: int
    comment: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "comment", self.comment.strip())
        if not 1 <= self.rating <= 5:
            raise ReviewAnswerError("The rating is a whole number from 1 to 5.")
        if not self.comment:
            raise ReviewAnswerError("The comment must not be empty.")
        if len(self.comment) > COMMENT_MAX_LENGTH:
            raise ReviewAnswerError(f"The comment is longer than {COMMENT_MAX_LENGTH} characters.")


@dataclass(frozen=True)
class Review:
    """One stored answer: for the brand when `product_ref` is None, else for that product.

    `answer` is None when the customer said that the product was not received.
    """

    product_ref: str | None
    answer: ReviewAnswer | None
    initials_only: bool
    submitted_at: datetime
