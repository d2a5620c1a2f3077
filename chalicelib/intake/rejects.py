"""Rejects: what a merchant is told about data that cannot become a proof, in one table, in French and English."""

from dataclasses import dataclass
from enum import StrEnum

VALUE_SHOWN = 100
"""How many characters of a refused value are kept for the report."""


class RejectCode(StrEnum):
    """Why something was refused; stable, part of the API and of the file reports."""

    MISSING_VALUE = "missing_value"
    INVALID_VALUE = "invalid_value"
    TOO_LONG = "too_long"
    UNKNOWN_CHANNEL = "unknown_channel"
    SHOP_REQUIRED = "shop_required"
    INVALID_DATE = "invalid_date"
    AMBIGUOUS_DATE = "ambiguous_date"
    DATE_IN_FUTURE = "date_in_future"
    INVALID_EMAIL = "invalid_email"
    NON_ASCII_EMAIL = "non_ascii_email"
    INVALID_DELAY = "invalid_delay"
    INVALID_PRICE = "invalid_price"
    INVALID_BOOLEAN = "invalid_boolean"
    INVALID_REVIEW_TYPE = "invalid_review_type"
    PRODUCT_REQUIRED = "product_required"
    NOTHING_TO_ASK = "nothing_to_ask"
    WRONG_WEBSITE = "wrong_website"
    CONFLICTING_ROWS = "conflicting_rows"
    CONFLICTING_PROOF = "conflicting_proof"
    UNREADABLE_ROW = "unreadable_row"
    DAMAGED_TEXT = "damaged_text"
    UNREADABLE_EVENT = "unreadable_event"
    MISSING_COLUMN = "missing_column"
    UNREADABLE_FILE = "unreadable_file"
    EMPTY_FILE = "empty_file"
    FILE_TOO_LARGE = "file_too_large"


@dataclass(frozen=True)
class Reject:
    """One refused thing: a row of a file, an event of a call, or (line None) a whole file.

    Attributes:
        experience_reference: the merchant's reference, when it could be read.
        line: line of the file, header = 1; position in the body from 1 for an API call; None for a whole file.
        field: the field as the merchant named it (column of the file, path in the JSON); several are comma-separated.
        value: the refused value as received, at most `VALUE_SHOWN` characters; None when there was none.
        detail: what else the sentence needs: the two readings of a date, a limit, the line of a contradicting row.
    """

    code: RejectCode
    experience_reference: str | None = None
    line: int | None = None
    field: str | None = None
    value: str | None = None
    detail: str = ""

    def __post_init__(self) -> None:
        if self.value is not None and len(self.value) > VALUE_SHOWN:
            object.__setattr__(self, "value", self.value[:VALUE_SHOWN])

    def sentence(self, language: str) -> str:
        """What is wrong; French for `fr`, English for any other language."""
        return self._filled(_EXPLANATIONS[self.code].sentence(language))

    def remedy(self, language: str) -> str:
        """What to do about it; French for `fr`, English for any other language."""
        return self._filled(_EXPLANATIONS[self.code].remedy(language))

    def _filled(self, template: str) -> str:
        return template.format(field=self.field or "", value=self.value or "", detail=self.detail)


@dataclass(frozen=True)
class _Explanation:
    """Templates with {field}, {value} and {detail}."""

    sentence_fr: str
    sentence_en: str
    remedy_fr: str
    remedy_en: str

    def sentence(self, language: str) -> str:
        return self.sentence_fr if language == "fr" else self.sentence_en

    def remedy(self, language: str) -> str:
        return self.remedy_fr if language == "fr" else self.remedy_en


