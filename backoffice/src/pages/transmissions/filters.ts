/** The filters of transmissions and how the address carries them: `?kind=calls&from=2026-11-01&to=2026-11-30&method=api`. */
import { LINE_CHOICES, TRANSMISSION_KINDS, type LineChoice, type TransmissionKind, type TransmissionQuery } from '../../api/transmissions';
import { TRANSMISSION_METHODS, type TransmissionMethod } from '../../api/types';
import { isDay } from '../../common/days';
import { daysOf, type Period } from '../review-requests/period';

export interface Filters {
  kind: TransmissionKind;
  /** Days of reception on the website's clock. */
  period: Period;
  /** One door; null means all. */
  method: TransmissionMethod | null;
  /** At least one line ended like this. */
  result: LineChoice | null;
}

const ALL_DAYS: Period = { kind: 'all' };
export const NO_FILTERS: Omit<Filters, 'kind'> = { period: ALL_DAYS, method: null, result: null };

const UNITS = { d: 'day', w: 'week', m: 'month', y: 'year' } as const;

export function readFilters(parameters: URLSearchParams): Filters {
  return {
    kind: TRANSMISSION_KINDS.find((kind) => kind === parameters.get('kind')) ?? 'files',
    period: readPeriod(parameters),
    method: TRANSMISSION_METHODS.find((method) => method === parameters.get('method')) ?? null,
    result: LINE_CHOICES.find((result) => result === parameters.get('result')) ?? null,
  };
}

/** The address with these filters; every other parameter is kept. */
export function writeFilters(parameters: URLSearchParams, { kind, period, method, result }: Filters): URLSearchParams {
  const next = new URLSearchParams(parameters);
  for (const name of ['kind', 'last', 'from', 'to', 'method', 'result']) next.delete(name);
  if (kind !== 'files') next.set('kind', kind);
  if (period.kind === 'last') next.set('last', `${period.amount}${period.unit.charAt(0)}`);
  if (period.kind === 'between') {
    next.set('from', period.from);
    next.set('to', period.to);
  }
  if (method) next.set('method', method);
  if (result) next.set('result', result);
  return next;
}

export function hasFilters({ period, method, result }: Filters): boolean {
  return period.kind !== 'all' || method !== null || result !== null;
}

/** What to ask the API for; a relative period means the days seen from `today`. */
export function queryOf({ kind, period, method, result }: Filters, today: string): TransmissionQuery {
  return { kind, ...daysOf(period, today), ...(method ? { transmission_method: method } : {}), ...(result ? { result } : {}) };
}

function readPeriod(parameters: URLSearchParams): Period {
  const [, digits, letter] = /^([1-9]\d{0,3})([dwmy])$/.exec(parameters.get('last') ?? '') ?? [];
  if (digits && letter) return { kind: 'last', amount: Number(digits), unit: UNITS[letter as keyof typeof UNITS] };
  const [from, to] = [parameters.get('from'), parameters.get('to')];
  return isDay(from) && isDay(to) && from <= to ? { kind: 'between', from, to } : ALL_DAYS;
}
