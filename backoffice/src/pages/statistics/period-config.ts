/** The periods that statistics offer, and which of the date picker's values can be applied. */
import type { DateRangePickerProps } from '@cloudscape-design/components/date-range-picker';
import type { Catalogue } from '../../i18n/catalogue';
import { periodOf, pickerValueOf as plainValueOf, validityOf as plainValidityOf } from '../review-requests/filter-config';
import type { Period } from '../review-requests/period';
import { earliestDay, filterOf, latestDay, LONGEST_PERIOD, NO_FILTERS } from './filters';

type Value = DateRangePickerProps.Value;

export const PERIOD_OPTIONS: DateRangePickerProps.RelativeOption[] = [
  { key: 'last-7-days', amount: 7, unit: 'day', type: 'relative' },
  { key: 'last-30-days', amount: 30, unit: 'day', type: 'relative' },
  { key: 'last-90-days', amount: 90, unit: 'day', type: 'relative' },
  { key: 'last-12-months', amount: 12, unit: 'month', type: 'relative' },
  { key: 'last-24-months', amount: 24, unit: 'month', type: 'relative' },
];

export function pickerValueOf(period: Period): Value {
  const value = plainValueOf(period);
  if (value.type === 'absolute') return value;
  return PERIOD_OPTIONS.find(({ amount, unit }) => amount === value.amount && unit === value.unit) ?? value;
}

/** Whether a period can be applied and, if not, the sentence that says why; seen from `today`. */
export function validityOf(value: Value | null, text: Catalogue, today: string): DateRangePickerProps.ValidationResult {
  const plain = plainValidityOf(value, text);
  if (!value || !plain.valid) return plain;
  const { sent_from: from, sent_to: to } = filterOf({ ...NO_FILTERS, period: periodOf(value) }, today);
  const { tooEarly, tooLate } = text.statistics.filters;
  if (from < earliestDay(today)) return { valid: false, errorMessage: tooEarly(LONGEST_PERIOD.amount) };
  return to > latestDay(today) ? { valid: false, errorMessage: tooLate } : plain;
}

/** Whether the calendar offers a day, which it gives as its midnight on the browser's clock. */
export function isSelectable(midnight: Date, today: string): boolean {
  const [year, month, date] = [midnight.getFullYear(), midnight.getMonth() + 1, midnight.getDate()];
  const day = [year, String(month).padStart(2, '0'), String(date).padStart(2, '0')].join('-');
  return day >= earliestDay(today) && day <= latestDay(today);
}
