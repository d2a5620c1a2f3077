"""`make bench`: pace, calls and write units of the sender, against what was promised. Exit code 1 when a promise fails.

Pace: the bare loop and the sender share the machine with the emulators, so only their ratio says anything. The twin
answers within 2 or 3 ms; Amazon takes about 100 ms (reliability.md 2.1), and that is where the promise is judged. The
ratio without that wait shows what our own four calls cost beside one, on emulators that all share these cores.
"""

import sys
from collections.abc import Sequence

from rich.console import Console
from rich.table import Table

from tests.bench.calls_per_mail import BATCH, measured_batch
from tests.bench.cloud import bench_cloud, create_table
from tests.bench.installation import install, silence
from tests.bench.request_life import Step, measured_life, write_units_of
from tests.bench.sdk_counter import Usage
from tests.bench.throughput import Bench, Compared, Setting

SES_ROUND_TRIP = 0.1
SENDERS = (1, 4, 8)
ROUNDS = 3
SETTINGS = tuple(Setting(seconds, senders, 40) for seconds in (0.0, SES_ROUND_TRIP) for senders in SENDERS)

LEAST_RATIO, MOST_CALLS, MOST_UNITS = 0.6, 5, 18

console = Console(file=sys.__stdout__)


def main() -> int:
    """Measure, show, judge."""
    silence()
    with bench_cloud() as twin_url:
        usage, life = measured_batch(create_table()), measured_life(create_table())
        compared = _compare(twin_url)
    console.print(_paces(compared), _calls(usage), _units(life))
    promises = {
        f"At SES's own pace the sender keeps at least {LEAST_RATIO} of a bare loop's": _keeps_pace(compared),
        f"At most {MOST_CALLS} calls to AWS an e-mail": usage.calls.total() <= MOST_CALLS * BATCH,
        f"At most {MOST_UNITS} write units a request's life": write_units_of(life) <= MOST_UNITS,
    }
    for promise, held in promises.items():
        console.print(f"{'[green]holds[/]' if held else '[red]FAILS[/]'}  {promise}")
    return 0 if all(promises.values()) else 1


def _compare(twin_url: str) -> list[Compared]:
    suivi = install(create_table())
    with Bench(suivi, twin_url, senders=SENDERS, rounds=ROUNDS) as bench:
        return [_shown(bench.compare(setting)) for setting in SETTINGS]


def _shown(compared: Compared) -> Compared:
    """Minutes pass: say what is known so far."""
    console.print(f"{_answering(compared)}, {compared.setting.senders} senders: {compared.ratio:.2f}", style="dim")
    return compared


def _keeps_pace(compared: Sequence[Compared]) -> bool:
    return all(one.ratio >= LEAST_RATIO for one in compared if one.setting.ses_seconds)


def _answering(compared: Compared) -> str:
    seconds = compared.setting.ses_seconds
    return f"after {seconds * 1000:.0f} ms" if seconds else "at once"


def _paces(compared: Sequence[Compared]) -> Table:
    table = Table("SES answers", "senders", "bare send_email/s", "Suivi mails/s", "ratio", title="Pace")
    for one in compared:
        numbers = f"{one.setting.senders}", f"{one.bare:.1f}", f"{one.suivi:.1f}", f"{one.ratio:.2f}"
        table.add_row(_answering(one), *numbers)
    return table


def _calls(usage: Usage) -> Table:
    table = Table("call", "an e-mail", title="Calls to AWS (ten e-mails in one batch)", show_footer=True)
    for operation, count in sorted(usage.calls.items()):
        table.add_row(operation, f"{count / BATCH:.1f}")
    table.columns[0].footer, table.columns[1].footer = "together", f"{usage.calls.total() / BATCH:.1f}"
    return table


def _units(life: Sequence[Step]) -> Table:
    """The directories of months and days are open before: one write for all the requests of a month or a day."""
    table = Table("step", "times", "units", "of which", "in a life", title="Write units of a request", show_footer=True)
    for step in life:
        places = ", ".join(f"{place} {units:.1f}" for place, units in sorted(step.places.items()))
        table.add_row(step.name, f"{step.times:.2f}", f"{step.write_units:.1f}", places, f"{step.per_life:.2f}")
    table.columns[0].footer, table.columns[4].footer = "together", f"{write_units_of(life):.2f}"
    return table


if __name__ == "__main__":
    sys.exit(main())
