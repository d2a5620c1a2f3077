"""Settings are saved once per version, go back as a new version, and are carried to what is scheduled when asked."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from chalicelib.domain.collection import Collection
from chalicelib.domain.delays import Delay
from chalicelib.domain.errors import BusyError, NothingToUndoError, SettingsConflictError, WebsiteNotFoundError
from chalicelib.domain.operation_record import OperationKind, OperationState
from chalicelib.domain.settings_history import ApplyTo, SavedSettings
from chalicelib.usecases.change_settings import ChangedSettings, Changing, change_settings, undo_settings
from chalicelib.usecases.operation_ports import Desk
from chalicelib.usecases.run_operation import run_operation
from tests.builders import NOW, OTHER_WEBSITE_ID, WEBSITE_ID, a_collection
from tests.unit.usecases.desk import FakeDesk

FUTURE = Changing("camille", "for Christmas", ApplyTo.FUTURE)
SCHEDULED = replace(FUTURE, apply_to=ApplyTo.SCHEDULED)


@pytest.fixture
def fake() -> FakeDesk:
    fake = FakeDesk()
    fake.desk.websites.save_settings(SavedSettings(a_collection(), NOW, "operator"))
    return fake


def changed(desk: Desk, changing: Changing = FUTURE, *, version: int, **settings: Any) -> ChangedSettings:
    return change_settings(desk, a_collection(**settings, version=version), changing, now=NOW)


def current(fake: FakeDesk) -> Collection:
    return fake.desk.websites.collection(WEBSITE_ID)


def test_a_change_is_the_next_version_with_who_when_and_why(fake: FakeDesk) -> None:
    answer = changed(fake.desk, version=1, brand_delay=Delay(3))
    assert answer == ChangedSettings(
        SavedSettings(a_collection(brand_delay=Delay(3), version=2), NOW, "camille", "for Christmas")
    )
    assert current(fake) == answer.saved.collection
    assert fake.operations.recent(WEBSITE_ID, size=1).operations == ()


def test_the_same_settings_again_make_no_version(fake: FakeDesk) -> None:
    assert changed(fake.desk, version=1).saved == SavedSettings(a_collection(version=1), NOW, "operator")
    assert len(fake.desk.websites.settings_versions(WEBSITE_ID, size=9)) == 1


def test_who_comes_second_is_told_and_overwrites_nothing(fake: FakeDesk) -> None:
    changed(fake.desk, version=1, brand_delay=Delay(3))
    for same in (Delay(3), Delay(9)):
        with pytest.raises(SettingsConflictError) as refused:
            changed(fake.desk, version=1, brand_delay=same)
        assert refused.value.current_version == 2
    with pytest.raises(WebsiteNotFoundError):
        changed(fake.desk, version=1, website_id=OTHER_WEBSITE_ID)
    assert current(fake).brand_delay == Delay(3)


def test_undo_brings_back_what_was_and_keeps_the_history(fake: FakeDesk) -> None:
    changed(fake.desk, version=1, brand_delay=Delay(3), shards=2)
    answer = undo_settings(fake.desk, WEBSITE_ID, 2, FUTURE, now=NOW)
    assert answer.saved.collection == a_collection(version=3, shards=2)
    assert [one.version for one in fake.desk.websites.settings_versions(WEBSITE_ID, size=9)] == [3, 2, 1]
    redone = undo_settings(fake.desk, WEBSITE_ID, 3, FUTURE, now=NOW)
    assert redone.saved.collection == a_collection(version=4, brand_delay=Delay(3), shards=2)


def test_there_is_nothing_before_the_first_version(fake: FakeDesk) -> None:
    with pytest.raises(NothingToUndoError):
        undo_settings(fake.desk, WEBSITE_ID, 1, FUTURE, now=NOW)
    with pytest.raises(SettingsConflictError):
        undo_settings(fake.desk, WEBSITE_ID, 2, FUTURE, now=NOW)


def test_what_is_scheduled_follows_when_asked(fake: FakeDesk) -> None:
    """Through the real operation, up to the row."""
    row = fake.add(1)
    answer = changed(fake.desk, SCHEDULED, version=1, brand_delay=Delay(4))
    assert answer.operation_id is not None
    operation = fake.operations.get(WEBSITE_ID, answer.operation_id)
    assert operation is not None
    assert (operation.order.kind, operation.order.by) == (OperationKind.REPLAN, "camille")
    assert operation.order.reason == "Settings version 2. for Christmas"
    assert operation.order.settings_version == 2
    assert fake.row(row).due_at == row.due_at

    later = NOW + timedelta(minutes=1)
    done = run_operation(fake.desk, WEBSITE_ID, answer.operation_id, now=later, has_time=lambda: True)

    assert (done.state, done.counts.done) == (OperationState.DONE, 1)
    assert fake.row(row).due_at == NOW + timedelta(days=3)  # created a day before


def test_unchanged_settings_can_still_be_carried_to_what_is_scheduled(fake: FakeDesk) -> None:
    assert changed(fake.desk, SCHEDULED, version=1).operation_id is not None
    assert current(fake).version == 1


def test_settings_stay_saved_when_the_replanning_could_not_be_started(
    fake: FakeDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_args: object, **_more: object) -> None:
        raise BusyError("later")

    monkeypatch.setattr(fake.queue, "put", busy)
    answer = changed(fake.desk, SCHEDULED, version=1, brand_delay=Delay(4))
    assert (answer.operation_id, answer.replanning_refused) == (None, True)
    assert current(fake).version == 2


def test_a_long_note_fits_the_journal(fake: FakeDesk) -> None:
    answer = changed(fake.desk, replace(SCHEDULED, note="x" * 300), version=1)
    operation = fake.operations.get(WEBSITE_ID, answer.operation_id or "")
    assert operation is not None
    assert len(operation.order.reason) == 300
