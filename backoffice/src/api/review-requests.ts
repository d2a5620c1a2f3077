/** The tracking table: its rows, the search, the counts, and the details of one request. */
import { websitePath, type Caller } from './caller';
import type {
  AfterReminder,
  Channel,
  Me,
  Milestone,
  Order,
  ReviewRequestDetails,
  ReviewRequestPage,
  ReviewType,
  Status,
  TransmissionMethod,
} from './types';

/** What the list shows; days are `YYYY-MM-DD`, both ends included, in the website's time zone. */
export interface ListFilter {
  experience_from?: string;
  experience_to?: string;
  status?: readonly Status[];
  review_type?: readonly ReviewType[];
  reason?: readonly string[];
  channel?: readonly Channel[];
  shop_id?: readonly string[];
  transmission_method?: readonly TransmissionMethod[];
  language?: readonly string[];
  /** Days on which the first e-mail left. */
  received_from?: string;
  received_to?: string;
  sent_from?: string;
  sent_to?: string;
  /** At least that far. */
  reached?: Milestone;
  after_reminder?: AfterReminder;
  template?: string;
}

/** A list without its pages. */
export interface ListQuery {
  filter: ListFilter;
  order: Order;
  pageSize: number;
}

/** What is looked for, always in a body: an address must hold no personal data. */
export type SearchTerms = { experience_reference: string } | { email: string } | { email_prefix: string };

/** What the counts follow: no other filter does. */
export type CountFilter = Pick<ListFilter, 'experience_from' | 'experience_to' | 'review_type'>;

export interface StatusCounts {
  /** False while the website's counts are being made anew: the numbers then say nothing. */
  counted: boolean;
  statuses: Record<Status, number>;
  total: number;
}

export interface ReviewRequestsApi {
  readMe(signal: AbortSignal): Promise<Me>;
  listReviewRequests(websiteId: string, query: ListQuery, pageToken: string | null, signal: AbortSignal): Promise<ReviewRequestPage>;
  searchReviewRequests(websiteId: string, search: Search, pageToken: string | null, signal: AbortSignal): Promise<ReviewRequestPage>;
  countReviewRequests(websiteId: string, filter: CountFilter, signal: AbortSignal): Promise<StatusCounts>;
  readReviewRequest(websiteId: string, reviewRequestId: string, signal: AbortSignal): Promise<ReviewRequestDetails>;
}

export interface Search {
  terms: SearchTerms;
  pageSize: number;
}

export function reviewRequestsApi({ get, send }: Caller): ReviewRequestsApi {
  return {
    readMe: (signal) => get('/v1/me', signal),
    listReviewRequests: (websiteId, query, pageToken, signal) =>
      get(`${collectionOf(websiteId)}?${listParameters(query, pageToken).toString()}`, signal),
    searchReviewRequests: (websiteId, { terms, pageSize }, pageToken, signal) => {
      const body = { ...terms, page_size: pageSize, ...(pageToken ? { page_token: pageToken } : {}) };
      return send('POST', `${collectionOf(websiteId)}/search`, body, signal);
    },
    countReviewRequests: (websiteId, filter, signal) =>
      get(`${collectionOf(websiteId)}/counts?${parametersOf(filter).toString()}`, signal),
    readReviewRequest: (websiteId, reviewRequestId, signal) =>
      get(`${collectionOf(websiteId)}/${encodeURIComponent(reviewRequestId)}`, signal),
  };
}

function collectionOf(websiteId: string): string {
  return `${websitePath(websiteId)}/review-requests`;
}

function listParameters({ filter, order, pageSize }: ListQuery, pageToken: string | null): URLSearchParams {
  const parameters = parametersOf(filter);
  if (order !== 'newest') parameters.set('order', order);
  parameters.set('page_size', String(pageSize));
  if (pageToken) parameters.set('page_token', pageToken);
  return parameters;
}

/** A filter as a query: a list is given by repeating its name. */
export function parametersOf(filter: ListFilter): URLSearchParams {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(filter) as [string, string | readonly string[]][]) {
    for (const one of typeof value === 'string' ? [value] : value) parameters.append(name, one);
  }
  return parameters;
}
