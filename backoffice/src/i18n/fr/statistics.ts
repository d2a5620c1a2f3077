/** French: the page of statistics. */
import type { StatisticsSentences } from '../statistics-sentences';

export const statistics: StatisticsSentences = {
  title: 'Statistiques',
  description:
    "Le parcours des demandes dont le premier e-mail est parti pendant la période. Tant qu'il n'est pas parti, une demande compte au jour prévu pour son envoi.",
  loading: 'Chargement des statistiques…',
  failed: "Les statistiques n'ont pas pu être chargées",
  beingCounted: 'Les demandes sont en cours de comptage',
  beingCountedHelp: "Les chiffres seront là dans un instant. Actualisez la page pour les voir.",
  none: "Aucun e-mail n'est parti pendant cette période",
  noneHelp: 'Élargissez la période ou retirez des filtres.',
  filters: {
    period: 'Premier e-mail envoyé',
    tooEarly: (months) => `Les statistiques remontent à ${months} mois : choisissez une période plus courte.`,
    tooLate: 'Choisissez un dernier jour à un an au plus.',
    shop: 'Magasin',
    allShops: 'Tous les magasins',
  },
  pages: { label: (table) => `Pages : ${table}`, previous: 'Page précédente', next: 'Page suivante', page: (page) => `Page ${page}` },
  showRows: (figure) => `${figure.replace(/\.$/, '')}. Voir ces demandes`,
  funnel: {
    title: 'Entonnoir',
    help: "Chaque étape compte aussi les demandes allées plus loin. Cliquez sur un chiffre pour voir ses demandes.",
    stage: 'Étape',
    requests: 'Demandes',
    absolute: 'Part des e-mails envoyés',
    relative: "Part de l'étape précédente",
    openings: {
      aggregated: (count) =>
        `Les ouvertures ne sont pas suivies client par client : « Email ouvert » ne compte que ceux qui sont allés jusqu'au formulaire. Ces e-mails ont été ouverts ${count} fois, quels que soient les filtres autres que la période ; qui ouvre deux fois compte deux fois.`,
      off: "Les ouvertures ne sont pas suivies : « Email ouvert » ne compte que ceux qui sont allés jusqu'au formulaire.",
    },
  },
  reminders: {
    title: "L'apport des relances",
    none: "Aucune relance n'est partie vers ces clients.",
    sent: (count, shown) => (count < 2 ? `${shown} demande a été relancée.` : `${shown} demandes ont été relancées.`),
    reviews: (count, shown, share) =>
      `${shown} avis ${count < 2 ? 'a été déposé' : 'ont été déposés'} ensuite${share === null ? '' : `, soit ${share} de tous les avis`}.`,
    forms: (count, shown) =>
      count < 2 ? `${shown} formulaire a été ouvert pour la première fois ensuite.` : `${shown} formulaires ont été ouverts pour la première fois ensuite.`,
    help: "Ensuite : après le départ de la première relance. Sans elle, le client aurait peut-être répondu quand même.",
  },
  days: {
    title: 'Jour par jour',
    chart: 'Demandes selon le jour de leur premier e-mail',
    chartText: (first, last, sent, reviews) =>
      `Du ${first} au ${last} : ${sent} premiers e-mails envoyés, ${reviews} avis déposés. Le tableau ci-dessous donne chaque jour.`,
    axis: 'Demandes',
    day: 'Jour',
    table: 'Les mêmes chiffres en tableau',
    of: (stage, day) => `${stage}, ${day}`,
  },
  groups: {
    title: 'Comparer',
    help: "Les filtres ci-dessus s'appliquent ici aussi.",
    dimensions: { review_type: "Type d'avis", channel: 'Canal', shop_id: 'Magasin', language: 'Langue', template: 'Modèle' },
    none: {
      review_type: 'Aucune demande pendant cette période.',
      channel: 'Aucune demande pendant cette période.',
      shop_id: 'Aucune demande de cette période ne nomme de magasin.',
      language: 'Aucune demande pendant cette période.',
      template: "Aucun e-mail n'a été écrit pendant cette période.",
    },
    both: "Une demande d'avis marque et produit compte dans les deux lignes.",
    of: (stage, group) => `${stage}, ${group}`,
    rate: 'Avis par e-mail envoyé',
  },
};
