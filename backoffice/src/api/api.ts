/** Every request the signed-in page can make. */
import type { Session } from '../auth/session';
import { ApiError } from './errors';
import { getJson, type Fetch } from './http';
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

export interface Api {
  readMe(signal: AbortSignal): Promise<Me>;
  listReviewRequests(websiteId: string, query: ReviewRequestQuery, signal: AbortSignal): Promise<ReviewRequestPage>;
  readReviewRequest(websiteId: string, reviewRequestId: string, signal: AbortSignal): Promise<ReviewRequestDetails>;
}

export function createApi(fetch: Fetch, session: Session): Api {
  const get = authorizedGet(fetch, session);
  return {
    readMe: (signal) => get<Me>('/v1/me', signal),
    listReviewRequests: (websiteId, query, signal) =>
      get<ReviewRequestPage>(`${collectionOf(websiteId)}?${parametersOf(query).toString()}`, signal),
    readReviewRequest: (websiteId, reviewRequestId, signal) =>
      get<ReviewRequestDetails>(`${collectionOf(websiteId)}/${encodeURIComponent(reviewRequestId)}`, signal),
  };
}

function collectionOf(websiteId: string): string {
  return `/v1/websites/${encodeURIComponent(websiteId)}/review-requests`;
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

/** Sends the access token; a refused token leads back to sign-in. */
function authorizedGet(fetch: Fetch, session: Session) {
  let accepted = false;
  return async function get<T>(path: string, signal: AbortSignal): Promise<T> {
    try {
      const answer = await getJson<T>(fetch, path, { accessToken: await session.accessToken(), signal });
      accepted = true;
      return answer;
    } catch (error) {
      if (!(error instanceof ApiError && error.kind === 'signed_out')) throw error;
      // A token refused right after sign-in would be refused again: say so rather than turn in circles.
      if (session.isNew && !accepted) throw new ApiError('session_refused', error.code, { cause: error });
      await session.signInAgain();
      throw error;
    }
  };
}
