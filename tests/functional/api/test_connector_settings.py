"""What the PrestaShop module reads of the settings (domain.md 4.1)."""

from dataclasses import replace
from typing import Any

import pytest

from chalicelib.domain.delays import Delay
from chalicelib.domain.settings_history import SavedSettings
from tests.builders import OTHER_WEBSITE_ID, WEBSITE_ID
from tests.functional.wired import PERSON_TOKEN, Suivi

PATH = f"/v2/connector-settings?website-id={WEBSITE_ID}&connector-type-id=1&release-version=9.0.1"


def settings(suivi: Suivi, **changes: Any) -> dict[str, Any]:
    current = suivi.websites.current_settings(WEBSITE_ID)
    suivi.websites.save_settings(SavedSettings(replace(current.collection, **changes)))
    answer = suivi.get(PATH, suivi.token())
    assert answer.status_code == 200
    told: dict[str, Any] = answer.json_body
    return told


def test_the_settings_of_a_new_website(suivi: Suivi) -> None:
    told = settings(suivi, forbidden_domains=("cdiscount.com", "marketplace.amazon.*"))
    endpoint = f"https://suivi.example/connectors/prestashop/websites/{WEBSITE_ID}/orders"
    assert told == {
        "reloaded": True,
        "processInit": "onorderstatuschange",
        "activateCollect": True,
        "hasProductReviewCollection": True,
        "brandDelay": 0,
        "productDelay": 0,
        "choosenStatus": "5",
        "blacklistedExtensions": ["cdiscount.com", "marketplace.amazon.*"],
        "displayReviews": False,
        "countryCode": "FR",
        "pushOrdersEndpoint": endpoint,
        "retroactiveOrdersEndpoint": endpoint,
    }


def test_what_was_set_is_told(suivi: Suivi) -> None:
    told = settings(suivi, collects_brand=False, collects_product=False, prestashop_states=("4", "5"), country="BE")
    assert (told["activateCollect"], told["hasProductReviewCollection"]) == (False, False)
    assert (told["choosenStatus"], told["countryCode"]) == ("4;5", "BE")


@pytest.mark.parametrize(
    ("brand", "product", "told"),
    [
        (Delay(7), None, (7, 7)),
        (Delay(7, 1), None, (8, 8)),
        (Delay(0, 23), Delay(10), (1, 10)),
        (Delay(7), Delay(), (7, 0)),
    ],
)
def test_the_module_knows_whole_days_alone(
    suivi: Suivi, brand: Delay, product: Delay | None, told: tuple[int, int]
) -> None:
    found = settings(suivi, brand_delay=brand, product_delay=product)
    assert (found["brandDelay"], found["productDelay"]) == told


def test_modules_ask_by_post_and_tell_of_themselves(suivi: Suivi) -> None:
    remote = {"remoteConfiguration": {"moduleVersion": "9.0.1", "orderStatusList": {"5": "Livré"}}}
    assert suivi.post_json(PATH, remote, suivi.token()).json_body == suivi.get(PATH, suivi.token()).json_body


@pytest.mark.parametrize(
    "query", ["", f"?website-id={OTHER_WEBSITE_ID}", "?website-id=../x", f"?website-id={WEBSITE_ID[:-1]}"]
)
def test_a_credential_reads_its_own_website_only(suivi: Suivi, query: str) -> None:
    assert suivi.get(f"/v2/connector-settings{query}", suivi.token()).status_code == 404


def test_who_may_not_transmit_has_no_connector(suivi: Suivi) -> None:
    assert suivi.get(PATH, PERSON_TOKEN).status_code == 404


def test_another_connector_is_not_known(suivi: Suivi) -> None:
    answer = suivi.get(PATH.replace("type-id=1", "type-id=2"), suivi.token())
    assert (answer.status_code, answer.json_body["errors"][0]["field"]) == (400, "connector-type-id")
