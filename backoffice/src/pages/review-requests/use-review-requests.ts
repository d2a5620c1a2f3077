/** One page of rows: of the list under its filters, or of what a search found. */
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { useState } from 'react';
import type { ListQuery, SearchTerms } from '../../api/review-requests';
import type { ReviewRequest, ReviewRequestPage } from '../../api/types';
import { usePreferences } from '../../common/preferences';
import { useServices } from '../../common/services';
import { useWebsite } from '../../common/website';
import { dayIn } from '../../i18n/dates';
import { filterOf, type Filters } from './filters';
import { firstPage, goToPage, pagesOf, tokenOf, type VisitedPages } from './paging';

export interface ReviewRequestList {
  /** What the filters ask, whatever the page. */
  query: ListQuery;
  /** What is searched instead, as it was typed: kept nowhere but here. */
  terms: SearchTerms | null;
  items: readonly ReviewRequest[];
  isLoading: boolean;
  isRefreshing: boolean;
  error: Error | null;
  /** When the rows on screen were read; null before the first answer. */
  updatedAt: Date | null;
  page: number;
  pageCount: number;
  hasMore: boolean;
  /** The page was cut short: there is more to look through. */
  isCutShort: boolean;
  goTo: (page: number) => void;
  refresh: () => void;
  /** After an error: the tokens may be what was wrong, so begin again. */
  restart: () => void;
}

/** A page without a row, cut short, is nothing to look at: so many more are read before anybody is asked. */
const PAGES_READ_ON = 10;

export function useReviewRequests(filters: Filters, terms: SearchTerms | null): ReviewRequestList {
  const { website_id: websiteId } = useWebsite();
  const query = useListQuery(filters);
  const [visited, setVisited] = useVisitedPages(JSON.stringify([websiteId, query, terms]));
  const pageToken = tokenOf(visited);
  const read = useReadPage(query, terms);
  const answer = useQuery({
    queryKey: ['review-requests', websiteId, query, terms, pageToken],
    queryFn: ({ signal }) => readOn((token) => read(token, signal), pageToken),
  });
  const nextToken = answer.data?.next_page_token ?? null;
  return {
    query,
    terms,
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

type ReadPage = (pageToken: string | null, signal: AbortSignal) => Promise<ReviewRequestPage>;

function useReadPage(query: ListQuery, terms: SearchTerms | null): ReadPage {
  const { api } = useServices();
  const { website_id: websiteId } = useWebsite();
  if (!terms) return (pageToken, signal) => api.listReviewRequests(websiteId, query, pageToken, signal);
  const search = { terms, pageSize: query.pageSize };
  return (pageToken, signal) => api.searchReviewRequests(websiteId, search, pageToken, signal);
}

async function readOn(read: (pageToken: string | null) => Promise<ReviewRequestPage>, from: string | null): Promise<ReviewRequestPage> {
  let page = await read(from);
  for (let pages = 0; pages < PAGES_READ_ON && isEmptyButNotLast(page); pages += 1) page = await read(page.next_page_token);
  return page;
}

function isEmptyButNotLast({ items, next_page_token: next }: ReviewRequestPage): boolean {
  return items.length === 0 && next !== null;
}

function rowsOf(answer: UseQueryResult<ReviewRequestPage>) {
  const { data } = answer;
  return {
    items: data?.items ?? [],
    isCutShort: data?.complete === false && data.next_page_token !== null,
    isLoading: answer.isPending,
    isRefreshing: answer.isFetching,
    error: answer.error,
    updatedAt: data ? new Date(answer.dataUpdatedAt) : null,
  };
}

/** The question asked to the API, without the page token. A relative period moves at midnight, on the website's clock. */
function useListQuery(filters: Filters): ListQuery {
  const { clock } = useServices();
  const { time_zone: timeZone } = useWebsite();
  const { preferences } = usePreferences();
  return { filter: filterOf(filters, dayIn(timeZone, clock())), order: filters.order, pageSize: preferences.pageSize };
}

/** Pages reached in `list`; another list starts again from its first page. */
function useVisitedPages(list: string): [VisitedPages, (visited: VisitedPages) => void] {
  const [visited, setVisited] = useState(() => firstPage(list));
  return [visited.list === list ? visited : firstPage(list), setVisited];
}
