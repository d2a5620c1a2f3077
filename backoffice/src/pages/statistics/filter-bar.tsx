/** The filters above the figures: the period, and one choice for each dimension. */
import Button from '@cloudscape-design/components/button';
import DateRangePicker, { type DateRangePickerProps } from '@cloudscape-design/components/date-range-picker';
import FormField from '@cloudscape-design/components/form-field';
import { DIMENSIONS, type Dimension } from '../../api/statistics';
import { useI18n } from '../../i18n';
import { ChoiceFilter } from '../review-requests/choice-filter';
import { PERIOD_UNITS, periodOf, pickerStringsOf } from '../review-requests/filter-config';
import { chosenOf, hasFilters, NO_FILTERS, type Filters } from './filters';
import { useChoices, useToday } from './hooks';
import { isSelectable, PERIOD_OPTIONS, pickerValueOf, validityOf } from './period-config';
import { useGroupName } from './use-group-name';

interface FilterBarProps {
  filters: Filters;
  onChange: (changes: Partial<Filters>) => void;
}

export function FilterBar({ filters, onChange }: FilterBarProps) {
  const { text } = useI18n();
  const choices = useChoices(filters);
  return (
    <div role="search" aria-label={text.filters.label} className="filter-bar" data-testid="statistics-filters">
      <PeriodFilter filters={filters} onChange={onChange} />
      {DIMENSIONS.filter((one) => choices[one].length > 0).map((dimension) => (
        <DimensionFilter key={dimension} {...{ dimension, filters, onChange }} choices={choices[dimension]} />
      ))}
      <Button disabled={!hasFilters(filters)} onClick={() => { onChange({ chosen: NO_FILTERS.chosen }); }} data-testid="clear-filters">
        {text.filters.clear}
      </Button>
    </div>
  );
}

function PeriodFilter({ filters, onChange }: FilterBarProps) {
  const { text } = useI18n();
  const today = useToday();
  const change: DateRangePickerProps['onChange'] = ({ detail }) => {
    if (detail.value) onChange({ period: periodOf(detail.value) });
  };
  return (
    <FormField label={text.statistics.filters.period} stretch>
      <DateRangePicker
        value={pickerValueOf(filters.period)}
        relativeOptions={PERIOD_OPTIONS}
        customRelativeRangeUnits={PERIOD_UNITS}
        isValidRange={(value) => validityOf(value, text, today)}
        isDateEnabled={(date) => isSelectable(date, today)}
        onChange={change}
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

function DimensionFilter({ dimension, choices, filters, onChange }: FilterBarProps & { dimension: Dimension; choices: string[] }) {
  const { text } = useI18n();
  const nameOf = useGroupName(dimension);
  return (
    <ChoiceFilter
      label={text.statistics.groups.dimensions[dimension]}
      placeholder={usePlaceholder(dimension)}
      labels={Object.fromEntries(choices.map((value) => [value, nameOf(value)]))}
      choices={choices}
      chosen={filters.chosen[dimension]}
      onChange={(values) => {
        const added = values.filter((value) => !filters.chosen[dimension].includes(value));
        const kept = filters.chosen[dimension].filter((value) => values.includes(value));
        onChange({ chosen: { ...filters.chosen, [dimension]: chosenOf(dimension, [...kept, ...added]) } });
      }}
      isSearchable={dimension === 'shop_id'}
      testId={`filter-${dimension}`}
    />
  );
}

function usePlaceholder(dimension: Dimension): string {
  const { filters, statistics, tracking } = useI18n().text;
  return {
    review_type: filters.allReviewTypes,
    channel: tracking.filters.allChannels,
    shop_id: statistics.filters.allShops,
    language: tracking.filters.allLanguages,
    template: tracking.filters.allTemplates,
  }[dimension];
}
