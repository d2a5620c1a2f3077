"""Access tokens of the sign-in provider: signature by its published keys, issuer, client, use, dates."""

import jwt

from chalicelib.domain.errors import InvalidTokenError

LEEWAY_SECONDS = 60


class OIDCTokens:
    """Fits the port `SignInTokens` for Amazon Cognito's access tokens.

    Cognito's access tokens carry `client_id` and `token_use=access` in place of `aud`
    (https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-tokens-verifying-a-jwt.html).
    The dates are compared with the real time, whatever the local clock says: the provider lives in real time.
    """

    def __init__(self, issuer: str, authority: str, client_id: str) -> None:
        self._issuer = issuer
        self._client_id = client_id
        self._keys = jwt.PyJWKClient(f"{authority}/.well-known/jwks.json", cache_keys=True, timeout=5)

    def subject_of(self, token: str) -> str:
        """The `sub` of a valid access token. Raises InvalidTokenError."""
        try:
            key = self._keys.get_signing_key_from_jwt(token)
            claims = jwt.decode(
                token,
                key.key,
                algorithms=["RS256"],
                issuer=self._issuer,
                leeway=LEEWAY_SECONDS,
                options={"require": ["exp", "iss", "sub"], "verify_aud": False},
            )
        except jwt.PyJWTError as cause:
            raise InvalidTokenError("Sign in again: this access token is not valid any more.") from cause
        if claims.get("token_use") != "access" or claims.get("client_id") != self._client_id:
            raise InvalidTokenError("Sign in again: this access token was made for something else.")
        return str(claims["sub"])
