/** The fields of the settings form: each finds its own words and what is wrong with it. */
import Checkbox from '@cloudscape-design/components/checkbox';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Select from '@cloudscape-design/components/select';
import Textarea from '@cloudscape-design/components/textarea';
import type { ReactNode } from 'react';
import { useI18n } from '../../i18n';
import type { SettingsField } from '../../i18n/settings-sentences';
import { useProblem, useSettingsForm } from './form-context';

export interface FieldProps {
  field: SettingsField;
  /** Where the value stands in the document, such as `reminders[0].delay`. */
  path: string;
}

export function Field({ field, path, children }: FieldProps & { children: ReactNode }) {
  const { label, help, rule } = useI18n().text.settings.fields[field];
  const problem = useProblem(path, field);
  return (
    <FormField
      label={label}
      description={help}
      constraintText={problem ? undefined : rule}
      errorText={problem}
      stretch
      data-testid={`setting-${field}`}
    >
      {children}
    </FormField>
  );
}

interface ValueProps<T> {
  value: T;
  onChange: (value: T) => void;
}

export function TextField({ value, onChange, ...field }: FieldProps & ValueProps<string>) {
  const { isReadOnly } = useSettingsForm();
  return (
    <Field {...field}>
      <Input
        value={value}
        readOnly={isReadOnly}
        onChange={({ detail }) => {
          onChange(detail.value);
        }}
      />
    </Field>
  );
}

export function LongTextField({ value, onChange, rows, ...field }: FieldProps & ValueProps<string> & { rows: number }) {
  const { isReadOnly } = useSettingsForm();
  return (
    <Field {...field}>
      <Textarea
        value={value}
        rows={rows}
        readOnly={isReadOnly}
        onChange={({ detail }) => {
          onChange(detail.value);
        }}
      />
    </Field>
  );
}

export function NumberField({ value, onChange, ...field }: FieldProps & ValueProps<number>) {
  return (
    <Field {...field}>
      <NumberInput value={value} onChange={onChange} />
    </Field>
  );
}

/** What is no number becomes null on its way to the API, which refuses it by name. */
export function NumberInput({ value, onChange, label }: ValueProps<number> & { label?: string }) {
  const { isReadOnly } = useSettingsForm();
  return (
    <Input
      type="number"
      inputMode="numeric"
      {...(label ? { ariaLabel: label } : {})}
      value={Number.isNaN(value) ? '' : String(value)}
      readOnly={isReadOnly}
      onChange={({ detail }) => {
        onChange(detail.value.trim() === '' ? Number.NaN : Number(detail.value));
      }}
    />
  );
}

interface ChoiceProps<T extends string> extends FieldProps, ValueProps<T> {
  choices: readonly T[];
  labelOf: (choice: T) => string;
  filtering?: boolean;
}

export function ChoiceField<T extends string>({ value, onChange, choices, labelOf, filtering, ...field }: ChoiceProps<T>) {
  const { isReadOnly } = useSettingsForm();
  const optionOf = (choice: T) => ({ value: choice, label: labelOf(choice) });
  return (
    <Field {...field}>
      <Select
        selectedOption={optionOf(value)}
        options={choices.map(optionOf)}
        disabled={isReadOnly}
        {...(filtering ? { filteringType: 'auto' as const } : {})}
        onChange={({ detail }) => {
          const chosen = choices.find((choice) => choice === detail.selectedOption.value);
          if (chosen !== undefined) onChange(chosen);
        }}
        expandToViewport
      />
    </Field>
  );
}

export function CheckField({ value, onChange, text, ...field }: FieldProps & ValueProps<boolean> & { text: string }) {
  return (
    <Field {...field}>
      <Check value={value} onChange={onChange} text={text} />
    </Field>
  );
}

export function Check({ value, onChange, text }: ValueProps<boolean> & { text: string }) {
  const { isReadOnly } = useSettingsForm();
  return (
    <Checkbox
      checked={value}
      readOnly={isReadOnly}
      onChange={({ detail }) => {
        onChange(detail.checked);
      }}
    >
      {text}
    </Checkbox>
  );
}
