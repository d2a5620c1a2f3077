"""Wilson's bound against values computed by hand, and what it stops."""

import pytest

from chalicelib.domain.reputation import Bad, Counts, judge, wilson_lower_bound


@pytest.mark.parametrize(
    ("bad", "sent", "by_hand"),
    [
        # z = 1.959964, z2 = 3.841459.  (p + z2/2n - z sqrt((p(1-p) + z2/4n) / n)) / (1 + z2/n)
        (10, 100, 0.05523),  # (0.1 + 0.0192073 - 1.959964 x sqrt(0.0996036 / 100)) / 1.0384146
        (9, 100, 0.04808),  # (0.09 + 0.0192073 - 1.959964 x sqrt(0.0915036 / 100)) / 1.0384146 = 0.0499/1.03841
        (3, 1000, 0.00102),  # (0.003 + 0.0019207 - 1.959964 x sqrt(0.0039514 / 1000)) / 1.0038415
        (2, 1000, 0.00055),  # (0.002 + 0.0019207 - 1.959964 x sqrt(0.0029564 / 1000)) / 1.0038415
        (0, 50, 0.0),
        (50, 50, 0.92865),  # 50 / (50 + z2)
    ],
)
def test_the_bound_is_wilsons(bad: int, sent: int, by_hand: float) -> None:
    assert wilson_lower_bound(bad, sent) == pytest.approx(by_hand, abs=2e-5)


@pytest.mark.parametrize(
    ("counts", "verdict"),
    [
        (Counts(100, 10, 0), Bad.BOUNCE_RATE),
        (Counts(100, 9, 0), None),
        (Counts(99, 99, 99), None),
        (Counts(1_000, 0, 3), Bad.COMPLAINT_RATE),
        (Counts(1_000, 0, 2), None),
        (Counts(999, 0, 9), None),
        (Counts(1_000_000, 50_000, 1_000), None),
        (Counts(1_000_000, 51_000, 0), Bad.BOUNCE_RATE),
        (Counts(1_000_000, 0, 1_100), Bad.COMPLAINT_RATE),
        (Counts(), None),
        (Counts(100, 101, 0), Bad.BOUNCE_RATE),
    ],
)
def test_what_is_surely_too_much_is_stopped_and_no_chance(counts: Counts, verdict: Bad | None) -> None:
    assert judge(counts) is verdict
