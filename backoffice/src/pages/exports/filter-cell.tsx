/** Which rows an export holds, in words: dates, statuses and types by name, the other filters by their number. */
import type { Export } from '../../api/exports';
import { useDates } from '../../common/website';
import { useI18n } from '../../i18n';
import type { Catalogue } from '../../i18n/catalogue';
import { labelOf } from '../../i18n/labels';

const NAMED = ['experience_from', 'experience_to', 'status', 'review_type'];

export function FilterCell({ filter }: { filter: Export['filter'] }) {
  const { text } = useI18n();
  const dates = useDates();
  const { experience_from: from, experience_to: to, status, review_type: types } = filter;
  const others = Object.entries(filter).filter(([name, value]) => !NAMED.includes(name) && isGiven(value)).length;
  const parts = [
    spanOf(from && dates.day(from), to && dates.day(to), text),
    ...(status ?? []).map((one) => labelOf(text.statuses, one)),
    ...(types ?? []).map((one) => labelOf(text.reviewTypes, one)),
    others > 0 && text.exports.otherFilters(others),
  ];
  return <>{parts.filter(Boolean).join(', ') || text.exports.allRows}</>;
}

function spanOf(from: string | null | undefined, to: string | null | undefined, text: Catalogue): string | null {
  const { between, since, until } = text.tracking;
  if (from && to) return between(from, to);
  if (from) return since(from);
  return to ? until(to) : null;
}

function isGiven(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : value !== null;
}
