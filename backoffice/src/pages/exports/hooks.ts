/** Exports and feeds on the server. */
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { isUnderWay, type Feeds, type FeedKind, type FeedSettings } from '../../api/exports';
import { useServices } from '../../common/services';
import { useWebsite } from '../../common/website';
import { exportsKey, POLL } from '../../exports/tracked-exports';

/** Read again as long as one of them is under way. */
export function useExports() {
  const { api } = useServices();
  const { website_id: websiteId } = useWebsite();
  return useInfiniteQuery({
    queryKey: exportsKey(websiteId),
    queryFn: ({ signal, pageParam }) => api.listExports(websiteId, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_page_token,
    refetchInterval: ({ state }) => (state.data?.pages.some((page) => page.items.some(isUnderWay)) ? POLL : false),
    refetchOnMount: 'always',
  });
}

export function useCancel() {
  const { api } = useServices();
  const { website_id: websiteId } = useWebsite();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (exportId: string) => api.cancelExport(websiteId, exportId),
    onSettled: () => {
      void client.invalidateQueries({ queryKey: exportsKey(websiteId) });
      void client.invalidateQueries({ queryKey: ['export', websiteId] });
    },
  });
}

export function useFeeds() {
  const { api } = useServices();
  const { website_id: websiteId } = useWebsite();
  return useQuery({
    queryKey: feedsKey(websiteId),
    queryFn: ({ signal }) => api.readFeeds(websiteId, signal),
    refetchInterval: ({ state }) => (state.data && isBeingWritten(state.data) ? POLL : false),
  });
}

export function useChooseFeeds() {
  const { api } = useServices();
  const { website_id: websiteId } = useWebsite();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (settings: FeedSettings) => api.chooseFeeds(websiteId, settings),
    onSuccess: (feeds) => {
      client.setQueryData(feedsKey(websiteId), feeds);
    },
  });
}

export function useTryFeed() {
  const { api } = useServices();
  const { website_id: websiteId } = useWebsite();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (feed: FeedKind) => api.tryFeed(websiteId, feed),
    onSuccess: () => client.invalidateQueries({ queryKey: feedsKey(websiteId) }),
  });
}

function isBeingWritten({ last_files: files, last_tests: tests }: Feeds): boolean {
  return [files, tests].some((one) => Object.values(one).some((file) => file !== null && isUnderWay(file)));
}

function feedsKey(websiteId: string): readonly unknown[] {
  return ['feeds', websiteId];
}
