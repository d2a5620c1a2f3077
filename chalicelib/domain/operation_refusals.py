"""What a merchant reads when an operation does not apply to a row: one sentence per code, in French and English."""

from chalicelib.domain.operations import RefusalCode
from chalicelib.domain.reasons import Reason

REFUSALS: dict[RefusalCode, Reason] = {
    RefusalCode.NOTHING_PLANNED: Reason(
        "Aucun e-mail n'est programmé pour cette demande.",
        "No e-mail is planned for this request.",
        "Renvoyez l'e-mail si le client doit être sollicité de nouveau.",
        "Send the e-mail again if the customer is to be asked again.",
    ),
    RefusalCode.EMAIL_PLANNED: Reason(
        "Un e-mail est déjà programmé pour cette demande.",
        "An e-mail is already planned for this request.",
        "Envoyez-le maintenant ou changez sa date.",
        "Send it now or change its date.",
    ),
    RefusalCode.EMAIL_ON_ITS_WAY: Reason(
        "Un e-mail est en cours d'envoi et son sort n'est pas encore connu.",
        "An e-mail is on its way and what became of it is not known yet.",
        "Attendez la date indiquée, puis réessayez.",
        "Wait until the date shown, then try again.",
    ),
    RefusalCode.ALREADY_SO: Reason(
        "Cette demande est déjà dans cet état ; rien n'a été changé.",
        "This request already stands so; nothing was changed.",
        "Rien à faire.",
        "Nothing to do.",
    ),
    RefusalCode.REVIEW_SUBMITTED: Reason(
        "Le client a déjà déposé son avis.",
        "The customer already submitted a review.",
        "Rien à faire.",
        "Nothing to do.",
    ),
    RefusalCode.OPTED_OUT: Reason(
        "Le client a demandé à ne plus recevoir d'e-mails ; personne ne peut passer outre.",
        "The customer asked not to receive e-mails; nobody can overrule it.",
        "Rien à faire : son choix est respecté.",
        "Nothing to do: the choice is honoured.",
    ),
    RefusalCode.COMPLAINED: Reason(
        "Le client a signalé un e-mail comme indésirable ; il ne sera plus sollicité.",
        "The customer reported an e-mail as spam and will not be written to again.",
        "Rien à faire.",
        "Nothing to do.",
    ),
    RefusalCode.OPERATORS_DATE: Reason(
        "La date de cet e-mail a été choisie par un utilisateur ; les réglages ne la déplacent pas.",
        "The date of this e-mail was chosen by a user; settings do not move it.",
        "Changez sa date vous-même si elle ne convient plus.",
        "Change its date yourself if it no longer fits.",
    ),
    RefusalCode.NOT_COLLECTED: Reason(
        "Vos réglages ne collectent plus ce type d'avis ; la date de l'e-mail n'a pas été changée.",
        "Your settings no longer collect this type of review; the date of the e-mail was not changed.",
        "Annulez la demande si elle ne doit plus partir.",
        "Cancel the request if it is not to leave any more.",
    ),
    RefusalCode.SANDBOX_ADDRESS: Reason(
        "Cette demande est du bac à sable : elle ne peut être adressée qu'au simulateur.",
        "This request is of the sandbox: it can be sent to the simulator alone.",
        "Donnez une de ses adresses, par exemple success@simulator.amazonses.com.",
        "Give one of its addresses, for instance success@simulator.amazonses.com.",
    ),
    RefusalCode.NOT_FOUND: Reason(
        "Aucune demande d'avis ne porte cet identifiant.",
        "No review request has this identifier.",
        "Vérifiez l'identifiant.",
        "Check the identifier.",
    ),
}
