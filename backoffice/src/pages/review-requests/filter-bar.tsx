/** The three filters above the table. */
import Button from '@cloudscape-design/components/button';
import DateRangePicker from '@cloudscape-design/components/date-range-picker';
import FormField from '@cloudscape-design/components/form-field';
import Multiselect from '@cloudscape-design/components/multiselect';
import { STATUSES } from '../../api/types';
import { useI18n } from '../../i18n';
import { PERIOD_OPTIONS, PERIOD_UNITS, periodOf, pickerStringsOf, pickerValueOf, validityOf } from './filter-config';
import { FILTERED_REVIEW_TYPES, hasFilters, NO_FILTERS, type Filters } from './filters';

interface FilterBarProps {
  filters: Filters;
  onChange: (changes: Partial<Filters>) => void;
}

export function FilterBar({ filters, onChange }: FilterBarProps) {
  const { text } = useI18n();
  return (
    <div role="search" aria-label={text.filters.label} className="filter-bar" data-testid="filters">
      <PeriodFilter filters={filters} onChange={onChange} />
      <StatusFilter filters={filters} onChange={onChange} />
      <ReviewTypeFilter filters={filters} onChange={onChange} />
      <Button
        disabled={!hasFilters(filters)}
        onClick={() => {
          onChange(NO_FILTERS);
        }}
        data-testid="clear-filters"
      >
        {text.filters.clear}
      </Button>
    </div>
  );
}

function PeriodFilter({ filters, onChange }: FilterBarProps) {
  const { text } = useI18n();
  return (
    <FormField label={text.filters.experienceDate} stretch>
      <DateRangePicker
        value={pickerValueOf(filters.period)}
        relativeOptions={PERIOD_OPTIONS}
        customRelativeRangeUnits={PERIOD_UNITS}
        isValidRange={(value) => validityOf(value, text)}
        onChange={({ detail }) => {
          onChange({ period: periodOf(detail.value) });
        }}
        i18nStrings={pickerStringsOf(text)}
        placeholder={text.filters.allDates}
        dateOnly
        showClearButton={false}
        absoluteFormat="long-localized"
        expandToViewport
        data-testid="filter-experience-date"
      />
    </FormField>
  );
}

function StatusFilter({ filters, onChange }: FilterBarProps) {
  const { text } = useI18n();
  return (
    <ChoiceFilter
      label={text.filters.status}
      placeholder={text.filters.allStatuses}
      labels={text.statuses}
      choices={STATUSES}
      chosen={filters.statuses}
      onChange={(statuses) => {
        onChange({ statuses });
      }}
      testId="filter-status"
    />
  );
}

function ReviewTypeFilter({ filters, onChange }: FilterBarProps) {
  const { text } = useI18n();
  return (
    <ChoiceFilter
      label={text.filters.reviewType}
      placeholder={text.filters.allReviewTypes}
      labels={text.reviewTypes}
      choices={FILTERED_REVIEW_TYPES}
      chosen={filters.reviewTypes}
      onChange={(reviewTypes) => {
        onChange({ reviewTypes });
      }}
      testId="filter-review-type"
    />
  );
}

interface ChoiceFilterProps<T extends string> {
  label: string;
  placeholder: string;
  labels: Record<T, string>;
  choices: readonly T[];
  chosen: readonly T[];
  onChange: (chosen: readonly T[]) => void;
  testId: string;
}

function ChoiceFilter<T extends string>(props: ChoiceFilterProps<T>) {
  const optionOf = (value: T) => ({ value, label: props.labels[value] });
  return (
    <FormField label={props.label} stretch>
      <Multiselect
        options={props.choices.map(optionOf)}
        selectedOptions={props.chosen.map(optionOf)}
        onChange={({ detail }) => {
          const values = detail.selectedOptions.map((option) => option.value);
          props.onChange(props.choices.filter((choice) => values.includes(choice)));
        }}
        placeholder={props.placeholder}
        inlineTokens
        keepOpen
        expandToViewport
        data-testid={props.testId}
      />
    </FormField>
  );
}
