/** A filter that takes several values of a known list; nothing chosen means all of them. */
import FormField from '@cloudscape-design/components/form-field';
import Multiselect from '@cloudscape-design/components/multiselect';
import { useI18n } from '../../i18n';
import { labelOf } from '../../i18n/labels';

interface ChoiceFilterProps<T extends string> {
  label: string;
  placeholder: string;
  labels: Record<T, string>;
  choices: readonly T[];
  chosen: readonly T[];
  onChange: (chosen: readonly T[]) => void;
  /** For a list too long to be taken in at a glance. */
  isSearchable?: boolean;
  testId: string;
}

export function ChoiceFilter<T extends string>(props: ChoiceFilterProps<T>) {
  const { filterChoices, noChoice } = useI18n().text.tracking.filters;
  const optionOf = (value: T) => ({ value, label: labelOf(props.labels, value) });
  const search = { filteringType: 'auto', filteringPlaceholder: filterChoices, noMatch: noChoice } as const;
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
        {...(props.isSearchable ? search : {})}
        inlineTokens
        keepOpen
        expandToViewport
        data-testid={props.testId}
      />
    </FormField>
  );
}