_EXPLANATIONS: dict[RejectCode, _Explanation] = {
    RejectCode.MISSING_VALUE: _Explanation(
        "La valeur de « {field} » manque.",
        "The value of “{field}” is missing.",
        "Renseignez « {field} ».",
        "Fill in “{field}”.",
    ),
    RejectCode.INVALID_VALUE: _Explanation(
        "La valeur de « {field} » ne peut pas être lue : {value}",
        "The value of “{field}” cannot be read: {value}",
        "Donnez un texte ou un nombre, sans caractère de contrôle.",
        "Give a text or a number, without control characters.",
    ),
    RejectCode.TOO_LONG: _Explanation(
        "La valeur de « {field} » dépasse {detail} caractères.",
        "The value of “{field}” is longer than {detail} characters.",
        "Raccourcissez-la à {detail} caractères au plus.",
        "Shorten it to at most {detail} characters.",
    ),
    RejectCode.UNKNOWN_CHANNEL: _Explanation(
        "Le canal « {value} » n'existe pas.",
        "The channel “{value}” does not exist.",
        "Indiquez online ou offline, ou laissez vide pour online.",
        "Give online or offline, or leave it blank for online.",
    ),
    RejectCode.SHOP_REQUIRED: _Explanation(
        "Un achat en magasin (offline) doit nommer son magasin.",
        "A purchase in a store (offline) must name its shop.",
        "Renseignez « {field} » avec la clé du magasin.",
        "Fill in “{field}” with the shop's key.",
    ),
    RejectCode.INVALID_DATE: _Explanation(
        "La date « {value} » n'existe pas ou n'est pas dans un format accepté.",
        "The date “{value}” does not exist or is in no accepted format.",
        "Écrivez-la AAAA-MM-JJ, AAAA-MM-JJ hh:mm:ss ou JJ/MM/AAAA ; elle ne peut pas précéder l'an 2000.",
        "Write it YYYY-MM-DD, YYYY-MM-DD hh:mm:ss or DD/MM/YYYY; it cannot be before the year 2000.",
    ),
    RejectCode.AMBIGUOUS_DATE: _Explanation(
        "La date « {value} » peut se lire de deux façons : {detail}.",
        "The date “{value}” can be read in two ways: {detail}.",
        "Écrivez-la AAAA-MM-JJ.",
        "Write it YYYY-MM-DD.",
    ),
    RejectCode.DATE_IN_FUTURE: _Explanation(
        "La date « {value} » est dans le futur.",
        "The date “{value}” is in the future.",
        "Indiquez la date de l'achat ou du service rendu.",
        "Give the date of the purchase or of the service rendered.",
    ),
    RejectCode.INVALID_EMAIL: _Explanation(
        "L'adresse e-mail « {value} » n'est pas valide.",
        "The e-mail address “{value}” is not valid.",
        "Corrigez l'adresse, par exemple prenom.nom@exemple.fr.",
        "Correct the address, for example first.last@example.com.",
    ),
    RejectCode.NON_ASCII_EMAIL: _Explanation(
        "L'adresse e-mail « {value} » contient des lettres accentuées avant l'arobase ; elle ne peut pas être servie.",
        "The e-mail address “{value}” has non-ASCII letters before the @ sign and cannot be delivered to.",
        "Demandez au client une adresse sans accent.",
        "Ask the customer for an address without accents.",
    ),
    RejectCode.INVALID_DELAY: _Explanation(
        "Le délai « {value} » n'est pas un nombre entier de jours entre 0 et 365.",
        "The delay “{value}” is not a whole number of days from 0 to 365.",
        "Corrigez « {field} », ou laissez vide pour le réglage du site.",
        "Correct “{field}”, or leave it blank for the website's setting.",
    ),
    RejectCode.INVALID_PRICE: _Explanation(
        "Le prix « {value} » n'est pas un montant.",
        "The price “{value}” is not an amount.",
        "Écrivez-le sans devise ni séparateur de milliers, par exemple 49.90, ou laissez vide.",
        "Write it without currency or thousands separator, for example 49.90, or leave it blank.",
    ),
    RejectCode.INVALID_BOOLEAN: _Explanation(
        "La valeur « {value} » de « {field} » n'est ni true ni false.",
        "The value “{value}” of “{field}” is neither true nor false.",
        "Indiquez true, false, 1 ou 0.",
        "Give true, false, 1 or 0.",
    ),
    RejectCode.INVALID_REVIEW_TYPE: _Explanation(
        "Le type de demande « {value} » n'existe pas.",
        "The kind of request “{value}” does not exist.",
        "Indiquez BRAND_AND_PRODUCT, PURCHASE_ONLY ou PRODUCT_ONLY.",
        "Give BRAND_AND_PRODUCT, PURCHASE_ONLY or PRODUCT_ONLY.",
    ),
    RejectCode.PRODUCT_REQUIRED: _Explanation(
        "Seul un avis produit est demandé, mais la preuve ne contient aucun produit.",
        "Only a product review is asked for, but the proof holds no product.",
        "Ajoutez les produits achetés, ou demandez un avis marque.",
        "Add the bought products, or ask for a brand review.",
    ),
    RejectCode.NOTHING_TO_ASK: _Explanation(
        "Aucun avis n'est à demander pour cette preuve.",
        "No review is to be asked for this proof.",
        "Vérifiez le type de demande envoyé et les réglages de collecte du site.",
        "Check the kind of request sent and the website's collection settings.",
    ),
    RejectCode.WRONG_WEBSITE: _Explanation(
        "L'événement désigne un autre site : {value}",
        "The event names another website: {value}",
        "Envoyez-le à l'adresse de ce site, ou corrigez « {field} ».",
        "Send it to that website's address, or correct “{field}”.",
    ),
    RejectCode.CONFLICTING_ROWS: _Explanation(
        "Cette ligne et la ligne {detail} portent la même référence mais se contredisent sur « {field} ».",
        "This row and row {detail} bear the same reference but contradict each other on “{field}”.",
        "Donnez une référence par achat, ou la même valeur sur toutes ses lignes.",
        "Give each purchase its own reference, or the same value on all its rows.",
    ),
    RejectCode.CONFLICTING_PROOF: _Explanation(
        "Cette référence a déjà été reçue pour un autre client ou un autre jour.",
        "This reference was already received for another customer or another day.",
        "Donnez une référence propre à chaque achat.",
        "Give each purchase its own reference.",
    ),
    RejectCode.UNREADABLE_ROW: _Explanation(
        "La ligne n'a pas autant de champs que l'en-tête ({detail}).",
        "The row does not have as many fields as the header ({detail}).",
        "Vérifiez les séparateurs et les guillemets de cette ligne.",
        "Check the delimiters and the quotes of this row.",
    ),
    RejectCode.DAMAGED_TEXT: _Explanation(
        "Des caractères de la ligne sont abîmés : elle mélange deux encodages ou les a déjà perdus.",
        "Characters of the row are damaged: it mixes two encodings or has already lost them.",
        "Exportez à nouveau le fichier depuis sa source, en UTF-8.",
        "Export the file from its source again, as UTF-8.",
    ),
    RejectCode.UNREADABLE_EVENT: _Explanation(
        "Cet élément n'est pas un objet JSON.",
        "This element is not a JSON object.",
        "Envoyez un tableau d'objets, un par achat.",
        "Send an array of objects, one per purchase.",
    ),
    RejectCode.MISSING_COLUMN: _Explanation(
        "Colonnes obligatoires absentes de l'en-tête : {field}",
        "Required columns missing from the header: {field}",
        "Reprenez l'en-tête du modèle, puis déposez le fichier à nouveau.",
        "Take the template's header again, then drop the file again.",
    ),
    RejectCode.UNREADABLE_FILE: _Explanation(
        "Le fichier n'est pas un fichier CSV lisible.",
        "The file is not a readable CSV file.",
        "Enregistrez le fichier au format CSV, encodage UTF-8, puis déposez-le à nouveau.",
        "Save the file as CSV with UTF-8 encoding, then drop it again.",
    ),
    RejectCode.EMPTY_FILE: _Explanation(
        "Le fichier est vide.", "The file is empty.", "Déposez un fichier rempli.", "Drop a file with content."
    ),
    RejectCode.FILE_TOO_LARGE: _Explanation(
        "Le fichier dépasse {detail} Mo.",
        "The file is larger than {detail} MB.",
        "Découpez-le en plusieurs fichiers.",
        "Split it into several files.",
    ),
}
