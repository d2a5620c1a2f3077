"""The examples of domain.md 11.1 to 11.4 and 11.10, byte by byte, as files uploaded in the back office."""

from tests.functional.doors.merchant import Merchant, due, sample, told

FACTS = ("experience_reference", "review_type", "status_at", "language", "transmission_method")
BOOKS = ("received", "accepted", "rejected", "requests")


def test_every_file_does_what_it_does_over_sftp(merchant: Merchant) -> None:
    for name in (
        "online_brand.csv",
        "store_with_products.csv",
        "with_errors.csv",
        "prestashop_retroactive.csv",
        "historical.csv",
    ):
        merchant.upload(name, sample(name))
    assert [told(row, *FACTS) for row in merchant.rows()] == [
        ("#1855", "brand", due(days=0), "fr", "csv"),
        ("#1856", "brand", due(days=0), "en", "csv"),
        ("#1857", "brand", due(days=0), "br", "csv"),
        ("#1858", "brand", due(days=0), "en", "csv"),
        ("1042", "brand_and_product", due(days=5), "fr", "csv"),
        ("1043", "brand", due(days=5), "en", "csv"),
        ("A-1", "brand", due(days=0), "fr", "csv"),
        ("CMD-1001", "brand_and_product", due(days=7), "fr", "csv"),
        ("T-991", "brand", due(days=3), "fr", "csv"),
        ("T-991", "product", due(days=10), "fr", "csv"),
    ]
    assert merchant.details("1042")["customer"]["last_name"] == "O'Brien"
    books = {file["name"]: told(file["books"], *BOOKS) for file in merchant.transmissions("files")}
    assert books == {
        "online_brand.csv": (4, 4, 0, 4),
        "store_with_products.csv": (2, 2, 0, 2),
        "with_errors.csv": (6, 1, 5, 1),
        "prestashop_retroactive.csv": (4, 4, 0, 2),
        "historical.csv": (1, 1, 0, 1),
    }
    reports = merchant.file("with_errors.csv")["reports"]
    assert reports == {"log": True, "rejected_rows": True}
