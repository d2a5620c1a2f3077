/** What the tracking page knows: its filters, its page of rows, the request that is open. */
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import { useSearchParams } from 'react-router-dom';
import type { ReviewRequestQuery } from '../../api/review-requests';
import type { ReviewRequest, ReviewRequestPage } from '../../api/types';
import { usePreferences } from '../../common/preferences';
import { useServices } from '../../common/services';
import { useWebsite } from '../../common/website';
import { dayIn } from '../../i18n/dates';
import { daysOf, readFilters, writeFilters, type Filters } from './filters';
import { firstPage, goToPage, pagesOf, tokenOf, type VisitedPages } from './paging';

/** The filters live in the address, so that a link shows the same list. */
export function useFilters(): { filters: Filters; changeFilters: (changes: Partial<Filters>) => void } {
  const [parameters, setParameters] = useSearchParams();
  const filters = useMemo(() => readFilters(parameters), [parameters]);
  const changeFilters = useCallback(
    (changes: Partial<Filters>) => {
      setParameters((present) => writeFilters(present, { ...readFilters(present), ...changes }));
    },
    [setParameters],
  );
  return { filters, changeFilters };
}

/** The request whose details are open, also in the address: its identifier says nothing about the customer. */
export function useOpenRequest(): { openId: string | null; open: (reviewRequestId: string | null) => void } {
  const [parameters, setParameters] = useSearchParams();
  const open = useCallback(
    (reviewRequestId: string | null) => {
      setParameters((present) => {
        const next = new URLSearchParams(present);
        if (reviewRequestId) next.set('request', reviewRequestId);
        else next.delete('request');
        return next;
      });
    },
    [setParameters],
  );
  return { openId: parameters.get('request'), open };
}

export interface ReviewRequestList {
  /** What was asked, whatever the page. */
  query: Omit<ReviewRequestQuery, 'pageToken'>;
  items: readonly ReviewRequest[];
  isLoading: boolean;
  isRefreshing: boolean;
  error: Error | null;
  /** When the rows on screen were read; null before the first answer. */
  updatedAt: Date | null;
  page: number;
  pageCount: number;
  hasMore: boolean;
  goTo: (page: number) => void;
  refresh: () => void;
  /** After an error: the tokens may be what was wrong, so begin again. */
  restart: () => void;
}

export function useReviewRequests(filters: Filters): ReviewRequestList {
  const { api } = useServices();
  const { website_id: websiteId } = useWebsite();
  const query = useListQuery(filters);
  const [visited, setVisited] = useVisitedPages(JSON.stringify([websiteId, query]));
  const pageToken = tokenOf(visited);
  const answer = useQuery({
    queryKey: ['review-requests', websiteId, query, pageToken],
    queryFn: ({ signal }) => api.listReviewRequests(websiteId, { ...query, pageToken }, signal),
  });
  const nextToken = answer.data?.next_page_token ?? null;
  return {
    query,
    ...rowsOf(answer),
    ...pagesOf(visited, nextToken),
    page: visited.page,
    goTo: (page) => {
      setVisited(goToPage(visited, page, nextToken));
    },
    refresh: () => void answer.refetch(),
    restart: () => {
      setVisited(firstPage(visited.list));
      if (visited.page === 1) void answer.refetch();
    },
  };
}

function rowsOf(answer: UseQueryResult<ReviewRequestPage>) {
  return {
    items: answer.data?.items ?? [],
    isLoading: answer.isPending,
    isRefreshing: answer.isFetching,
    error: answer.error,
    updatedAt: answer.data ? new Date(answer.dataUpdatedAt) : null,
  };
}

/** The question asked to the API, without the page token. A relative period moves at midnight, on the website's clock. */
function useListQuery(filters: Filters): Omit<ReviewRequestQuery, 'pageToken'> {
  const { clock } = useServices();
  const { time_zone: timeZone } = useWebsite();
  const { preferences } = usePreferences();
  const days = daysOf(filters.period, dayIn(timeZone, clock()));
  return {
    ...(days.from ? { experienceFrom: days.from } : {}),
    ...(days.to ? { experienceTo: days.to } : {}),
    statuses: filters.statuses,
    reviewTypes: filters.reviewTypes,
    pageSize: preferences.pageSize,
  };
}

/** Pages reached in `list`; another list starts again from its first page. */
function useVisitedPages(list: string): [VisitedPages, (visited: VisitedPages) => void] {
  const [visited, setVisited] = useState(() => firstPage(list));
  return [visited.list === list ? visited : firstPage(list), setVisited];
}
