"""What one e-mail asks of AWS through the sender."""

from chalicelib.triggers.sending import on_send_queue
from tests.bench.installation import install, invoke
from tests.bench.sdk_counter import Usage
from tests.bench.typical import a_typical_proof

BATCH = 10


def measured_batch(table_name: str) -> Usage:
    """A batch of ten first e-mails with the default settings, in a sandbox that sent before."""
    suivi = install(table_name)
    due = suivi.receive([a_typical_proof(number) for number in range(BATCH + 1)])
    invoke(on_send_queue, due[:1])
    with suivi.counter.counting() as usage:
        assert invoke(on_send_queue, due[1:]) == []
    return usage
