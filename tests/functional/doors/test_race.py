"""The same purchase through every door, a hundred times, at once: one request per type, and books that close."""

import json
import multiprocessing
import random
from collections import Counter
from collections.abc import Callable
from functools import partial
from typing import Any

import boto3
from chalice.test import Client

import app as suivi_app
from chalicelib.adapters.dynamodb_tables import table
from chalicelib.bootstrap import wiring
from chalicelib.domain.webservice_signature import webservice_signature
from tests.functional.doors.merchant import EVENTS, PRESTASHOP, SECRET, WEBSITE_ID, Merchant, due

TIMES = 100
PROCESSES = 4
ATTEMPTS = 10
PRESETS = ("settings", "clock", "identities", "signer")

EVENT = {
    "purchase_reference": "CMD-1001",
    "purchase_date": "2024-03-04 10:15:00",
    "consumer": {"first_name": "Marie", "last_name": "Durand", "email": "marie.durand@example.com", "language": "fr"},
    "products": [{"product_ref": {"reference": "SKU-1"}, "name": "Lampe LED"}],
    "sales_channel": {"channel": "online", "website_id": WEBSITE_ID},
    "solicitation_parameters": {"delay": 3, "delay_product": 10, "purchase_event_type": "BRAND_AND_PRODUCT"},
}
SIGNED = "pushCommandeSHA1CMD-1001marie.durand@example.comDurandMarie2024-03-04 10:15:003"
ORDER = {
    "query": "pushCommandeSHA1",
    "order_ref": "CMD-1001",
    "email": "marie.durand@example.com",
    "lastname": "Durand",
    "firstname": "Marie",
    "order_date": "2024-03-04 10:15:00",
    "delay": 3,
    "delay_product": 10,
    "PRODUCTS": [{"id_product": "SKU-1", "name_product": "Lampe LED"}],
    "sign": webservice_signature(SIGNED, SECRET),
}
HEADER = (
    "purchase_date;purchase_reference;first_name;last_name;email;language;delay;delay_product;product_ref;name;export"
)
ROW = "2024-03-04 10:15:00;CMD-1001;Marie;Durand;marie.durand@example.com;fr;3;10;SKU-1;Lampe LED;"


def post(path: str, wanted: int, body: object, merchant: Merchant, _number: int) -> None:
    answer = patiently(lambda: merchant.post(path, json.dumps(body).encode()))
    assert answer.status_code == wanted, answer.body


def order(merchant: Merchant, _number: int) -> None:
    assert patiently(lambda: merchant.order(json.dumps(ORDER))).json_body == {"return": 1}


def patiently(call: Callable[[], Any]) -> Any:
    """As clients do: what is told to wait is sent again, within reason."""
    answer = call()
    for _ in range(ATTEMPTS):
        if answer.status_code not in (429, 503):
            break
        answer = call()
    return answer


def drop(merchant: Merchant, number: int) -> None:
    """No two files have the same content: the column nobody knows says which export it was."""
    merchant.drop(f"export-{number}.csv", f"{HEADER}\n{ROW}{number}\n".encode())


def upload(merchant: Merchant, number: int) -> None:
    merchant.upload(f"export-{number}.csv", f"{HEADER}\n{ROW}{number}\n".encode())


DOORS: tuple[Callable[[Merchant, int], None], ...] = (
    partial(post, f"{EVENTS}/bulk_sync_insert", 200, [EVENT]),
    partial(post, f"{EVENTS}/bulk_insert", 202, [EVENT]),
    partial(post, PRESTASHOP, 202, [{"orderData": EVENT, "status": "5"}]),
    order,
    drop,
    upload,
)


def send(numbers: list[int], opened: Any) -> None:
    """One process, as one Lambda sandbox: it shares nothing with the others but what stands on AWS."""
    presets = {name: vars(wiring)[name] for name in PRESETS}
    vars(wiring).clear()
    vars(wiring).update(presets)
    table.cache_clear()
    with Client(suivi_app.app) as client:
        merchant = Merchant(client, opened)
        for number in numbers:
            DOORS[number % len(DOORS)](merchant, number)
            merchant.work()


def test_one_purchase_through_every_door_a_hundred_times_at_once(merchant: Merchant) -> None:
    numbers = list(range(TIMES))
    random.Random(7).shuffle(numbers)
    fork = multiprocessing.get_context("fork")
    started = [
        fork.Process(target=send, args=(numbers[start::PROCESSES], merchant.opened)) for start in range(PROCESSES)
    ]
    for process in started:
        process.start()
    for process in started:
        process.join()
    assert [process.exitcode for process in started] == [0] * PROCESSES
    merchant.work()

    assert [(row["review_type"], row["status_at"]) for row in merchant.rows()] == [
        ("brand", due(days=3)),
        ("product", due(days=10)),
    ]
    assert len(locks()) == 1
    books = [one["books"] for kind in ("files", "calls") for one in all_transmissions(merchant, kind)]
    assert Counter(total for one in books for total in [(one["accepted"], one["duplicate"])]) == {
        (1, 0): 1,
        (0, 1): TIMES - 1,
    }
    assert sum(one["received"] for one in books) == TIMES
    assert sum(one["requests"] for one in books) == 2


def locks() -> list[Any]:
    """Items that hold a proof and the locks of its reference."""
    scanned = boto3.client("dynamodb").scan(TableName=wiring.settings.table_name, ConsistentRead=True)["Items"]
    return [item for item in scanned if item["sk"]["S"] == "B" and "#P#" in item["pk"]["S"]]


def all_transmissions(merchant: Merchant, kind: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    path, token = f"/v1/websites/{WEBSITE_ID}/transmissions?kind={kind}", ""
    while True:
        page = merchant.get(f"{path}&page_token={token}" if token else path)
        found += page["transmissions"]
        token = page["next_page_token"]
        if not token:
            return found
