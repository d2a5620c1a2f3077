"""Builds what pages/ needs at run time: MJML to HTML templates, translations to .mo, long dates from CLDR.

Run at development and packaging time, never in Lambda: `python -m infra.pages` builds, and
`python -m infra.pages extract` brings the .po files up to date with the sentences of the templates.
"""

import hashlib
import json
import os
import sys
from collections.abc import Iterator
from datetime import date
from importlib.metadata import version
from io import BytesIO
from pathlib import Path

import mrml
from babel.core import Locale
from babel.dates import format_date
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from chalicelib.pages.languages import LANGUAGES_BY_CODE
from chalicelib.pages.templating import CATALOGUE_DOMAIN, LONG_DATES

_DIGEST = "sources.sha256"
_EXTRACTION = [("**.mjml", "jinja2"), ("**.jinja", "jinja2")]
_EXTRACTION_OPTIONS = {pattern: {"trimmed": "true", "silent": "false"} for pattern, _ in _EXTRACTION}


class PagesBuildError(RuntimeError):
    """A source of pages/ cannot be built; the message names the file and what is wrong with it."""


def build_pages(root: Path) -> None:
    """Write `<root>/chalicelib/pages/compiled/`. Reproducible; does nothing when its sources have not changed.

    Raises:
        PagesBuildError: MJML that the compiler does not fully understand, or a fuzzy translation.
    """
    room = root / "chalicelib" / "pages"
    compiled = room / "compiled"
    digest = _digest(room)
    stamp = compiled / _DIGEST
    if stamp.is_file() and stamp.read_text("ascii") == digest:
        return
    outputs = dict(_outputs(room))
    for name, data in outputs.items():
        _write(compiled / name, data)
    _remove_all_but(compiled, {compiled / name for name in outputs} | {stamp})
    _write(stamp, digest.encode("ascii"))


def extract_messages(room: Path) -> Catalog:
    """Every sentence of the templates, with its context and placeholders, as an empty catalogue."""
    catalogue = Catalog(project="Suivi", charset="utf-8")
    found = extract_from_dir(room / "templates", _EXTRACTION, _EXTRACTION_OPTIONS)
    for _, _, message, comments, context in sorted(found, key=lambda item: (item[0], item[1])):
        catalogue.add(message, auto_comments=comments, context=context)
    return catalogue


def read_catalogue(path: Path) -> Catalog:
    """One .po file with all its entries, also obsolete and fuzzy ones."""
    with path.open("rb") as stream:
        return read_po(stream)


def update_catalogues(room: Path) -> None:
    """Bring every .po file up to date: new sentences come empty, gone ones go. Nothing is guessed."""
    for path in sorted((room / "locales").glob("*.po")):
        template, catalogue = extract_messages(room), read_catalogue(path)
        # Babel would put the present moment here, and every run would change every file.
        template.creation_date = catalogue.creation_date
        catalogue.update(template, no_fuzzy_matching=True)
        catalogue.obsolete.clear()
        text = BytesIO()
        write_po(text, catalogue, width=110, no_location=True, sort_output=True)
        path.write_bytes(text.getvalue())


def _outputs(room: Path) -> Iterator[tuple[str, bytes]]:
    for source in sorted((room / "templates").glob("*.mjml")):
        yield f"{source.stem}.html.jinja", _compile_mjml(source).encode("utf-8")
    for path in sorted((room / "locales").glob("*.po")):
        yield f"locales/{path.stem}/LC_MESSAGES/{CATALOGUE_DOMAIN}.mo", _compile_catalogue(path)
    yield LONG_DATES, json.dumps(_long_dates(), ensure_ascii=False, indent=1).encode("utf-8")


def _compile_mjml(source: Path) -> str:
    try:
        # No fonts: the compiler would add links to a font server, which would see every reader.
        output = mrml.to_html(source.read_text("utf-8"), render_options=mrml.RenderOptions(fonts={}))
    except OSError as error:
        raise PagesBuildError(f"{source}: {error}. Is a Jinja block inside a tag?") from error
    if output.warnings:
        raise PagesBuildError(f"{source}: {[warning.kind for warning in output.warnings]}")
    # SES must not rewrite our signed links (reliability.md 7.4); done here, no link can be forgotten.
    return output.content.replace("<a ", "<a ses:no-track ")


def _compile_catalogue(path: Path) -> bytes:
    catalogue = read_catalogue(path)
    fuzzy = [message.id for message in catalogue if message.fuzzy and message.id]
    if fuzzy:
        raise PagesBuildError(f"{path}: fuzzy translations {fuzzy}")
    data = BytesIO()
    write_mo(data, catalogue)
    return data.getvalue()


def _long_dates() -> dict[str, list[str]]:
    """For each language, twelve patterns with `{day}` and `{year}`, such as "{day} de marzo de {year}"."""
    return {code: _month_patterns(language.calendar) for code, language in LANGUAGES_BY_CODE.items()}


def _month_patterns(calendar: str) -> list[str]:
    locale = Locale.parse(calendar)
    days = (format_date(date(2999, month, 7), "long", locale=locale) for month in range(1, 13))
    return [day.replace("2999", "{year}").replace("7", "{day}") for day in days]


def _digest(room: Path) -> str:
    """Of everything the outputs follow from: sources, this file, and the versions of the compilers."""
    sources = [*room.glob("templates/*"), *room.glob("locales/*.po"), room / "languages.py", Path(__file__)]
    digest = hashlib.sha256(f"mrml {version('mrml')} babel {version('babel')}".encode())
    for path in sorted(sources):
        digest.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _write(path: Path, data: bytes) -> None:
    """Whole or not at all: tests and servers may build at the same moment."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    draft.write_bytes(data)
    draft.replace(path)


def _remove_all_but(folder: Path, kept: set[Path]) -> None:
    for path in folder.rglob("*"):
        if path.is_file() and path not in kept and path.suffix != ".tmp":
            path.unlink()


def main() -> None:
    """Build, after bringing the .po files up to date when asked to."""
    root = Path(__file__).resolve().parents[1]
    if sys.argv[1:] == ["extract"]:
        update_catalogues(root / "chalicelib" / "pages")
    build_pages(root)


if __name__ == "__main__":
    main()
