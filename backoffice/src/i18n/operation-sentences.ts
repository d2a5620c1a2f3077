/** The sentences of what can be done to requests: menu, dialog, message of the result. */
import type { JournalKind, OperationKind, WithdrawalCause } from '../api/operation-types';
import type { JournalChange } from '../api/types';

export interface OperationSentences {
  menu: string;
  menuFor: (reference: string) => string;
  kinds: Record<OperationKind, KindSentences>;
  replan: string;
  /** Why an action of the menu cannot be chosen; the dialog knows more. */
  unavailable: Record<Unavailable, string>;
  /** What was done, in the history. */
  journal: {
    kinds: Record<JournalKind, string>;
    reason: (reason: string) => string;
    causes: Record<WithdrawalCause, string>;
    fields: Record<JournalChange['field'], string>;
    change: (field: string, before: string, after: string) => string;
    nothing: string;
  };
  dialog: {
    reason: string;
    reasonHelp: string;
    reasonMissing: string;
    reasonPlaceholder: string;
    counting: string;
    countFailed: string;
    /** How many match, how many of them it can be done to. */
    counts: (matching: string, applicable: string) => string;
    countsAtLeast: (matching: string, applicable: string) => string;
    cannot: (count: string) => string;
    oneApplies: string;
    nothingApplies: string;
    notThisOne: string;
    retryAt: (date: string) => string;
    undoHelp: string;
    failed: string;
  };
  reschedule: { date: string; time: string; zone: (zone: string) => string; wrongDate: string; past: string; wrongTime: string };
  correction: { email: string; current: (email: string) => string; wrongEmail: string };
  selection: {
    group: string;
    all: string;
    row: (reference: string) => string;
    some: (count: number) => string;
    everything: string;
    selectEverything: string;
    clear: string;
    nothingSelected: string;
  };
  flash: {
    waiting: (name: string, seconds: number) => string;
    running: (name: string) => string;
    progress: (looked: string) => string;
    done: (name: string, done: string) => string;
    notApplicable: (count: string) => string;
    undone: (name: string) => string;
    failed: (name: string) => string;
    failedHelp: string;
    lost: (name: string) => string;
    undo: string;
    undoFailed: string;
    dismiss: string;
    bar: string;
    success: string;
    warning: string;
    info: string;
    error: string;
    inProgress: string;
  };
}

export type Unavailable = 'nothing_planned' | 'email_planned' | 'cancelled' | 'review_submitted' | 'opted_out' | 'complained';

interface KindSentences {
  /** In the menu. */
  name: string;
  /** What will happen, before it is confirmed. */
  what: string;
  confirm: string;
}
