"""The journal in DynamoDB: each entry is written in one transaction with the row it speaks of."""

from dataclasses import replace

from chalicelib.adapters import keys
from chalicelib.adapters.dynamodb_calls import Put, busy_when_throttled, write_together
from chalicelib.adapters.dynamodb_directories import Directories
from chalicelib.adapters.dynamodb_rows import to_item
from chalicelib.adapters.dynamodb_tables import DocumentItem, RequestItem, body_of, table
from chalicelib.adapters.operation_documents import entry_from, entry_text
from chalicelib.domain.errors import VersionConflictError
from chalicelib.domain.journal import JournalEntry
from chalicelib.domain.review_request import ReviewRequest


class DynamoDBJournal:
    """Fits the port `Journal`."""

    def __init__(self, table_name: str) -> None:
        self._table = table(table_name)
        self._directories = Directories(self._table)

    def add(self, entry: JournalEntry, row: ReviewRequest, after: ReviewRequest) -> bool:
        """See the port. The due day is announced before the row that is due on it, as in every write of a row."""
        written = replace(after, version=row.version + 1)
        self._directories.open_for([written])
        key = keys.journal_entry(entry)
        item = self._table.documents(key.pk, key.sk, bd=entry_text(entry))
        puts = [
            Put(item, DocumentItem.pk.does_not_exist()),
            Put(to_item(self._table.requests, written), RequestItem.ve == row.version),
        ]
        failed = write_together(self._table.connection, puts)
        if any(one.index == 0 for one in failed):
            return False
        if failed:
            raise VersionConflictError("The review request changed meanwhile; read it and decide again.")
        return True

    def has(self, entry: JournalEntry) -> bool:
        """See the port."""
        key = keys.journal_entry(entry)
        try:
            with busy_when_throttled():
                self._table.documents.get(key.pk, key.sk, consistent_read=True)
        except self._table.documents.DoesNotExist:
            return False
        return True

    def entries(self, website_id: str, proof_id: str) -> list[JournalEntry]:
        """See the port."""
        model = self._table.documents
        with busy_when_throttled():
            found = model.query(
                keys.proof(website_id, proof_id).pk, model.sk.startswith(keys.JOURNAL_SK_PREFIX), consistent_read=True
            )
            return [entry_from(body_of(item)) for item in found]
