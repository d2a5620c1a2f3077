"""Writes the files that follow from the code: the page's tables of reasons and of columns, and the OpenAPI document.

`python -m infra.generate reasons` (made on every machine), `columns` and `openapi` (kept under version control), or all
of them by default.
"""

import json
import os
import sys
from pathlib import Path
from typing import Any

from chalicelib.domain.imports import MOST_BYTES, MOST_LINES
from chalicelib.domain.reasons import REASONS, Reason

ROOT = Path(__file__).resolve().parents[1]
REASONS_FILE = ROOT / "backoffice" / "src" / "generated" / "reasons.json"
COLUMNS_FILE = ROOT / "backoffice" / "src" / "pages" / "imports" / "columns.json"
OPENAPI_FILE = ROOT / "docs" / "openapi.json"


def reasons_json() -> str:
    """`{"<code>": {"fr": {"sentence", "next_action"}, "en": {...}}}`."""
    return _as_text({code: _in_both_languages(reason) for code, reason in REASONS.items()})


def columns_json() -> str:
    """What a file of proofs may hold, for the first look at it in the browser: limits, and the columns by name."""
    from chalicelib.intake.csv_columns import (
        ACTION_COLUMNS,
        HISTORICAL_NAMES,
        OF_A_WITHDRAWAL,
        PRODUCT_FIELDS,
        PURCHASE_FIELDS,
        REQUIRED,
    )

    return _as_text(
        {
            "most_lines": MOST_LINES,
            "most_bytes": MOST_BYTES,
            "required": list(REQUIRED),
            "of_a_withdrawal": list(OF_A_WITHDRAWAL),
            "known": sorted({*PURCHASE_FIELDS, *PRODUCT_FIELDS, *ACTION_COLUMNS}),
            "historical": dict(HISTORICAL_NAMES),
        }
    )


def openapi_json() -> str:
    """The document of the routes as `app.py` registers them."""
    from app import app
    from chalicelib.api.openapi import build_openapi

    return _as_text(build_openapi(app.routes))


def write(path: Path, content: str) -> None:
    """Whole or not at all, and only when it changes: others read and watch these files."""
    if path.is_file() and path.read_text("utf-8") == content:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    draft.write_text(content, "utf-8")
    draft.replace(path)


def main(arguments: list[str]) -> int:
    """Write what is named; everything when nothing is. Exit code 2 for a name nobody knows."""
    writers = {
        "reasons": (REASONS_FILE, reasons_json),
        "columns": (COLUMNS_FILE, columns_json),
        "openapi": (OPENAPI_FILE, openapi_json),
    }
    unknown = [name for name in arguments if name not in writers]
    if unknown:
        print(f"Unknown: {' '.join(unknown)}. Known: {' '.join(writers)}.", file=sys.stderr)
        return 2
    for name in arguments or writers:
        path, content = writers[name]
        write(path, content())
    return 0


def _in_both_languages(reason: Reason) -> dict[str, dict[str, str]]:
    return {
        "fr": {"sentence": reason.sentence_fr, "next_action": reason.next_action_fr},
        "en": {"sentence": reason.sentence_en, "next_action": reason.next_action_en},
    }


def _as_text(document: Any) -> str:
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
