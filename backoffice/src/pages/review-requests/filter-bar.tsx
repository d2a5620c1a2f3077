/** The filters above the table: three always in sight, the others one press away, and what they are set to. */
import Button from '@cloudscape-design/components/button';
import DateRangePicker from '@cloudscape-design/components/date-range-picker';
import FormField from '@cloudscape-design/components/form-field';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useId, useState } from 'react';
import { STATUSES } from '../../api/types';
import { useI18n } from '../../i18n';
import { ChoiceFilter } from './choice-filter';
import { PERIOD_OPTIONS, PERIOD_UNITS, periodOf, pickerStringsOf, pickerValueOf, validityOf } from './filter-config';
import { FilterTokens } from './filter-tokens';
import { FILTERED_REVIEW_TYPES, hasFilters, NO_FILTERS, type Filters } from './filters';
import { MoreFilters } from './more-filters';

export interface FilterProps {
  filters: Filters;
  onChange: (changes: Partial<Filters>) => void;
}

export function FilterBar({ filters, onChange }: FilterProps) {
  const { text } = useI18n();
  const [isOpen, setIsOpen] = useState(false);
  const moreId = useId();
  return (
    <div role="search" aria-label={text.filters.label} data-testid="filters">
      <SpaceBetween size="s">
        <div className="main-filters">
          <PeriodFilter filters={filters} onChange={onChange} />
          <StatusFilter filters={filters} onChange={onChange} />
          <ReviewTypeFilter filters={filters} onChange={onChange} />
          <FilterButtons {...{ filters, onChange, isOpen, moreId }} onToggle={() => { setIsOpen(!isOpen); }} />
        </div>
        {isOpen && (
          <div id={moreId}>
            <MoreFilters filters={filters} onChange={onChange} />
          </div>
        )}
        <FilterTokens filters={filters} onChange={onChange} />
      </SpaceBetween>
    </div>
  );
}

interface FilterButtonsProps extends FilterProps {
  isOpen: boolean;
  moreId: string;
  onToggle: () => void;
}

function FilterButtons({ filters, onChange, isOpen, moreId, onToggle }: FilterButtonsProps) {
  const { text } = useI18n();
  return (
    <div className="filter-buttons">
      <Button
        iconName={isOpen ? 'angle-up' : 'angle-down'}
        iconAlign="right"
        ariaExpanded={isOpen}
        ariaControls={moreId}
        onClick={onToggle}
        data-testid="more-filters"
      >
        {text.tracking.filters.more}
      </Button>
      <Button
        variant="link"
        disabled={!hasFilters(filters)}
        onClick={() => {
          onChange({ ...NO_FILTERS, order: filters.order });
        }}
        data-testid="clear-filters"
      >
        {text.filters.clear}
      </Button>
    </div>
  );
}

function PeriodFilter({ filters, onChange }: FilterProps) {
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

function StatusFilter({ filters, onChange }: FilterProps) {
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

function ReviewTypeFilter({ filters, onChange }: FilterProps) {
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
