/** The filters of the tracking table and how the address carries them (no personal data ever goes there). */
import type { ListFilter } from '../../api/review-requests';
import { CUSTOMER_LANGUAGES } from '../../api/settings-types';
import {
  AFTER_A_REMINDER,
  CHANNELS,
  MILESTONES,
  STATUSES,
  TRANSMISSION_METHODS,
  type AfterReminder,
  type Channel,
  type Milestone,
  type Order,
  type ReviewType,
  type Status,
  type TransmissionMethod,
} from '../../api/types';
import { isDay } from '../../common/days';
import { REASON_CODES } from '../../i18n/reasons';
import { daysOf, readPeriod, writePeriod, type Period } from './period';

export interface Filters {
  period: Period;
  statuses: readonly Status[];
  reviewTypes: readonly ReviewType[];
  reasons: readonly string[];
  channels: readonly Channel[];
  shops: readonly string[];
  methods: readonly TransmissionMethod[];
  languages: readonly string[];
  /** Days on which the first e-mail left, both included; either may be open. */
  sentFrom: string | null;
  sentTo: string | null;
  /** Days on which the request was made of its proof, likewise. */
  receivedFrom: string | null;
  receivedTo: string | null;
  reached: Milestone | null;
  afterReminder: AfterReminder | null;
  template: string | null;
  order: Order;
}

/** "Brand" also finds the requests that ask for both, and so does "product". */
export const FILTERED_REVIEW_TYPES: readonly ReviewType[] = ['brand', 'product'];

export const NO_FILTERS: Filters = {
  period: { kind: 'all' },
  statuses: [],
  reviewTypes: [],
  reasons: [],
  channels: [],
  shops: [],
  methods: [],
  languages: [],
  sentFrom: null,
  sentTo: null,
  receivedFrom: null,
  receivedTo: null,
  reached: null,
  afterReminder: null,
  template: null,
  order: 'newest',
};

type ListName = 'statuses' | 'reviewTypes' | OtherListName;
type OtherListName = 'reasons' | 'channels' | 'shops' | 'methods' | 'languages';
type SingleName = 'sentFrom' | 'sentTo' | 'receivedFrom' | 'receivedTo' | 'reached' | 'afterReminder' | 'template';

/** The name in the address, which is the API's own, of each filter that takes several values. */
const LIST_PARAMETERS: Record<ListName, keyof ListFilter> = {
  statuses: 'status',
  reviewTypes: 'review_type',
  reasons: 'reason',
  channels: 'channel',
  shops: 'shop_id',
  methods: 'transmission_method',
  languages: 'language',
};
const SINGLE_PARAMETERS: Record<SingleName, keyof ListFilter> = {
  sentFrom: 'sent_from',
  sentTo: 'sent_to',
  receivedFrom: 'received_from',
  receivedTo: 'received_to',
  reached: 'reached',
  afterReminder: 'after_reminder',
  template: 'template',
};
const LIST_NAMES = Object.keys(LIST_PARAMETERS) as ListName[];
const SINGLE_NAMES = Object.keys(SINGLE_PARAMETERS) as SingleName[];
const OTHER_LISTS: readonly OtherListName[] = ['reasons', 'channels', 'shops', 'methods', 'languages'];

/** What every filter of these is when nobody chose it: an order is no filter. */
export function hasFilters(filters: Filters): boolean {
  const { period, statuses, reviewTypes } = filters;
  return period.kind !== 'all' || statuses.length > 0 || reviewTypes.length > 0 || hasOtherFilters(filters);
}

/** Whether any filter is set beside the three that always stand in sight. */
export function hasOtherFilters(filters: Filters): boolean {
  return OTHER_LISTS.some((name) => filters[name].length > 0) || SINGLE_NAMES.some((name) => filters[name] !== null);
}

export function isTemplate(value: string): boolean {
  return /^(standard|own-[0-9a-f]{6})$/.test(value);
}

