/** The shape of a language: every sentence of the page has a name here, and each language fills it in. */
import type { ApiErrorKind } from '../api/errors';
import type { AccessSentences } from './access-sentences';
import type { ArchiveSentences } from './archive-sentences';
import type { ExportSentences } from './export-sentences';
import type { OperationSentences } from './operation-sentences';
import type { OptOutSentences } from './opt-out-sentences';
import type { SendingSentences } from './sending-sentences';
import type { SettingsSentences } from './settings-sentences';
import type { StatisticsSentences } from './statistics-sentences';
import type { TrackingSentences } from './tracking-sentences';
import type { ViewSentences } from './view-sentences';
import type { ColumnId } from '../common/columns';
import type { WebhookSentences } from './webhook-sentences';
import type { Channel, Fact, ReviewType, Status, TransmissionMethod } from '../api/types';

export const LANGUAGES = ['fr', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

export type PeriodUnit = 'day' | 'week' | 'month' | 'year';
export type Appearance = 'system' | 'light' | 'dark';

export interface Catalogue {
  product: string;
  languageName: string;
  statuses: Record<Status, string>;
  reviewTypes: Record<ReviewType, string>;
  transmissionMethods: Record<TransmissionMethod, string>;
  channels: Record<Channel, string>;
  /** The sentence of a fact; `step` 0 is the first e-mail, 1 and more are reminders. */
  facts: Record<Fact, (step: number) => string>;
  apiErrors: Record<ApiErrorKind, string>;
  /** What to say of a refusal by its code, where the kind alone would say too little. */
  apiErrorCodes: Partial<Record<string, string>>;
  actions: { retry: string; refresh: string; signIn: string; close: string; goBack: string };
  topBar: {
    website: string;
    language: string;
    appearance: string;
    appearances: Record<Appearance, string>;
    account: string;
    signOut: string;
    more: string;
    back: string;
  };
  session: {
    starting: string;
    leaving: string;
    notStarted: string;
    signInFailed: string;
    signInFailedHelp: string;
    noWebsite: string;
    noWebsiteHelp: (email: string | null) => string;
    otherWebsite: string;
    otherWebsiteHelp: string;
    openWebsite: (name: string) => string;
  };
  list: {
    title: string;
    description: (website: string) => string;
    columns: Record<ColumnId, string>;
    loading: string;
    failed: string;
    updatedAt: (time: string) => string;
    announcement: (rows: number, page: number) => string;
    noMatch: string;
    noMatchHelp: string;
    nothingYet: string;
    nothingYetHelp: string;
    transmissionHelp: Record<'api' | 'sftp' | 'prestashop', string>;
    partialPage: string;
    searchFurther: string;
    openDetails: (reference: string) => string;
    planned: (date: string) => string;
    nextEmail: (date: string) => string;
  };
  paging: { label: string; previous: string; next: string; page: (page: number) => string };
  preferences: {
    title: string;
    confirm: string;
    cancel: string;
    pageSize: string;
    pageSizeOption: (rows: number) => string;
  };
  filters: {
    label: string;
    experienceDate: string;
    status: string;
    reviewType: string;
    allDates: string;
    allStatuses: string;
    allReviewTypes: string;
    clear: string;
    last: (amount: number, unit: PeriodUnit) => string;
    units: (amount: number, unit: PeriodUnit) => string;
    incompletePeriod: string;
    reversedPeriod: string;
    wrongDuration: string;
  };
  steps: {
    title: string;
    show: (status: string, reference: string) => string;
    reminder: (step: number) => string;
    plannedFor: (date: string) => string;
    notYet: string;
    notReached: string;
    notObserved: string;
    stateNames: Record<'reached' | 'pending' | 'unseen' | 'missed' | 'failed' | 'stopped', string>;
  };
  details: {
    panel: string;
    title: (reference: string) => string;
    loading: string;
    failed: string;
    currentStatus: string;
    nextAction: string;
    experience: string;
    experienceDate: string;
    reviewType: string;
    transmissionMethod: string;
    source: string;
    sourceLine: (line: number) => string;
    channel: string;
    shop: string;
    receivedAt: string;
    customer: string;
    name: string;
    email: string;
    language: string;
    country: string;
    phone: string;
    products: string;
    productColumns: { product: string; identifiers: string; price: string };
    sku: string;
    ean: string;
    newTab: string;
    history: string;
    nextStep: string;
    nextSteps: { first_email: string; reminder: (step: number) => string };
    noNextStep: string;
    by: (actor: string) => string;
    none: string;
    explanation: string;
    endExplanation: string;
  };
  navigation: { label: string; open: string; close: string; pages: Record<'follow' | 'statistics' | 'exports' | 'webhooks' | 'settings' | 'access' | 'optOuts', string> };
  access: AccessSentences;
  archive: ArchiveSentences;
  operations: OperationSentences;
  exports: ExportSentences;
  sending: SendingSentences;
  settings: SettingsSentences;
  statistics: StatisticsSentences;
  optOuts: OptOutSentences;
  tracking: TrackingSentences;
  views: ViewSentences;
  webhooks: WebhookSentences;
}
