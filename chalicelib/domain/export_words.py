"""The words of the tracking table in both languages, as the back office shows them."""

from dataclasses import dataclass

from chalicelib.domain.collection import MOST_REMINDERS
from chalicelib.domain.export_record import ExportLanguage
from chalicelib.domain.proof import Channel, ReviewType, TransmissionMethod
from chalicelib.domain.status import Status


@dataclass(frozen=True)
class Word:
    """One word."""

    fr: str
    en: str

    def of(self, language: ExportLanguage) -> str:
        """In a language."""
        return self.fr if language is ExportLanguage.FR else self.en


STATUSES: dict[str, Word] = {
    Status.SCHEDULED: Word("Email programmé", "Scheduled email"),
    Status.SENT: Word("Email envoyé", "Email sent"),
    Status.OPENED: Word("Email ouvert", "Email opened"),
    Status.FORM_OPENED: Word("Formulaire ouvert", "Form opened"),
    Status.REVIEW_SUBMITTED: Word("Avis déposé", "Review submitted"),
    Status.REMINDER_SENT: Word("Relance", "Reminder"),
    Status.ERROR: Word("Erreur", "Error"),
    Status.CANCELLED: Word("Annulé", "Cancelled"),
}
REVIEW_TYPES: dict[str, Word] = {
    ReviewType.BRAND: Word("Avis marque", "Brand review"),
    ReviewType.PRODUCT: Word("Avis produit", "Product review"),
    ReviewType.BRAND_AND_PRODUCT: Word("Avis marque et produit", "Brand and product review"),
}
METHODS: dict[str, Word] = {
    TransmissionMethod.API: Word("API", "API"),
    TransmissionMethod.SFTP: Word("SFTP", "SFTP"),
    TransmissionMethod.CSV: Word("Fichier CSV", "CSV file"),
    TransmissionMethod.PRESTASHOP: Word("PrestaShop", "PrestaShop"),
    TransmissionMethod.WEBSERVICE: Word("Webservice", "Web service"),
}
CHANNELS: dict[str, Word] = {
    Channel.ONLINE: Word("En ligne", "Online"),
    Channel.OFFLINE: Word("En magasin", "In store"),
}
SHEET = Word("Demandes d'avis", "Review requests")


FIRST_EMAIL = "first_email"
REMINDER = "reminder_"
NEXT_STEPS: dict[str, Word] = {
    FIRST_EMAIL: Word("Envoi de l'email", "Email"),
    **{f"{REMINDER}{n}": Word(f"Relance n° {n}", f"Reminder {n}") for n in range(1, MOST_REMINDERS + 1)},
}


def next_step_code(reminder: int) -> str:
    """What leaves next: the first e-mail, or which reminder."""
    return f"{REMINDER}{reminder}" if reminder else FIRST_EMAIL
