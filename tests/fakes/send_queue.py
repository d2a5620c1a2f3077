"""The send queue in memory."""

import math
from collections.abc import Sequence

from chalicelib.usecases.ports import DueRow


class FakeSendQueue:
    """Fits the port `SendQueue`; `rows` holds everything put, oldest first, `delays` the whole seconds each waits."""

    def __init__(self) -> None:
        self.rows: list[DueRow] = []
        self.delays: list[int] = []

    def put(self, rows: Sequence[DueRow], *, after_seconds: float = 0.0, per_second: float = math.inf) -> None:
        """Keep the rows; a fake holds nothing back."""
        self.rows.extend(rows)
        self.delays.extend(int(after_seconds + place / per_second) for place in range(len(rows)))

    def take(self) -> list[DueRow]:
        """What a consumer receives and deletes: everything waiting."""
        taken, self.rows, self.delays = self.rows, [], []
        return taken
