"""A large file with bad rows, seen through on fakes: every line accounted for, the bad ones told first."""

import os
from collections import Counter
from typing import Any

from chalicelib.domain.transmission import Books, LineResult, TransmissionState, books_of
from tests.intake_world import IntakeWorld, a_file, a_row

ROWS = int(os.environ.get("SOAK_ROWS", "20000"))
"""`make soak` sees 100,000 through."""

BAD = 50
"""Every so manieth row is bad: 2 %."""


class Watched(IntakeWorld):
    """Notes, for every proof that is committed, whether the bad rows of its chunk were told by then."""

    def __init__(self) -> None:
        super().__init__(self._watch)
        self.told: Counter[bool] = Counter()

    def _watch(self, name: str, port: Any) -> Any:
        if name != "store":
            return port
        add = port.add

        def adding(*args: Any) -> Any:
            self.told[self._is_told()] += 1
            return add(*args)

        port.add = adding
        return port

    def _is_told(self) -> bool:
        """The chunk under way is the first one that is not over: one message at a time is worked through."""
        under_way = next(one for one in self.transmissions.kept_chunks.values() if one.books is None)
        return under_way.seen.rejected > 0


def test_a_large_file_with_bad_rows_is_accounted_for_line_by_line() -> None:
    rows = [a_row(n, email="nobody" if n % BAD == 0 else None) for n in range(ROWS)]
    bad = ROWS // BAD
    world = Watched()

    whole = world.receive(a_file(*rows))

    lines = world.lines(whole.transmission_id)
    assert whole.state is TransmissionState.DONE
    assert [line.number for line in lines] == list(range(2, ROWS + 2))
    assert whole.books == books_of(lines) == Books(ROWS, ROWS - bad, rejected=bad, requests=ROWS - bad)
    assert whole.books.close
    assert len(world.requests.store.rows) == ROWS - bad
    made = {name for line in lines for name in line.made}
    assert made == {row.review_request_id for row in world.requests.store.rows.values()}
    assert world.told[False] == 0
    assert world.told[True] == ROWS - bad
    refused = [rows[line.number - 2] for line in lines if line.result is LineResult.REJECTED]
    assert world.archived("error/orders-rejected.csv") == a_file(*refused)
