/** The days that the books show, and how the address carries them: `?last=7d`, or `?from=2026-11-01&to=2026-11-30`. */
import { daysOf, PERIOD_PARAMETERS, readPeriod, type Period } from '../review-requests/period';

export const DEFAULT_PERIOD: Period = { kind: 'last', amount: 30, unit: 'day' };
export const MOST_DAYS = 366;
const A_DAY = 86_400_000;

export interface Days {
  from: string;
  to: string;
}

export function readDays(parameters: URLSearchParams): Period {
  const period = readPeriod(parameters);
  return period.kind === 'all' ? DEFAULT_PERIOD : period;
}

/** The address with this period; every other parameter is kept. */
export function writeDays(parameters: URLSearchParams, period: Period): URLSearchParams {
  const next = new URLSearchParams(parameters);
  for (const name of PERIOD_PARAMETERS) next.delete(name);
  if (period.kind === 'last' && JSON.stringify(period) !== JSON.stringify(DEFAULT_PERIOD)) {
    next.set('last', `${period.amount}${period.unit.charAt(0)}`);
  }
  if (period.kind === 'between') {
    next.set('from', period.from);
    next.set('to', period.to);
  }
  return next;
}

/** What to ask the API for, seen from `today`. */
export function daysShown(period: Period, today: string): Days {
  const { from = today, to = today } = daysOf(period, today);
  return { from, to };
}

export function isTooLong({ from, to }: Days): boolean {
  return (Date.parse(to) - Date.parse(from)) / A_DAY >= MOST_DAYS;
}
