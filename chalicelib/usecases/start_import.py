"""Start an import once its bytes are there: from here on it is acknowledged."""

from datetime import datetime

from chalicelib.domain.imports import ImportOrder
from chalicelib.domain.transmission import Transmission
from chalicelib.usecases.import_desk import ImportDesk, Sender, take_in_import, upload_place


def start_import(desk: ImportDesk, order: ImportOrder, *, sender: Sender, now: datetime) -> Transmission:
    """The transmission as it stands: waiting, or further on when it was started before. Raises as `take_in_import`."""
    place = upload_place(order.website_id, order.transmission_id)
    return take_in_import(desk, order, place=place, sender=sender, now=now)
