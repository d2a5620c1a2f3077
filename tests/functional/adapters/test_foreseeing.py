"""Looking ahead over a real table: two reads for many proofs, and not a single write."""

from typing import Any

from chalicelib.adapters.dynamodb_contacts import DynamoDBContacts
from chalicelib.adapters.dynamodb_references import DynamoDBReferences
from chalicelib.adapters.dynamodb_review_requests import DynamoDBReviewRequests
from chalicelib.adapters.dynamodb_tables import table
from chalicelib.domain.proof import Source
from chalicelib.domain.proof_outcome import ProofResult
from chalicelib.usecases.foresee_proofs import Outlook, foresee_proofs
from chalicelib.usecases.receive_proofs import receive_proofs
from tests.bench.sdk_counter import SdkCounter
from tests.builders import IDENTITIES, NOW, a_proof, a_rules


def items(table_name: str) -> list[Any]:
    """Everything that stands in the table."""
    client: Any = table(table_name).connection.client
    found: list[Any] = client.scan(TableName=table_name)["Items"]
    return sorted(found, key=lambda item: (item["pk"]["S"], item["sk"]["S"]))


def test_a_look_ahead_reads_in_batches_and_writes_nothing(table_name: str) -> None:
    outlook = Outlook(DynamoDBReferences(table_name), DynamoDBContacts(table_name), IDENTITIES)
    receive_proofs(DynamoDBReviewRequests(table_name), IDENTITIES, a_rules(), [a_proof()], now=NOW)
    before = items(table_name)
    proofs = [a_proof(source=Source("call-2")), *(a_proof(experience_reference=f"new-{n}") for n in range(60))]
    with SdkCounter(table(table_name).connection.client).counting() as usage:
        found = foresee_proofs(outlook, a_rules(), proofs, now=NOW)
    assert dict(usage.calls) == {"dynamodb.BatchGetItem": 2}
    assert (usage.write_units, items(table_name)) == (0, before)
    assert [one.outcome.result for one in found] == [ProofResult.DUPLICATE, *[ProofResult.ACCEPTED] * 60]
