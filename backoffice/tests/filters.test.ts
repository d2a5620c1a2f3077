import { describe, expect, it } from 'vitest';
import { periodOf, pickerValueOf } from '../src/pages/review-requests/filter-config';
import { daysOf, NO_FILTERS, readFilters, writeFilters, type Filters, type Period } from '../src/pages/review-requests/filters';

const PERIODS: Period[] = [
  { kind: 'all' },
  { kind: 'last', amount: 7, unit: 'day' },
  { kind: 'last', amount: 6, unit: 'week' },
  { kind: 'last', amount: 12, unit: 'month' },
  { kind: 'last', amount: 2, unit: 'year' },
  { kind: 'between', from: '2026-01-31', to: '2026-02-28' },
];

describe('filters in the address', () => {
  it.each(PERIODS)('come back as they were: %o', (period) => {
    const filters: Filters = { period, statuses: ['sent', 'error'], reviewTypes: ['product'] };
    expect(readFilters(writeFilters(new URLSearchParams(), filters))).toEqual(filters);
  });

  it('leave every other parameter alone', () => {
    const parameters = writeFilters(new URLSearchParams('website=w-1&status=sent&last=7d'), NO_FILTERS);
    expect(parameters.toString()).toBe('website=w-1');
  });

  it.each(['last=0d', 'last=7', 'last=12345d', 'from=2026-02-30&to=2026-03-01', 'from=2026-03-02&to=2026-03-01', 'from=2026-03-02'])(
    'ignore a period that is none: %s',
    (search) => {
      expect(readFilters(new URLSearchParams(search)).period).toEqual({ kind: 'all' });
    },
  );

  it('ignore words the API does not know', () => {
    expect(readFilters(new URLSearchParams('status=lost&status=sent&review_type=shop'))).toEqual({ ...NO_FILTERS, statuses: ['sent'] });
  });
});

describe('days of a period', () => {
  it.each([
    [{ kind: 'all' }, {}],
    [{ kind: 'last', amount: 1, unit: 'day' }, { from: '2026-03-31', to: '2026-03-31' }],
    [{ kind: 'last', amount: 7, unit: 'day' }, { from: '2026-03-25', to: '2026-03-31' }],
    [{ kind: 'last', amount: 1, unit: 'month' }, { from: '2026-03-01', to: '2026-03-31' }],
    [{ kind: 'last', amount: 12, unit: 'month' }, { from: '2025-04-01', to: '2026-03-31' }],
    [{ kind: 'between', from: '2026-01-01', to: '2026-01-02' }, { from: '2026-01-01', to: '2026-01-02' }],
  ] as [Period, object][])('%o', (period, expected) => {
    expect(daysOf(period, '2026-03-31')).toEqual(expected);
  });
});

describe('date picker', () => {
  it.each(PERIODS)('shows and gives back %o', (period) => {
    expect(periodOf(pickerValueOf(period))).toEqual(period);
  });
});
