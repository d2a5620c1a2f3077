"""The files of domain.md 11, byte for byte (tests/data)."""

from datetime import UTC, datetime

from chalicelib.domain.proof import Channel, TransmissionMethod
from chalicelib.intake.rejects import RejectCode
from tests.unit.intake.doors import DATA, every_row_is_accounted_for, read_csv, refusals


def test_online_brand_sample() -> None:
    parsed = read_csv((DATA / "online_brand.csv").read_bytes())
    assert (parsed.rejects, parsed.rows) == ((), 4)
    assert [p.experience_reference for p in parsed.proofs] == ["#1855", "#1856", "#1857", "#1858"]
    assert [p.customer.language for p in parsed.proofs] == ["fr", "en", "br", "en"]
    assert {p.channel for p in parsed.proofs} == {Channel.ONLINE}
    assert {p.experience_day for p in parsed.proofs} == {"2024-03-04"}
    assert parsed.proofs[1].experience_at == datetime(2024, 3, 4, 9, 15, tzinfo=UTC)
    source = parsed.proofs[3].source
    assert (source.source_id, source.name, source.line) == ("version-1", "orders.csv", 5)
    assert parsed.proofs[0].transmission_method is TransmissionMethod.SFTP


def test_store_sample() -> None:
    parsed = read_csv((DATA / "store_with_products.csv").read_bytes())
    [proof] = parsed.proofs
    assert (parsed.rejects, proof.lines) == ((), (2, 3))
    assert (proof.channel, proof.shop_id) == (Channel.OFFLINE, "PARIS-01")
    assert (proof.brand_delay_days, proof.product_delay_days) == (3, 10)
    assert [(p.product_ref, p.name, p.image_url) for p in proof.products] == [
        ("SKU-1", "Lampe LED", "https://shop.example.com/i/1.jpg"),
        ("SKU-2", "Table basse", None),
    ]
    assert proof.products[0].identifiers == {"ean": "3012345678900"}


def test_sample_with_errors() -> None:
    parsed = read_csv((DATA / "with_errors.csv").read_bytes())
    assert [p.experience_reference for p in parsed.proofs] == ["A-1"]
    assert refusals(parsed) == [
        (3, RejectCode.SHOP_REQUIRED, "shop_id"),
        (4, RejectCode.INVALID_DATE, "purchase_date"),
        (5, RejectCode.INVALID_EMAIL, "email"),
        (6, RejectCode.UNKNOWN_CHANNEL, "channel"),
        (7, RejectCode.MISSING_VALUE, "purchase_reference"),
    ]
    assert [r.experience_reference for r in parsed.rejects] == ["A-2", "A-3", "A-4", "A-5", None]
    assert [r.value for r in parsed.rejects] == [None, "2024-13-40", "tom.petit(at)example.com", "phone", None]
    every_row_is_accounted_for(parsed)


def test_prestashop_sample() -> None:
    content = (DATA / "prestashop_retroactive.csv").read_bytes()
    assert b'\xc9cran 24\\" mat' in content
    assert b"O\\'Brien" in content
    assert content.count(b"\r\n") == 5
    parsed = read_csv(content)
    bought, brand_only = parsed.proofs
    assert parsed.rejects == ()
    assert (bought.experience_reference, bought.lines) == ("1042", (2, 3))
    assert (bought.customer.first_name, bought.customer.last_name) == ("Zoé", "O'Brien")
    assert [(p.product_ref, p.name) for p in bought.products] == [("87", 'Écran 24" mat'), ("88", "Câble")]
    assert str(bought.price) == "49.900000"
    assert str(bought.products[0].price) == "24.950000"
    assert bought.products[0].identifiers == {"ean": "3012345678900", "sku": "SCR-24", "jan": "3012345678900"}
    assert (brand_only.experience_reference, brand_only.lines, brand_only.products) == ("1043", (4, 5), ())
    assert brand_only.customer.language == "en"


def test_historical_sample() -> None:
    [proof] = read_csv((DATA / "historical.csv").read_bytes()).proofs
    assert (proof.experience_reference, proof.brand_delay_days, proof.customer.language) == ("CMD-1001", 7, None)
    [product] = proof.products
    assert (product.product_ref, product.name, product.image_url) == (
        "SKU-1",
        "Lampe LED",
        "https://shop.example.com/i/1.jpg",
    )
