/** Statistics of a website: how far the requests of a period came. */
import { websitePath, type Caller } from './caller';
import type { Channel, Milestone, ReviewType } from './types';

/** How openings are followed: by request, only counted, or not at all. */
export type OpenTracking = 'individual' | 'aggregated' | 'off';

export const DIMENSIONS = ['review_type', 'channel', 'shop_id', 'language', 'template'] as const;
export type Dimension = (typeof DIMENSIONS)[number];

/** Days are `YYYY-MM-DD`, both ends included, in the website's time zone; names and values are those of the list. */
export interface StatisticsFilter {
  sent_from: string;
  sent_to: string;
  review_type?: readonly ReviewType[];
  channel?: readonly Channel[];
  shop_id?: readonly string[];
  language?: readonly string[];
  template?: readonly string[];
}

/** Requests that came at least so far. */
export type Counts = Record<Milestone, number>;

export interface FunnelStage {
  milestone: Milestone;
  count: number;
  /** Of the requests sent; null where there is nothing to compare with. */
  absolute: number | null;
  /** Of the stage before. */
  relative: number | null;
}

export interface ReminderFigures {
  sent: number;
  form_opened_after: number;
  review_submitted_after: number;
  share_of_reviews: number | null;
}

export interface DayFigures extends Counts {
  day: string;
}

export interface GroupFigures extends Counts {
  value: string;
}

export interface Statistics {
  period: { sent_from: string; sent_to: string; time_zone: string };
  open_tracking: { mode: OpenTracking; aggregated_opens: number };
  /** False while the figures are being made anew: there are none then. */
  counted: boolean;
  funnel: FunnelStage[];
  reminders: ReminderFigures | null;
  /** Every day of the period. */
  days: DayFigures[];
  /** The largest groups first. */
  groups: { dimension: Dimension; values: GroupFigures[] }[];
}

export interface StatisticsApi {
  readStatistics(websiteId: string, filter: StatisticsFilter, signal: AbortSignal): Promise<Statistics>;
}

export function statisticsApi({ get }: Caller): StatisticsApi {
  return {
    readStatistics: (websiteId, filter, signal) =>
      get(`${websitePath(websiteId)}/statistics?${parametersOf(filter).toString()}`, signal),
  };
}

/** The same parameters for the API and for the list: a list is given by repeating its name. */
export function parametersOf(filter: Partial<StatisticsFilter>): URLSearchParams {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(filter) as [string, string | readonly string[]][]) {
    for (const one of typeof value === 'string' ? [value] : value) parameters.append(name, one);
  }
  return parameters;
}
