"""AWS ENVELOPES: unwrap record by record, call one use case, report partial failures.

Belongs here: SQS, SNS-in-SQS, S3-in-SQS and tick events.
Does not: rules, storage, the decorators (those stand in app.py).

A module is imported when it is first named, as in `triggers.exports.on_exports(event)` (PEP 562).
"""

from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from chalicelib.triggers import (
        books,
        counting,
        email_events,
        exports,
        operations,
        operator_actions,
        proof_chunks,
        proof_files,
        sending,
        sending_control,
        webhooks,
    )

__all__ = [
    "books",
    "counting",
    "email_events",
    "exports",
    "operations",
    "operator_actions",
    "proof_chunks",
    "proof_files",
    "sending",
    "sending_control",
    "webhooks",
]


def __getattr__(name: str) -> ModuleType:
    """One of the modules above. Raises AttributeError for any other name."""
    if name not in __all__:
        raise AttributeError(name)
    return import_module(f"{__name__}.{name}")
