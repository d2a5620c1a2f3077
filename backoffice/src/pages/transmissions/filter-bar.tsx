/** The filters above the list: files or calls, days of reception, doors. */
import Button from '@cloudscape-design/components/button';
import DateRangePicker from '@cloudscape-design/components/date-range-picker';
import FormField from '@cloudscape-design/components/form-field';
import SegmentedControl from '@cloudscape-design/components/segmented-control';
import Select from '@cloudscape-design/components/select';
import { LINE_CHOICES, TRANSMISSION_KINDS } from '../../api/transmissions';
import { TRANSMISSION_METHODS } from '../../api/types';
import { useI18n } from '../../i18n';
import { labelOf } from '../../i18n/labels';
import { PERIOD_OPTIONS, PERIOD_UNITS, periodOf, pickerStringsOf, pickerValueOf, validityOf } from '../review-requests/filter-config';
import { hasFilters, NO_FILTERS, type Filters } from './filters';

interface FilterBarProps {
  filters: Filters;
  onChange: (changes: Partial<Filters>) => void;
}

export function FilterBar({ filters, onChange }: FilterBarProps) {
  const { text } = useI18n();
  const words = text.transmissions;
  return (
    <div role="search" aria-label={text.filters.label} className="transmission-filters" data-testid="transmission-filters">
      <Kind filters={filters} onChange={onChange} />
      <Days filters={filters} onChange={onChange} />
      <OneOf
        label={words.door}
        all={words.allDoors}
        labels={text.transmissionMethods}
        choices={TRANSMISSION_METHODS}
        chosen={filters.method}
        onChange={(method) => { onChange({ method }); }}
        testId="filter-method"
      />
      <WithLines filters={filters} onChange={onChange} />
      <Button disabled={!hasFilters(filters)} onClick={() => { onChange(NO_FILTERS); }} data-testid="clear-filters">
        {text.filters.clear}
      </Button>
    </div>
  );
}

function Days({ filters, onChange }: FilterBarProps) {
  const { text } = useI18n();
  const isOpen = filters.kind === 'calls' && filters.period.kind === 'all';
  return (
    <FormField label={text.transmissions.receivedOn} constraintText={isOpen ? text.transmissions.lastCalls : undefined} stretch>
      <DateRangePicker
        value={pickerValueOf(filters.period)}
        relativeOptions={PERIOD_OPTIONS}
        customRelativeRangeUnits={PERIOD_UNITS}
        isValidRange={(value) => validityOf(value, text)}
        onChange={({ detail }) => { onChange({ period: periodOf(detail.value) }); }}
        i18nStrings={pickerStringsOf(text)}
        dateOnly
        showClearButton={false}
        absoluteFormat="long-localized"
        expandToViewport
        data-testid="filter-days"
      />
    </FormField>
  );
}

function WithLines({ filters, onChange }: FilterBarProps) {
  const words = useI18n().text.transmissions;
  return (
    <OneOf
      label={words.withLines}
      all={words.anyLines}
      labels={words.lines.of}
      choices={LINE_CHOICES}
      chosen={filters.result}
      onChange={(result) => { onChange({ result }); }}
      testId="filter-result"
    />
  );
}

function Kind({ filters, onChange }: FilterBarProps) {
  const words = useI18n().text.transmissions;
  return (
    <SegmentedControl
      selectedId={filters.kind}
      label={words.kind}
      options={TRANSMISSION_KINDS.map((kind) => ({ id: kind, text: words.kinds[kind] }))}
      onChange={({ detail }) => {
        onChange({ kind: TRANSMISSION_KINDS.find((kind) => kind === detail.selectedId) ?? 'files' });
      }}
      data-testid="filter-kind"
    />
  );
}

interface OneOfProps<T extends string> {
  label: string;
  /** What is chosen when nothing is. */
  all: string;
  labels: Record<T, string>;
  choices: readonly T[];
  chosen: T | null;
  onChange: (chosen: T | null) => void;
  testId: string;
}

function OneOf<T extends string>({ label, all, labels, choices, chosen, onChange, testId }: OneOfProps<T>) {
  const any = { value: '', label: all };
  const options = [any, ...choices.map((value) => ({ value, label: labelOf(labels, value) }))];
  return (
    <FormField label={label} stretch>
      <Select
        selectedOption={options.find(({ value }) => value === chosen) ?? any}
        options={options}
        onChange={({ detail }) => { onChange(choices.find((value) => value === detail.selectedOption.value) ?? null); }}
        expandToViewport
        data-testid={testId}
      />
    </FormField>
  );
}
