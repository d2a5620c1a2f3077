"""Calls that wait for the network, made at the same time."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

Given = TypeVar("Given")
Found = TypeVar("Found")


def side_by_side(work: Callable[[Given], Found], shares: Sequence[Given]) -> list[Found]:
    """What `work` gives for each share, in their order. When one raises, it raises after all of them have ended."""
    with ThreadPoolExecutor(max(1, len(shares))) as pool:
        return list(pool.map(work, shares))
