/** The sentences around the tracking table: more filters, counts, search, columns. */
import type { AfterReminder, Channel, Milestone, Order } from '../api/types';

export interface TrackingSentences {
  filters: {
    more: string;
    reason: string;
    allReasons: string;
    channel: string;
    allChannels: string;
    /** Channels as a filter names them. */
    channels: Record<Channel, string>;
    shop: string;
    shopPlaceholder: string;
    wrongShop: string;
    transmissionMethod: string;
    allMethods: string;
    language: string;
    allLanguages: string;
    sent: string;
    received: string;
    anyTime: string;
    reached: string;
    reachedHelp: string;
    anyMilestone: string;
    milestones: Record<Milestone, string>;
    afterReminder: string;
    afterReminders: Record<AfterReminder, string>;
    template: string;
    allTemplates: string;
    standardTemplate: string;
    ownTemplate: (digest: string) => string;
    active: string;
    filterChoices: string;
    noChoice: string;
  };
  /** One filter that is set, such as `Shop: 12`. */
  token: (name: string, value: string) => string;
  removeToken: (token: string) => string;
  between: (from: string, to: string) => string;
  since: (from: string) => string;
  until: (to: string) => string;
  counts: {
    label: string;
    all: string;
    chip: (status: string, count: string) => string;
    beingCounted: string;
    followsOnly: string;
  };
  search: {
    label: string;
    placeholder: string;
    help: string;
    submit: string;
    clear: string;
    tooShort: string;
    noPrefix: string;
    resultsFor: Record<'experience_reference' | 'email' | 'email_prefix', (typed: string) => string>;
    insteadFor: Record<'experience_reference' | 'email' | 'email_prefix', (typed: string) => string>;
    everywhere: string;
    back: string;
    none: string;
    noneHelp: string;
  };
  order: Record<Order, string>;
  cutShort: (rows: number) => string;
  goOn: string;
  masked: string;
  nextSteps: { first_email: string; reminder: (number: number) => string };
  noNextStep: string;
  columnsTitle: string;
  columnsHelp: string;
}
