"""Keys of the historical webservice, and the box they are sealed in: fakes and adapters alike."""

from datetime import timedelta

import pytest

from chalicelib.adapters.aes_secret_box import AesSecretBox
from chalicelib.domain.errors import WebsiteNotFoundError
from chalicelib.domain.signing import Signer
from chalicelib.domain.webservice_key import WebserviceKey
from chalicelib.usecases.webservice_ports import SecretBox, WebserviceKeys
from tests.builders import NOW, OTHER_WEBSITE_ID, WEBSITE_ID
from tests.fakes import FakeSecretBox, FakeWebserviceKeys

KEY = WebserviceKey(WEBSITE_ID, "sealed", NOW, "camille")


@pytest.fixture(params=["fake", "dynamodb"])
def keys(request: pytest.FixtureRequest) -> WebserviceKeys:
    if request.param == "fake":
        return FakeWebserviceKeys()
    from chalicelib.adapters.dynamodb_webservice_keys import DynamoDBWebserviceKeys

    return DynamoDBWebserviceKeys(request.getfixturevalue("table_name"))


def test_a_key_comes_back_as_saved_and_is_replaced(keys: WebserviceKeys) -> None:
    assert keys.get(WEBSITE_ID) is None
    keys.save(KEY)
    assert keys.get(WEBSITE_ID) == KEY
    removed = WebserviceKey(WEBSITE_ID, "", NOW + timedelta(hours=1), "dominique")
    keys.save(removed)
    assert keys.get(WEBSITE_ID) == removed
    assert keys.get(OTHER_WEBSITE_ID) is None


@pytest.mark.parametrize("website_id", ["", "../etc", WEBSITE_ID.upper(), f"{WEBSITE_ID}#S", "x" * 3000])
def test_what_cannot_be_a_website_has_no_key(keys: WebserviceKeys, website_id: str) -> None:
    assert keys.get(website_id) is None
    with pytest.raises(WebsiteNotFoundError):
        keys.save(WebserviceKey(website_id, "sealed", NOW, "camille"))


@pytest.fixture(params=["fake", "aes"])
def box(request: pytest.FixtureRequest) -> SecretBox:
    return FakeSecretBox() if request.param == "fake" else AesSecretBox(Signer({"k1": b"one"}))


def test_what_is_sealed_opens_for_the_same_thing_alone(box: SecretBox) -> None:
    sealed = box.seal("11111111-2222-3333-4444-555555555555", "a")
    assert "1111" not in sealed
    assert box.open(sealed, "a") == "11111111-2222-3333-4444-555555555555"
    assert box.open(sealed, "b") is None
    assert box.seal("11111111-2222-3333-4444-555555555555", "a") != sealed


@pytest.mark.parametrize("sealed", ["", "v1", "v1.k1", "v1.k1.", "v1.k1.AAAA", "v1.k1.é", "v1.k2.AAAA", "v2.k1.AAAA"])
def test_what_was_never_sealed_does_not_open(box: SecretBox, sealed: str) -> None:
    assert box.open(sealed, "a") is None


def test_what_was_changed_does_not_open() -> None:
    box = AesSecretBox(Signer({"k1": b"one"}))
    sealed = box.seal("secret of sixteen", "a")
    last = "A" if sealed[-3] != "A" else "B"
    assert box.open(sealed[:-3] + last + sealed[-2:], "a") is None


def test_an_older_key_still_opens_and_a_forgotten_one_does_not() -> None:
    sealed = AesSecretBox(Signer({"k1": b"one"})).seal("secret", "a")
    assert AesSecretBox(Signer({"k2": b"two", "k1": b"one"})).open(sealed, "a") == "secret"
    assert AesSecretBox(Signer({"k2": b"two"})).open(sealed, "a") is None
