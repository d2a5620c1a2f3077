"""Signed tokens: forged, foreign, expired or of another scope, they are worth nothing."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.errors import ExpiredTokenError, InvalidTokenError
from chalicelib.domain.signing import Claims, Scope, Signer

NOW = datetime(2026, 3, 4, tzinfo=UTC)
SIGNER = Signer({"k2": b"new" * 11, "k1": b"old" * 11})
CLAIMS: Claims = {"w": "website", "r": "request", "exp": int((NOW + timedelta(days=1)).timestamp())}


def test_a_token_gives_its_claims_back() -> None:
    assert SIGNER.verify(Scope.FORM, SIGNER.sign(Scope.FORM, CLAIMS), now=NOW) == CLAIMS


def test_a_token_of_an_older_key_still_holds_until_the_key_is_forgotten() -> None:
    token = Signer({"k1": b"old" * 11}).sign(Scope.FORM, CLAIMS)
    assert SIGNER.verify(Scope.FORM, token, now=NOW) == CLAIMS
    with pytest.raises(InvalidTokenError):
        Signer({"k2": b"new" * 11}).verify(Scope.FORM, token, now=NOW)


def test_scopes_are_not_interchangeable() -> None:
    token = SIGNER.sign(Scope.FORM, CLAIMS)
    for scope in set(Scope) - {Scope.FORM}:
        with pytest.raises(InvalidTokenError):
            SIGNER.verify(scope, token, now=NOW)


def test_an_expired_token_is_told_apart_from_a_forged_one() -> None:
    with pytest.raises(ExpiredTokenError):
        SIGNER.verify(Scope.FORM, SIGNER.sign(Scope.FORM, CLAIMS), now=NOW + timedelta(days=2))


def test_a_token_without_an_end_never_expires() -> None:
    token = SIGNER.sign(Scope.UNSUBSCRIBE, {"r": "request"})
    assert SIGNER.verify(Scope.UNSUBSCRIBE, token, now=NOW + timedelta(days=10_000)) == {"r": "request"}


@given(st.integers(0, 500), st.sampled_from("abcXYZ019-_."))
def test_any_changed_letter_is_noticed(position: int, letter: str) -> None:
    token = SIGNER.sign(Scope.FORM, CLAIMS)
    position %= len(token) - 1  # the last letter of base64 may carry unused bits
    forged = token[:position] + letter + token[position + 1 :]
    if forged != token:
        with pytest.raises(InvalidTokenError):
            SIGNER.verify(Scope.FORM, forged, now=NOW)


@given(st.text())
def test_any_text_is_refused_politely(text: str) -> None:
    with pytest.raises(InvalidTokenError):
        SIGNER.verify(Scope.FORM, text, now=NOW)
