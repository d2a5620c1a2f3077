"""The machine: several requests of several customers, everything that can happen to them, in any order, with crashes.

Every rule runs a real use case as a task (`jobs.py`) and may strike it anywhere (`fates.py`); tasks that sleep go on
later, against whatever became of the world meanwhile. Rules are biased towards having something to send, because what
is rare by chance must be hit often (reliability.md 2.6).
"""

from hypothesis import HealthCheck, Phase, settings

from tests.simulation.crash_points import Hits
from tests.simulation.machine_people import People
from tests.simulation.machine_senders import Senders


class SendMachine(Senders, People):
    """All rules together."""


def machine_counting(hits: Hits) -> type[SendMachine]:
    """The machine with counts of its own."""
    return type("SendMachine", (SendMachine,), {"hits": hits})


PROFILE = settings(
    derandomize=True,
    database=None,
    deadline=None,
    stateful_step_count=50,
    phases=(Phase.generate, Phase.shrink),
    # A stateful run is long and its data large; some rules often find nothing to do.
    suppress_health_check=list(HealthCheck),
)
"""The same run every time; `make soak` draws another one each time."""
