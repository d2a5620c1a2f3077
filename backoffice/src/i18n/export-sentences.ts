/** The sentences of exports and feeds. */
import type { ExportFormat, ExportLanguage, ExportState, FeedKind } from '../api/exports';

export interface ExportSentences {
  title: string;
  description: string;
  loading: string;
  failed: string;
  none: string;
  noneHelp: string;
  more: string;
  formats: Record<ExportFormat, string>;
  states: Record<ExportState, string>;
  failures: { too_many_rows: string; internal: string };
  allRows: string;
  otherFilters: (count: number) => string;
  columns: { askedAt: string; by: string; filters: string; format: string; state: string; rows: string; actions: string };
  masked: string;
  progress: (rows: string, expected: string | null) => string;
  progressLabel: (askedAt: string) => string;
  until: (date: string) => string;
  download: string;
  downloadOf: (askedAt: string) => string;
  downloadFailed: string;
  notYours: string;
  cancel: string;
  cancelOf: (askedAt: string) => string;
  cancelFailed: string;
  dialog: {
    open: string;
    title: string;
    what: string;
    rows: (count: string) => string;
    format: string;
    formatHelp: Record<ExportFormat, string>;
    language: string;
    languageHelp: string;
    languages: Record<ExportLanguage, string>;
    isMasked: string;
    isFull: string;
    zone: (zone: string) => string;
    confirm: string;
    failed: string;
  };
  flash: {
    waiting: string;
    running: string;
    done: (rows: string) => string;
    failed: string;
    cancelled: string;
    lost: string;
    follow: string;
  };
  feeds: {
    title: string;
    description: string;
    failed: string;
    loading: string;
    kinds: Record<FeedKind, { name: string; what: string }>;
    full: string;
    fullHelp: string;
    saveFailed: string;
    last: string;
    lastTest: string;
    never: string;
    file: (path: string, rows: string, date: string) => string;
    writing: (path: string) => string;
    broken: (path: string) => string;
    tryIt: string;
    tryItOf: (name: string) => string;
    tryFailed: string;
    howTo: string;
    howToSteps: string;
  };
}
