"""Sign-in without a provider."""

from collections.abc import Mapping

from chalicelib.domain.errors import InvalidTokenError


class FakeSignInTokens:
    """Fits the port `SignInTokens`: `subjects` maps each valid token to who it speaks of."""

    def __init__(self, subjects: Mapping[str, str] | None = None) -> None:
        self.subjects = dict(subjects or {})

    def subject_of(self, token: str) -> str:
        """Raises InvalidTokenError for every other token."""
        if token not in self.subjects:
            raise InvalidTokenError("Sign in again: this access token is not valid any more.")
        return self.subjects[token]
