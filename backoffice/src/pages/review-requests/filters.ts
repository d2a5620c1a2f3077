/** The filters of the tracking table and how the address carries them (no personal data ever goes there). */
import { STATUSES, type ReviewType, type Status } from '../../api/types';
import { isDay } from '../../common/days';
import type { PeriodUnit } from '../../i18n/catalogue';

export type Period =
  | { kind: 'all' }
  | { kind: 'last'; amount: number; unit: PeriodUnit }
  /** Calendar days, `YYYY-MM-DD`, both included. */
  | { kind: 'between'; from: string; to: string };

export interface Filters {
  period: Period;
  statuses: readonly Status[];
  reviewTypes: readonly ReviewType[];
}

/** "Brand" also finds the requests that ask for both, and so does "product". */
export const FILTERED_REVIEW_TYPES: readonly ReviewType[] = ['brand', 'product'];

export const NO_FILTERS: Filters = { period: { kind: 'all' }, statuses: [], reviewTypes: [] };

export function hasFilters({ period, statuses, reviewTypes }: Filters): boolean {
  return period.kind !== 'all' || statuses.length > 0 || reviewTypes.length > 0;
}

const UNIT_LETTERS: Record<PeriodUnit, string> = { day: 'd', week: 'w', month: 'm', year: 'y' };
const UNITS = Object.keys(UNIT_LETTERS) as PeriodUnit[];

/** Reads `?last=30d&status=sent&status=error&review_type=brand`; what it does not know it leaves out. */
export function readFilters(parameters: URLSearchParams): Filters {
  const statuses = parameters.getAll('status');
  const reviewTypes = parameters.getAll('review_type');
  return {
    period: readPeriod(parameters),
    statuses: STATUSES.filter((status) => statuses.includes(status)),
    reviewTypes: FILTERED_REVIEW_TYPES.filter((reviewType) => reviewTypes.includes(reviewType)),
  };
}

/** The address with these filters; every other parameter is kept. */
export function writeFilters(parameters: URLSearchParams, filters: Filters): URLSearchParams {
  const next = new URLSearchParams(parameters);
  for (const name of ['last', 'from', 'to', 'status', 'review_type']) next.delete(name);
  const { period } = filters;
  if (period.kind === 'last') next.set('last', `${period.amount}${UNIT_LETTERS[period.unit]}`);
  if (period.kind === 'between') {
    next.set('from', period.from);
    next.set('to', period.to);
  }
  for (const status of filters.statuses) next.append('status', status);
  for (const reviewType of filters.reviewTypes) next.append('review_type', reviewType);
  return next;
}

function readPeriod(parameters: URLSearchParams): Period {
  return readLast(parameters.get('last')) ?? readBetween(parameters.get('from'), parameters.get('to')) ?? { kind: 'all' };
}

function readLast(value: string | null): Period | null {
  const [, digits, letter] = /^([1-9]\d{0,3})([dwmy])$/.exec(value ?? '') ?? [];
  const unit = UNITS.find((known) => UNIT_LETTERS[known] === letter);
  return unit ? { kind: 'last', amount: Number(digits), unit } : null;
}

function readBetween(from: string | null, to: string | null): Period | null {
  return isDay(from) && isDay(to) && from <= to ? { kind: 'between', from, to } : null;
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
