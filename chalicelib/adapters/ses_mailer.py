"""SES: one attempt per mail, and what each outcome proves."""

import unicodedata
from email.header import Header
from email.utils import formataddr
from typing import Any

import boto3
from botocore.config import Config
from botocore.exceptions import (
    ClientError,
    ConnectTimeoutError,
    EndpointConnectionError,
    NoCredentialsError,
    ParamValidationError,
)

from chalicelib.domain.errors import SendRefusedError, SendRejectedError, SendUnknownError
from chalicelib.usecases.ports import Mail

ONE_ATTEMPT = Config(
    # SES has no idempotency: a repetition by the SDK after a lost answer is a second mail (reliability.md 10.1).
    retries={"total_max_attempts": 1, "mode": "standard"},
    connect_timeout=2,
    read_timeout=8,
    tcp_keepalive=True,
)
DISPLAY_NAME_LENGTH = 64
ENCODED_WORD_LENGTH = 75  # RFC 2047, section 2


_Outcome = type[SendRefusedError] | type[SendRejectedError]

PROOFS: dict[str | type[Exception], _Outcome] = {
    "TooManyRequestsException": SendRefusedError,
    "LimitExceededException": SendRefusedError,
    "SendingPausedException": SendRefusedError,
    "AccountSuspendedException": SendRefusedError,
    "MailFromDomainNotVerifiedException": SendRefusedError,
    "NotFoundException": SendRefusedError,
    # The front door of every AWS service says these before the service sees the call.
    "ThrottlingException": SendRefusedError,
    "AccessDeniedException": SendRefusedError,
    "ExpiredTokenException": SendRefusedError,
    "UnrecognizedClientException": SendRefusedError,
    EndpointConnectionError: SendRefusedError,  # DNS included: no byte left
    ConnectTimeoutError: SendRefusedError,
    NoCredentialsError: SendRefusedError,
    "MessageRejected": SendRejectedError,
    "BadRequestException": SendRejectedError,
    ParamValidationError: SendRejectedError,
}
"""What proves that SES did not accept the mail: its error codes, and the SDK's errors raised before the mail is out
(reliability.md 2.3). Anything else, above all a lost answer and every 5xx, proves nothing."""


class SESMailer:
    """Fits the port `Mailer`. SES is reached where the SDK's own environment says (`AWS_ENDPOINT_URL_SESV2`)."""

    def __init__(self, sender: str, configuration_set: str) -> None:
        self._sender = sender
        self._configuration_set = configuration_set
        self._ses = boto3.client("sesv2", config=ONE_ATTEMPT)

    def begin_invocation(self) -> None:
        """Drop the kept sockets: one that died while the function slept would lose the answer of the next mail."""
        self._ses.close()

    def send(self, mail: Mail) -> str:
        """See the port. `mail.sender_name` becomes the display name before our own address."""
        sender, subject = from_header(mail.sender_name, self._sender), one_line(mail.subject)
        try:
            answer = self._ses.send_email(
                FromEmailAddress=sender,
                Destination={"ToAddresses": [mail.to]},
                ReplyToAddresses=[mail.reply_to] if mail.reply_to else [],
                Content={
                    "Simple": {
                        "Subject": {"Data": subject, "Charset": "UTF-8"},
                        "Body": {
                            "Text": {"Data": mail.text, "Charset": "UTF-8"},
                            "Html": {"Data": mail.html, "Charset": "UTF-8"},
                        },
                        "Headers": [{"Name": name, "Value": value} for name, value in mail.headers],
                    }
                },
                EmailTags=[{"Name": name, "Value": value} for name, value in mail.tags.items()],
                ConfigurationSetName=self._configuration_set,
                **_overrides(mail),
            )
            return answer["MessageId"]
        except Exception as error:
            raise _what_it_proves(error) from error


def _overrides(mail: Mail) -> dict[str, Any]:
    """For this mail alone, whatever its configuration set says: without openings followed, no pixel and no event."""
    if mail.tracks_opens:
        return {}
    return {"ConfigurationOverrides": {"Tracking": {"OpenTrackingEnabled": "DISABLED"}}}


def _what_it_proves(error: Exception) -> SendRefusedError | SendRejectedError | SendUnknownError:
    for proof, outcome in PROOFS.items():
        if _is(error, proof):
            return outcome(f"SES did not accept the mail: {_name_of(error)}.")
    return SendUnknownError(f"Nobody knows whether SES accepted the mail: {_name_of(error)}.")


def _is(error: Exception, proof: str | type[Exception]) -> bool:
    if isinstance(proof, str):
        return isinstance(error, ClientError) and error.response["Error"].get("Code") == proof
    return isinstance(error, proof)


def _name_of(error: Exception) -> str:
    """The code or the kind of an error, never its text, which may quote an address."""
    code = error.response["Error"].get("Code") if isinstance(error, ClientError) else None
    return code or type(error).__name__


def from_header(name: str, address: str) -> str:
    """`Name <address>` as it may stand in a header, whatever a merchant calls itself; at most 64 characters of it."""
    shown = one_line(name)[:DISPLAY_NAME_LENGTH]
    if shown.isascii():
        return formataddr((shown, address))
    encoded = Header(shown, "utf-8", maxlinelen=ENCODED_WORD_LENGTH).encode(linesep="")
    return f"{encoded} <{address}>"


def one_line(text: str) -> str:
    """The text without what could start another header: control and line characters become spaces."""
    return " ".join("".join(" " if _is_control(character) else character for character in text).split())


def _is_control(character: str) -> bool:
    return unicodedata.category(character) in ("Cc", "Zl", "Zp", "Cs")
