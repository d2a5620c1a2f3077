/** What the page of statistics knows: its filters, the figures, and the groups that can be chosen. */
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import { DIMENSIONS, type Dimension, type Statistics, type StatisticsFilter } from '../../api/statistics';
import { useServices } from '../../common/services';
import { useWebsite } from '../../common/website';
import { dayIn } from '../../i18n/dates';
import { chosenOf, filterOf, NO_FILTERS, readFilters, writeFilters, type Filters } from './filters';

/** The filters live in the address, so that a link shows the same figures. */
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

/** Today on the website's clock. */
export function useToday(): string {
  const { clock } = useServices();
  return dayIn(useWebsite().time_zone, clock());
}

export function useStatistics(filter: StatisticsFilter): UseQueryResult<Statistics> {
  const { api } = useServices();
  const { website_id: websiteId } = useWebsite();
  return useQuery({
    queryKey: ['statistics', websiteId, filter],
    queryFn: ({ signal }) => api.readStatistics(websiteId, filter, signal),
  });
}

/** The groups of the period whatever is chosen, and what is chosen even if the period has none of it. */
export function useChoices(filters: Filters): Record<Dimension, string[]> {
  const today = useToday();
  const { period, chosen } = filters;
  const everything = useStatistics(filterOf({ period, chosen: NO_FILTERS.chosen }, today));
  const groups = everything.data?.groups ?? [];
  const valuesOf = (dimension: Dimension) =>
    groups.filter((group) => group.dimension === dimension).flatMap(({ values }) => values.map(({ value }) => value));
  const offered = (dimension: Dimension) => valuesOf(dimension).filter((value) => chosenOf(dimension, [value]).length > 0);
  const choices = DIMENSIONS.map((one) => [one, [...new Set([...offered(one), ...chosen[one]])].sort()]);
  return Object.fromEntries(choices) as Record<Dimension, string[]>;
}
