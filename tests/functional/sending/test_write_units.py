"""What a whole request life writes, under the assumptions of reliability.md 4.3."""

from tests.bench.request_life import measured_life, write_units_of

MOST_WRITE_UNITS = 18


def test_a_request_life_writes_at_most_eighteen_units(table_name: str) -> None:
    steps = measured_life(table_name)

    each = "\n".join(f"{one.name}: {one.write_units:.1f} x {one.times:.2f} {one.places}" for one in steps)
    assert write_units_of(steps) <= MOST_WRITE_UNITS, each
    assert all(one.write_units > 0 for one in steps if one.name != "SES told: sent"), each
