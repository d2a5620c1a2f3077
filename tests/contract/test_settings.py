"""A setting stands in three places: the code that reads it, the template that gives it, the page that explains it."""

import re
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
import yaml

from chalicelib.domain.errors import SettingsError
from chalicelib.settings import MAY_BE_EMPTY, Settings, settings_from

ROOT = Path(__file__).resolve().parents[2]
OTHERS_SETTINGS = ("AWS_", "POWERTOOLS_")
"""Prefixes of variables that the SDK and the logger read by themselves."""

NAMES = {field.name.upper() for field in fields(Settings)}


class Template(yaml.SafeLoader):
    """CloudFormation's short forms (`!Ref`, `!Sub`…) are kept as what stands behind them."""


def _any_node(loader: Template, _suffix: str, node: yaml.Node) -> Any:
    if isinstance(node, yaml.ScalarNode):
        return loader.construct_scalar(node)
    if isinstance(node, yaml.SequenceNode):
        return loader.construct_sequence(node, deep=True)
    assert isinstance(node, yaml.MappingNode)
    return loader.construct_mapping(node, deep=True)


Template.add_multi_constructor("!", _any_node)


def template_variables() -> set[str]:
    template = yaml.load((ROOT / "infra" / "template.yaml").read_text("utf-8"), Template)
    return set(template["Globals"]["Function"]["Environment"]["Variables"])


def documented_variables() -> set[str]:
    """The first column of the table under "Variables of the functions"."""
    section = (ROOT / "docs" / "settings.md").read_text("utf-8").split("\n## ")[1]
    return set(re.findall(r"^\| `([A-Z0-9_]+)`", section, re.MULTILINE))


def test_the_template_gives_every_setting_and_nothing_else() -> None:
    assert {name for name in template_variables() if not name.startswith(OTHERS_SETTINGS)} == NAMES


def test_every_variable_is_explained() -> None:
    assert documented_variables() == NAMES | template_variables()


def test_a_missing_setting_is_named() -> None:
    with pytest.raises(SettingsError) as raised:
        settings_from(dict.fromkeys(NAMES - {"TABLE_NAME"}, "x"))
    assert "TABLE_NAME" in raised.value.message


def test_what_may_be_empty_is_a_setting() -> None:
    assert {name.upper() for name in MAY_BE_EMPTY} <= NAMES


def test_only_a_local_cloud_moves_its_clock() -> None:
    with pytest.raises(SettingsError):
        settings_from(dict.fromkeys(NAMES, "production"))
