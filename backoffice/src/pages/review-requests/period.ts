/** A period of experience dates, how the address carries it, and the days it means. */
import { isDay } from '../../common/days';
import type { PeriodUnit } from '../../i18n/catalogue';

export type Period =
  | { kind: 'all' }
  | { kind: 'last'; amount: number; unit: PeriodUnit }
  /** Calendar days, `YYYY-MM-DD`, both included. */
  | { kind: 'between'; from: string; to: string };

const UNIT_LETTERS: Record<PeriodUnit, string> = { day: 'd', week: 'w', month: 'm', year: 'y' };
const UNITS = Object.keys(UNIT_LETTERS) as PeriodUnit[];

/** `from` and `to` stand in links made before the API's own names did. */
export const PERIOD_PARAMETERS = ['last', 'experience_from', 'experience_to', 'from', 'to'] as const;

const FIRST_DAY = '1970-01-02';
const LAST_DAY = '9999-12-30';

export function readPeriod(parameters: URLSearchParams): Period {
  const from = parameters.get('experience_from') ?? parameters.get('from');
  const to = parameters.get('experience_to') ?? parameters.get('to');
  return readLast(parameters.get('last')) ?? readBetween(from, to) ?? { kind: 'all' };
}

export function writePeriod(parameters: URLSearchParams, period: Period): void {
  for (const name of PERIOD_PARAMETERS) parameters.delete(name);
  if (period.kind === 'last') parameters.set('last', `${period.amount}${UNIT_LETTERS[period.unit]}`);
  if (period.kind === 'between') {
    parameters.set('experience_from', period.from);
    parameters.set('experience_to', period.to);
  }
}

function readLast(value: string | null): Period | null {
  const [, digits, letter] = /^([1-9]\d{0,3})([dwmy])$/.exec(value ?? '') ?? [];
  const unit = UNITS.find((known) => UNIT_LETTERS[known] === letter);
  return unit ? { kind: 'last', amount: Number(digits), unit } : null;
}

/** One end alone leaves the other open. */
function readBetween(from: string | null, to: string | null): Period | null {
  if (from === null && to === null) return null;
  const [first, last] = [from ?? FIRST_DAY, to ?? LAST_DAY];
  return isDay(first) && isDay(last) && first <= last ? { kind: 'between', from: first, to: last } : null;
}

/** First and last day of a period, seen from `today`; "last 7 days" is today and the six days before. */
export function daysOf(period: Period, today: string): { from?: string; to?: string } {
  if (period.kind === 'all') return {};
  if (period.kind === 'between') return { from: period.from, to: period.to };
  const start = addDays(goBack(today, period.amount, period.unit), 1);
  return { from: start, to: today };
}

function goBack(day: string, amount: number, unit: PeriodUnit): string {
  if (unit === 'day') return addDays(day, -amount);
  if (unit === 'week') return addDays(day, -7 * amount);
  return addMonths(day, unit === 'month' ? -amount : -12 * amount);
}

function addDays(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return isoDay(date);
}

/** The same day of another month, or the last one when that month is shorter. */
function addMonths(day: string, months: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  const dayOfMonth = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + months);
  const lastDay = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  date.setUTCDate(Math.min(dayOfMonth, lastDay));
  return isoDay(date);
}

function isoDay(date: Date): string {
  return date.toISOString().slice(0, 10);
}
