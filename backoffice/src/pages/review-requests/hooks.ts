/** What the address of the tracking page says: its filters, and the request that is open; and what it must not say. */
import { useCallback, useMemo, useState } from 'react';
import { useSearchParams } from 'react-router-dom';
import type { SearchTerms } from '../../api/review-requests';
import { useWebsite } from '../../common/website';
import { readFilters, writeFilters, type Filters } from './filters';

export interface FiltersHandle {
  filters: Filters;
  changeFilters: (changes: Partial<Filters>) => void;
}

/** The filters live in the address, so that a link shows the same list. */
export function useFilters(): FiltersHandle {
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

export interface SearchHandle {
  terms: SearchTerms | null;
  /** How often a search was left: the box then starts anew. */
  timesLeft: number;
  search: (terms: SearchTerms | null) => void;
}

/** What is searched is personal data: it lives here, on one website, and ends with the page. */
export function useSearch(): SearchHandle {
  const { website_id: websiteId } = useWebsite();
  const [last, setLast] = useState<{ terms: SearchTerms | null; on: string; timesLeft: number }>({ terms: null, on: websiteId, timesLeft: 0 });
  return {
    terms: last.on === websiteId ? last.terms : null,
    timesLeft: last.timesLeft,
    search: (terms) => {
      setLast({ terms, on: websiteId, timesLeft: last.timesLeft + (terms ? 0 : 1) });
    },
  };
}
