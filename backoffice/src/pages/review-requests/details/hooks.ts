/** The details of one request, read once for the panel and for the steps. */
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { ReviewRequestDetails } from '../../../api/types';
import { useServices } from '../../../common/services';
import { useWebsite } from '../../../common/website';

export function useReviewRequest(reviewRequestId: string): UseQueryResult<ReviewRequestDetails> {
  const { api } = useServices();
  const { website_id: websiteId } = useWebsite();
  return useQuery({
    queryKey: ['review-request', websiteId, reviewRequestId],
    queryFn: ({ signal }) => api.readReviewRequest(websiteId, reviewRequestId, signal),
    staleTime: 0,
  });
}
