/** What the API says, word for word. Fields keep the API's own names. */
import type { Language } from '../i18n/catalogue';
import type { JournalKind } from './operation-types';
import type { RememberedEmail } from './request-archive';

export const STATUSES = [
  'scheduled',
  'sent',
  'opened',
  'form_opened',
  'review_submitted',
  'reminder_sent',
  'error',
  'cancelled',
] as const;
export type Status = (typeof STATUSES)[number];

export const REVIEW_TYPES = ['brand', 'product', 'brand_and_product'] as const;
export type ReviewType = (typeof REVIEW_TYPES)[number];

export const TRANSMISSION_METHODS = ['api', 'sftp', 'csv', 'prestashop', 'webservice'] as const;
export type TransmissionMethod = (typeof TRANSMISSION_METHODS)[number];

export const FACTS = [
  'created',
  'planned',
  'sent',
  'delivered',
  'delayed',
  'soft_bounced',
  'bounced',
  'complained',
  'opened',
  'machine_opened',
  'form_opened',
  'review_submitted',
  'opted_out',
  'cancelled',
  'failed',
  'unconfirmed',
  'resumed',
  'unknown_event',
] as const;
export type Fact = (typeof FACTS)[number];

export const CHANNELS = ['online', 'offline'] as const;
export type Channel = (typeof CHANNELS)[number];

/** How far a request came; each stage implies the ones before. */
export const MILESTONES = ['received', 'sent', 'delivered', 'opened', 'form_opened', 'review_submitted'] as const;
export type Milestone = (typeof MILESTONES)[number];

/** What came after the first reminder; `sent` says that a reminder left. */
export const AFTER_A_REMINDER = ['sent', 'form_opened', 'review_submitted'] as const;
export type AfterReminder = (typeof AFTER_A_REMINDER)[number];

/** By experience date. */
export const ORDERS = ['newest', 'oldest'] as const;
export type Order = (typeof ORDERS)[number];

/** Without it, e-mail addresses and names arrive masked. */
export const READ_CUSTOMERS = 'customers:read';

/** Changes settings, acts on requests, writes down opt-outs, pauses the sending. */
export const MANAGE = 'website:manage';

/** Transmits proofs. */
export const WRITE_PROOFS = 'proofs:write';

export interface Website {
  website_id: string;
  name: string;
  /** IANA name, such as `Europe/Paris`. */
  time_zone: string;
  /** BCP 47, such as `fr-FR`. */
  locale: string;
  /** What the signed-in person may do, such as `requests:read` or `website:manage`. */
  permissions: string[];
}

export interface Me {
  user: { subject: string };
  websites: Website[];
}

export interface ReviewRequest {
  review_request_id: string;
  experience_reference: string;
  customer_email: string;
  /** ISO 8601 with the website's offset. */
  experience_date: string;
  review_type: ReviewType;
  status: Status;
  /** ISO 8601, UTC: the date of the current step; for `scheduled`, the planned date. */
  status_at: string;
  /** Machine code, see src/generated/reasons.json. */
  reason: string | null;
  transmission_method: TransmissionMethod;
  channel: Channel;
  shop_id: string | null;
  /** The merchant's word for the customer's language. */
  language: string | null;
  /** The e-mail planned to leave next; null when none is. */
  next_step: NextStep | null;
  /** When the next e-mail is planned to leave; null when none is. */
  next_email_at: string | null;
  /** Why that date: the rules that spoke, oldest first. */
  explanation: Explained[];
}

/** One rule that spoke, told in both languages. */
export interface Explained extends Record<Language, string> {
  code: string;
}

export interface ReviewRequestPage {
  items: ReviewRequest[];
  next_page_token: string | null;
  /** False when the page was cut short, to stay fast: the token leads on. */
  complete: boolean;
}

export interface Customer {
  first_name: string | null;
  last_name: string | null;
  email: string;
  language: string | null;
  country: string | null;
  phone: string | null;
}

export interface Product {
  product_ref: string;
  name: string | null;
  brand: string | null;
  category: string | null;
  price: string | number | null;
  ean: string | null;
  sku: string | null;
  product_url: string | null;
  image_url: string | null;
}

export const ACTORS = ['merchant', 'customer', 'suivi', 'ses', 'mail_program'] as const;
export type ActorKind = (typeof ACTORS)[number];

/** Who made it happen; the subject stands in the journal. */
export interface Actor {
  kind: ActorKind;
  subject: string | null;
}

export interface HistoryEntry {
  at: string;
  fact: Fact;
  /** Number of the e-mail: 0 is the first, 1 and more are reminders. */
  step: number | null;
  reason: string | null;
  actor: Actor;
  /** The rules that set the date, where one was set. */
  rules: Explained[];
  /** SES's own word for an event of a kind nobody knows. */
  told: string | null;
}

/** What somebody did to the request, and what stood there before. */
export interface JournalEntry {
  at: string;
  kind: JournalKind;
  operation_id: string;
  actor: string;
  /** In the words of who did it. */
  reason: string;
  step: number;
  changes: JournalChange[];
}

export interface JournalChange {
  field: 'customer_email' | 'next_email_at' | 'review_type';
  before: string | null;
  after: string | null;
}

export interface NextStep {
  kind: 'first_email' | 'reminder';
  step: number;
  /** Which reminder it is, from 1; 0 for the first e-mail. */
  reminder: number;
  at: string;
}

/** With the rules that set its date. */
export interface RuledStep extends NextStep {
  rules: readonly Explained[];
}

/** What the customer submitted: about the brand when `product_ref` is null. */
export interface Review {
  product_ref: string | null;
  /** Null when the product was not received. */
  rating: number | null;
  comment: string | null;
  submitted_at: string;
  /** The last e-mail that left before it. */
  answered_step: number | null;
}

export interface ReviewRequestDetails extends ReviewRequest {
  received_at: string;
  customer: Customer;
  products: Product[];
  /** Where the proof was read; `line` is null when it did not come in a file. */
  /** Where its proof stood; the transmission it came with is known of those received since there are any. */
  source: { name: string | null; line: number | null; transmission_id: string | null } | null;
  history: HistoryEntry[];
  /** Oldest first. */
  journal: JournalEntry[];
  next_step: RuledStep | null;
  /** Why no further e-mail is planned, when a rule said so. */
  end_rules: Explained[];
  /** Those composed so far, by step. */
  emails: RememberedEmail[];
  reviews: Review[];
}
