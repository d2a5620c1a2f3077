"""Why a request stands where it stands: one code, one sentence in French and English, and the next possible action.

The back office reads this same table (`infra/generate.py` writes it to `backoffice/src/generated`).
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Reason:
    """What a merchant reads beside a status, in both languages."""

    sentence_fr: str
    sentence_en: str
    next_action_fr: str
    next_action_en: str


OPTED_OUT = "opted_out"
COMPLAINED = "complained"
HARD_BOUNCE = "hard_bounce"
SUPPRESSED = "suppressed"
REJECTED_BY_SES = "rejected_by_ses"
CONTENT_REJECTED = "content_rejected"
UNCONFIRMED = "unconfirmed"
WITHDRAWN = "withdrawn"
TOO_OLD = "too_old"
FORBIDDEN_DOMAIN = "forbidden_domain"
CAPPED = "capped"
SOFT_BOUNCES = "soft_bounces"
RESENT = "resent"
SANDBOX_ADDRESS = "sandbox_address"
WITHDRAWN_CANCELLED = "withdrawn_cancelled"
WITHDRAWN_REFUNDED = "withdrawn_refunded"
WITHDRAWN_RETURNED = "withdrawn_returned"
WITHDRAWN_OTHER = "withdrawn_other"

_NOTHING_AFTER_A_WITHDRAWAL = (
    "Rien à faire ; pour écrire quand même à ce client, renvoyez l'e-mail depuis le détail de la demande.",
    "Nothing to do; to write to this customer all the same, send the e-mail again from the request's details.",
)

REASONS: dict[str, Reason] = {
    OPTED_OUT: Reason(
        "Le client a demandé à ne plus recevoir d'e-mails.",
        "The customer asked not to receive e-mails.",
        "Rien à faire : son choix est respecté.",
        "Nothing to do: the choice is honoured.",
    ),
    COMPLAINED: Reason(
        "Le client a signalé l'e-mail comme indésirable ; il ne sera plus sollicité.",
        "The customer reported the e-mail as spam and will not be written to again.",
        "Rien à faire : vérifiez que vos clients attendent cet e-mail.",
        "Nothing to do: check that your customers expect this e-mail.",
    ),
    HARD_BOUNCE: Reason(
        "L'adresse n'existe pas ou refuse définitivement les e-mails.",
        "The address does not exist or refuses e-mail for good.",
        "Vérifiez l'adresse auprès du client.",
        "Check the address with the customer.",
    ),
    SUPPRESSED: Reason(
        "L'adresse figure sur la liste de suppression du service d'envoi après un échec ou une plainte.",
        "The address is on the sending service's suppression list after a bounce or a complaint.",
        "Vérifiez l'adresse auprès du client.",
        "Check the address with the customer.",
    ),
    REJECTED_BY_SES: Reason(
        "Le service d'envoi a refusé l'e-mail.",
        "The sending service refused the e-mail.",
        "Vérifiez l'adresse ; si elle est juste, contactez le support.",
        "Check the address; if it is right, contact support.",
    ),
    CONTENT_REJECTED: Reason(
        "Le service d'envoi a refusé le contenu de l'e-mail.",
        "The sending service refused the content of the e-mail.",
        "Contactez le support.",
        "Contact support.",
    ),
    UNCONFIRMED: Reason(
        "L'envoi n'a pas pu être confirmé ; pour ne pas écrire deux fois, il n'est pas refait.",
        "Sending could not be confirmed; it is not repeated, so that nobody is written to twice.",
        "La relance reste possible si elle est active.",
        "The reminder remains possible if it is on.",
    ),
    WITHDRAWN: Reason(
        "Vous avez annulé cette demande d'avis ; plus aucun e-mail ne partira.",
        "You cancelled this review request; no further e-mail will leave.",
        "Rien à faire.",
        "Nothing to do.",
    ),
    TOO_OLD: Reason(
        "L'expérience est trop ancienne selon vos réglages ; l'e-mail n'est pas parti.",
        "The experience is older than your settings allow; the e-mail did not leave.",
        "Transmettez vos preuves plus tôt ou relevez l'âge maximal dans les réglages.",
        "Transmit your proofs earlier, or raise the age limit in the settings.",
    ),
    FORBIDDEN_DOMAIN: Reason(
        "L'adresse appartient à un domaine auquel vous n'écrivez pas, par exemple celui d'une place de marché.",
        "The address belongs to a domain you do not write to, for instance a marketplace's.",
        "Corrigez l'adresse de la demande, ou retirez le domaine de la liste dans les réglages.",
        "Correct the request's address, or take the domain off the list in the settings.",
    ),
    SOFT_BOUNCES: Reason(
        "Plusieurs e-mails de suite n'ont pas pu être remis à cette adresse ; nous ne lui écrivons plus.",
        "Several e-mails could not be delivered to this address; it is no longer written to.",
        "Corrigez l'adresse du client dans votre système.",
        "Correct the customer's address in your system.",
    ),
    CAPPED: Reason(
        "Ce client a déjà été sollicité pendant la période de votre pression marketing ; l'e-mail n'est pas parti.",
        "This customer was already asked within the period of your marketing pressure; the e-mail did not leave.",
        "Rien à faire, ou choisissez de reporter au lieu d'abandonner dans les réglages.",
        "Nothing to do, or choose to defer instead of to drop in the settings.",
    ),
    SANDBOX_ADDRESS: Reason(
        "Cette demande est du bac à sable, mais son adresse n'est pas du simulateur ; l'e-mail n'est pas parti.",
        "This request is of the sandbox, but its address is not one of the simulator; the e-mail did not leave.",
        "Corrigez l'adresse : success@, bounce@, complaint@, ooto@ ou suppressionlist@simulator.amazonses.com.",
        "Correct the address: success@, bounce@, complaint@, ooto@ or suppressionlist@simulator.amazonses.com.",
    ),
    RESENT: Reason(
        "Cet e-mail a été renvoyé à la demande d'un utilisateur du back-office.",
        "This e-mail was sent again at the request of a user of the back office.",
        "Rien à faire.",
        "Nothing to do.",
    ),
    WITHDRAWN_CANCELLED: Reason(
        "Vous avez retiré la preuve : l'achat a été annulé. Plus aucun e-mail ne partira.",
        "You withdrew the proof: the purchase was cancelled. No further e-mail will leave.",
        *_NOTHING_AFTER_A_WITHDRAWAL,
    ),
    WITHDRAWN_REFUNDED: Reason(
        "Vous avez retiré la preuve : l'achat a été remboursé. Plus aucun e-mail ne partira.",
        "You withdrew the proof: the purchase was refunded. No further e-mail will leave.",
        *_NOTHING_AFTER_A_WITHDRAWAL,
    ),
    WITHDRAWN_RETURNED: Reason(
        "Vous avez retiré la preuve : l'achat a été retourné. Plus aucun e-mail ne partira.",
        "You withdrew the proof: the purchase was returned. No further e-mail will leave.",
        *_NOTHING_AFTER_A_WITHDRAWAL,
    ),
    WITHDRAWN_OTHER: Reason(
        "Vous avez retiré la preuve. Plus aucun e-mail ne partira.",
        "You withdrew the proof. No further e-mail will leave.",
        *_NOTHING_AFTER_A_WITHDRAWAL,
    ),
}
