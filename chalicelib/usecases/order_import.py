"""Order an import: it gets its identifier and a place for its bytes; nothing is acknowledged yet."""

from dataclasses import asdict, dataclass

from chalicelib.domain.imports import UPLOAD_LIFETIME, AskedImport, ImportOrder
from chalicelib.usecases.import_desk import ImportDesk, upload_place
from chalicelib.usecases.transmission_ports import UploadAddress


@dataclass(frozen=True)
class OrderedImport:
    """An order, and the address to which exactly its bytes may be PUT for `UPLOAD_LIFETIME`."""

    order: ImportOrder
    upload: UploadAddress


def order_import(desk: ImportDesk, asked: AskedImport, transmission_id: str) -> OrderedImport:
    """Raises WebsiteNotFoundError. The same order once more is the same import, with a new address for its bytes."""
    desk.websites.collection(asked.website_id)
    place = upload_place(asked.website_id, transmission_id)
    upload = desk.files.upload_address(place, size=asked.size, lifetime=UPLOAD_LIFETIME)
    return OrderedImport(ImportOrder(**asdict(asked), transmission_id=transmission_id), upload)
