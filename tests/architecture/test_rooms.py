"""Who may import whom: the arrows of the rooms, read from the source of every module."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

ROOMS: dict[str, set[str]] = {
    "domain": {"domain"},
    "intake": {"domain", "intake"},
    "usecases": {"domain", "usecases"},
    "pages": {"domain", "usecases.ports", "pages"},
    "adapters": {
        "domain",
        "usecases.ports",
        "usecases.books_ports",
        "usecases.change_ports",
        "usecases.contact_ports",
        "usecases.drop_ports",
        "usecases.counter_ports",
        "usecases.recount_ports",
        "usecases.export_ports",
        "usecases.email_event_ports",
        "usecases.governor_ports",
        "usecases.list_ports",
        "usecases.operation_ports",
        "usecases.reference_ports",
        "usecases.view_ports",
        "usecases.webhook_ports",
        "usecases.webservice_ports",
        "usecases.statistics_ports",
        "usecases.transmission_ports",
        "usecases.website_ports",
        "adapters",
    },
    "api": {"domain", "intake", "usecases", "pages", "bootstrap", "observability", "api"},
    "triggers": {"domain", "intake", "usecases", "bootstrap", "observability", "triggers"},
    "bootstrap": {
        *("domain", "usecases", "adapters", "pages", "settings"),
        *("bootstrap_books", "bootstrap_counting", "bootstrap_exports", "bootstrap_intake", "bootstrap_operations"),
        "bootstrap_webhooks",
    },
    "bootstrap_books": {"usecases", "adapters", "settings"},
    "bootstrap_counting": {"usecases", "adapters", "settings"},
    "bootstrap_exports": {"usecases", "adapters", "settings"},
    "bootstrap_intake": {"domain", "intake", "usecases", "adapters", "settings"},
    "bootstrap_operations": {"domain", "usecases", "adapters", "settings"},
    "bootstrap_webhooks": {"domain", "usecases", "adapters", "settings"},
    "settings": {"domain.errors"},
    "observability": set(),
    "app": {"api", "triggers", "usecases", "bootstrap", "observability"},
}
"""What a room may name of the project. Adapters and pages know one thing of use cases: the shapes they must fit."""

VENDORS: dict[str, set[str]] = {
    "domain": set(),
    "intake": {"pydantic", "pydantic_core", "email_validator"},
    "usecases": set(),
    "pages": {"jinja2", "markupsafe"},
    "adapters": {
        *("boto3", "botocore", "pynamodb", "jwt", "cryptography", "holidays", "xlsxwriter"),
        *("mypy_boto3_sesv2", "mypy_boto3_sqs", "mypy_boto3_s3"),
    },
    "api": {"chalice", "aws_lambda_powertools", "jwt"},
    "triggers": {"chalice", "aws_lambda_powertools"},
    "bootstrap": set(),
    "bootstrap_books": set(),
    "bootstrap_counting": set(),
    "bootstrap_exports": set(),
    "bootstrap_intake": set(),
    "bootstrap_operations": set(),
    "bootstrap_webhooks": set(),
    "settings": set(),
    "observability": {"aws_lambda_powertools"},
    "app": {"chalice", "aws_lambda_powertools"},
}

MODULES = [ROOT / "app.py", *sorted((ROOT / "chalicelib").rglob("*.py"))]
TIMELESS = ("domain", "intake", "usecases", "pages")


def room_of(module: Path) -> str:
    parts = module.relative_to(ROOT).with_suffix("").parts
    return parts[1] if parts[0] == "chalicelib" else parts[0]


def imports_of(module: Path) -> Iterator[str]:
    """Every dotted name a module imports, wherever the import stands; `from a import b` gives `a.b`."""
    for node in ast.walk(ast.parse(module.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}: imports are written in full"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def is_allowed(name: str, room: str) -> bool:
    first, _, rest = name.partition(".")
    if first == "chalicelib":
        return any(f"{rest}.".startswith(f"{allowed}.") for allowed in ROOMS[room])
    return first in sys.stdlib_module_names or first in VENDORS[room]


def attributes_of(module: Path) -> set[str]:
    """Every `name.attribute` a module reads."""
    tree = ast.walk(ast.parse(module.read_text("utf-8")))
    return {f"{n.value.id}.{n.attr}" for n in tree if isinstance(n, ast.Attribute) and isinstance(n.value, ast.Name)}


@pytest.mark.parametrize(
    "module", [m for m in MODULES if room_of(m) != "__init__"], ids=lambda m: str(m.relative_to(ROOT))
)
def test_a_module_imports_only_what_its_room_may_name(module: Path) -> None:
    room = room_of(module)
    assert [name for name in imports_of(module) if not is_allowed(name, room)] == []


def test_every_room_stands_in_the_tables() -> None:
    rooms = {room_of(module) for module in MODULES} - {"__init__"}
    assert rooms == set(ROOMS) == set(VENDORS)


def test_only_settings_reads_the_environment() -> None:
    readers = {
        room_of(module)
        for module in MODULES
        if attributes_of(module) & {"os.environ", "os.getenv"} or {"os.environ", "os.getenv"} & set(imports_of(module))
    }
    assert readers == {"settings"}


@pytest.mark.parametrize("room", TIMELESS)
def test_a_room_of_rules_is_told_the_time(room: str) -> None:
    clocks = {"datetime.now", "datetime.utcnow", "datetime.today", "date.today", "time.time", "time.time_ns"}
    readers = {str(m): attributes_of(m) & clocks for m in MODULES if room_of(m) == room}
    assert {module: found for module, found in readers.items() if found} == {}
