"""Stands where SES stands while the past is told: nobody is written to."""

from dataclasses import dataclass, field

from chalicelib.domain.errors import SendRejectedError, SendUnknownError
from chalicelib.usecases.ports import Mail


@dataclass
class RecordingMailer:
    """Fits the port `Mailer`. Addresses in `rejected` are refused for good, for those in `unknown` no answer comes."""

    rejected: frozenset[str] = frozenset()
    unknown: frozenset[str] = frozenset()
    sent: list[Mail] = field(default_factory=list)

    def send(self, mail: Mail) -> str:
        """See the port."""
        if mail.to in self.rejected:
            raise SendRejectedError("The demo shop's SES refuses this address.")
        if mail.to in self.unknown:
            raise SendUnknownError("The demo shop's SES did not answer.")
        self.sent.append(mail)
        return f"demo-{len(self.sent)}"

    def begin_invocation(self) -> None:
        """See the port; there is no connection to drop."""

    def releasable_per_second(self) -> float:
        """See the port."""
        return 14.0
