/** French: the flow of e-mails. */
import type { SendingSentences } from '../sending-sentences';

export const sending: SendingSentences = {
  menu: 'Envoi',
  pause: "Suspendre l'envoi",
  resume: "Reprendre l'envoi",
  alreadyPaused: "L'envoi est déjà suspendu.",
  runs: "L'envoi n'est pas suspendu.",
  pausedBy: (by, date) => `Envoi suspendu par ${by} le ${date}`,
  pausedByUs: (date) => `Envoi suspendu automatiquement le ${date}`,
  pausedWithAll: "Envoi suspendu pour tous les sites par Suivi. Nous nous en occupons.",
  pausedHelp: "Aucun e-mail ne part. Les e-mails programmés sont conservés et partiront à la reprise.",
  why: (reason) => `Motif : ${reason}`,
  automatic: {
    bounce_rate: "trop d'adresses refusent vos e-mails. Vérifiez d'où viennent vos adresses avant de reprendre.",
    complaint_rate: "trop de clients signalent vos e-mails comme indésirables. Vérifiez qu'ils les attendent avant de reprendre.",
  },
  waiting: (count) => `E-mails en attente : ${count}`,
  waitingAtLeast: (count) => `E-mails en attente : plus de ${count}`,
  expectedEnd: (date) => `fin prévue : ${date}`,
  dialogs: {
    pause: {
      title: "Suspendre l'envoi",
      what: "Dans une dizaine de secondes, plus aucun e-mail de ce site ne part, relances comprises. Rien n'est perdu : ce qui est programmé partira à la reprise.",
      confirm: "Suspendre l'envoi",
    },
    resume: {
      title: "Reprendre l'envoi",
      what: "Les e-mails en attente partent dans l'ordre de leurs dates, au rythme habituel et dans vos plages d'envoi.",
      confirm: "Reprendre l'envoi",
    },
  },
  reason: 'Motif',
  reasonHelp: 'Visible de tous ceux qui travaillent sur ce site.',
  reasonMissing: 'Indiquez pourquoi, en 300 caractères au plus.',
  failed: "Rien n'a changé",
};
