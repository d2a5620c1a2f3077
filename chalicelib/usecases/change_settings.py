"""Change settings: save the next version, go back to the one before, and carry them to what is scheduled."""

from dataclasses import dataclass, replace
from datetime import datetime

from chalicelib.domain.collection import Collection
from chalicelib.domain.errors import BusyError, NothingToUndoError, SettingsConflictError
from chalicelib.domain.operation_record import LONGEST_REASON, OperationKind, Order, Selection
from chalicelib.domain.settings_history import ApplyTo, SavedSettings
from chalicelib.usecases.operation_ports import Desk
from chalicelib.usecases.preview_settings import MAY_BE_PLANNED
from chalicelib.usecases.start_operation import start_operation


@dataclass(frozen=True)
class Changing:
    """Who changes settings, why, and whether requests already scheduled follow."""

    by: str
    note: str
    apply_to: ApplyTo


@dataclass(frozen=True)
class ChangedSettings:
    """The settings as they are now; `operation_id` names the replanning, None when there is none.

    `replanning_refused`: the settings are saved, but the replanning could not be started; asking for the same settings
    once more starts it.
    """

    saved: SavedSettings
    operation_id: str | None = None
    replanning_refused: bool = False


def change_settings(desk: Desk, wanted: Collection, changing: Changing, *, now: datetime) -> ChangedSettings:
    """Save `wanted`, made from the version it carries; the same settings again make no new version.

    Raises SettingsConflictError when another version is current by now, WebsiteNotFoundError.
    """
    current = desk.websites.current_settings(wanted.website_id)
    if current.version != wanted.version:
        raise SettingsConflictError(current.version)
    if wanted == current.collection:
        return _applied(desk, current, changing, now)
    saved = desk.websites.save_settings(SavedSettings(wanted, now, changing.by, changing.note))
    return _applied(desk, saved, changing, now)


def undo_settings(desk: Desk, website_id: str, version: int, changing: Changing, *, now: datetime) -> ChangedSettings:
    """Save what was set before `version`, which must be current, as a new version: nothing is ever deleted.

    Undoing an undo therefore brings back what was undone. Raises SettingsConflictError, NothingToUndoError,
    WebsiteNotFoundError.
    """
    current = desk.websites.current_settings(website_id)
    if current.version != version:
        raise SettingsConflictError(current.version)
    before = desk.websites.settings_version(website_id, version - 1)
    if before is None:
        raise NothingToUndoError("These are the first settings of this website: there is nothing before them.")
    # How many partitions the website's months have is no merchant's choice, and a month never gets fewer.
    wanted = replace(before.collection, version=version, shards=current.collection.shards)
    return change_settings(desk, wanted, changing, now=now)


def _applied(desk: Desk, saved: SavedSettings, changing: Changing, now: datetime) -> ChangedSettings:
    if changing.apply_to is ApplyTo.FUTURE:
        return ChangedSettings(saved)
    try:
        operation = start_operation(desk, _replanning(saved, changing), now=now)
    except BusyError:
        return ChangedSettings(saved, replanning_refused=True)
    return ChangedSettings(saved, operation.operation_id)


def _replanning(saved: SavedSettings, changing: Changing) -> Order:
    reason = f"Settings version {saved.version}. {changing.note}".strip()
    return Order(
        website_id=saved.collection.website_id,
        kind=OperationKind.REPLAN,
        selection=Selection(wanted=MAY_BE_PLANNED),
        reason=reason[:LONGEST_REASON],
        by=changing.by,
        settings_version=saved.version,
    )
