"""Every sentence of the inbox, in French and English: one key, one literal per language."""

LANGUAGES = ("fr", "en")

TEXTS: dict[str, dict[str, str]] = {
    "inbox": {"fr": "Boîte de réception locale", "en": "Local inbox"},
    "tagline": {
        "fr": "Tous les e-mails envoyés par le nuage local. Aucun ne quitte cette machine.",
        "en": "Every e-mail the local cloud sends. None leaves this machine.",
    },
    "search": {"fr": "Rechercher un destinataire", "en": "Search for a recipient"},
    "search_action": {"fr": "Rechercher", "en": "Search"},
    "show_all": {"fr": "Tout afficher", "en": "Show all"},
    "recipient": {"fr": "Destinataire", "en": "Recipient"},
    "subject": {"fr": "Objet", "en": "Subject"},
    "date": {"fr": "Date", "en": "Date"},
    "state": {"fr": "État", "en": "State"},
    "total": {"fr": "e-mails acceptés depuis le début", "en": "e-mails accepted since the start"},
    "empty": {"fr": "Aucun e-mail pour l’instant", "en": "No e-mail yet"},
    "empty_hint": {
        "fr": "Cette page se met à jour seule : dès qu’un e-mail part, il apparaît ici.",
        "en": "This page refreshes itself: as soon as an e-mail leaves, it appears here.",
    },
    "none_found": {"fr": "Aucun destinataire ne correspond à la recherche", "en": "No recipient matches this search"},
    "older": {"fr": "Plus anciens", "en": "Older"},
    "newest": {"fr": "Retour aux plus récents", "en": "Back to the newest"},
    "back": {"fr": "Tous les e-mails", "en": "All e-mails"},
    "no_subject": {"fr": "(sans objet)", "en": "(no subject)"},
    "from": {"fr": "De", "en": "From"},
    "to": {"fr": "À", "en": "To"},
    "message": {"fr": "Message", "en": "Message"},
    "plain_text": {"fr": "Version texte", "en": "Plain text"},
    "no_html": {"fr": "Ce message n’a pas de version HTML.", "en": "This message has no HTML version."},
    "headers": {"fr": "En-têtes", "en": "Headers"},
    "tags": {"fr": "Étiquettes", "en": "Tags"},
    "no_tags": {"fr": "Aucune étiquette", "en": "No tag"},
    "events": {"fr": "Événements publiés", "en": "Published events"},
    "no_events": {
        "fr": "Aucun : pas de destination d’événements pour ce message.",
        "en": "None: no event destination for this message.",
    },
    "waiting": {"fr": "en attente", "en": "waiting"},
    "opens": {"fr": "Ouvertures :", "en": "Opens:"},
    "not_tracked": {"fr": "suivi désactivé", "en": "tracking off"},
    "spam": {"fr": "Signaler comme indésirable", "en": "Mark as spam"},
    "unsubscribe": {"fr": "Se désinscrire (en un clic)", "en": "Unsubscribe (one click)"},
    "actions": {"fr": "Actions du destinataire", "en": "What the recipient can do"},
    "notice_spam": {
        "fr": "Plainte transmise à l’expéditeur. L’adresse est désormais sur la liste de suppression.",
        "en": "Complaint sent to the sender. The address is now on the suppression list.",
    },
    "notice_unsubscribed": {"fr": "Désinscription acceptée.", "en": "The sender accepted the opt-out."},
    "notice_unsubscribe_failed": {
        "fr": "La désinscription a échoué : l’expéditeur n’a pas répondu comme prévu.",
        "en": "The opt-out failed: the sender did not answer as expected.",
    },
    "undelivered": {
        "fr": "Ce message n’est arrivé dans aucune boîte : il ne peut être ni ouvert ni signalé.",
        "en": "This message reached no mailbox: it can be neither opened nor reported.",
    },
    "not_found": {"fr": "Ce message n’existe pas", "en": "There is no such message"},
    "skip": {"fr": "Aller au contenu", "en": "Skip to content"},
    "language": {"fr": "Langue", "en": "Language"},
    "fate_success": {"fr": "Remis", "en": "Delivered"},
    "fate_suppressed": {"fr": "Adresse supprimée", "en": "Suppressed address"},
    "fate_suppressionlist": {"fr": "Adresse supprimée", "en": "Suppressed address"},
    "fate_bounce": {"fr": "Adresse inconnue", "en": "Unknown address"},
    "fate_softbounce": {"fr": "Boîte pleine", "en": "Mailbox full"},
    "fate_ooto": {"fr": "Réponse d’absence", "en": "Out of office"},
    "fate_complaint": {"fr": "Signalé indésirable", "en": "Marked as spam"},
    "fate_delay": {"fr": "Remis en retard", "en": "Delivered late"},
    "fate_reject": {"fr": "Rejeté (virus)", "en": "Rejected (virus)"},
}


def sentences(language: str) -> dict[str, str]:
    """Return key -> sentence in one of LANGUAGES."""
    return {key: by_language[language] for key, by_language in TEXTS.items()}


def preferred_language(chosen: str | None, accept_language: str) -> str:
    """Return the language chosen by hand, else the first of Accept-Language that we speak, else English."""
    if chosen in LANGUAGES:
        return str(chosen)
    weighted = [_weighted(part) for part in accept_language.split(",") if part.strip()]
    spoken = [(weight, language) for weight, language in weighted if language in LANGUAGES and weight > 0]
    return max(spoken, key=lambda pair: pair[0])[1] if spoken else "en"


def _weighted(part: str) -> tuple[float, str]:
    """Read `fr-CA;q=0.8` as (0.8, "fr"); an unreadable weight counts for nothing."""
    tag, _, quality = part.partition(";")
    try:
        weight = float(quality.strip().removeprefix("q=")) if quality else 1.0
    except ValueError:
        weight = 0.0
    return weight, tag.strip().lower().partition("-")[0]
