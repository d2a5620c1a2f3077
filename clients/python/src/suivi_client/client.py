"""The client: everything a merchant's own system does with Suivi."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from types import TracebackType
from typing import Any, Self, TypeVar
from uuid import uuid4

import httpx

from suivi_client.calls import Call, Caller
from suivi_client.errors import PartlySentError, SuiviError, UnexpectedAnswerError
from suivi_client.foresight import Foresight
from suivi_client.proofs import Proof, event_of
from suivi_client.results import Cause, Line, LineResult, Result, TakenIn, Transmission
from suivi_client.waiting import Patience

MOST_AT_ONCE = 50
MOST_LATER = 5_000
"""Proofs of one call."""

_Thing = TypeVar("_Thing")
AnyProof = Proof | Mapping[str, Any]


class SuiviClient:
    """One API client of one website; threads may share it. Close it, or use it in a `with` statement.

    Args:
        base_url: where Suivi stands, such as `https://reviews.example.com`.
        client_id: `<website>.<name>`, as the back office shows it.
        client_secret: as it was shown when the client was made.
        patience: how often a call is made, and how long to wait for an answer and in between.
        transport: another one than httpx's own, for proxies and tests.
    """

    def __init__(
        self,
        base_url: str,
        client_id: str,
        client_secret: str,
        *,
        patience: Patience | None = None,
        transport: httpx.BaseTransport | None = None,
    ) -> None:
        self.website_id = client_id.rpartition(".")[0]
        if not self.website_id:
            raise ValueError("a client identifier looks like <website>.<name>")
        patience = patience or Patience()
        self._http = httpx.Client(base_url=base_url, transport=transport, timeout=patience.answer)
        self._caller = Caller(self._http, client_id, client_secret, patience)
        self._events = f"/purchase-event/websites/{self.website_id}/purchase_events"
        self._website = f"/v1/websites/{self.website_id}"

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Give the connections back."""
        self._http.close()

    def send(self, proofs: Iterable[AnyProof], *, idempotency_key: str | None = None) -> list[LineResult]:
        """Have proofs received now, 50 a call; what became of each, in the order given.

        A proof that is refused raises nothing: look at its result. `idempotency_key` names all of it, so that a program
        that starts over within a day is answered as the first time; each call's key follows from it.
        Raises PartlySentError when a call fails after others did not.
        """
        return self._in_parts([event_of(proof) for proof in proofs], self._send_part, idempotency_key)

    def send_later(self, proofs: Iterable[AnyProof], *, idempotency_key: str | None = None) -> TakenIn:
        """Have up to 5,000 proofs taken in and received in the background; `transmission` and `lines` tell the rest."""
        events = [event_of(proof) for proof in proofs]
        if not 0 < len(events) <= MOST_LATER:
            raise ValueError(f"send 1 to {MOST_LATER} proofs, not {len(events)}")
        headers = {"Idempotency-Key": idempotency_key or str(uuid4())}
        body = _object(self._caller.answer(Call("POST", f"{self._events}/bulk_insert", events, headers=headers)))
        return TakenIn(str(body["transmission_id"]), int(body["received"]))

    def withdraw(
        self, references: Iterable[str], cause: Cause | str = Cause.OTHER, *, idempotency_key: str | None = None
    ) -> list[LineResult]:
        """Take proofs back: what is still planned stops. 50 a call; what became of each, in the order given.

        Raises PartlySentError when a call fails after others did not.
        """

        def withdraw_part(part: Sequence[str], key: str, first: int) -> list[LineResult]:
            body = {"purchase_references": list(part), "cause": str(cause)}
            call = Call("POST", f"{self._website}/withdrawals", body, headers={"Idempotency-Key": key})
            return _results(self._caller.answer(call), first)

        return self._in_parts(list(references), withdraw_part, idempotency_key)

    def simulate(self, proof: AnyProof) -> Foresight:
        """What would become of a proof, the dates and the rules that spoke included; nothing is kept."""
        body = self._caller.answer(Call("POST", f"{self._website}/simulate", event_of(proof)))
        return Foresight.of(_object(body))

    def transmission(self, transmission_id: str) -> Transmission:
        """A file or a call with its books. Raises NotFoundError."""
        body = self._caller.answer(Call("GET", f"{self._website}/transmissions/{transmission_id}"))
        return Transmission.of(_object(body))

    def transmissions(
        self, kind: str, *, first: date | None = None, last: date | None = None
    ) -> Iterator[Transmission]:
        """All `files` or `calls`, newest first, of the days from `first` to `last`."""
        days = {"from": first, "to": last}
        query = {"kind": kind, **{name: day.isoformat() for name, day in days.items() if day}}
        return (Transmission.of(one) for one in self._pages(f"{self._website}/transmissions", "transmissions", query))

    def lines(self, transmission_id: str, result: Result | str | None = None) -> Iterator[Line]:
        """The lines of a transmission, those with this result (or those `withdrawn`), however many there are."""
        path = f"{self._website}/transmissions/{transmission_id}/lines"
        return (Line.of(one) for one in self._pages(path, "lines", {"result": str(result)} if result else {}))

    def books(self, first: date, last: date) -> list[dict[str, Any]]:
        """What was received by day and door, and whether it closes."""
        query = {"from": first.isoformat(), "to": last.isoformat()}
        body = _object(self._caller.answer(Call("GET", f"{self._website}/books", query=query)))
        return [_object(day) for day in body["days"]]

    def _send_part(self, events: Sequence[object], key: str, first: int) -> list[LineResult]:
        call = Call("POST", f"{self._events}/bulk_sync_insert", list(events), headers={"Idempotency-Key": key})
        return _results(self._caller.answer(call), first)

    def _in_parts(
        self, things: Sequence[_Thing], work: Callable[[Sequence[_Thing], str, int], list[LineResult]], key: str | None
    ) -> list[LineResult]:
        results: list[LineResult] = []
        for first in range(0, len(things), MOST_AT_ONCE):
            name = f"{key}-{first // MOST_AT_ONCE}" if key else str(uuid4())
            try:
                results += work(things[first : first + MOST_AT_ONCE], name, first)
            except SuiviError as error:
                if not results:
                    raise
                raise PartlySentError(results, error) from error
        return results

    def _pages(self, path: str, name: str, query: Mapping[str, str]) -> Iterator[dict[str, Any]]:
        token: str | None = ""
        while token is not None:
            asked = {**query, "page_token": token} if token else query
            body = _object(self._caller.answer(Call("GET", path, query=asked)))
            yield from body[name]
            token = body["next_page_token"]


def _object(body: object) -> dict[str, Any]:
    if not isinstance(body, dict):
        raise UnexpectedAnswerError("the answer is no JSON object")
    return body


def _results(body: object, first: int) -> list[LineResult]:
    """An answer that lists what became of each; `first` is the place of its first one among all."""
    if not isinstance(body, list):
        raise UnexpectedAnswerError("the answer lists no results")
    return [LineResult.of(one, first + index) for index, one in enumerate(body)]
