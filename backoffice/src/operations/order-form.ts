/** What an operator fills in before an operation starts, and the order it makes. */
import type { OperationKind, OperationOrder, Selection } from '../api/operation-types';
import { instantIn } from '../common/local-time';
import { isDay } from '../common/days';
import { isEmail } from '../common/email';
import { isReason } from '../common/reason-field';
import { dayIn } from '../i18n/dates';
import type { Catalogue } from '../i18n/catalogue';

export interface OrderForm {
  reason: string;
  /** `YYYY-MM-DD` and `HH:MM`, on the clock of the website. */
  day: string;
  time: string;
  email: string;
}

export type OrderProblems = Partial<Record<keyof OrderForm, string>>;

const DAY = 24 * 60 * 60 * 1000;
/** The undo window and the time to press the button. */
const SOONEST = 60 * 1000;

/** Tomorrow morning: a date that is right for most and wrong for nobody. */
export function emptyForm(timeZone: string, now: Date): OrderForm {
  return { reason: '', day: dayIn(timeZone, new Date(now.getTime() + DAY)), time: '09:00', email: '' };
}

/** What stands in the way of the order, field by field. */
export function problemsOf(kind: OperationKind, form: OrderForm, timeZone: string, now: Date, text: Catalogue): OrderProblems {
  return {
    ...(isReason(form.reason) ? {} : { reason: text.operations.dialog.reasonMissing }),
    ...(kind === 'reschedule' ? dateProblems(form, timeZone, now, text) : {}),
    ...(kind === 'correct_address' && !isEmail(form.email) ? { email: text.operations.correction.wrongEmail } : {}),
  };
}

/** The order, or null while what it is about (date, address) is not filled in; the reason may still be missing. */
export function orderOf(kind: OperationKind, selection: Selection, form: OrderForm, timeZone: string): OperationOrder | null {
  const order = { kind, selection, reason: form.reason.trim() };
  if (kind === 'reschedule') {
    return isWhen(form) ? { ...order, at: instantIn(timeZone, form.day, form.time).toISOString() } : null;
  }
  if (kind === 'correct_address') return isEmail(form.email) ? { ...order, email: form.email.trim() } : null;
  return order;
}

function dateProblems(form: OrderForm, timeZone: string, now: Date, text: Catalogue): OrderProblems {
  const { wrongDate, wrongTime, past } = text.operations.reschedule;
  if (!isDay(form.day)) return { day: wrongDate };
  if (!isTime(form.time)) return { time: wrongTime };
  const wait = instantIn(timeZone, form.day, form.time).getTime() - now.getTime();
  return wait >= SOONEST && wait <= 365 * DAY ? {} : { day: past };
}

function isWhen({ day, time }: OrderForm): boolean {
  return isDay(day) && isTime(time);
}

function isTime(time: string): boolean {
  return /^([01]\d|2[0-3]):[0-5]\d$/.test(time);
}
