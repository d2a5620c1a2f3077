"""The languages a customer is written to in, and how each is named to browsers, catalogues and calendars."""

from dataclasses import dataclass

from chalicelib.domain.proof import FALLBACK_LANGUAGE


@dataclass(frozen=True)
class Language:
    """One language of domain.md 1.2.

    Attributes:
        code: the merchant's word for it (`br` and `be` are not the ISO codes of what they mean).
        html_lang: BCP 47 tag for the `lang` attribute.
        catalogue: name of the .po file; None when the sources already speak it.
        calendar: CLDR locale whose long date format is used.
    """

    code: str
    html_lang: str
    catalogue: str | None
    calendar: str


_ALL = (
    Language("fr", "fr", "fr", "fr_FR"),
    Language("en", "en", None, "en_GB"),
    Language("es", "es", "es", "es_ES"),
    Language("de", "de", "de", "de_DE"),
    Language("it", "it", "it", "it_IT"),
    Language("pt", "pt-PT", "pt", "pt_PT"),
    Language("br", "pt-BR", "br", "pt_BR"),
    # Belgian merchants' customers are shown French (domain.md 1.2 names no second Belgian text).
    Language("be", "fr-BE", "fr", "fr_BE"),
)

LANGUAGES_BY_CODE = {language.code: language for language in _ALL}


def language_of(code: str | None) -> Language:
    """The language to write in; an unknown or absent code is English, never an error."""
    known = LANGUAGES_BY_CODE.get((code or "").strip().lower())
    return known or LANGUAGES_BY_CODE[FALLBACK_LANGUAGE]
