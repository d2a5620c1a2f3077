/** Which actions plainly do not apply to a request, from what its details say; the dialog asks the API for the rest. */
import type { OperationKind } from '../api/operation-types';
import type { ReviewRequestDetails } from '../api/types';
import type { Unavailable } from '../i18n/operation-sentences';

/** What nobody can overrule. */
const FINAL_FACTS = ['review_submitted', 'opted_out', 'complained'] as const;

const NEEDS_PLANNED_EMAIL: readonly OperationKind[] = ['send_now', 'reschedule'];

export function unavailableOf(kind: OperationKind, details: ReviewRequestDetails): Unavailable | null {
  // An e-mail on its way has no next date and can still be cancelled: only what is cancelled cannot.
  if (kind === 'cancel') return details.status === 'cancelled' ? 'cancelled' : finalOf(details);
  return finalOf(details) ?? plannedMismatch(kind, details);
}

function plannedMismatch(kind: OperationKind, { next_step: next }: ReviewRequestDetails): Unavailable | null {
  if (NEEDS_PLANNED_EMAIL.includes(kind) && !next) return 'nothing_planned';
  return kind === 'resend' && next ? 'email_planned' : null;
}

function finalOf({ history }: ReviewRequestDetails): Unavailable | null {
  return FINAL_FACTS.find((fact) => history.some((entry) => entry.fact === fact)) ?? null;
}
