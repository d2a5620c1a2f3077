"""What checks of the books found, in DynamoDB: one document a day."""

from collections.abc import Mapping, Sequence
from datetime import date

from chalicelib.adapters import books_keys, keys
from chalicelib.adapters.books_documents import check_from, check_text, statuses_from, statuses_text
from chalicelib.adapters.dynamodb_calls import busy_when_throttled
from chalicelib.adapters.dynamodb_tables import DocumentItem, body_of, table
from chalicelib.domain.books import DayCheck, KnownStatuses


class DynamoDBBooksChecks:
    """Fits the port `BooksChecks`."""

    def __init__(self, table_name: str) -> None:
        self._model = table(table_name).documents

    def check(self, website_id: str, day: date) -> DayCheck | None:
        """See the port."""
        item = self._read(books_keys.check(website_id, day))
        return check_from(body_of(item)) if item else None

    def checks(self, website_id: str, *, first: date, last: date) -> Sequence[DayCheck]:
        """See the port."""
        low, high = (books_keys.check(website_id, day).sk for day in (first, last))
        with busy_when_throttled():
            found = self._model.query(books_keys.books(website_id), self._model.sk.between(low, high))
            return [check_from(body_of(item)) for item in found]

    def save(self, check: DayCheck) -> None:
        """See the port."""
        self._write(books_keys.check(check.website_id, check.day), check_text(check))

    def statuses(self, website_id: str, transmission_id: str) -> KnownStatuses | None:
        """See the port."""
        item = self._read(books_keys.statuses(website_id, transmission_id))
        return statuses_from(body_of(item)) if item else None

    def save_statuses(self, website_id: str, transmission_id: str, statuses: KnownStatuses) -> None:
        """See the port."""
        self._write(books_keys.statuses(website_id, transmission_id), statuses_text(statuses))

    def websites(self) -> Mapping[str, date]:
        """See the port. One query for all."""
        with busy_when_throttled():
            found = self._model.query(books_keys.LOOKED_AT_PK, consistent_read=True)
            return {item.sk: date.fromisoformat(body_of(item)) for item in found}

    def looked_at(self, website_id: str, day: date) -> None:
        """See the port."""
        self._write(books_keys.looked_at(website_id), day.isoformat())

    def _read(self, key: keys.Key) -> DocumentItem | None:
        try:
            with busy_when_throttled():
                return self._model.get(key.pk, key.sk, consistent_read=True)
        except self._model.DoesNotExist:
            return None

    def _write(self, key: keys.Key, body: str) -> None:
        with busy_when_throttled():
            self._model(key.pk, key.sk, bd=body).save()
