/** What the page of transmissions knows: its filters, and the list, read again as long as one of them is under way. */
import { useInfiniteQuery } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import { isOver } from '../../api/transmissions';
import { useServices } from '../../common/services';
import { useWebsite } from '../../common/website';
import { dayIn } from '../../i18n/dates';
import { POLL } from '../../transmissions/hooks';
import { queryOf, readFilters, writeFilters, type Filters } from './filters';

/** The filters live in the address, so that a link shows the same list. */
export function useFilters(): { filters: Filters; change: (changes: Partial<Filters>) => void } {
  const [parameters, setParameters] = useSearchParams();
  const filters = useMemo(() => readFilters(parameters), [parameters]);
  const change = useCallback(
    (changes: Partial<Filters>) => {
      setParameters((present) => writeFilters(present, { ...readFilters(present), ...changes }));
    },
    [setParameters],
  );
  return { filters, change };
}

export function useTransmissions(filters: Filters) {
  const { api, clock } = useServices();
  const { website_id: websiteId, time_zone: zone } = useWebsite();
  const query = queryOf(filters, dayIn(zone, clock()));
  return useInfiniteQuery({
    queryKey: ['transmissions', websiteId, query],
    queryFn: ({ signal, pageParam }) => api.listTransmissions(websiteId, query, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_page_token,
    refetchInterval: ({ state }) => (state.data?.pages.some((page) => !page.transmissions.every(isOver)) ? POLL : false),
    refetchOnMount: 'always',
  });
}
