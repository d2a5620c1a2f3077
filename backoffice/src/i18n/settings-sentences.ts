/** The sentences of the settings page. */
import type { CapAction, OpenTracking, ReminderCondition } from '../api/settings-types';

/** Every setting that has a label of its own. */
export const SETTINGS_FIELDS = [
  'collects',
  'brand_delay',
  'product_delay',
  'delay_rules',
  'rule_review_type',
  'rule_shop',
  'rule_country',
  'rule_channel',
  'rule_delay',
  'send_window',
  'weekdays',
  'opens',
  'closes',
  'skips_holidays',
  'reminders',
  'reminder_delay',
  'reminder_condition',
  'product_request_blocks_reminders',
  'sftp_reminders_unblocked',
  'max_age_days',
  'one_email_a_day',
  'cap',
  'cap_period',
  'cap_action',
  'forbidden_domains',
  'soft_bounces_before_stop',
  'open_tracking',
  'prestashop_states',
  'name',
  'sender_name',
  'reply_to',
  'trader_contact',
  'texts',
  'text_language',
  'subject',
  'introduction',
  'languages',
  'locale',
  'country',
  'time_zone',
] as const;
export type SettingsField = (typeof SETTINGS_FIELDS)[number];

export interface FieldSentences {
  label: string;
  /** What it does, and what holds by default. */
  help?: string;
  /** What may be filled in; also said when something else was. */
  rule?: string;
}

export const SETTINGS_SECTIONS = ['delays', 'window', 'reminders', 'limits', 'addresses', 'openings', 'sender', 'texts', 'place', 'connectors'] as const;
export type SettingsSection = (typeof SETTINGS_SECTIONS)[number];

export interface SettingsSentences {
  title: string;
  description: (website: string) => string;
  loading: string;
  failed: string;
  readOnly: string;
  sections: Record<SettingsSection, { title: string; help: string }>;
  fields: Record<SettingsField, FieldSentences>;
  choices: {
    brand: string;
    product: string;
    ownProductDelay: string;
    window: string;
    skipsHolidays: string;
    age: string;
    cap: string;
    oneADay: string;
    blocks: string;
    sftp: string;
    any: string;
    conditions: Record<ReminderCondition, string>;
    /** Beside a condition that rests on openings, where those of each request are not followed. */
    withoutOpenings: string;
    openTracking: Record<OpenTracking, { label: string; description: string }>;
    capActions: Record<CapAction, string>;
    weekdays: readonly string[];
    days: string;
    hours: string;
    allLanguages: string;
  };
  lists: {
    addRule: string;
    rule: (number: number) => string;
    noRule: string;
    addReminder: string;
    reminder: (number: number) => string;
    noReminder: string;
    addText: string;
    text: (language: string) => string;
    noText: string;
    remove: (what: string) => string;
    removeShort: string;
  };
  save: {
    review: string;
    discard: string;
    unsaved: string;
    invalid: (count: number) => string;
    title: string;
    impact: string;
    futureHelp: string;
    applyTo: string;
    future: string;
    futureDescription: string;
    scheduled: string;
    scheduledDescription: string;
    note: string;
    noteHelp: string;
    confirm: string;
    failed: string;
    reload: string;
    reloadHelp: string;
    saved: (version: number) => string;
    replanning: string;
    replanningRefused: string;
    optional: string;
  };
  leave: { title: string; what: string; stay: string; leave: string };
  versions: {
    title: string;
    help: string;
    columns: { version: string; savedAt: string; savedBy: string; note: string };
    current: string;
    original: string;
    undo: string;
    undoDirty: string;
    undoTitle: string;
    undoWhat: (version: number) => string;
    undoConfirm: string;
    undoFailed: string;
    more: string;
    none: string;
    loading: string;
    failed: string;
  };
}
