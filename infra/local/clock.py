"""The local clock: real time plus an offset kept in a file that the Lambda functions and the SES twin read too."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from infra.local.errors import LocalCloudError


class LocalClock:
    """`file` holds the offset in whole seconds as text; no file means no offset. It only ever moves ahead."""

    def __init__(self, file: Path) -> None:
        self.file = file

    @property
    def offset(self) -> timedelta:
        """How far ahead of real time the local cloud is."""
        try:
            text = self.file.read_text(encoding="ascii")
        except FileNotFoundError:
            return timedelta()
        return timedelta(seconds=int(text))

    def now(self) -> datetime:
        """Aware UTC."""
        return datetime.now(UTC) + self.offset

    def forward(self, days: float) -> datetime:
        """Move ahead by days of 24 h (a part of a day is allowed); returns the new time.

        Raises:
            LocalCloudError: `days` is not above zero. Going back would make what happened lie in the future.
        """
        if not 0 < days <= 3650:
            raise LocalCloudError("The local clock only moves ahead: give a number of days above 0, such as DAYS=7.")
        seconds = int(self.offset.total_seconds() + days * 86400)
        self.file.parent.mkdir(parents=True, exist_ok=True)
        # Readers look at any moment: they must never see an empty file.
        draft = self.file.with_name(self.file.name + ".tmp")
        draft.write_text(str(seconds), encoding="ascii")
        draft.replace(self.file)
        return self.now()
