"""Translations are complete, and the build that compiles them is quick, reproducible and strict."""

import re
import shutil
from pathlib import Path

import pytest
from babel.messages.catalog import Message

from chalicelib.domain.proof import LANGUAGES
from chalicelib.pages.languages import LANGUAGES_BY_CODE, Language
from chalicelib.pages.templating import PagesNotBuiltError, render
from infra.pages import PagesBuildError, build_pages, extract_messages, read_catalogue, update_catalogues

ROOM = Path(__file__).resolve().parents[3] / "chalicelib" / "pages"
CATALOGUES = sorted(ROOM.glob("locales/*.po"))
USED = {message.id: message for message in extract_messages(ROOM) if message.id}

SAME_IN_ENGLISH = {("es", "Error:")}
"""Words that a language shares with English."""


def forms(message: Message) -> list[tuple[str, str]]:
    """(English, translation) of a message, one pair for each plural form."""
    english = (message.id,) if isinstance(message.id, str) else message.id
    translated = (message.string,) if isinstance(message.string, str) else message.string or ()
    return list(zip(english, translated, strict=True))


def placeholders(text: str) -> set[str]:
    """The values a sentence names; a language may have to name one twice."""
    return set(re.findall(r"%\(\w+\)s|%.", text))


@pytest.fixture
def copied_root(tmp_path: Path) -> Path:
    """A project root that holds only the sources of pages/."""
    room = tmp_path / "chalicelib" / "pages"
    shutil.copytree(ROOM / "templates", room / "templates")
    shutil.copytree(ROOM / "locales", room / "locales")
    shutil.copy(ROOM / "languages.py", room)
    return tmp_path


def compiled_files(root: Path) -> dict[str, tuple[bytes, int]]:
    """Content and time of change of every built file."""
    folder = root / "chalicelib" / "pages" / "compiled"
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): (path.read_bytes(), path.stat().st_mtime_ns) for path in files}


def contents(root: Path) -> dict[str, bytes]:
    return {name: data for name, (data, _) in compiled_files(root).items()}


def test_every_language_of_the_domain_is_known_and_has_its_catalogue() -> None:
    assert set(LANGUAGES_BY_CODE) == set(LANGUAGES)
    needed = {language.catalogue for language in LANGUAGES_BY_CODE.values()} - {None}
    assert {path.stem for path in CATALOGUES} == needed


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_a_catalogue_holds_exactly_the_sentences_in_use(path: Path) -> None:
    catalogue = read_catalogue(path)
    assert {message.id for message in catalogue if message.id} == set(USED)
    assert not catalogue.obsolete


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_every_sentence_is_translated_with_the_same_placeholders(path: Path) -> None:
    for message in (message for message in read_catalogue(path) if message.id):
        assert not message.fuzzy, message.id
        for english, translation in forms(message):
            assert translation.strip(), english
            assert placeholders(translation) == placeholders(english), english
            words = re.sub(r"%\(\w+\)s", "", english).strip(" :")
            assert not words or translation != english or (path.stem, english) in SAME_IN_ENGLISH, english


def test_a_language_without_its_catalogue_is_an_error_not_english() -> None:
    with pytest.raises(PagesNotBuiltError, match=r"infra\.pages"):
        render("link_problem.html.jinja", Language("xx", "xx", "xx", "xx"), kind="expired", assets_url="")


def test_extraction_leaves_catalogues_that_are_up_to_date_as_they_are(copied_root: Path) -> None:
    update_catalogues(copied_root / "chalicelib" / "pages")
    for path in CATALOGUES:
        assert (copied_root / "chalicelib" / "pages" / "locales" / path.name).read_bytes() == path.read_bytes()


def test_extraction_brings_new_sentences_empty_and_removes_old_ones(copied_root: Path) -> None:
    room = copied_root / "chalicelib" / "pages"
    template = room / "templates" / "thank_you.html.jinja"
    template.write_text(template.read_text("utf-8").replace("You can close this page.", "Good bye."), "utf-8")
    update_catalogues(room)
    french = read_catalogue(room / "locales" / "fr.po")
    added = french.get("Good bye.")
    assert added is not None
    assert added.string == ""
    assert french.get("You can close this page.") is None


def test_a_second_build_changes_nothing_and_a_fresh_one_gives_the_same_bytes(copied_root: Path, tmp_path: Path) -> None:
    build_pages(copied_root)
    first = compiled_files(copied_root)
    build_pages(copied_root)
    assert compiled_files(copied_root) == first
    shutil.rmtree(copied_root / "chalicelib" / "pages" / "compiled")
    build_pages(tmp_path)
    assert contents(tmp_path) == {name: data for name, (data, _) in first.items()}


def test_a_changed_source_is_rebuilt_and_leftovers_go(copied_root: Path) -> None:
    build_pages(copied_root)
    room = copied_root / "chalicelib" / "pages"
    (room / "compiled" / "old.html.jinja").write_text("gone")
    source = room / "templates" / "review_request.mjml"
    source.write_text(source.read_text("utf-8").replace("#2b4c9b", "#123456"), "utf-8")
    build_pages(copied_root)
    built = contents(copied_root)
    assert b"#123456" in built["review_request.html.jinja"]
    assert "old.html.jinja" not in built


def test_a_fuzzy_translation_or_broken_mjml_stops_the_build(copied_root: Path) -> None:
    room = copied_root / "chalicelib" / "pages"
    french = room / "locales" / "fr.po"
    whole = french.read_text("utf-8")
    french.write_text(whole.replace('msgid "You can close', '#, fuzzy\nmsgid "You can close'), "utf-8")
    with pytest.raises(PagesBuildError, match=r"fr\.po.*You can close"):
        build_pages(copied_root)
    french.write_text(whole, "utf-8")
    (room / "templates" / "review_request.mjml").write_text("<mjml><mj-body><mj-text {% if x %}></mjml>")
    with pytest.raises(PagesBuildError, match=r"review_request\.mjml"):
        build_pages(copied_root)
