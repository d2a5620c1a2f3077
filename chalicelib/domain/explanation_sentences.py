"""The sentences of explanations: what a merchant reads about a planned date, in French and English."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from chalicelib.domain import explanation as codes
from chalicelib.domain.explanation import Because, Explanation

SENTENCES: dict[str, tuple[str, str]] = {
    codes.FEED_DELAY: ("Délai transmis avec la preuve : {0:delay}.", "Delay given with the proof: {0:delay}."),
    codes.SHOP_RULE: (
        "Délai de la règle pour la boutique {1} : {0:delay}.",
        "Delay of the rule for shop {1}: {0:delay}.",
    ),
    codes.COUNTRY_RULE: (
        "Délai de la règle pour le pays {1} : {0:delay}.",
        "Delay of the rule for country {1}: {0:delay}.",
    ),
    codes.CHANNEL_RULE: (
        "Délai de la règle pour les achats {1:channel} : {0:delay}.",
        "Delay of the rule for purchases {1:channel}: {0:delay}.",
    ),
    codes.GENERAL_RULE: (
        "Délai de la règle pour tous les achats : {0:delay}.",
        "Delay of the rule for all purchases: {0:delay}.",
    ),
    codes.ACCOUNT_DELAY: ("Délai de vos réglages : {0:delay}.", "Delay of your settings: {0:delay}."),
    codes.PRODUCTS_DELAY: (
        "Délai le plus long parmi ceux des produits : {0:delay}.",
        "Longest of the products' delays: {0:delay}.",
    ),
    codes.WITH_BRAND: (
        "Aucun délai propre aux produits : le délai de l'avis marque vaut aussi pour eux.",
        "No delay of their own for products: the brand review's delay holds for them too.",
    ),
    codes.JOINED: (
        "La demande d'avis produit tombe le même jour ({0:instant}) : un seul e-mail demande les deux avis.",
        "The product review request falls on the same day ({0:instant}): one e-mail asks for both.",
    ),
    codes.PRODUCT_DEFERRED: (
        "La demande d'avis produit partira séparément, le {0:instant}.",
        "The product review request will leave separately, on {0:instant}.",
    ),
    codes.WINDOW: (
        "Prévu le {0:instant}, hors de vos plages d'envoi : déplacé à la première ouverture.",
        "Planned for {0:instant}, outside your send window: moved to its first opening.",
    ),
    codes.HOLIDAY: (
        "Prévu le {0:instant}, déplacé après un jour férié.",
        "Planned for {0:instant}, moved past a public holiday.",
    ),
    codes.CAPPED: (
        "Pression marketing : ce client a été sollicité le {0:instant} ; reporté à la fin de la période.",
        "Marketing pressure: this customer was asked on {0:instant}; deferred to the end of the period.",
    ),
    codes.ONE_A_DAY: (
        "Ce client a déjà reçu un e-mail ce jour-là : reporté au lendemain.",
        "This customer had already received an e-mail that day: deferred to the next day.",
    ),
    codes.REMINDER: (
        "Relance {0} prévue après l'e-mail précédent, délai : {1:delay}.",
        "Reminder {0} planned after the e-mail before it, delay: {1:delay}.",
    ),
    codes.REMINDER_SKIPPED: (
        "Relance {0} non envoyée : le client n'est pas dans le cas qu'elle vise.",
        "Reminder {0} not sent: the customer is not in the situation it is meant for.",
    ),
    codes.REMINDER_BLOCKED: (
        "Pas de relance : une demande d'avis produit doit encore partir pour le même achat.",
        "No reminder: a product review request is still to leave for the same purchase.",
    ),
    codes.AGE_LIMIT: (
        "L'expérience aurait dépassé l'âge maximal de {0} jours à la date prévue.",
        "The experience would have passed the age limit of {0} days on the planned date.",
    ),
    codes.FORBIDDEN_DOMAIN: (
        "Le domaine de l'adresse figure parmi ceux auxquels vous n'écrivez pas.",
        "The address's domain is among those you do not write to.",
    ),
    codes.SENT_NOW: ("Envoi immédiat demandé le {0:instant}.", "Immediate sending asked for on {0:instant}."),
    codes.RESCHEDULED: (
        "Date changée à la main ; elle était le {0:instant}.",
        "Date changed by hand; it was {0:instant}.",
    ),
    codes.RESENT: ("Renvoi demandé le {0:instant}.", "Sending again asked for on {0:instant}."),
    codes.ADDRESS_CORRECTED: (
        "Adresse corrigée le {0:instant}, et renvoi demandé.",
        "Address corrected on {0:instant}, and sending again asked for.",
    ),
    codes.REPLANNED: (
        "Date recalculée d'après la version {0} de vos réglages ; elle était le {1:instant}.",
        "Date worked out again from version {0} of your settings; it was {1:instant}.",
    ),
    codes.WITHDRAWN_BEFORE: (
        "Cette preuve a été retirée le {0:instant} : plus rien n'est demandé pour sa référence.",
        "This proof was withdrawn on {0:instant}: nothing is asked for its reference any more.",
    ),
    codes.OPTED_OUT_BEFORE: (
        "Ce client ne veut plus recevoir d'e-mails : la demande serait créée, mais aucun e-mail ne partirait.",
        "This customer does not want e-mails any more: the request would be created, but no e-mail would leave.",
    ),
    codes.ADDRESS_FAILED_BEFORE: (
        "Des e-mails à cette adresse ont échoué : la demande serait créée, mais aucun e-mail ne partirait.",
        "E-mails to this address failed: the request would be created, but no e-mail would leave.",
    ),
    codes.MAY_BE_CAPPED: (
        "Ce client a été sollicité le {0:instant} : l'e-mail peut encore être retenu par votre pression marketing.",
        "This customer was asked on {0:instant}: the e-mail may still be held back by your marketing pressure.",
    ),
    codes.MAY_WAIT_A_DAY: (
        "Un seul e-mail par client et par jour : si un autre part le même jour, celui-ci peut encore attendre.",
        "One e-mail per customer and day: if another one leaves on the same day, this one may still wait.",
    ),
}
"""By code: French, English. `{0}` is the first value as it stands, `{0:delay}` and the like its words."""

_MONTHS = (
    *(("janvier", "January"), ("février", "February"), ("mars", "March"), ("avril", "April")),
    *(("mai", "May"), ("juin", "June"), ("juillet", "July"), ("août", "August")),
    *(("septembre", "September"), ("octobre", "October"), ("novembre", "November"), ("décembre", "December")),
)
_DELAY = re.compile(r"P(\d+)DT(\d+)H")
_CHANNELS = {"online": ("en ligne", "online"), "offline": ("en magasin", "in store")}


def sentences(explanation: Explanation, language: str, zone: ZoneInfo) -> tuple[str, ...]:
    """One sentence per rule that spoke, oldest first, dates on the clock of `zone`; `language` is "fr", else English.

    A code this version does not know, written by a newer one, stands for itself.
    """
    reader = _Reader(is_french=language == "fr", zone=zone)
    return tuple(_sentence(because, reader) for because in explanation)


@dataclass(frozen=True)
class _Reader:
    """In which language and on whose clock."""

    is_french: bool
    zone: ZoneInfo


@dataclass(frozen=True)
class _Value:
    """A value on its way into a sentence: the placeholder's format names how it is told."""

    text: str
    reader: _Reader

    def __format__(self, kind: str) -> str:
        return _TOLD[kind](self.text, self.reader)


