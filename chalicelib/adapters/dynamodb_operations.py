"""Operations in DynamoDB: one document each, written over only as the version it was read as."""

from dataclasses import replace

from chalicelib.adapters import keys
from chalicelib.adapters.dynamodb_calls import busy_when_throttled, put_if
from chalicelib.adapters.dynamodb_tables import body_of, table
from chalicelib.adapters.operation_documents import operation_from, operation_text, written_as
from chalicelib.domain.errors import VersionConflictError
from chalicelib.domain.operation_record import Operation
from chalicelib.usecases.operation_ports import OperationPage


class DynamoDBOperations:
    """Fits the port `Operations`."""

    def __init__(self, table_name: str) -> None:
        self._model = table(table_name).documents

    def add(self, operation: Operation) -> None:
        """See the port."""
        key = keys.operation(operation.order.website_id, operation.operation_id)
        with busy_when_throttled():
            self._model(key.pk, key.sk, bd=operation_text(operation)).save()

    def get(self, website_id: str, operation_id: str) -> Operation | None:
        """See the port."""
        key = keys.operation(website_id, operation_id)
        try:
            with busy_when_throttled():
                return operation_from(body_of(self._model.get(key.pk, key.sk, consistent_read=True)))
        except self._model.DoesNotExist:
            return None

    def save(self, operation: Operation) -> Operation:
        """See the port. A write of ours whose answer was lost counts as somebody else's: reading again tells."""
        key = keys.operation(operation.order.website_id, operation.operation_id)
        written = replace(operation, version=operation.version + 1)
        item = self._model(key.pk, key.sk, bd=operation_text(written))
        if not put_if(item, self._model.bd.startswith(written_as(operation.version))):
            raise VersionConflictError("Somebody else changed the operation; read it and decide again.")
        return written

    def recent(self, website_id: str, *, size: int, after: str | None = None) -> OperationPage:
        """See the port."""
        pk = keys.operation(website_id, "").pk
        older = self._model.sk < after if after else None
        with busy_when_throttled():
            found = self._model.query(pk, older, limit=size + 1, scan_index_forward=False, consistent_read=True)
            operations = tuple(operation_from(body_of(item)) for item in found)
        more = len(operations) > size
        return OperationPage(operations[:size], operations[size - 1].operation_id if more else None)
