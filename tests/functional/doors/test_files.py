"""The examples of domain.md 11.1 to 11.4 and 11.10, byte by byte, as files dropped over SFTP."""

from typing import Any

from tests.functional.doors.merchant import Merchant, due, sample, told

FACTS = ("experience_reference", "review_type", "status", "status_at", "language", "transmission_method")
BOOKS = ("received", "accepted", "duplicate", "conflict", "rejected", "requests")


def facts(merchant: Merchant, *references: str) -> list[tuple[Any, ...]]:
    return [told(row, *FACTS) for row in merchant.rows(*references)]


def test_11_1_online_and_brand_only(merchant: Merchant) -> None:
    merchant.drop("brand.csv", sample("online_brand.csv"))
    references = ("#1855", "#1856", "#1857", "#1858")
    assert facts(merchant, *references) == [
        ("#1855", "brand", "scheduled", due(days=0), "fr", "sftp"),
        ("#1856", "brand", "scheduled", due(days=0), "en", "sftp"),
        ("#1857", "brand", "scheduled", due(days=0), "br", "sftp"),
        ("#1858", "brand", "scheduled", due(days=0), "en", "sftp"),
    ]
    rows = merchant.rows(*references)
    assert [row["experience_date"] for row in rows] == [
        "2024-03-04T00:00:00+01:00",
        "2024-03-04T10:15:00+01:00",
        "2024-03-04T10:15:00+01:00",
        "2024-03-04T00:00:00+01:00",
    ]
    assert {row["channel"] for row in rows} == {"online"}
    assert merchant.folder("success", "brand.csv")["brand.csv"] == sample("online_brand.csv")
    assert set(merchant.folder("success", "brand.csv")) == {"brand.csv", "brand.csv.log"}
    assert merchant.folder("error", "brand.csv") == {}
    assert told(merchant.file("brand.csv")["books"], *BOOKS) == (4, 4, 0, 0, 0, 4)


def test_11_2_a_store_with_products(merchant: Merchant) -> None:
    merchant.drop("store.csv", sample("store_with_products.csv"))
    assert facts(merchant, "T-991") == [
        ("T-991", "brand", "scheduled", due(days=3), "fr", "sftp"),
        ("T-991", "product", "scheduled", due(days=10), "fr", "sftp"),
    ]
    assert {told(row, "channel", "shop_id") for row in merchant.rows("T-991")} == {("offline", "PARIS-01")}
    lamp, table = merchant.details("T-991")["products"]
    assert told(lamp, "product_ref", "name", "ean") == ("SKU-1", "Lampe LED", "3012345678900")
    assert told(table, "product_ref", "name", "image_url") == ("SKU-2", "Table basse", None)
    assert told(merchant.file("store.csv")["books"], *BOOKS) == (2, 2, 0, 0, 0, 2)
    assert set(merchant.folder("success", "store.csv")) == {"store.csv", "store.csv.log"}


def test_11_3_errors_come_back_and_the_good_line_lives_on(merchant: Merchant) -> None:
    merchant.drop("errors.csv", sample("with_errors.csv"))
    everyone = tuple(f"A-{number}" for number in range(1, 7))
    assert facts(merchant, *everyone) == [("A-1", "brand", "scheduled", due(days=0), "fr", "sftp")]
    assert merchant.folder("success", "errors.csv") == {}
    error = merchant.folder("error", "errors")
    assert error["errors.csv"] == sample("with_errors.csv")
    file = merchant.file("errors.csv")
    assert told(file["books"], *BOOKS) == (6, 1, 0, 0, 5, 1)
    lines = merchant.lines(file["transmission_id"], "rejected")
    assert [told(line, "line", "purchase_reference", "error_code", "field") for line in lines] == [
        (3, "A-2", "shop_required", "shop_id"),
        (4, "A-3", "invalid_date", "purchase_date"),
        (5, "A-4", "invalid_email", "email"),
        (6, "A-5", "unknown_channel", "channel"),
        (7, None, "missing_value", "purchase_reference"),
    ]
    log = error["errors.csv.log"].decode()
    assert all(line["sentence"]["fr"] in log and line["remedy"]["fr"] in log for line in lines)
    merchant.drop("again.csv", corrected(error))
    assert [row["experience_reference"] for row in merchant.rows(*everyone)] == list(everyone)
    assert set(merchant.folder("success", "again.csv")) == {"again.csv", "again.csv.log"}


def corrected(error: dict[str, bytes]) -> bytes:
    """What a merchant makes of the file of rejected rows."""
    (rejected,) = [content for name, content in error.items() if name not in ("errors.csv", "errors.csv.log")]
    assert b"A-1;" not in rejected
    return (
        rejected.replace(b"offline;;", b"offline;LYON;")
        .replace(b"2024-13-40", b"2024-03-14")
        .replace(b"(at)", b"@")
        .replace(b"phone;", b"online;")
        .replace(b"2024-03-04;;Paul", b"2024-03-04;A-6;Paul")
    )


def test_11_4_the_modules_retroactive_file(merchant: Merchant) -> None:
    merchant.drop("presta.csv", sample("prestashop_retroactive.csv"))
    assert facts(merchant, "1042", "1043") == [
        ("1042", "brand_and_product", "scheduled", due(days=5), "fr", "sftp"),
        ("1043", "brand", "scheduled", due(days=5), "en", "sftp"),
    ]
    details = merchant.details("1042")
    assert told(details["customer"], "first_name", "last_name") == ("Zoé", "O'Brien")
    screen, cable = details["products"]
    assert told(screen, "product_ref", "name", "category", "price") == ("87", 'Écran 24" mat', "Écrans", "24.950000")
    assert told(cable, "product_ref", "name", "image_url") == ("88", "Câble", None)
    assert told(merchant.file("presta.csv")["books"], *BOOKS) == (4, 4, 0, 0, 0, 2)
    assert set(merchant.folder("success", "presta.csv")) == {"presta.csv", "presta.csv.log"}


def test_11_10_the_historical_file(merchant: Merchant) -> None:
    merchant.drop("historical.csv", sample("historical.csv"))
    assert facts(merchant, "CMD-1001") == [
        ("CMD-1001", "brand_and_product", "scheduled", due(days=7), "fr", "sftp"),
    ]
    (lamp,) = merchant.details("CMD-1001")["products"]
    assert told(lamp, "product_ref", "name", "ean", "sku") == ("SKU-1", "Lampe LED", "3012345678900", "SKU-1")
    assert lamp["image_url"] == "https://shop.example.com/i/1.jpg"
