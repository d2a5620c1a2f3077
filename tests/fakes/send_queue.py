"""The send queue in memory."""

from collections.abc import Sequence

from chalicelib.usecases.ports import DueRow


class FakeSendQueue:
    """Fits the port `SendQueue`; `rows` holds everything put, oldest first."""

    def __init__(self) -> None:
        self.rows: list[DueRow] = []

    def put(self, rows: Sequence[DueRow]) -> None:
        """Keep the rows."""
        self.rows.extend(rows)

    def take(self) -> list[DueRow]:
        """What a consumer receives and deletes: everything waiting."""
        taken, self.rows = self.rows, []
        return taken
