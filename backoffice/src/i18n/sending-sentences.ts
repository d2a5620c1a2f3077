/** The sentences of the flow of e-mails: pause, resume, backlog. */

export interface SendingSentences {
  menu: string;
  pause: string;
  resume: string;
  alreadyPaused: string;
  runs: string;
  pausedBy: (by: string, date: string) => string;
  pausedByUs: (date: string) => string;
  pausedWithAll: string;
  pausedHelp: string;
  why: (reason: string) => string;
  automatic: Record<'bounce_rate' | 'complaint_rate', string>;
  waiting: (count: string) => string;
  waitingAtLeast: (count: string) => string;
  expectedEnd: (date: string) => string;
  dialogs: Record<'pause' | 'resume', { title: string; what: string; confirm: string }>;
  reason: string;
  reasonHelp: string;
  reasonMissing: string;
  failed: string;
}
