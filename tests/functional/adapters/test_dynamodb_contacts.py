"""What an admission costs, that it survives lost answers, and what a crash between contact and list leaves behind."""

import json
from typing import Any

import pytest

from chalicelib.adapters import keys
from chalicelib.adapters.dynamodb_contacts import DynamoDBContacts
from chalicelib.adapters.dynamodb_tables import table
from chalicelib.domain.errors import BusyError
from chalicelib.domain.opt_out import OptOut, OptOutOrigin, OptOutScope, OptOutWish
from chalicelib.usecases.contact_ports import Admission, Asking
from tests.builders import NOW, OTHER_WEBSITE_ID, WEBSITE_ID
from tests.functional.adapters.sdk_faults import answer, inject, lost_answer
from tests.functional.adapters.test_contacts_admission import EMAIL_HASH, OTHER, TODAY, an_asking

SLOW_DOWN = answer(400, {"__type": "ThrottlingException"})
OPT_OUT = OptOut(WEBSITE_ID, EMAIL_HASH, OptOutWish(OptOutScope.MERCHANT, OptOutOrigin.PAGE, NOW))
LIMITED = an_asking(day=TODAY, cap_days=30)


@pytest.fixture
def contacts(table_name: str) -> DynamoDBContacts:
    return DynamoDBContacts(table_name)


@pytest.fixture
def calls(table_name: str) -> list[tuple[str, float]]:
    """Every call made from here on: its name and the capacity units it consumed."""
    made: list[tuple[str, float]] = []
    events = table(table_name).connection.client.meta.events

    def ask(params: dict[str, Any], **_: Any) -> None:
        params["ReturnConsumedCapacity"] = "TOTAL"

    def note(model: Any, parsed: dict[str, Any], **_: Any) -> None:
        made.append((model.name, parsed.get("ConsumedCapacity", {}).get("CapacityUnits", 0)))

    events.register("provide-client-params.dynamodb", ask)
    events.register("after-call.dynamodb", note)
    return made


@pytest.mark.parametrize(
    ("asking", "call"),
    [
        (an_asking(), ("GetItem", 1.0)),
        (an_asking(day=TODAY), ("UpdateItem", 1.0)),
        (an_asking(step=2, day=TODAY), ("UpdateItem", 1.0)),
        (LIMITED, ("UpdateItem", 1.0)),
    ],
)
def test_an_admission_is_one_call_and_one_unit(
    contacts: DynamoDBContacts, calls: list[tuple[str, float]], asking: Asking, call: tuple[str, float]
) -> None:
    for _ in range(2):
        assert contacts.admit(asking).admitted

    assert calls == [call, call]


def test_a_refusal_is_one_call_too(contacts: DynamoDBContacts, calls: list[tuple[str, float]]) -> None:
    contacts.admit(LIMITED)
    calls.clear()

    assert not contacts.admit(an_asking(OTHER, day=TODAY, cap_days=30)).admitted

    assert [name for name, _ in calls] == ["UpdateItem"]


def test_a_contact_of_six_websites_stays_below_one_kilobyte(contacts: DynamoDBContacts, table_name: str) -> None:
    """One write unit is one kilobyte."""
    for number in range(6):
        website_id = WEBSITE_ID[:-1] + str(number)
        assert contacts.admit(an_asking(day=TODAY, cap_days=30, website_id=website_id)).admitted

    key = keys.contact(EMAIL_HASH)
    client: Any = table(table_name).connection.client
    item = client.get_item(TableName=table_name, Key={"pk": {"S": key.pk}, "sk": {"S": key.sk}})["Item"]
    assert sum(len(name) + len(value["S"]) for name, value in item.items()) < 1024


@pytest.mark.parametrize("asking", [an_asking(), LIMITED])
def test_the_question_is_asked_strongly(contacts: DynamoDBContacts, table_name: str, asking: Asking) -> None:
    """A conditional write always is; the embedded AWS is never late, so what is asked of it is looked at."""
    client = table(table_name).connection.client
    reads, writes = inject(client, "GetItem"), inject(client, "UpdateItem")

    contacts.admit(asking)
    contacts.opt_out_covering(WEBSITE_ID, EMAIL_HASH)

    assert all(json.loads(body)["ConsistentRead"] for body in reads)
    assert (len(reads), len(writes)) == ((1, 1) if asking.is_limited else (2, 0))


def test_an_admission_whose_answer_is_lost_is_still_one(contacts: DynamoDBContacts, table_name: str) -> None:
    seen = inject(table(table_name).connection.client, "UpdateItem", lost_answer)

    assert contacts.admit(LIMITED) == Admission()

    assert len(seen) == 2


def test_a_soft_bounce_whose_answer_is_lost_counts_once(contacts: DynamoDBContacts, table_name: str) -> None:
    inject(table(table_name).connection.client, "UpdateItem", lost_answer)

    assert contacts.add_soft_bounce(WEBSITE_ID, EMAIL_HASH, review_request_id=OTHER, step=0) == 1


def test_a_throttled_admission_says_busy_and_is_none(
    contacts: DynamoDBContacts, table_name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("time.sleep", lambda _: None)  # the SDK's own patience
    client = table(table_name).connection.client
    inject(client, "UpdateItem", *[SLOW_DOWN] * 4)
    inject(client, "GetItem", *[SLOW_DOWN] * 4)

    for asking in (LIMITED, an_asking()):
        with pytest.raises(BusyError):
            contacts.admit(asking)


@pytest.mark.parametrize("many", [False, True])
def test_a_crash_before_the_list_is_written_is_repaired_by_repeating(
    contacts: DynamoDBContacts, table_name: str, monkeypatch: pytest.MonkeyPatch, many: bool
) -> None:
    monkeypatch.setattr("time.sleep", lambda _: None)
    operation = "BatchWriteItem" if many else "PutItem"
    inject(table(table_name).connection.client, operation, *[SLOW_DOWN] * 4)

    def add() -> list[bool]:
        return contacts.add_opt_outs([OPT_OUT]) if many else [contacts.add_opt_out(OPT_OUT)]

    with pytest.raises(BusyError):
        add()
    assert contacts.admit(LIMITED).opt_out == OPT_OUT
    assert contacts.opt_outs(WEBSITE_ID, size=9).opt_outs == ()

    assert add() == [False]
    assert contacts.opt_outs(WEBSITE_ID, size=9).opt_outs == (OPT_OUT,)


def test_the_contact_is_written_before_the_list(contacts: DynamoDBContacts, calls: list[tuple[str, float]]) -> None:
    contacts.add_opt_out(OPT_OUT)

    assert [name for name, _ in calls] == ["UpdateItem", "PutItem"]


def test_no_table_holds_an_address(contacts: DynamoDBContacts, table_name: str) -> None:
    contacts.admit(LIMITED)
    contacts.add_opt_out(OPT_OUT)
    contacts.add_soft_bounce(OTHER_WEBSITE_ID, EMAIL_HASH, review_request_id=OTHER, step=0)

    client: Any = table(table_name).connection.client
    found = client.scan(TableName=table_name)["Items"]

    assert len(found) == 2
    assert "@" not in json.dumps(found)
