"""Every error raised on purpose: a machine code and a sentence that says what to do next."""

from collections.abc import Sequence
from dataclasses import dataclass


class SuiviError(Exception):
    """Base of all errors raised on purpose.

    Attributes:
        code: machine word, stable, part of the public API.
        message: one English sentence for a person, without personal data.
    """

    code = "internal_error"

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class SettingsError(SuiviError):
    """A setting is missing or has a value that this stage refuses."""

    code = "settings_invalid"


class ReviewRequestNotFoundError(SuiviError):
    """No review request of this website has this identifier."""

    code = "review_request_not_found"


class EmailNotFoundError(SuiviError):
    """Nothing is remembered of this e-mail: none was composed for the step, or it was before such records began."""

    code = "email_not_found"


class OperationNotFoundError(SuiviError):
    """No operation of this website has this identifier."""

    code = "operation_not_found"


class OperationBegunError(SuiviError):
    """The operation's undo window is over: it has begun, or it is done."""

    code = "operation_begun"


class WebhookNotFoundError(SuiviError):
    """No webhook of this website has this identifier, or no delivery of this webhook."""

    code = "webhook_not_found"


class TooManyWebhooksError(SuiviError):
    """The website has as many webhooks as it may have."""

    code = "too_many_webhooks"


class ViewNotFoundError(SuiviError):
    """No saved view of this person or of the website's team has this identifier."""

    code = "view_not_found"


class TooManyViewsError(SuiviError):
    """A shelf of saved views is full."""

    code = "too_many_views"


class WebsiteNotFoundError(SuiviError):
    """The website does not exist, or the credential gives no access to it (told apart to nobody)."""

    code = "website_not_found"


class InvalidParameterError(SuiviError):
    """A parameter of a query or a body cannot be understood."""

    code = "invalid_parameter"

    def __init__(self, message: str, *, field: str) -> None:
        super().__init__(message)
        self.field = field


@dataclass(frozen=True)
class FieldProblem:
    """What is wrong with one field of a document, where, with which value, and what to send instead."""

    field: str
    reason: str
    remedy: str
    value: str | None = None


class PeriodTooLargeError(SuiviError):
    """The period holds more figures than one answer can sum up: ask for a shorter one."""

    code = "period_too_large"


class InvalidSettingsError(SuiviError):
    """A settings document breaks its rules; nothing was saved."""

    code = "invalid_settings"

    def __init__(self, problems: Sequence[FieldProblem]) -> None:
        first = problems[0]
        super().__init__(f"{first.field}: {first.reason} {first.remedy}")
        self.problems = tuple(problems)


class InvalidWebhookError(InvalidSettingsError):
    """What was sent of a webhook breaks its rules; nothing was saved."""

    code = "invalid_webhook"


class InvalidViewError(InvalidSettingsError):
    """What was sent of a saved view breaks its rules; nothing was saved."""

    code = "invalid_view"


class SettingsConflictError(SuiviError):
    """Somebody else saved the website's settings meanwhile; `current_version` is what they are now."""

    code = "settings_conflict"

    def __init__(self, current_version: int) -> None:
        super().__init__(f"The settings were changed meanwhile: read version {current_version} and decide again.")
        self.current_version = current_version


class NothingToUndoError(SuiviError):
    """There is no version of the settings before the current one."""

    code = "nothing_to_undo"


class InvalidTokenError(SuiviError):
    """A signed token (form link, page token, access token) is forged, expired or meant for something else."""

    code = "invalid_token"


class ExpiredTokenError(InvalidTokenError):
    """A signed token is genuine but its time is over."""

    code = "expired_token"


class InvalidCredentialsError(SuiviError):
    """The client identifier and the secret do not belong together."""

    code = "invalid_client"


class ReviewAnswerError(SuiviError):
    """A rating or a comment is outside what a review may hold."""

    code = "invalid_review"


class ReviewAlreadySubmittedError(SuiviError):
    """This part of the review was already submitted; the first submission stands."""

    code = "review_already_submitted"


class VersionConflictError(SuiviError):
    """Somebody else changed the row between our read and our write; read again and decide again."""

    code = "version_conflict"


class BusyError(SuiviError):
    """The store asks to slow down; nothing was written, trying again later is safe."""

    code = "busy"


class SendRefusedError(SuiviError):
    """SES gave proof that it did not accept the mail and may accept it later."""

    code = "send_refused"


class SendRejectedError(SuiviError):
    """SES gave proof that it will never accept this mail."""

    code = "send_rejected"


class SendUnknownError(SuiviError):
    """Nobody can say whether SES accepted the mail: it must never be sent again on this ground."""

    code = "send_unknown"


class TransmissionNotFoundError(SuiviError):
    """No transmission of this website has this identifier."""

    code = "transmission_not_found"


class ExportNotFoundError(SuiviError):
    """No export of this website has this identifier."""

    code = "export_not_found"


class ExportNotReadyError(SuiviError):
    """The export is not where the call needs it to be: not done yet, or done already."""

    code = "export_not_ready"


class ExportExpiredError(SuiviError):
    """The export's file is gone: ask for it anew."""

    code = "export_expired"


class TooManyExportsError(SuiviError):
    """As many exports of this website are under way as may be."""

    code = "too_many_exports"
