"""The settings' document and answers are what docs/openapi.json says, whatever a merchant set."""

import json
import re
from typing import Any

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator

from chalicelib.api.settings import saved_settings
from chalicelib.domain.collection import Collection
from chalicelib.domain.settings_history import SavedSettings
from tests.builders import NOW, a_collection
from tests.contract.test_openapi import DOCUMENT, assert_fits
from tests.generated_settings import UNHURRIED, collections
from tests.unit.intake.test_settings_document import REFUSED, a_document

LIMITS = [(changes, field) for changes, field, remedy in REFUSED if re.search(r"\d+ to \d+|at most \d", remedy)]


def as_sent(value: Any) -> Any:
    return json.loads(json.dumps(value))


@UNHURRIED
@given(collections())
def test_a_version_is_what_the_document_says(collection: Collection) -> None:
    assert_fits(as_sent(saved_settings(SavedSettings(collection, NOW, "camille", "why"))), "SavedSettings")


def test_settings_from_before_the_history_are_too() -> None:
    assert_fits(as_sent(saved_settings(SavedSettings(a_collection()))), "SavedSettings")


@pytest.mark.parametrize(("changes", "field"), LIMITS, ids=lambda case: json.dumps(case)[:60])
def test_the_limits_of_the_document_are_those_that_are_enforced(changes: dict[str, Any], field: str) -> None:
    root = {"$ref": "#/components/schemas/Settings", "components": DOCUMENT["components"]}
    (error,) = Draft202012Validator(root).iter_errors(a_document(**changes))
    assert error.json_path != "$"
    assert f"$.{field}".startswith(error.json_path)  # of what may be null, the whole is named
