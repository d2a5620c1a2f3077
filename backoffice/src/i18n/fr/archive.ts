/** French: what was. */
import type { ArchiveSentences } from '../archive-sentences';

export const archive: ArchiveSentences = {
  actors: {
    merchant: 'votre entreprise',
    customer: 'le client',
    suivi: 'Suivi',
    ses: 'Amazon SES',
    mail_program: 'un programme de messagerie',
  },
  emails: {
    title: 'E-mails',
    none: "Aucun e-mail n'a encore été composé.",
    name: (reminder) => (reminder === 0 ? 'Email' : `Relance ${reminder}`),
    sentAt: 'Envoyé le',
    notSent: "Rien ne prouve qu'il est parti.",
    template: (template) => (template === 'standard' ? 'Nos textes' : `Vos textes (${template})`),
    settingsVersion: (version) => `version ${version} des réglages`,
    show: (name) => `Afficher : ${name}`,
    loading: "Chargement de l'e-mail…",
    failed: "L'e-mail n'a pas pu être chargé",
    from: 'De',
    to: 'À',
    replyTo: 'Réponse à',
    subject: 'Objet',
    html: 'Mise en page',
    text: 'Texte brut',
    asSent: "Exactement tel qu'envoyé, sauf les liens personnels : personne d'autre ne doit pouvoir répondre au nom du client.",
    notAsSent: "La mise en page a changé depuis l'envoi : ce qui s'affiche peut différer de l'e-mail parti.",
    pictures: "Les images d'autres sites ne sont pas chargées ici.",
  },
  reviews: {
    title: 'Avis',
    none: "Le client n'a pas déposé d'avis.",
    brand: 'Marque',
    product: (reference) => `Produit ${reference}`,
    rating: (rating) => `${rating} ${rating === 1 ? 'étoile' : 'étoiles'} sur 5`,
    notReceived: 'Le client dit ne pas avoir reçu le produit.',
    submittedAt: 'Déposé le',
    after: (email) => `après : ${email}`,
  },
  proofFile: {
    open: 'Télécharger le dossier de preuve',
    formats: { html: 'Page à lire et à imprimer (HTML)', json: 'Données (JSON)' },
    fileName: (reviewRequestId, format) => `suivi-${reviewRequestId}.${format}`,
    failed: "Le dossier de preuve n'a pas pu être téléchargé",
  },
};
