"""Logs and metrics: messages are constants, facts go in as keys, never an address, a name, a body or a token."""

from collections.abc import Callable
from typing import Any

from aws_lambda_powertools import Logger, Metrics

APP_NAME = "suivi"
"""Also Chalice's app name, so that Chalice's own lines come out of the same logger (style.md P12)."""

logger = Logger(service=APP_NAME)
metrics = Metrics(namespace="Suivi", service=APP_NAME)


def flush_metrics(event: Any, get_response: Callable[[Any], Any]) -> Any:
    """Chalice middleware: write what this invocation counted, if anything (Powertools warns otherwise)."""
    try:
        return get_response(event)
    finally:
        if metrics.metric_set:
            metrics.flush_metrics()
