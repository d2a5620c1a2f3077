/** The sentences of imports. */
import type { ImportMode } from '../api/imports';
import type { Result } from '../api/transmissions';
import type { Template } from '../pages/imports/templates';

export interface ImportSentences {
  title: string;
  description: string;
  another: string;
  notYours: string;
  notYoursHelp: string;
  file: string;
  fileHelp: string;
  choose: string;
  drop: string;
  remove: string;
  problem: string;
  limits: (rows: string, megabytes: string) => string;
  problems: {
    empty: string;
    noText: string;
    tooLarge: (megabytes: string) => string;
    missingColumns: (columns: string) => string;
    tooManyRows: (rows: string, limit: string) => string;
  };
  seen: {
    title: string;
    rows: string;
    delimiter: string;
    delimiters: { ';': string; ',': string; '\t': string };
    columns: string;
    ignored: (columns: string) => string;
  };
  mode: string;
  modes: Record<ImportMode, { name: string; what: string; start: string }>;
  uploading: string;
  startFailed: string;
  loading: string;
  failed: string;
  working: Record<ImportMode, (name: string) => string>;
  progress: string;
  soFar: (lines: string) => string;
  soon: string;
  check: {
    right: string;
    inError: (count: number, shown: string) => string;
    nothingSent: string;
    canSend: (count: number, shown: string) => string;
    nothingToSend: string;
    send: string;
    sendFailed: string;
    figures: string;
    figuresHelp: string;
    errors: string;
    errorsHelp: string;
    plan: string;
    planHelp: string;
  };
  plan: {
    title: string;
    loading: string;
    failed: string;
    none: string;
    more: string;
    line: string;
    reference: string;
    what: string;
    withdraws: string;
    nothing: Record<Result, string>;
    refused: (type: string) => string;
  };
  result: { done: (count: number, accepted: string, received: string) => string; toRequests: string; toTransmission: string };
  templates: { title: string; description: string; names: Record<Template, string>; fileNames: Record<Template, string> };
}
