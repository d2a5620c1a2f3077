"""The sample files of the summary's commands, byte for byte as merchants' systems make them."""

import json
from pathlib import Path

SFTP_FILE = "prestashop-orders.csv"
EVENT_FILE = "event.json"

_HEADER = (
    "channel;purchase_date;purchase_price;purchase_reference;first_name;last_name;email;phone;hide_personal_data;"
    "language;delay;delay_product;name;product_ref;category;brand;product_price;ean;sku;upc;isbn;jan;mpn;product_url;"
    "image_url;flagged"
)
_SCREEN = (
    "online;2024-03-04;49.900000;1042;Zoé;O\\'Brien;zoe.obrien@example.com;;false;fr;0;0;Écran 24\\\" mat;87;Écrans;"
    "MaMarque;24.950000;3012345678900;SCR-24;;;3012345678900;;https://shop.example.com/87;"
    "https://shop.example.com/img/87.jpg;1"
)
_CABLE = (
    "online;2024-03-04;49.900000;1042;Zoé;O\\'Brien;zoe.obrien@example.com;;false;fr;0;0;Câble;88;Accessoires;"
    "MaMarque;24.950000;;CAB-1;;;;;https://shop.example.com/88;;1"
)
_NO_PRODUCT = "online;2024-03-05;10.000000;1043;Max;Leroy;max.leroy@example.com;;false;gb;0;0;;;;;;;;;;;;;;1"
_ORDERS = (_SCREEN, _CABLE, _NO_PRODUCT, _NO_PRODUCT)


def prestashop_file(day: str) -> bytes:
    """The PrestaShop module's export of domain.md 11.4 with no delay, bought on `day` (YYYY-MM-DD).

    ISO-8859-1, CRLF, `;`, no quotes, backslash escapes, two products of one order, one order given twice.
    """
    rows = [row.replace("2024-03-04", day).replace("2024-03-05", day) for row in _ORDERS]
    return "".join(f"{line}\r\n" for line in (_HEADER, *rows)).encode("latin-1")


def event_json(website_id: str, day: str) -> bytes:
    """One purchase event of a merchant's own program (domain.md 11.6) with no delay, bought on `day` (YYYY-MM-DD)."""
    event = {
        "purchase_reference": "CMD-1001",
        "purchase_date": f"{day}T10:15:00Z",
        "consumer": {
            "first_name": "Marie",
            "last_name": "Durand",
            "email": "marie.durand@example.com",
            "language": "fr",
            "country": "FR",
        },
        "sales_channel": {"channel": "online", "website_id": website_id},
        "solicitation_parameters": {"delay": 0, "purchase_event_type": "PURCHASE_ONLY"},
    }
    return (json.dumps([event], indent=2, ensure_ascii=False) + "\n").encode()


def write_samples(folder: Path, website_id: str, day: str) -> None:
    """Put both files where the summary's commands find them, once: the same order on another day is a conflict."""
    folder.mkdir(parents=True, exist_ok=True)
    contents = {SFTP_FILE: prestashop_file(day), EVENT_FILE: event_json(website_id, day)}
    for name, content in contents.items():
        if not (folder / name).exists():
            (folder / name).write_bytes(content)
