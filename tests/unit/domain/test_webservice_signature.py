"""The signatures of domain.md 11.9."""

import pytest

from chalicelib.domain.webservice_signature import is_webservice_signature, webservice_signature

SECRET = "11111111-2222-3333-4444-555555555555"
SIGNED = "pushCommandeSHA1CMD-1001marie.durand@example.comDurandMarie2024-03-04 10:15:007"
VECTORS = [
    (SIGNED, "5be5382035874cb2d716c94a8a7f0d081264d82e"),
    (SIGNED.removesuffix("7"), "8f1c63541be2120e4b9b5774a0b9c76635e2b6f7"),
    (SIGNED.replace("Durand", "Été", 1), "4c43ebb40532f918e613cd73d812bb71b42fbb68"),
]


@pytest.mark.parametrize(("signed", "sign"), VECTORS)
def test_the_published_vectors(signed: str, sign: str) -> None:
    assert webservice_signature(signed, SECRET) == sign
    assert is_webservice_signature(f" {sign.upper()} ", [signed], SECRET)
    assert is_webservice_signature(sign, ["another text", signed], SECRET)


@pytest.mark.parametrize("sign", ["", "5be5", VECTORS[1][1], VECTORS[0][1][:-1] + "f", "é" * 40, "\ud800"])
def test_anything_else_is_no_signature(sign: str) -> None:
    assert not is_webservice_signature(sign, [SIGNED], SECRET)


def test_without_a_secret_nothing_is_signed() -> None:
    """Not even with the empty one, which everybody knows."""
    assert not is_webservice_signature(webservice_signature(SIGNED, ""), [SIGNED], None)
