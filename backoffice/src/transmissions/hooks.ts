/** One transmission on the server: how far it is, its lines, its reports. */
import { useInfiniteQuery, useMutation, useQuery, type QueryClient } from '@tanstack/react-query';
import { isOver, type LinesOf, type Report, type Transmission } from '../api/transmissions';
import { useServices } from '../common/services';
import { useWebsite } from '../common/website';
import { followAddress } from '../common/save-file';

export const POLL = 1500;

/** Read again as long as it is under way. */
export function useTransmission(transmissionId: string) {
  const { api } = useServices();
  const { website_id: websiteId } = useWebsite();
  return useQuery({
    queryKey: transmissionKey(websiteId, transmissionId),
    queryFn: ({ signal }) => api.readTransmission(websiteId, transmissionId, signal),
    refetchInterval: ({ state }) => (state.data && !isOver(state.data) ? POLL : false),
    refetchOnMount: 'always',
  });
}

/** The lines of one result; `version` changes when there may be more of them. */
export function useLines({ transmissionId, result }: LinesOf, version: number) {
  const { api } = useServices();
  const { website_id: websiteId } = useWebsite();
  return useInfiniteQuery({
    queryKey: ['lines', websiteId, transmissionId, result, version],
    queryFn: ({ signal, pageParam }) => api.listLines(websiteId, { transmissionId, result }, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_page_token,
    placeholderData: (before) => before,
  });
}

export function useReport(transmissionId: string) {
  const { api } = useServices();
  const { website_id: websiteId } = useWebsite();
  return useMutation({
    mutationFn: (report: Report) => api.downloadReport(websiteId, transmissionId, report),
    onSuccess: ({ url }) => {
      followAddress(url);
    },
  });
}

/** What the answer of a start tells already is shown until the transmission is read. */
export function keepStarted(client: QueryClient, websiteId: string, started: Transmission): void {
  const details = { requests_by_status: null, counted_at: null, ...started };
  client.setQueryData(transmissionKey(websiteId, started.transmission_id), details);
  void client.invalidateQueries({ queryKey: ['transmissions', websiteId] });
}

function transmissionKey(websiteId: string, transmissionId: string): readonly unknown[] {
  return ['transmission', websiteId, transmissionId];
}
