/** French: every setting, what it does and what may be filled in. */
import type { FieldSentences, SettingsField } from '../settings-sentences';

const DELAY = 'Jours entiers de 0 à 365 et heures entières de 0 à 23.';

export const settingsFields: Record<SettingsField, FieldSentences> = {
  collects: { label: 'Avis collectés', help: "Par défaut les deux. Un type qui n'est pas collecté n'est plus demandé." },
  brand_delay: {
    label: "Délai de l'avis marque",
    help: "Durée entre la réception de la preuve et le premier e-mail. Par défaut aucune : l'e-mail part aussitôt. Un délai transmis avec la preuve passe avant.",
    rule: DELAY,
  },
  product_delay: {
    label: "Délai de l'avis produit",
    help: "Par défaut les produits sont demandés avec la marque, dans un seul e-mail.",
    rule: DELAY,
  },
  delay_rules: {
    label: 'Délais pour certains achats seulement',
    help: "Par défaut aucun. La règle la plus précise l'emporte : une boutique sur un pays, un pays sur un canal.",
    rule: 'Une seule règle pour les mêmes achats, chacune nommant une boutique, un pays ou un canal, 200 au plus.',
  },
  rule_review_type: { label: "Type d'avis" },
  rule_shop: { label: 'Boutique', rule: "La référence d'une boutique telle que vos preuves la donnent, ou rien pour toutes." },
  rule_country: { label: 'Pays du client', rule: 'Un code de deux majuscules tel que FR, ou rien pour tous.' },
  rule_channel: { label: 'Canal' },
  rule_delay: { label: 'Délai', rule: DELAY },
  send_window: {
    label: 'Quand les e-mails peuvent partir',
    help: "Par défaut à tout moment. Une plage suit l'heure du client ; un e-mail prévu en dehors part à son ouverture.",
  },
  weekdays: { label: 'Jours', rule: 'Au moins un jour.' },
  opens: { label: 'De', rule: 'Avant la fin.' },
  closes: { label: 'À', rule: 'Au moins une heure après le début.' },
  skips_holidays: { label: 'Jours fériés', help: 'Ceux du pays du client ; par défaut les e-mails partent aussi ces jours-là.' },
  reminders: {
    label: 'Relances',
    help: "Par défaut une, après 7 jours. Elles s'arrêtent dès que l'avis est déposé, que le client se désinscrit ou que l'adresse refuse les e-mails.",
    rule: 'Trois au plus.',
  },
  reminder_delay: { label: "Délai après l'e-mail précédent", rule: 'De 1 à 365 jours entiers, et des heures entières de 0 à 23.' },
  reminder_condition: { label: 'Pour quels clients' },
  product_request_blocks_reminders: {
    label: "Tant qu'une demande d'avis produit doit encore partir",
    help: "Par défaut aucune relance ne part entre-temps, pour que le client ne reçoive pas plusieurs e-mails pour un même achat.",
  },
  sftp_reminders_unblocked: { label: 'Preuves transmises par SFTP', help: 'Par défaut leurs relances partent malgré tout.' },
  max_age_days: {
    label: 'Expérience la plus ancienne',
    help: "Par défaut sans limite. Une expérience plus ancienne à la date de l'e-mail n'est pas sollicitée, et sa demande le dit.",
    rule: 'Un nombre entier de jours de 1 à 730.',
  },
  one_email_a_day: { label: 'Un e-mail par jour', help: 'Par défaut un client reçoit au plus un e-mail par jour ; le suivant attend le lendemain.' },
  cap: { label: 'Pression marketing', help: 'Par défaut sans limite. Compte les demandes de toutes vos boutiques, par adresse e-mail.' },
  cap_period: { label: 'Période', rule: 'Un nombre entier de jours de 1 à 365.' },
  cap_action: { label: "Ce que devient une demande pendant la période" },
  forbidden_domains: {
    label: "Domaines auxquels on n'écrit jamais",
    help: "Un par ligne. Par défaut les adresses que les places de marché prêtent à leurs clients. shop.* vaut pour toute terminaison, et un domaine comprend ceux qu'il contient.",
    rule: 'Des domaines tels que shop.example, chacun une fois, 200 au plus.',
  },
  soft_bounces_before_stop: {
    label: "Échecs passagers avant d'abandonner une adresse",
    help: 'Par défaut 3 : une boîte pleine ou un serveur qui ne répond pas est pardonné deux fois.',
    rule: 'Un nombre entier de 1 à 10.',
  },
  open_tracking: {
    label: 'Suivi des ouvertures',
    help: "Par défaut individuel. Savoir qui a ouvert quoi demande l'accord de vos clients (projet de recommandation de la CNIL sur les pixels de suivi) ; sans cet accord, choisissez un total ou aucun suivi. L'ouverture du formulaire est toujours suivie : elle n'a pas besoin de pixel.",
  },
  prestashop_states: {
    label: "États de commande envoyés par le module",
    help: "Leurs numéros dans PrestaShop, séparés par « ; ». Par défaut 5, l'état « Livré » d'une nouvelle boutique. Le module lit ce réglage dans l'heure. Vide : il n'envoie rien.",
    rule: 'Des numéros tels que 5, chacun une fois, 50 au plus.',
  },
  name: { label: 'Nom du marchand', help: 'Tel que les clients le connaissent ; les e-mails et les formulaires le montrent.', rule: 'De 1 à 80 caractères sur une ligne.' },
  sender_name: { label: "Nom de l'expéditeur", help: 'Par défaut le nom du marchand.', rule: '64 caractères au plus, sans @, < ni >.' },
  reply_to: { label: 'Adresse pour les réponses', help: 'Par défaut les réponses ne vont nulle part.', rule: 'Une adresse telle que bonjour@shop.example, ou rien.' },
  trader_contact: {
    label: 'Comment vos clients vous joignent',
    help: 'Adresse postale, téléphone ou e-mail, sur une ligne ; chaque e-mail et chaque formulaire le montre.',
    rule: '300 caractères au plus sur une ligne.',
  },
  texts: {
    label: 'Vos propres mots',
    help: "Par défaut les nôtres, dans la langue du client. Texte simple ; les liens sont ajoutés par nous.",
    rule: 'Un seul texte par langue.',
  },
  text_language: { label: 'Langue' },
  subject: { label: 'Objet', rule: '200 caractères au plus, sans lien ni HTML. Vide : nos mots.' },
  introduction: { label: 'Introduction', rule: '600 caractères au plus, sans lien ni HTML. Vide : nos mots.' },
  languages: {
    label: 'Langues des e-mails',
    help: "Par défaut toutes celles que nous connaissons. À un client dont la langue n'y figure pas, on écrit dans la langue du site.",
    rule: 'La liste doit contenir la langue du site.',
  },
  locale: { label: 'Langue du site' },
  country: { label: 'Pays du site', help: 'Ses jours fériés valent pour les clients sans pays.', rule: 'Un code de deux majuscules tel que FR.' },
  time_zone: { label: 'Fuseau horaire', help: "Les dates de preuves sans heure et les jours des filtres y sont lus.", rule: 'Un fuseau de la liste.' },
};
