/** English: the flow of e-mails. */
import type { SendingSentences } from '../sending-sentences';

export const sending: SendingSentences = {
  menu: 'Sending',
  pause: 'Pause the sending',
  resume: 'Resume the sending',
  alreadyPaused: 'The sending is paused already.',
  runs: 'The sending is not paused.',
  pausedBy: (by, date) => `Sending paused by ${by} on ${date}`,
  pausedByUs: (date) => `Sending paused automatically on ${date}`,
  pausedWithAll: 'Sending paused for every website by Suivi. We are dealing with it.',
  pausedHelp: 'No e-mail leaves. Planned e-mails are kept and leave once the sending resumes.',
  why: (reason) => `Reason: ${reason}`,
  automatic: {
    bounce_rate: 'too many addresses refuse your e-mails. Check where your addresses come from before you resume.',
    complaint_rate: 'too many customers report your e-mails as spam. Check that they expect them before you resume.',
  },
  waiting: (count) => `E-mails waiting: ${count}`,
  waitingAtLeast: (count) => `E-mails waiting: more than ${count}`,
  expectedEnd: (date) => `expected end: ${date}`,
  dialogs: {
    pause: {
      title: 'Pause the sending',
      what: 'Within about ten seconds no e-mail of this website leaves any more, reminders included. Nothing is lost: what is planned leaves once the sending resumes.',
      confirm: 'Pause the sending',
    },
    resume: {
      title: 'Resume the sending',
      what: 'The e-mails that waited leave in the order of their dates, at the usual rate and in your send window.',
      confirm: 'Resume the sending',
    },
  },
  reason: 'Reason',
  reasonHelp: 'Shown to everybody who works on this website.',
  reasonMissing: 'Say why, in at most 300 characters.',
  failed: 'Nothing was changed',
};
