"""What the launcher tells while it works: each phase, and how long it took."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console


class Progress:
    """Writes to a terminal, or to a plain file without colours."""

    def __init__(self, console: Console) -> None:
        self._console = console

    @contextmanager
    def phase(self, title: str) -> Iterator[None]:
        """Show that something is under way, then how long it took; a failure is marked and passed on."""
        started = time.monotonic()
        try:
            with self._console.status(f"{title} …"):
                yield
        except BaseException:
            self._console.print(f"[red]✗[/red] {title}", highlight=False)
            raise
        seconds = time.monotonic() - started
        self._console.print(f"[green]✓[/green] {title} [dim]{seconds:.1f} s[/dim]", highlight=False)

    def warn(self, text: str) -> None:
        """Something a person should know."""
        self._console.print(f"[yellow]![/yellow] {text}", highlight=False)

    def say(self, text: str) -> None:
        """Plain lines, which may be copied: never wrapped, never decorated."""
        self._console.print(text, markup=False, highlight=False, soft_wrap=True)
