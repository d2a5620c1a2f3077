/** What the page of books knows: its period, the books, and what became of the requests of one line of them. */
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import type { DailyBooks, DoorBooks } from '../../api/books';
import { useServices } from '../../common/services';
import { useWebsite } from '../../common/website';
import { dayIn } from '../../i18n/dates';
import type { Period } from '../review-requests/period';
import { readDays, writeDays, type Days } from './period';

/** The period lives in the address, so that a link shows the same books. */
export function usePeriod(): { period: Period; change: (period: Period) => void } {
  const [parameters, setParameters] = useSearchParams();
  const period = useMemo(() => readDays(parameters), [parameters]);
  const change = useCallback((next: Period) => { setParameters((present) => writeDays(present, next)); }, [setParameters]);
  return { period, change };
}

/** Today on the website's clock. */
export function useToday(): string {
  const { clock } = useServices();
  return dayIn(useWebsite().time_zone, clock());
}

export function useBooks(days: Days): UseQueryResult<DailyBooks> {
  const { api } = useServices();
  const { website_id: websiteId } = useWebsite();
  return useQuery({ queryKey: ['books', websiteId, days], queryFn: ({ signal }) => api.readBooks(websiteId, days, signal) });
}

/** What became of the requests of one line, once somebody wants to know. */
export function useStatusesNow(one: DoorBooks, isAsked: boolean): UseQueryResult<DoorBooks> {
  const { api } = useServices();
  const { website_id: websiteId } = useWebsite();
  return useQuery({
    queryKey: ['books', websiteId, 'statuses', one.day, one.transmission_method],
    queryFn: async ({ signal }) => (await api.countRequests(websiteId, one, signal)).days[0] ?? one,
    enabled: isAsked,
  });
}
