"""The push of the PrestaShop module (domain.md 4.1, 11.7): taken in whole, worked through later."""

import json
from pathlib import Path
from typing import Any

import pytest

from chalicelib.bootstrap import wiring
from chalicelib.domain.proof import TransmissionMethod
from chalicelib.domain.transmission import TransmissionFormat, TransmissionState
from tests.builders import NOW, OTHER_WEBSITE_ID, WEBSITE_ID
from tests.functional.wired import PERSON_TOKEN, Suivi

PATH = f"/connectors/prestashop/websites/{WEBSITE_ID}/orders"
DATA = Path(__file__).parents[2] / "data"


def push(suivi: Suivi, body: bytes, path: str = PATH, token: str | None = None) -> Any:
    """As the module sends it: the client's identifier stands in a header of its own as well."""
    headers = {
        "Content-Type": "application/json",
        "client-id": suivi.demo.client_id,
        "Authorization": f"Bearer {token or suivi.token()}",
    }
    return suivi.client.http.post(path, headers=headers, body=body)


def nothing_was_written(suivi: Suivi) -> bool:
    calls = wiring.transmissions.calls(WEBSITE_ID, NOW.date(), size=10).transmissions
    files, queue = wiring.__dict__["intake_files"], wiring.__dict__["intake_queue"]
    return not (calls or files.kept or queue.transmissions)


@pytest.mark.parametrize("sample", ["api_prestashop.json", "api_prestashop_retroactive.json"])
def test_orders_are_kept_byte_by_byte_before_they_are_acknowledged(suivi: Suivi, sample: str) -> None:
    body = (DATA / sample).read_bytes()
    answer = push(suivi, body)
    assert (answer.status_code, answer.json_body["received"]) == (202, 1)
    transmission = wiring.transmissions.get(WEBSITE_ID, answer.json_body["transmission_id"])
    assert transmission is not None
    assert (transmission.state, transmission.method) == (TransmissionState.RECEIVED, TransmissionMethod.PRESTASHOP)
    assert (transmission.format, transmission.by) == (TransmissionFormat.JSON, suivi.demo.client_id)
    assert wiring.intake_files.read(transmission.place) == body


@pytest.mark.parametrize(
    ("query", "body"), [("?noOrder=true", b""), ("?noOrder=true", b"null"), ("?noOrder=true", b" []"), ("", b"[]")]
)
def test_an_empty_run_writes_nothing(suivi: Suivi, query: str, body: bytes) -> None:
    answer = push(suivi, body, PATH + query)
    assert (answer.status_code, answer.json_body) == (202, {"transmission_id": None, "received": 0})
    assert nothing_was_written(suivi)


def test_orders_are_not_lost_because_the_address_says_there_are_none(suivi: Suivi) -> None:
    answer = push(suivi, (DATA / "api_prestashop.json").read_bytes(), f"{PATH}?noOrder=true")
    assert (answer.status_code, answer.json_body["received"]) == (202, 1)


@pytest.mark.parametrize("body", [b"", b"{}", b"null", b"oops", json.dumps([{}] * 5001).encode()])
def test_what_is_no_array_of_orders_is_final(suivi: Suivi, body: bytes) -> None:
    """The module sends again after any other answer than 202 and 400, so this one must be 400."""
    assert push(suivi, body).status_code == 400
    assert nothing_was_written(suivi)


def test_a_credential_pushes_to_its_own_website_only(suivi: Suivi) -> None:
    body = (DATA / "api_prestashop.json").read_bytes()
    assert push(suivi, body, PATH.replace(WEBSITE_ID, OTHER_WEBSITE_ID)).status_code == 404
    assert push(suivi, body, token=PERSON_TOKEN).status_code == 404
    assert nothing_was_written(suivi)