/** A shop's identifier; what looks like an e-mail address has no place in the page's address. */
export function isShop(value: string): boolean {
  return /^[^@]{1,100}$/.test(value) && value.trim() === value;
}

/** Reads `?last=30d&status=sent&status=error&reason=hard_bounce`; what it does not know it leaves out. */
export function readFilters(parameters: URLSearchParams): Filters {
  const { reached, afterReminder, template } = SINGLE_PARAMETERS;
  return {
    period: readPeriod(parameters),
    statuses: known(STATUSES, parameters, 'statuses'),
    reviewTypes: known(FILTERED_REVIEW_TYPES, parameters, 'reviewTypes'),
    reasons: known(REASON_CODES, parameters, 'reasons'),
    channels: known(CHANNELS, parameters, 'channels'),
    shops: distinct(parameters.getAll(LIST_PARAMETERS.shops)).filter(isShop),
    methods: known(TRANSMISSION_METHODS, parameters, 'methods'),
    languages: known(CUSTOMER_LANGUAGES, parameters, 'languages'),
    ...readSpan(parameters, 'sentFrom', 'sentTo'),
    ...readSpan(parameters, 'receivedFrom', 'receivedTo'),
    reached: MILESTONES.find((milestone) => milestone === parameters.get(reached)) ?? null,
    afterReminder: AFTER_A_REMINDER.find((milestone) => milestone === parameters.get(afterReminder)) ?? null,
    template: [parameters.get(template)].find((value) => value !== null && isTemplate(value)) ?? null,
    order: parameters.get('order') === 'oldest' ? 'oldest' : 'newest',
  };
}

/** The address with these filters; every other parameter is kept. */
export function writeFilters(parameters: URLSearchParams, filters: Filters): URLSearchParams {
  const next = new URLSearchParams(parameters);
  for (const name of [...Object.values(LIST_PARAMETERS), ...Object.values(SINGLE_PARAMETERS), 'order']) next.delete(name);
  writePeriod(next, filters.period);
  for (const name of LIST_NAMES) for (const value of filters[name]) next.append(LIST_PARAMETERS[name], value);
  for (const name of SINGLE_NAMES) if (filters[name] !== null) next.set(SINGLE_PARAMETERS[name], filters[name]);
  if (filters.order !== 'newest') next.set('order', filters.order);
  return next;
}

/** What to ask the API for; a relative period means the days seen from `today`. */
export function filterOf(filters: Filters, today: string): ListFilter {
  const { from, to } = daysOf(filters.period, today);
  const lists = LIST_NAMES.filter((name) => filters[name].length > 0).map((name) => [LIST_PARAMETERS[name], filters[name]]);
  const singles = SINGLE_NAMES.filter((name) => filters[name] !== null).map((name) => [SINGLE_PARAMETERS[name], filters[name]]);
  return {
    ...(from ? { experience_from: from } : {}),
    ...(to ? { experience_to: to } : {}),
    ...(Object.fromEntries([...lists, ...singles]) as ListFilter),
  };
}

/** Days that stand the wrong way round are none. */
function readSpan<From extends SingleName, To extends SingleName>(parameters: URLSearchParams, first: From, last: To): Record<From | To, string | null> {
  const [from, to] = [parameters.get(SINGLE_PARAMETERS[first]), parameters.get(SINGLE_PARAMETERS[last])].map((day) => (isDay(day ?? null) ? day : null));
  const isReversed = from && to && from > to;
  return { [first]: isReversed ? null : from, [last]: isReversed ? null : to } as Record<From | To, string | null>;
}

function known<T extends string>(words: readonly T[], parameters: URLSearchParams, name: ListName): T[] {
  const given = parameters.getAll(LIST_PARAMETERS[name]);
  return words.filter((word) => given.includes(word));
}

function distinct(values: string[]): string[] {
  return [...new Set(values)];
}
