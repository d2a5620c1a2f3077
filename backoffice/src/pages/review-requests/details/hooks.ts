/** The details of one request, read once for the panel and for the steps; its e-mails and its proof file on demand. */
import { useMutation, useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { ProofFileFormat, ShownEmail } from '../../../api/request-archive';
import type { ReviewRequestDetails } from '../../../api/types';
import { useServices } from '../../../common/services';
import { useWebsite } from '../../../common/website';
import { useI18n } from '../../../i18n';

export function useReviewRequest(reviewRequestId: string): UseQueryResult<ReviewRequestDetails> {
  const { api } = useServices();
  const { website_id: websiteId } = useWebsite();
  return useQuery({
    queryKey: ['review-request', websiteId, reviewRequestId],
    queryFn: ({ signal }) => api.readReviewRequest(websiteId, reviewRequestId, signal),
    staleTime: 0,
  });
}

export function useEmail(reviewRequestId: string, step: number): UseQueryResult<ShownEmail> {
  const { api } = useServices();
  const { website_id: websiteId } = useWebsite();
  return useQuery({
    queryKey: ['email', websiteId, reviewRequestId, step],
    queryFn: ({ signal }) => api.readEmail(websiteId, reviewRequestId, step, signal),
  });
}

export function useProofFile(reviewRequestId: string) {
  const { api } = useServices();
  const { website_id: websiteId } = useWebsite();
  const { language } = useI18n();
  return useMutation({
    mutationFn: (format: ProofFileFormat) => api.readProofFile(websiteId, reviewRequestId, format, language),
  });
}
