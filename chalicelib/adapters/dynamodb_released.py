"""A batch of released e-mails: their rows and proofs, in one call."""

from collections.abc import Sequence

from chalicelib.adapters import keys
from chalicelib.adapters.dynamodb_batch_reads import Raw, read_items
from chalicelib.adapters.dynamodb_documents import stored_proof_from
from chalicelib.adapters.dynamodb_rows import from_item
from chalicelib.adapters.dynamodb_tables import Table, body_of
from chalicelib.domain.errors import ReviewRequestNotFoundError, WebsiteNotFoundError
from chalicelib.usecases.ports import DueRow, Released

_NOWHERE = (keys.Key("", ""), keys.Key("", ""))


def read_released(table: Table, rows: Sequence[DueRow]) -> list[Released]:
    """Rows and proofs in the order given; None for what is not there. Raises BusyError when throttled."""
    wanted = {key for due in rows for key in _keys_of(due)}
    found = read_items(table, sorted(wanted, key=lambda key: (key.pk, key.sk)))
    return [_released(table, due, found) for due in rows]


def _keys_of(due: DueRow) -> tuple[keys.Key, ...]:
    """None for what cannot be an identifier: one such message must not stop the others of its batch."""
    try:
        row = keys.review_request(due.website_id, due.review_request_id)
        return row, keys.proof(due.website_id, due.proof_id)
    except (ReviewRequestNotFoundError, WebsiteNotFoundError):
        return ()


def _released(table: Table, due: DueRow, found: dict[keys.Key, Raw]) -> Released:
    row, proof = (found.get(key) for key in _keys_of(due) or _NOWHERE)
    return Released(
        due,
        None if row is None else from_item(table.requests.from_raw_data(row)),
        None if proof is None else stored_proof_from(body_of(table.documents.from_raw_data(proof))),
    )
