"""No way in forgets whether what comes is of the sandbox."""

import ast
from pathlib import Path

CHALICELIB = Path(__file__).resolve().parents[2] / "chalicelib"

WITHOUT = {"api/webservice.py"}
"""A website has one webservice key, and it is no sandbox credential; a reference that begins with `sandbox:` is held to
the rule all the same."""


def test_whoever_reads_what_arrives_says_whether_it_is_of_the_sandbox() -> None:
    silent = {
        str(path.relative_to(CHALICELIB))
        for path in CHALICELIB.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Arrival"
        if "sandbox" not in {keyword.arg for keyword in node.keywords}
    }
    assert silent == WITHOUT
