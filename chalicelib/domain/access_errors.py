"""Errors about API clients."""

from chalicelib.domain.errors import InvalidSettingsError, SuiviError


class ApiClientNotFoundError(SuiviError):
    """The website has no API client of this name."""

    code = "api_client_not_found"


class ApiClientExistsError(SuiviError):
    """The website has an API client of this name."""

    code = "api_client_exists"


class TooManyApiClientsError(SuiviError):
    """The website has as many API clients as it may have."""

    code = "too_many_api_clients"


class InvalidApiClientError(InvalidSettingsError):
    """What was sent of an API client breaks its rules; nothing was saved."""

    code = "invalid_api_client"
