"""Files of proofs: dialects, merging, conflicts, and books that close on any bytes."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.intake.csv_columns import REQUIRED
from chalicelib.intake.rejects import RejectCode
from tests.unit.intake.doors import HEADER, ParsedFile, every_row_is_accounted_for, read_csv, read_rows, refusals, row


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", [b"", codecs.BOM_UTF8])
def test_the_same_file_in_every_dialect(delimiter: str, end: str, mark: bytes) -> None:
    text = end.join((HEADER, row(last_name="Été"))).replace(";", delimiter)
    [proof] = read_csv(mark + text.encode()).proofs
    assert proof.customer.last_name == "Été"


def test_a_header_in_any_order_case_and_spelling_with_unknown_columns() -> None:
    parsed = read_csv(
        'loyalty;E-Mail;Email;LAST NAME;first-name; Purchase_Reference ;"Purchase Date"\n'
        "gold;ignored;a@example.com;Durand;Marie;A-1;04/03/2024\n"
    )
    [proof] = parsed.proofs
    assert (proof.customer.email, proof.experience_day) == ("a@example.com", "2024-03-04")


def test_missing_columns_refuse_the_whole_file_and_are_all_named() -> None:
    parsed = read_csv("purchase_reference;first_name;last_name\nA-1;Marie;Durand\n")
    [reject] = parsed.rejects
    assert (reject.code, reject.line, reject.field) == (RejectCode.MISSING_COLUMN, None, "purchase_date, email")
    assert "purchase_date, email" in reject.sentence("fr")
    assert parsed.is_refused
    assert parsed.rows == 0


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", RejectCode.EMPTY_FILE),
        (b"\r\n \r\n", RejectCode.EMPTY_FILE),
        (codecs.BOM_UTF8, RejectCode.EMPTY_FILE),
        (b"PK\x03\x04\x00\x00", RejectCode.UNREADABLE_FILE),
        (b"hello", RejectCode.MISSING_COLUMN),
    ],
)
def test_what_is_no_file_of_proofs(content: bytes, code: RejectCode) -> None:
    assert refusals(read_csv(content))[0][:2] == (None, code)


def test_a_header_alone_is_right_and_holds_nothing() -> None:
    assert read_csv(HEADER) == ParsedFile((), (), 0)


def test_identical_rows_collapse() -> None:
    [proof] = read_rows(row(), row(), row()).proofs
    assert proof.lines == (2, 3, 4)


def test_rows_of_one_reference_merge_even_far_apart() -> None:
    parsed = read_rows(
        row(product_ref="1", name="Lampe"),
        row(purchase_reference="B-2"),
        row(product_ref="2", name="Table"),
        row(product_ref="1", name="Lampe"),
    )
    first, second = parsed.proofs
    assert (first.lines, second.lines) == ((2, 4, 5), (3,))
    assert [p.product_ref for p in first.products] == ["1", "2"]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("email", "eva.roux@example.com"),
        ("purchase_date", "2024-03-05"),
        ("channel", "offline"),
        ("shop_id", "LYON-02"),
        ("language", "en"),
        ("delay", "3"),
    ],
)
def test_contradictory_rows_are_all_refused_and_name_each_other(field: str, value: str) -> None:
    usual = {"shop_id": "PARIS-01", "delay": "2"}
    parsed = read_rows(row(**usual), row(**usual), row(**{**usual, field: value}), row(purchase_reference="B-2"))
    assert [p.experience_reference for p in parsed.proofs] == ["B-2"]
    assert refusals(parsed) == [(line, RejectCode.CONFLICTING_ROWS, field) for line in (2, 3, 4)]
    assert [r.detail for r in parsed.rejects] == ["4", "4", "2"]
    assert parsed.rejects[2].value == value
    assert "4" in parsed.rejects[0].sentence("fr")
    every_row_is_accounted_for(parsed)


def test_what_does_not_contradict() -> None:
    parsed = read_rows(
        row(language="", first_name="Zoe"),
        row(purchase_date="2024-03-04 18:00", first_name="Zoé", delay="3"),
        row(email="Marie.Durand@EXAMPLE.com", shop_id="WEB"),
    )
    [proof] = parsed.proofs
    assert proof.customer.first_name == "Zoe"
    assert (proof.customer.language, proof.brand_delay_days, proof.shop_id) == ("fr", 3, "WEB")


def test_one_wish_for_privacy_is_enough() -> None:
    header = f"{HEADER};hide_personal_data"
    [proof] = read_csv("\n".join((header, row() + ";false", row() + ";true"))).proofs
    assert proof.customer.hide_personal_data


def test_a_refused_row_does_not_hold_back_its_reference() -> None:
    parsed = read_rows(row(product_ref="1", name="Lampe"), row(product_ref="2"), row(email="x"))
    [proof] = parsed.proofs
    assert proof.lines == (2,)
    assert refusals(parsed) == [(3, RejectCode.MISSING_VALUE, "name"), (4, RejectCode.INVALID_EMAIL, "email")]


def test_refusals_name_the_merchant_s_own_column() -> None:
    parsed = read_csv(
        "order_ref;firstname;lastname;E-mail;email;Order Date;id_product;name_product\n"
        "A-1;Marie;Durand;;a@example.com;2024-13-40;1;Lampe\n"
        "A-2;Marie;Durand;;a@example.com;2024-03-04;1;\n"
    )
    assert refusals(parsed) == [
        (2, RejectCode.INVALID_DATE, "Order Date"),
        (3, RejectCode.MISSING_VALUE, "name_product"),
    ]


def test_prices_of_order_and_product_are_told_apart() -> None:
    header = ";".join((*REQUIRED, "product_ref", "name", "product_price", "purchase_price"))
    start = "2024-03-04;A-1;Marie;Durand;a@example.com;1;Lampe"
    parsed = read_csv(f"{header}\n{start};x;10\n{start};10;x\n{start};10;20\n")
    assert refusals(parsed) == [
        (2, RejectCode.INVALID_PRICE, "product_price"),
        (3, RejectCode.INVALID_PRICE, "purchase_price"),
    ]
    [proof] = parsed.proofs
    assert (str(proof.price), str(proof.products[0].price)) == ("20", "10")


def test_a_row_cut_short_is_refused_rather_than_completed() -> None:
    parsed = read_rows(row(), "online;;2024-03-04;A-2;Eva;Roux;eva.roux@exam", row(purchase_reference="A-3") + ";;")
    assert [p.experience_reference for p in parsed.proofs] == ["A-1", "A-3"]
    [reject] = parsed.rejects
    assert (reject.line, reject.code, reject.detail) == (3, RejectCode.UNREADABLE_ROW, "7 / 11")


def test_lost_characters_refuse_their_row() -> None:
    mixed = row(first_name="Zoé").encode() + "é".encode("cp1252")
    parsed = read_csv(b"\n".join((HEADER.encode(), row(purchase_reference="B-2").encode(), mixed)))
    assert refusals(parsed) == [(3, RejectCode.DAMAGED_TEXT, None)]
    assert [p.experience_reference for p in parsed.proofs] == ["B-2"]


@given(st.binary(max_size=300))
def test_no_bytes_raise(content: bytes) -> None:
    every_row_is_accounted_for(read_csv(content))


CELLS = st.sampled_from(
    [
        "",
        " ",
        "A-1",
        "A-2",
        "online",
        "offline",
        "2024-03-04",
        "04/03/2024",
        "a@example.com",
        "b@example.com",
        "fr",
        "1",
    ]
) | st.sampled_from(
    ['"', '""', '"Lampe', 'rouge"', "\\", '\\"', "\\'", "\n", '"a\nb"', '"a;b"', "\x00", "é", "=1+1", "\ufffd"]
)
ROWS = st.one_of(
    st.just(row()),
    st.just(row(purchase_reference="A-2", product_ref="1", name="Lampe")),
    st.just(row(email="b@example.com")),
    st.lists(CELLS, min_size=8, max_size=12).map(";".join),
    st.text(max_size=40),
)


@given(
    rows=st.lists(ROWS, max_size=8), end=st.sampled_from(["\n", "\r\n"]), encoding=st.sampled_from(["utf-8", "cp1252"])
)
def test_books_close_whatever_the_rows(rows: list[str], end: str, encoding: str) -> None:
    every_row_is_accounted_for(read_csv(end.join((HEADER, *rows)).encode(encoding, errors="replace")))


@given(st.binary(max_size=200))
def test_books_close_whatever_the_bytes_below_a_header(content: bytes) -> None:
    every_row_is_accounted_for(read_csv(HEADER.encode() + b"\n" + row().encode() + b"\n" + content))
