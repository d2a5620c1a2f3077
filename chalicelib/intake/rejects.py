"""Rejects: what a merchant is told about data that cannot become a proof."""

from dataclasses import dataclass
from enum import StrEnum

from chalicelib.intake.file_reject_sentences import OF_FILES
from chalicelib.intake.reject_sentences import OF_LINES

VALUE_SHOWN = 100
"""How many characters of a refused value are kept for the report."""


class RejectCode(StrEnum):
    """Why something was refused; stable, part of the API and of the file reports."""

    MISSING_VALUE = "missing_value"
    INVALID_VALUE = "invalid_value"
    TOO_LONG = "too_long"
    UNKNOWN_CHANNEL = "unknown_channel"
    SHOP_REQUIRED = "shop_required"
    INVALID_DATE = "invalid_date"
    AMBIGUOUS_DATE = "ambiguous_date"
    DATE_IN_FUTURE = "date_in_future"
    INVALID_EMAIL = "invalid_email"
    NON_ASCII_EMAIL = "non_ascii_email"
    SANDBOX_ADDRESS = "sandbox_address"
    INVALID_DELAY = "invalid_delay"
    INVALID_PRICE = "invalid_price"
    INVALID_BOOLEAN = "invalid_boolean"
    INVALID_REVIEW_TYPE = "invalid_review_type"
    PRODUCT_REQUIRED = "product_required"
    NOTHING_TO_ASK = "nothing_to_ask"
    WRONG_WEBSITE = "wrong_website"
    CONFLICTING_ROWS = "conflicting_rows"
    CONFLICTING_PROOF = "conflicting_proof"
    UNREADABLE_ROW = "unreadable_row"
    ROW_TOO_LONG = "row_too_long"
    TOO_MANY_ROWS = "too_many_rows"
    UNKNOWN_ACTION = "unknown_action"
    UNKNOWN_PROOF = "unknown_proof"
    DAMAGED_TEXT = "damaged_text"
    UNREADABLE_EVENT = "unreadable_event"
    MISSING_COLUMN = "missing_column"
    UNREADABLE_FILE = "unreadable_file"
    EMPTY_FILE = "empty_file"
    FILE_TOO_LARGE = "file_too_large"
    FILE_TOO_LONG = "file_too_long"
    UNREADABLE_ARCHIVE = "unreadable_archive"
    ENCRYPTED_ARCHIVE = "encrypted_archive"
    NESTED_ARCHIVE = "nested_archive"
    UNSAFE_ARCHIVE = "unsafe_archive"
    ARCHIVE_NOT_ONE_FILE = "archive_not_one_file"
    ARCHIVE_TOO_MANY_ENTRIES = "archive_too_many_entries"
    ARCHIVE_INFLATES_TOO_MUCH = "archive_inflates_too_much"


@dataclass(frozen=True)
class Reject:
    """One refused thing: a row of a file, an event of a call, or (line None) a whole file.

    Attributes:
        experience_reference: the merchant's reference, when it could be read.
        line: line of the file, header = 1; position in the body from 1 for an API call; None for a whole file.
        field: the field as the merchant named it (column of the file, path in the JSON); several are comma-separated.
        value: the refused value as received, at most `VALUE_SHOWN` characters; None when there was none.
        detail: what else the sentence needs: the two readings of a date, a limit, the line of a contradicting row.
    """

    code: RejectCode
    experience_reference: str | None = None
    line: int | None = None
    field: str | None = None
    value: str | None = None
    detail: str = ""

    def __post_init__(self) -> None:
        if self.value is not None and len(self.value) > VALUE_SHOWN:
            object.__setattr__(self, "value", self.value[:VALUE_SHOWN])

    def sentence(self, language: str) -> str:
        """What is wrong; French for `fr`, English for any other language."""
        return self._filled(EXPLANATIONS[self.code].sentence(language))

    def remedy(self, language: str) -> str:
        """What to do about it; French for `fr`, English for any other language."""
        return self._filled(EXPLANATIONS[self.code].remedy(language))

    def _filled(self, template: str) -> str:
        return template.format(field=self.field or "", value=self.value or "", detail=self.detail)


class FileRefusedError(Exception):
    """A file cannot be read as a whole, which may be known at its end only: nothing of it counts."""

    def __init__(self, reject: Reject) -> None:
        super().__init__(reject.code.value)
        self.reject = reject


EXPLANATIONS = {**OF_LINES, **OF_FILES}
"""What is told, by the value of a code."""
