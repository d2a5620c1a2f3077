/** The opt-outs on the server. */
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useServices } from '../../common/services';
import { useWebsite } from '../../common/website';

export function useOptOuts() {
  const { api } = useServices();
  const { website_id: websiteId } = useWebsite();
  return useInfiniteQuery({
    queryKey: optOutsKey(websiteId),
    queryFn: ({ signal, pageParam }) => api.listOptOuts(websiteId, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_page_token,
  });
}

export function useAdd() {
  const { api } = useServices();
  const { website_id: websiteId } = useWebsite();
  const refresh = useRefresh();
  return useMutation({
    mutationFn: ({ email, note }: { email: string; note: string }) => api.addOptOut(websiteId, email.trim(), note.trim() || null),
    onSuccess: refresh,
  });
}

export function useImport() {
  const { api } = useServices();
  const { website_id: websiteId } = useWebsite();
  const refresh = useRefresh();
  return useMutation({ mutationFn: (csv: string) => api.importOptOuts(websiteId, csv), onSuccess: refresh });
}

export function useExport() {
  const { api } = useServices();
  const { website_id: websiteId } = useWebsite();
  return useMutation({ mutationFn: () => api.exportOptOuts(websiteId) });
}

function useRefresh(): () => void {
  const client = useQueryClient();
  const { website_id: websiteId } = useWebsite();
  return () => {
    void client.invalidateQueries({ queryKey: optOutsKey(websiteId) });
  };
}

function optOutsKey(websiteId: string): readonly unknown[] {
  return ['opt-outs', websiteId];
}
