"""How many requests to AWS one e-mail costs, counted where they leave the SDK."""

from collections import Counter
from collections.abc import Callable

import boto3
import pytest
from botocore.awsrequest import AWSPreparedRequest, AWSResponse
from botocore.httpsession import URLLib3Session

from chalicelib.domain.facts import FactKind
from chalicelib.triggers.sending import on_send_queue
from tests.bench.installation import Installation, invoke, wire
from tests.bench.sdk_counter import SdkCounter, units_of
from tests.bench.typical import a_typical_proof
from tests.functional.adapters.one_shot_server import OneShotServer
from tests.functional.adapters.sdk_faults import inject, lost_answer

MOST_CALLS_PER_MAIL = 5
BATCH = 10


@pytest.fixture
def on_the_wire(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every HTTP request of every SDK client of the process, watched or not."""
    urls: list[str] = []
    send = URLLib3Session.send

    def noted(self: URLLib3Session, request: AWSPreparedRequest) -> AWSResponse:
        urls.append(request.url)
        return send(self, request)

    monkeypatch.setattr(URLLib3Session, "send", noted)
    return urls


def test_an_email_costs_at_most_five_calls(
    installed: Callable[..., Installation], table_name: str, ses: OneShotServer, on_the_wire: list[str]
) -> None:
    due = installed().receive([a_typical_proof(number) for number in range(BATCH)])
    cold = wire(table_name)  # a new instance: settings, pauses and directories are read again
    on_the_wire.clear()

    with cold.counter.counting() as usage:
        failed = invoke(on_send_queue, due)
    sent = len(on_the_wire)

    assert failed == []
    rows = [cold.row(row.review_request_id) for row in due]
    assert all(row.facts.has(FactKind.SENT, 0) for row in rows)
    assert len(ses.bodies) == BATCH
    assert usage.calls["sesv2.SendEmail"] == BATCH
    assert usage.calls.total() == sent, "a client is not watched"
    assert usage.calls.total() <= MOST_CALLS_PER_MAIL * BATCH, usage.calls


def test_what_the_sdk_repeats_is_counted(table_name: str) -> None:
    client = boto3.client("dynamodb")
    counter = SdkCounter(client)
    inject(client, "PutItem", lost_answer)
    item = {"pk": {"S": "A"}, "sk": {"S": "B"}}

    with counter.counting() as usage:
        client.put_item(TableName=table_name, Item=item)

    assert usage.calls == Counter({"dynamodb.PutItem": 2})
    assert usage.write_units == 1


def test_indexes_and_refusals_are_counted(table_name: str) -> None:
    client = boto3.client("dynamodb")
    counter = SdkCounter(client)
    item = {"pk": {"S": "A"}, "sk": {"S": "B"}, "due_pk": {"S": "D"}, "due_sk": {"S": "1"}, "x": {"S": "x" * 1500}}

    with counter.counting() as usage:
        client.put_item(TableName=table_name, Item=item)
        with counter.counting() as moved:
            client.put_item(TableName=table_name, Item=item | {"due_sk": {"S": "2"}})
        with pytest.raises(client.exceptions.ConditionalCheckFailedException):
            client.put_item(TableName=table_name, Item=item, ConditionExpression="attribute_not_exists(pk)")

    assert moved.writes == {"table": 2, "due": 2}
    assert usage.writes == {"table": 2 + 2 + 1, "due": 1 + 2}


def test_a_transactions_units_are_of_its_table_and_its_indexes() -> None:
    told = {"CapacityUnits": 8.0, "GlobalSecondaryIndexes": {"due": {"CapacityUnits": 1.0}}}

    assert units_of("TransactWriteItems", {"ConsumedCapacity": [told]}) == {"table": 7.0, "due": 1.0}
    assert units_of("DescribeTable", {}) == {"table": 0.0}
