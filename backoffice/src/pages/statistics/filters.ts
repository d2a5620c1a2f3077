/** The filters of statistics and how the address carries them; their names there are those of the list and of the API. */
import { DIMENSIONS, type Dimension, type StatisticsFilter } from '../../api/statistics';
import { isDay } from '../../common/days';
import { isShop } from '../review-requests/filters';
import { daysOf, type Period } from '../review-requests/period';

/** Days on which first e-mails left, always some, and for each dimension the values chosen (none means all). */
export interface Filters {
  period: Period;
  chosen: Record<Dimension, readonly string[]>;
}

export const DEFAULT_PERIOD: Period = { kind: 'last', amount: 30, unit: 'day' };
export const LONGEST_PERIOD = { kind: 'last', amount: 24, unit: 'month' } as const;
const NOTHING_CHOSEN: Filters['chosen'] = { review_type: [], channel: [], shop_id: [], language: [], template: [] };
export const NO_FILTERS: Filters = { period: DEFAULT_PERIOD, chosen: NOTHING_CHOSEN };

const UNITS = { d: 'day', w: 'week', m: 'month', y: 'year' } as const;

export function hasFilters({ chosen }: Filters): boolean {
  return DIMENSIONS.some((dimension) => chosen[dimension].length > 0);
}

/** Reads `?last=90d&channel=online` or `?sent_from=2026-11-01&sent_to=2026-11-30`. */
export function readFilters(parameters: URLSearchParams): Filters {
  const chosen = { ...NOTHING_CHOSEN };
  for (const dimension of DIMENSIONS) chosen[dimension] = chosenOf(dimension, parameters.getAll(dimension));
  return { period: readPeriod(parameters), chosen };
}

/** What can be chosen together: one template only, for the list takes one; no shop that looks like an address. */
export function chosenOf(dimension: Dimension, values: readonly string[]): string[] {
  const distinct = [...new Set(values.filter(Boolean))];
  if (dimension === 'template') return distinct.slice(-1);
  return dimension === 'shop_id' ? distinct.filter(isShop) : distinct;
}

/** The address with these filters; every other parameter is kept. */
export function writeFilters(parameters: URLSearchParams, { period, chosen }: Filters): URLSearchParams {
  const next = new URLSearchParams(parameters);
  for (const name of ['last', 'sent_from', 'sent_to', ...DIMENSIONS]) next.delete(name);
  if (period.kind === 'last' && !isDefault(period)) next.set('last', `${period.amount}${period.unit.charAt(0)}`);
  if (period.kind === 'between') {
    next.set('sent_from', period.from);
    next.set('sent_to', period.to);
  }
  for (const dimension of DIMENSIONS) for (const value of chosen[dimension]) next.append(dimension, value);
  return next;
}

/** What to ask the API for; a relative period means the days seen from `today`. */
export function filterOf({ period, chosen }: Filters, today: string): StatisticsFilter {
  const days = daysOf(period, today);
  const set = DIMENSIONS.filter((dimension) => chosen[dimension].length > 0);
  return {
    sent_from: days.from ?? today,
    sent_to: days.to ?? today,
    ...Object.fromEntries(set.map((dimension) => [dimension, chosen[dimension]])),
  };
}

/** The first day that statistics cover. */
export function earliestDay(today: string): string {
  return daysOf(LONGEST_PERIOD, today).from ?? today;
}

/** The last day that statistics cover: what is planned counts too. */
export function latestDay(today: string): string {
  return `${Number(today.slice(0, 4)) + 1}${today.slice(4)}`;
}

function readPeriod(parameters: URLSearchParams): Period {
  const [, digits, letter] = /^([1-9]\d{0,2})([dwmy])$/.exec(parameters.get('last') ?? '') ?? [];
  if (digits && letter) return { kind: 'last', amount: Number(digits), unit: UNITS[letter as keyof typeof UNITS] };
  const [from, to] = [parameters.get('sent_from'), parameters.get('sent_to')];
  return isDay(from) && isDay(to) && from <= to ? { kind: 'between', from, to } : DEFAULT_PERIOD;
}

function isDefault(period: Period): boolean {
  return JSON.stringify(period) === JSON.stringify(DEFAULT_PERIOD);
}
