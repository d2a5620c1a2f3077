"""`make bench`: pages of a website of 1,000 requests against one of 1,000,000, on a flat engine, in one run.

It takes half an hour, nearly all of it to load the million. Exit code 1 when a promise fails.
"""

import os
import sys
from collections.abc import Sequence

from rich.console import Console
from rich.table import Table

from tests.bench.cloud import nobody
from tests.bench.dynalite import create_list_table, dynalite
from tests.bench.list_costs import Compared, broken_promises, compare
from tests.bench.list_load import load
from tests.bench.list_pages import ListBench, count
from tests.bench.list_rows import Website
from tests.builders import OTHER_WEBSITE_ID, WEBSITE_ID

SMALL = Website(WEBSITE_ID, days=20, per_day=50)
LARGE = Website(OTHER_WEBSITE_ID, days=400, per_day=2500)

console = Console()


def main() -> int:
    """Load, measure, show, judge."""
    chosen = os.environ.get("AWS_ENDPOINT_URL_DYNAMODB")
    nobody()
    with dynalite(chosen) as url:
        os.environ["AWS_ENDPOINT_URL_DYNAMODB"] = url
        bench = ListBench(_loaded(url))
        compared = compare(bench.page, SMALL, LARGE)
    console.print(_table(compared))
    broken = list(broken_promises(compared))
    console.print("\n".join(f"[red]FAILS[/]  {one}" for one in broken) or "[green]holds[/]  Equal within 10 %")
    return 1 if broken else 0


def _loaded(url: str) -> str:
    """The table with both websites."""
    table_name = create_list_table(url)
    for website in (SMALL, LARGE):
        console.print(f"loading {website.size:,} requests …", style="dim")
        load(url, table_name, website)
        count(table_name, website)
    return table_name


def _table(compared: Sequence[Compared]) -> Table:
    table = Table("filter", "rows", "units", "calls", "examined", "apart", title="A page: 1,000 and 1,000,000 requests")
    for one in compared:
        pairs = [(one.small.units, one.large.units), (one.small.calls, one.large.calls)]
        examined = f"{one.small.examined} / {one.large.examined}"
        shown = [f"{small:g} / {large:g}" for small, large in pairs]
        table.add_row(one.name, f"{one.size}", *shown, examined, f"{one.apart:.0%}")
    return table


if __name__ == "__main__":
    sys.exit(main())
