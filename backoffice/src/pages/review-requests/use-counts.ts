/** How many requests each status has, for the dates and the type in the filters; no other filter is counted. */
import { useQuery } from '@tanstack/react-query';
import type { CountFilter, ListFilter, StatusCounts } from '../../api/review-requests';
import { useServices } from '../../common/services';
import { useWebsite } from '../../common/website';

/** Making the counts anew takes minutes at worst: look again now and then. */
const LOOK_AGAIN = 15_000;

export interface Counts {
  /** Null before the first answer, and when none came. */
  answer: StatusCounts | null;
  refresh: () => void;
}

export function useCounts(filter: ListFilter): Counts {
  const { api } = useServices();
  const { website_id: websiteId } = useWebsite();
  const counted = countFilterOf(filter);
  const answer = useQuery({
    queryKey: ['review-request-counts', websiteId, counted],
    queryFn: ({ signal }) => api.countReviewRequests(websiteId, counted, signal),
    refetchInterval: ({ state }) => (state.data?.counted === false ? LOOK_AGAIN : false),
  });
  return { answer: answer.error ? null : (answer.data ?? null), refresh: () => void answer.refetch() };
}

function countFilterOf({ experience_from, experience_to, review_type }: ListFilter): CountFilter {
  return {
    ...(experience_from ? { experience_from } : {}),
    ...(experience_to ? { experience_to } : {}),
    ...(review_type ? { review_type } : {}),
  };
}
