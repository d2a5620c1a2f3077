/** The filters that are not always in sight. */
import DateRangePicker, { type DateRangePickerProps } from '@cloudscape-design/components/date-range-picker';
import FormField from '@cloudscape-design/components/form-field';
import Select from '@cloudscape-design/components/select';
import { CUSTOMER_LANGUAGES } from '../../api/settings-types';
import { CHANNELS, MILESTONES, TRANSMISSION_METHODS } from '../../api/types';
import { useLanguageName } from '../../common/use-language-name';
import { useI18n } from '../../i18n';
import { REASON_CODES, reasonOf } from '../../i18n/reasons';
import { ChoiceFilter } from './choice-filter';
import type { FilterProps } from './filter-bar';
import { validityOf } from './filter-config';
import { ShopFilter } from './shop-filter';
import { templateName } from './template-name';

export function MoreFilters(props: FilterProps) {
  return (
    <div className="more-filters" data-testid="more-filters-area">
      <ReasonFilter {...props} />
      <SentFilter {...props} />
      <ReceivedFilter {...props} />
      <ReachedFilter {...props} />
      <MethodFilter {...props} />
      <ChannelFilter {...props} />
      <ShopFilter {...props} />
      <LanguageFilter {...props} />
      <TemplateFilter {...props} />
    </div>
  );
}

function ReasonFilter({ filters, onChange }: FilterProps) {
  const { text, language } = useI18n();
  const words = text.tracking.filters;
  const sentences = REASON_CODES.map((code) => [code, reasonOf(code, language).sentence]);
  return (
    <ChoiceFilter
      label={words.reason}
      placeholder={words.allReasons}
      labels={Object.fromEntries(sentences) as Record<string, string>}
      choices={REASON_CODES}
      chosen={filters.reasons}
      onChange={(reasons) => {
        onChange({ reasons });
      }}
      isSearchable
      testId="filter-reason"
    />
  );
}

function MethodFilter({ filters, onChange }: FilterProps) {
  const { text } = useI18n();
  const words = text.tracking.filters;
  return (
    <ChoiceFilter
      label={words.transmissionMethod}
      placeholder={words.allMethods}
      labels={text.transmissionMethods}
      choices={TRANSMISSION_METHODS}
      chosen={filters.methods}
      onChange={(methods) => {
        onChange({ methods });
      }}
      testId="filter-transmission-method"
    />
  );
}

function ChannelFilter({ filters, onChange }: FilterProps) {
  const words = useI18n().text.tracking.filters;
  return (
    <ChoiceFilter
      label={words.channel}
      placeholder={words.allChannels}
      labels={words.channels}
      choices={CHANNELS}
      chosen={filters.channels}
      onChange={(channels) => {
        onChange({ channels });
      }}
      testId="filter-channel"
    />
  );
}

function LanguageFilter({ filters, onChange }: FilterProps) {
  const words = useI18n().text.tracking.filters;
  const languageName = useLanguageName();
  return (
    <ChoiceFilter
      label={words.language}
      placeholder={words.allLanguages}
      labels={Object.fromEntries(CUSTOMER_LANGUAGES.map((word) => [word, languageName(word)]))}
      choices={CUSTOMER_LANGUAGES}
      chosen={filters.languages}
      onChange={(languages) => {
        onChange({ languages });
      }}
      testId="filter-language"
    />
  );
}

function SentFilter({ filters, onChange }: FilterProps) {
  const words = useI18n().text.tracking.filters;
  return (
    <SpanFilter
      label={words.sent}
      value={spanValue(filters.sentFrom, filters.sentTo)}
      onChange={(sentFrom, sentTo) => { onChange({ sentFrom, sentTo }); }}
      testId="filter-sent"
    />
  );
}

function ReceivedFilter({ filters, onChange }: FilterProps) {
  const words = useI18n().text.tracking.filters;
  return (
    <SpanFilter
      label={words.received}
      value={spanValue(filters.receivedFrom, filters.receivedTo)}
      onChange={(receivedFrom, receivedTo) => { onChange({ receivedFrom, receivedTo }); }}
      testId="filter-received"
    />
  );
}

interface SpanFilterProps {
  label: string;
  value: DateRangePickerProps.AbsoluteValue | null;
  onChange: (from: string | null, to: string | null) => void;
  testId: string;
}

function SpanFilter({ label, value, onChange, testId }: SpanFilterProps) {
  const { text } = useI18n();
  return (
    <FormField label={label} stretch>
      <DateRangePicker
        value={value}
        rangeSelectorMode="absolute-only"
        isValidRange={(range) => validityOf(range, text)}
        onChange={({ detail }) => {
          const range = detail.value?.type === 'absolute' ? detail.value : null;
          onChange(range?.startDate ?? null, range?.endDate ?? null);
        }}
        placeholder={text.tracking.filters.anyTime}
        relativeOptions={[]}
        dateOnly
        absoluteFormat="long-localized"
        expandToViewport
        data-testid={testId}
      />
    </FormField>
  );
}

/** The picker knows no open end: a period with one is told by its token alone. */
function spanValue(from: string | null, to: string | null): DateRangePickerProps.AbsoluteValue | null {
  return from && to ? { type: 'absolute', startDate: from, endDate: to } : null;
}

function ReachedFilter({ filters, onChange }: FilterProps) {
  const words = useI18n().text.tracking.filters;
  const options = MILESTONES.map((value) => ({ value, label: words.milestones[value] }));
  return (
    <SingleFilter
      label={words.reached}
      any={words.anyMilestone}
      options={options}
      chosen={filters.reached}
      onChange={(value) => {
        onChange({ reached: MILESTONES.find((milestone) => milestone === value) ?? null });
      }}
      testId="filter-reached"
    />
  );
}

function TemplateFilter({ filters, onChange }: FilterProps) {
  const { text } = useI18n();
  const words = text.tracking.filters;
  // A website's own texts are known by their digest, which statistics and details lead here with.
  const known = [...new Set(['standard', ...(filters.template ? [filters.template] : [])])];
  return (
    <SingleFilter
      label={words.template}
      any={words.allTemplates}
      options={known.map((value) => ({ value, label: templateName(value, text) }))}
      chosen={filters.template}
      onChange={(template) => {
        onChange({ template });
      }}
      testId="filter-template"
    />
  );
}

interface SingleFilterProps {
  label: string;
  /** What stands there when nothing is chosen. */
  any: string;
  options: { value: string; label: string }[];
  chosen: string | null;
  onChange: (value: string | null) => void;
  testId: string;
}

function SingleFilter({ label, any, options, chosen, onChange, testId }: SingleFilterProps) {
  const all = [{ value: '', label: any }, ...options];
  return (
    <FormField label={label} stretch>
      <Select
        options={all}
        selectedOption={all.find(({ value }) => value === (chosen ?? '')) ?? null}
        onChange={({ detail }) => {
          onChange(detail.selectedOption.value || null);
        }}
        expandToViewport
        data-testid={testId}
      />
    </FormField>
  );
}
