"""Fates: where a task is to be struck, and by what."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from chalicelib.domain.errors import BusyError, SendRefusedError, SendRejectedError, SendUnknownError
from chalicelib.domain.facts import FactKind
from chalicelib.domain.review_request import SendState
from tests.simulation.crash_points import CrashPoint, Hits
from tests.simulation.interrupted import AnswerLostError
from tests.simulation.jobs import MESSAGE_DONE
from tests.simulation.tasks import DiedError, Point, Task

Where = Callable[[Point], bool]


@dataclass(frozen=True)
class Fate:
    """At the `place`-th point (from 1) that is `where`, the call raises `error`; that counts as `crash_point`."""

    name: str
    where: Where
    error: type[BaseException] = DiedError
    crash_point: CrashPoint | None = None
    place: int = 1

    def _repr_pretty_(self, printer: Any, _cycle: bool) -> None:
        """How Hypothesis tells of it."""
        printer.text(f"<{self.name}>")


def pursue(task: Task, fate: Fate | None, hits: Hits) -> bool:
    """Run the task to its fate and beyond; whether its message was handled to the end."""
    struck = not (fate and run_to(task, fate.where, fate.place))
    if not struck and fate:
        if fate.crash_point:
            hits.hit(fate.crash_point)
        task.fail(fate.error("struck") if issubclass(fate.error, Exception) else fate.error())
    task.finish()
    return task.error is None


def run_to(task: Task, where: Where, place: int = 1) -> bool:
    """Go on until the task stands at such a point; False when it ended before."""
    while not task.over:
        point = task.point
        if point is not None and where(point):
            place -= 1
            if not place:
                return True
        task.go()
    return False


def about_to(call: str) -> Where:
    """The call is about to be made."""
    return lambda point: point.call == call and not point.done


def after(call: str) -> Where:
    """The call is done, its answer on the way."""
    return lambda point: point.call == call and point.done


def claimed(point: Point) -> bool:
    """A claim was just written."""
    return _changed(point, SendState.PLANNED, SendState.SENDING)


def recorded(point: Point) -> bool:
    """The owner of a claim just wrote that SES accepted."""
    if point.before is None or point.after is None or not point.done:
        return False
    step = point.before.step
    return point.after.facts.has(FactKind.SENT, step) and not point.before.facts.has(FactKind.SENT, step)


def watched(point: Point) -> bool:
    """The watchdog is about to settle a claim, or just did."""
    of_claim = (SendState.SENDING, SendState.UNCONFIRMED)
    return point.call == "store.change" and point.before is not None and point.before.send_state in of_claim


def watched_and_written(point: Point) -> bool:
    """The watchdog just settled a claim."""
    return point.done and watched(point)


def _changed(point: Point, before: SendState, after: SendState) -> bool:
    if not point.done or point.before is None or point.after is None:
        return False
    return (point.before.send_state, point.after.send_state) == (before, after)


C = CrashPoint
SENDER_FATES = (
    Fate("dies after it received", after("store.released"), crash_point=C.C6),
    Fate("dies after its claim", claimed, crash_point=C.C7),
    Fate("dies after it asked the contact", after("contacts.admit"), crash_point=C.C8),
    Fate("dies with the request on the wire", about_to("ses.send"), crash_point=C.C9),
    Fate("request lost on the wire", about_to("ses.send"), SendUnknownError, C.C9),
    Fate("answer of SES lost", after("ses.send"), SendUnknownError, C.C10),
    Fate("dies after SES accepted", after("ses.send"), crash_point=C.C11),
    Fate("dies after it recorded", recorded, crash_point=C.C12),
    Fate("dies before the message is deleted", about_to(MESSAGE_DONE), crash_point=C.C12),
    Fate("SES refuses for now", about_to("ses.send"), SendRefusedError),
    Fate("SES rejects for good", about_to("ses.send"), SendRejectedError),
    Fate("store is busy at the claim", about_to("store.change"), BusyError),
    Fate("answer of a write lost", after("store.change"), AnswerLostError),
    Fate("answer of the second write lost", after("store.change"), AnswerLostError, place=2),
    Fate("answer of the contact lost", after("contacts.admit"), AnswerLostError),
    Fate("store is busy when recording", about_to("store.change"), BusyError, place=2),
)
WATCHDOG_FATES = (
    Fate("watchdog dies before its write", watched, crash_point=C.C17),
    Fate("watchdog dies after its write", watched_and_written, crash_point=C.C17),
)
RECEIVE_FATES = (
    Fate("door dies before the transaction", about_to("store.add"), crash_point=C.C1),
    Fate("door dies after the transaction", after("store.add"), crash_point=C.C2),
)
FILE_FATES = (
    Fate("dies between two proofs of a file", about_to("store.add"), crash_point=C.C3, place=2),
    Fate("dies after the last proof of a file", about_to(MESSAGE_DONE), crash_point=C.C4),
)
TICK_FATES = (
    Fate("sweeper dies after its messages", after("send_queue.put"), crash_point=C.C5),
    Fate("sweeper dies before its messages", about_to("send_queue.put")),
    Fate("queue refuses, messages half put", after("send_queue.put"), BusyError, C.C5),
)
EVENT_FATES = (
    Fate("dies after an event was written", after("store.change"), crash_point=C.C13),
    Fate("dies before an event's message is deleted", about_to(MESSAGE_DONE), crash_point=C.C13),
)
COUNT_FATES = (Fate("dies after a bounce was counted", after("governor.count"), crash_point=C.C14),)
OPERATION_FATES = (
    Fate("dies after the counts of a page", after("operations.save"), crash_point=C.C14),
    Fate("dies after the counts of the last page", after("operations.save"), crash_point=C.C14, place=2),
    Fate("dies after a row of a page", after("journal.add")),
)
WITHDRAWAL_FATES = (
    Fate("door dies after the withdrawal was kept", after("references.withdraw")),
    Fate("door dies after a request was stopped", after("journal.add")),
    Fate("answer about the withdrawal lost", after("references.withdraw"), AnswerLostError),
    Fate("store is busy at the withdrawal", about_to("references.withdraw"), BusyError),
)
OPT_OUT_FATES = (
    Fate("door dies after an opt-out was kept", after("contacts.add_opt_out"), crash_point=C.C15),
    Fate("door dies after the row learnt of it", after("store.change"), crash_point=C.C15),
)
SUBMIT_FATES = (Fate("door dies after the review was written", after("store.add_review"), crash_point=C.C16),)
