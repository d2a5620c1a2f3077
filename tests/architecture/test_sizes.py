"""Sizes a reader can hold: files, functions, and the table of contents that app.py is."""

import ast
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCES = ("chalicelib", "clients", "infra")
MODULES = [ROOT / "app.py", *(path for source in SOURCES for path in sorted((ROOT / source).rglob("*.py")))]
PAGE_SOURCES = sorted(p for p in (ROOT / "backoffice" / "src").rglob("*.ts*") if "generated" not in p.parts)

FILE_LINES = 250
FUNCTION_LINES = 30
APP_LINES = 150


def lines_of(path: Path) -> int:
    return len(path.read_text("utf-8").splitlines())


def functions_of(module: Path) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    tree = ast.walk(ast.parse(module.read_text("utf-8")))
    return [node for node in tree if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def length_of(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """From `def` to the last line, without the docstring: a contract is no complication."""
    docstring = function.body[0] if ast.get_docstring(function) else None
    documented = (docstring.end_lineno or docstring.lineno) - docstring.lineno + 1 if docstring else 0
    return (function.end_lineno or function.lineno) - function.lineno + 1 - documented


def test_a_file_is_at_most_250_lines() -> None:
    long = {str(path.relative_to(ROOT)): lines_of(path) for path in [*MODULES, *PAGE_SOURCES]}
    assert {path: lines for path, lines in long.items() if lines > FILE_LINES} == {}


def test_a_function_is_at_most_30_lines() -> None:
    long = {
        f"{module.relative_to(ROOT)}:{function.name}": length_of(function)
        for module in MODULES
        for function in functions_of(module)
    }
    assert {name: lines for name, lines in long.items() if lines > FUNCTION_LINES} == {}


def test_app_py_stays_a_table_of_contents() -> None:
    assert lines_of(ROOT / "app.py") <= APP_LINES
