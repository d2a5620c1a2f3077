"""What somebody sees who may not see personal data."""

import pytest

from chalicelib.domain.masking import masked_email, masked_name


@pytest.mark.parametrize(
    ("email", "shown"),
    [("marie.durand@example.com", "m•••@example.com"), ("a@b.fr", "a•••@b.fr"), ("", "•••")],
)
def test_an_address_keeps_its_first_letter_and_its_domain(email: str, shown: str) -> None:
    assert masked_email(email) == shown


@pytest.mark.parametrize(("name", "shown"), [("Durand", "D•••"), ("Élodie", "É•••"), ("", "")])
def test_a_name_keeps_its_first_letter(name: str, shown: str) -> None:
    assert masked_name(name) == shown
