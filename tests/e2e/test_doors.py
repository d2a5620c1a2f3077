"""The doors of shop software on the packaged cloud: through the gateway, its function and its queues to the table."""

import json
from urllib.parse import urlsplit

import httpx

from chalicelib.domain.webservice_signature import webservice_signature
from tests.local_suivi import LocalSuivi

WEBSERVICE = "/index.php?action=act_api_notification_sha1&type=json2"


def order(suivi: LocalSuivi, reference: str, secret: str) -> httpx.Response:
    values = ["pushCommandeSHA1", reference, "zoe.door@example.com", "O'Brien", "Zoé", "2026-11-20 10:15:00", "0"]
    names = ("query", "order_ref", "email", "lastname", "firstname", "order_date", "delay")
    signed = {**dict(zip(names, values, strict=True)), "sign": webservice_signature("".join(values), secret)}
    return suivi.http.post(WEBSERVICE, data={"idWebsite": suivi.website_id, "message": json.dumps(signed)})


def test_an_order_of_the_historical_webservice_is_in_the_table(suivi: LocalSuivi) -> None:
    key = f"/v1/websites/{suivi.website_id}/webservice-key"
    secret = suivi.http.put(key, json={}, headers=suivi.authorized()).raise_for_status().json()["secret"]
    assert order(suivi, "WS-1", "11111111-2222-3333-4444-555555555555").json()["return"] == 5
    assert [order(suivi, "WS-1", secret).json() for _ in range(2)] == [{"return": 1}, {"return": 1}]
    assert suivi.row_in("WS-1", "scheduled")["transmission_method"] == "webservice"
    assert suivi.http.get(WEBSERVICE).status_code in (403, 404, 405)
    assert suivi.http.get(key, headers=suivi.authorized()).json()["is_set"] is True


def test_the_prestashop_module_asks_where_to_push_and_pushes_there(suivi: LocalSuivi) -> None:
    asked = f"/v2/connector-settings?website-id={suivi.website_id}&connector-type-id=1&release-version=9.0.1"
    told = suivi.http.post(asked, json={"remoteConfiguration": {}}, headers=suivi.authorized()).raise_for_status()
    endpoint = urlsplit(told.json()["pushOrdersEndpoint"]).path
    event = suivi.event("PS-1", "max.door@example.com")
    pushed = suivi.http.post(endpoint, json=[{"orderData": event, "status": "5"}], headers=suivi.authorized())
    assert (pushed.status_code, pushed.json()["received"]) == (202, 1)
    assert suivi.row_in("PS-1", "scheduled")["transmission_method"] == "prestashop"
    empty = suivi.http.post(f"{endpoint}?noOrder=true", headers=suivi.authorized())
    assert empty.status_code == 202
