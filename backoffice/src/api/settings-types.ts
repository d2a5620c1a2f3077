/** A website's settings, word for word as the API says them. */
import type { Language } from '../i18n/catalogue';
import type { Channel } from './types';

export const CUSTOMER_LANGUAGES = ['fr', 'en', 'es', 'de', 'it', 'pt', 'br', 'be'] as const;

export const REMINDER_CONDITIONS = ['any', 'not_opened', 'opened_without_form', 'form_without_review'] as const;
export type ReminderCondition = (typeof REMINDER_CONDITIONS)[number];

export const CAP_ACTIONS = ['defer', 'drop'] as const;
export type CapAction = (typeof CAP_ACTIONS)[number];

/** How openings are followed, the freest first. */
export const OPEN_TRACKING = ['individual', 'aggregated', 'off'] as const;
export type OpenTracking = (typeof OPEN_TRACKING)[number];

export const RULE_REVIEW_TYPES = ['brand', 'product'] as const;
export type RuleReviewType = (typeof RULE_REVIEW_TYPES)[number];

export const MOST_REMINDERS = 3;

export interface Delay {
  days: number;
  hours: number;
}

/** A delay for the purchases of a shop, a country or a channel; null = any. */
export interface DelayRule {
  review_type: RuleReviewType;
  delay: Delay;
  shop_id: string | null;
  country: string | null;
  channel: Channel | null;
}

/** The merchant's own words in one language; an empty one keeps ours. */
export interface EmailText {
  language: string;
  subject: string;
  introduction: string;
}

export interface Reminder {
  delay: Delay;
  condition: ReminderCondition;
  texts: EmailText[];
}

export interface SendWindow {
  /** 1 = Monday. */
  weekdays: number[];
  /** `HH:MM`, local to the customer. */
  opens: string;
  /** `HH:MM`, up to `24:00`. */
  closes: string;
  skips_holidays: boolean;
}

export interface Cap {
  period_days: number;
  action: CapAction;
}

export interface SettingsDocument {
  name: string;
  trader_contact: string;
  time_zone: string;
  locale: string;
  country: string;
  languages: string[];
  collects_brand: boolean;
  collects_product: boolean;
  brand_delay: Delay;
  product_delay: Delay | null;
  delay_rules: DelayRule[];
  reminders: Reminder[];
  product_request_blocks_reminders: boolean;
  sftp_reminders_unblocked: boolean;
  send_window: SendWindow | null;
  max_age_days: number | null;
  one_email_a_day: boolean;
  cap: Cap | null;
  forbidden_domains: string[];
  soft_bounces_before_stop: number;
  open_tracking: OpenTracking;
  sender_name: string;
  reply_to: string;
  first_email_texts: EmailText[];
  prestashop_states: string[];
}

export interface SavedSettings {
  /** 0 = from before the history began. */
  version: number;
  saved_at: string | null;
  saved_by: string | null;
  note: string;
  settings: SettingsDocument;
}

/** To which requests settings apply: those to come, or also those already scheduled. */
export type ApplyTo = 'future' | 'scheduled';

export interface Changing {
  /** The version the change was made from. */
  version: number;
  apply_to: ApplyTo;
  note: string;
}

export interface ChangedSettings extends SavedSettings {
  /** What becomes of the requests already scheduled. */
  replanning: { state: 'none' | 'waiting' | 'refused'; operation_id: string | null };
}

export interface Impact {
  moved: number;
  leaving_today: number;
  complete: boolean;
  sentence: Record<Language, string>;
}

export interface SettingsVersions {
  items: SavedSettings[];
  next_before: number | null;
}
