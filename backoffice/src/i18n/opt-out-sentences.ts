/** The sentences of the page of opt-outs. */
import type { OptOut, OptOutOrigin } from '../api/opt-outs';

export interface OptOutSentences {
  title: string;
  description: string;
  columns: { at: string; origin: string; scope: string; by: string; fingerprint: string };
  origins: Record<OptOutOrigin, string>;
  scopes: Record<OptOut['scope'], string>;
  loading: string;
  failed: string;
  none: string;
  more: string;
  add: {
    open: string;
    title: string;
    what: string;
    email: string;
    wrongEmail: string;
    note: string;
    noteHelp: string;
    confirm: string;
    failed: string;
    added: string;
    known: string;
  };
  import: {
    open: string;
    title: string;
    what: string;
    file: string;
    choose: string;
    remove: string;
    noFile: string;
    unreadable: string;
    confirm: string;
    failed: string;
    report: string;
    received: string;
    added: string;
    known: string;
    rejected: string;
    line: (line: number | null) => string;
    done: string;
  };
  export: { open: string; failed: string; fileName: string };
}
