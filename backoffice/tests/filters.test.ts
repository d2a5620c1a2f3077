import { describe, expect, it } from 'vitest';
import { periodOf, pickerValueOf } from '../src/pages/review-requests/filter-config';
import { filterOf, NO_FILTERS, readFilters, writeFilters, type Filters } from '../src/pages/review-requests/filters';
import { daysOf, type Period } from '../src/pages/review-requests/period';

const PERIODS: Period[] = [
  { kind: 'all' },
  { kind: 'last', amount: 7, unit: 'day' },
  { kind: 'last', amount: 6, unit: 'week' },
  { kind: 'last', amount: 12, unit: 'month' },
  { kind: 'last', amount: 2, unit: 'year' },
  { kind: 'between', from: '2026-01-31', to: '2026-02-28' },
];

const EVERYTHING: Filters = {
  period: { kind: 'between', from: '2026-01-31', to: '2026-02-28' },
  statuses: ['error'],
  reviewTypes: ['brand'],
  reasons: ['hard_bounce', 'capped'],
  channels: ['offline'],
  shops: ['Lille 2'],
  methods: ['csv'],
  languages: ['fr'],
  sentFrom: '2026-02-01',
  sentTo: '2026-02-02',
  receivedFrom: '2026-02-03',
  receivedTo: '2026-02-04',
  reached: 'delivered',
  afterReminder: 'form_opened',
  template: 'own-12ab9f',
  order: 'oldest',
};

describe('filters in the address', () => {
  it.each(PERIODS)('come back as they were: %o', (period) => {
    const filters: Filters = { ...NO_FILTERS, period, statuses: ['sent', 'error'], reviewTypes: ['product'] };
    expect(readFilters(writeFilters(new URLSearchParams(), filters))).toEqual(filters);
  });

  it('leave every other parameter alone', () => {
    const parameters = writeFilters(new URLSearchParams('website=w-1&status=sent&last=7d'), NO_FILTERS);
    expect(parameters.toString()).toBe('website=w-1');
  });

  it.each(['last=0d', 'last=7', 'last=12345d', 'from=2026-02-30&to=2026-03-01', 'from=2026-03-02&to=2026-03-01'])(
    'ignore a period that is none: %s',
    (search) => {
      expect(readFilters(new URLSearchParams(search)).period).toEqual({ kind: 'all' });
    },
  );

  it('bear the names of the API, all of them', () => {
    expect(writeFilters(new URLSearchParams('website=w-1'), EVERYTHING).toString()).toBe(
      'website=w-1&experience_from=2026-01-31&experience_to=2026-02-28&status=error&review_type=brand' +
        '&reason=hard_bounce&reason=capped&channel=offline&shop_id=Lille+2&transmission_method=csv&language=fr' +
        '&sent_from=2026-02-01&sent_to=2026-02-02&received_from=2026-02-03&received_to=2026-02-04&reached=delivered&after_reminder=form_opened&template=own-12ab9f&order=oldest',
    );
    expect(readFilters(writeFilters(new URLSearchParams(), EVERYTHING))).toEqual(EVERYTHING);
  });

  it('hold nothing that looks like an e-mail address', () => {
    const search = 'shop_id=zoe@example.com&template=zoe@example.com&language=zoe@example.com&reason=zoe@example.com&sent_from=zoe@example.com';
    expect(readFilters(new URLSearchParams(search))).toEqual(NO_FILTERS);
  });

  it('are understood in links made before', () => {
    expect(readFilters(new URLSearchParams('from=2026-01-31&to=2026-02-28')).period).toEqual({ kind: 'between', from: '2026-01-31', to: '2026-02-28' });
  });

  it('leave an end of a period open', () => {
    expect(readFilters(new URLSearchParams('experience_from=2026-01-31')).period).toMatchObject({ from: '2026-01-31' });
    expect(readFilters(new URLSearchParams('sent_to=2026-01-31'))).toMatchObject({ sentFrom: null, sentTo: '2026-01-31' });
    expect(readFilters(new URLSearchParams('sent_from=2026-02-01&sent_to=2026-01-31'))).toEqual(NO_FILTERS);
    expect(readFilters(new URLSearchParams('received_from=2026-02-01&received_to=2026-01-31'))).toEqual(NO_FILTERS);
  });

  it('ignore words the API does not know', () => {
    expect(readFilters(new URLSearchParams('status=lost&status=sent&review_type=shop'))).toEqual({ ...NO_FILTERS, statuses: ['sent'] });
  });
});

describe('the question to the API', () => {
  it('holds every filter that is set and no other', () => {
    expect(filterOf(NO_FILTERS, '2026-03-31')).toEqual({});
    expect(filterOf(EVERYTHING, '2026-03-31')).toEqual({
      experience_from: '2026-01-31',
      experience_to: '2026-02-28',
      status: ['error'],
      review_type: ['brand'],
      reason: ['hard_bounce', 'capped'],
      channel: ['offline'],
      shop_id: ['Lille 2'],
      transmission_method: ['csv'],
      language: ['fr'],
      sent_from: '2026-02-01',
      sent_to: '2026-02-02',
      received_from: '2026-02-03',
      received_to: '2026-02-04',
      reached: 'delivered',
      after_reminder: 'form_opened',
      template: 'own-12ab9f',
    });
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