def _sentence(because: Because, reader: _Reader) -> str:
    if because.code not in SENTENCES:
        return because.code
    french, english = SENTENCES[because.code]
    return (french if reader.is_french else english).format(*(_Value(value, reader) for value in because.values))


def _told_instant(text: str, reader: _Reader) -> str:
    local = datetime.fromisoformat(text).astimezone(reader.zone)
    french, english = _MONTHS[local.month - 1]
    if reader.is_french:
        day = "1er" if local.day == 1 else str(local.day)
        return f"{day} {french} {local.year} à {local:%H:%M}"
    return f"{local.day} {english} {local.year} at {local:%H:%M}"


def _told_delay(text: str, reader: _Reader) -> str:
    """As `7 days and 3 hours`; `none` for no time at all."""
    found = _DELAY.fullmatch(text)
    if found is None:
        raise ValueError(f"This is not the text of a delay: {text}")
    day, hour, joint, none = ("jour", "heure", "et", "aucun") if reader.is_french else ("day", "hour", "and", "none")
    counted = [(int(n), unit) for n, unit in zip(found.groups(), (day, hour), strict=True) if int(n)]
    return f" {joint} ".join(f"{n} {unit}{'s' if n > 1 else ''}" for n, unit in counted) or none


def _told_channel(text: str, reader: _Reader) -> str:
    return _CHANNELS[text][0 if reader.is_french else 1]


_TOLD: dict[str, Callable[[str, _Reader], str]] = {
    "": lambda text, _reader: text,
    "delay": _told_delay,
    "instant": _told_instant,
    "channel": _told_channel,
}
