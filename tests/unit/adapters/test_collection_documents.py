"""Settings in the table: whatever a merchant set comes back."""

import json

from hypothesis import given
from hypothesis import strategies as st

from chalicelib.adapters.collection_documents import saved_settings_from
from chalicelib.adapters.dynamodb_documents import to_text
from chalicelib.domain.collection import Collection, Reminder
from chalicelib.domain.delays import Delay
from chalicelib.domain.settings_history import SavedSettings
from tests.builders import NOW, WEBSITE_ID, a_collection
from tests.generated_settings import UNHURRIED, collections


@UNHURRIED
@given(collections(), st.none() | st.just(NOW), st.text(max_size=20), st.text(max_size=20))
def test_settings_come_back_as_they_were(collection: Collection, at: None, by: str, note: str) -> None:
    saved = SavedSettings(collection, at, by, note)
    back = saved_settings_from(to_text(saved))
    assert back == saved
    assert repr(back) == repr(saved)  # a word of ours equals its bare text, but does not look like it


def test_a_field_that_a_stored_document_lacks_has_its_default_and_one_nobody_knows_is_passed_over() -> None:
    document = {
        "collection": {
            "website_id": WEBSITE_ID,
            "name": "Shop",
            "brand_delay": {"days": 3},
            "reminders": [{"delay": {"hours": 5, "minutes": 3}}],
            "colour": "red",
        }
    }
    expected = a_collection(name="Shop", brand_delay=Delay(3), reminders=(Reminder(Delay(0, 5)),))
    assert saved_settings_from(json.dumps(document)) == SavedSettings(expected)
