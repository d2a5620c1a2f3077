/** The tracking table: its rows and the details of one. */
import { websitePath, type Caller } from './caller';
import type { Me, ReviewRequestDetails, ReviewRequestPage, ReviewType, Status } from './types';

export interface ReviewRequestQuery {
  /** `YYYY-MM-DD`, both ends included, in the website's time zone. */
  experienceFrom?: string;
  experienceTo?: string;
  statuses: readonly Status[];
  reviewTypes: readonly ReviewType[];
  pageSize: number;
  pageToken: string | null;
}

export interface ReviewRequestsApi {
  readMe(signal: AbortSignal): Promise<Me>;
  listReviewRequests(websiteId: string, query: ReviewRequestQuery, signal: AbortSignal): Promise<ReviewRequestPage>;
  readReviewRequest(websiteId: string, reviewRequestId: string, signal: AbortSignal): Promise<ReviewRequestDetails>;
}

export function reviewRequestsApi({ get }: Caller): ReviewRequestsApi {
  return {
    readMe: (signal) => get('/v1/me', signal),
    listReviewRequests: (websiteId, query, signal) =>
      get(`${collectionOf(websiteId)}?${parametersOf(query).toString()}`, signal),
    readReviewRequest: (websiteId, reviewRequestId, signal) =>
      get(`${collectionOf(websiteId)}/${encodeURIComponent(reviewRequestId)}`, signal),
  };
}

function collectionOf(websiteId: string): string {
  return `${websitePath(websiteId)}/review-requests`;
}

function parametersOf(query: ReviewRequestQuery): URLSearchParams {
  const parameters = new URLSearchParams();
  if (query.experienceFrom) parameters.set('experience_from', query.experienceFrom);
  if (query.experienceTo) parameters.set('experience_to', query.experienceTo);
  for (const status of query.statuses) parameters.append('status', status);
  for (const reviewType of query.reviewTypes) parameters.append('review_type', reviewType);
  parameters.set('page_size', String(query.pageSize));
  if (query.pageToken) parameters.set('page_token', query.pageToken);
  return parameters;
}
