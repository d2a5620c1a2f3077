/** How many rows a filter matches, where the counts of the list can tell: days, statuses and types. */
import type { ListFilter, StatusCounts } from '../api/review-requests';
import type { Status } from '../api/types';

const COUNTED: readonly (keyof ListFilter)[] = ['experience_from', 'experience_to', 'review_type', 'status'];

export function rowsOf(filter: ListFilter, counts: StatusCounts | null): number | null {
  const given = (Object.keys(filter) as (keyof ListFilter)[]).filter((name) => isGiven(filter[name]));
  if (!counts?.counted || given.some((name) => !COUNTED.includes(name))) return null;
  const statuses = filter.status?.length ? filter.status : (Object.keys(counts.statuses) as Status[]);
  return statuses.reduce((sum, status) => sum + counts.statuses[status], 0);
}

function isGiven(value: ListFilter[keyof ListFilter]): boolean {
  return Array.isArray(value) ? value.length > 0 : Boolean(value);
}
