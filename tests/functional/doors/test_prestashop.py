"""The examples of domain.md 11.7, byte by byte, at the door of the PrestaShop module."""

import json

from tests.functional.doors.merchant import CALL_FACTS, PRESTASHOP, Merchant, due, sample, told


def test_11_7_the_live_push(merchant: Merchant) -> None:
    headers = {"client-id": merchant.opened.client_id}
    answer = merchant.post(PRESTASHOP, sample("api_prestashop.json"), **headers)
    assert (answer.status_code, merchant.rows("1042")) == (202, [])
    merchant.work()
    brand, product = merchant.rows("1042")
    # No language in the proof: the website's.
    assert told(brand, *CALL_FACTS) == ("brand", "scheduled", due(days=5), "fr", "prestashop")
    assert told(product, *CALL_FACTS) == ("product", "scheduled", due(days=12), "fr", "prestashop")
    assert brand["experience_date"] == "2024-03-04T10:15:00+01:00"
    details = merchant.details("1042")
    assert details["customer"]["last_name"] == "O'Brien"
    screen, cable = details["products"]
    assert told(screen, "product_ref", "name", "ean", "sku") == ("87", 'Écran 24" mat', "3012345678900", "SCR-24")
    assert told(cable, "product_ref", "product_url", "price") == ("88", None, "24.950000")
    assert told(merchant.call(answer)["books"], "received", "accepted", "requests") == (1, 1, 2)


def test_11_7_the_retroactive_push_sends_a_delay_of_0_which_outranks_the_settings(merchant: Merchant) -> None:
    current = merchant.get(f"{merchant.api}/settings")
    document = {**current["settings"], "brand_delay": {"days": 7, "hours": 0}}
    change = {"version": current["version"], "settings": document, "apply_to": "future", "note": ""}
    assert merchant.put(f"{merchant.api}/settings", json.dumps(change).encode()).status_code == 200
    told_to_module = merchant.get(f"/v2/connector-settings?website-id={merchant.opened.website_id}")
    assert (told_to_module["brandDelay"], told_to_module["pushOrdersEndpoint"].endswith(PRESTASHOP)) == (7, True)
    answer = merchant.post(PRESTASHOP, sample("api_prestashop_retroactive.json"))
    assert answer.status_code == 202
    merchant.work()
    (row,) = merchant.rows("1043")
    assert told(row, *CALL_FACTS) == ("brand", "scheduled", due(days=0), "fr", "prestashop")
    assert merchant.details("1043")["products"] == []
    assert told(merchant.call(answer)["books"], "received", "accepted", "requests") == (1, 1, 1)


def test_11_7_a_run_without_orders(merchant: Merchant) -> None:
    known = len(merchant.transmissions("calls"))
    assert merchant.post(f"{PRESTASHOP}?noOrder=true", b"").status_code == 202
    merchant.work()
    assert len(merchant.transmissions("calls")) == known
