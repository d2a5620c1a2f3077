"""How DynamoDB says no: its codes as our errors, and transactions as plain outcomes."""

import random
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import uuid4

from botocore.exceptions import ClientError
from pynamodb.connection import Connection
from pynamodb.exceptions import CancellationReason, DeleteError, PutError, PynamoDBException, TransactWriteError
from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action
from pynamodb.models import Model
from pynamodb.transactions import TransactWrite

from chalicelib.domain.errors import BusyError

CONDITION_FAILED = "ConditionalCheckFailed"
CONFLICT_ATTEMPTS = 5

_SLOW_DOWN = frozenset(
    {
        "ProvisionedThroughputExceededException",
        "RequestLimitExceeded",
        "ThrottlingException",
        "ThrottlingError",
        "ProvisionedThroughputExceeded",
    }
)
"""Codes of calls and, without `Exception`, of the parts of a cancelled transaction."""

_MET_ANOTHER = frozenset({"TransactionConflict", "TransactionConflictException", "TransactionInProgressException"})
"""Somebody else's write was under way; nothing was written, the same call may be made again."""


@contextmanager
def busy_when_throttled() -> Iterator[None]:
    """Turns DynamoDB's wish to slow down into BusyError, told by PynamoDB or by the SDK itself."""
    try:
        yield
    except PynamoDBException as error:
        if error.cause_response_code in _SLOW_DOWN:
            raise _busy() from error
        raise
    except ClientError as error:
        if error.response["Error"]["Code"] in _SLOW_DOWN:
            raise _busy() from error
        raise


def _busy() -> BusyError:
    return BusyError("The store asks to slow down: try again in a moment.")


def put_if(item: Model, condition: Condition) -> bool:
    """Write an item; False when the condition does not hold. Raises BusyError when throttled or never left alone."""
    return _write_if(partial(item.save, condition))


def delete_if(item: Model, condition: Condition) -> bool:
    """Remove an item; False when the condition does not hold. Raises BusyError when throttled or never left alone."""
    return _write_if(partial(item.delete, condition))


def _write_if(write: Callable[[], object]) -> bool:
    for attempt in range(CONFLICT_ATTEMPTS):
        try:
            with busy_when_throttled():
                write()
        except (PutError, DeleteError) as error:
            if error.cause_response_code == "ConditionalCheckFailedException":
                return False
            if error.cause_response_code not in _MET_ANOTHER:
                raise
            pause(attempt)
        else:
            return True
    raise _busy()


@dataclass(frozen=True)
class Put:
    """One item of a transaction, and the condition under which it may be written."""

    item: Model
    condition: Condition | None = None


@dataclass(frozen=True)
class Update:
    """A change of some attributes of one item, which need not exist, under a condition."""

    model: type[Model]
    pk: str
    sk: str
    actions: Sequence[Action]
    condition: Condition


@dataclass(frozen=True)
class Failed:
    """A write whose condition did not hold: its place in the transaction, and the raw item found there."""

    index: int
    found: dict[str, dict[str, Any]]


def write_together(connection: Connection, writes: Sequence[Put | Update]) -> list[Failed]:
    """All the writes or none; empty when written, else those whose condition did not hold.

    Puts stand before updates, the order in which PynamoDB sends them and DynamoDB numbers its answer.

    The token makes the SDK's own repetitions of this call harmless (ten minutes); a later call gets a new one, because
    it must be told what stands in the table now. Raises BusyError when throttled or never left alone.
    """
    token = str(uuid4())
    for attempt in range(CONFLICT_ATTEMPTS):
        try:
            with busy_when_throttled():
                _write(connection, writes, token)
        except TransactWriteError as error:
            failed = _failed(error)
            if failed is not None:
                return failed
            pause(attempt)
        else:
            return []
    raise _busy()


def pause(attempt: int) -> None:
    """Wait a random moment, longer each time, so that those who met do not meet again."""
    time.sleep(random.uniform(0, 0.01 * 2**attempt))  # noqa: S311 - spreads load, guards nothing


def _write(connection: Connection, writes: Sequence[Put | Update], token: str) -> None:
    with TransactWrite(connection=connection, client_request_token=token) as transaction:
        for one in writes:
            if isinstance(one, Put):
                transaction.save(one.item, one.condition, return_values="ALL_OLD")
            else:
                bare = one.model(one.pk, one.sk)
                transaction.update(bare, list(one.actions), one.condition, return_values="ALL_OLD")


def _failed(error: TransactWriteError) -> list[Failed] | None:
    """The failed conditions; None when the transaction only met another one and may be tried again."""
    reasons = error.cancellation_reasons
    codes = {reason.code for reason in reasons if reason} | {error.cause_response_code or ""}
    if codes & _SLOW_DOWN:
        raise _busy() from error
    if codes & _MET_ANOTHER:
        return None
    failed = [Failed(index, _found(reason)) for index, reason in enumerate(reasons) if _is_condition(reason)]
    if not failed:
        raise error
    return failed


def _is_condition(reason: CancellationReason | None) -> bool:
    return reason is not None and reason.code == CONDITION_FAILED


def _found(reason: CancellationReason | None) -> dict[str, dict[str, Any]]:
    return (reason.raw_item if reason else None) or {}
