"""Order an import: it gets its identifier and a place for its bytes; nothing is acknowledged yet."""

import secrets
from dataclasses import asdict, dataclass
from datetime import datetime

from chalicelib.domain.imports import UPLOAD_LIFETIME, AskedImport, ImportOrder
from chalicelib.domain.transmission import TransmissionKind, new_transmission_id
from chalicelib.usecases.import_desk import ImportDesk, upload_place
from chalicelib.usecases.transmission_ports import UploadAddress


@dataclass(frozen=True)
class OrderedImport:
    """An order, and the address to which exactly its bytes may be PUT for `UPLOAD_LIFETIME`."""

    order: ImportOrder
    upload: UploadAddress


def order_import(desk: ImportDesk, asked: AskedImport, *, now: datetime) -> OrderedImport:
    """Raises WebsiteNotFoundError."""
    desk.websites.collection(asked.website_id)
    transmission_id = new_transmission_id(TransmissionKind.FILE, now, secrets.token_hex(16))
    place = upload_place(asked.website_id, transmission_id)
    upload = desk.files.upload_address(place, size=asked.size, lifetime=UPLOAD_LIFETIME)
    return OrderedImport(ImportOrder(**asdict(asked), transmission_id=transmission_id), upload)
