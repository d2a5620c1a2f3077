/** The steps of a request in their order, each with its date: what the current status is the latest of. */
import type { Fact, HistoryEntry, ReviewRequestDetails, Status } from '../../../api/types';

/** `unseen`: a later step proves it or did without it. `missed`: the request ended before it. */
export type StepState = 'reached' | 'pending' | 'unseen' | 'missed' | 'failed' | 'stopped';

export interface StatusStep {
  status: Status;
  state: StepState;
  /** When it was reached or, for a planned step, when it is due; null when neither is known. */
  at: string | null;
  isPlanned: boolean;
  /** Number of the e-mail: 1 and more for reminders. */
  step: number;
  reason: string | null;
}

const JOURNEY: readonly [Status, Fact][] = [
  ['sent', 'sent'],
  ['opened', 'opened'],
  ['form_opened', 'form_opened'],
  ['review_submitted', 'review_submitted'],
];

/** Scheduled, sent, opened, form opened, review submitted; reminders and the end by error or cancellation at their date. */
export function statusStepsOf(details: ReviewRequestDetails): StatusStep[] {
  const journey = [scheduledStep(details), ...JOURNEY.map(([status, fact]) => journeyStep(status, fact, details))];
  const extras = [...sentReminders(details), ...plannedReminder(details), ...endStep(details)];
  const steps = extras.reduce(insertByDate, journey);
  return settlePending(steps, details);
}

/** The planned date while it is known; once the e-mail has gone, when it was scheduled: at the creation. */
function scheduledStep(details: ReviewRequestDetails): StatusStep {
  const planned = plannedDate(details);
  const at = planned ?? earliest(details.history, 'created', isFirstEmail)?.at ?? null;
  return { status: 'scheduled', state: 'reached', at, isPlanned: planned !== null, step: 0, reason: null };
}

function plannedDate({ status, status_at: statusAt, next_step: next, history }: ReviewRequestDetails): string | null {
  if (status === 'scheduled') return statusAt;
  if (next?.kind === 'first_email') return next.at;
  return earliest(history, 'planned', isFirstEmail)?.at ?? null;
}

function isFirstEmail(entry: HistoryEntry): boolean {
  return stepOf(entry) === 0;
}

function journeyStep(status: Status, fact: Fact, { history }: ReviewRequestDetails): StatusStep {
  // The first e-mail is the one at step 0, or the same sent again; it may be a reminder that is opened.
  const entry = earliest(history, fact, (one) => fact !== 'sent' || !isReminder(one, history));
  return { status, state: entry ? 'reached' : 'pending', at: entry?.at ?? null, isPlanned: false, step: 0, reason: null };
}

function sentReminders({ history }: ReviewRequestDetails): StatusStep[] {
  return history
    .filter((entry) => entry.fact === 'sent' && isReminder(entry, history))
    .sort((one, other) => stepOf(one) - stepOf(other))
    .map(({ at }, index) => {
      return { status: 'reminder_sent', state: 'reached', at, isPlanned: false, step: index + 1, reason: null };
    });
}

function plannedReminder({ next_step: next }: ReviewRequestDetails): StatusStep[] {
  if (next?.kind !== 'reminder') return [];
  return [{ status: 'reminder_sent', state: 'pending', at: next.at, isPlanned: true, step: next.reminder, reason: null }];
}

function endStep({ status, status_at: at, reason }: ReviewRequestDetails): StatusStep[] {
  if (status !== 'error' && status !== 'cancelled') return [];
  return [{ status, state: status === 'error' ? 'failed' : 'stopped', at, isPlanned: false, step: 0, reason }];
}

/** Puts a step after the last one that was reached before it; planned dates of the journey do not count. */
function insertByDate(steps: StatusStep[], added: StatusStep): StatusStep[] {
  const index = steps.findLastIndex((step) => step.status === 'scheduled' || isBefore(step, added)) + 1;
  return [...steps.slice(0, index), added, ...steps.slice(index)];
}

function isBefore(step: StatusStep, other: StatusStep): boolean {
  return step.at !== null && other.at !== null && Date.parse(step.at) <= Date.parse(other.at);
}

/** What later steps overtook, or the end of the request made impossible, is no longer to come. */
function settlePending(steps: StatusStep[], { status, next_step: next }: ReviewRequestDetails): StatusStep[] {
  const isOver = (status === 'error' || status === 'cancelled') && next === null;
  const lastReached = steps.findLastIndex((step) => step.state === 'reached' && step.status !== 'reminder_sent');
  return steps.map((step, index) => {
    if (step.state !== 'pending') return step;
    if (index < lastReached) return { ...step, state: 'unseen' };
    return isOver ? { ...step, state: 'missed' } : step;
  });
}

function earliest(history: readonly HistoryEntry[], fact: Fact, accepts: (entry: HistoryEntry) => boolean) {
  return history
    .filter((entry) => entry.fact === fact && accepts(entry))
    .sort((one, other) => Date.parse(one.at) - Date.parse(other.at))[0];
}

/** Every later e-mail is a reminder, but for the first one sent again at an operator's wish. */
function isReminder(sent: HistoryEntry, history: readonly HistoryEntry[]): boolean {
  const isFirstAgain = ({ fact, reason, step }: HistoryEntry) =>
    fact === 'resumed' && reason === 'resent' && step === sent.step;
  return stepOf(sent) > 0 && !history.some(isFirstAgain);
}

function stepOf(entry: HistoryEntry): number {
  return entry.step ?? 0;
}
