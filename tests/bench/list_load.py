"""Loads websites of any size into an engine by BatchWriteItem, from several processes."""

import json
import os
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import islice
from typing import Any

import httpx

from chalicelib.adapters import keys
from chalicelib.adapters.dynamodb_rows import to_item
from chalicelib.adapters.dynamodb_tables import RequestItem
from tests.bench.list_rows import Website

BATCH = 25
WRITE_TOKEN = "9f1c2d3e-4b5a-4c6d-8e7f-0a1b2c3d4e5f"
PROCESSES = max(2, os.cpu_count() or 2)
PARTS = 40
_HEADERS = {
    "Content-Type": "application/x-amz-json-1.0",
    "X-Amz-Target": "DynamoDB_20120810.BatchWriteItem",
    "X-Amz-Date": "20261125T000000Z",
    "Authorization": "AWS4-HMAC-SHA256 Credential=bench/20261125/eu-west-3/dynamodb/aws4_request, "
    "SignedHeaders=host;x-amz-date;x-amz-target, Signature=bench",
}
"""The engine checks no signature, so that none is made for forty thousand calls."""


def load(url: str, table_name: str, website: Website) -> None:
    """All rows of the website and its directory of months."""
    _write(url, table_name, _months(website))
    parts = [(url, table_name, website, part) for part in range(PARTS)]
    with ProcessPoolExecutor(PROCESSES) as pool:
        for _ in pool.map(_load_part, parts):
            pass


def _load_part(task: tuple[str, str, Website, int]) -> None:
    url, table_name, website, part = task
    share = -(-website.size // PARTS)
    _write(url, table_name, (_item(row) for row in website.rows(part * share, (part + 1) * share)))


def _item(row: Any) -> dict[str, Any]:
    item = to_item(RequestItem, row)
    item.wt = WRITE_TOKEN
    return item.to_dynamodb_dict()


def _months(website: Website) -> Iterator[dict[str, Any]]:
    for yyyymm in website.months:
        key = keys.month(website.website_id, yyyymm)
        yield {"pk": {"S": key.pk}, "sk": {"S": key.sk}, "ns": {"N": "1"}}


def _write(url: str, table_name: str, items: Iterator[dict[str, Any]]) -> None:
    with httpx.Client(trust_env=False, headers=_HEADERS, timeout=60) as client:
        while batch := list(islice(items, BATCH)):
            body = {"RequestItems": {table_name: [{"PutRequest": {"Item": item}} for item in batch]}}
            answer = client.post(url, content=json.dumps(body))
            if answer.status_code != 200 or answer.json().get("UnprocessedItems"):
                raise RuntimeError(f"The engine did not take a batch: {answer.text[:300]}")
