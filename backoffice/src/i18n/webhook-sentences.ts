/** The sentences of the page of webhooks. */
import type { DeliveryError, DeliveryKind, DeliveryOutcome, WebhookState } from '../api/webhooks';

export interface WebhookSentences {
  title: string;
  description: string;
  loading: string;
  failed: string;
  none: string;
  noneHelp: string;
  columns: { url: string; statuses: string; state: string; since: string };
  select: (url: string) => string;
  allStatuses: string;
  states: Record<WebhookState, string>;
  failingSince: (date: string) => string;
  switchedOff: (date: string) => string;
  oldSecretUntil: (date: string) => string;
  withAddress: string;
  create: string;
  edit: string;
  form: {
    createTitle: string;
    editTitle: string;
    url: string;
    urlHelp: string;
    wrongUrl: string;
    statuses: string;
    statusesHelp: string;
    address: string;
    addressHelp: string;
    active: string;
    activeHelp: string;
    create: string;
    save: string;
    failed: string;
  };
  secret: {
    open: string;
    title: string;
    once: string;
    label: string;
    copy: string;
    copied: string;
    notCopied: string;
    verify: string;
    kept: string;
    replaceTitle: string;
    replaceWhat: string;
    replace: string;
    failed: string;
  };
  remove: { open: string; title: string; what: (url: string) => string; confirm: string; failed: string };
  test: { open: string; failed: string; delivered: (ms: string) => string; refused: (why: string) => string };
  log: {
    title: string;
    description: string;
    loading: string;
    failed: string;
    none: string;
    more: string;
    refresh: string;
    columns: { at: string; what: string; outcome: string; answer: string; attempt: string; action: string };
    kinds: Record<DeliveryKind, string>;
    outcomes: Record<DeliveryOutcome, string>;
    errors: Record<DeliveryError, string>;
    answered: (status: number, ms: string) => string;
    request: (id: string) => string;
    replay: string;
    replayOf: (date: string) => string;
    replayed: string;
    replayRefused: (why: string) => string;
    replayWaits: string;
    replayFailed: string;
  };
}
