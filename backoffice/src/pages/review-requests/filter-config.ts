/** The choices each filter offers, and the passage between the date picker's values and our periods. */
import type { DateRangePickerProps } from '@cloudscape-design/components/date-range-picker';
import type { Catalogue, PeriodUnit } from '../../i18n/catalogue';
import type { Period } from './period';

type Value = DateRangePickerProps.Value;
type RelativeOption = DateRangePickerProps.RelativeOption;

export const PERIOD_UNITS: PeriodUnit[] = ['day', 'week', 'month', 'year'];

const ALL_KEY = 'all';
// The picker has no notion of "all dates": a span nobody's list reaches stands for it and never leaves this file.
const ALL: RelativeOption = { key: ALL_KEY, amount: 9999, unit: 'year', type: 'relative' };

export const PERIOD_OPTIONS: RelativeOption[] = [
  { key: 'last-7-days', amount: 7, unit: 'day', type: 'relative' },
  { key: 'last-30-days', amount: 30, unit: 'day', type: 'relative' },
  { key: 'last-90-days', amount: 90, unit: 'day', type: 'relative' },
  { key: 'last-12-months', amount: 12, unit: 'month', type: 'relative' },
  ALL,
];

export function pickerValueOf(period: Period): Value {
  if (period.kind === 'between') return { type: 'absolute', startDate: period.from, endDate: period.to };
  if (period.kind === 'all') return ALL;
  const { amount, unit } = period;
  const option = PERIOD_OPTIONS.find((known) => known.amount === amount && known.unit === unit);
  return option ?? { type: 'relative', amount, unit };
}

export function periodOf(value: Value | null): Period {
  if (!value || isAll(value)) return { kind: 'all' };
  if (value.type === 'absolute') return { kind: 'between', from: value.startDate, to: value.endDate };
  const unit = PERIOD_UNITS.find((known) => known === value.unit);
  return unit ? { kind: 'last', amount: value.amount, unit } : { kind: 'all' };
}

export function pickerStringsOf(text: Catalogue): DateRangePickerProps.I18nStrings {
  return {
    formatRelativeRange: (value) => formatPeriod(value, text),
    formatUnit: (unit, amount) => {
      const known = PERIOD_UNITS.find((candidate) => candidate === unit);
      return known ? text.filters.units(amount, known) : unit;
    },
  };
}

/** Whether a period can be applied and, if not, the sentence that says why. */
export function validityOf(value: Value | null, text: Catalogue): DateRangePickerProps.ValidationResult {
  const problem = periodProblem(value, text);
  return problem ? { valid: false, errorMessage: problem } : { valid: true };
}

function formatPeriod(value: DateRangePickerProps.RelativeValue, text: Catalogue): string {
  if (isAll(value)) return text.filters.allDates;
  const unit = PERIOD_UNITS.find((known) => known === value.unit);
  return unit ? text.filters.last(value.amount, unit) : '';
}

function periodProblem(value: Value | null, text: Catalogue): string | null {
  if (!value || isAll(value)) return null;
  if (value.type === 'relative') return isDuration(value.amount) ? null : text.filters.wrongDuration;
  if (!value.startDate || !value.endDate) return text.filters.incompletePeriod;
  return value.startDate > value.endDate ? text.filters.reversedPeriod : null;
}

function isAll(value: Value): boolean {
  return value.type === 'relative' && value.unit === ALL.unit && value.amount === ALL.amount;
}

function isDuration(amount: number): boolean {
  return Number.isInteger(amount) && amount >= 1 && amount <= 9999;
}
