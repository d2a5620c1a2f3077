/** Operations on review requests, word for word as the API says them. */
import type { Language } from '../i18n/catalogue';
import type { Reason } from '../i18n/reasons';
import type { ListFilter } from './review-requests';

export const OPERATION_KINDS = ['cancel', 'send_now', 'reschedule', 'resend', 'correct_address'] as const;
export type OperationKind = (typeof OPERATION_KINDS)[number];

/** Not asked for by itself: it follows a change of settings. */
export type ReplanKind = 'replan';

/** What the journal tells of; a withdrawal comes in where proofs do. */
export type JournalKind = OperationKind | ReplanKind | 'withdraw';

/** Why a proof was withdrawn: the reason of a `withdraw` in the journal. */
export type WithdrawalCause = 'cancelled' | 'refunded' | 'returned' | 'other';

export type OperationState = 'waiting' | 'undone' | 'running' | 'done' | 'failed';

/** Either the requests named (at most 100), or those the list shows under a filter. */
export type Selection = { review_request_ids: readonly string[] } | { filter: ListFilter };

export interface OperationOrder {
  kind: OperationKind;
  selection: Selection;
  reason: string;
  /** ISO 8601: the new date of `reschedule`. */
  at?: string;
  /** The new address of `correct_address`. */
  email?: string;
}

/** To how many requests it cannot be done for one reason, told in both languages. */
export interface NotApplicable extends Record<Language, Reason> {
  code: string;
  count: number;
}

interface Refused {
  /** Most frequent first. */
  not_applicable: NotApplicable[];
  /** When to ask again, if waiting helps. */
  retry_at: string | null;
}

export interface OperationCounts extends Refused {
  matching: number;
  done: number;
}

/** What an order would do: `applicable` of `matching`; not complete = there are more than were counted. */
export interface OperationPreview extends Refused {
  matching: number;
  applicable: number;
  complete: boolean;
}

export interface Operation {
  operation_id: string;
  kind: OperationKind | ReplanKind;
  state: OperationState;
  created_at: string;
  /** When the undo window ends. */
  starts_at: string;
  ended_at: string | null;
  counts: OperationCounts;
}
