"""Values that most rows hold are read by a shorter way, to the same result as by the whole rule."""

import unicodedata
from urllib.parse import urlsplit

from email_validator import EmailNotValidError, validate_email
from hypothesis import example, given
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError

from chalicelib.intake.csv_dialect import DELIMITERS, _field_pattern, _unescaped, split_line
from chalicelib.intake.field_rules import read_email, read_url

LABELS = st.sampled_from(
    ["a", "b-c", "-d", "e-", "xn--e1aybc", "local", "test", "example", "com", "c0m", "1", "", "x" * 64]
)
LOCAL_PARTS = st.text("ab.1_+-A\"é'", min_size=1, max_size=6) | st.sampled_from(["postmaster", "Info", "a" * 65])
ADDRESSES = st.builds(lambda local, labels: f"{local}@{'.'.join(labels)}", LOCAL_PARTS, st.lists(LABELS, max_size=4))


def by_the_whole_rule(text: str) -> str | None:
    try:
        found = validate_email(text.strip(), check_deliverability=False, test_environment=True)
    except (EmailNotValidError, UnicodeError):
        return None
    return found.ascii_email if "." in found.domain else None


@given(ADDRESSES)
@example("a@b.local")
@example("a@b.test")
@example("a..b@example.com")
@example("marie.durand+7@shop-1.example.com")
def test_an_address(text: str) -> None:
    try:
        read: str | None = read_email(text)
    except PydanticCustomError:
        read = None
    assert read == by_the_whole_rule(text)


HOSTS = st.text("ab1-.:[]@é_ ", max_size=8)
PATHS = st.text("/ab?#[]\\ é\u200b\x7f", max_size=8)


@given(st.sampled_from(["http", "https", "ftp", "HTTP", ""]), HOSTS, PATHS)
@example("https", "shop.example.com", "/p/1?a=[b]#c")
def test_a_link(scheme: str, host: str, path: str) -> None:
    text = f"{scheme}://{host}{path}".strip()
    hidden = any(c.isspace() or unicodedata.category(c) in ("Cc", "Cf", "Cs") for c in text)
    try:
        parts = urlsplit(text)
        is_link = not hidden and parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        is_link = False
    assert read_url(text) == (text if is_link else None)


@given(st.text('";,\t\\ a\n', max_size=30), st.sampled_from(DELIMITERS))
@example('"a";"b"', ";")
@example('"a;"";"b"', ";")
@example('""";"', ";")
@example('"', ";")
@example('"a";"b";', ";")
def test_the_fields_of_a_line(line: str, delimiter: str) -> None:
    by_pattern = (_unescaped(found).strip() for found in _field_pattern(delimiter).finditer(line))
    assert split_line(line, delimiter) == tuple(by_pattern)
