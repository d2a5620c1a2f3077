"""Turning a named template and its values into text in one language (Jinja2 and gettext, files built beforehand)."""

import json
from collections.abc import Mapping
from datetime import date
from functools import cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path
from typing import TYPE_CHECKING

from chalicelib.pages.languages import Language

if TYPE_CHECKING:
    from jinja2 import Environment

ROOM = Path(__file__).parent
TEMPLATES = ROOM / "templates"
COMPILED = ROOM / "compiled"
LONG_DATES = "long_dates.json"
CATALOGUE_DOMAIN = "suivi"


class PagesNotBuiltError(RuntimeError):
    """A built file is missing. Run `python -m infra.pages`; packaging does it before it zips."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} is missing: run `python -m infra.pages` first.")


def render(template_name: str, language: Language, **values: object) -> str:
    """The text of a template; a value the template needs and does not get is an error, never a blank.

    HTML templates (`.html.jinja`) escape every value, text templates none.
    """
    environment = _environment(language)
    return environment.get_template(template_name).render(html_lang=language.html_lang, **values)


def long_date(day: date, language: Language) -> str:
    """A day as written out in that language, such as "4 March 2024"."""
    pattern = _long_dates()[language.code][day.month - 1]
    return pattern.format(day=day.day, year=day.year)


@cache
def _environment(language: Language) -> "Environment":
    from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

    environment = Environment(
        loader=FileSystemLoader([TEMPLATES, COMPILED]),
        autoescape=select_autoescape(enabled_extensions=("html.jinja",), default=False),
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"],
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.policies["ext.i18n.trimmed"] = True
    translations = _translations(language)
    environment.install_gettext_translations(translations, newstyle=True)  # type: ignore[attr-defined]  # the extension's
    environment.filters["long_date"] = lambda day: long_date(day, language)
    return environment


def _translations(language: Language) -> NullTranslations:
    """The catalogue; no silent fall-back to English, a customer must not get half a language."""
    if language.catalogue is None:
        return NullTranslations()
    path = COMPILED / "locales" / language.catalogue / "LC_MESSAGES" / f"{CATALOGUE_DOMAIN}.mo"
    if not path.is_file():
        raise PagesNotBuiltError(path)
    with path.open("rb") as stream:
        return GNUTranslations(stream)


@cache
def _long_dates() -> Mapping[str, list[str]]:
    path = COMPILED / LONG_DATES
    if not path.is_file():
        raise PagesNotBuiltError(path)
    patterns: dict[str, list[str]] = json.loads(path.read_text("utf-8"))
    return patterns
