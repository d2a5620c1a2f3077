"""What a merchant is told about a line that cannot become a proof: one table, in French and English."""

from dataclasses import dataclass

from chalicelib.domain.sandbox import SIMULATED, SIMULATOR_DOMAIN


@dataclass(frozen=True)
class Explanation:
    """Templates with {field}, {value} and {detail}."""

    sentence_fr: str
    sentence_en: str
    remedy_fr: str
    remedy_en: str

    def sentence(self, language: str) -> str:
        """What is wrong."""
        return self.sentence_fr if language == "fr" else self.sentence_en

    def remedy(self, language: str) -> str:
        """What to do about it."""
        return self.remedy_fr if language == "fr" else self.remedy_en


_SIMULATOR = f"{', '.join(f'{name}@' for name in SIMULATED)}{SIMULATOR_DOMAIN}"

OF_LINES: dict[str, Explanation] = {
    "missing_value": Explanation(
        "La valeur de « {field} » manque.",
        "The value of “{field}” is missing.",
        "Renseignez « {field} ».",
        "Fill in “{field}”.",
    ),
    "invalid_value": Explanation(
        "La valeur de « {field} » ne peut pas être lue : {value}",
        "The value of “{field}” cannot be read: {value}",
        "Donnez un texte ou un nombre, sans caractère de contrôle.",
        "Give a text or a number, without control characters.",
    ),
    "too_long": Explanation(
        "La valeur de « {field} » dépasse {detail} caractères.",
        "The value of “{field}” is longer than {detail} characters.",
        "Raccourcissez-la à {detail} caractères au plus.",
        "Shorten it to at most {detail} characters.",
    ),
    "unknown_channel": Explanation(
        "Le canal « {value} » n'existe pas.",
        "The channel “{value}” does not exist.",
        "Indiquez online ou offline, ou laissez vide pour online.",
        "Give online or offline, or leave it blank for online.",
    ),
    "shop_required": Explanation(
        "Un achat en magasin (offline) doit nommer son magasin.",
        "A purchase in a store (offline) must name its shop.",
        "Renseignez « {field} » avec la clé du magasin.",
        "Fill in “{field}” with the shop's key.",
    ),
    "invalid_date": Explanation(
        "La date « {value} » n'existe pas ou n'est pas dans un format accepté.",
        "The date “{value}” does not exist or is in no accepted format.",
        "Écrivez-la AAAA-MM-JJ, AAAA-MM-JJ hh:mm:ss ou JJ/MM/AAAA ; elle ne peut pas précéder l'an 2000.",
        "Write it YYYY-MM-DD, YYYY-MM-DD hh:mm:ss or DD/MM/YYYY; it cannot be before the year 2000.",
    ),
    "ambiguous_date": Explanation(
        "La date « {value} » peut se lire de deux façons : {detail}.",
        "The date “{value}” can be read in two ways: {detail}.",
        "Écrivez-la AAAA-MM-JJ.",
        "Write it YYYY-MM-DD.",
    ),
    "date_in_future": Explanation(
        "La date « {value} » est dans le futur.",
        "The date “{value}” is in the future.",
        "Indiquez la date de l'achat ou du service rendu.",
        "Give the date of the purchase or of the service rendered.",
    ),
    "invalid_email": Explanation(
        "L'adresse e-mail « {value} » n'est pas valide.",
        "The e-mail address “{value}” is not valid.",
        "Corrigez l'adresse, par exemple prenom.nom@exemple.fr.",
        "Correct the address, for example first.last@example.com.",
    ),
    "non_ascii_email": Explanation(
        "L'adresse e-mail « {value} » contient des lettres accentuées avant l'arobase ; elle ne peut pas être servie.",
        "The e-mail address “{value}” has non-ASCII letters before the @ sign and cannot be delivered to.",
        "Demandez au client une adresse sans accent.",
        "Ask the customer for an address without accents.",
    ),
    "sandbox_address": Explanation(
        "L'adresse « {value} » n'est pas de celles du bac à sable.",
        "The address “{value}” is not one of the sandbox.",
        f"Écrivez à {_SIMULATOR}, avec une étiquette au besoin (success+test1@…), ou transmettez avec un accès réel.",
        f"Write to {_SIMULATOR}, with a label if needed (success+test1@…), or transmit with a real credential.",
    ),
    "invalid_delay": Explanation(
        "Le délai « {value} » n'est pas un nombre entier de jours entre 0 et 365.",
        "The delay “{value}” is not a whole number of days from 0 to 365.",
        "Corrigez « {field} », ou laissez vide pour le réglage du site.",
        "Correct “{field}”, or leave it blank for the website's setting.",
    ),
    "invalid_price": Explanation(
        "Le prix « {value} » n'est pas un montant.",
        "The price “{value}” is not an amount.",
        "Écrivez-le sans devise ni séparateur de milliers, par exemple 49.90, ou laissez vide.",
        "Write it without currency or thousands separator, for example 49.90, or leave it blank.",
    ),
    "invalid_boolean": Explanation(
        "La valeur « {value} » de « {field} » n'est ni true ni false.",
        "The value “{value}” of “{field}” is neither true nor false.",
        "Indiquez true, false, 1 ou 0.",
        "Give true, false, 1 or 0.",
    ),
    "invalid_review_type": Explanation(
        "Le type de demande « {value} » n'existe pas.",
        "The kind of request “{value}” does not exist.",
        "Indiquez BRAND_AND_PRODUCT, PURCHASE_ONLY ou PRODUCT_ONLY.",
        "Give BRAND_AND_PRODUCT, PURCHASE_ONLY or PRODUCT_ONLY.",
    ),
    "product_required": Explanation(
        "Seul un avis produit est demandé, mais la preuve ne contient aucun produit.",
        "Only a product review is asked for, but the proof holds no product.",
        "Ajoutez les produits achetés, ou demandez un avis marque.",
        "Add the bought products, or ask for a brand review.",
    ),
    "nothing_to_ask": Explanation(
        "Aucun avis n'est à demander pour cette preuve.",
        "No review is to be asked for this proof.",
        "Vérifiez le type de demande envoyé et les réglages de collecte du site.",
        "Check the kind of request sent and the website's collection settings.",
    ),
    "wrong_website": Explanation(
        "L'événement désigne un autre site : {value}",
        "The event names another website: {value}",
        "Envoyez-le à l'adresse de ce site, ou corrigez « {field} ».",
        "Send it to that website's address, or correct “{field}”.",
    ),
    "conflicting_rows": Explanation(
        "Cette ligne et la ligne {detail} portent la même référence mais se contredisent sur « {field} ».",
        "This row and row {detail} bear the same reference but contradict each other on “{field}”.",
        "Donnez une référence par achat, ou la même valeur sur toutes ses lignes.",
        "Give each purchase its own reference, or the same value on all its rows.",
    ),
    "conflicting_proof": Explanation(
        "Cette référence a déjà été reçue pour un autre client ou un autre jour.",
        "This reference was already received for another customer or another day.",
        "Donnez une référence propre à chaque achat.",
        "Give each purchase its own reference.",
    ),
    "unreadable_row": Explanation(
        "La ligne n'a pas autant de champs que l'en-tête ({detail}).",
        "The row does not have as many fields as the header ({detail}).",
        "Vérifiez les séparateurs et les guillemets de cette ligne.",
        "Check the delimiters and the quotes of this row.",
    ),
    "damaged_text": Explanation(
        "Des caractères de la ligne sont abîmés : elle mélange deux encodages ou les a déjà perdus.",
        "Characters of the row are damaged: it mixes two encodings or has already lost them.",
        "Exportez à nouveau le fichier depuis sa source, en UTF-8.",
        "Export the file from its source again, as UTF-8.",
    ),
    "unreadable_event": Explanation(
        "Cet élément n'est pas un objet JSON.",
        "This element is not a JSON object.",
        "Envoyez un tableau d'objets, un par achat.",
        "Send an array of objects, one per purchase.",
    ),
    "row_too_long": Explanation(
        "La ligne dépasse {detail} Mo ; elle n'a pas été gardée.",
        "The row is longer than {detail} MB; it was not kept.",
        "Raccourcissez-la dans votre fichier d'origine, puis déposez-la à nouveau.",
        "Shorten it in your own file, then drop it again.",
    ),
    "too_many_rows": Explanation(
        "Cette référence occupe plus de {detail} lignes du fichier.",
        "This reference takes more than {detail} rows of the file.",
        "Donnez une référence par achat ; {detail} lignes d'une même référence sont lues au plus.",
        "Give each purchase its own reference; at most {detail} rows of one reference are read.",
    ),
    "unknown_action": Explanation(
        "L'action « {value} » n'existe pas.",
        "The action “{value}” does not exist.",
        "Indiquez add (ajouter) ou withdraw (retirer), ou laissez vide pour ajouter.",
        "Give add or withdraw, or leave it blank to add.",
    ),
    "unknown_proof": Explanation(
        "Aucune preuve reçue ne porte la référence « {value} » : il n'y a rien à retirer.",
        "No proof received bears the reference “{value}”: there is nothing to withdraw.",
        "Vérifiez la référence, et envoyez le retrait après l'achat.",
        "Check the reference, and send the withdrawal after the purchase.",
    ),
}
"""By the word of `rejects.RejectCode`; a test walks it. Those of whole files stand in `file_reject_sentences.py`."""
