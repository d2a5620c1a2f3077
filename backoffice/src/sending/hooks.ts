/** The state of the website's sending, read again every half minute; pause and resume. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Sending } from '../api/sending';
import { useServices } from '../common/services';
import { useWebsite } from '../common/website';

export type Switch = 'pause' | 'resume';

const EVERY_HALF_MINUTE = 30_000;

export function useSending(): Sending | undefined {
  const { api } = useServices();
  const { website_id: websiteId } = useWebsite();
  const answer = useQuery({
    queryKey: sendingKey(websiteId),
    queryFn: ({ signal }) => api.readSending(websiteId, signal),
    refetchInterval: EVERY_HALF_MINUTE,
  });
  return answer.data;
}

export function useSwitch(onDone: () => void) {
  const { api } = useServices();
  const { website_id: websiteId } = useWebsite();
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ to, reason }: { to: Switch; reason: string }) =>
      to === 'pause' ? api.pauseSending(websiteId, reason) : api.resumeSending(websiteId, reason),
    onSuccess: (sending) => {
      client.setQueryData(sendingKey(websiteId), sending);
      onDone();
    },
  });
}

function sendingKey(websiteId: string): readonly unknown[] {
  return ['sending', websiteId];
}
