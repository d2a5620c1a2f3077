/** The days of reception that the books show. */
import DateRangePicker, { type DateRangePickerProps } from '@cloudscape-design/components/date-range-picker';
import FormField from '@cloudscape-design/components/form-field';
import { useI18n } from '../../i18n';
import type { Catalogue } from '../../i18n/catalogue';
import { PERIOD_UNITS, periodOf, pickerStringsOf, pickerValueOf, validityOf as plainValidityOf } from '../review-requests/filter-config';
import type { Period } from '../review-requests/period';
import { useToday } from './hooks';
import { daysShown, isTooLong, MOST_DAYS } from './period';

const OPTIONS: DateRangePickerProps.RelativeOption[] = [
  { key: 'last-7-days', amount: 7, unit: 'day', type: 'relative' },
  { key: 'last-30-days', amount: 30, unit: 'day', type: 'relative' },
  { key: 'last-90-days', amount: 90, unit: 'day', type: 'relative' },
  { key: 'last-12-months', amount: 12, unit: 'month', type: 'relative' },
];

export function PeriodFilter({ period, onChange }: { period: Period; onChange: (period: Period) => void }) {
  const { text } = useI18n();
  const today = useToday();
  return (
    <FormField label={text.books.period}>
      <DateRangePicker
        value={pickerValueOf(period)}
        relativeOptions={OPTIONS}
        customRelativeRangeUnits={PERIOD_UNITS}
        isValidRange={(value) => validityOf(value, text, today)}
        onChange={({ detail }) => {
          if (detail.value) onChange(periodOf(detail.value));
        }}
        i18nStrings={pickerStringsOf(text)}
        dateOnly
        showClearButton={false}
        absoluteFormat="long-localized"
        expandToViewport
        data-testid="filter-period"
      />
    </FormField>
  );
}

/** Whether a period can be applied and, if not, the sentence that says why. */
export function validityOf(value: DateRangePickerProps.Value | null, text: Catalogue, today: string): DateRangePickerProps.ValidationResult {
  const plain = plainValidityOf(value, text);
  if (!value || !plain.valid) return plain;
  return isTooLong(daysShown(periodOf(value), today)) ? { valid: false, errorMessage: text.books.tooLong(MOST_DAYS) } : plain;
}
