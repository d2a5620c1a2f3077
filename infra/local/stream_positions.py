"""Where the readers of streams begin after a restart of the embedded AWS.

It keeps how far each reader came, and forgets the records themselves: the stream begins again at nought, and a reader
that waits for record 1,500 would hear nothing of the next 1,500. What nobody had read when it stopped is lost, so the
counts are made anew after a restart (docs/decisions/0018-a-checkpoint-proves-a-drift.md).
"""

import json
from pathlib import Path

_FUNCTIONS = "lambda.json"
_POSITIONS = "dynamodb_stream_positions"


def rewind_streams(state: Path) -> bool:
    """Let every reader begin where the stream does; False when there is nothing to do, as before the first stop."""
    file = state / _FUNCTIONS
    if not file.exists():
        return False
    saved = json.loads(file.read_text(encoding="utf-8"))
    positions = saved.get("payload", {}).get(_POSITIONS, {}).get("data", {})
    if not any(positions.values()):
        return False
    positions.update(dict.fromkeys(positions, 0))
    written = file.with_suffix(".rewound")
    written.write_text(json.dumps(saved), encoding="utf-8")
    written.replace(file)
    return True
