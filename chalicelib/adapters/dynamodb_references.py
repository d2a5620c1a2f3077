"""References in DynamoDB: the locks and the withdrawal in the item of their proof."""

from collections.abc import Mapping, Sequence

from pynamodb.exceptions import UpdateError

from chalicelib.adapters import keys
from chalicelib.adapters.dynamodb_batch_reads import MOST_READ, read_items
from chalicelib.adapters.dynamodb_calls import CONFLICT_ATTEMPTS, busy_when_throttled, pause
from chalicelib.adapters.dynamodb_locks import lock_text, reference_of, withdrawal_text
from chalicelib.adapters.dynamodb_tables import table
from chalicelib.domain.errors import BusyError
from chalicelib.domain.withdrawal import WithdrawalMark
from chalicelib.usecases.reference_ports import Reference

_ANOTHER_WROTE = frozenset(
    {"ConditionalCheckFailedException", "TransactionConflictException", "TransactionInProgressException"}
)


class DynamoDBReferences:
    """Fits the port `References`."""

    def __init__(self, table_name: str) -> None:
        self._table = table(table_name)

    def find(self, website_id: str, proof_ids: Sequence[str]) -> Mapping[str, Reference]:
        """See the port."""
        wanted = {keys.proof(website_id, proof_id): proof_id for proof_id in proof_ids}
        asked = sorted(wanted, key=lambda key: key.pk)
        known: dict[str, Reference] = {}
        for start in range(0, len(asked), MOST_READ):
            for key, raw in read_items(self._table, asked[start : start + MOST_READ], consistent=True).items():
                known[wanted[key]] = reference_of(self._table.proofs.from_raw_data(raw))
        return known

    def withdraw(self, website_id: str, proof_id: str, mark: WithdrawalMark, *, known: Reference) -> Reference:
        """See the port. A write of ours whose answer was lost is found by the next look, with its mark."""
        for attempt in range(CONFLICT_ATTEMPTS):
            if known.withdrawn:
                return known
            after = known.withdrawn_by(mark)
            if self._written(keys.proof(website_id, proof_id), known, after, mark):
                return after
            pause(attempt)
            known = self.find(website_id, [proof_id])[proof_id]
        raise BusyError("The purchase changed too often: try again in a moment.")

    def _written(self, key: keys.Key, known: Reference, after: Reference, mark: WithdrawalMark) -> bool:
        """One write, on condition that nobody withdrew or asked for more meanwhile."""
        model = self._table.proofs
        taken = [lock for lock in after.locks if lock.review_type in known.free]
        actions = [getattr(model, lock.review_type.value).set(lock_text(lock)) for lock in taken]
        unchanged = model.pk.exists() & model.withdrawn.does_not_exist()
        for lock in taken:
            unchanged &= getattr(model, lock.review_type.value).does_not_exist()
        try:
            with busy_when_throttled():
                model(key.pk, key.sk).update([model.withdrawn.set(withdrawal_text(mark)), *actions], unchanged)
        except UpdateError as error:
            if error.cause_response_code not in _ANOTHER_WROTE:
                raise
            return False
        return True
