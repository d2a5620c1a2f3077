"""Cancel an export: nothing more is written; what was written goes with the bucket's lifecycle."""

from datetime import datetime

from chalicelib.domain.errors import ExportNotFoundError, ExportNotReadyError
from chalicelib.domain.export_record import Export, ExportState, is_export_id
from chalicelib.usecases.export_ports import Exports


def cancel_export(exports: Exports, website_id: str, export_id: str, *, now: datetime) -> Export:
    """The export, cancelled; doing it again changes nothing.

    Raises ExportNotFoundError, ExportNotReadyError when its file is there already, VersionConflictError when it moved
    at this very moment: ask again.
    """
    export = found_export(exports, website_id, export_id)
    if export.state is ExportState.CANCELLED:
        return export
    if export.state is ExportState.DONE:
        raise ExportNotReadyError("This export is done: there is nothing left to cancel.")
    return exports.save(export.ended(ExportState.CANCELLED, now=now))


def found_export(exports: Exports, website_id: str, export_id: str) -> Export:
    """An export somebody asked for. Raises ExportNotFoundError, for runs of feeds as well."""
    export = exports.get(website_id, export_id) if is_export_id(export_id) else None
    if export is None:
        raise ExportNotFoundError("No export of this website has this identifier.")
    return export
