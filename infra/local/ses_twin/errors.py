"""The refusals of SES v2: one table of codes, and the HTTP answer boto3 turns into the right exception class."""

from uuid import uuid4

from starlette.requests import Request
from starlette.responses import JSONResponse

HTTP_STATUS = {
    "AccountSuspendedException": 400,
    "AlreadyExistsException": 400,
    "BadRequestException": 400,
    "InternalFailure": 500,
    "LimitExceededException": 400,
    "MailFromDomainNotVerifiedException": 400,
    "MessageRejected": 400,
    "NotFoundException": 404,
    "SendingPausedException": 400,
    "SerializationException": 400,
    "TooManyRequestsException": 429,
}
"""Error code -> HTTP status. Source: service model sesv2 of botocore, and the errors common to all AWS APIs."""


class SesError(Exception):
    """SES refuses: `code` is a key of HTTP_STATUS, `message` the sentence the client is shown."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(f"{code}: {message}")
        self.code = code
        self.message = message


def bad_request(message: str) -> SesError:
    """The refusal SES gives to every malformed input."""
    return SesError("BadRequestException", message)


def answer_refusal(_request: Request, error: Exception) -> JSONResponse:
    """Turn a SesError into the answer of a rest-json AWS service (code in the x-amzn-errortype header)."""
    if not isinstance(error, SesError):
        raise error
    headers = {"x-amzn-errortype": error.code, "x-amzn-requestid": str(uuid4())}
    return JSONResponse({"message": error.message}, HTTP_STATUS[error.code], headers)
