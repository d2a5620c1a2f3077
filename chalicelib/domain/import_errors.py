"""Errors of imports; those of everything else stand in `errors.py`."""

from chalicelib.domain.errors import SuiviError


class UploadMissingError(SuiviError):
    """The bytes of an import are not there, or not as many as were announced."""

    code = "upload_missing"


class ImportNotCheckedError(SuiviError):
    """Only a file whose check is done can be sent by it."""

    code = "import_not_checked"
